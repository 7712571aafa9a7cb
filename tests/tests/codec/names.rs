//! What values and errors show of names that are keywords.

use thrift::ThriftEnum;

#[allow(non_camel_case_types)]
mod keywords {
    thrift::thrift! {
        enum kind { A = 1 } (rust.name = "type")
        struct condition { 1: i32 fn } (rust.name = "if")
    }
}

#[allow(non_camel_case_types)]
#[derive(ThriftEnum, Debug)]
enum r#move {
    Left = 1,
}

#[test]
fn enums_show_their_names_without_a_mark() {
    assert_eq!(format!("{:?}", keywords::r#type(7)), "type(7)");
    let error = "B".parse::<keywords::r#type>().unwrap_err();
    assert_eq!(error.to_string(), "`type` has no value named \"B\"");
    let error = r#move::from_number(7).unwrap_err();
    assert_eq!(error.to_string(), "`move` has no value 7");
    assert_eq!(r#move::Left.name(), Some("Left"));
}

#[test]
fn structs_show_their_names_without_a_mark() {
    assert_eq!(format!("{:?}", keywords::r#if { r#fn: 1 }), "if { fn: 1 }");
}
