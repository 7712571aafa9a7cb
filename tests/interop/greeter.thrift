// A service beside UserService on one connection; both have a method of one name.

namespace py greeter

service Greeter {
    string getUser(1: i32 id)
    string hello(1: string name)
}
