//! What a client checks, a function for each line of `../README.md`.

use std::fmt::Debug;
use std::thread;
use std::time::{Duration, Instant};

use crate::Result;
use crate::client::Client;
use crate::conformance::{
    Busy, Color, Defaults, NewerColor, NewerPerson, NotFriendly, Person, Shape, TBaseSyncClient,
    TConformanceSyncClient, TOtherVersionSyncClient,
};
use crate::values;

pub(crate) type Check = fn(&mut Client) -> Result<()>;

pub(crate) const ALL: &[(&str, Check)] = &[
    ("ping", ping),
    ("echo", echo),
    ("bool-list", bool_list),
    ("doubles", doubles),
    ("negative-zero", negative_zero),
    ("arguments", arguments),
    ("defaults", defaults),
    ("exceptions", exceptions),
    ("failure", failure),
    ("unknown-method", unknown_method),
    ("oneway", oneway),
    ("large", large),
    ("unknown-fields", unknown_fields),
    ("unknown-enum", unknown_enum),
    ("unknown-union", unknown_union),
];

fn ping(client: &mut Client) -> Result<()> {
    Ok(client.ping()?)
}

fn echo(client: &mut Client) -> Result<()> {
    echo_everything(client, &[])
}

fn bool_list(client: &mut Client) -> Result<()> {
    echo_everything(client, &[true, false, true])
}

fn echo_everything(client: &mut Client, flags: &[bool]) -> Result<()> {
    let wanted = values::everything(flags);
    expect_equal(&client.echo(wanted.clone())?, &wanted)
}

fn doubles(client: &mut Client) -> Result<()> {
    // As an ordered number, what is not a number equals itself.
    let wanted = values::doubles();
    expect_equal(&client.echo_doubles(wanted.clone())?, &wanted)
}

fn negative_zero(client: &mut Client) -> Result<()> {
    let got = client.echo_doubles(vec![thrift::OrderedFloat(-0.0)])?;
    // As ordered numbers, 0 and -0 are equal.
    let bits: Vec<u64> = got.iter().map(|double| double.to_bits()).collect();
    expect_equal(&bits, &vec![(-0.0_f64).to_bits()])
}

fn arguments(client: &mut Client) -> Result<()> {
    // The compiler has the arguments in the order of their ids.
    expect_equal(&client.subtract(8, 50)?, &42)
}

fn defaults(client: &mut Client) -> Result<()> {
    expect_equal(&client.defaults()?, &Defaults::default())
}

fn exceptions(client: &mut Client) -> Result<()> {
    expect_equal(&*client.greet("World".to_owned())?, "Hello, World!")?;
    let enemy = client.greet("enemy".to_owned());
    expect_exception(enemy, &NotFriendly::new(7, "go away".to_owned()))?;
    client.ping()?;
    let crowd = client.greet("crowd".to_owned());
    expect_exception(crowd, &Busy::new(30, Color::GREEN))?;
    client.ping()?;
    client.admit(0)?;
    let refused = client.admit(3);
    expect_exception(refused, &NotFriendly::new(3, "refused".to_owned()))?;
    Ok(client.ping()?)
}

fn failure(client: &mut Client) -> Result<()> {
    expect_application_error(client.greet("boom".to_owned()))?;
    Ok(client.ping()?)
}

fn unknown_method(client: &mut Client) -> Result<()> {
    expect_application_error(client.missing())?;
    Ok(client.ping()?)
}

fn oneway(client: &mut Client) -> Result<()> {
    let wanted = client.notifications()? + 3;
    for _ in 0..3 {
        client.notify("event".to_owned())?;
    }
    let end = Instant::now() + Duration::from_secs(2);
    let mut got = client.notifications()?;
    while got != wanted && Instant::now() < end {
        thread::sleep(Duration::from_millis(10));
        got = client.notifications()?;
    }
    expect_equal(&got, &wanted)
}

#[allow(clippy::cast_possible_truncation, reason = "modulo 251")]
fn large(client: &mut Client) -> Result<()> {
    let blob: Vec<u8> = (0..1_u32 << 20).map(|i| (i * 7 % 251) as u8).collect();
    let got = client.echo_blob(blob.clone())?;
    if got != blob {
        return Err(format!("got {} bytes that differ", got.len()).into());
    }
    expect_equal(&client.sum((0..100_000).collect())?, &4_999_950_000)
}

fn unknown_fields(client: &mut Client) -> Result<()> {
    let person = values::newer_person(NewerColor::GREEN);
    let evolved = TOtherVersionSyncClient::evolve(client, person)?;
    expect_equal(&evolved, &Person::new("Ada".to_owned(), Color::GREEN))?;
    let newest = TOtherVersionSyncClient::newest(client)?;
    expect_equal(&newest.name.as_deref(), &Some("Ada"))
}

fn unknown_enum(client: &mut Client) -> Result<()> {
    let person = NewerPerson {
        name: Some("Ada".to_owned()),
        favourite: Some(NewerColor::GOLD),
        ..NewerPerson::default()
    };
    let evolved = TOtherVersionSyncClient::evolve(client, person)?;
    expect_equal(&evolved, &Person::new("Ada".to_owned(), Color(99)))
}

fn unknown_union(client: &mut Client) -> Result<()> {
    let some = vec![values::newer_label("a"), values::newer_circle(), values::newer_label("b")];
    expect_equal(&TOtherVersionSyncClient::count(client, some)?, &3)?;
    let shapes = TOtherVersionSyncClient::shapes(client)?;
    let [first, _, last] = shapes.as_slice() else {
        return Err(format!("got {shapes:?}").into());
    };
    expect_equal(first, &Shape::Label("first".to_owned()))?;
    expect_equal(last, &Shape::Label("last".to_owned()))
}

fn expect_equal<T: PartialEq + Debug + ?Sized>(got: &T, wanted: &T) -> Result<()> {
    if got == wanted { Ok(()) } else { Err(format!("got {got:?} instead of {wanted:?}").into()) }
}

fn expect_exception<T, E>(result: thrift::Result<T>, wanted: &E) -> Result<()>
where
    T: Debug,
    E: std::error::Error + PartialEq + 'static,
{
    match result {
        Err(thrift::Error::User(got)) => match got.downcast_ref::<E>() {
            Some(got) => expect_equal(got, wanted),
            None => Err(format!("got {got:?} instead of {wanted:?}").into()),
        },
        other => Err(format!("got {other:?} instead of {wanted:?}").into()),
    }
}

fn expect_application_error<T: Debug>(result: thrift::Result<T>) -> Result<()> {
    match result {
        Err(thrift::Error::Application(_)) => Ok(()),
        other => Err(format!("got {other:?} instead of an application error").into()),
    }
}
