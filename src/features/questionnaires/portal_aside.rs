//! What stands beside a question and an overview on the vendor's side: what was answered before, who else is here,
//! who has which section, the vendor's own evidence. Nothing of the region's own is in these structs.

use super::delegation::{self, Delegation};
use super::library::{self, EvidenceItem, EvidenceKind, EvidenceUse, Holds};
use super::portal_views::{DomainBlock, EvidenceView, PortalHead, asked};
use super::prefill::{self, Changed, LastTime};
use super::records::Answer;
use super::store::FullAssessment;
use super::value_form::{self, ValueLine};
use crate::base::{Id, Instant, Language};
use crate::features::controls::Question;
use crate::kit::Ctx;
use crate::kit::attachments::Attachment;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// An earlier answer, as a suggestion.
#[derive(Debug, Clone, Serialize)]
pub struct Earlier {
    pub at: Instant,
    pub by: String,
    pub status: Option<super::AnswerStatus>,
    pub values: Vec<ValueLine>,
    pub comment: Option<String>,
    pub shown_on_site: bool,
    /// Fills in the form with it, to be looked through and saved.
    pub use_href: String,
}

impl Earlier {
    pub fn of(head: &PortalHead, question: &Question, answer: &Answer) -> Earlier {
        Earlier {
            at: answer.answered_at,
            by: answer.answered_by_name.clone(),
            status: answer.status,
            values: value_form::lines_of(&question.answer_type, &answer.given().value),
            comment: answer.comment.clone(),
            shown_on_site: answer.shown_on_site,
            use_href: format!("{}?use={}", head.question_href(&question.id), answer.id),
        }
    }
}

/// What was answered last time, and what there is to do about it.
#[derive(Debug, Clone, Serialize)]
pub struct LastAnswer {
    pub answer: Earlier,
    /// Nobody has answered this time: it can be confirmed, unless there is a doubt.
    pub waits: bool,
    /// The answer of this time is another.
    pub changed: bool,
    /// Word key of why it cannot be confirmed as it was.
    pub doubt: Option<&'static str>,
    pub confirm_action: String,
}

impl LastAnswer {
    pub fn of(
        full: &FullAssessment,
        head: &PortalHead,
        question: &Question,
        last: &LastTime,
        today: NaiveDate,
    ) -> Option<LastAnswer> {
        let answer = last.answers.get(&question.id)?;
        let doubt = prefill::doubt(question, answer, today).map(|doubt| match doubt {
            prefill::Doubt::Incomplete => "answering-doubt-incomplete",
            prefill::Doubt::Expired => "answering-doubt-expired",
        });
        Some(LastAnswer {
            answer: Earlier::of(head, question, answer),
            waits: full.claim(&question.id).is_none(),
            changed: prefill::changes(full, last).iter().any(|one| one.question_id == question.id),
            doubt,
            confirm_action: format!("{}/confirm", head.question_href(&question.id)),
        })
    }
}

/// A file at a question, with what is known of how long it holds.
#[derive(Debug, Clone, Serialize)]
pub struct OwnFile {
    #[serde(flatten)]
    pub file: EvidenceView,
    pub kind: Option<EvidenceKind>,
    pub expires_on: Option<NaiveDate>,
    pub holds: Holds,
}

impl OwnFile {
    pub fn of(file: &Attachment, uses: &BTreeMap<Id, EvidenceUse>, head: &PortalHead, today: NaiveDate) -> OwnFile {
        let known = uses.get(&file.id);
        let expires_on = known.and_then(|one| one.expires_on);
        OwnFile {
            file: EvidenceView::of(file, &head.href, head.editable),
            kind: known.and_then(|one| one.kind).filter(|_| known.is_some_and(|one| one.evidence_id.is_some())),
            expires_on,
            holds: library::holds(expires_on, Some(head.due_on), today),
        }
    }
}

/// A choice of a list, already worded.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    pub fn of_item(item: &EvidenceItem) -> Choice {
        let label = match item.expires_on {
            Some(last) => format!("{} ({last})", item.title),
            None => item.title.clone(),
        };
        Choice { value: item.id.to_string(), label }
    }
}

