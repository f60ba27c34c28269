//! The decision letter: what it says is fixed when the decision is made, and it is set from that alone.

use super::model::{ChangeCause, Decision};
use super::records::{Case, Ruling, texts};
use crate::base::{Id, Instant, Language, Refusal, Result};
use crate::features::chains::TransferMechanism;
use crate::features::{accounts, contracts, vendors};
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use crate::platform::view::Views;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Everything that the letter says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    pub format: String,
    pub case_id: Id,
    pub number: i32,
    pub client: Party,
    pub vendor: Party,
    pub contract: Agreement,
    pub subcontractor: Party,
    pub country: Option<String>,
    pub is_care: bool,
    pub is_processor: bool,
    pub task: String,
    pub data_class: Option<i32>,
    pub information_types: Vec<String>,
    pub countries: Vec<String>,
    pub remote_countries: Vec<String>,
    pub transfer_mechanism: Option<TransferMechanism>,
    pub change_cause: Option<ChangeCause>,
    pub applicant: String,
    pub by_phone: bool,
    pub submitted_at: Option<Instant>,
    pub criteria_version: String,
    pub decision: Decision,
    pub reason: String,
    pub conditions: Vec<String>,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub diary_number: Option<String>,
    /// None when nobody objected in time.
    pub decided_by: Option<String>,
    pub decided_at: Instant,
}

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

impl Letter {
    /// Gathers what the letter says, as it is now.
    pub fn of(c: &mut Db, ctx: &Ctx, case: &Case, ruling: &Ruling) -> Result<Letter> {
        let client = accounts::find_organisation(c, &case.organisation_id)?;
        let vendor = vendors::find(c, &ctx.scope, &case.vendor_id)?;
        let contract = contracts::find(c, &ctx.scope, &case.contract_id)?;
        let facts = case.facts();
        Ok(Letter {
            format: "tillit-subcontract-1".to_string(),
            case_id: case.id.clone(),
            number: case.number,
            client: Party { name: client.name, org_number: vendors::shown_number(client.org_number.as_deref()) },
            vendor: Party { name: vendor.legal_name, org_number: vendors::shown_number(vendor.org_number.as_deref()) },
            subcontractor: Party {
                name: case.name.clone(),
                org_number: vendors::shown_number(facts.org_number.as_deref()),
            },
            country: facts.country,
            is_care: case.is_care,
            is_processor: case.is_processor,
            task: facts.task,
            data_class: facts.data_class,
            information_types: facts.information_types,
            countries: facts.countries,
            remote_countries: facts.remote_countries,
            transfer_mechanism: facts.transfer_mechanism,
            change_cause: case.change_cause,
            applicant: case.applicant_name.clone(),
            by_phone: case.by_phone,
            submitted_at: case.submitted_at,
            criteria_version: case.criteria_version.clone(),
            decision: ruling.decision,
            reason: ruling.reason.clone(),
            conditions: texts(&ruling.conditions),
            valid_from: ruling.valid_from,
            valid_until: ruling.valid_until,
            diary_number: ruling.diary_number.clone().or(contract.diary_number),
            decided_by: ruling.decided_by.as_ref().map(|_| ruling.decided_by_name.clone()),
            decided_at: ruling.decided_at,
            contract: Agreement { reference: contract.reference, title: contract.title },
        })
    }
}

/// Put before each of `WORDS`, this gives the word's key.
const PREFIX: &str = "subcontracts-letter-";

/// The words that the template asks for.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "title", "page", "description", "decision", "fact_number", "fact_diary", "fact_contract", "fact_vendor", "fact_name",
    "fact_country", "fact_task", "fact_kind", "fact_class", "fact_types", "fact_countries", "fact_remote",
    "fact_transfer", "fact_asked", "fact_change", "fact_valid", "org_number", "none", "kind_care", "kind_processor", "kind_both",
    "approved", "conditional", "refused", "temporary", "no_objection", "approved_text", "conditional_text",
    "refused_text", "temporary_text", "no_objection_text", "heading_reason", "heading_conditions", "heading_what", "heading_after",
    "after_change", "after_flow", "after_deletion", "after_refused", "after_appeal", "valid_until", "from", "by_phone", "signed", "signed_rule",
    "sha", "criteria", "transfer_adequacy", "transfer_standard_clauses", "transfer_binding_rules",
    "transfer_derogation", "transfer_unknown", "change_new_country", "change_data_class", "change_owner",
    "change_task", "change_further_tier", "change_incident",
];

/// What the template reads: the snapshot as stored, its fingerprint and the words.
pub fn document(views: &Views, ruling: &Ruling, language: Language) -> Result<Value> {
    let snapshot: Value = serde_json::from_str(&ruling.snapshot).map_err(Refusal::fault)?;
    let words = views.document_words(language, PREFIX, WORDS);
    Ok(json!({ "lang": language, "sha256": ruling.sha256, "words": words, "snapshot": snapshot }))
}

/// The letter as PDF; the same decision gives the same bytes.
pub fn pdf(app: &App, ruling: &Ruling, language: Language) -> Result<Vec<u8>> {
    let data = document(&app.views, ruling, language)?;
    app.printer.render("subcontract", &data, ruling.decided_at.utc()).map_err(Refusal::fault)
}

/// What the file is called, in its language.
pub fn file_name(case: &Case, language: Language) -> String {
    match language {
        Language::Sv => format!("Beslut underleverantör {}.pdf", case.number),
        Language::En => format!("Decision subcontractor {}.pdf", case.number),
    }
}
