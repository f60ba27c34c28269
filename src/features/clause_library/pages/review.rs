//! All contracts against today's library: by clause, and by contract.

use super::values;
use crate::base::Result;
use crate::features::clause_library::library;
use crate::features::clause_library::review::{self, Narrowed, ReviewSort};
use crate::features::clause_library::rules::{self, ClauseStanding};
use crate::features::clause_library::views::{Cell, ReviewClause, ReviewContract, ReviewPage};
use crate::kit::web::{Answer, Params, Web};
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
    let request = params.page();
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
