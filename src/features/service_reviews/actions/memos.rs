//! The memo to the board: everything in it comes from the analyses and the counts, frozen when it is issued.

use crate::access::Permission;
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Language};
use crate::features::accounts;
use crate::features::service_reviews::model::{Basis, Breach, Content, Decision, ServiceFacts};
use crate::features::service_reviews::parameters::Parameters;
use crate::features::service_reviews::records::{Analysis, BoardMemo, Campaign};
use crate::features::service_reviews::snapshot::{FrozenAnalysis, MEMO_FORMAT, MemoBreach, MemoCosts};
use crate::features::service_reviews::{comparison, rules, store};
use crate::features::services::{self, Catalogue, Compared, Service, ServiceFilter};
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::{BTreeMap, HashMap};

pub use crate::features::service_reviews::snapshot::{Memo, MemoRow};

/// The memo as it would be issued now. A handful of queries, however many services there are.
fn memo_of(c: &mut Db, ctx: &Ctx, campaign: &Campaign, number: i32) -> Result<Memo> {
    let filter = store::AnalysisFilter { campaign_id: Some(campaign.id.clone()), ..store::AnalysisFilter::default() };
    let analyses = store::all_analyses(c, &ctx.scope, &filter)?;
    let (compared, _) = comparison::portfolio(c, ctx)?;
    let names = Names::of(c, ctx)?;
    let all = services::all(c, &ctx.scope, &ServiceFilter::default())?;
    let all: HashMap<&Id, &Service> = all.iter().map(|service| (&service.id, service)).collect();
    let mut rows = Vec::new();
    for (place, analysis) in analyses.iter().enumerate() {
        let service = all.get(&analysis.service_id).copied();
        rows.push(row(campaign, place + 1, analysis, service, compared.get(&analysis.service_id), &names)?);
    }
    let (low, high, unknown) = rules::sum_costs(rows.iter().map(|row| (row.cost_low, row.cost_high)));
    let mut decisions: BTreeMap<String, usize> = Decision::ALL.iter().map(|d| (d.to_string(), 0)).collect();
    for decision in rows.iter().filter_map(|row| row.decision) {
        *decisions.entry(decision.to_string()).or_default() += 1;
    }
    let basis: Basis = serde_json::from_str(&campaign.basis).map_err(Refusal::fault)?;
    let progress = store::progress_of(c, &ctx.scope, std::slice::from_ref(&campaign.id), ctx.today())?;
    Ok(Memo {
        format: MEMO_FORMAT.to_string(),
        organisation: accounts::find_organisation(c, &campaign.organisation_id)?.name,
        campaign_number: campaign.number,
        title: campaign.title.clone(),
        why: campaign.why.clone(),
        manager: campaign.manager_name.clone(),
        due_on: campaign.due_on,
        diary_number: campaign.diary_number.clone(),
        number,
        made_on: ctx.today(),
        made_at: ctx.now.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        made_by: ctx.actor.name.clone(),
        breach_share: basis.share(basis.breaches),
        basis,
        began_on: crate::base::clock::swedish_date(campaign.created_at.utc()),
        progress: progress.get(&campaign.id).copied().unwrap_or_default().named(),
        users_per_day: rows.iter().filter_map(|row| row.users_per_day).map(i64::from).sum(),
        costs: MemoCosts { low, high, unknown },
        decisions,
        without_proposal: rows.iter().filter(|row| row.decision.is_none()).count(),
        rows,
        parameters: Parameters::on(ctx.today()).version.clone(),
    })
}

/// Names of types in both languages, and of platforms.
struct Names {
    sv: Catalogue,
    en: Catalogue,
    platforms: BTreeMap<Id, String>,
}

impl Names {
    fn of(c: &mut Db, ctx: &Ctx) -> Result<Names> {
        let said = |c: &mut Db, language| services::catalogue(c, &Ctx { language, ..ctx.clone() });
        Ok(Names {
            sv: said(c, Language::Sv)?,
            en: said(c, Language::En)?,
            platforms: services::platform_choices(c, &ctx.scope)?.into_iter().collect(),
        })
    }

