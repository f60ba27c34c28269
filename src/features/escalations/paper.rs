//! The letter to the vendor and the memo to those who decide: what they say is fixed with the step, and paper is made from
//! that alone. The letter holds nothing that is the client's own.

use super::ladder::{Ladder, Rung};
use super::model::{LadderCause, LadderDirection, LadderOrigin};
use super::records::{Escalation, Step};
use super::verify;
use crate::base::text::grouped;
use crate::base::{Id, Language, Refusal, Result};
use crate::features::{accounts, contracts, findings, vendors};
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use crate::platform::docx::{self, Block};
use crate::platform::view::Views;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Party {
    pub name: String,
    /// A person's number is masked.
    pub org_number: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    pub reference: String,
    pub title: String,
}

/// Everything that the letter says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    pub format: String,
    pub number: String,
    pub title_sv: String,
    pub title_en: String,
    pub client: Party,
    pub vendor: Party,
    pub contract: Option<Agreement>,
    pub demand: String,
    pub due_on: NaiveDate,
    pub diary_number: Option<String>,
    pub decided_on: NaiveDate,
    pub decided_by: String,
    pub decided_role: String,
}

/// One earlier step as the memo tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Earlier {
    pub name_sv: String,
    pub name_en: String,
    pub direction: LadderDirection,
    pub decided_on: NaiveDate,
    pub decided_by: String,
    pub decided_role: String,
    pub reason: String,
    pub due_on: Option<NaiveDate>,
    pub diary_number: Option<String>,
    pub outcome: Option<String>,
}

/// Everything that the memo says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Memo {
    pub format: String,
    pub number: String,
    pub step_sv: String,
    pub step_en: String,
    pub client: Party,
    pub vendor: Party,
    pub contract: Option<Agreement>,
    pub title: String,
    pub cause: LadderCause,
    pub reason: String,
    pub opened_on: NaiveDate,
    /// Of an action: first due date, due date, times moved.
    pub original_due_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub slips: Option<i32>,
    pub why: String,
    pub proposal: String,
    pub cost_low: Option<i64>,
    pub cost_high: Option<i64>,
    pub deadline: Option<NaiveDate>,
    pub diary_number: Option<String>,
    pub delegation: Option<String>,
    pub decided_on: NaiveDate,
    pub decided_by: String,
    pub decided_role: String,
    pub earlier: Vec<Earlier>,
    pub ladder: String,
}

struct Parties {
    client: Party,
    vendor: Party,
    contract: Option<Agreement>,
    diary_number: Option<String>,
}

fn parties(c: &mut Db, ctx: &Ctx, row: &Escalation) -> Result<Parties> {
    let client = accounts::find_organisation(c, &row.organisation_id)?;
    let vendor = vendors::find(c, &ctx.scope, &row.vendor_id)?;
    let contract = row.contract_id.as_ref().map(|id| contracts::find(c, &ctx.scope, id)).transpose()?;
    Ok(Parties {
        client: Party { name: client.name, org_number: vendors::shown_number(client.org_number.as_deref()) },
        vendor: Party { name: vendor.legal_name, org_number: vendors::shown_number(vendor.org_number.as_deref()) },
        diary_number: contract.as_ref().and_then(|k| k.diary_number.clone()),
        contract: contract.map(|k| Agreement { reference: k.reference, title: k.title }),
    })
}

impl Letter {
    /// Gathers what the letter says, as it is now. Errors: a step without demand or deadline, which the rules refuse.
    pub fn of(c: &mut Db, ctx: &Ctx, row: &Escalation, step: &Step, rung: &Rung) -> Result<Letter> {
        let who = parties(c, ctx, row)?;
        let (Some(demand), Some(due_on)) = (step.demand.clone(), step.due_on) else {
            return Err(Refusal::fault("a letter without demand or deadline"));
        };
        Ok(Letter {
            format: "tillit-escalation-letter-1".to_string(),
            number: format!("{}.{}", row.number, step.position),
            title_sv: rung.name_sv.clone(),
            title_en: rung.name_en.clone(),
            client: who.client,
            vendor: who.vendor,
            contract: who.contract,
            demand,
            due_on,
            diary_number: step.diary_number.clone().or(who.diary_number),
            decided_on: step.decided_on,
            decided_by: step.decided_by_name.clone(),
            decided_role: step.decided_role.clone(),
        })
    }

    /// The letter as it was sent. Errors: NotFound for a step that has none; `rule-ladder-tampered`.
    pub fn read(step: &Step) -> Result<Letter> {
        let text = verify::intact(step.letter.as_ref(), step.letter_sha256.as_ref())?;
        serde_json::from_str(text).map_err(Refusal::fault)
    }

    pub fn title(&self, language: Language) -> &str {
        if language == Language::Sv { &self.title_sv } else { &self.title_en }
    }
}

