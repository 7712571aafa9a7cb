// The service that the example `serve` and the Python server of this directory implement.

namespace py user

/** A person who signed up. */
struct User {
    1: i32 id,
    2: string name,
    3: optional string email
}

exception NotFound {
    1: i32 id
}

service UserService {
    User getUser(1: i32 id) throws (1: NotFound missing)
    oneway void touch(1: i32 id)
}
