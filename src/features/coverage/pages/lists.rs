//! The portfolio: the heat map, one control over all vendors, and the points of NIS2 article 21.

use super::{filter, fresh, heat, tier_choices, title, unverified, vendor_row};
use crate::base::{Page, clock};
use crate::features::controls::{Control, catalogue};
use crate::features::coverage::model::{Counts, State};
use crate::features::coverage::nis2::{Point, points};
use crate::features::coverage::parameters::Parameters;
use crate::features::coverage::proof;
use crate::features::coverage::rules::{Tally, tally, weakest};
use crate::features::coverage::store::{self, Listed};
use crate::features::coverage::views::{
    ControlLink, ControlPage, HeatRow, Nis2Page, Nis2Row, PortfolioPage, ThemeTable, TierRow,
};
use crate::kit::web::{Answer, Params, Web, export_list};
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::Pager;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

pub async fn portfolio(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let wanted = filter(&params)?;
    let asked = params.page();
    let waiting = fresh(&web).await?;
    let (letters, page) = web
        .read(move |c, ctx| {
            let letters = store::letters(c, &ctx.scope, wanted.tier)?;
            Ok((letters, store::list(c, &ctx.scope, &wanted, asked)?))
        })
        .await?;
    let sum = tally(&letters, catalogue().current_controls().entries.len());
    let mut totals = Counts::default();
    sum.controls.iter().for_each(|counts| totals.join(*counts));
    let pager = Pager::from(&page);
    let body = PortfolioPage {
        form: params.state(),
        tiers: tier_choices(&web),
        states: State::ALL,
        vendors: sum.vendors,
        required: totals.required(),
        totals,
        waiting,
        by_tier: by_tier(&web, &sum),
        themes: themes(&web, &sum, params.text("tier").as_deref()),
        rows: page.items.into_iter().map(|listed| vendor_row(listed, None)).collect(),
        pager,
    };
    web.page("pages/coverage/portfolio", "coverage-title", &body)
}

fn parameters(web: &Web) -> &'static Parameters {
    Parameters::on(clock::swedish_date(web.visitor.now))
}

fn by_tier(web: &Web, sum: &Tally) -> Vec<TierRow> {
    let row = |(tier, (vendors, counts)): (&Option<i32>, &(usize, Counts))| TierRow {
        tier: *tier,
        vendors: *vendors,
        cells: heat(parameters(web), counts, counts.required() + counts.not_required, |_| None),
        href: format!("/coverage?tier={}", tier.map_or("none".to_string(), |tier| tier.to_string())),
    };
    let mut rows: Vec<TierRow> = sum.tiers.iter().map(row).collect();
    // Those without a tier last.
    rows.sort_by_key(|row| (row.tier.is_none(), row.tier));
    rows
}

/// The controls of each theme, in the order of the standard.
fn themes(web: &Web, sum: &Tally, tier: Option<&str>) -> Vec<ThemeTable> {
    let mut all: Vec<(ThemeTable, Counts)> = Vec::new();
    if sum.vendors == 0 {
        return Vec::new();
    }
    for (control, counts) in catalogue().current_controls().entries.iter().zip(&sum.controls) {
        let row = control_row(web, control, counts, sum.vendors, tier);
        match all.last_mut().filter(|(table, _)| table.key == control.theme) {
            Some((table, whole)) => {
                table.rows.push(row);
                whole.join(*counts);
            }
            None => {
                let sum = HeatRow { id: String::new(), title: String::new(), href: None, cells: Vec::new() };
                all.push((ThemeTable { key: control.theme.clone(), sum, rows: vec![row] }, *counts));
            }
        }
    }
    let finished = |(mut table, counts): (ThemeTable, Counts)| {
        table.sum.cells = heat(parameters(web), &counts, counts.required() + counts.not_required, |_| None);
        table
    };
    all.into_iter().map(finished).collect()
}

fn control_row(web: &Web, control: &Control, counts: &Counts, vendors: usize, tier: Option<&str>) -> HeatRow {
    let base = format!("/coverage/controls/{}", control.id);
    let tier = tier.map_or(String::new(), |tier| format!("&tier={tier}"));
    let href = |state: State| Some(format!("{base}?state={state}{tier}"));
    HeatRow {
        id: control.id.clone(),
        title: title(control, web.language()).to_string(),
        cells: heat(parameters(web), counts, vendors, href),
        href: Some(base.clone()),
    }
}

