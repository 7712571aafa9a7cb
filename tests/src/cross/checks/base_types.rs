//! Numbers, texts, bytes, and the calls themselves.

use core::fmt;
use core::time::Duration;

use tokio::time::Instant;

use thrift::{Bytes, Uuid};

use super::Report;
use crate::cross::Exit;
use crate::cross::idl::ThriftTest;

/// The longest time in which a oneway call must be on its way.
const ONEWAY: Duration = Duration::from_millis(200);

/// A machine that is busy may hold up one call, and not all of them.
const ONEWAY_CALLS: usize = 3;

/// The same word in scripts of one to four bytes a character, from left to right and from right to
/// left, with characters that are put together of several.
const LANGUAGES: &str = "language, língua, ngôn ngữ, dil, język, γλώσσα, язык, мова, լեզու, ენა, \
                         שפה, شפאך, لغة, زبان, ژبه, भाषा, ভাষা, ਭਾਸ਼ਾ, ભાષા, மொழி, భాష, ಭಾಷೆ, ഭാഷ, භාෂාව, \
                         ภาษา, ພາສາ, སྐད་ཡིག, ဘာသာစကား, ភាសា, ቋንቋ, ᎦᏬᏂᎯᏍᏗ, 語言, 语言, 言語, ことば, 언어, хэл, \
                         𐌰𐍂𐌶𐌰, 🗣️, 👩🏽‍🏫, 🇺🇳, e\u{301} and é";

/// What JSON must escape, what it may, and what looks like the end of something; but for controls that
/// have no letter of their own: Python cannot read those in JSON over zlib, as
/// `tests/interop/thrift_test_methods.py` finds.
const PUNCTUATION: &str = "quotes \" ' ` backslashes \\ \\\\ \\u0041 slashes / \\/ </script> \
                           controls \u{8} \u{c} \n \r \t \u{7f} \u{2028} \u{2029} \
                           brackets ]] \"]] }}} {\"1\":{\"str\":\"}\"}} [[[ , : signs !@#$%^&*()<>?";

pub(super) async fn check(client: &impl ThriftTest, report: &mut Report) {
    report.group(Exit::BASE_TYPES);
    report.answers("testVoid()", client.test_void(), &()).await;
    texts(client, report).await;
    integers(client, report).await;
    doubles(client, report).await;
    binaries(client, report).await;
    uuids(client, report).await;
}

/// A oneway call is not waited for, and leaves the connection in step: the next answer is that of
/// the next call.
pub(super) async fn check_oneway(client: &impl ThriftTest, report: &mut Report) {
    report.group(Exit::BASE_TYPES);
    let mut fastest = Duration::MAX;
    for _ in 0..ONEWAY_CALLS {
        let start = Instant::now();
        report.answers("testOneway(1)", client.test_oneway(1), &()).await;
        fastest = fastest.min(start.elapsed());
        if fastest <= ONEWAY {
            break;
        }
    }
    let what = format!("testOneway(1) in {fastest:?}, at most {ONEWAY:?}");
    report.holds(&what, fastest <= ONEWAY).await;
    report.answers("testI32(-1) after testOneway", client.test_i32(-1), &-1).await;
}

async fn texts(client: &impl ThriftTest, report: &mut Report) {
    let long = LANGUAGES.repeat(40);
    for text in ["Test", "", LANGUAGES, PUNCTUATION, &long] {
        let call = format!("testString({:.20}…)", text.escape_debug().to_string());
        report.answers(call, client.test_string(text.to_owned()), &text.to_owned()).await;
    }
    for value in [true, false] {
        report.answers(format!("testBool({value})"), client.test_bool(value), &value).await;
    }
}

async fn integers(client: &impl ThriftTest, report: &mut Report) {
    for number in [0, 1, -1, 42, -42, i8::MAX, i8::MIN] {
        report.answers(format!("testByte({number})"), client.test_byte(number), &number).await;
    }
    for number in [0, 1, -1, 190_000_013, -190_000_013, i32::MAX, i32::MIN] {
        report.answers(format!("testI32({number})"), client.test_i32(number), &number).await;
    }
    let large = [
        7_000_000_000_000_000_123,
        1 << 32,
        (1 << 32) + 1,
        (1 << 53) - 1,
        34_359_738_368,
        i64::MAX,
    ];
    for number in [0, 1, -1, i64::MIN].into_iter().chain(large).chain(large.map(|large| -large)) {
        report.answers(format!("testI64({number})"), client.test_i64(number), &number).await;
    }
}

/// Each comes back as it is: none of the protocols rounds.
async fn doubles(client: &impl ThriftTest, report: &mut Report) {
    let (two_32, two_53) = (f64::from(2).powi(32), f64::from(2).powi(53));
    let numbers = [
        0.0,
        1.0,
        5.209_852_3,
        0.000_341_012_439_638_598_3,
        two_32,
        two_32 + 1.0,
        two_53 - 1.0,
        1e307,
        1e-292,
        f64::MAX,
        f64::MIN_POSITIVE,
    ];
    for number in numbers.into_iter().chain(numbers.map(|number| -number)) {
        let answer = async { client.test_double(number).await.map(Bits) };
        report.answers(format!("testDouble({number:e})"), answer, &Bits(number)).await;
    }
}

/// A double that equals the same one alone: zeros of both signs are two.
struct Bits(f64);

impl PartialEq for Bits {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl fmt::Debug for Bits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

async fn binaries(client: &impl ThriftTest, report: &mut Report) {
    let every_byte: Bytes = (u8::MIN..=u8::MAX).collect();
    report.answers("testBinary(00…ff)", client.test_binary(every_byte.clone()), &every_byte).await;
    let lengths = [0].into_iter().chain((0..=17).map(|power| 1 << power));
    for length in lengths {
        let bytes: Bytes = every_byte.iter().rev().copied().cycle().take(length).collect();
        let call = format!("testBinary({length} bytes)");
        report.answers(call, client.test_binary(bytes.clone()), &bytes).await;
    }
}

async fn uuids(client: &impl ThriftTest, report: &mut Report) {
    for number in [0, 1, u128::MAX, 0x0011_2233_4455_6677_8899_aabb_ccdd_eeff] {
        let uuid = Uuid::from_u128(number);
        report.answers(format!("testUuid({uuid})"), client.test_uuid(uuid), &uuid).await;
    }
}
