//! Services beside their platforms: the list of breaches, with counts and shares, and each with its reasons.

use super::actions::catalogue;
use super::catalogue::{Catalogue, ClassModel};
use super::model::{Aspect, Class, ServiceStatus};
use super::records::{Exception, Platform, PlatformRule, Service, ServiceLine};
use super::rules::{self, Verdict};
use super::store;
use crate::base::{Id, Result};
use crate::kit::Ctx;
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// A service of a platform and what the comparison says of it.
#[derive(Debug, Clone)]
pub struct Compared {
    pub line: ServiceLine,
    pub verdict: Verdict,
    /// Classified longer ago than a classification holds.
    pub old: bool,
}

/// How many services, of `total`, are what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Stopped services are not counted anywhere.
    pub total: usize,
    pub breaches: usize,
    /// Above the ceiling in some aspect.
    pub above: usize,
    pub above_by_aspect: BTreeMap<Aspect, usize>,
    /// Against a "must not" rule.
    pub forbidden: usize,
    /// A "should not" type without a decision that holds.
    pub undecided: usize,
    pub unclassified: usize,
    /// Classified, but longer ago than that holds, or changed since.
    pub stale: usize,
}

impl Counts {
    /// Whole percent of the total; `None` for no services.
    pub fn share(&self, count: usize) -> Option<usize> {
        (count * 100 + self.total / 2).checked_div(self.total)
    }
}

/// How many services stand at each level of an aspect; the last is "not classified".
pub type Distribution = BTreeMap<Aspect, [usize; 5]>;

/// A platform with everything that is compared on it.
#[derive(Debug, Clone)]
pub struct PlatformReport {
    pub platform: Platform,
    pub rules: Vec<PlatformRule>,
    pub compared: Vec<Compared>,
    pub counts: Counts,
    pub distribution: Distribution,
    /// Total, breaches and unclassified by administration; `None` for services that name none.
    pub administrations: BTreeMap<Option<String>, (usize, usize, usize)>,
    pub types: Catalogue,
}

impl PlatformReport {
    /// Those in breach, by name.
    pub fn breaches(&self) -> impl Iterator<Item = &Compared> {
        self.compared.iter().filter(|each| each.verdict.is_breach())
    }
}

/// A platform's report. Five queries, however many services there are.
pub fn report(c: &mut Db, ctx: &Ctx, platform_id: &Id) -> Result<PlatformReport> {
    let platform = store::find_platform(c, &ctx.scope, platform_id)?;
    let rules = store::platform_rules_of(c, &ctx.scope, Some(platform_id))?;
    let exceptions = store::open_exceptions(c, &ctx.scope, Some(platform_id))?;
    let lines = store::lines(c, &ctx.scope, Some(platform_id))?;
    let types = catalogue(c, ctx)?;
    let compared = compare_all(platform.ceiling(), &rules, &exceptions, lines, ctx.today());
    let (counts, distribution) = (counts(&compared), distribution(&compared));
    let administrations = by_administration(&compared);
    Ok(PlatformReport { platform, rules, compared, counts, distribution, administrations, types })
}

/// The services that run, each compared; stopped ones are left out.
fn compare_all(
    ceiling: Class,
    rules: &[PlatformRule],
    exceptions: &[Exception],
    lines: Vec<ServiceLine>,
    today: NaiveDate,
) -> Vec<Compared> {
    let model = ClassModel::on(today);
    let mut by_service: HashMap<&Id, Vec<&Exception>> = HashMap::new();
    for exception in exceptions {
        by_service.entry(&exception.service_id).or_default().push(exception);
    }
    lines
        .into_iter()
        .filter(|line| line.status != ServiceStatus::Stopped)
        .map(|line| {
            let own = by_service.get(&line.id).map(Vec::as_slice).unwrap_or_default();
            let decided = rules::decided_types(own.iter().copied(), today);
            let verdict = rules::compare(line.class(), &line.type_codes(), ceiling, rules, &decided);
            let old = line.classified_on.is_some_and(|day| rules::is_old(model, day, today));
            Compared { line, verdict, old }
        })
        .collect()
}

