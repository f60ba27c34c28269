//! The pages of the library, of the review and of the documents.

pub mod gaps;
pub mod legal;
pub mod list;
pub mod own;
pub mod packages;
pub mod review;
pub mod show;

use super::library::LegalStates;
use super::model::{Content, LegalState, groups};
use super::views::{FaultLine, LegalLine};
use crate::base::{Page, PageRequest, text};
use crate::features::clause_library::actions::error_key;
use crate::features::controls::FaultGrade;
use crate::kit::web::Web;
use crate::platform::view::Choice;
use std::collections::BTreeMap;
use url::form_urlencoded::byte_serialize;

/// The themes as a filter or a form offers them.
fn group_choices(web: &Web) -> Vec<Choice> {
    groups().into_iter().map(|group| Choice { label: group_word(web, &group), value: group }).collect()
}

fn group_word(web: &Web, group: &str) -> String {
    if group.is_empty() { "–".to_string() } else { web.word(&format!("contracts-group-{}", text::fold(group))) }
}

/// What the linter says, in words.
fn fault_lines(web: &Web, content: &Content) -> Vec<FaultLine> {
    let Ok(ctx) = web.ctx() else { return Vec::new() };
    content
        .faults(ctx.today())
        .into_iter()
        .map(|fault| {
            let found = [("found", fault.found.clone().unwrap_or_default())];
            let said = web.word_with(error_key(fault.code), &found);
            let language = fault.language.map(|language| web.word(&format!("language-{language}")));
            FaultLine {
                grade: fault.grade,
                tone: if fault.grade == FaultGrade::Error { "serious" } else { "attention" },
                text: language.map_or_else(|| said.clone(), |language| format!("{language}: {said}")),
            }
        })
        .collect()
}

/// The references with what somebody has said of each.
fn legal_lines(references: &[String], states: &LegalStates) -> Vec<LegalLine> {
    references.iter().map(|reference| legal_line(reference, states, Vec::new())).collect()
}

fn legal_line(reference: &str, states: &LegalStates, codes: Vec<String>) -> LegalLine {
    let said = states.get(reference);
    let encoded: String = byte_serialize(reference.as_bytes()).collect();
    LegalLine {
        reference: reference.to_string(),
        verified: said.is_some_and(|row| row.state == LegalState::Verified),
        state: said.map(|row| row.state),
        source: said.map(|row| row.source.clone()),
        read_on: said.map(|row| row.read_on),
        by: said.map(|row| row.verified_by_name.clone()),
        note: said.and_then(|row| row.note.clone()),
        verify_href: format!("/legal-references/verify?reference={encoded}"),
        codes,
    }
}

/// One page of a list that is held in memory, such as a catalogue.
pub(super) fn paged<T>(all: Vec<T>, request: PageRequest) -> Page<T> {
    let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let skip = usize::try_from(request.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(request.size).unwrap_or(usize::MAX);
    Page::new(all.into_iter().skip(skip).take(size).collect(), total, request)
}

/// What an address asks of the library's list.
#[derive(Debug, Clone, Default)]
pub(super) struct LibraryFilter {
    pub q: Option<String>,
    pub tier: Option<u8>,
    pub group: Option<String>,
    pub legal: Option<String>,
    pub origin: Option<super::model::Origin>,
}

impl LibraryFilter {
    /// Errors: `error-choice` at the parameter.
    pub(super) fn of(params: &crate::kit::web::Params) -> crate::base::Result<LibraryFilter> {
        Ok(LibraryFilter {
            q: params.text("q").map(|q| text::fold(&q)),
            tier: params.parsed("tier")?,
            group: params.text("group"),
            legal: params.text("legal"),
            origin: params.parsed("origin")?,
        })
    }

    pub(super) fn takes(&self, entry: &super::model::Entry) -> bool {
        let content = &entry.content;
        let said = || {
            text::fold(&format!(
                "{} {} {} {} {}",
                entry.code, content.title_sv, content.title_en, content.text_sv, content.text_en
            ))
        };
        self.q.as_ref().is_none_or(|q| said().contains(q.as_str()))
            && self.tier.is_none_or(|tier| content.tiers.contains(&tier))
            && self.group.as_ref().is_none_or(|group| content.group == *group)
            && self.legal.as_ref().is_none_or(|legal| content.legal_refs.contains(legal))
            && self.origin.is_none_or(|origin| entry.origin == origin)
    }
}

/// The tiers that a clause can be asked of.
const TIERS: [&str; 4] = ["1", "2", "3", "4"];

/// What stands in a form of plain values.
fn values(fields: &[(&str, String)]) -> crate::platform::view::FormState {
    let values: BTreeMap<String, String> =
        fields.iter().map(|(name, value)| ((*name).to_string(), value.clone())).collect();
    crate::platform::view::FormState::from_values(values)
}
