//! A risk as the API shows it.

use crate::base::refusal::Result;
use crate::base::{Id, Instant};
use crate::features::risks::actions;
use crate::features::risks::model::{
    AcceptanceAnswer, AcceptanceState, ConsequenceCategory, ControlGroup, RiskLevel, RiskState,
};
use crate::features::risks::records::{Acceptance, Approval, Consequences, Risk, StatedInputs};
use crate::features::risks::rules::credit::Credit;
use crate::features::risks::rules::simulation::Outcome;
use crate::features::risks::rules::table::{Cell, Span};
use crate::features::risks::strength::Source;
use crate::features::risks::{store, tables};
use crate::kit::Ctx;
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// A risk as the list has it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RiskRow {
    id: Id,
    number: i32,
    title: String,
    category: ConsequenceCategory,
    state: RiskState,
    vendor_id: Option<Id>,
    contract_id: Option<Id>,
    node_id: Option<Id>,
    service_id: Option<Id>,
    owner_name: String,
    review_on: Option<NaiveDate>,
    likelihood: Option<Span>,
    consequence: Option<Span>,
    /// Before controls.
    level: Option<RiskLevel>,
    /// What is left.
    residual: Option<RiskLevel>,
    version: i32,
}

impl From<Risk> for RiskRow {
    fn from(r: Risk) -> Self {
        RiskRow {
            likelihood: r.likelihood(),
            consequence: r.consequence(),
            id: r.id,
            number: r.number,
            title: r.title,
            category: r.category,
            state: r.state,
            vendor_id: r.vendor_id,
            contract_id: r.contract_id,
            node_id: r.node_id,
            service_id: r.service_id,
            owner_name: r.owner_name,
            review_on: r.review_on,
            level: r.level,
            residual: r.residual_level,
            version: r.version,
        }
    }
}

/// One rating. Before both are in, only one's own is shown.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RatingBody {
    rater_name: String,
    likelihood: Span,
    #[schema(value_type = Object)]
    consequence: Consequences,
    note: Option<String>,
    rated_at: Instant,
}

/// What was agreed.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AssessmentBody {
    likelihood: Span,
    #[schema(value_type = Object)]
    consequence: Consequences,
    reason: String,
    level: RiskLevel,
    residual: RiskLevel,
    /// The table that it was judged by.
    table_version: String,
    model_version: String,
    assessed_by_name: String,
    assessed_at: Instant,
}

/// The intervals, and who stated them.
#[derive(Serialize, utoipa::ToSchema)]
pub struct InputsBody {
    #[serde(flatten)]
    inputs: StatedInputs,
    note: String,
    stated_by_name: String,
    stated_at: Instant,
}

/// A simulation before and after controls.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SimulationBody {
    pub inherent: Outcome,
    pub residual: Outcome,
    pub model_version: String,
    pub simulated_by_name: String,
    pub simulated_at: Instant,
}

/// A linked control, and what says that it works.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ControlBody {
    id: Id,
    control_id: String,
    acts_by: ControlGroup,
    note: Option<String>,
    stated_by_name: String,
    stated_at: Instant,
    sources: Vec<Source>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct LinkedActionBody {
    id: Id,
    action_id: Id,
}

/// What somebody said of a proposal.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AnswerBody {
    person_name: String,
    role: String,
    answer: AcceptanceAnswer,
    note: Option<String>,
    answered_at: Instant,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct AcceptanceBody {
    id: Id,
    level: RiskLevel,
    /// `stale` and `expired` are said as soon as they are true.
    state: AcceptanceState,
    reason: String,
    conditions: Option<String>,
    reference: Option<String>,
    valid_until: NaiveDate,
    review_on: NaiveDate,
    proposed_by_name: String,
    proposed_at: Instant,
    accepted_at: Option<Instant>,
    ended_at: Option<Instant>,
    answers: Vec<AnswerBody>,
    version: i32,
}

/// A risk with everything that belongs to it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RiskBody {
    id: Id,
    number: i32,
    title: String,
    scenario: Option<String>,
    threat: String,
    asset: String,
    category: ConsequenceCategory,
    vendor_id: Option<Id>,
    contract_id: Option<Id>,
    link_id: Option<Id>,
    node_id: Option<Id>,
    service_id: Option<Id>,
    owner_id: Option<Id>,
    owner_name: String,
    review_on: Option<NaiveDate>,
    state: RiskState,
    common_cause: bool,
    likelihood: Option<Span>,
    consequence: Option<Span>,
    /// Before controls.
    level: Option<RiskLevel>,
    /// What is left.
    residual: Option<RiskLevel>,
    residual_likelihood: Option<Span>,
    /// Every cell of the table that the interval touches.
    cells: Vec<Cell>,
    residual_cells: Vec<Cell>,
    /// How many have rated in the open round; what they said is shown when both have.
    rated: usize,
    ratings: Vec<RatingBody>,
    assessments: Vec<AssessmentBody>,
    /// The organisation uses simulation.
    lens_b: bool,
    inputs: Option<InputsBody>,
    simulation: Option<SimulationBody>,
    controls: Vec<ControlBody>,
    /// Every factor of what controls take away.
    credit: Credit,
    actions: Vec<LinkedActionBody>,
    acceptances: Vec<AcceptanceBody>,
    /// The newest acceptance that holds, is proposed, or has ended.
    acceptance: Option<AcceptanceState>,
    pub version: i32,
}

