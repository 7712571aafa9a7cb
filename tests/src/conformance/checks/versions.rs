//! What two programs agree on of which one knows a newer IDL.

use super::calls::ping_after;
use super::{Checked, equal, is_application, shown};
use crate::conformance::{
    Color, ConformanceClient, NewerColor, NewerPerson, NewerShape, OtherVersion as _,
    OtherVersionClient, Person, Shape, sample,
};

pub(super) async fn unknown_method(
    service: &ConformanceClient,
    other: &OtherVersionClient,
) -> Checked {
    match other.missing().await {
        Err(error) => is_application("missing", &error)?,
        Ok(()) => return Err("missing: an error expected, and it returned".to_owned()),
    }
    ping_after("missing", service).await
}

pub(super) async fn unknown_fields(other: &OtherVersionClient) -> Checked {
    let found = other.evolve(sample::newer_person()).await.map_err(shown("evolve"))?;
    equal("evolve", &found, &Person { name: "Ada".to_owned(), favourite: Color::GREEN })?;
    let found = other.newest().await.map_err(shown("newest"))?;
    equal("the name of newest", &found.name, &"Ada".to_owned())
}

pub(super) async fn unknown_enum(other: &OtherVersionClient) -> Checked {
    let sent = NewerPerson { favourite: NewerColor::GOLD, ..NewerPerson::default() };
    let found = other.evolve(sent).await.map_err(shown("evolve"))?;
    equal("the favourite of evolve with GOLD", &found.favourite, &Color(99))
}

pub(super) async fn unknown_union(other: &OtherVersionClient) -> Checked {
    let label = NewerShape::Label("label".to_owned());
    let sent = vec![label.clone(), sample::circle(), label];
    equal("count", &other.count(sent).await.map_err(shown("count"))?, &3)?;
    let found = other.shapes().await.map_err(shown("shapes"))?;
    let label = |text: &str| Shape::Label(text.to_owned());
    match &found[..] {
        [first, _, last] if *first == label("first") && *last == label("last") => Ok(()),
        _ => Err(format!("shapes: two labels around something expected, found {found:?}")),
    }
}
