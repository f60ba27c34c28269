//! The portfolio's month: who has met, who has not, and what slipped.

use super::month_words;
use crate::access::Permission;
use crate::base::{Instant, Page, Period, Result};
use crate::features::meetings::store::months::{self as store, MissingRow, MonthFigures, MonthRow, SlipRow};
use crate::features::meetings::views::MonthPage;
use crate::features::vendors::Tab;
use crate::kit::web::{Answer, Params, Web, export_list};
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::Pager;
use actix_web::web::Query;
use chrono::{DateTime, NaiveTime, TimeZone, Utc};

/// What the page shows, in the order of its tabs.
const SHOWN: [&str; 5] = ["all", "held", "waiting", "missing", "slipped"];

/// The moments at which a month begins and ends in Sweden.
pub fn moments(period: Period) -> (Instant, Instant) {
    let at = |period: Period| -> Instant {
        let local = period.first_day().and_time(NaiveTime::MIN);
        let found = crate::base::clock::ZONE.from_local_datetime(&local).earliest();
        found.map_or_else(DateTime::<Utc>::default, |at| at.to_utc()).into()
    };
    (at(period), at(period.plus(1)))
}

/// The period that is asked for, or this month.
pub fn asked_period(web: &Web, asked: &Params) -> Result<Period> {
    let this = Period::of(web.ctx()?.today());
    Ok(asked.text("period").and_then(|text| text.parse().ok()).unwrap_or(this))
}

pub async fn show(web: Web, asked: Query<Params>) -> Answer {
    let asked = asked.into_inner();
    let period = asked_period(&web, &asked)?;
    let wanted = asked.text("show").unwrap_or_default();
    let show = SHOWN.into_iter().find(|each| *each == wanted).unwrap_or("all");
    let request = asked.page_or_file();
    let held = match show {
        "held" => Some(true),
        "waiting" => Some(false),
        _ => None,
    };
    let (figures, dialogues, missing, slips) = web
        .read(move |c, ctx| {
            let figures = store::figures(c, &ctx.scope, period, period)?.into_iter().next().unwrap_or_default();
            let slips = store::slips(c, &ctx.scope, moments(period), request)?;
            let mut dialogues = Page::new(Vec::new(), 0, request);
            let mut missing = Page::new(Vec::new(), 0, request);
            match show {
                "missing" => missing = store::missing_of(c, &ctx.scope, period, request)?,
                "slipped" => {}
                _ => dialogues = store::dialogues_of(c, &ctx.scope, period, held, request)?,
            }
            Ok((figures, dialogues, missing, slips))
        })
        .await?;
    if asked.asks_for_file() {
        return match show {
            "missing" => missing_file(&web, &asked, &missing),
            "slipped" => slips_file(&web, &asked, &slips),
            _ => dialogues_file(&web, &asked, &dialogues),
        };
    }
    let slipped = slips.total;
    let pager = match show {
        "missing" => Pager::from(&missing),
        "slipped" => Pager::from(&slips),
        _ => Pager::from(&dialogues),
    };
    let month = |period: Period| format!("/meetings?period={period}&show={show}");
    let page = MonthPage {
        period: month_words(&web, &period.to_string()),
        previous: month(period.plus(-1)),
        next: month(period.plus(1)),
        form: asked.state().with("period", period),
        tabs: tabs(&web, period, show, &figures, slipped),
        show: show.to_string(),
        dialogues: dialogues.items,
        missing: missing.items,
        slips: if show == "slipped" { slips.items } else { Vec::new() },
        pager,
        can_run: web.can(Permission::DialogueEdit) && figures.held + figures.waiting > 0,
        figures,
    };
    web.page("pages/meetings/month", "meetings-month", &page)
}

fn dialogues_file(web: &Web, asked: &Params, found: &Page<MonthRow>) -> Answer {
    let columns = [
        ("dialogue-vendor", 36, ColumnKind::Text),
        ("contracts-field-reference", 18, ColumnKind::Text),
        ("dialogue-contract", 40, ColumnKind::Text),
        ("dialogue-held-on", 12, ColumnKind::Date),
        ("common-status", 24, ColumnKind::Text),
    ];
    let cells = |row: &MonthRow| {
        let status = format!("dialogue-status-{}", row.status);
        let status = if row.cancelled { "call-kind-cancelled" } else { status.as_str() };
        vec![
            Cell::text(&row.vendor_name),
            Cell::text(&row.contract_reference),
            Cell::text(&row.contract_title),
            Cell::Date(row.held_on),
            Cell::text(web.word(status)),
        ]
    };
    export_list(web, asked, "meetings-month", &columns, found.items.iter().map(cells).collect(), found.total)
}

fn missing_file(web: &Web, asked: &Params, found: &Page<MissingRow>) -> Answer {
    let columns = [
        ("dialogue-vendor", 36, ColumnKind::Text),
        ("contracts-field-reference", 18, ColumnKind::Text),
        ("dialogue-contract", 40, ColumnKind::Text),
        ("common-due", 12, ColumnKind::Date),
        ("common-owner", 26, ColumnKind::Text),
    ];
    let cells = |row: &MissingRow| {
        vec![
            Cell::text(&row.vendor_name),
            Cell::text(&row.contract_reference),
            Cell::text(&row.contract_title),
            Cell::Date(row.due_on),
            Cell::maybe(row.owner_name.as_deref()),
        ]
    };
    export_list(web, asked, "meetings-month-missing", &columns, found.items.iter().map(cells).collect(), found.total)
}

fn slips_file(web: &Web, asked: &Params, found: &Page<SlipRow>) -> Answer {
    let columns = [
        ("findings-number", 8, ColumnKind::Whole),
        ("dialogue-column-action", 50, ColumnKind::Wrapped),
        ("dialogue-vendor", 36, ColumnKind::Text),
        ("meetings-old-due", 14, ColumnKind::Date),
        ("actions-due", 12, ColumnKind::Date),
        ("actions-slips", 12, ColumnKind::Whole),
        ("common-reason", 40, ColumnKind::Wrapped),
        ("meetings-moved-by", 26, ColumnKind::Text),
    ];
    let cells = |row: &SlipRow| {
        vec![
            Cell::count(row.number),
            Cell::text(&row.title),
            Cell::text(&row.vendor_name),
            Cell::Date(row.old_due_on),
            Cell::Date(row.new_due_on),
            Cell::count(row.slips),
            Cell::text(&row.reason),
            Cell::text(&row.decided_by_name),
        ]
    };
    export_list(web, asked, "meetings-month-slipped", &columns, found.items.iter().map(cells).collect(), found.total)
}

fn tabs(web: &Web, period: Period, show: &str, figures: &MonthFigures, slipped: i64) -> Vec<Tab> {
    let count = |each: &str| match each {
        "held" => figures.held,
        "waiting" => figures.waiting,
        "missing" => figures.missing,
        "slipped" => slipped,
        _ => figures.held + figures.waiting,
    };
    SHOWN
        .into_iter()
        .map(|each| Tab {
            label: web.word(&format!("meetings-month-{each}")),
            href: format!("/meetings?period={period}&show={each}"),
            current: each == show,
            count: Some(count(each)),
        })
        .collect()
}