impl Memo {
    /// Gathers what the memo says, as it is now; `earlier` is the latest step first.
    pub fn of(c: &mut Db, ctx: &Ctx, row: &Escalation, step: &Step, earlier: &[Step]) -> Result<Memo> {
        let who = parties(c, ctx, row)?;
        let ladder = Ladder::named(&row.ladder_version);
        let action = match row.origin {
            LadderOrigin::Action => Some(findings::find_action(c, &ctx.scope, &row.origin_id)?),
            LadderOrigin::Finding | LadderOrigin::Dialogue => None,
        };
        let told = |step: &Step| Earlier {
            name_sv: ladder.name_of(&step.step, Language::Sv),
            name_en: ladder.name_of(&step.step, Language::En),
            direction: step.direction,
            decided_on: step.decided_on,
            decided_by: step.decided_by_name.clone(),
            decided_role: step.decided_role.clone(),
            reason: step.reason.clone(),
            due_on: step.due_on,
            diary_number: step.diary_number.clone(),
            outcome: step.outcome.clone(),
        };
        Ok(Memo {
            format: "tillit-escalation-memo-1".to_string(),
            number: format!("{}.{}", row.number, step.position),
            step_sv: ladder.name_of(&step.step, Language::Sv),
            step_en: ladder.name_of(&step.step, Language::En),
            client: who.client,
            vendor: who.vendor,
            contract: who.contract,
            title: row.title.clone(),
            cause: row.cause,
            reason: row.reason.clone(),
            opened_on: crate::base::clock::swedish_date(row.opened_at.utc()),
            original_due_on: action.as_ref().map(|a| a.original_due_on),
            due_on: action.as_ref().map(|a| a.due_on),
            slips: action.as_ref().map(|a| a.slips),
            why: step.reason.clone(),
            proposal: step.proposal.clone().unwrap_or_default(),
            cost_low: step.cost_low,
            cost_high: step.cost_high,
            deadline: step.due_on,
            diary_number: step.diary_number.clone().or(who.diary_number),
            delegation: step.delegation.clone(),
            decided_on: step.decided_on,
            decided_by: step.decided_by_name.clone(),
            decided_role: step.decided_role.clone(),
            earlier: earlier.iter().rev().map(told).collect(),
            ladder: row.ladder_version.clone(),
        })
    }

    /// Errors: NotFound for a step that has none; `rule-ladder-tampered`.
    fn read(step: &Step) -> Result<Memo> {
        let text = verify::intact(step.memo.as_ref(), step.memo_sha256.as_ref())?;
        serde_json::from_str(text).map_err(Refusal::fault)
    }
}

/// Put before each of the words below, this gives the word's key.
const PREFIX: &str = "ladder-paper-";

/// The words that the templates ask for.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "page", "letter_description", "letter_lead", "letter_demand", "letter_after", "letter_signed",
    "memo_title", "memo_description", "memo_draft", "fact_number", "fact_diary", "fact_date", "fact_client",
    "fact_vendor", "fact_contract", "fact_due", "fact_step", "fact_delegation", "org_number", "none", "sha", "proposal", "background",
    "background_about", "background_opened", "background_dates", "why", "cost", "cost_range", "cost_unknown", "earlier", "earlier_none",
    "column_date", "column_step", "column_who", "column_why", "column_outcome", "raised", "lowered", "signed", "ladder",
    "cause_postponed", "cause_untouched", "cause_not_effective", "cause_cancelled_meetings",
    "cause_skipped_meeting", "cause_other",
];

fn words(views: &Views, language: Language) -> Map<String, Value> {
    let mut all: Map<String, Value> = WORDS
        .iter()
        .map(|key| ((*key).to_string(), Value::from(views.word0(language, &format!("{PREFIX}{key}")))))
        .collect();
    for month in 1..=12 {
        let key = format!("month-{month}");
        all.insert(key.clone(), Value::from(views.word0(language, &format!("pdf-dialogue-{key}"))));
    }
    all
}

/// The letter as PDF; the same step gives the same bytes. Errors: NotFound for a step that has none.
pub fn letter_pdf(app: &App, step: &Step, language: Language) -> Result<Vec<u8>> {
    let letter = serde_json::to_value(Letter::read(step)?).map_err(Refusal::fault)?;
    let data = json!({
        "lang": language, "sha256": step.letter_sha256, "words": words(&app.views, language), "letter": letter,
    });
    app.printer.render("escalation_letter", &data, step.recorded_at.utc()).map_err(Refusal::fault)
}