    fn breach(&self, breach: Breach) -> MemoBreach {
        let name = |types: &Catalogue| {
            let code = breach.type_code.as_ref()?;
            Some(types.find(code).map_or_else(|| code.clone(), |each| each.name.clone()))
        };
        MemoBreach { type_sv: name(&self.sv), type_en: name(&self.en), breach }
    }
}

fn row(
    campaign: &Campaign,
    place: usize,
    analysis: &Analysis,
    service: Option<&Service>,
    compared: Option<&Compared>,
    names: &Names,
) -> Result<MemoRow> {
    let frozen = FrozenAnalysis::of(analysis)?;
    let now = || ServiceFacts {
        id: analysis.service_id.clone(),
        name: service.map(|s| s.name.clone()).unwrap_or_default(),
        platform_id: service.and_then(|s| s.platform_id.clone()),
        platform_name: None,
        administration: service.and_then(|s| s.administration.clone()),
        class: service.map(|s| s.class().letters()).unwrap_or_default(),
        information_types: Vec::new(),
        users_per_day: service.and_then(|s| s.users_per_day),
        affected_groups: None,
        breaches: compared.map(|each| comparison::breaches(&each.verdict, &names.sv)).unwrap_or_default(),
        in_breach: compared.is_some_and(|each| each.verdict.is_breach()),
    };
    let (facts, content): (ServiceFacts, Content) = match &frozen {
        Some(frozen) => (frozen.service.clone(), frozen.content.clone()),
        None => (now(), analysis.read_content()?),
    };
    let decision = analysis.decision.or(content.proposal);
    Ok(MemoRow {
        analysis_id: analysis.id.clone(),
        reference: format!("{}.{place}.{}", campaign.number, analysis.number),
        service: facts.name,
        administration: facts.administration,
        class: facts.class,
        users_per_day: facts.users_per_day,
        breaches: facts.breaches.into_iter().map(|breach| names.breach(breach)).collect(),
        state: analysis.state.to_string(),
        is_decided: analysis.decision.is_some(),
        decided_by: analysis.decided_by_name.clone(),
        decided_at: frozen.as_ref().map(|f| f.decided_at.clone()),
        until: match decision {
            Some(Decision::WithMeasures) => content.ends_on,
            Some(Decision::Move | Decision::Stop) => content.move_on,
            _ => None,
        },
        target_platform: content
            .target_platform_id
            .as_ref()
            .filter(|_| decision == Some(Decision::Move))
            .and_then(|id| names.platforms.get(id).cloned()),
        decision,
        benefit: content.benefit,
        harm_of_stopping: content.harm_of_stopping,
        fallback_tested_on: content.fallback_tested_on,
        cost_low: content.cost_low,
        cost_high: content.cost_high,
        sha256: analysis.sha256.clone(),
    })
}

/// Issues the next memo of a campaign, running or closed.
pub fn issue(c: &mut Db, ctx: &Ctx, campaign_id: &Id) -> Result<BoardMemo> {
    ctx.require(Permission::CampaignRun)?;
    let campaign = store::find(c, &ctx.scope, campaign_id)?;
    let number = store::memos(c, &ctx.scope, campaign_id)?.first().map_or(0, |memo| memo.number) + 1;
    let memo = memo_of(c, ctx, &campaign, number)?;
    let snapshot = canonical_json(&serde_json::to_value(&memo).map_err(Refusal::fault)?);
    let row = BoardMemo {
        id: ctx.new_id(),
        organisation_id: campaign.organisation_id.clone(),
        campaign_id: campaign.id.clone(),
        number,
        diary_number: campaign.diary_number.clone(),
        sha256: sha256_hex(&snapshot),
        snapshot,
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
    };
    store::insert_memo(c, &row)?;
    let entry = audit::Entry::new("create", "board_memo", &row.id).named(&campaign.title).after(&row);
    audit::record(c, ctx, entry)?;
    Ok(row)
}
