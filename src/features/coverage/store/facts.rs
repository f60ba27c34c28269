//! What the states are decided from, for many vendors at once: a fixed number of queries.

use crate::access::Scope;
use crate::base::clock::swedish_date;
use crate::base::{Id, Instant, Result};
use crate::features::contracts::{ClauseMet, Contract, InContract, clauses_for, effective_of};
use crate::features::controls::{Assurance, Clause, QuestionSet, StructuredKind, catalogue};
use crate::features::coverage::model::{Demand, Facts, Reply, Verdict};
use crate::features::coverage::parameters::Parameters;
use crate::features::findings::ActionStatus;
use crate::features::question_sets::{self, Asked};
use crate::features::questionnaires::review_depth::{self, Support};
use crate::features::questionnaires::{AnswerReview, AnswerStatus, AssessmentStatus};
use crate::features::vendors::{TieringModel, VendorStatus};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    actions, answer_reviews, answers, assessments, contracts, findings, review_supports, vendors,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A handed in assessment: its id, its vendor and the tier it had, what it asked.
type Handed = (Id, Id, Option<i32>, QuestionSet, String);
type AnswerRow = (Id, String, Option<AnswerStatus>, Instant);
type ReviewRow = (AnswerReview, Option<Support>);

/// A judgement, and what stands behind it.
struct Judged {
    status: AnswerStatus,
    assurance: Assurance,
    at: Instant,
    /// A second person has confirmed it.
    confirmed: bool,
    /// The last day on which what the reviewer leaned on counts.
    holds_until: Option<NaiveDate>,
}

/// The facts of these vendors of the client, by vendor. One that has ended, or is another client's, is not there.
pub fn facts(c: &mut Db, scope: &Scope, ids: &[Id], today: NaiveDate) -> Result<BTreeMap<Id, Facts>> {
    let tiers: Vec<(Id, Option<i32>)> = vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .filter(vendors::id.eq_any(ids))
        .filter(vendors::status.ne(VendorStatus::Ended))
        .select((vendors::id, vendors::tier))
        .load(c)?;
    let ids: Vec<Id> = tiers.iter().map(|(id, _)| id.clone()).collect();
    let mut agreed = agreements(c, scope, &ids, today)?;
    let mut said = replies(c, scope, &ids)?;
    let mut found = open_findings(c, scope, &ids)?;
    let model = TieringModel::current();
    let of = |(id, tier): (Id, Option<i32>)| {
        let tier = tier.and_then(|tier| u8::try_from(tier).ok());
        let agreed = agreed.remove(&id).unwrap_or_default();
        let facts = Facts {
            tier,
            // An unknown tier is 0, which no model has: the model then asks for review, never for less.
            required: model.required_assurance(tier.unwrap_or(0)),
            demands: agreed.demands(tier),
            replies: said.remove(&id).unwrap_or_default(),
            findings: found.remove(&id).unwrap_or_default(),
            last_days: agreed.last_days,
        };
        (id, facts)
    };
    Ok(tiers.into_iter().map(of).collect())
}

/// The running contracts of one vendor and what is known of their clauses.
#[derive(Default)]
struct Agreed {
    contracts: usize,
    last_days: Vec<NaiveDate>,
    /// By clause id: in how many contracts it does not apply, and the worst that is known of it.
    clauses: HashMap<String, (usize, Option<ClauseMet>)>,
}

impl Agreed {
    /// What the tier asks for. Without a running contract all of it, so that a vendor without one never looks better.
    fn demands(&self, tier: Option<u8>) -> Vec<Demand> {
        let (_, clauses) = clauses_for(tier);
        let demand = |clause: &'static Clause| {
            let (out, met) = self.clauses.get(&clause.id).copied().unwrap_or_default();
            Demand {
                clause,
                left_out: self.contracts > 0 && out == self.contracts,
                met: met.unwrap_or(ClauseMet::Unknown),
            }
        };
        clauses.into_iter().map(demand).collect()
    }
}

