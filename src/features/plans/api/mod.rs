//! Plans as JSON; the same use cases as the pages. A vendor's token reaches the plans that were shared with it and gets
//! the vendor's bodies.

pub mod causes;
pub mod decisions;
pub mod lines;
pub mod plans;
pub mod reviews;
pub mod templates;

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    templates::list,
    plans::list,
    plans::create,
    plans::show,
    plans::change,
    plans::share,
    plans::close,
    plans::focus,
    reviews::from_review,
    lines::add,
    lines::take_in,
    lines::change,
    lines::remove,
    decisions::decide,
    decisions::compare,
    decisions::paper,
    causes::show,
    causes::put_cause,
))]
pub struct Description;
