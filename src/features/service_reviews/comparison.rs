//! Services beside their platforms, as campaigns, analyses and populations take them.

use super::model::{Basis, Breach, Selection, ServiceFacts, Which};
use crate::base::{Id, Result, text};
use crate::features::services::{self, Catalogue, Compared, Service, Verdict};
use crate::kit::Ctx;
use crate::platform::db::Db;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The Swedish letter of an aspect, which forms and papers use.
pub fn letter(aspect: services::Aspect) -> &'static str {
    match aspect {
        services::Aspect::C => "K",
        services::Aspect::I => "R",
        services::Aspect::A => "T",
        services::Aspect::T => "S",
    }
}

/// What a verdict says, a line for each.
pub fn breaches(verdict: &Verdict, types: &Catalogue) -> Vec<Breach> {
    let plain = |kind: &str| Breach {
        kind: kind.to_string(),
        aspect: None,
        level: None,
        ceiling: None,
        type_code: None,
        type_name: None,
        legal_source: None,
    };
    let above = verdict.above.iter().map(|above| Breach {
        aspect: Some(letter(above.aspect).to_string()),
        level: Some(above.level),
        ceiling: Some(above.ceiling),
        ..plain("above")
    });
    let hits = verdict.forbidden.iter().chain(&verdict.undecided).map(|hit| Breach {
        type_code: Some(hit.type_code.clone()),
        type_name: Some(types.find(&hit.type_code).map_or_else(|| hit.type_code.clone(), |each| each.name.clone())),
        legal_source: hit.legal_source.clone(),
        ..plain(hit.strength.as_str())
    });
    let unknown = verdict.unclassified.then(|| plain("unclassified"));
    above.chain(hits).chain(unknown).collect()
}

/// A service as it compares today.
pub fn facts_of(c: &mut Db, ctx: &Ctx, service: &Service) -> Result<ServiceFacts> {
    let verdict = services::verdict_of(c, ctx, service)?;
    let types = services::catalogue(c, ctx)?;
    let platform = service.platform_id.as_ref().map(|id| services::find_platform(c, &ctx.scope, id)).transpose()?;
    Ok(ServiceFacts {
        id: service.id.clone(),
        name: service.name.clone(),
        platform_id: service.platform_id.clone(),
        platform_name: platform.map(|p| p.name),
        administration: service.administration.clone(),
        class: service.class().letters(),
        information_types: service
            .type_codes()
            .iter()
            .map(|code| types.find(code).map_or_else(|| code.clone(), |each| each.name.clone()))
            .collect(),
        users_per_day: service.users_per_day,
        affected_groups: service.affected_groups.clone(),
        breaches: breaches(&verdict, &types),
        in_breach: verdict.is_breach(),
    })
}

/// Every service that runs, by id, with what the comparison says of it. Six queries.
pub fn portfolio(c: &mut Db, ctx: &Ctx) -> Result<(HashMap<Id, Compared>, Catalogue)> {
    let all = services::compare_portfolio(c, ctx)?;
    let types = services::catalogue(c, ctx)?;
    Ok((all.into_iter().map(|each| (each.line.id.clone(), each)).collect(), types))
}

/// The services that a selection is of, and among them those that it takes, both by name; stopped services
/// are in neither.
pub struct Chosen {
    pub population: Vec<Compared>,
    pub taken: Vec<Compared>,
    /// Listed ids that are no running service of the client.
    pub unknown: Vec<Id>,
}

/// Five queries, however many services there are.
pub fn choose(c: &mut Db, ctx: &Ctx, selection: &Selection, otherwise: Which) -> Result<Chosen> {
    let mut all = services::compare_portfolio(c, ctx)?;
    all.sort_by_cached_key(|each| (text::sort_key(&each.line.name), each.line.id.clone()));
    let listed: BTreeSet<&Id> = selection.service_ids.iter().collect();
    if !listed.is_empty() {
        let found: Vec<Compared> = all.into_iter().filter(|each| listed.contains(&each.line.id)).collect();
        let known: BTreeSet<&Id> = found.iter().map(|each| &each.line.id).collect();
        let unknown = listed.iter().filter(|id| !known.contains(*id)).map(|id| (*id).clone()).collect();
        return Ok(Chosen { population: found.clone(), taken: found, unknown });
    }
    let q = selection.q.as_deref().and_then(text::non_empty).map(|q| text::fold(&q));
    let administration = selection.administration.as_deref().and_then(text::non_empty);
    let population: Vec<Compared> = all
        .into_iter()
        .filter(|each| selection.platform_id.is_none() || each.line.platform_id == selection.platform_id)
        .filter(|each| administration.is_none() || each.line.administration == administration)
        .filter(|each| q.as_ref().is_none_or(|q| text::fold(&each.line.name).contains(q.as_str())))
        .collect();
    let which = selection.which.unwrap_or(otherwise);
    let takes = |each: &&Compared| match which {
        Which::Breaches => each.verdict.is_breach(),
        Which::Attention => !each.verdict.is_clear(),
        Which::All => true,
    };
    let taken = population.iter().filter(takes).cloned().collect();
    Ok(Chosen { population, taken, unknown: Vec::new() })
}

/// The counts of a population, as they stand now.
pub fn basis(c: &mut Db, ctx: &Ctx, selection: &Selection, chosen: &Chosen) -> Result<Basis> {
    let platform = selection.platform_id.as_ref().map(|id| services::find_platform(c, &ctx.scope, id)).transpose()?;
    let of = &chosen.population;
    let count = |f: &dyn Fn(&Compared) -> bool| of.iter().filter(|each| f(each)).count();
    let mut by_aspect: BTreeMap<String, usize> = BTreeMap::new();
    for above in of.iter().flat_map(|each| &each.verdict.above) {
        *by_aspect.entry(letter(above.aspect).to_string()).or_default() += 1;
    }
    Ok(Basis {
        at: ctx.now.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        ceiling: platform.as_ref().map(|p| p.ceiling().letters()),
        platform_name: platform.map(|p| p.name),
        selection: selection.clone(),
        total: of.len(),
        breaches: count(&|each| each.verdict.is_breach()),
        above: count(&|each| !each.verdict.above.is_empty()),
        above_by_aspect: by_aspect,
        must_not: count(&|each| !each.verdict.forbidden.is_empty()),
        should_not: count(&|each| !each.verdict.undecided.is_empty()),
        unclassified: count(&|each| each.verdict.unclassified),
        chosen: chosen.taken.len(),
    })
}