/// The worse of two: not met, partly, unknown, met.
fn worse(one: ClauseMet, other: ClauseMet) -> ClauseMet {
    let rank = |met: ClauseMet| match met {
        ClauseMet::NotMet => 0,
        ClauseMet::Partly => 1,
        ClauseMet::Unknown => 2,
        ClauseMet::Met => 3,
    };
    if rank(one) <= rank(other) { one } else { other }
}

fn agreements(c: &mut Db, scope: &Scope, ids: &[Id], today: NaiveDate) -> Result<HashMap<Id, Agreed>> {
    let running: Vec<Contract> = contracts::table
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(contracts::vendor_id.eq_any(ids))
        .filter(contracts::ends_on.is_null().or(contracts::ends_on.ge(today)))
        .select(Contract::as_select())
        .load(c)?;
    // What a call-off inherits, and what an amendment has brought in, counts as its own.
    let lines = effective_of(c, scope, &running)?;
    let mut all: HashMap<Id, Agreed> = HashMap::new();
    for contract in running {
        let agreed = all.entry(contract.vendor_id.clone()).or_default();
        agreed.contracts += 1;
        agreed.last_days.extend(contract.ends_on);
        for line in lines.get(&contract.id).into_iter().flatten().filter(|line| line.row.is_some()) {
            let (out, known) = agreed.clauses.entry(line.clause.id.clone()).or_default();
            if line.in_contract() == Some(InContract::NotApplicable) {
                *out += 1;
            } else {
                *known = Some(known.map_or(line.met(), |before| worse(before, line.met())));
            }
        }
    }
    Ok(all)
}

