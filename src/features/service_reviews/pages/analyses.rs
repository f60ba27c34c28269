//! One analysis: what it says, and the form that writes it.

use super::{people, whole};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::service_reviews::model::{AnalysisState, Content, Decision, Harm};
use crate::features::service_reviews::records::Analysis;
use crate::features::service_reviews::snapshot::FrozenAnalysis;
use crate::features::service_reviews::views::{AnalysisFormPage, AnalysisPage, VersionRow};
use crate::features::service_reviews::{actions, comparison, rules, store};
use crate::features::services;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;

/// The forms of the page, of which at most one was refused.
#[derive(Debug, Default)]
pub struct Forms {
    pub ready: FormState,
    pub decide: FormState,
    pub author: FormState,
    pub measure: FormState,
    pub remove: FormState,
}

pub fn page(c: &mut Db, ctx: &Ctx, id: &Id, forms: Forms) -> Result<AnalysisPage> {
    let analysis = store::find_analysis(c, &ctx.scope, id)?;
    let campaign = store::find(c, &ctx.scope, &analysis.campaign_id)?;
    let service = services::find(c, &ctx.scope, &analysis.service_id)?;
    let frozen = FrozenAnalysis::of(&analysis)?;
    let content = analysis.read_content()?;
    let facts = match &frozen {
        Some(frozen) => frozen.service.clone(),
        None => comparison::facts_of(c, ctx, &service)?,
    };
    let target_ids: Vec<Id> = content.target_platform_id.iter().cloned().collect();
    let target_name = services::platform_names(c, &ctx.scope, &target_ids)?.into_values().next();
    let measures = store::measures(c, &ctx.scope, std::slice::from_ref(id))?;
    let authors = store::authors(c, &ctx.scope, id)?;
    let all = store::versions(c, &ctx.scope, &analysis.campaign_id, &analysis.service_id)?;
    let (everybody, _) = people(c, ctx)?;
    let open = analysis.is_open() && campaign.is_running();
    let wrote: Vec<&Id> = authors.iter().map(|author| &author.person_id).chain(&analysis.ready_by).collect();
    let is_own = rules::check_decider(&ctx.actor.person_id, &analysis.owner_id, &wrote).is_err();
    let is_ready = open && analysis.state == AnalysisState::Ready;
    let warnings = content.proposal.map(|d| rules::warnings(d, &content, &facts)).unwrap_or_default();
    let stored = || {
        let proposed = content.proposal.map(|d| d.to_string()).unwrap_or_default();
        let form = FormState::default().with("decision", proposed).with("reason", "");
        form.with("diary_number", campaign.diary_number.clone().unwrap_or_default())
    };
    let has_vendor = match &facts.platform_id {
        Some(id) => services::find_platform(c, &ctx.scope, id)?.vendor_id.is_some(),
        None => false,
    };
    let may_open = ctx.can(Permission::FindingEdit) && ctx.can(Permission::ActionEdit) && has_vendor;
    let decide_form = if forms.decide.values.is_empty() { stored() } else { forms.decide };
    Ok(AnalysisPage {
        facts,
        target_name,
        versions: all.into_iter().map(|each| version(each, id)).collect(),
        people: everybody,
        decisions: Decision::ALL,
        warnings: if frozen.is_some() { Vec::new() } else { warnings },
        ready_form: forms.ready,
        decide_form,
        author_form: forms.author,
        measure_form: forms.measure,
        remove_form: forms.remove,
        is_ready,
        can_edit: open && ctx.can(Permission::ServiceEdit),
        can_decide: is_ready && ctx.can(Permission::ServiceApprove) && !is_own,
        is_own: is_own && ctx.can(Permission::ServiceApprove),
        can_revise: frozen.is_some()
            && analysis.is_current()
            && campaign.is_running()
            && ctx.can(Permission::ServiceEdit),
        can_remove: open && ctx.can(Permission::CampaignRun),
        can_open_actions: frozen.is_some() && may_open && measures.iter().any(|m| m.action_id.is_none()),
        campaign_title: campaign.title,
        content,
        measures,
        authors,
        frozen,
        analysis,
    })
}

fn version(each: Analysis, shown: &Id) -> VersionRow {
    VersionRow {
        current: each.id == *shown,
        id: each.id,
        number: each.number,
        state: each.state,
        decision: each.decision,
        decided_by_name: each.decided_by_name,
        decided_at: each.decided_at,
        removed_reason: each.removed_reason,
    }
}

pub fn answer(web: &Web, body: &AnalysisPage, status: StatusCode) -> Answer {
    let title = web.word_with("reviews-analysis-title", &[("service", body.facts.name.clone())]);
    let crumbs = vec![
        (web.word("reviews-title"), "/service-campaigns".to_string()),
        (body.campaign_title.clone(), format!("/service-campaigns/{}", body.analysis.campaign_id)),
    ];
    web.page_titled(status, "pages/service_reviews/analysis", title, crumbs, body)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let body = web.read(move |c, ctx| page(c, ctx, &id, Forms::default())).await?;
    answer(&web, &body, StatusCode::OK)
}

