//! The region's pages of question sets and focus areas.

pub mod focus;
mod form;
pub mod question;
pub mod sections;
pub mod sets;
pub mod sheet;
pub mod version;

use super::records::VersionLine;
use super::views::VersionLineView;
use crate::kit::web::Web;

fn line_of(line: &VersionLine) -> VersionLineView {
    VersionLineView {
        href: format!("/question-set-versions/{}", line.id),
        number: line.number,
        state: line.state,
        questions: line.question_count,
        change_log: line.change_log.clone(),
        decision_reference: line.decision_reference.clone(),
        no_critical_reason: line.no_critical_reason.clone(),
        published_by: line.published_by_name.clone(),
        published_at: line.published_at,
        changed_at: line.updated_at,
        made_by: line.created_by_name.clone(),
    }
}

/// The way back to the list, and on to more.
fn crumbs(web: &Web, more: &[(String, String)]) -> Vec<(String, String)> {
    let first = [
        (web.word("nav-assessments"), "/assessments".to_string()),
        (web.word("sets-title"), "/question-sets".to_string()),
    ];
    first.into_iter().chain(more.iter().cloned()).collect()
}