/// One control: the vendors in one of the states, unknown first of all.
pub async fn control(web: Web, id: Path<String>, query: Query<Params>) -> Answer {
    let (place, control) = proof::control(&id)?;
    let params = query.into_inner();
    let wanted = filter(&params)?;
    let asked = params.page_or_file();
    let waiting = fresh(&web).await?;
    let of_tier = wanted.tier;
    let letters = web.read(move |c, ctx| store::letters(c, &ctx.scope, of_tier)).await?;
    let sum = tally(&letters, catalogue().current_controls().entries.len());
    let counts = sum.controls.get(place).copied().unwrap_or_default();
    let first = State::ALL.iter().copied().find(|state| counts.of(*state) > 0).unwrap_or(State::Unknown);
    let state = wanted.state.unwrap_or(first);
    let narrowed = store::Filter { state: None, ..wanted };
    let page = web.read(move |c, ctx| store::of_control(c, &ctx.scope, &narrowed, (place, state), asked)).await?;
    if params.asks_for_file() {
        return control_file(&web, &params, &page);
    }
    let row = control_row(&web, control, &counts, sum.vendors, params.text("tier").as_deref());
    let mut form = params.state();
    form.values.insert("state".to_string(), state.to_string());
    let pager = Pager::from(&page);
    let body = ControlPage {
        id: control.id.clone(),
        title_unverified: unverified(control, web.language()),
        form,
        tiers: tier_choices(&web),
        states: State::ALL,
        state,
        cells: row.cells,
        waiting,
        rows: page.items.into_iter().map(|listed| vendor_row(listed, Some(&control.id))).collect(),
        pager,
    };
    let name = format!("{} {}", control.id, title(control, web.language()));
    let crumbs = vec![(web.word("coverage-title"), "/coverage".to_string())];
    web.page_titled(StatusCode::OK, "pages/coverage/control", name, crumbs, &body)
}

/// The vendors in the state, with how all their controls stand.
fn control_file(web: &Web, params: &Params, found: &Page<Listed>) -> Answer {
    let states: Vec<String> = State::ALL.iter().map(|state| format!("coverage-state-{state}")).collect();
    let mut columns = vec![("coverage-vendor", 40, ColumnKind::Text), ("tier-label", 8, ColumnKind::Whole)];
    columns.extend(states.iter().map(|word| (word.as_str(), 14, ColumnKind::Whole)));
    columns.push(("coverage-lacking", 12, ColumnKind::Whole));
    let cells = |listed: &Listed| {
        let (row, counts) = (&listed.row, listed.row.counts());
        let mut cells = vec![Cell::text(&listed.name), Cell::maybe_count(row.tier)];
        cells.extend(State::ALL.iter().map(|state| Cell::count(counts.of(*state))));
        cells.push(Cell::count(row.lacking_count));
        cells
    };
    export_list(web, params, "coverage-vendors", &columns, found.items.iter().map(cells).collect(), found.total)
}

/// The points of article 21: each vendor stands in a point as in the weakest of the controls behind it.
pub async fn nis2(web: Web) -> Answer {
    let waiting = fresh(&web).await?;
    let letters = web.read(|c, ctx| store::letters(c, &ctx.scope, None)).await?;
    let row = |point: &Point| {
        let mut counts = Counts::default();
        letters.iter().for_each(|(_, letters)| counts.add(weakest(letters, &point.places)));
        Nis2Row {
            reference: point.reference.clone(),
            title: point.title(web.language()).to_string(),
            controls: links(&web, point),
            cells: heat(parameters(&web), &counts, letters.len(), |_| None),
        }
    };
    let rows = points().iter().map(row).collect();
    let body = Nis2Page { vendors: letters.len(), waiting, states: State::ALL, rows };
    let crumbs = vec![(web.word("coverage-title"), "/coverage".to_string())];
    web.page_titled(StatusCode::OK, "pages/coverage/nis2", web.word("coverage-nis2"), crumbs, &body)
}

fn links(web: &Web, point: &Point) -> Vec<ControlLink> {
    let all = &catalogue().current_controls().entries;
    let link = |control: &Control| ControlLink {
        id: control.id.clone(),
        title: title(control, web.language()).to_string(),
        href: format!("/coverage/controls/{}", control.id),
        state: None,
    };
    point.places.iter().filter_map(|place| all.get(*place)).map(link).collect()
}
