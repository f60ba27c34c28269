//! The own management system through the API; the same actions as the pages.

pub mod clauses;
pub mod plan;
pub mod training;

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    clauses::overview,
    clauses::readiness,
    clauses::list,
    clauses::show,
    clauses::write,
    clauses::attach,
    clauses::soa,
    clauses::control,
    clauses::write_control,
    plan::steps,
    plan::add_step,
    plan::step,
    plan::edit_step,
    plan::goals,
    plan::add_goal,
    plan::goal,
    plan::edit_goal,
    plan::measure,
    plan::events,
    plan::add_event,
    plan::event,
    plan::edit_event,
    training::show,
    training::add_course,
    training::course,
    training::edit_course,
    training::staff,
    training::add_member,
    training::member,
    training::edit_member,
    training::record
))]
pub struct Description;
