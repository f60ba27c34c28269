//! The pages of timelines: the draft and its decision, one entry, and what everybody in the organisation sees.

pub mod draft;
pub mod entry;
pub mod published;

use crate::base::Id;
use crate::features::incidents::records::Incident;
use crate::kit::web::Web;

/// The way to a timeline: the incidents, and the incident.
fn crumbs(web: &Web, incident: &Incident) -> Vec<(String, String)> {
    let title = [("number", incident.number.to_string()), ("title", incident.title.clone())];
    vec![
        (web.word("incidents-title"), "/incidents".to_string()),
        (web.word_with("incidents-show-title", &title), format!("/incidents/{}", incident.id)),
    ]
}

fn title(web: &Web, number: i32) -> String {
    web.word_with("timeline-title", &[("number", number.to_string())])
}

fn href(incident_id: &Id, id: &Id) -> String {
    format!("/incidents/{incident_id}/timelines/{id}")
}
