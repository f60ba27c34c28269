//! The controls of a standard in JSON.

use super::catalogue::catalogue;
use super::model::Control;
use crate::base::Refusal;
use crate::kit::web::{Answer, Web};
use actix_web::http::StatusCode;
use actix_web::web::Query;
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StandardQuery {
    /// `iso27001_2022`, which is also what counts without it.
    standard: Option<String>,
}

#[derive(Serialize)]
struct Controls<'a> {
    standard: &'a str,
    total: usize,
    next: Option<String>,
    items: &'a [Control],
}

/// The controls of a standard, in its own order.
#[utoipa::path(get, path = "/api/v1/controls", tag = "controls", params(StandardQuery),
    responses((status = 200, description = "items, next, total, standard"), (status = 404, description = "no such standard")))]
pub async fn list(web: Web, query: Query<StandardQuery>) -> Answer {
    web.ctx()?.scope.client()?;
    let edition = match query.standard.as_deref() {
        None => catalogue().current_controls(),
        Some(standard) => catalogue().controls(standard).ok_or(Refusal::NotFound)?,
    };
    let body =
        Controls { standard: edition.version, total: edition.entries.len(), next: None, items: &edition.entries };
    web.json(StatusCode::OK, &body)
}
