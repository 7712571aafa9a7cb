//! What the generators of peers write, in a crate of its own: they neither mind lints nor avoid
//! `unsafe`. The files are not part of the repository.

#![allow(warnings, clippy::all, clippy::pedantic, reason = "generated")]

pub mod apache;
pub mod tonic;

pub mod volo {
    include!("volo.rs");
}
