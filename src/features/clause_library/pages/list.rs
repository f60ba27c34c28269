//! The library's list.

use super::{LibraryFilter, TIERS, group_choices, group_word, paged};
use crate::access::Permission;
use crate::features::clause_library::library;
use crate::features::clause_library::model::{LegalState, Origin};
use crate::features::clause_library::views::{ClauseRow, ListPage};
use crate::features::clause_library::{review, store};
use crate::features::controls::{FaultGrade, catalogue};
use crate::kit::web::{Answer, Params, Web, export_list};
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::{Choice, Pager};
use actix_web::web::Query;

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let filter = LibraryFilter::of(&params)?;
    let (entries, tallies, states, today) = web
        .read(move |c, ctx| {
            let entries = library::library(c, &ctx.scope)?;
            let tallies = review::tallies(c, ctx, &entries)?;
            Ok((entries, tallies, store::legal_states(c, &ctx.scope)?, ctx.today()))
        })
        .await?;
    let legal = library::references(&entries).into_keys().map(|text| Choice::new(&text, text.clone())).collect();
    let found: Vec<_> = entries.into_iter().filter(|entry| filter.takes(entry)).collect();
    let page = paged(found, params.page_or_file());
    let pager = Pager::from(&page);
    let language = web.language();
    let rows = page
        .items
        .into_iter()
        .map(|entry| {
            let faults = entry.content.faults(today);
            let tally = tallies.get(&entry.code).copied().unwrap_or_default();
            let of = |grade: FaultGrade| faults.iter().filter(|fault| fault.grade == grade).count();
            let is_verified = |text: &&String| states.get(*text).is_some_and(|row| row.state == LegalState::Verified);
            ClauseRow {
                title: entry.content.title(language).to_string(),
                group: group_word(&web, &entry.content.group),
                origin: entry.origin,
                errors: of(FaultGrade::Error),
                warnings: of(FaultGrade::Warning),
                legal: entry.content.legal_refs.len(),
                verified: entry.content.legal_refs.iter().filter(is_verified).count(),
                tiers: entry.content.tiers,
                code: entry.code,
                coverage: tally.coverage(),
                tally,
            }
        })
        .collect();
    let body = ListPage {
        form: params.state(),
        rows,
        pager,
        groups: group_choices(&web),
        tiers: TIERS.to_vec(),
        legal,
        origins: Origin::ALL,
        catalogue_version: catalogue().current_clauses().version.to_string(),
        can_write: web.can(Permission::ModelEdit),
    };
    if params.asks_for_file() {
        return file(&web, &params, &body.rows, body.pager.total);
    }
    web.page("pages/clauses/list", "library-title", &body)
}

fn file(web: &Web, params: &Params, rows: &[ClauseRow], total: i64) -> Answer {
    let columns = [
        ("library-code", 10, ColumnKind::Text),
        ("library-clause", 50, ColumnKind::Wrapped),
        ("library-group", 30, ColumnKind::Text),
        ("library-origin", 16, ColumnKind::Text),
        ("tier-label", 10, ColumnKind::Text),
        ("library-lint", 24, ColumnKind::Text),
        ("library-legal", 24, ColumnKind::Text),
        ("library-coverage", 12, ColumnKind::Whole),
        ("library-gaps", 10, ColumnKind::Whole),
    ];
    let cells = |row: &ClauseRow| {
        let verified = [("done", row.verified.to_string()), ("total", row.legal.to_string())];
        let counted = [("library-errors", row.errors), ("library-warnings", row.warnings)];
        let faults = counted.into_iter().filter(|(_, count)| *count > 0);
        let said: Vec<String> =
            faults.map(|(word, count)| web.word_with(word, &[("count", count.to_string())])).collect();
        let lint = if said.is_empty() { web.word("library-lint-good") } else { said.join(", ") };
        vec![
            Cell::text(&row.code),
            Cell::text(&row.title),
            Cell::text(&row.group),
            Cell::text(web.word(&format!("library-origin-{}", row.origin))),
            Cell::text(row.tiers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
            Cell::text(lint),
            Cell::text(web.word_with("library-verified-of", &verified)),
            Cell::maybe_count(row.coverage),
            Cell::count(row.tally.missing),
        ]
    };
    export_list(web, params, "library-title", &columns, rows.iter().map(cells).collect(), total)
}