/// Each vendor's answers: of every question the one in the newest assessment that was handed in and asks it. What is
/// being answered, or was sent back, is the vendor's own until it is handed in again.
fn replies(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<HashMap<Id, Vec<Reply>>> {
    let handed: Vec<Handed> = assessments::table
        .filter(assessments::organisation_id.eq(scope.client()?))
        .filter(assessments::vendor_id.eq_any(ids))
        .filter(assessments::status.eq_any([AssessmentStatus::Submitted, AssessmentStatus::Closed]))
        .order((assessments::submitted_at.desc(), assessments::id.desc()))
        .select((
            assessments::id,
            assessments::vendor_id,
            assessments::tier,
            assessments::question_set,
            assessments::catalogue_version,
        ))
        .load(c)?;
    // (assessment, question) -> vendor and question, the newest only.
    let mut wanted: HashMap<Id, (Id, Option<i32>, Vec<Asked>)> = HashMap::new();
    let mut seen: HashMap<Id, BTreeSet<String>> = HashMap::new();
    for (assessment, vendor, tier, set, version) in handed {
        let questions = match catalogue().questions(&version) {
            Some(edition) => edition.in_set(set).into_iter().map(Asked::shipped).collect(),
            None => question_sets::asked_by(c, &assessment)?,
        };
        let asked = seen.entry(vendor.clone()).or_default();
        let new: Vec<Asked> = questions.into_iter().filter(|question| asked.insert(question.id.clone())).collect();
        if !new.is_empty() {
            wanted.insert(assessment, (vendor, tier, new));
        }
    }
    let from: Vec<&Id> = wanted.keys().collect();
    let given = answers_of(c, &from)?;
    let judged = reviews_of(c, &from)?;
    let until = certificates_of(c, &from)?;
    let mut all: HashMap<Id, Vec<Reply>> = HashMap::new();
    let parameters = review_depth::Parameters::current();
    for (assessment, (vendor, tier, questions)) in &wanted {
        let replies = all.entry(vendor.clone()).or_default();
        for question in questions {
            let key = (assessment.clone(), question.id.clone());
            let answer = given.get(&key);
            // What waits for a second person is still the vendor's word.
            let needs_second = question.critical && parameters.four_eyes(*tier);
            let review = judged
                .get(&key)
                .filter(|review| answer.is_none_or(|(_, said_at)| *said_at <= review.at))
                .filter(|review| review.confirmed || !needs_second);
            let until = |review: &Judged| {
                let stated = [until.get(&key).copied(), review.holds_until].into_iter().flatten().min();
                Parameters::review_until(swedish_date(review.at.utc()), review.assurance, stated)
            };
            replies.push(Reply {
                question: question.clone(),
                assessment_id: assessment.clone(),
                claim: answer.and_then(|(status, _)| *status),
                review: review.map(|review| Verdict {
                    status: review.status,
                    assurance: review.assurance,
                    valid_until: until(review),
                }),
            });
        }
    }
    Ok(all)
}

type Key = (Id, String);

fn answers_of(c: &mut Db, from: &[&Id]) -> Result<HashMap<Key, (Option<AnswerStatus>, Instant)>> {
    let rows: Vec<AnswerRow> = answers::table
        .filter(answers::assessment_id.eq_any(from.iter().copied()))
        .select((answers::assessment_id, answers::question_id, answers::status, answers::answered_at))
        .load(c)?;
    Ok(rows.into_iter().map(|(assessment, question, status, at)| ((assessment, question), (status, at))).collect())
}

/// The reviews that are done; one without a judgement says nothing yet.
fn reviews_of(c: &mut Db, from: &[&Id]) -> Result<HashMap<Key, Judged>> {
    let behind = review_supports::assessment_id
        .eq(answer_reviews::assessment_id)
        .and(review_supports::question_id.eq(answer_reviews::question_id));
    let rows: Vec<ReviewRow> = answer_reviews::table
        .left_join(review_supports::table.on(behind))
        .filter(answer_reviews::assessment_id.eq_any(from.iter().copied()))
        .select((AnswerReview::as_select(), Option::<Support>::as_select()))
        .load(c)?;
    let done = |(review, support): ReviewRow| {
        let judged = Judged {
            status: review.status?,
            assurance: review.assurance,
            at: review.reviewed_at,
            confirmed: support.as_ref().is_some_and(|support| support.confirms(&review)),
            holds_until: support.and_then(|support| support.holds_until),
        };
        Some(((review.assessment_id, review.question_id), judged))
    };
    Ok(rows.into_iter().filter_map(done).collect())
}

/// The last days of the certificates that answers state.
fn certificates_of(c: &mut Db, from: &[&Id]) -> Result<HashMap<Key, NaiveDate>> {
    let rows: Vec<(Id, String, String)> = answers::table
        .filter(answers::assessment_id.eq_any(from.iter().copied()))
        .filter(answers::value.like("%\"valid_until\"%"))
        .select((answers::assessment_id, answers::question_id, answers::value))
        .load(c)?;
    let last = |(assessment, question, value): (Id, String, String)| {
        certificate_until(&value).map(|until| ((assessment, question), until))
    };
    Ok(rows.into_iter().filter_map(last).collect())
}

/// The last day of the certificate in the stored value of an answer.
fn certificate_until(value: &str) -> Option<NaiveDate> {
    let value: Value = serde_json::from_str(value).ok()?;
    let path = format!("/{}/valid_until", StructuredKind::Certificate);
    value.pointer(&path).and_then(Value::as_str).and_then(|text| text.parse().ok())
}

/// The controls that each vendor's open findings name, and those of closed ones that still have an open action.
fn open_findings(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<HashMap<Id, BTreeSet<String>>> {
    const OPEN: [ActionStatus; 3] = [ActionStatus::Open, ActionStatus::InProgress, ActionStatus::ReportedDone];
    let open: Vec<(Id, String)> = findings::table
        .filter(findings::organisation_id.eq(scope.client()?))
        .filter(findings::vendor_id.eq_any(ids))
        .filter(findings::closed_at.is_null())
        .select((findings::vendor_id, findings::control_ids))
        .load(c)?;
    let acted: Vec<(Id, String)> = actions::table
        .inner_join(findings::table)
        .filter(actions::organisation_id.eq(scope.client()?))
        .filter(actions::vendor_id.eq_any(ids))
        .filter(actions::status.eq_any(OPEN))
        .select((actions::vendor_id, findings::control_ids))
        .load(c)?;
    let mut all: HashMap<Id, BTreeSet<String>> = HashMap::new();
    for (vendor, controls) in open.into_iter().chain(acted) {
        let named = controls.split(';').filter(|id| !id.is_empty()).map(str::to_string);
        all.entry(vendor).or_default().extend(named);
    }
    Ok(all)
}
