//! Records, disclosures, disposals and packages through the API; the same actions as the pages.

pub mod disclosing;
pub mod disposing;
pub mod register;

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    register::list,
    register::create,
    register::show,
    register::change,
    register::unregistered,
    register::attach,
    register::file,
    register::mark,
    register::unmark,
    register::settings,
    register::set_settings,
    register::set_retention,
    disclosing::list,
    disclosing::create,
    disclosing::create_list,
    disclosing::show,
    disclosing::change,
    disclosing::choose,
    disclosing::remove,
    disclosing::chosen,
    disclosing::assess,
    disclosing::terms,
    disclosing::issue,
    disclosing::extract,
    disclosing::package,
    disclosing::decide,
    disclosing::letter,
    disclosing::hand_over,
    disposing::dry_run,
    disposing::list,
    disposing::propose,
    disposing::show,
    disposing::decide,
    disposing::refuse,
    disposing::protocol,
    disposing::holds,
    disposing::hold,
    disposing::lift,
    disposing::packages,
    disposing::pack,
    disposing::package
))]
pub struct Description;
