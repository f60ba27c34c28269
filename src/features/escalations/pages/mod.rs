//! The pages of escalations: the region's, and the vendor's letters.

pub mod list;
pub mod papers;
pub mod portal;
pub mod show;

use super::model::Origin;
use crate::base::Id;

/// Where the origin has its page.
pub fn origin_href(origin: Origin, id: &Id) -> String {
    match origin {
        Origin::Action => format!("/actions/{id}"),
        Origin::Finding => format!("/findings/{id}"),
        Origin::Dialogue => format!("/dialogues/{id}"),
    }
}
