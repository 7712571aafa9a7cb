// A newer version of the service: servers do not know the method `nosuch`.

include "user.thrift"

namespace py extended

service ExtendedUserService extends user.UserService {
    string nosuch(1: string text, 2: list<user.User> users)
}
