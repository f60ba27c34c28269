//! One risk: both lenses side by side, how it was reckoned, who accepts what is left, and its history.

use super::rate::rating_row;
use super::reckoning::reckoning;
use super::{crumbs, heat, levels, needed_in_words, percent, short_amount, title_of};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::findings::{self, FindingOrigin};
use crate::features::risks::actions::{self, Score};
use crate::features::risks::model::{AcceptanceState, RiskState};
use crate::features::risks::parameters::RiskModel;
use crate::features::risks::records::{
    Acceptance, Approval, Assessment, Intervals, Rating, Risk, RiskAction, RiskControl, Simulation,
};
use crate::features::risks::rules::acceptance as rules;
use crate::features::risks::rules::simulation::Outcome;
use crate::features::risks::rules::table::Table;
use crate::features::risks::views::{
    AcceptanceRow, ActionRow, AssessmentRow, InputsView, OutcomeRow, ShowPage, SimulationView, curve, tornado,
};
use crate::features::risks::{store, tables};
use crate::features::{chains, contracts, services, vendors};
use crate::kit::web::{Answer, Posted, Web};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState, HistoryLine};
use actix_web::http::StatusCode;
use actix_web::web::Path;

#[derive(Default)]
struct Names {
    vendor: Option<String>,
    contract: Option<String>,
    node: Option<String>,
    service: Option<String>,
    link: Option<String>,
}

struct Loaded {
    risk: Risk,
    names: Names,
    score: Score,
    ratings: Vec<Rating>,
    rated: usize,
    rating_table: Table,
    assessments: Vec<Assessment>,
    lens_b: bool,
    intervals: Option<Intervals>,
    simulation: Option<Simulation>,
    controls: Vec<RiskControl>,
    linked: Vec<RiskAction>,
    actions: Vec<findings::Action>,
    open_actions: Vec<findings::Action>,
    findings: Vec<findings::Finding>,
    acceptances: Vec<Acceptance>,
    approvals: Vec<Approval>,
    events: Vec<audit::Event>,
}

fn names(c: &mut Db, ctx: &Ctx, risk: &Risk) -> Result<Names> {
    let contract = risk.contract_id.as_ref().map(|id| contracts::find(c, &ctx.scope, id)).transpose()?;
    Ok(Names {
        vendor: risk.vendor_id.as_ref().map(|id| vendors::find(c, &ctx.scope, id)).transpose()?.map(|v| v.legal_name),
        contract: contract.map(|k| format!("{} {}", k.reference, k.title)),
        node: risk.node_id.as_ref().map(|id| chains::find_node(c, &ctx.scope, id)).transpose()?.map(|n| n.name),
        service: risk.service_id.as_ref().map(|id| services::find(c, &ctx.scope, id)).transpose()?.map(|s| s.name),
        link: risk.link_id.as_ref().map(|id| chains::find_link(c, &ctx.scope, id)).transpose()?.map(|l| l.task),
    })
}

fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Loaded> {
    let risk = store::find(c, &ctx.scope, id)?;
    let (ratings, rated) = actions::shown_ratings(c, ctx, &risk)?;
    let rating_table = match ratings.first() {
        Some(rating) => tables::named(c, ctx, &rating.table_version)?,
        None => tables::current(c, ctx)?,
    };
    let linked = store::linked_actions(c, &ctx.scope, id)?;
    let ids: Vec<Id> = linked.iter().map(|row| row.action_id.clone()).collect();
    let open_actions = match &risk.vendor_id {
        Some(vendor_id) if ctx.can(Permission::RiskEdit) => findings::actions_of_vendor(c, &ctx.scope, vendor_id)?,
        _ => Vec::new(),
    };
    let acceptances = store::acceptances(c, &ctx.scope, id)?;
    let acceptance_ids: Vec<Id> = acceptances.iter().map(|a| a.id.clone()).collect();
    Ok(Loaded {
        names: names(c, ctx, &risk)?,
        score: actions::score_of(c, ctx, &risk)?,
        ratings,
        rated,
        rating_table,
        assessments: store::assessments(c, &ctx.scope, id)?,
        lens_b: tables::lens_b(c, ctx)?,
        intervals: store::intervals(c, &ctx.scope, id)?.into_iter().next(),
        simulation: store::latest_simulation(c, &ctx.scope, id)?,
        controls: store::controls(c, &ctx.scope, std::slice::from_ref(id))?.remove(id).unwrap_or_default(),
        actions: findings::actions_by_ids(c, &ctx.scope, &ids)?,
        open_actions,
        findings: match ctx.can(Permission::FindingRead) {
            true => findings::findings_of_origin(c, &ctx.scope, FindingOrigin::Risk, id)?,
            false => Vec::new(),
        },
        linked,
        approvals: store::approvals(c, &ctx.scope, &acceptance_ids)?,
        acceptances,
        events: audit::history(c, ctx, id)?,
        risk,
    })
}

