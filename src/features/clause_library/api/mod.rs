//! The library, the review and the documents in JSON: the same actions as the pages. Nothing for vendors.

pub mod library;
pub mod own;
pub mod packages;

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    library::list,
    library::show,
    library::legal,
    library::verify,
    own::list,
    own::create,
    own::show,
    own::save,
    own::publish,
    packages::review,
    packages::gaps,
    packages::check,
    packages::list,
    packages::prepare,
    packages::show,
    packages::settle,
    packages::pdf,
    packages::docx,
))]
pub struct Description;
