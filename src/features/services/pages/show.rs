//! One service: its class and why, what its platform says, who decided what.

use super::{classification_row, crumbs, hint_rows, history, today, why_rows, worth_of};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::findings::{self, Finding, FindingOrigin};
use crate::features::services::catalogue::{Catalogue, ClassModel};
use crate::features::services::model::{ApprovalState, Class, ClassificationState, ServiceStatus, Strength};
use crate::features::services::records::{Approval, Classification, Exception, Platform, PlatformRule, Service};
use crate::features::services::rules::{self, RuleHit, Verdict};
use crate::features::services::views::{AboveRow, ExceptionRow, HitRow, ShowPage, TypeRow, chips};
use crate::features::services::{actions, store};
use crate::features::{contracts, vendors};
use crate::kit::web::{Answer, Web};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::slice::from_ref;

struct Loaded {
    service: Service,
    platform: Option<Platform>,
    rules: Vec<PlatformRule>,
    exceptions: Vec<Exception>,
    classifications: Vec<Classification>,
    approvals: Vec<Approval>,
    types: Catalogue,
    contract: Option<(String, String)>,
    owner: Option<String>,
    findings: Vec<Finding>,
    risks: Option<i64>,
    events: Vec<audit::Event>,
}

/// The same dozen queries for every service.
fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Loaded> {
    let service = store::find(c, &ctx.scope, id)?;
    let platform = service.platform_id.as_ref().map(|id| store::find_platform(c, &ctx.scope, id)).transpose()?;
    let rules = match &platform {
        Some(platform) => store::platform_rules_of(c, &ctx.scope, Some(&platform.id))?,
        None => Vec::new(),
    };
    let contract = match service.contract_id.as_ref().map(|id| contracts::find(c, &ctx.scope, id)) {
        Some(Ok(contract)) => Some((contract.reference, contract.title)),
        Some(Err(Refusal::NotFound)) | None => None,
        Some(Err(other)) => return Err(other),
    };
    let owner = match &service.owner_id {
        Some(id) => vendors::manager_names(c, &ctx.scope, from_ref(id))?.remove(id),
        None => None,
    };
    let findings = match ctx.can(Permission::FindingRead) {
        true => findings::findings_of_origin(c, &ctx.scope, FindingOrigin::Breach, id)?,
        false => Vec::new(),
    };
    let risks = match ctx.can(Permission::RiskRead) {
        true => Some(vendors::open_risks(c, &ctx.scope, vendors::Tied::Service(id))?),
        false => None,
    };
    Ok(Loaded {
        exceptions: store::exceptions(c, &ctx.scope, id)?,
        classifications: store::classifications(c, &ctx.scope, id)?,
        approvals: store::approvals(c, &ctx.scope, id)?,
        types: actions::catalogue(c, ctx)?,
        events: audit::history(c, ctx, id)?,
        service,
        platform,
        rules,
        contract,
        owner,
        findings,
        risks,
    })
}

impl Loaded {
    fn verdict(&self, today: chrono::NaiveDate) -> Verdict {
        let ceiling = self.platform.as_ref().map(Platform::ceiling).unwrap_or_default();
        let own = self.exceptions.iter().filter(|each| Some(&each.platform_id) == self.service.platform_id.as_ref());
        let decided = rules::decided_types(own, today);
        rules::compare(self.service.class(), &self.service.type_codes(), ceiling, &self.rules, &decided)
    }

    fn type_rows(&self) -> Vec<TypeRow> {
        let ceiling = self.platform.as_ref().map(Platform::ceiling);
        let fit = |code: &str, class: Class| {
            let strength = self.rules.iter().find(|rule| rule.type_code == code).map(|rule| rule.strength);
            ceiling.map(|ceiling| rules::fit(class, ceiling, strength))
        };
        let types = self.types.of_codes(&self.service.type_codes());
        types.into_iter().map(|each| TypeRow::of(each, fit(&each.code, each.class))).collect()
    }

    /// The types for which an exception may be decided.
    fn exception_types(&self) -> Vec<Choice> {
        let codes = self.service.type_codes();
        let may = |rule: &&PlatformRule| rule.strength == Strength::ShouldNot && codes.contains(&rule.type_code);
        self.rules
            .iter()
            .filter(may)
            .map(|rule| Choice::new(&rule.type_code, self.types.name(&rule.type_code)))
            .collect()
    }

