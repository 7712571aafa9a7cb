//! The service, as a server has it.

use std::sync::atomic::{AtomicI32, Ordering};

use thrift::{OrderedFloat, Result};

use crate::conformance::{
    BaseSyncHandler, Busy, Color, ConformanceSyncHandler, Defaults, Everything, NewerColor,
    NewerPerson, NewerShape, NotFriendly, Person, Shape,
};
use crate::values;

#[derive(Default)]
pub(crate) struct Handler {
    notifications: AtomicI32,
}

impl BaseSyncHandler for Handler {
    fn handle_ping(&self) -> Result<()> {
        Ok(())
    }

    fn handle_notifications(&self) -> Result<i32> {
        Ok(self.notifications.load(Ordering::SeqCst))
    }
}

impl ConformanceSyncHandler for Handler {
    fn handle_echo(&self, everything: Everything) -> Result<Everything> {
        Ok(everything)
    }

    fn handle_echo_doubles(
        &self,
        doubles: Vec<OrderedFloat<f64>>,
    ) -> Result<Vec<OrderedFloat<f64>>> {
        Ok(doubles)
    }

    fn handle_echo_blob(&self, blob: Vec<u8>) -> Result<Vec<u8>> {
        Ok(blob)
    }

    fn handle_sum(&self, values: Vec<i64>) -> Result<i64> {
        Ok(values.iter().sum())
    }

    // The compiler has the arguments in the order of their ids.
    fn handle_subtract(&self, subtrahend: i64, minuend: i64) -> Result<i64> {
        Ok(minuend - subtrahend)
    }

    fn handle_defaults(&self) -> Result<Defaults> {
        Ok(Defaults::default())
    }

    fn handle_greet(&self, name: String) -> Result<String> {
        match name.as_str() {
            "enemy" => Err(NotFriendly::new(7, "go away".to_owned()).into()),
            "crowd" => Err(Busy::new(30, Color::GREEN).into()),
            "boom" => Err("boom".into()),
            name => Ok(format!("Hello, {name}!")),
        }
    }

    fn handle_admit(&self, code: i32) -> Result<()> {
        if code == 0 { Ok(()) } else { Err(NotFriendly::new(code, "refused".to_owned()).into()) }
    }

    fn handle_notify(&self, _event: String) -> Result<()> {
        self.notifications.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }

    fn handle_evolve(&self, person: Person) -> Result<Person> {
        Ok(person)
    }

    fn handle_newest(&self) -> Result<NewerPerson> {
        Ok(values::newer_person(NewerColor::GOLD))
    }

    fn handle_count(&self, shapes: Vec<Shape>) -> Result<i32> {
        i32::try_from(shapes.len()).map_err(|problem| problem.to_string().into())
    }

    fn handle_shapes(&self) -> Result<Vec<NewerShape>> {
        Ok(vec![values::newer_label("first"), values::newer_circle(), values::newer_label("last")])
    }
}
