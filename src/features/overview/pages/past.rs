//! The register on any day, what differs between two days, and the auditor's question.

use super::{crumbs, tabs};
use crate::base::refusal::Result;
use crate::base::{Id, Page, PageRequest};
use crate::features::clause_library;
use crate::features::overview::actions::{self, ClauseAsked};
use crate::features::overview::rules::{
    self, Answer as Followed, ClauseLine, RegisterChange, VendorDifference, VendorThen,
};
use crate::features::overview::views::{
    ChangeShown, ClauseAnswer, ClausePage, ClauseRow, DifferenceShown, PastPage, ThenShown,
};
use crate::features::vendors::{self, Tab, VendorKind, export_file, export_href};
use crate::kit::web::{Answer, Params, Web};
use crate::platform::sheets::{Cell, Column, ColumnKind};
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::Query;
use chrono::{Datelike, Months, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// One page of what is held in memory.
pub fn paged<T>(all: Vec<T>, asked: PageRequest) -> Page<T> {
    let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let skip = usize::try_from(asked.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(asked.size).unwrap_or(usize::MAX);
    Page::new(all.into_iter().skip(skip).take(size).collect(), total, asked)
}

/// The two days that were asked for, in order and not after today; without them the last half year.
pub fn days(params: &Params, today: NaiveDate) -> Result<(NaiveDate, NaiveDate)> {
    let to = params.day("to")?.unwrap_or(today).min(today);
    let from = params.day("from")?.unwrap_or_else(|| to.checked_sub_months(Months::new(6)).unwrap_or(to)).min(today);
    Ok((from.min(to), from.max(to)))
}

/// Who is who, by id.
type Names = BTreeMap<String, String>;

fn then_shown(web: &Web, names: &Names, row: VendorThen) -> ThenShown {
    ThenShown {
        kind: web.word(&format!("vendors-kind-{}", row.kind)),
        status: web.word(&format!("vendors-status-{}", row.status)),
        manager: row.manager_id.and_then(|id| names.get(&id).cloned()),
        id: row.id,
        name: row.legal_name,
        org_number: row.org_number,
        country: row.country,
        tier: row.tier,
        tier_preliminary: row.tier_preliminary,
        contracts: row.contracts,
    }
}

fn difference_shown(web: &Web, names: &Names, each: VendorDifference) -> DifferenceShown {
    let text = |field: &str, value: Option<String>| {
        value.map(|value| match field {
            "kind" => web.word(&format!("vendors-kind-{value}")),
            "status" => web.word(&format!("vendors-status-{value}")),
            "manager" => names.get(&value).cloned().unwrap_or_else(|| web.word("overview-somebody")),
            _ => value,
        })
    };
    DifferenceShown {
        vendor_id: each.vendor_id,
        name: each.name,
        difference: web.word(&format!("overview-difference-{}", each.difference)),
        tone: match each.difference {
            RegisterChange::Added => "ok",
            RegisterChange::Changed => "info",
            RegisterChange::Ended | RegisterChange::Gone => "neutral",
        },
        changes: each
            .changes
            .into_iter()
            .map(|change| ChangeShown {
                label: web.word(&format!("overview-field-{}", change.field)),
                old: text(change.field, change.old),
                new: text(change.field, change.new),
            })
            .collect(),
    }
}

pub async fn vendors(web: Web, query: Query<Params>) -> Answer {
    let (from, to) = days(&query, web.ctx()?.today())?;
    let whole = query.text("view").as_deref() != Some("differences");
    let (past, names) = web
        .read(move |c, ctx| {
            let past = actions::vendors_at(c, ctx, from, to)?;
            let managers: BTreeSet<Id> = past
                .before
                .iter()
                .chain(&past.after)
                .filter_map(|row| row.manager_id.as_deref()?.parse().ok())
                .collect();
            let managers: Vec<Id> = managers.into_iter().collect();
            let names = vendors::manager_names(c, &ctx.scope, &managers)?;
            let names: Names = names.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
            Ok((past, names))
        })
        .await?;
    let differences = rules::differences(&past.before, &past.after);
    let (count_from, count_to, count_differences) = (past.before.len(), past.after.len(), differences.len());
    if let Some(format) = query.text("format") {
        let list = past.after.into_iter().map(|row| then_shown(&web, &names, row)).collect();
        let rows = differences.into_iter().map(|each| difference_shown(&web, &names, each)).collect();
        return if whole { export_list(&web, &format, list) } else { export_differences(&web, &format, rows) };
    }
    let base = "/overview/vendors";
    let link = |from: NaiveDate, to: NaiveDate, view: &str| format!("{base}?from={from}&to={to}&view={view}");
    let mut body = PastPage {
        tabs: tabs(&web, base),
        form: FormState::default().with("from", from).with("to", to),
        from,
        to,
        count_from,
        count_to,
        count_differences,
        whole,
        list: Vec::new(),
        differences: Vec::new(),
        pager: Pager { number: 1, pages: 1, total: 0 },
        log_from: past.log_from.filter(|first| *first > from),
        href_from: link(from, from, "list"),
        href_list: link(from, to, "list"),
        href_differences: link(from, to, "differences"),
        export_xlsx: export_href(base, &web.path, "xlsx"),
        export_csv: export_href(base, &web.path, "csv"),
    };
    if whole {
        let page = paged(past.after, query.page());
        body.pager = Pager::from(&page);
        body.list = page.items.into_iter().map(|row| then_shown(&web, &names, row)).collect();
    } else {
        let page = paged(differences, query.page());
        body.pager = Pager::from(&page);
        body.differences = page.items.into_iter().map(|each| difference_shown(&web, &names, each)).collect();
    }
    let title = web.word("overview-vendors-title");
    web.page_titled(StatusCode::OK, "pages/overview/vendors", title, crumbs(&web), &body)
}

fn optional(text: Option<&String>) -> Cell {
    text.map_or(Cell::Empty, Cell::text)
}

fn tier(tier: Option<i32>) -> Cell {
    tier.map_or(Cell::Empty, |tier| Cell::Number(f64::from(tier)))
}

fn whole_number(count: usize) -> Cell {
    Cell::Number(u32::try_from(count).map_or(f64::from(u32::MAX), f64::from))
}

fn export_list(web: &Web, format: &str, list: Vec<ThenShown>) -> Answer {
    let head = |key: &str, width, kind| Column::new(web.word(key), width, kind);
    let columns = [
        head("overview-field-name", 40, ColumnKind::Text),
        head("overview-field-org_number", 16, ColumnKind::Text),
        head("overview-field-kind", 18, ColumnKind::Text),
        head("overview-field-country", 10, ColumnKind::Text),
        head("overview-field-status", 18, ColumnKind::Text),
        head("tier-label", 8, ColumnKind::Whole),
        head("overview-field-manager", 26, ColumnKind::Text),
        head("overview-contracts-today", 24, ColumnKind::Whole),
    ];
    let cells = |row: &ThenShown| {
        vec![
            Cell::text(&row.name),
            optional(row.org_number.as_ref()),
            Cell::text(&row.kind),
            Cell::text(&row.country),
            Cell::text(&row.status),
            tier(row.tier),
            optional(row.manager.as_ref()),
            whole_number(row.contracts),
        ]
    };
    let rows: Vec<Vec<Cell>> = list.iter().map(cells).collect();
    export_file(web, &web.word("overview-vendors-export"), Some(format), &columns, &rows)
}

fn export_differences(web: &Web, format: &str, list: Vec<DifferenceShown>) -> Answer {
    let head = |key: &str, width, kind| Column::new(web.word(key), width, kind);
    let columns = [
        head("overview-field-name", 40, ColumnKind::Text),
        head("overview-what-happened", 18, ColumnKind::Text),
        head("overview-field", 20, ColumnKind::Text),
        head("common-old", 30, ColumnKind::Text),
        head("common-new", 30, ColumnKind::Text),
    ];
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for each in &list {
        let start = || vec![Cell::text(&each.name), Cell::text(&each.difference)];
        if each.changes.is_empty() {
            rows.push([start(), vec![Cell::Empty, Cell::Empty, Cell::Empty]].concat());
        }
        for change in &each.changes {
            let rest = vec![Cell::text(&change.label), optional(change.old.as_ref()), optional(change.new.as_ref())];
            rows.push([start(), rest].concat());
        }
    }
    export_file(web, &web.word("overview-differences-export"), Some(format), &columns, &rows)
}

/// What is asked: the clause, the kind, and the days; without days the year so far. Whether there is such a clause is
/// for `actions::followed_up` to say. Errors: `error-choice`, `error-date` at the parameter.
pub fn asked(params: &Params, today: NaiveDate) -> Result<Option<ClauseAsked>> {
    let first = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
    let (from, to) = (params.day("from")?.unwrap_or(first), params.day("to")?.unwrap_or(today));
    let kind = params.parsed::<VendorKind>("kind")?;
    let Some(clause_id) = params.text("clause") else { return Ok(None) };
    Ok(Some(ClauseAsked { clause_id, kind, from: from.min(to), to: from.max(to) }))
}

fn hole(web: &Web, line: &ClauseLine) -> Option<String> {
    let said = |hole| web.word_with(&format!("overview-hole-{hole}"), &[("contracts", line.missing.clone())]);
    line.hole.map(said)
}

fn clause_row(web: &Web, line: ClauseLine) -> ClauseRow {
    ClauseRow {
        hole: hole(web, &line),
        vendor_id: line.vendor_id,
        name: line.name,
        tier: line.tier,
        contracts: line.contracts,
        required: line.required,
        followed_on: line.followed_on,
        followed_by: line.followed_by,
        judged_on: line.judged_on,
    }
}

/// Which lines the list shows: `holes` (first), `followed`, `not_required` or `all`.
pub fn wanted(show: &str, line: &ClauseLine) -> bool {
    match show {
        "holes" => line.hole.is_some(),
        "followed" => line.required && line.hole.is_none(),
        "not_required" => !line.required,
        _ => true,
    }
}

pub async fn clause(web: Web, query: Query<Params>) -> Answer {
    let today = web.ctx()?.today();
    let question = asked(&query, today)?;
    let base = "/overview/clauses";
    let show = query.text("show").unwrap_or_else(|| "all".to_string());
    let mut form = query.state();
    let of = question.clone();
    let (library, found) = web
        .read(move |c, ctx| {
            let found = of.map(|of| actions::followed_up(c, ctx, &of)).transpose()?;
            Ok((clause_library::library(c, &ctx.scope)?, found))
        })
        .await?;
    let titled = |entry: &clause_library::Entry| {
        Choice::new(&entry.code, format!("{} {}", entry.code, entry.content.title(web.language())))
    };
    let clauses: Vec<Choice> = library.iter().map(titled).collect();
    let answered = match question.zip(found) {
        None => None,
        Some((question, found)) => {
            form = form.with("from", question.from).with("to", question.to);
            if let Some(format) = query.text("format") {
                return export_clause(&web, &format, &question, &show, found);
            }
            let title = clauses.iter().find(|choice| choice.value == question.clause_id);
            let title = title.map(|choice| choice.label.clone()).unwrap_or_default();
            Some(answer(&web, &query, (question, title), &show, found))
        }
    };
    let body = ClausePage {
        tabs: tabs(&web, base),
        form,
        clauses,
        kinds: VendorKind::ALL
            .iter()
            .map(|kind| Choice::new(kind, web.word(&format!("vendors-kind-{kind}"))))
            .collect(),
        asked: answered,
    };
    let title = web.word("overview-clauses-title");
    web.page_titled(StatusCode::OK, "pages/overview/clauses", title, crumbs(&web), &body)
}

fn answer(
    web: &Web,
    query: &Params,
    (question, title): (ClauseAsked, String),
    show: &str,
    found: Followed,
) -> ClauseAnswer {
    let base = "/overview/clauses";
    let kind = question.kind.map(|kind| format!("&kind={kind}")).unwrap_or_default();
    let link = |show: &str| {
        format!("{base}?clause={}{kind}&from={}&to={}&show={show}", question.clause_id, question.from, question.to)
    };
    let count = |count: usize| i64::try_from(count).ok();
    let choice = |key: &str, name: &str, total: usize| Tab {
        label: web.word(key),
        href: link(name),
        current: show == name,
        count: count(total),
    };
    let choices = vec![
        choice("overview-show-all", "all", found.lines.len()),
        choice("overview-show-holes", "holes", found.holes),
        choice("overview-show-followed", "followed", found.followed),
        choice("overview-show-not_required", "not_required", found.not_required),
    ];
    let lines: Vec<ClauseLine> = found.lines.into_iter().filter(|line| wanted(show, line)).collect();
    let page = paged(lines, query.page());
    ClauseAnswer {
        title,
        clause_id: question.clause_id,
        from: question.from,
        to: question.to,
        yes: found.yes,
        required: found.required,
        followed: found.followed,
        holes: found.holes,
        not_required: found.not_required,
        choices,
        pager: Pager::from(&page),
        rows: page.items.into_iter().map(|line| clause_row(web, line)).collect(),
        export_xlsx: export_href(base, &web.path, "xlsx"),
        export_csv: export_href(base, &web.path, "csv"),
    }
}

fn export_clause(web: &Web, format: &str, question: &ClauseAsked, show: &str, found: Followed) -> Answer {
    let head = |key: &str, width, kind| Column::new(web.word(key), width, kind);
    let columns = [
        head("overview-field-name", 40, ColumnKind::Text),
        head("tier-label", 8, ColumnKind::Whole),
        head("overview-contracts", 24, ColumnKind::Text),
        head("overview-answer", 30, ColumnKind::Text),
        head("overview-followed-on", 14, ColumnKind::Date),
        head("overview-followed-by", 26, ColumnKind::Text),
        head("overview-judged-on", 14, ColumnKind::Date),
    ];
    let day = |day: Option<NaiveDate>| day.map_or(Cell::Empty, Cell::Date);
    let said = |line: &ClauseLine| match hole(web, line) {
        Some(hole) => hole,
        None if line.required => web.word("overview-is-followed"),
        None => web.word("overview-not-required"),
    };
    let cells = |line: &ClauseLine| {
        vec![
            Cell::text(&line.name),
            tier(line.tier),
            Cell::text(&line.contracts),
            Cell::text(said(line)),
            day(line.followed_on),
            optional(line.followed_by.as_ref()),
            day(line.judged_on),
        ]
    };
    let rows: Vec<Vec<Cell>> = found.lines.iter().filter(|line| wanted(show, line)).map(cells).collect();
    let name = format!("{} {}", web.word("overview-clauses-export"), question.clause_id);
    export_file(web, &name, Some(format), &columns, &rows)
}
