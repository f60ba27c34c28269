//! The minutes on paper: the locked record, with who approved it, what was objected, what was corrected later, and what
//! changed since the minutes before.

use super::model::ApprovalOutcome;
use super::records::{Addendum, Approval};
use super::verify::Stored;
use super::{Minutes, MinutesAction, document, rules};
use crate::access::Side;
use crate::base::{Instant, Language, Refusal, Result, clock};
use crate::features::findings;
use crate::kit::App;
use crate::platform::view::Views;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// What each of [`WORDS`] begins with; the template knows them without it.
const PREFIX: &str = "minutes-paper-";

/// What the printed part asks of the words.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "minutes-paper-heading-since", "minutes-paper-since-first", "minutes-paper-since-none", "minutes-paper-since-new",
    "minutes-paper-since-closed", "minutes-paper-since-moved", "minutes-paper-since-overdue",
    "minutes-paper-heading-meeting", "minutes-paper-attendance-present", "minutes-paper-attendance-remote",
    "minutes-paper-attendance-absent", "minutes-paper-attendance-deputy", "minutes-paper-deputy-for",
    "minutes-paper-quorum-met", "minutes-paper-quorum-missing", "minutes-paper-seat-contract_manager",
    "minutes-paper-seat-information_security", "minutes-paper-seat-vendor_head", "minutes-paper-seat-other",
    "minutes-paper-conflicts", "minutes-paper-conflict-stepped-out", "minutes-paper-conflict-stayed",
    "minutes-paper-heading-approval", "minutes-paper-approval-none", "minutes-paper-approval-waiting",
    "minutes-paper-approval-all", "minutes-paper-column-name", "minutes-paper-column-side",
    "minutes-paper-column-answer", "minutes-paper-column-when", "minutes-paper-side-region",
    "minutes-paper-side-vendor", "minutes-paper-outcome-waiting", "minutes-paper-outcome-approved",
    "minutes-paper-outcome-objected", "minutes-paper-outcome-replaced", "minutes-paper-channel-web",
    "minutes-paper-channel-api", "minutes-paper-channel-phone", "minutes-paper-channel-paper",
    "minutes-paper-recorded-by", "minutes-paper-text-version", "minutes-paper-heading-objections",
    "minutes-paper-heading-addenda", "minutes-paper-addendum", "minutes-paper-addendum-approved",
    "minutes-paper-addendum-waiting", "minutes-paper-diary-number", "minutes-paper-registered-on",
    "minutes-paper-archive-reference",
];

/// An action in one of the lists of what changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    pub number: i32,
    pub title: String,
}

/// What happened to the actions since the minutes before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    pub new: Vec<Changed>,
    pub closed: Vec<Changed>,
    pub moved: Vec<Changed>,
    /// Late on the day of the meeting.
    pub overdue: Vec<Changed>,
}

impl Difference {
    pub fn of(minutes: &Minutes) -> Difference {
        let changed = |action: &MinutesAction, field: &str| action.changes.iter().any(|change| change.field == field);
        let pick = |keep: &dyn Fn(&MinutesAction) -> bool| -> Vec<Changed> {
            let kept = minutes.actions.iter().filter(|action| keep(action));
            kept.map(|action| Changed { number: action.number, title: action.title.clone() }).collect()
        };
        Difference {
            new: pick(&|action| changed(action, "new")),
            closed: pick(&|action| {
                !findings::is_open(action.status) && (changed(action, "status") || changed(action, "new"))
            }),
            moved: pick(&|action| changed(action, "due_on")),
            overdue: pick(&|action| findings::is_overdue(action.status, action.due_on, minutes.held_on)),
        }
    }
}

/// A moment as a person reads it, in Swedish time.
fn moment(at: Option<Instant>) -> Option<String> {
    at.map(|at| at.utc().with_timezone(&clock::ZONE).format("%Y-%m-%d %H:%M").to_string())
}

fn answer(approval: &Approval) -> Value {
    json!({
        "side": approval.side,
        "name": approval.name,
        "outcome": approval.outcome,
        "at": moment(approval.decided_at),
        "channel": approval.channel,
        "recorded_by": approval.recorded_by_name,
        "recorded_note": approval.recorded_note,
        "sha256": approval.sha256,
        "objection": approval.objection,
        "objected_at": moment(approval.objected_at),
    })
}

fn correction(stored: &Stored, addendum: &Addendum) -> Value {
    let answers: Vec<Value> =
        stored.approvals.iter().filter(|known| known.addendum_id.as_ref() == Some(&addendum.id)).map(answer).collect();
    json!({
        "number": addendum.number,
        "body": addendum.body,
        "author": addendum.author_name,
        "side": addendum.author_side,
        "at": moment(Some(addendum.added_at)),
        "approved_at": moment(addendum.approved_at),
        "sha256": addendum.sha256,
        "answers": answers,
    })
}

/// What the template reads beside the record.
fn approval_part(views: &Views, stored: &Stored, minutes: &Minutes, language: Language) -> Value {
    let words: Map<String, Value> = WORDS
        .iter()
        .map(|key| {
            let short = key.strip_prefix(PREFIX).unwrap_or(key);
            (short.to_string(), Value::from(views.word0(language, key)))
        })
        .collect();
    let stage = rules::stage(stored.dialogue.status, stored.row.as_ref().map(|row| row.state));
    let row = stored.row.as_ref();
    json!({
        "words": words,
        "final": rules::is_final(stage),
        "text_version": row.map(|row| row.text_version),
        "answers": stored.answers().map(answer).collect::<Vec<_>>(),
        // What was said of a text that was taken back stays on record, but is about another text.
        "addenda": stored.addenda.iter().map(|addendum| correction(stored, addendum)).collect::<Vec<_>>(),
        "diary_number": row.and_then(|row| row.diary_number.clone()),
        "registered_at": moment(row.and_then(|row| row.registered_at)),
        "archive_reference": row.and_then(|row| row.archive_reference.clone()),
        "difference": Difference::of(minutes),
    })
}

/// The minutes as PDF with their approval. The same rows give the same bytes: its time is that of the last answer.
/// Errors: NotFound while the dialogue is not locked.
pub fn pdf(app: &App, stored: &Stored, language: Language) -> Result<Vec<u8>> {
    let minutes = Minutes::of(&stored.dialogue)?.ok_or(Refusal::NotFound)?;
    let mut data = document(&app.views, &stored.dialogue, language)?;
    if let Some(object) = data.as_object_mut() {
        object.insert("approval".to_string(), approval_part(&app.views, stored, &minutes, language));
    }
    let locked_at = stored.dialogue.locked_at.ok_or(Refusal::NotFound)?;
    let answered = stored.approvals.iter().filter(|known| known.outcome != ApprovalOutcome::Waiting);
    let last = answered.filter_map(|known| known.decided_at).chain(stored.addenda.iter().map(|known| known.added_at));
    let registered = stored.row.as_ref().and_then(|row| row.archived_at.or(row.registered_at));
    let made_at = last.chain(registered).fold(locked_at, std::cmp::max);
    app.printer.render("dialogue", &data, made_at.utc()).map_err(Refusal::fault)
}

/// How many of each side were asked and have approved the text that stands now: approved, asked.
pub fn tally(stored: &Stored, side: Side) -> (usize, usize) {
    let asked: Vec<&Approval> =
        stored.answers().filter(|known| known.side == side && known.outcome != ApprovalOutcome::Replaced).collect();
    (asked.iter().filter(|known| known.outcome == ApprovalOutcome::Approved).count(), asked.len())
}
