use thrift::*;
#[derive(ThriftStruct, Debug, Default, PartialEq)]
struct User { #[thrift(id = 1)] id: i32, #[thrift(id = 2)] name: String, #[thrift(id = 3)] email: Option<String> }
#[derive(ThriftException, Debug)]
struct NotFound { #[thrift(id = 1)] id: i32 }
#[derive(ThriftError, Debug)]
enum GetUserError { #[thrift(id = 1)] Missing(NotFound), #[thrift(other)] Thrift(thrift::Error) }
#[derive(ThriftEnum, Debug, PartialEq, Clone, Copy)]
enum Color { Red = 1, Blue = -2 }
#[derive(ThriftEnum, Debug, PartialEq, Clone, Copy)]
enum Open { #[thrift(value = 1)] Red, #[thrift(unknown)] Other(i32) }
#[derive(ThriftUnion, Debug, PartialEq)]
enum U<'a> { #[thrift(id = 1)] A(&'a str), #[thrift(id = 2)] B(Vec<Color>), #[thrift(unknown)] Unknown(thrift::UnknownField) }
#[thrift::service(rename_all = "camelCase")]
trait UserService {
    async fn get_user(&self, id: i32) -> Result<User, GetUserError>;
    #[thrift(oneway)]
    async fn touch(&self, id: i32) -> thrift::Result<()>;
}
struct Users;
impl UserService for Users {
    async fn get_user(&self, id: i32) -> Result<User, GetUserError> {
        if id != 42 { return Err(NotFound { id }.into()); }
        Ok(User { id, name: "Ada".into(), ..Default::default() })
    }
    async fn touch(&self, _id: i32) -> thrift::Result<()> { Ok(()) }
}
#[test]
fn t() {
    let u = User { id: 1, name: "x".into(), email: None };
    let b = binary::to_vec(&u).unwrap();
    assert_eq!(binary::from_slice::<User>(&b).unwrap(), u);
    let v = U::B(vec![Color::Red, Color::Blue]);
    let b = binary::to_vec(&v).unwrap();
    assert_eq!(binary::from_slice::<U>(&b).unwrap(), v);
    let v = binary::to_vec(&Open::Other(5)).unwrap();
    assert_eq!(binary::from_slice::<Open>(&v).unwrap(), Open::Other(5));
}