fn counts(compared: &[Compared]) -> Counts {
    let count = |f: &dyn Fn(&Compared) -> bool| compared.iter().filter(|each| f(each)).count();
    Counts {
        total: compared.len(),
        breaches: count(&|each| each.verdict.is_breach()),
        above: count(&|each| !each.verdict.above.is_empty()),
        above_by_aspect: Aspect::ALL
            .iter()
            .map(|aspect| (*aspect, count(&|each| each.verdict.above.iter().any(|above| above.aspect == *aspect))))
            .collect(),
        forbidden: count(&|each| !each.verdict.forbidden.is_empty()),
        undecided: count(&|each| !each.verdict.undecided.is_empty()),
        unclassified: count(&|each| each.verdict.unclassified),
        stale: count(&|each| !each.verdict.unclassified && (each.old || each.line.reclassify)),
    }
}

fn distribution(compared: &[Compared]) -> Distribution {
    let mut all = Distribution::new();
    for aspect in Aspect::ALL {
        let cells = all.entry(*aspect).or_insert([0; 5]);
        for each in compared {
            let at = each.line.class().get(*aspect).map_or(4, usize::from);
            if let Some(cell) = cells.get_mut(at) {
                *cell += 1;
            }
        }
    }
    all
}

fn by_administration(compared: &[Compared]) -> BTreeMap<Option<String>, (usize, usize, usize)> {
    let mut all: BTreeMap<Option<String>, (usize, usize, usize)> = BTreeMap::new();
    for each in compared {
        let (total, breaches, unclassified) = all.entry(each.line.administration.clone()).or_default();
        *total += 1;
        *breaches += usize::from(each.verdict.is_breach());
        *unclassified += usize::from(each.verdict.unclassified);
    }
    all
}

/// Every service of the client beside its own platform, in five queries: for the sweep, campaigns and
/// figures over all platforms. Services without a platform are compared with nothing.
pub fn compare_portfolio(c: &mut Db, ctx: &Ctx) -> Result<Vec<Compared>> {
    let platforms: HashMap<Id, Class> =
        store::all_platforms(c, &ctx.scope)?.into_iter().map(|p| (p.id.clone(), p.ceiling())).collect();
    let mut rules: HashMap<Id, Vec<PlatformRule>> = HashMap::new();
    for rule in store::platform_rules_of(c, &ctx.scope, None)? {
        rules.entry(rule.platform_id.clone()).or_default().push(rule);
    }
    let exceptions = store::open_exceptions(c, &ctx.scope, None)?;
    let mut by_platform: BTreeMap<Option<Id>, Vec<ServiceLine>> = BTreeMap::new();
    for line in store::lines(c, &ctx.scope, None)? {
        by_platform.entry(line.platform_id.clone()).or_default().push(line);
    }
    let mut all = Vec::new();
    for (platform_id, lines) in by_platform {
        let ceiling = platform_id.as_ref().and_then(|id| platforms.get(id)).copied().unwrap_or_default();
        let own = platform_id.as_ref().and_then(|id| rules.get(id)).map(Vec::as_slice).unwrap_or_default();
        let held: Vec<Exception> =
            exceptions.iter().filter(|each| Some(&each.platform_id) == platform_id.as_ref()).cloned().collect();
        all.extend(compare_all(ceiling, own, &held, lines, ctx.today()));
    }
    Ok(all)
}

/// The services that stand in breach now.
pub fn breaching_ids(c: &mut Db, ctx: &Ctx) -> Result<Vec<Id>> {
    let all = compare_portfolio(c, ctx)?;
    Ok(all.into_iter().filter(|each| each.verdict.is_breach()).map(|each| each.line.id).collect())
}