fn acceptance_body(a: Acceptance, said: &[Approval], fingerprint: &str, today: NaiveDate) -> AcceptanceBody {
    let open = matches!(a.state, AcceptanceState::Proposed | AcceptanceState::Accepted);
    let state = match (open, a.valid_until < today, a.fingerprint != fingerprint) {
        (true, true, _) => AcceptanceState::Expired,
        (true, _, true) => AcceptanceState::Stale,
        _ => a.state,
    };
    let answers = said.iter().filter(|approval| approval.acceptance_id == a.id).map(|approval| AnswerBody {
        person_name: approval.person_name.clone(),
        role: approval.role.to_string(),
        answer: approval.answer,
        note: approval.note.clone(),
        answered_at: approval.answered_at,
    });
    AcceptanceBody {
        answers: answers.collect(),
        state,
        id: a.id,
        level: a.level,
        reason: a.reason,
        conditions: a.conditions,
        reference: a.reference,
        valid_until: a.valid_until,
        review_on: a.review_on,
        proposed_by_name: a.proposed_by_name,
        proposed_at: a.proposed_at,
        accepted_at: a.accepted_at,
        ended_at: a.ended_at,
        version: a.version,
    }
}

/// Everything of one risk: a fixed number of queries.
pub fn body_of(c: &mut Db, ctx: &Ctx, r: Risk) -> Result<RiskBody> {
    let score = actions::score_of(c, ctx, &r)?;
    let (ratings, rated) = actions::shown_ratings(c, ctx, &r)?;
    let mut rating_bodies = Vec::new();
    for rating in ratings {
        rating_bodies.push(RatingBody {
            likelihood: rating.likelihood(),
            consequence: rating.consequences()?,
            rater_name: rating.rater_name,
            note: rating.note,
            rated_at: rating.rated_at,
        });
    }
    let mut assessments = Vec::new();
    for row in store::assessments(c, &ctx.scope, &r.id)? {
        assessments.push(AssessmentBody {
            likelihood: row.likelihood(),
            consequence: row.consequences()?,
            reason: row.reason,
            level: row.level,
            residual: row.residual_level,
            table_version: row.table_version,
            model_version: row.model_version,
            assessed_by_name: row.assessed_by_name,
            assessed_at: row.assessed_at,
        });
    }
    let newest = store::intervals(c, &ctx.scope, &r.id)?.into_iter().next();
    let inputs = newest.map(|row| {
        Ok::<_, crate::base::Refusal>(InputsBody {
            inputs: row.inputs()?,
            note: row.note,
            stated_by_name: row.stated_by_name,
            stated_at: row.stated_at,
        })
    });
    let simulation = store::latest_simulation(c, &ctx.scope, &r.id)?.map(|row| simulation_body(&row)).transpose()?;
    let mut standings: BTreeMap<String, _> = score.credited.standings;
    let controls = store::controls(c, &ctx.scope, std::slice::from_ref(&r.id))?.remove(&r.id).unwrap_or_default();
    let acceptances = store::acceptances(c, &ctx.scope, &r.id)?;
    let ids: Vec<Id> = acceptances.iter().map(|a| a.id.clone()).collect();
    let said = store::approvals(c, &ctx.scope, &ids)?;
    let acceptances: Vec<AcceptanceBody> =
        acceptances.into_iter().map(|a| acceptance_body(a, &said, &score.fingerprint, ctx.today())).collect();
    let judged = score.judged.as_ref();
    Ok(RiskBody {
        cells: judged.map(|j| j.table.touched(j.likelihood, j.consequence)).unwrap_or_default(),
        residual_cells: judged.map(|j| j.table.touched(j.residual_likelihood, j.consequence)).unwrap_or_default(),
        likelihood: judged.map(|j| j.likelihood),
        residual_likelihood: judged.map(|j| j.residual_likelihood),
        consequence: judged.map(|j| j.consequence),
        level: judged.map(|j| j.level),
        residual: judged.map(|j| j.residual_level),
        rated,
        ratings: rating_bodies,
        assessments,
        lens_b: tables::lens_b(c, ctx)?,
        inputs: inputs.transpose()?,
        simulation,
        controls: controls
            .into_iter()
            .map(|row| ControlBody {
                sources: standings.remove(&row.control_id).map(|s| s.sources).unwrap_or_default(),
                id: row.id,
                control_id: row.control_id,
                acts_by: row.acts_by,
                note: row.note,
                stated_by_name: row.stated_by_name,
                stated_at: row.stated_at,
            })
            .collect(),
        credit: score.credited.credit,
        actions: store::linked_actions(c, &ctx.scope, &r.id)?
            .into_iter()
            .map(|row| LinkedActionBody { id: row.id, action_id: row.action_id })
            .collect(),
        acceptance: acceptances.first().map(|a| a.state),
        acceptances,
        id: r.id,
        number: r.number,
        title: r.title,
        scenario: r.scenario,
        threat: r.threat,
        asset: r.asset,
        category: r.category,
        vendor_id: r.vendor_id,
        contract_id: r.contract_id,
        link_id: r.link_id,
        node_id: r.node_id,
        service_id: r.service_id,
        owner_id: r.owner_id,
        owner_name: r.owner_name,
        review_on: r.review_on,
        state: r.state,
        common_cause: r.common_cause,
        version: r.version,
    })
}

pub fn simulation_body(row: &crate::features::risks::records::Simulation) -> Result<SimulationBody> {
    Ok(SimulationBody {
        inherent: row.inherent()?,
        residual: row.residual()?,
        model_version: row.model_version.clone(),
        simulated_by_name: row.simulated_by_name.clone(),
        simulated_at: row.simulated_at,
    })
}
