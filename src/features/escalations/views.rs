//! What the pages show. The vendor's context is a type of its own, so that nothing internal can reach it by a forgotten field.

use super::ladder::{Ladder, Rung};
use super::model::{LadderCause, LadderDirection, LadderOrigin, LadderShown};
use super::paper::{Letter, address};
use super::records::{Escalation, Step};
use super::rules;
use crate::base::{Id, Instant, Language, Result};
use crate::platform::view::{Choice, FormState, Pager, Sampled};
use chrono::{DateTime, NaiveDate};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub vendor_id: Id,
    pub vendor_name: String,
    pub cause: LadderCause,
    /// The name of the step where it stands.
    pub step: Option<String>,
    pub state: &'static str,
    pub opened_at: Instant,
}

impl Row {
    pub fn of((row, vendor_name): (Escalation, String), language: Language) -> Row {
        let ladder = Ladder::named(&row.ladder_version);
        Row {
            state: row.state(),
            id: row.id,
            number: row.number,
            title: row.title,
            vendor_id: row.vendor_id,
            vendor_name,
            cause: row.cause,
            step: row.step.map(|key| ladder.name_of(&key, language)),
            opened_at: row.opened_at,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    pub form: FormState,
    pub rows: Vec<Row>,
    pub pager: Pager,
    pub shown: &'static [LadderShown],
    pub steps: Vec<Choice>,
}

#[derive(Debug, Clone, Serialize)]
pub struct NewPage {
    pub form: FormState,
    pub title: String,
    pub vendor_name: String,
    pub origin: LadderOrigin,
    pub origin_href: String,
    pub causes: &'static [LadderCause],
}

/// A step that can be decided now, with what it asks for.
#[derive(Debug, Clone, Serialize)]
pub struct Choosable {
    pub value: String,
    pub label: String,
    pub text: String,
}

impl Choosable {
    pub fn of(rung: &Rung, language: Language) -> Choosable {
        Choosable {
            value: rung.key.clone(),
            label: rung.name(language).to_string(),
            text: rung.text(language).to_string(),
        }
    }
}

/// The form that decides the step that was chosen; the fields are those that the step asks for.
#[derive(Debug, Clone, Serialize)]
pub struct Deciding {
    pub form: FormState,
    pub step: String,
    pub name: String,
    pub text: String,
    pub direction: LadderDirection,
    pub letter: bool,
    pub memo: bool,
    pub cost: bool,
    pub delegation: bool,
    /// The letter would tell the vendor of an action that it is kept from seeing: there is no form.
    pub withheld: bool,
    pub proposed_due_on: NaiveDate,
}

impl Deciding {
    pub fn of(
        rung: &Rung,
        direction: LadderDirection,
        language: Language,
        today: NaiveDate,
        form: FormState,
    ) -> Deciding {
        let raised = direction == LadderDirection::Raised;
        Deciding {
            form,
            step: rung.key.clone(),
            name: rung.name(language).to_string(),
            text: rung.text(language).to_string(),
            direction,
            letter: raised && rung.letter,
            memo: raised && rung.memo,
            cost: raised && rung.cost,
            delegation: raised && rung.delegation,
            withheld: false,
            proposed_due_on: rules::proposed_deadline(rung, today),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct StepRow {
    pub step: Step,
    pub name: String,
    pub letter_href: Option<String>,
    pub memo_href: Option<String>,
    pub memo_docx_href: Option<String>,
    pub outcome_href: String,
    /// Letter or memo is not the one that was frozen with the step: neither is given out.
    pub tampered: bool,
    pub form: FormState,
}

impl StepRow {
    pub fn of(step: Step, tampered: bool, ladder: &Ladder, language: Language, form: FormState) -> StepRow {
        let paper = |file: &str| address(&step.escalation_id, &step.id, file);
        let (letter, memo) = (step.letter.is_some() && !tampered, step.memo.is_some() && !tampered);
        StepRow {
            name: ladder.name_of(&step.step, language),
            letter_href: letter.then(|| paper("letter.pdf")),
            memo_href: memo.then(|| paper("memo.pdf")),
            memo_docx_href: memo.then(|| paper("memo.docx")),
            outcome_href: paper("outcome"),
            tampered,
            form,
            step,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    pub escalation: Escalation,
    pub state: &'static str,
    pub by_rule: bool,
    pub vendor_name: String,
    pub origin_href: String,
    /// The word for how what was escalated stands today; none when it is gone.
    pub origin_state: Option<String>,
    /// What was escalated is settled, and the escalation still open.
    pub propose_close: bool,
    /// The name of the step where it stands.
    pub step: Option<String>,
    pub steps: Vec<StepRow>,
    pub choices: Vec<Choosable>,
    pub deciding: Option<Deciding>,
    pub close_form: FormState,
    pub can_decide: bool,
}

/// A letter as the vendor may know it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct LetterRow {
    pub id: Id,
    pub number: String,
    pub title: String,
    pub client: String,
    pub contract_reference: Option<String>,
    pub demand: String,
    pub due_on: NaiveDate,
    pub diary_number: Option<String>,
    pub decided_on: NaiveDate,
}

impl LetterRow {
    /// From the letter alone, whatever the step holds besides.
    pub fn of(step: &Step, language: Language) -> Result<LetterRow> {
        let letter = Letter::read(step)?;
        Ok(LetterRow {
            id: step.id.clone(),
            title: letter.title(language).to_string(),
            number: letter.number,
            client: letter.client.name,
            contract_reference: letter.contract.map(|k| k.reference),
            demand: letter.demand,
            due_on: letter.due_on,
            diary_number: letter.diary_number,
            decided_on: letter.decided_on,
        })
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct PortalPage {
    pub rows: Vec<LetterRow>,
    /// A letter is not the one that was sent, and is left out.
    pub tampered: bool,
    pub pager: Pager,
}

fn at() -> Instant {
    DateTime::from_timestamp(1_763_800_000, 0).unwrap_or_default().into()
}

fn id() -> Id {
    Id::new(DateTime::from_timestamp(1_763_800_000, 0).unwrap_or_default())
}

fn pager(total: i64) -> Pager {
    Pager { number: 1, pages: 1, total }
}

fn escalation(cause: LadderCause, open: bool) -> Escalation {
    Escalation {
        id: id(),
        organisation_id: id(),
        vendor_id: id(),
        contract_id: Some(id()),
        number: 4,
        origin: LadderOrigin::Action,
        origin_id: id(),
        cause,
        title: "Förläng lagringen av loggar".into(),
        search_text: String::new(),
        reason: if cause.is_by_rule() { String::new() } else { "Tredje förseningen.".into() },
        step: open.then(|| "correction".to_string()),
        ladder_version: String::new(),
        opened_by: id(),
        opened_by_name: "Karin Öberg".into(),
        opened_at: at(),
        closed_at: (!open).then(at),
        closed_by_name: (!open).then(|| "Karin Öberg".into()),
        close_reason: (!open).then(|| "Åtgärdat och kontrollerat.".into()),
        version: 2,
    }
}

fn step(full: bool) -> Step {
    let text = |value: &str| full.then(|| value.to_string());
    Step {
        id: id(),
        organisation_id: id(),
        escalation_id: id(),
        position: 1,
        step: "board".into(),
        direction: if full { LadderDirection::Raised } else { LadderDirection::Lowered },
        decided_on: NaiveDate::default(),
        decided_by_name: "Maria Nord".into(),
        decided_role: "Direktör".into(),
        delegation: text("Delegationsordningen 4.2"),
        reason: "Leverantören svarar inte.".into(),
        demand: text("Byt nycklarna."),
        due_on: full.then(NaiveDate::default),
        diary_number: text("HSN 2026-0911"),
        cost_low: full.then_some(100_000),
        cost_high: full.then_some(250_000),
        proposal: text("Nämnden häver avtalet."),
        outcome: text("Nämnden beslutade enligt förslaget."),
        outcome_on: full.then(NaiveDate::default),
        outcome_by_name: text("Karin Öberg"),
        letter: text("{}"),
        letter_sha256: text("ab12"),
        memo: text("{}"),
        memo_sha256: text("ab12"),
        recorded_by: id(),
        recorded_by_name: "Karin Öberg".into(),
        recorded_at: at(),
        version: 1,
    }
}

impl Sampled for ListPage {
    const TEMPLATE: &'static str = "pages/escalations/list";
    fn samples(lang: Language) -> Vec<Self> {
        let page = |rows: Vec<Row>| ListPage {
            form: FormState::default(),
            pager: pager(rows.len().try_into().unwrap_or(0)),
            rows,
            shown: LadderShown::ALL,
            steps: vec![Choice::new("correction", "Rättelseanmodan")],
        };
        let row = |cause: &LadderCause| {
            Row::of((escalation(*cause, *cause != LadderCause::Other), "Åsmunda Ögonklinik AB".into()), lang)
        };
        vec![page(LadderCause::ALL.iter().map(row).collect()), page(Vec::new())]
    }
}

impl Sampled for NewPage {
    const TEMPLATE: &'static str = "pages/escalations/new";
    fn samples(_: Language) -> Vec<Self> {
        let page = |origin: &LadderOrigin| NewPage {
            form: FormState::default(),
            title: "Förläng lagringen av loggar".into(),
            vendor_name: "Åsmunda Ögonklinik AB".into(),
            origin: *origin,
            origin_href: "/actions/1".into(),
            causes: LadderCause::BY_HAND,
        };
        LadderOrigin::ALL.iter().map(page).collect()
    }
}

impl Sampled for ShowPage {
    const TEMPLATE: &'static str = "pages/escalations/show";
    fn samples(lang: Language) -> Vec<Self> {
        let ladder = Ladder::on(NaiveDate::default());
        let page = |cause: LadderCause, open: bool, full: bool| {
            let escalation = escalation(cause, open);
            ShowPage {
                state: escalation.state(),
                by_rule: cause.is_by_rule(),
                vendor_name: "Åsmunda Ögonklinik AB".into(),
                origin_href: "/actions/1".into(),
                origin_state: full.then(|| "action-status-verified".into()),
                propose_close: full && open,
                step: escalation.step.clone(),
                steps: if full {
                    [(true, false), (true, true), (false, false)]
                        .map(|(whole, tampered)| StepRow::of(step(whole), tampered, ladder, lang, FormState::default()))
                        .into()
                } else {
                    Vec::new()
                },
                choices: ladder.steps.iter().map(|rung| Choosable::of(rung, lang)).collect(),
                deciding: None,
                close_form: FormState::default(),
                can_decide: open && full,
                escalation,
            }
        };
        let mut all = vec![page(LadderCause::Untouched, true, false), page(LadderCause::Other, false, true)];
        for direction in LadderDirection::ALL {
            all.extend(ladder.steps.iter().map(|rung| ShowPage {
                deciding: Some(Deciding::of(rung, *direction, lang, NaiveDate::default(), FormState::default())),
                ..page(LadderCause::Postponed, true, true)
            }));
        }
        all.extend(ladder.steps.first().map(|rung| {
            let form = FormState::default();
            let deciding = Deciding::of(rung, LadderDirection::Raised, lang, NaiveDate::default(), form);
            ShowPage {
                deciding: Some(Deciding { withheld: true, ..deciding }),
                ..page(LadderCause::Postponed, true, true)
            }
        }));
        all
    }
}

impl Sampled for PortalPage {
    const TEMPLATE: &'static str = "pages/portal_letters/list";
    fn samples(_: Language) -> Vec<Self> {
        let row = LetterRow {
            id: id(),
            number: "4.1".into(),
            title: "Rättelseanmodan".into(),
            client: "Region Almeå".into(),
            contract_reference: Some("2024-118".into()),
            demand: "Byt nycklarna.\nVisa loggen.".into(),
            due_on: NaiveDate::default(),
            diary_number: Some("HSN 2026-0911".into()),
            decided_on: NaiveDate::default(),
        };
        let bare = LetterRow { contract_reference: None, diary_number: None, ..row.clone() };
        let page = |rows: Vec<LetterRow>, tampered| PortalPage {
            pager: pager(rows.len().try_into().unwrap_or(0)),
            rows,
            tampered,
        };
        vec![page(vec![row.clone(), bare], false), page(vec![row], true), page(Vec::new(), false)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::view::{Views, render_samples};

    #[test]
    fn every_page_renders_in_both_languages() {
        let views = Views::new().unwrap();
        assert!(!render_samples::<ListPage>(&views).unwrap().is_empty());
        assert!(!render_samples::<NewPage>(&views).unwrap().is_empty());
        assert!(!render_samples::<ShowPage>(&views).unwrap().is_empty());
        assert!(!render_samples::<PortalPage>(&views).unwrap().is_empty());
    }
}