/// Which of the page's forms was refused, and what it held.
#[derive(Default)]
pub struct Refused {
    pub state: Option<FormState>,
    pub action: Option<FormState>,
    pub answer: Option<FormState>,
}

/// The page again, with what was typed.
pub async fn refused(web: Web, id: Id, refused: Refused) -> Answer {
    show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, refused).await
}

async fn show_with(web: Web, id: Id, status: StatusCode, refused: Refused) -> Answer {
    let l = web.read(move |c, ctx| load(c, ctx, &id)).await?;
    let ctx = web.ctx()?;
    let (judged, may) = (l.score.judged.as_ref(), web.can(Permission::RiskEdit));
    let open = l.risk.state != RiskState::Closed;
    let no_open_acceptance = l
        .acceptances
        .iter()
        .all(|a| !matches!(standing(&l, a, ctx), AcceptanceState::Proposed | AcceptanceState::Accepted));
    let rows: Result<Vec<_>> = l.ratings.iter().map(|rating| rating_row(rating, &l.rating_table)).collect();
    let assessments: Result<Vec<_>> = l.assessments.iter().map(assessment_row).collect();
    let body = ShowPage {
        overdue: open && l.risk.review_on.is_some_and(|day| day < ctx.today()),
        heat: judged.map(|j| {
            heat(&web, &j.table, |s, k| {
                let inside = j.consequence.holds(k);
                (0, None, inside && j.likelihood.holds(s), inside && j.residual_likelihood.holds(s))
            })
        }),
        level: judged.map(|j| j.level),
        residual_level: judged.map(|j| j.residual_level),
        likelihood: judged.map(|j| levels("S", j.likelihood)),
        residual_likelihood: judged.map(|j| levels("S", j.residual_likelihood)),
        consequence: judged.map(|j| levels("K", j.consequence)),
        rated: l.rated,
        rated_by_me: l.ratings.iter().any(|rating| rating.rater_id == ctx.actor.person_id),
        ratings: if l.rated >= 2 { rows? } else { Vec::new() },
        assessments: assessments?,
        lens_b: l.lens_b,
        inputs: l.intervals.as_ref().map(inputs_view).transpose()?,
        simulation: l.simulation.as_ref().map(|row| simulation_view(&web, &l, row)).transpose()?,
        reckoning: reckoning(&web, &l.controls, &l.score.credited),
        actions: action_rows(&l),
        action_choices: l
            .open_actions
            .iter()
            .filter(|action| l.linked.iter().all(|row| row.action_id != action.id))
            .map(|action| Choice::new(&action.id, format!("{} {}", action.number, action.title)))
            .collect(),
        findings: l.findings.iter().map(|f| Choice::new(&f.id, format!("{} {}", f.number, f.title))).collect(),
        finding_href: finding_href(&web, &l.risk),
        acceptances: l.acceptances.iter().map(|a| acceptance_row(&web, &l, a, ctx)).collect(),
        can_propose: may && open && judged.is_some() && no_open_acceptance,
        next_states: rules::next_states(l.risk.state),
        history: l.events.iter().map(|event| history_line(&web, event)).collect(),
        state_form: refused.state.unwrap_or_default(),
        action_form: refused.action.unwrap_or_default(),
        answer_form: refused.answer.unwrap_or_default(),
        can_edit: may && open,
        can_step: may,
        vendor_name: l.names.vendor.clone(),
        contract_name: l.names.contract.clone(),
        node_name: l.names.node.clone(),
        service_name: l.names.service.clone(),
        link_text: l.names.link.clone(),
        risk: l.risk.clone(),
    };
    web.page_titled(status, "pages/risks/show", title_of(&web, &l.risk), crumbs(&web, &l.risk), &body)
}

