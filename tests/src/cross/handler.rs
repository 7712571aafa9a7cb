//! What a server answers.

use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet};
use std::thread;

use thrift::service::{Dispatch, Multiplexed};
use thrift::{ApplicationKind, Bytes, Error, Result, Uuid};

use super::idl::{
    Insanity, Numberz, SecondService, SecondServiceServer, ThriftTest, ThriftTestServer, UserId,
    Xception, Xception2, Xtruct, Xtruct2, thrift_test,
};

/// The longest sleep of a oneway call, whatever a client asks for.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// The name under which clients that name services call `ThriftTest`.
pub const THRIFT_TEST: &str = "ThriftTest";

/// The name under which clients that name services call `SecondService`.
pub const SECOND_SERVICE: &str = "SecondService";

/// Both services, by their names; calls that name none are those of `ThriftTest`.
#[must_use]
pub fn services(handler: Handler) -> impl Dispatch {
    Multiplexed::new()
        .add(THRIFT_TEST, ThriftTestServer::new(handler))
        .add(SECOND_SERVICE, SecondServiceServer::new(handler))
        .default_service(ThriftTestServer::new(handler))
}

/// The handler of both services.
///
/// ```
/// use thrift_tests::cross::Handler;
/// use thrift_tests::cross::idl::ThriftTest;
///
/// let answer = thrift::blocking::block_on(Handler::new().test_i32(-1));
/// assert_eq!(answer?, -1);
/// # Ok::<_, thrift::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Handler {
    /// Whether sleeping takes the thread, since there is no runtime with timers.
    blocking: bool,
}

impl Handler {
    /// One for servers on tokio.
    #[must_use]
    pub const fn new() -> Self {
        Self { blocking: false }
    }

    /// One for servers with threads.
    #[must_use]
    pub const fn blocking() -> Self {
        Self { blocking: true }
    }
}

/// Methods that return their argument.
macro_rules! echo {
    ($($method:ident: $ty:ty),* $(,)?) => {$(
        async fn $method(&self, thing: $ty) -> Result<$ty> {
            Ok(thing)
        }
    )*};
}

impl ThriftTest for Handler {
    echo! {
        test_string: String,
        test_bool: bool,
        test_byte: i8,
        test_i32: i32,
        test_i64: i64,
        test_double: f64,
        test_binary: Bytes,
        test_uuid: Uuid,
        test_struct: Xtruct,
        test_nest: Xtruct2,
        test_map: BTreeMap<i32, i32>,
        test_string_map: BTreeMap<String, String>,
        test_set: BTreeSet<i32>,
        test_list: Vec<i32>,
        test_enum: Numberz,
        test_typedef: UserId,
    }

    async fn test_void(&self) -> Result<()> {
        Ok(())
    }

    async fn test_map_map(&self, _hello: i32) -> Result<BTreeMap<i32, BTreeMap<i32, i32>>> {
        let same = |number| (number, number);
        Ok(BTreeMap::from([(-4, (-4..=-1).map(same).collect()), (4, (1..=4).map(same).collect())]))
    }

    async fn test_insanity(
        &self,
        argument: Insanity,
    ) -> Result<BTreeMap<UserId, BTreeMap<Numberz, Insanity>>> {
        let first = [(Numberz::TWO, argument.clone()), (Numberz::THREE, argument)];
        let second = [(Numberz::SIX, Insanity::default())];
        Ok(BTreeMap::from([(1, first.into()), (2, second.into())]))
    }

    async fn test_multi(
        &self,
        arg0: i8,
        arg1: i32,
        arg2: i64,
        _arg3: BTreeMap<i16, String>,
        _arg4: Numberz,
        _arg5: UserId,
    ) -> Result<Xtruct> {
        let string_thing = "Hello2".to_owned();
        Ok(Xtruct { string_thing, byte_thing: arg0, i32_thing: arg1, i64_thing: arg2 })
    }

    async fn test_exception(
        &self,
        arg: String,
    ) -> core::result::Result<(), thrift_test::TestExceptionError> {
        match arg.as_str() {
            "Xception" => Err(Xception { error_code: 1001, message: arg }.into()),
            // What the service does not declare.
            "TException" => Err(Error::application(ApplicationKind::InternalError, arg).into()),
            _ => Ok(()),
        }
    }

    async fn test_multi_exception(
        &self,
        arg0: String,
        arg1: String,
    ) -> core::result::Result<Xtruct, thrift_test::TestMultiExceptionError> {
        let message = format!("This is an {arg0}");
        match arg0.as_str() {
            "Xception" => Err(Xception { error_code: 1001, message }.into()),
            "Xception2" => {
                let struct_thing = Xtruct { string_thing: message, ..Xtruct::default() };
                Err(Xception2 { error_code: 2002, struct_thing }.into())
            }
            _ => Ok(Xtruct { string_thing: arg1, ..Xtruct::default() }),
        }
    }

    async fn test_oneway(&self, seconds_to_sleep: i32) -> Result<()> {
        let seconds = u64::try_from(seconds_to_sleep).unwrap_or(0);
        let time = Duration::from_secs(seconds).min(LONGEST_SLEEP);
        if self.blocking {
            thread::sleep(time);
        } else {
            tokio::time::sleep(time).await;
        }
        Ok(())
    }
}

impl SecondService for Handler {
    async fn secondtest_string(&self, thing: String) -> Result<String> {
        Ok(thing)
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn sleeps_have_a_limit() {
        for (asked, slept) in [(2, 2), (0, 0), (-1, 0), (i32::MIN, 0), (60, 60), (i32::MAX, 60)] {
            let start = Instant::now();
            Handler::new().test_oneway(asked).await.unwrap();
            assert_eq!(start.elapsed().as_secs(), slept, "{asked}");
        }
    }
}
