//! Notices: what each person is told, in an inbox and in one mail a day; reminders of everything that has a date; the
//! mail texts that an organisation writes itself; and which mails reached whom. A feature tells somebody something by
//! `kit::notices::tell`.

mod actions;
mod api;
mod model;
mod pages;
mod parameters;
mod records;
mod rules;
mod samples;
mod store;
pub mod views;

pub use actions::{
    Choices, Shown, Standing, Wishes, Words, Written, choose, collect, inbox, mark, mark_all, open, own_standing,
    own_words, post, remind, remind_all, resend, restore, sweep, tell_undelivered, unsubscribe, wishes, write,
};
pub use model::{Dated, MailEvent, Subject};
pub use parameters::NoticeTerms;
pub use store::dated::days_of;
pub use store::{Filter, unread};

use crate::kit::web::{Endpoint, get, post as post_to, put};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    use pages::{inbox, log, settings, texts, unsubscribe};
    vec![
        get("/notices", inbox::list),
        post_to("/notices/read", inbox::read_all),
        get("/notices/settings", settings::show),
        post_to("/notices/settings", settings::save),
        get("/notices/deliveries", log::list),
        post_to("/notices/deliveries/{id}/resend", log::resend),
        get("/notices/{id}", inbox::open),
        post_to("/notices/{id}/mark", inbox::mark),
        get("/portal/notices", inbox::list),
        post_to("/portal/notices/read", inbox::read_all),
        get("/portal/notices/settings", settings::show),
        post_to("/portal/notices/settings", settings::save),
        get("/portal/notices/deliveries", log::list),
        post_to("/portal/notices/deliveries/{id}/resend", log::resend),
        get("/portal/notices/{id}", inbox::open),
        post_to("/portal/notices/{id}/mark", inbox::mark),
        get("/mail-texts", texts::list),
        get("/mail-texts/{event}/{language}", texts::show),
        post_to("/mail-texts/{event}/{language}", texts::save),
        post_to("/mail-texts/{event}/{language}/restore", texts::restore),
        get("/unsubscribe/{token}", unsubscribe::show),
        post_to("/unsubscribe/{token}", unsubscribe::press),
        get("/api/v1/notices", api::list),
        post_to("/api/v1/notices/read", api::read_all),
        get("/api/v1/notices/{id}", api::show),
        post_to("/api/v1/notices/{id}/mark", api::mark),
        get("/api/v1/notice-settings", api::settings),
        put("/api/v1/notice-settings", api::put_settings),
        get("/api/v1/deliveries", api::log::deliveries),
        post_to("/api/v1/deliveries/{id}/resend", api::log::resend),
        get("/api/v1/portal/deliveries", api::log::own_deliveries),
        post_to("/api/v1/portal/deliveries/{id}/resend", api::log::own_resend),
        get("/api/v1/mail-texts", api::texts::list),
        get("/api/v1/mail-texts/{event}/{language}", api::texts::show),
        put("/api/v1/mail-texts/{event}/{language}", api::texts::write),
        post_to("/api/v1/mail-texts/{event}/{language}/preview", api::texts::preview),
        post_to("/api/v1/mail-texts/{event}/{language}/restore", api::texts::restore),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}
