//! The series of one contract: every meeting, what it counted, and the lines over time.

use super::month_words;
use crate::base::Id;
use crate::features::contracts;
use crate::features::dialogues::{self, Dialogue, Minutes};
use crate::features::meetings::parameters::MeetingTerms;
use crate::features::meetings::rules::{self, MeetingFigures};
use crate::features::meetings::store::months as store;
use crate::features::meetings::views::{SeriesPage, SeriesRow};
use crate::features::vendors;
use crate::kit::web::{Answer, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;

/// A dialogue of the series with the figures of its record; none while it is not locked.
pub type Counted = (Dialogue, Option<MeetingFigures>);

/// Reads the records of a series. One that cannot be read counts nothing; its own page says what is wrong with it.
pub fn counted(series: Vec<Dialogue>) -> Vec<Counted> {
    let count = |dialogue: Dialogue| {
        let figures = Minutes::readable(&dialogue).as_ref().map(rules::figures);
        (dialogue, figures)
    };
    series.into_iter().map(count).collect()
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let (contract, vendor, series, decisions) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let contract = contracts::find(c, &ctx.scope, &id)?;
            let vendor = vendors::find(c, &ctx.scope, &contract.vendor_id)?;
            let length = MeetingTerms::on(ctx.today()).series_length;
            let series = counted(store::series(c, &ctx.scope, &id, length)?);
            let decisions = dialogues::open_of_contract(c, &ctx.scope, &id)?.len();
            Ok((contract, vendor, series, decisions))
        })
        .await?;
    let points: Vec<(NaiveDate, MeetingFigures)> =
        series.iter().filter_map(|(dialogue, figures)| figures.map(|figures| (dialogue.held_on, figures))).collect();
    let mut before: Option<MeetingFigures> = None;
    let mut rows = Vec::with_capacity(series.len());
    for (dialogue, figures) in series {
        let difference = before.zip(figures).map(|(before, now)| signed(now.open.saturating_sub(before.open)));
        before = figures.or(before);
        rows.push(SeriesRow {
            period: month_words(&web, &dialogue.period),
            id: dialogue.id,
            number: dialogue.number,
            held_on: dialogue.held_on,
            status: dialogue.status,
            figures,
            difference,
        });
    }
    rows.reverse();
    let page = SeriesPage {
        contract_id: contract.id.clone(),
        contract_reference: contract.reference.clone(),
        contract_title: contract.title.clone(),
        vendor_id: vendor.id,
        vendor_name: vendor.legal_name,
        rows,
        chart: rules::chart(&points),
        open_decisions: decisions,
    };
    let crumbs = contracts::contract_crumbs(&web, &contract);
    web.page_titled(StatusCode::OK, "pages/meetings/series", web.word("meetings-series"), crumbs, &page)
}

/// With its sign, the minus as it is set.
fn signed(number: i32) -> String {
    match number {
        0 => "±0".to_string(),
        less if less < 0 => format!("−{}", less.unsigned_abs()),
        more => format!("+{more}"),
    }
}
