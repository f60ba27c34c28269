//! Actions over time: a line for each, and a month. The filters are those of the list.

use super::{action_filter, narrowed};
use crate::base::clock::swedish_date;
use crate::base::refusal::{Refusal, Result};
use crate::features::findings::model::{ActionStatus, Responsible};
use crate::features::findings::records::Action;
use crate::features::findings::rules;
use crate::features::findings::store::{self, ActionListed};
use crate::features::findings::views::{ActionRow, Bar, DayCell, Gridline, MonthPage, TimelinePage, Week};
use crate::features::vendors::Tab;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::Query;
use chrono::{Datelike, Days, Months, NaiveDate};
use std::collections::BTreeMap;

/// Actions that a month shows at most, and in one day.
const IN_MONTH: i64 = 500;
const IN_DAY: usize = 4;
/// The picture: where the lines begin and end, and how high a row is.
const LEFT: i64 = 250;
const RIGHT: i64 = 980;
const TOP: i64 = 34;
const ROW: i64 = 28;

/// The four views of the same actions, with the same filters.
pub fn tabs(web: &Web, params: &Params, current: &str) -> Vec<Tab> {
    [
        ("/actions", "actions-view-list"),
        ("/actions/board", "actions-view-board"),
        ("/actions/timeline", "actions-view-timeline"),
        ("/actions/month", "actions-view-month"),
    ]
    .map(|(path, word)| Tab { label: web.word(word), href: params.href(path), current: path == current, count: None })
    .into()
}

/// The statuses that the filter offers.
pub fn statuses() -> Vec<&'static str> {
    let mut all = vec!["all_open", "all"];
    all.extend(ActionStatus::ALL.iter().map(|status| status.as_str()));
    all
}

/// What the filter shows: the query, and the status that holds without one.
pub fn filter_form(params: &Params) -> FormState {
    let mut form = params.state();
    form.values.entry("status".to_string()).or_insert_with(|| "all_open".to_string());
    form
}

/// The list with the same filters and one more; `more` is put last and so counts.
pub fn list_href(params: &Params, more: &str) -> String {
    let mut kept = params.state().values;
    for pair in more.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        kept.insert(name.to_string(), value.to_string());
    }
    kept.remove("month");
    kept.remove("page");
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(kept.iter().filter(|(_, value)| !value.is_empty()));
    format!("/actions?{}", query.finish())
}

