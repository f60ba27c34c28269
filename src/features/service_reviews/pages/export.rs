//! The analyses of a campaign as a file, with the filters of the page.

use super::campaigns::{analysis_filter, row};
use crate::base::Id;
use crate::base::refusal::Result;
use crate::features::service_reviews::views::AnalysisRow;
use crate::features::service_reviews::{comparison, store};
use crate::features::services;
use crate::kit::web::{Answer, Params, Web, export_file};
use crate::platform::sheets::{Cell, Column, ColumnKind};
use actix_web::web::{Path, Query};

pub async fn analyses(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let (id, params) = (id.into_inner(), query.into_inner());
    let format = params.text("format");
    let (campaign, rows, costs) = web
        .read(move |c, ctx| {
            let campaign = store::find(c, &ctx.scope, &id)?;
            let all = store::all_analyses(c, &ctx.scope, &analysis_filter(ctx, &id, &params))?;
            let ids: Vec<Id> = all.iter().map(|each| each.service_id.clone()).collect();
            let names = services::names(c, &ctx.scope, &ids)?;
            let (compared, types) = comparison::portfolio(c, ctx)?;
            let costs = all
                .iter()
                .map(|each| each.read_content().map(|content| (content.cost_low, content.cost_high)))
                .collect::<Result<Vec<_>>>()?;
            let rows = all.into_iter().map(|each| row(each, &names, &compared, &types)).collect::<Result<Vec<_>>>()?;
            Ok((campaign, rows, costs))
        })
        .await?;
    let heading = |key: &str, width, kind| Column::new(web.word(key), width, kind);
    let columns = [
        heading("reviews-service", 40, ColumnKind::Wrapped),
        heading("reviews-administration", 24, ColumnKind::Text),
        heading("reviews-class", 14, ColumnKind::Text),
        heading("reviews-breaches", 40, ColumnKind::Wrapped),
        heading("reviews-owner", 24, ColumnKind::Text),
        heading("common-due", 12, ColumnKind::Date),
        heading("common-status", 16, ColumnKind::Text),
        heading("reviews-decision", 26, ColumnKind::Text),
        heading("reviews-cost-low", 14, ColumnKind::Whole),
        heading("reviews-cost-high", 14, ColumnKind::Whole),
    ];
    let cells: Vec<Vec<Cell>> = rows.iter().zip(costs).map(|(row, costs)| cells(&web, row, costs)).collect();
    export_file(&web, &campaign.title, format.as_deref(), &columns, &cells)
}

fn cells(web: &Web, row: &AnalysisRow, (low, high): (Option<i64>, Option<i64>)) -> Vec<Cell> {
    let optional = |text: &Option<String>| text.as_deref().map_or(Cell::Empty, Cell::text);
    // sums of kronor are far below what a number of a sheet can hold exactly
    let number =
        |cost: Option<i64>| cost.and_then(|c| i32::try_from(c).ok()).map_or(Cell::Empty, |c| Cell::Number(c.into()));
    let breaches: Vec<String> = row
        .breaches
        .iter()
        .map(|breach| {
            let args = [
                ("aspect", breach.aspect.clone().unwrap_or_default()),
                ("level", breach.level.map(|l| l.to_string()).unwrap_or_default()),
                ("ceiling", breach.ceiling.map(|l| l.to_string()).unwrap_or_default()),
                ("type", breach.type_name.clone().unwrap_or_default()),
            ];
            web.word_with(&format!("reviews-breach-{}", breach.kind), &args)
        })
        .collect();
    vec![
        Cell::text(&row.service_name),
        optional(&row.administration),
        Cell::text(&row.class),
        Cell::text(breaches.join("; ")),
        Cell::text(&row.owner_name),
        Cell::Date(row.due_on),
        Cell::text(web.word(&format!("reviews-state-{}", row.state))),
        row.decision.map_or(Cell::Empty, |d| Cell::text(web.word(&format!("reviews-decision-{d}")))),
        number(low),
        number(high),
    ]
}