    fn hits(&self, hits: &[RuleHit]) -> Vec<HitRow> {
        let row = |hit: &RuleHit| HitRow {
            type_name: self.types.name(&hit.type_code).to_string(),
            legal_source: hit.legal_source.clone(),
        };
        hits.iter().map(row).collect()
    }

    fn exception_rows(&self, today: chrono::NaiveDate) -> Vec<ExceptionRow> {
        let row = |each: &Exception| ExceptionRow {
            id: each.id.clone(),
            type_name: self.types.name(&each.type_code).to_string(),
            reason: each.reason.clone(),
            measures: each.measures.clone(),
            ends_on: each.ends_on,
            decided_by_name: each.decided_by_name.clone(),
            decided_at: each.decided_at,
            holds: each.holds(today),
        };
        self.exceptions.iter().map(row).collect()
    }
}

/// Which of the page's forms was refused, and what it held.
#[derive(Default)]
pub struct Refused {
    pub lowering: Option<FormState>,
    pub exception: Option<FormState>,
    pub publication: Option<FormState>,
    pub decision: Option<FormState>,
    pub stop: Option<FormState>,
    pub confirm: Option<FormState>,
}

pub async fn page(web: Web, id: Id, status: StatusCode, refused: Refused) -> Answer {
    let l = web.read(move |c, ctx| load(c, ctx, &id)).await?;
    let (today, me) = (today(&web), web.ctx()?.actor.person_id.clone());
    let verdict = l.verdict(today);
    let (worth, summary) = (worth_of(&l.service, today), verdict.summary(l.platform.is_some()));
    let model = ClassModel::on(today);
    let suggestion = rules::suggest(model, &l.types.of_codes(&l.service.type_codes()), l.service.persons);
    let mut blockers = rules::blockers(&verdict, l.platform.is_some());
    if l.service.reclassify {
        blockers.push("rule-service-blocked-changed");
    }
    if l.service.status == ServiceStatus::Published {
        blockers.clear();
    }
    let pending = l.classifications.iter().find(|row| row.state == ClassificationState::Pending);
    let in_force = l.classifications.iter().find(|row| row.state == ClassificationState::InForce);
    let asked = l.approvals.iter().find(|row| row.state == ApprovalState::Asked).cloned();
    let body = ShowPage {
        chips: chips(l.service.class(), &verdict.above),
        worth_tone: worth.tone(),
        worth,
        valid_until: in_force.map(|row| row.valid_until),
        summary_tone: summary.tone(),
        summary,
        above: verdict
            .above
            .iter()
            .map(|each| AboveRow { aspect: each.aspect, level: each.level, ceiling: each.ceiling })
            .collect(),
        forbidden: l.hits(&verdict.forbidden),
        undecided: l.hits(&verdict.undecided),
        excepted: l.hits(&verdict.excepted),
        finding: l.findings.first().map(|finding| (finding.number, finding.id.clone())),
        types: l.type_rows(),
        hints: hint_rows(&l.types, &l.service),
        why: why_rows(&l.types, &suggestion),
        below: rules::is_below(l.service.class(), suggestion.class),
        own_pending: pending.is_some_and(|row| row.decided_by == me),
        pending: pending.map(classification_row),
        history: l.classifications.iter().map(classification_row).collect(),
        exceptions: l.exception_rows(today),
        exception_types: l.exception_types(),
        blockers,
        own_asked: asked.as_ref().is_some_and(|row| row.asked_by == me),
        asked,
        approvals: l.approvals.iter().filter(|row| row.state != ApprovalState::Asked).cloned().collect(),
        channels: l.service.channel_list(),
        platform_name: l.platform.as_ref().map(|p| p.name.clone()),
        contract_name: l.contract.map(|(reference, title)| format!("{reference} {title}")),
        owner_name: l.owner,
        events: history(&web, l.events),
        lowering_form: refused.lowering.unwrap_or_default(),
        exception_form: refused.exception.unwrap_or_default(),
        publication_form: refused.publication.unwrap_or_default(),
        decision_form: refused.decision.unwrap_or_default(),
        stop_form: refused.stop.unwrap_or_default(),
        confirm_form: refused.confirm.unwrap_or_default(),
        can_edit: web.can(Permission::ServiceEdit),
        can_approve: web.can(Permission::ServiceApprove),
        can_see_findings: web.can(Permission::FindingRead),
        risks: vendors::risks_of(&web, "service_id", &l.service.id, l.risks),
        service: l.service,
    };
    let title = body.service.name.clone();
    web.page_titled(status, "pages/services/show", title, crumbs(&web), &body)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    page(web, id.into_inner(), StatusCode::OK, Refused::default()).await
}
