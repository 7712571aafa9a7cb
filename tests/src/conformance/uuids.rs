//! The service of `uuids.thrift`, and what clients check of it.

use std::collections::BTreeMap;

use thrift::Client;
use uuid::Uuid;

use super::checks::{Checked, equal, shown};

thrift::include_thrift!("../../idl/uuids.thrift");

/// Calls every method of the service `Uuids` of a server.
///
/// # Errors
///
/// Fails with what was found instead.
pub async fn check(client: &Client) -> Checked {
    let client = UuidsClient::new(client.service("Uuids"));
    let ids: Vec<Uuid> =
        [0, 0x0011_2233_4455_6677_8899_aabb_ccdd_eeff, u128::MAX].map(Uuid::from_u128).to_vec();
    for id in &ids {
        equal("echo", &client.echo(*id).await.map_err(shown("echo"))?, id)?;
    }
    let reversed = client.reverse(ids.clone()).await.map_err(shown("reverse"))?;
    equal("reverse", &reversed, &ids.iter().rev().copied().collect())?;
    let places = client.places(ids.clone()).await.map_err(shown("places"))?;
    equal("places", &places, &ids.into_iter().zip(0..).collect::<BTreeMap<_, _>>())
}