fn form_of(content: &Content, version: i32) -> FormState {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    fn said<T: ToString>(value: &Option<T>) -> String {
        value.as_ref().map(ToString::to_string).unwrap_or_default()
    }
    FormState::default()
        .with("information", text(&content.information))
        .with("scenarios", text(&content.scenarios))
        .with("privacy", said(&content.privacy))
        .with("privacy_note", text(&content.privacy_note))
        .with("availability", said(&content.availability))
        .with("safety", said(&content.safety))
        .with("safety_note", text(&content.safety_note))
        .with("benefit", text(&content.benefit))
        .with("harm_of_stopping", text(&content.harm_of_stopping))
        .with("operating_hours", text(&content.operating_hours))
        .with("max_outage_hours", said(&content.max_outage_hours))
        .with("alternative_channel", text(&content.alternative_channel))
        .with("fallback_routine", text(&content.fallback_routine))
        .with("fallback_tested_on", said(&content.fallback_tested_on))
        .with("cost_low", said(&content.cost_low))
        .with("cost_high", said(&content.cost_high))
        .with("cost_note", text(&content.cost_note))
        .with("proposal", said(&content.proposal))
        .with("proposal_reason", text(&content.proposal_reason))
        .with("target_platform_id", said(&content.target_platform_id))
        .with("move_on", said(&content.move_on))
        .with("ends_on", said(&content.ends_on))
        .with("version", version)
}

fn read_content(fields: &Fields, checks: &mut Checks) -> Content {
    let mut harm = |name: &str| checks.keep(fields.parsed::<Harm>(name, "error-choice")).flatten();
    let (privacy, availability, safety) = (harm("privacy"), harm("availability"), harm("safety"));
    Content {
        information: fields.optional("information"),
        scenarios: fields.optional("scenarios"),
        privacy,
        privacy_note: fields.optional("privacy_note"),
        availability,
        safety,
        safety_note: fields.optional("safety_note"),
        benefit: fields.optional("benefit"),
        harm_of_stopping: fields.optional("harm_of_stopping"),
        operating_hours: fields.optional("operating_hours"),
        max_outage_hours: whole(fields, checks, "max_outage_hours"),
        alternative_channel: fields.optional("alternative_channel"),
        fallback_routine: fields.optional("fallback_routine"),
        fallback_tested_on: checks.keep(fields.date("fallback_tested_on")).flatten(),
        cost_low: whole(fields, checks, "cost_low"),
        cost_high: whole(fields, checks, "cost_high"),
        cost_note: fields.optional("cost_note"),
        proposal: checks.keep(fields.parsed::<Decision>("proposal", "error-choice")).flatten(),
        proposal_reason: fields.optional("proposal_reason"),
        target_platform_id: checks.keep(fields.id("target_platform_id")).flatten(),
        move_on: checks.keep(fields.date("move_on")).flatten(),
        ends_on: checks.keep(fields.date("ends_on")).flatten(),
    }
}

fn edit_page(c: &mut Db, ctx: &Ctx, id: &Id, form: Option<FormState>) -> Result<AnalysisFormPage> {
    let analysis = store::find_analysis(c, &ctx.scope, id)?;
    if !analysis.is_open() {
        return Err(Refusal::rule("rule-review-decided"));
    }
    let service = services::find(c, &ctx.scope, &analysis.service_id)?;
    let facts = comparison::facts_of(c, ctx, &service)?;
    let platforms = services::platform_choices(c, &ctx.scope)?.into_iter();
    let stored = form_of(&analysis.read_content()?, analysis.version);
    Ok(AnalysisFormPage {
        id: id.clone(),
        service_name: service.name,
        form: form.unwrap_or(stored),
        harms: Harm::ALL,
        decisions: Decision::ALL,
        platforms: platforms
            .filter(|(id, _)| Some(id) != facts.platform_id.as_ref())
            .map(|(id, name)| Choice::new(id, name))
            .collect(),
        facts,
    })
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    let body = web.read(move |c, ctx| edit_page(c, ctx, &id, None)).await?;
    web.page("pages/service_reviews/analysis_form", "reviews-write", &body)
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let content = read_content(&fields, &mut checks);
    rules::check_cost(&mut checks, content.cost_low, content.cost_high);
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::write(c, ctx, &key, Some(version), &content)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/service-analyses/{id}"), "ok", "reviews-analysis-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| edit_page(c, ctx, &id, Some(state))).await?;
            web.refused_page("pages/service_reviews/analysis_form", "reviews-write", &body)
        }
        Err(refusal) => Err(refusal),
    }
}
