struct Account {
    1: string name
    2: string secret = "none" (rust.visibility = "private")
    3: i32 number (rust.visibility = "pub(crate)")
}

const Account HERE = {"name": "here", "secret": "known"}

struct Holder {
    1: Account account = {"name": "here"}
}