/// The form of a finding that says where it comes from and leads back.
fn finding_href(web: &Web, risk: &Risk) -> Option<String> {
    let vendor_id = risk.vendor_id.as_ref().filter(|_| web.can(Permission::FindingEdit))?;
    let origin = [("number", risk.number.to_string()), ("title", risk.title.clone())];
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("vendor_id", vendor_id.as_str());
    if let Some(contract_id) = &risk.contract_id {
        query.append_pair("contract_id", contract_id.as_str());
    }
    query.append_pair("origin", FindingOrigin::Risk.as_str());
    query.append_pair("origin_object_id", risk.id.as_str());
    query.append_pair("title", &risk.title);
    query.append_pair("description", &web.word_with("risks-finding-origin", &origin));
    Some(format!("/findings/new?{}", query.finish()))
}

fn assessment_row(row: &Assessment) -> Result<AssessmentRow> {
    Ok(AssessmentRow {
        at: row.assessed_at,
        by: row.assessed_by_name.clone(),
        reason: row.reason.clone(),
        likelihood: levels("S", row.likelihood()),
        consequences: row.consequences()?.into_iter().map(|(category, span)| (category, levels("K", span))).collect(),
        level: row.level,
        residual_level: row.residual_level,
        table_version: row.table_version.clone(),
        model_version: row.model_version.clone(),
    })
}

fn inputs_view(row: &Intervals) -> Result<InputsView> {
    Ok(InputsView { inputs: row.inputs()?, note: row.note.clone(), by: row.stated_by_name.clone(), at: row.stated_at })
}

fn outcome_row(web: &Web, view: &'static str, outcome: &Outcome) -> OutcomeRow {
    OutcomeRow {
        view,
        at_least_one: percent(web.language(), outcome.at_least_one),
        loss: outcome.loss,
        persons: outcome.persons,
        above: outcome.is_above_tolerance(),
    }
}

fn simulation_view(web: &Web, l: &Loaded, row: &Simulation) -> Result<SimulationView> {
    let (inherent, residual, credit) = (row.inherent()?, row.residual()?, row.credit()?);
    let now = &l.score.credited.credit;
    let moved = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs().max((a.1 - b.1).abs()) >= 0.005;
    let newest = l.intervals.as_ref().is_some_and(|newest| newest.id != row.intervals_id);
    let (language, amount) = (web.language(), |kronor| short_amount(web, kronor));
    Ok(SimulationView {
        outcomes: vec![outcome_row(web, "inherent", &inherent), outcome_row(web, "residual", &residual)],
        curve: curve(&inherent.exceedance, Some(&residual.exceedance), &|p| percent(language, p), &amount),
        tornado: tornado(&residual.tornado, residual.loss.mean, &amount),
        seed: inherent.seed,
        trials: inherent.trials,
        algorithm: inherent.algorithm,
        by: row.simulated_by_name.clone(),
        at: row.simulated_at,
        outdated: newest || moved(credit.effect, now.effect) || moved(credit.reduction, now.reduction),
    })
}

