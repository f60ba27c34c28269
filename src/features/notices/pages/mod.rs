//! The pages of notices; the inbox and its settings are the same on both sides.

pub mod inbox;
pub mod log;
pub mod settings;
pub mod texts;
pub mod unsubscribe;

use crate::access::Side;
use crate::base::Result;
use crate::kit::web::Web;

/// A page of ours as it was filtered when the button on it was pressed.
fn as_filtered(web: &Web, path: &str) -> String {
    let from = web.header("referer").and_then(|from| url::Url::parse(from).ok());
    let query = from.filter(|from| from.path() == path).and_then(|from| from.query().map(ToString::to_string));
    query.map_or_else(|| path.to_string(), |query| format!("{path}?{query}"))
}

/// Where the inbox of the visitor's side is.
fn place(web: &Web) -> Result<&'static str> {
    Ok(match web.ctx()?.scope.side() {
        Side::Region => "/notices",
        Side::Vendor => "/portal/notices",
    })
}
