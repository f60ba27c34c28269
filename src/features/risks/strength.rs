//! How well a control is known to work at a vendor: by what the region has reviewed, never by the vendor's word.

use super::records::{Risk, RiskControl};
use super::rules::credit::{Credit, Linked, credit};
use crate::base::{Id, Result};
use crate::features::contracts::{self, ClauseMet, InContract};
use crate::features::controls::Assurance;
use crate::features::questionnaires::{self, AnswerStatus, FullAssessment};
use crate::features::risks::parameters::{CreditTerms, RiskModel};
use crate::kit::Ctx;
use crate::platform::db::Db;
use chrono::{Months, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;

crate::text_enum! {
    /// Where a judgement of a control comes from.
    pub enum StrengthSource { Answer => "answer", Clause => "clause" }
}

/// One answer or clause that says something of a control.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Source {
    pub kind: StrengthSource,
    /// The question or the clause.
    pub id: String,
    /// 1 met, 0.5 partly, 0 not met; None when nobody has judged it.
    pub status: Option<f64>,
    pub assurance: Assurance,
    /// The last day that the review counts.
    pub valid_until: Option<NaiveDate>,
    pub valid: bool,
    pub assessment_id: Option<Id>,
}

/// A control as it stands at the vendor today.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    pub status: Option<f64>,
    pub assurance: Assurance,
    pub evidence_valid: bool,
    pub sources: Vec<Source>,
}

impl Default for Standing {
    fn default() -> Self {
        Standing { status: None, assurance: Assurance::A0, evidence_valid: false, sources: Vec::new() }
    }
}

/// What is known of the controls at the vendor and in the contract of a risk. It is read once and asked many times.
#[derive(Debug, Default)]
pub struct Evidence {
    assessment: Option<FullAssessment>,
    clauses: Vec<contracts::ClauseLine>,
}

impl Evidence {
    /// Reads the newest reviewed self-assessment of the vendor, and the clauses of the contract. A fixed number of
    /// queries.
    pub fn of(c: &mut Db, ctx: &Ctx, vendor_id: Option<&Id>, contract_id: Option<&Id>) -> Result<Evidence> {
        let mut evidence = Evidence::default();
        if let Some(vendor_id) = vendor_id {
            let all = questionnaires::of_vendor(c, &ctx.scope, vendor_id)?;
            if let Some(newest) = all.into_iter().find(|assessment| assessment.reviewed_count > 0) {
                evidence.assessment = Some(questionnaires::open(c, &ctx.scope, &newest.id)?);
            }
        }
        if let Some(contract_id) = contract_id {
            let contract = contracts::find(c, &ctx.scope, contract_id)?;
            evidence.clauses = contracts::clause_lines(c, &ctx.scope, &contract)?;
        }
        Ok(evidence)
    }

    /// The standing of one control. Of several reviewed answers the weakest counts; a clause that the region has found
    /// unmet lowers it, one that is met raises nothing.
    pub fn standing(&self, terms: &CreditTerms, control_id: &str, today: NaiveDate) -> Standing {
        let mut sources = self.answers(terms, control_id, today);
        let reviewed: Vec<&Source> = sources.iter().filter(|source| source.status.is_some()).collect();
        let mut standing = Standing {
            status: reviewed.iter().filter_map(|source| source.status).reduce(f64::min),
            assurance: reviewed.iter().map(|source| source.assurance).min().unwrap_or(Assurance::A0),
            evidence_valid: !reviewed.is_empty() && reviewed.iter().all(|source| source.valid),
            sources: Vec::new(),
        };
        let clauses = self.clauses_of(control_id);
        if let (Some(status), Some(clause)) =
            (standing.status, clauses.iter().filter_map(|s| s.status).reduce(f64::min))
        {
            standing.status = Some(status.min(clause));
        }
        sources.extend(clauses);
        standing.sources = sources;
        standing
    }

    fn answers(&self, terms: &CreditTerms, control_id: &str, today: NaiveDate) -> Vec<Source> {
        let Some(full) = &self.assessment else { return Vec::new() };
        let asked = full.questions.iter().filter(|question| question.controls.iter().any(|id| id == control_id));
        let source = |question: &crate::features::question_sets::Asked| {
            let review = full.current_review(&question.id);
            let status = match review.and_then(|review| review.status) {
                Some(AnswerStatus::Met) => Some(1.0),
                Some(AnswerStatus::Partly) => Some(0.5),
                Some(AnswerStatus::NotMet | AnswerStatus::Unknown) => Some(0.0),
                Some(AnswerStatus::NotApplicable) => return None,
                None => None,
            };
            let assurance = review.map_or(Assurance::A0, |review| review.assurance);
            let last = review.and_then(|review| {
                let reviewed = crate::base::clock::swedish_date(review.reviewed_at.utc());
                reviewed.checked_add_months(Months::new(terms.evidence_months(assurance)))
            });
            Some(Source {
                kind: StrengthSource::Answer,
                id: question.id.clone(),
                status,
                assurance,
                valid_until: last,
                valid: last.is_some_and(|last| today <= last) && full.evidence_valid(&question.id, today),
                assessment_id: Some(full.assessment.id.clone()),
            })
        };
        asked.filter_map(source).collect()
    }

    fn clauses_of(&self, control_id: &str) -> Vec<Source> {
        let named = self.clauses.iter().filter(|line| line.clause.controls.iter().any(|id| id == control_id));
        named
            .filter(|line| line.in_contract() != Some(InContract::NotApplicable))
            .map(|line| Source {
                kind: StrengthSource::Clause,
                id: line.clause.id.clone(),
                status: match line.met() {
                    ClauseMet::Met => Some(1.0),
                    ClauseMet::Partly => Some(0.5),
                    ClauseMet::NotMet => Some(0.0),
                    ClauseMet::Unknown => None,
                },
                assurance: Assurance::A0,
                valid_until: None,
                valid: true,
                assessment_id: None,
            })
            .collect()
    }
}

/// What a risk's controls take away today, and how each stands.
#[derive(Debug, Clone)]
pub struct Credited {
    pub credit: Credit,
    /// By control.
    pub standings: BTreeMap<String, Standing>,
}

/// Judges linked controls by the evidence.
pub fn judge(risk: &Risk, controls: &[RiskControl], evidence: &Evidence, today: NaiveDate) -> Credited {
    let terms = &RiskModel::current().credit;
    let standings: BTreeMap<String, Standing> =
        controls.iter().map(|row| (row.control_id.clone(), evidence.standing(terms, &row.control_id, today))).collect();
    let linked: Vec<Linked> = controls
        .iter()
        .map(|row| {
            let standing = standings.get(&row.control_id).cloned().unwrap_or_default();
            Linked {
                control_id: row.control_id.clone(),
                group: row.acts_by,
                status: standing.status,
                assurance: standing.assurance,
                evidence_valid: standing.evidence_valid,
                effect: row.effect(),
                reduction: row.reduction(),
            }
        })
        .collect();
    Credited { credit: credit(terms, &linked, risk.common_cause), standings }
}
