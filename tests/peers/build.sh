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
    if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
      echo "install ${missing[*]} (so Debian names them), or run this as root on Debian" >&2
      exit 1
    fi
    apt-cache show "${missing[@]}" >/dev/null 2>&1 || apt-get update
    apt-get install -y --no-install-recommends "${missing[@]}"
  fi
}

# python_environment REQUIREMENT: a package from PyPI, in an environment of the peer.
python_environment() {
  [ -e "$out/venv/$1" ] && return
  python3 -m venv --clear "$out/venv"
  "$out/venv/bin/pip" install --quiet --disable-pip-version-check "$1"
  touch "$out/venv/$1"
}

# python_program NAME PATH: $out/NAME runs $here/NAME.py, which imports what is in PATH.
python_program() {
  cat >"$out/$1" <<END
#!/usr/bin/env bash
export PYTHONPATH='$2' PYTHONDONTWRITEBYTECODE=1
exec '$out/venv/bin/python' '$here/$1.py' "\$@"
END
  chmod +x "$out/$1"
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
