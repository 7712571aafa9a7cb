struct Account {
  1: string name
  2: string secret = "none" (rust.visibility = "pub(super)")
  3: i32 number (rust.visibility = "pub(crate)")
}

struct Vault {
  1: string key = "key" (rust.visibility = "private")
}

const Vault LOCKED = {}

struct Holder {
  1: Vault vault = {"key": "another"}
}
