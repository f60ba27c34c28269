//! The API of findings and actions. A vendor's token reaches the same addresses through its scope
//! and gets the vendor's bodies.

pub mod actions;
pub mod due_days;
pub mod bulk;
pub mod effects;
pub mod findings;

use crate::base::Result;
use serde::{Deserialize, Deserializer};

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    due_days::list,
    due_days::set,
    findings::list,
    findings::create,
    findings::show,
    findings::change,
    findings::close,
    findings::reopen,
    actions::list,
    actions::create,
    actions::show,
    actions::change,
    actions::start,
    actions::postpone,
    actions::reveal,
    actions::report_done,
    actions::verify,
    actions::cancel,
    actions::attach,
    actions::evidence,
    actions::download,
    actions::calendar,
    bulk::change,
    effects::list,
    effects::show,
    effects::check,
    effects::attach,
    effects::file,
))]
pub struct Description;

/// A field of a PATCH: missing leaves what is stored, null clears it.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(d: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(d).map(Some)
}