/// Days since the common era, for reckoning on a line.
fn days(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// Where a day lies between the first and the last of the picture.
fn place(day: NaiveDate, first: NaiveDate, last: NaiveDate) -> i64 {
    let span = (days(last) - days(first)).max(1);
    LEFT + (RIGHT - LEFT) * (days(day) - days(first)).clamp(0, span) / span
}

/// The firsts of the months in the picture, at most twelve of them.
fn gridlines(first: NaiveDate, last: NaiveDate) -> Vec<Gridline> {
    let months = (last.year() - first.year()) * 12 + i32::try_from(last.month()).unwrap_or(0)
        - i32::try_from(first.month()).unwrap_or(0);
    let step = u32::try_from(months / 12 + 1).unwrap_or(1);
    let mut found = Vec::new();
    let mut at = first.with_day(1).and_then(|day| day.checked_add_months(Months::new(1)));
    while let Some(day) = at.filter(|day| *day <= last) {
        found.push(Gridline { x: place(day, first, last), label: day.format("%Y-%m").to_string() });
        at = day.checked_add_months(Months::new(step));
    }
    found
}

/// The lines of a page's actions, in its order; none gives an empty picture.
fn bars(rows: Vec<(ActionListed, ActionRow)>, today: NaiveDate) -> (Vec<Bar>, Option<(NaiveDate, NaiveDate)>) {
    let made = |row: &ActionListed| swedish_date(row.action.created_at.utc());
    let first = rows.iter().map(|(row, _)| made(row)).min();
    let last = rows.iter().map(|(row, _)| row.action.due_on.max(row.action.original_due_on)).max();
    let Some((first, last)) = first.zip(last).map(|(first, last)| (first, last.max(first))) else {
        return (Vec::new(), None);
    };
    let mut y = TOP;
    let mut found = Vec::new();
    for (listed, row) in rows {
        let action = &listed.action;
        let made_on = made(&listed);
        let (from, to) = (place(made_on, first, last), place(action.due_on, first, last));
        found.push(Bar {
            made_on,
            original_due_on: action.original_due_on,
            late: rules::is_overdue(action.status, action.due_on, today),
            x: from,
            width: (to - from).max(3),
            original_x: (action.slips > 0).then(|| place(action.original_due_on, first, last)),
            y,
            text_y: y + 14,
            row,
        });
        y += ROW;
    }
    (found, Some((first, last)))
}

pub async fn timeline(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let (filter, asked) = (action_filter(&params, web.ctx()?, "all_open")?, params.page());
    let (page, narrowed, priorities) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let page = store::list_actions(c, &ctx.scope, &filter, asked)?;
            let rows: Vec<&Action> = page.items.iter().map(|row| &row.action).collect();
            let priorities = store::priorities(c, &ctx.scope, &rows)?;
            let narrowed = narrowed(c, ctx, filter.vendor_id.as_ref(), filter.contract_id.as_ref())?;
            Ok((page, narrowed, priorities))
        })
        .await?;
    let today = swedish_date(web.visitor.now);
    let pager = Pager::from(&page);
    let rows = page.items.into_iter().map(|row| (row.clone(), ActionRow::from(row).with(&priorities)));
    let (bars, span) = bars(rows.collect(), today);
    let axis_y = TOP + ROW * i64::try_from(bars.len()).unwrap_or(0);
    let body = TimelinePage {
        tabs: tabs(&web, &params, "/actions/timeline"),
        form: filter_form(&params),
        narrowed,
        statuses: statuses(),
        responsibles: Responsible::ALL,
        pager,
        gridlines: span.map(|(first, last)| gridlines(first, last)).unwrap_or_default(),
        today_x: span.filter(|(first, last)| (*first..=*last).contains(&today)).map(|(f, l)| place(today, f, l)),
        bars,
        height: axis_y + 24,
        axis_y,
    };
    let crumbs = vec![(web.word("actions-title"), "/actions".to_string())];
    web.page_titled(StatusCode::OK, "pages/actions/timeline", web.word("actions-timeline-title"), crumbs, &body)
}

/// `2026-12`, with a year of four digits. Errors: `error-date` at `month`.
fn month_of(params: &Params, today: NaiveDate) -> Result<NaiveDate> {
    let is_month = |text: &str| {
        text.len() == 7 && text.char_indices().all(|(n, c)| if n == 4 { c == '-' } else { c.is_ascii_digit() })
    };
    let first = match params.text("month") {
        None => today.with_day(1),
        Some(text) if is_month(&text) => format!("{text}-01").parse::<NaiveDate>().ok().filter(|day| day.year() > 0),
        Some(_) => None,
    };
    first.ok_or_else(|| Refusal::invalid("month", "error-date"))
}

/// The weeks of a month, from Monday to Sunday, with what is due on each day.
fn weeks(first: NaiveDate, last: NaiveDate, rows: Vec<ActionRow>, params: &Params, today: NaiveDate) -> Vec<Week> {
    let mut by_day: BTreeMap<NaiveDate, Vec<ActionRow>> = BTreeMap::new();
    for row in rows {
        by_day.entry(row.due_on).or_default().push(row);
    }
    let mut found: Vec<Week> = Vec::new();
    let mut monday = first.checked_sub_days(Days::new(first.weekday().num_days_from_monday().into()));
    while let Some(from) = monday.filter(|day| *day <= last) {
        let cell = |n: u64| {
            let date = from.checked_add_days(Days::new(n))?;
            let mut rows = by_day.remove(&date).unwrap_or_default();
            let more = rows.len().saturating_sub(IN_DAY);
            rows.truncate(IN_DAY);
            Some(DayCell {
                date,
                day: date.day(),
                in_month: date.month() == first.month(),
                today: date == today,
                rows,
                more,
                href: list_href(params, &format!("due_from={date}&due_to={date}")),
            })
        };
        found.push(Week { number: from.iso_week().week(), days: (0..7).filter_map(cell).collect() });
        monday = from.checked_add_days(Days::new(7));
    }
    found
}