/// Some services beside their platforms, in three queries, whatever their status.
pub fn verdicts(c: &mut Db, ctx: &Ctx, services: &[Service]) -> Result<BTreeMap<Id, Verdict>> {
    let ceilings: HashMap<Id, Class> =
        store::all_platforms(c, &ctx.scope)?.into_iter().map(|p| (p.id.clone(), p.ceiling())).collect();
    let stored = store::platform_rules_of(c, &ctx.scope, None)?;
    let exceptions = store::open_exceptions(c, &ctx.scope, None)?;
    let verdict = |service: &Service| {
        let Some(platform_id) = &service.platform_id else {
            return Verdict { unclassified: !service.class().is_whole(), ..Verdict::default() };
        };
        let own: Vec<PlatformRule> = stored.iter().filter(|rule| rule.platform_id == *platform_id).cloned().collect();
        let held = exceptions.iter().filter(|e| e.service_id == service.id && e.platform_id == *platform_id);
        let decided = rules::decided_types(held, ctx.today());
        let ceiling = ceilings.get(platform_id).copied().unwrap_or_default();
        rules::compare(service.class(), &service.type_codes(), ceiling, &own, &decided)
    };
    Ok(services.iter().map(|service| (service.id.clone(), verdict(service))).collect())
}

/// How much each administration has, over all platforms: services, breaches, not classified, users a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Exposure {
    /// The services that name no administration stand together under null.
    pub administration: Option<String>,
    pub services: usize,
    pub breaches: usize,
    pub unclassified: usize,
    /// Services whose confidentiality is the highest.
    pub highest: usize,
    pub users_per_day: i64,
}

/// By administration, the most breaches first (domain.md 1.3 row 67).
pub fn exposure(compared: &[Compared]) -> Vec<Exposure> {
    let mut all: BTreeMap<Option<String>, Exposure> = BTreeMap::new();
    for each in compared {
        let name = each.line.administration.clone();
        let row = all.entry(name.clone()).or_insert_with(|| Exposure { administration: name, ..Exposure::default() });
        row.services += 1;
        row.breaches += usize::from(each.verdict.is_breach());
        row.unclassified += usize::from(each.verdict.unclassified);
        row.highest += usize::from(each.line.class_c == Some(i32::from(super::model::HIGHEST)));
        row.users_per_day += each.line.users_per_day.map_or(0, i64::from);
    }
    let mut rows: Vec<Exposure> = all.into_values().collect();
    rows.sort_by_key(|row| {
        let name = row.administration.as_deref().map(crate::base::text::sort_key);
        (std::cmp::Reverse((row.breaches, row.highest, row.services)), name)
    });
    rows
}

/// One service beside its platform, whatever its status.
pub fn verdict_of(c: &mut Db, ctx: &Ctx, service: &Service) -> Result<Verdict> {
    let Some(platform_id) = &service.platform_id else {
        return Ok(Verdict { unclassified: !service.class().is_whole(), ..Verdict::default() });
    };
    let platform = store::find_platform(c, &ctx.scope, platform_id)?;
    let stored = store::platform_rules_of(c, &ctx.scope, Some(platform_id))?;
    let exceptions = store::exceptions(c, &ctx.scope, &service.id)?;
    let own = exceptions.iter().filter(|each| each.platform_id == *platform_id);
    let decided = rules::decided_types(own, ctx.today());
    Ok(rules::compare(service.class(), &service.type_codes(), platform.ceiling(), &stored, &decided))
}

/// What stands in the way of publishing the service; each is a rule code and a word key.
pub fn publication_blockers(c: &mut Db, ctx: &Ctx, service: &Service) -> Result<Vec<&'static str>> {
    let verdict = verdict_of(c, ctx, service)?;
    let mut found = rules::blockers(&verdict, service.platform_id.is_some());
    if service.reclassify {
        found.push("rule-service-blocked-changed");
    }
    Ok(found)
}
