//! What our server answers.

use core::sync::atomic::{AtomicI32, Ordering};
use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use thrift::ApplicationKind;
use uuid::Uuid;

use super::conformance::{AdmitError, GreetError};
use super::uuids::Uuids;
use super::{
    Base, Busy, Circle, Color, Conformance, Defaults, Everything, NewerColor, NewerPerson,
    NewerShape, NotFriendly, Person, Point, Shape, sample,
};

/// A handler of both services; clones count together.
#[derive(Clone, Debug, Default)]
pub struct Handler {
    notifications: Arc<AtomicI32>,
}

impl Base for Handler {
    async fn ping(&self) -> thrift::Result<()> {
        Ok(())
    }

    async fn notifications(&self) -> thrift::Result<i32> {
        Ok(self.notifications.load(Ordering::SeqCst))
    }
}

impl Conformance for Handler {
    async fn echo(&self, everything: Everything) -> thrift::Result<Everything> {
        Ok(everything)
    }

    async fn echo_doubles(&self, doubles: Vec<f64>) -> thrift::Result<Vec<f64>> {
        Ok(doubles)
    }

    async fn echo_blob(&self, blob: Bytes) -> thrift::Result<Bytes> {
        Ok(blob)
    }

    async fn sum(&self, values: Vec<i64>) -> thrift::Result<i64> {
        Ok(values.into_iter().fold(0, i64::wrapping_add))
    }

    async fn subtract(&self, minuend: i64, subtrahend: i64) -> thrift::Result<i64> {
        Ok(minuend.wrapping_sub(subtrahend))
    }

    async fn defaults(&self) -> thrift::Result<Defaults> {
        Ok(Defaults::default())
    }

    async fn greet(&self, name: String) -> Result<String, GreetError> {
        match name.as_str() {
            "enemy" => Err(NotFriendly { code: 7, reason: "go away".to_owned() }.into()),
            "crowd" => Err(Busy { seconds: 30, color: Some(Color::GREEN) }.into()),
            "boom" => {
                let kind = ApplicationKind::InternalError;
                Err(thrift::Error::application(kind, "boom").into())
            }
            _ => Ok(format!("Hello, {name}!")),
        }
    }

    async fn admit(&self, code: i32) -> Result<(), AdmitError> {
        if code != 0 {
            return Err(NotFriendly { code, reason: "refused".to_owned() }.into());
        }
        Ok(())
    }

    async fn notify(&self, _: String) -> thrift::Result<()> {
        self.notifications.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }

    async fn evolve(&self, person: Person) -> thrift::Result<Person> {
        Ok(person)
    }

    async fn newest(&self) -> thrift::Result<NewerPerson> {
        Ok(NewerPerson { favourite: NewerColor::GOLD, ..sample::newer_person() })
    }

    async fn count(&self, shapes: Vec<Shape>) -> thrift::Result<i32> {
        Ok(shapes.len().try_into().unwrap_or(i32::MAX))
    }

    async fn shapes(&self) -> thrift::Result<Vec<NewerShape>> {
        let circle = Circle { center: Point { x: 1.0, y: 2.0 }, radius: 3.0 };
        Ok(vec![
            NewerShape::Label("first".to_owned()),
            NewerShape::Circle(circle),
            NewerShape::Label("last".to_owned()),
        ])
    }
}

impl Uuids for Handler {
    async fn echo(&self, id: Uuid) -> thrift::Result<Uuid> {
        Ok(id)
    }

    async fn reverse(&self, ids: Vec<Uuid>) -> thrift::Result<Vec<Uuid>> {
        Ok(ids.into_iter().rev().collect())
    }

    async fn places(&self, ids: Vec<Uuid>) -> thrift::Result<BTreeMap<Uuid, i32>> {
        Ok(ids.into_iter().zip(0..).collect())
    }
}