fn action_rows(l: &Loaded) -> Vec<ActionRow> {
    let row = |link: &RiskAction| {
        let action = l.actions.iter().find(|action| action.id == link.action_id)?;
        Some(ActionRow {
            link_id: link.id.clone(),
            action_id: action.id.clone(),
            number: action.number,
            title: action.title.clone(),
            status: action.status.to_string(),
            due_on: action.due_on,
        })
    };
    l.linked.iter().filter_map(row).collect()
}

/// Where an acceptance stands today, whether or not the sweep has been by.
fn standing(l: &Loaded, acceptance: &Acceptance, ctx: &Ctx) -> AcceptanceState {
    match acceptance.state {
        AcceptanceState::Proposed | AcceptanceState::Accepted if acceptance.valid_until < ctx.today() => {
            AcceptanceState::Expired
        }
        AcceptanceState::Proposed | AcceptanceState::Accepted if acceptance.fingerprint != l.score.fingerprint => {
            AcceptanceState::Stale
        }
        state => state,
    }
}

fn acceptance_row(web: &Web, l: &Loaded, acceptance: &Acceptance, ctx: &Ctx) -> AcceptanceRow {
    let state = standing(l, acceptance, ctx);
    let model = RiskModel::versions().find(&acceptance.model_version).unwrap_or_else(|| RiskModel::current());
    let terms = model.acceptance(acceptance.level);
    let approvals: Vec<Approval> =
        l.approvals.iter().filter(|approval| approval.acceptance_id == acceptance.id).cloned().collect();
    let mine = acceptance.proposed_by == ctx.actor.person_id;
    let holds = ctx.can(Permission::RiskAccept)
        && ctx.can(rules::needed(acceptance.level))
        && terms.is_some_and(|terms| rules::counts(terms, ctx.actor.role));
    let said = approvals.iter().any(|approval| approval.person_id == ctx.actor.person_id);
    let alive = matches!(acceptance.state, AcceptanceState::Proposed | AcceptanceState::Accepted);
    let why = acceptance.end_reason.as_deref().map(|reason| {
        // What the product says is a word; what a person says is text.
        if reason.starts_with("risks-ended-") { web.word(reason) } else { reason.to_string() }
    });
    AcceptanceRow {
        tone: match state {
            AcceptanceState::Accepted => "ok",
            AcceptanceState::Proposed => "info",
            AcceptanceState::Stale | AcceptanceState::Expired => "attention",
            AcceptanceState::Refused => "serious",
            AcceptanceState::Withdrawn => "neutral",
        },
        needed: needed_in_words(web, terms),
        ended: why,
        can_answer: state == AcceptanceState::Proposed && holds && !mine && !said,
        can_withdraw: alive && ctx.can(Permission::RiskAccept) && (mine || ctx.can(rules::needed(acceptance.level))),
        acceptance: acceptance.clone(),
        approvals,
        state,
    }
}

fn history_line(web: &Web, event: &audit::Event) -> HistoryLine {
    HistoryLine {
        at: event.at,
        who: web.who(event),
        text: web.word(&format!("risks-history-{}", event.verb)),
        note: None,
        tone: match event.verb.as_str() {
            "risk_accept" => "ok",
            "risk_stale" | "expire" | "risk_withdraw" => "attention",
            "refuse" => "serious",
            _ => "neutral",
        },
    }
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(web, id.into_inner(), StatusCode::OK, Refused::default()).await
}

pub async fn set_state(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, reason) = (id.clone(), fields.version(), fields.text("reason"));
    let done = match fields.required::<RiskState>("state", "error-choice") {
        Ok(to) => web.write(move |c, ctx| actions::set_state(c, ctx, &key, Some(version), to, &reason)).await,
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match done {
        Ok(risk) => {
            let now = web.word(&format!("risks-state-{}", risk.state));
            web.redirect_saying(format!("/risks/{id}"), "ok", "risks-moved", &[("state", now)])
        }
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            refused(web, id, Refused { state: Some(form), ..Refused::default() }).await
        }
        Err(refusal) => Err(refusal),
    }
}
