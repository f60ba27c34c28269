//! One clause as it holds today: both languages, why, how it is shown and tested, and how many contracts hold it.

use super::{fault_lines, group_word, legal_lines};
use crate::access::Permission;
use crate::base::Language;
use crate::features::clause_library::library;
use crate::features::clause_library::model::Origin;
use crate::features::clause_library::rules::{ClauseStanding, Tally};
use crate::features::clause_library::views::ShowPage;
use crate::features::clause_library::{review, store};
use crate::features::contracts::views::Bar;
use crate::features::controls;
use crate::kit::web::{Answer, Web};
use crate::platform::view::Choice;
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub async fn show(web: Web, code: Path<String>) -> Answer {
    let code = code.into_inner();
    let (entry, tally, states, own) = web
        .read(move |c, ctx| {
            let entry = library::entry(c, &ctx.scope, &code)?;
            let tallies = review::tallies(c, ctx, std::slice::from_ref(&entry))?;
            let tally = tallies.get(&entry.code).copied().unwrap_or_default();
            let own = store::own_by_code(c, &ctx.scope, &code)?;
            Ok((entry, tally, store::legal_states(c, &ctx.scope)?, own))
        })
        .await?;
    let content = entry.content;
    let title = format!("{} {}", entry.code, content.title(web.language()));
    let new_href = (own.is_none() && entry.origin == Origin::Catalogue && web.can(Permission::ModelEdit))
        .then(|| format!("/own-clauses/new?replaces={}", entry.code));
    let parameters = content.parameters.iter();
    let page = ShowPage {
        group: group_word(&web, &content.group),
        origin: entry.origin,
        own_id: own.map(|row| row.id),
        number: entry.own.map(|(_, number)| number),
        text_sv: content.text(Language::Sv),
        text_en: content.text(Language::En),
        parameters: parameters
            .map(|one| Choice { value: one.key.clone(), label: controls::written(one, web.language()) })
            .collect(),
        legal: legal_lines(&content.legal_refs, &states),
        faults: fault_lines(&web, &content),
        bars: bars(&web, &entry.code, tally),
        coverage: tally.coverage(),
        tally,
        new_href,
        can_verify: web.can(Permission::LegalVerify),
        code: entry.code,
        rationale_sv: content.rationale_sv,
        rationale_en: content.rationale_en,
        evidence_sv: content.evidence_sv,
        evidence_en: content.evidence_en,
        evidence_types: content.evidence_types,
        test_sv: content.test_sv,
        test_en: content.test_en,
        tiers: content.tiers,
        controls: content.controls,
        nis2: content.nis2,
    };
    let crumbs = vec![(web.word("library-title"), "/clauses".to_string())];
    web.page_titled(StatusCode::OK, "pages/clauses/show", title, crumbs, &page)
}

/// Each way that contracts hold it, with a link to those that do.
fn bars(web: &Web, code: &str, tally: Tally) -> Vec<Bar> {
    if tally.asked == 0 {
        return Vec::new();
    }
    let size = |count: i64| usize::try_from(count).unwrap_or(0);
    ClauseStanding::ALL
        .iter()
        .map(|standing| Bar {
            label: web.word(&format!("library-standing-{standing}")),
            value: size(tally.count(*standing)),
            of: size(tally.asked),
            tone: standing.tone(),
            href: (tally.count(*standing) > 0).then(|| super::review::href(code, *standing)),
        })
        .collect()
}
