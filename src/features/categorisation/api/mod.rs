//! The same by the API: `/api/v1/tier-proposals`, `/tiering-models`, `/categorisation-rounds`, `/capacity`.

pub mod capacity;
pub mod models;
pub mod proposals;
pub mod rounds;

use crate::features::tiering::Criteria;
use serde::Serialize;

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    proposals::list,
    proposals::show,
    proposals::decide,
    models::list,
    models::draft,
    models::show,
    models::change,
    models::dry_run,
    models::publish,
    models::discard,
    rounds::list,
    rounds::start,
    rounds::show,
    rounds::lines,
    rounds::assign,
    rounds::change_line,
    rounds::remind,
    rounds::close,
    capacity::show,
    capacity::sensitivity,
))]
pub struct Description;

/// The six criteria, 0-4; null is not known.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CriteriaBody {
    data_class: Option<u8>,
    data_subjects: Option<u8>,
    criticality: Option<u8>,
    access: Option<u8>,
    chain: Option<u8>,
    substitution: Option<u8>,
}

impl From<Criteria> for CriteriaBody {
    fn from(c: Criteria) -> Self {
        CriteriaBody {
            data_class: c.data_class,
            data_subjects: c.data_subjects,
            criticality: c.criticality,
            access: c.access,
            chain: c.chain,
            substitution: c.substitution,
        }
    }
}
