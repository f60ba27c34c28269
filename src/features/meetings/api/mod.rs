//! The feature through the API; the same actions as the pages.

pub mod follow_up;
pub mod months;
pub mod runs;

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    follow_up::list,
    follow_up::done,
    follow_up::change,
    follow_up::of_contract,
    follow_up::make,
    months::series,
    months::show,
    months::figures,
    runs::list,
    runs::start,
    runs::show,
    runs::zip
))]
pub struct Description;
