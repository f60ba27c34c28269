//! A breach becomes a finding of the platform's vendor: one for each service, never two.

use crate::access::{Permission, Via};
use crate::base::{Id, Result};
use crate::features::findings::{self, FindingOrigin, NewFinding, Responsible, Severity};
use crate::features::services::catalogue::{Catalogue, ClassModel};
use crate::features::services::comparing::{self, Compared};
use crate::features::services::records::Platform;
use crate::features::services::rules::Verdict;
use crate::features::services::store;
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// Which findings stop another from being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Somebody changed a class, a ceiling or a rule: an open one.
    Change,
    /// Time alone: an open one, and a closed one of the very same breach, which somebody has judged.
    Sweep,
}

/// Opens a finding for each breach that has none, on one platform (on all: `None`). Platforms without a vendor
/// only show theirs. Nothing is ever closed here. Gives how many were opened.
pub fn raise(c: &mut Db, ctx: &Ctx, platform_id: Option<&Id>, asked: Asked) -> Result<usize> {
    let missing = missing(c, ctx, platform_id, asked)?;
    if missing.is_empty() {
        return Ok(0);
    }
    // Whoever may classify may set off the rule; the finding itself is the rule's.
    let rule = (!ctx.can(Permission::FindingEdit))
        .then(|| ctx.scope.client().cloned().map(|id| Ctx::job(id, "services.breach", Via::Job, ctx.now)))
        .transpose()?;
    let ctx = rule.as_ref().unwrap_or(ctx);
    let types = super::catalogue(c, ctx)?;
    for (breach, platform, vendor_id) in &missing {
        findings::open_finding(c, ctx, &finding(ctx, breach, platform, vendor_id, &types))?;
    }
    Ok(missing.len())
}

type Missing = (Compared, Platform, Id);

fn missing(c: &mut Db, ctx: &Ctx, platform_id: Option<&Id>, asked: Asked) -> Result<Vec<Missing>> {
    let breaches: Vec<Compared> = match platform_id {
        Some(id) => comparing::report(c, ctx, id)?.compared,
        None => comparing::compare_portfolio(c, ctx)?,
    };
    let breaches: Vec<Compared> = breaches.into_iter().filter(|each| each.verdict.is_breach()).collect();
    if breaches.is_empty() {
        return Ok(Vec::new());
    }
    let platforms: BTreeMap<Id, Platform> =
        store::all_platforms(c, &ctx.scope)?.into_iter().map(|p| (p.id.clone(), p)).collect();
    let made = findings::made_from(c, &ctx.scope, FindingOrigin::Breach)?;
    let open: BTreeSet<&Id> = made.iter().filter(|(_, _, open)| *open).map(|(id, ..)| id).collect();
    let judged: BTreeSet<(&Id, &str)> = made.iter().map(|(id, part, _)| (id, part.as_str())).collect();
    let known = |each: &Compared| {
        let same = asked == Asked::Sweep && judged.contains(&(&each.line.id, each.verdict.signature().as_str()));
        same || open.contains(&each.line.id)
    };
    let of_vendor = |each: Compared| {
        let platform = platforms.get(each.line.platform_id.as_ref()?)?.clone();
        let vendor_id = platform.vendor_id.clone()?;
        Some((each, platform, vendor_id))
    };
    Ok(breaches.into_iter().filter(|each| !known(each)).filter_map(of_vendor).collect())
}

/// Severity is a parameter of the model, by what the breach consists of.
fn severity(model: &ClassModel, verdict: &Verdict) -> Severity {
    let by = model.breach_severity;
    let farthest = verdict.above.iter().map(|each| each.level.saturating_sub(each.ceiling)).max().unwrap_or(0);
    let above = if farthest > 1 { by.far_above } else { by.above };
    if verdict.forbidden.is_empty() { above } else { by.must_not.max(above) }
}

fn finding(ctx: &Ctx, breach: &Compared, platform: &Platform, vendor_id: &Id, types: &Catalogue) -> NewFinding {
    let model = ClassModel::on(ctx.today());
    let texts = model.breach_texts(ctx.language);
    let fill = |text: &str| {
        text.replace("{service}", &breach.line.name)
            .replace("{platform}", &platform.name)
            .replace("{class}", &breach.line.class().letters())
            .replace("{ceiling}", &platform.ceiling().letters())
    };
    let mut lines = vec![fill(&texts.classes)];
    for hit in &breach.verdict.forbidden {
        let law = hit.legal_source.as_deref().map(|law| format!(" ({law})")).unwrap_or_default();
        lines.push(fill(&texts.forbidden).replace("{type}", &format!("{}{law}", types.name(&hit.type_code))));
    }
    NewFinding {
        vendor_id: vendor_id.clone(),
        contract_id: None,
        origin: FindingOrigin::Breach,
        origin_object_id: Some(breach.line.id.clone()),
        origin_part: Some(breach.verdict.signature()),
        title: fill(&texts.title).chars().take(200).collect(),
        description: Some(lines.join("\n")),
        severity: severity(model, &breach.verdict),
        // The platform is used above its ceiling: that is the client's own to put right.
        responsible: Responsible::Region,
        control_ids: model.breach_controls.clone(),
        internal_note: None,
    }
}

/// Finds breaches that nobody's change has raised, in every organisation; writes only where there are some.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    for organisation_id in app.db.read_now(store::organisations)? {
        let ctx = Ctx::job(organisation_id, "services.sweep", Via::Job, now);
        let waiting = app.db.read_now(|c| missing(c, &ctx, None, Asked::Sweep))?;
        if !waiting.is_empty() {
            app.db.write_now(|c| raise(c, &ctx, None, Asked::Sweep))?;
        }
    }
    Ok(())
}
