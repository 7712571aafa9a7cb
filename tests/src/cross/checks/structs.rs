//! Structs, enums and names for types.

use std::collections::BTreeMap;

use super::Report;
use crate::cross::Exit;
use crate::cross::idl::{Insanity, Numberz, ThriftTest, Xtruct, Xtruct2};

pub(super) async fn check(client: &impl ThriftTest, report: &mut Report) {
    report.group(Exit::STRUCTS);
    let thing = xtruct("Zero", 1, -3, -5);
    report.answers("testStruct", client.test_struct(thing.clone()), &thing).await;
    let nest = Xtruct2 { byte_thing: 1, struct_thing: thing, i32_thing: 5 };
    report.answers("testNest", client.test_nest(nest.clone()), &nest).await;
    let names =
        [Numberz::ONE, Numberz::TWO, Numberz::THREE, Numberz::FIVE, Numberz::SIX, Numberz::EIGHT];
    for name in names {
        report.answers(format!("testEnum({name})"), client.test_enum(name), &name).await;
    }
    let user = 309_858_235_082_523;
    report.answers(format!("testTypedef({user})"), client.test_typedef(user), &user).await;
    insanity(client, report).await;
    multi(client, report).await;
}

async fn insanity(client: &impl ThriftTest, report: &mut Report) {
    let argument = Insanity {
        user_map: BTreeMap::from([(Numberz::FIVE, 5), (Numberz::EIGHT, 8)]),
        xtructs: vec![xtruct("Goodbye4", 4, 4, 4), xtruct("Hello2", 2, 2, 2)],
    };
    let first = [(Numberz::TWO, argument.clone()), (Numberz::THREE, argument.clone())];
    let second = [(Numberz::SIX, Insanity::default())];
    let wanted = BTreeMap::from([(1, first.into()), (2, second.into())]);
    report.answers("testInsanity", client.test_insanity(argument), &wanted).await;
}

async fn multi(client: &impl ThriftTest, report: &mut Report) {
    let texts = BTreeMap::from([(1, "blah".to_owned()), (2, "thing".to_owned())]);
    let answer = client.test_multi(42, 4242, 424_242, texts, Numberz::EIGHT, 24);
    report.answers("testMulti", answer, &xtruct("Hello2", 42, 4242, 424_242)).await;
}

fn xtruct(text: &str, byte_thing: i8, i32_thing: i32, i64_thing: i64) -> Xtruct {
    Xtruct { string_thing: text.to_owned(), byte_thing, i32_thing, i64_thing }
}
