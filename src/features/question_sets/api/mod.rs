//! The same by the API: `/api/v1/question-sets`, `/question-set-versions`, `/vendors/{id}/focus-areas`.

pub mod focus;
pub mod sets;
pub mod versions;

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    sets::list,
    sets::add,
    sets::show,
    sets::new_version,
    versions::show,
    versions::replace,
    versions::publish,
    versions::discard,
    versions::export,
    versions::import,
    focus::list,
    focus::set,
    focus::lift,
))]
pub struct Description;
