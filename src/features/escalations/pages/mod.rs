//! The pages of escalations: the region's, and the vendor's letters.

pub mod export;
pub mod list;
pub mod papers;
pub mod portal;
pub mod show;

use super::model::LadderOrigin;
use crate::base::Id;

/// Where the origin has its page.
pub fn origin_href(origin: LadderOrigin, id: &Id) -> String {
    match origin {
        LadderOrigin::Action => format!("/actions/{id}"),
        LadderOrigin::Finding => format!("/findings/{id}"),
        LadderOrigin::Dialogue => format!("/dialogues/{id}"),
    }
}
