//! The pages of notices; the inbox and its settings are the same on both sides.

pub mod inbox;
pub mod log;
pub mod settings;
pub mod texts;
pub mod unsubscribe;

use crate::access::Side;
use crate::base::Result;
use crate::kit::web::Web;

/// Where the inbox of the visitor's side is.
fn place(web: &Web) -> Result<&'static str> {
    Ok(match web.ctx()?.scope.side() {
        Side::Region => "/notices",
        Side::Vendor => "/portal/notices",
    })
}
