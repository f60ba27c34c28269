//! The words of agenda templates.

use crate::base::Id;
use crate::features::dialogues::model::Section;
use serde::{Deserialize, Serialize};

crate::text_enum! {
    /// A draft can be changed; the published one of a tier holds until the next is published.
    pub enum TemplateState {
        Draft => "draft",
        Published => "published",
        Retired => "retired",
    }
}

/// What a template says: the headings that are gone through, and own points that come every time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    pub sections: Vec<Section>,
    #[serde(default)]
    pub points: Vec<Point>,
}

/// A point of the organisation's own; its id follows it from agenda to agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub id: Id,
    pub section: Section,
    pub title_sv: String,
    pub title_en: String,
}

impl Body {
    /// The shipped template: the fourteen standing headings of domain.md 7.1.
    pub fn shipped() -> Body {
        Body { sections: Section::ALL.to_vec(), points: Vec::new() }
    }
}
