//! The servers and clients of each implementation, at their best on one processor.

mod apache;
mod bare;
pub mod ours;
mod tarpc;
mod tonic;
mod volo;

use core::future::Future;

use crate::case::Implementation;
use crate::error::Result;
use crate::load::Load;

/// Serves, with so many calls in flight at most; tells where.
///
/// # Errors
///
/// Fails when it cannot serve.
pub fn serve(implementation: Implementation, concurrency: usize) -> Result<()> {
    match implementation {
        Implementation::Ours => block_on(ours::serve()),
        Implementation::Bare => block_on(bare::serve()),
        Implementation::Volo => block_on(volo::serve()),
        Implementation::Apache => apache::serve(concurrency),
        Implementation::Tonic => block_on(tonic::serve()),
        Implementation::Tarpc => block_on(tarpc::serve()),
    }
}

/// Calls, and tells what was counted.
///
/// # Errors
///
/// Fails when a call does.
pub fn load(implementation: Implementation, load: &Load) -> Result<()> {
    match implementation {
        Implementation::Ours => block_on(ours::load(load)),
        Implementation::Bare => block_on(bare::load(load)),
        Implementation::Volo => block_on(volo::load(load)),
        Implementation::Apache => apache::load(load),
        Implementation::Tonic => block_on(tonic::load(load)),
        Implementation::Tarpc => block_on(tarpc::load(load)),
    }
}

/// Runs a future on a runtime for one processor.
///
/// # Errors
///
/// Fails when the future does.
pub fn block_on(future: impl Future<Output = Result<()>>) -> Result<()> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(future)
}
