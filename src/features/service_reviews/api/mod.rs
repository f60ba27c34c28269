//! Campaigns, analyses and spot checks through the API; the same actions as the pages.

pub mod analyses;
pub mod campaigns;
pub mod checks;

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    campaigns::list,
    campaigns::create,
    campaigns::show,
    campaigns::change,
    campaigns::analyses,
    campaigns::add_services,
    campaigns::assign,
    campaigns::remind,
    campaigns::close,
    campaigns::memos,
    campaigns::issue,
    campaigns::memo,
    analyses::show,
    analyses::change,
    analyses::add_author,
    analyses::add_measure,
    analyses::remove_measure,
    analyses::ready,
    analyses::send_back,
    analyses::decide,
    analyses::revise,
    analyses::remove,
    analyses::open_actions,
    checks::list,
    checks::create,
    checks::show,
    checks::draw_again,
    checks::close,
    checks::record,
    checks::finding
))]
pub struct Description;
