# What the build scripts of the peers share; they source it.

set -euo pipefail

out=${1:?the folder to build into}
here=$(cd "$(dirname "$0")" && pwd)
idl=$(cd "$here/../../idl" && pwd)/conformance.thrift

# install_missing PACKAGE...: Debian packages.
install_missing() {
  local package missing=()
  for package in "$@"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    apt-cache show "${missing[@]}" >/dev/null 2>&1 || apt-get update
    apt-get install -y --no-install-recommends "${missing[@]}"
  fi
}

# newer TARGET SOURCE...: is TARGET there, and newer than each SOURCE?
newer() {
  local target=$1 source
  for source in "${@:2}"; do
    [ "$target" -nt "$source" ] || return 1
  done
}

mapfile -t sources < <(find "$here" -path "$here/target" -prune -o -type f -print)
if newer "$out/peer" "$idl" "$here/../build.sh" "${sources[@]}"; then
  exit
fi
mkdir -p "$out"
command -v thrift >/dev/null || install_missing thrift-compiler
