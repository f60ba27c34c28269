//! All contracts against today's library: by clause, and by contract.

use super::values;
use crate::base::Result;
use crate::features::clause_library::library;
use crate::features::clause_library::review::{self, Narrowed, ReviewSort};
use crate::features::clause_library::rules::{self, ClauseStanding};
use crate::features::clause_library::views::{Cell, ReviewClause, ReviewContract, ReviewPage};
use crate::kit::web::{Answer, Params, Web, export_list, export_whole};
use crate::platform::sheets::{Cell as SheetCell, ColumnKind};
use crate::platform::view::{Choice, Pager};
use actix_web::http::StatusCode;
use actix_web::web::Query;

/// The contracts where a clause stands in a way.
pub fn href(code: &str, standing: ClauseStanding) -> String {
    format!("/contracts/review?view=contracts&clause={code}&standing={standing}")
}

/// Which contracts, and in which order. Errors: `error-choice` at the parameter.
pub fn asked(params: &Params) -> Result<(Option<Narrowed>, ReviewSort)> {
    let standing = params.parsed::<ClauseStanding>("standing")?;
    let narrowed =
        params.text("clause").map(|code| Narrowed { code, standing: standing.unwrap_or(ClauseStanding::Missing) });
    Ok((narrowed, params.parsed("sort")?.unwrap_or(ReviewSort::GapsDown)))
}

pub async fn show(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let view = if params.text("view").as_deref() == Some("contracts") { "contracts" } else { "clauses" };
    let (narrowed, sort) = asked(&params)?;
    let request = params.page_or_file();
    let (entries, tallies, contracts, today) = web
        .read(move |c, ctx| {
            let entries = library::library(c, &ctx.scope)?;
            if view == "clauses" {
                let tallies = review::tallies(c, ctx, &entries)?;
                return Ok((entries, Some(tallies), None, ctx.today()));
            }
            let page = review::contract_page(c, ctx, &entries, narrowed.as_ref(), sort, request)?;
            Ok((entries, None, Some(page), ctx.today()))
        })
        .await?;
    let language = web.language();
    let tallies = tallies.unwrap_or_default();
    let clauses = entries.iter().filter_map(|entry| {
        let tally = tallies.get(&entry.code)?;
        let cell = |standing: &ClauseStanding| Cell {
            standing: *standing,
            count: tally.count(*standing),
            href: href(&entry.code, *standing),
        };
        Some(ReviewClause {
            code: entry.code.clone(),
            title: entry.content.title(language).to_string(),
            asked: tally.asked,
            coverage: tally.coverage(),
            cells: ClauseStanding::ALL.iter().map(cell).collect(),
        })
    });
    let clauses: Vec<ReviewClause> = clauses.collect();
    let codes = entries
        .iter()
        .map(|entry| Choice::new(&entry.code, format!("{} {}", entry.code, entry.content.title(language))))
        .collect();
    let mut pager = Pager { number: 1, pages: 1, total: i64::try_from(clauses.len()).unwrap_or(i64::MAX) };
    let mut rows = Vec::new();
    if let Some((page, whole)) = contracts {
        pager = Pager::from(&page);
        rows = page
            .items
            .into_iter()
            .map(|sum| {
                let contract = whole.get(&sum.running.id);
                ReviewContract {
                    title: contract.map(|contract| contract.title.clone()).unwrap_or_default(),
                    next: contract.map(|contract| rules::next_possible(contract, today)),
                    id: sum.running.id,
                    reference: sum.running.reference,
                    vendor_name: sum.running.vendor_name,
                    tier: sum.running.tier,
                    ends_on: sum.running.ends_on,
                    gaps: sum.tally.gaps(),
                    unknown: sum.tally.unknown,
                    coverage: sum.tally.coverage(),
                }
            })
            .collect();
    }
    if params.asks_for_file() {
        let by_clause = view == "clauses";
        return if by_clause { clause_file(&web, &params, &clauses) } else { file(&web, &params, &rows, pager.total) };
    }
    let mut form = params.state();
    if form.value("standing").is_empty() {
        form.values.extend(values(&[("standing", ClauseStanding::Missing.to_string())]).values);
    }
    let body = ReviewPage {
        view,
        form,
        sort: sort.to_string(),
        clauses,
        standings: ClauseStanding::ALL,
        contracts: rows,
        pager,
        codes,
    };
    let crumbs = vec![(web.word("nav-contracts"), "/contracts".to_string())];
    web.page_titled(StatusCode::OK, "pages/clauses/review", web.word("library-review-title"), crumbs, &body)
}

fn clause_file(web: &Web, params: &Params, rows: &[ReviewClause]) -> Answer {
    let standings: Vec<String> =
        ClauseStanding::ALL.iter().map(|standing| format!("library-standing-{standing}")).collect();
    let mut columns = vec![
        ("library-clause", 60, ColumnKind::Wrapped),
        ("library-asked", 12, ColumnKind::Whole),
        ("library-coverage", 12, ColumnKind::Whole),
    ];
    columns.extend(standings.iter().map(|word| (word.as_str(), 14, ColumnKind::Whole)));
    let cells = |row: &ReviewClause| {
        let mut cells = vec![
            SheetCell::text(format!("{} {}", row.code, row.title)),
            SheetCell::count(row.asked),
            SheetCell::maybe_count(row.coverage),
        ];
        cells.extend(row.cells.iter().map(|cell| SheetCell::count(cell.count)));
        cells
    };
    export_whole(web, params, "library-review-title", &columns, rows.iter().map(cells).collect())
}

fn file(web: &Web, params: &Params, rows: &[ReviewContract], total: i64) -> Answer {
    let columns = [
        ("contracts-field-reference", 18, ColumnKind::Text),
        ("contracts-field-title", 40, ColumnKind::Text),
        ("contracts-field-vendor-id", 36, ColumnKind::Text),
        ("tier-label", 8, ColumnKind::Whole),
        ("library-gaps", 10, ColumnKind::Whole),
        ("library-standing-unknown", 14, ColumnKind::Whole),
        ("library-coverage", 12, ColumnKind::Whole),
        ("contracts-field-ends-on", 12, ColumnKind::Date),
    ];
    let cells = |row: &ReviewContract| {
        vec![
            SheetCell::text(&row.reference),
            SheetCell::text(&row.title),
            SheetCell::text(&row.vendor_name),
            SheetCell::maybe_count(row.tier),
            SheetCell::count(row.gaps),
            SheetCell::count(row.unknown),
            SheetCell::maybe_count(row.coverage),
            SheetCell::maybe_date(row.ends_on),
        ]
    };
    export_list(web, params, "library-review-title", &columns, rows.iter().map(cells).collect(), total)
}