pub async fn month(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let today = swedish_date(web.visitor.now);
    let first = month_of(&params, today)?;
    let next = first.checked_add_months(Months::new(1));
    let last = next.and_then(|day| day.pred_opt()).unwrap_or(first);
    let mut filter = action_filter(&params, web.ctx()?, "all_open")?;
    filter.due_from = Some(filter.due_from.map_or(first, |day| day.max(first)));
    filter.due_to = Some(filter.due_to.map_or(last, |day| day.min(last)));
    let (rows, total, narrowed, priorities) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let (rows, total) = store::within(c, &ctx.scope, &filter, IN_MONTH)?;
            let actions: Vec<&Action> = rows.iter().map(|row| &row.action).collect();
            let priorities = store::priorities(c, &ctx.scope, &actions)?;
            let narrowed = narrowed(c, ctx, filter.vendor_id.as_ref(), filter.contract_id.as_ref())?;
            Ok((rows, total, narrowed, priorities))
        })
        .await?;
    let rows = rows.into_iter().map(|row| ActionRow::from(row).with(&priorities)).collect();
    let named = |day: Option<NaiveDate>| day.map(|day| day.format("%Y-%m").to_string()).unwrap_or_default();
    let body = MonthPage {
        tabs: tabs(&web, &params, "/actions/month"),
        form: filter_form(&params),
        narrowed,
        statuses: statuses(),
        responsibles: Responsible::ALL,
        total,
        month: first.month(),
        year: first.year(),
        previous: named(first.checked_sub_months(Months::new(1))),
        next: named(next),
        weeks: weeks(first, last, rows, &params, today),
        cut: total > IN_MONTH,
    };
    let crumbs = vec![(web.word("actions-title"), "/actions".to_string())];
    web.page_titled(StatusCode::OK, "pages/actions/month", web.word("actions-month-title"), crumbs, &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_whole_weeks() {
        for (first, last, count, number) in [
            ("2026-02-01", "2026-02-28", 5, 5),
            ("2027-02-01", "2027-02-28", 4, 5),
            ("2028-02-01", "2028-02-29", 5, 5),
            ("2026-03-01", "2026-03-31", 6, 9),
            ("2027-01-01", "2027-01-31", 5, 53),
        ] {
            let all = weeks(day(first), day(last), Vec::new(), &Params::default(), day("2026-11-23"));
            assert_eq!((all.len(), all[0].number), (count, number), "{first}");
            assert!(all.iter().all(|week| week.days.len() == 7));
            let inside = all.iter().flat_map(|week| &week.days).filter(|cell| cell.in_month).count();
            assert_eq!(inside, usize::try_from(day(last).day()).unwrap());
        }
    }

    #[test]
    fn days_have_their_places_on_the_line() {
        let (first, last) = (day("2026-01-01"), day("2026-12-31"));
        assert_eq!((place(first, first, last), place(last, first, last)), (LEFT, RIGHT));
        assert_eq!(place(day("2030-01-01"), first, last), RIGHT, "what lies outside is at the end");
        assert_eq!(place(first, first, first), LEFT);
        assert_eq!(gridlines(first, last).len(), 11);
        assert!(gridlines(first, day("2046-12-31")).len() <= 13);
    }

    #[test]
    fn only_months_of_four_digits() {
        let asked = |text: &str| {
            let params: Params = serde_json::from_value(serde_json::json!({ "month": text })).unwrap();
            month_of(&params, day("2026-11-23")).ok()
        };
        assert_eq!(asked("2028-02"), Some(day("2028-02-01")));
        for bad in ["2026-13", "26-1", "+2026-1", "-026-01", "i dag!"] {
            assert_eq!(asked(bad), None, "{bad}");
        }
        assert_eq!(month_of(&Params::default(), day("2026-11-23")).unwrap(), day("2026-11-01"));
    }
}