/// The memo as PDF; the same step gives the same bytes. Errors: NotFound for a step that has none.
pub fn memo_pdf(app: &App, step: &Step, language: Language) -> Result<Vec<u8>> {
    let memo = serde_json::to_value(Memo::read(step)?).map_err(Refusal::fault)?;
    let data = json!({
        "lang": language, "sha256": step.memo_sha256, "words": words(&app.views, language), "memo": memo,
    });
    app.printer.render("escalation_memo", &data, step.recorded_at.utc()).map_err(Refusal::fault)
}

/// The memo as a document to go on writing in. Errors: NotFound for a step that has none.
pub fn memo_docx(app: &App, step: &Step, language: Language) -> Result<Vec<u8>> {
    let memo = Memo::read(step)?;
    let w = |key: &str| app.views.word0(language, &format!("{PREFIX}{key}"));
    let or_none = |value: Option<String>| value.filter(|text| !text.is_empty()).unwrap_or_else(|| w("none"));
    let sv = language == Language::Sv;
    let title = format!("{} {}", w("memo_title"), memo.number);
    let contract = memo.contract.as_ref().map(|k| format!("{} {}", k.reference, k.title));
    let mut blocks = vec![
        Block::Title(title.clone()),
        Block::Lead(memo.title.clone()),
        Block::Paragraph(w("memo_draft")),
        Block::Fact(w("fact_diary"), or_none(memo.diary_number.clone())),
        Block::Fact(w("fact_date"), memo.decided_on.to_string()),
        Block::Fact(w("fact_step"), if sv { memo.step_sv.clone() } else { memo.step_en.clone() }),
        Block::Fact(w("fact_vendor"), memo.vendor.name.clone()),
        Block::Fact(w("fact_contract"), or_none(contract)),
        Block::Fact(w("fact_due"), or_none(memo.deadline.map(|day| day.to_string()))),
        Block::Fact(w("fact_delegation"), or_none(memo.delegation.clone())),
        Block::Heading(w("proposal")),
        Block::Paragraph(memo.proposal.clone()),
        Block::Heading(w("background")),
        Block::Fact(w("background_about"), memo.title.clone()),
        Block::Fact(w("background_opened"), memo.opened_on.to_string()),
        Block::Paragraph(w(&format!("cause_{}", memo.cause))),
        Block::Paragraph(memo.reason.clone()),
    ];
    if let (Some(first), Some(due), Some(slips)) = (memo.original_due_on, memo.due_on, memo.slips) {
        blocks.push(Block::Fact(w("background_dates"), format!("{first} → {due} ({slips})")));
    }
    blocks.push(Block::Heading(w("why")));
    blocks.push(Block::Paragraph(memo.why.clone()));
    blocks.push(Block::Heading(w("cost")));
    blocks.push(Block::Paragraph(match (memo.cost_low, memo.cost_high) {
        (Some(low), Some(high)) => {
            let (low, high) = (grouped(&low.to_string()), grouped(&high.to_string()));
            w("cost_range").replace("%n", &low).replace("%m", &high)
        }
        _ => w("cost_unknown"),
    }));
    blocks.push(Block::Heading(w("earlier")));
    if memo.earlier.is_empty() {
        blocks.push(Block::Paragraph(w("earlier_none")));
    }
    for each in &memo.earlier {
        let name = if sv { &each.name_sv } else { &each.name_en };
        blocks.push(Block::Item { heading: format!("{} {name}", each.decided_on), numbered: false });
        blocks.push(Block::Fact(w("column_who"), format!("{}, {}", each.decided_by, each.decided_role)));
        blocks.push(Block::Fact(w("column_why"), each.reason.clone()));
        blocks.push(Block::Fact(w("column_outcome"), or_none(each.outcome.clone())));
    }
    let by = format!("{}, {}", memo.decided_by, memo.decided_role);
    blocks.push(Block::Fact(w("signed"), by));
    blocks.push(Block::Fact(w("sha"), step.memo_sha256.clone().unwrap_or_default()));
    let about = docx::About { title: &title, author: &memo.client.name, language, made_at: step.recorded_at.utc() };
    docx::write(&about, &blocks)
}

/// What a letter's file is called, in its language: nothing of what it is about.
pub fn letter_name(step: &Step, language: Language) -> Result<String> {
    let letter = Letter::read(step)?;
    Ok(format!("{} {}.pdf", letter.title(language), letter.number))
}

/// What a memo's file is called, in its language.
pub fn memo_name(step: &Step, language: Language, ending: &str) -> Result<String> {
    let memo = Memo::read(step)?;
    let what = match language {
        Language::Sv => "Tjänsteskrivelse",
        Language::En => "Board memo",
    };
    Ok(format!("{what} {}.{ending}", memo.number))
}

/// The address of a step's paper below its escalation.
pub fn address(escalation_id: &Id, step_id: &Id, file: &str) -> String {
    format!("/escalations/{escalation_id}/steps/{step_id}/{file}")
}