/// Beside one question.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Aside {
    pub last: Option<LastAnswer>,
    /// Other answers of the vendor's own to the same question.
    pub bank: Vec<Earlier>,
    pub library: Vec<Choice>,
    pub library_action: String,
    /// Who else is here, already worded.
    pub others: Vec<String>,
    pub presence_action: String,
    /// Whose section it is, already worded.
    pub handed: Option<String>,
    pub files: Vec<OwnFile>,
    pub minutes_left: i64,
    /// The form holds an earlier answer that nobody has saved.
    pub suggested: bool,
    /// The form holds the texts of two people that nobody has saved.
    pub merged: bool,
    /// A file was doubtful: the person is asked to confirm.
    pub doubtful: bool,
}

/// Who has a section, and how far it has come.
#[derive(Debug, Clone, Serialize)]
pub struct SectionLine {
    pub domain: String,
    pub name: String,
    pub href: String,
    pub answered: usize,
    pub total: usize,
    pub person: Option<String>,
    pub given_by: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub done: bool,
    pub note: Option<String>,
    pub end_action: Option<String>,
}

/// The sections in the order they are asked, each with who has it.
pub fn sections(
    ctx: &Ctx,
    full: &FullAssessment,
    head: &PortalHead,
    blocks: &[DomainBlock],
    handed: &[Delegation],
) -> Vec<SectionLine> {
    let domain_of = |block: &DomainBlock| {
        let first = block.questions.first().map(|line| line.id.as_str()).unwrap_or_default();
        full.question(first).map(|question| question.domain.clone()).unwrap_or_default()
    };
    let line = |block: &DomainBlock| {
        let domain = domain_of(block);
        let row = handed.iter().find(|row| row.domain == domain);
        let may_end = row.filter(|row| head.editable && delegation::may_end(ctx, row));
        SectionLine {
            name: block.name.clone(),
            href: format!("{}/sections/{domain}", head.href),
            answered: block.answered,
            total: block.total,
            person: row.map(|row| row.person_name.clone()),
            given_by: row.map(|row| row.given_by_name.clone()),
            due_on: row.map(|row| row.due_on.unwrap_or(head.due_on)),
            done: block.answered == block.total,
            note: row.and_then(|row| row.note.clone()),
            end_action: may_end.map(|row| format!("{}/delegations/{}/end", head.href, row.id)),
            domain,
        }
    };
    blocks.iter().map(line).collect()
}

/// How many questions a person has answered.
#[derive(Debug, Clone, Serialize)]
pub struct PersonLine {
    pub name: String,
    pub answered: usize,
}

/// Who has answered how many, those with the most first.
pub fn people(full: &FullAssessment) -> Vec<PersonLine> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for answer in full.answers.values().filter(|answer| answer.status.is_some()) {
        *count.entry(answer.answered_by_name.as_str()).or_default() += 1;
    }
    let mut lines: Vec<PersonLine> =
        count.into_iter().map(|(name, answered)| PersonLine { name: name.to_string(), answered }).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.answered));
    lines
}

/// A question whose answer is another than last time.
#[derive(Debug, Clone, Serialize)]
pub struct ChangedLine {
    pub id: String,
    pub text: String,
    pub href: String,
    pub before: Option<super::AnswerStatus>,
    pub now: Option<super::AnswerStatus>,
}

pub fn changed_lines(
    full: &FullAssessment,
    head: &PortalHead,
    language: Language,
    changes: Vec<Changed>,
) -> Vec<ChangedLine> {
    let line = |one: Changed| {
        let question = full.question(&one.question_id).ok()?;
        Some(ChangedLine {
            text: asked(language, question).to_string(),
            href: head.question_href(&one.question_id),
            id: one.question_id,
            before: one.before,
            now: one.now,
        })
    };
    changes.into_iter().filter_map(line).collect()
}

/// On the overview.
#[derive(Debug, Clone, Serialize)]
pub struct OverviewAside {
    pub minutes_left: i64,
    /// Questions that wait and had an answer last time.
    pub waiting: usize,
    pub changed: Vec<ChangedLine>,
    pub sections: Vec<SectionLine>,
    pub people: Vec<PersonLine>,
    /// Something has been handed in: there is a receipt.
    pub receipt: bool,
}
