//! Lists of other features as files, with the filters of their pages: `/exports/<list>?<the page's query>&format=`.
//! A list is read by the feature's own store, page after page, so a file holds what the page would show.

use crate::access::Permission;
use crate::base::clock::swedish_date;
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Instant, Page, PageRequest};
use crate::features::audit_trail::views::word_or;
use crate::features::audit_trail::{self, AuditQuery};
use crate::features::contracts::{self, DepthModel, WatchFilter};
use crate::features::coverage;
use crate::features::dialogues::{self, Order};
use crate::features::incidents::{self, IncidentFilter, IncidentState};
use crate::features::question_sets;
use crate::features::questionnaires;
use crate::features::sendings::{self, SendingFilter};
use crate::features::vendor_reviews::{self, ReviewFilter};
use crate::features::vendors::{self, export_part};
use crate::kit::web::{Answer, Params, Web};
use crate::platform::sheets::{Cell, Column, ColumnKind};
use actix_web::web::Query;
use std::collections::BTreeMap;
use std::str::FromStr;

/// As much of a paged list as a file holds.
fn all<T>(mut page: impl FnMut(PageRequest) -> Result<Page<T>>) -> Result<Page<T>> {
    let mut rows = Vec::new();
    let mut number = 1;
    loop {
        let found = page(PageRequest::new(Some(number), Some(PageRequest::MAX_SIZE)))?;
        let (is_last, total) = (number >= found.pages(), found.total);
        rows.extend(found.items);
        if is_last || number * PageRequest::MAX_SIZE >= PageRequest::FILE.size {
            return Ok(Page::new(rows, total, PageRequest::FILE));
        }
        number += 1;
    }
}

/// What cannot be read does not narrow, as on the page.
fn read<T: FromStr>(params: &Params, name: &str) -> Option<T> {
    params.text(name).and_then(|text| text.parse().ok())
}

fn columns(web: &Web, all: &[(&str, u16, ColumnKind)]) -> Vec<Column> {
    all.iter().map(|(key, width, kind)| Column::new(web.word(key), *width, *kind)).collect()
}

fn number(value: i32) -> Cell {
    Cell::Number(f64::from(value))
}

fn optional(value: Option<i32>) -> Cell {
    value.map_or(Cell::Empty, number)
}

fn day(at: Instant) -> Cell {
    Cell::Date(swedish_date(at.utc()))
}

fn send(web: &Web, params: &Params, title: &str, columns: &[Column], rows: Vec<Vec<Cell>>, total: i64) -> Answer {
    let format = params.text("format");
    export_part(web, &web.word(title).to_lowercase(), format.as_deref(), columns, rows, total)
}

pub async fn assessments(web: Web, query: Query<Params>) -> Answer {
    let filter = questionnaires::Filter {
        status: read(&query, "status"),
        vendor_id: read(&query, "vendor_id"),
        late: query.text("late").as_deref() == Some("late"),
        q: query.text("q"),
        sort: query.text("sort"),
    };
    let found = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            ctx.require(Permission::AssessmentRead)?;
            all(|page| questionnaires::list(c, &ctx.scope, &filter, ctx.today(), page))
        })
        .await?;
    let columns = columns(
        &web,
        &[
            ("questionnaires-col-vendor", 36, ColumnKind::Text),
            ("questionnaires-set", 20, ColumnKind::Text),
            ("common-status", 18, ColumnKind::Text),
            ("common-due", 12, ColumnKind::Date),
            ("questionnaires-answered", 10, ColumnKind::Whole),
            ("overview-of", 10, ColumnKind::Whole),
            ("questionnaires-verified", 12, ColumnKind::Whole),
        ],
    );
    let cells = |row: &questionnaires::Listed| {
        let it = &row.assessment;
        vec![
            Cell::text(&row.vendor_name),
            Cell::text(web.word(&format!("questionnaires-set-{}", it.question_set))),
            Cell::text(web.word(&format!("questionnaires-status-{}", it.status))),
            Cell::Date(it.due_on),
            number(it.answered_count),
            number(it.question_count),
            optional(it.verified),
        ]
    };
    let rows: Vec<Vec<Cell>> = found.items.iter().map(cells).collect();
    send(&web, &query, "nav-assessments", &columns, rows, found.total)
}

pub async fn dialogues(web: Web, query: Query<Params>) -> Answer {
    let locked = query.text("show").as_deref() == Some("locked");
    let person: Id = web.ctx()?.actor.person_id.clone();
    let filter = dialogues::Filter {
        contract_id: read(&query, "contract_id"),
        vendor_id: read(&query, "vendor_id"),
        status: read(&query, "status").filter(|_| !locked),
        locked: Some(locked),
        manager_id: query.text("mine").map(|_| person),
    };
    let found = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            ctx.require(Permission::DialogueRead)?;
            let order = if locked { Order::Latest } else { Order::Soonest };
            all(|page| {
                let page = dialogues::list(c, &ctx.scope, &filter, order, page)?;
                Ok(page.map(|row| {
                    let contract = format!("{}, {}", row.contract_reference, row.contract_title);
                    (row.held_on, row.vendor_name, contract, row.number, row.status)
                }))
            })
        })
        .await?;
    let columns = columns(
        &web,
        &[
            ("dialogue-held-on", 12, ColumnKind::Date),
            ("dialogue-vendor", 36, ColumnKind::Text),
            ("dialogue-contract", 40, ColumnKind::Text),
            ("dialogue-number", 8, ColumnKind::Whole),
            ("common-status", 20, ColumnKind::Text),
        ],
    );
    let rows: Vec<Vec<Cell>> = found
        .items
        .iter()
        .map(|(held_on, vendor, contract, count, status)| {
            let status = web.word(&format!("dialogue-status-{status}"));
            vec![Cell::Date(*held_on), Cell::text(vendor), Cell::text(contract), number(*count), Cell::text(status)]
        })
        .collect();
    send(&web, &query, "nav-dialogues", &columns, rows, found.total)
}

pub async fn incidents(web: Web, query: Query<Params>) -> Answer {
    let asked = query.text("state").unwrap_or_else(|| "open_only".to_string());
    let state = match asked.as_str() {
        "all" | "open_only" => None,
        one => Some(one.parse::<IncidentState>().map_err(|_| Refusal::invalid("state", "error-choice"))?),
    };
    let filter = IncidentFilter {
        q: query.text("q"),
        state,
        open_only: asked == "open_only",
        vendor_id: query.parsed("vendor_id")?,
        node_id: query.parsed("node_id")?,
    };
    let found = web
        .read(move |c, ctx| {
            ctx.require(Permission::IncidentRead)?;
            all(|page| Ok(incidents::list(c, &ctx.scope, &filter, page)?.map(|row| (row.incident, row.contracts))))
        })
        .await?;
    let columns = columns(
        &web,
        &[
            ("incidents-number", 8, ColumnKind::Whole),
            ("incidents-field-title", 44, ColumnKind::Wrapped),
            ("common-status", 16, ColumnKind::Text),
            ("incidents-contracts-touched", 14, ColumnKind::Whole),
            ("incidents-source", 18, ColumnKind::Text),
            ("incidents-received", 12, ColumnKind::Date),
            ("incidents-owner", 26, ColumnKind::Text),
        ],
    );
    let rows: Vec<Vec<Cell>> = found
        .items
        .iter()
        .map(|(incident, contracts)| {
            vec![
                number(incident.number),
                Cell::text(&incident.title),
                Cell::text(web.word(&format!("incidents-state-{}", incident.state))),
                Cell::Number(u32::try_from(*contracts).map_or(f64::from(u32::MAX), f64::from)),
                Cell::text(web.word(&format!("incidents-source-{}", incident.source))),
                day(incident.received_at),
                Cell::text(&incident.owner_name),
            ]
        })
        .collect();
    send(&web, &query, "incidents-title", &columns, rows, found.total)
}

pub async fn coverage(web: Web, query: Query<Params>) -> Answer {
    let tier = match query.text("tier").as_deref() {
        None => None,
        Some("none") => Some(None),
        Some(text @ ("1" | "2" | "3" | "4")) => Some(text.parse().ok()),
        Some(_) => return Err(Refusal::invalid("tier", "error-choice")),
    };
    let filter = coverage::Filter { tier, state: query.parsed("state")?, q: query.text("q") };
    let found = web.read(move |c, ctx| all(|page| coverage::list(c, &ctx.scope, &filter, page))).await?;
    let columns = columns(
        &web,
        &[
            ("overview-field-name", 40, ColumnKind::Text),
            ("tier-label", 8, ColumnKind::Whole),
            ("coverage-state-unknown", 14, ColumnKind::Whole),
            ("coverage-state-expired", 14, ColumnKind::Whole),
            ("coverage-state-claimed", 14, ColumnKind::Whole),
            ("coverage-state-verified", 14, ColumnKind::Whole),
            ("coverage-state-not_required", 14, ColumnKind::Whole),
        ],
    );
    let cells = |listed: &coverage::Listed| {
        let row = &listed.row;
        let counts = [row.unknown_count, row.expired_count, row.claimed_count, row.verified_count];
        let mut cells = vec![Cell::text(&listed.name), optional(row.tier)];
        cells.extend(counts.map(number));
        cells.push(number(row.not_required_count));
        cells
    };
    let rows: Vec<Vec<Cell>> = found.items.iter().map(cells).collect();
    send(&web, &query, "nav-coverage", &columns, rows, found.total)
}

pub async fn reviews(web: Web, query: Query<Params>) -> Answer {
    let filter = ReviewFilter {
        q: query.text("q"),
        kind: read(&query, "kind"),
        status: read(&query, "status"),
        vendor_id: read(&query, "vendor_id"),
    };
    let found = web
        .read(move |c, ctx| {
            all(|page| {
                let page = vendor_reviews::list(c, &ctx.scope, &filter, page)?;
                Ok(page.map(|(review, vendor, _)| (review, vendor)))
            })
        })
        .await?;
    let columns = columns(
        &web,
        &[
            ("vendorreviews-number", 8, ColumnKind::Whole),
            ("vendorreviews-review", 44, ColumnKind::Wrapped),
            ("vendorreviews-vendor", 36, ColumnKind::Text),
            ("vendorreviews-kind", 20, ColumnKind::Text),
            ("common-status", 16, ColumnKind::Text),
            ("vendorreviews-reported-on", 14, ColumnKind::Date),
        ],
    );
    let rows: Vec<Vec<Cell>> = found
        .items
        .iter()
        .map(|(review, vendor)| {
            vec![
                number(review.number),
                Cell::text(&review.title),
                Cell::text(vendor),
                Cell::text(web.word(&format!("vendorreviews-kind-{}", review.kind))),
                Cell::text(web.word(&format!("vendorreviews-status-{}", review.status))),
                review.reported_on.map_or(Cell::Empty, Cell::Date),
            ]
        })
        .collect();
    send(&web, &query, "vendorreviews-title", &columns, rows, found.total)
}

pub async fn audit_events(web: Web, query: Query<Params>, asked: Query<AuditQuery>) -> Answer {
    let filter = asked.filter();
    let found = web
        .read(move |c, ctx| {
            ctx.require(Permission::AuditRead)?;
            all(|page| audit_trail::list(c, &ctx.scope, &filter, page))
        })
        .await?;
    let columns = columns(
        &web,
        &[
            ("coverage-log-number", 10, ColumnKind::Text),
            ("audit-at", 22, ColumnKind::Text),
            ("audit-person", 26, ColumnKind::Text),
            ("overview-verb", 16, ColumnKind::Text),
            ("audit-object-type", 20, ColumnKind::Text),
            ("audit-object-id", 38, ColumnKind::Text),
            ("audit-what", 40, ColumnKind::Wrapped),
        ],
    );
    let rows: Vec<Vec<Cell>> = found
        .items
        .iter()
        .map(|event| {
            let at = event.at.utc().with_timezone(&crate::base::clock::ZONE).format("%Y-%m-%d %H:%M:%S").to_string();
            vec![
                Cell::text(event.seq.to_string()),
                Cell::text(at),
                Cell::text(&event.actor_name),
                Cell::text(word_or(&web, format!("audit-verb-{}", event.verb), &event.verb)),
                Cell::text(word_or(&web, format!("audit-object-{}", event.object_type), &event.object_type)),
                Cell::text(&event.object_id),
                Cell::text(&event.summary),
            ]
        })
        .collect();
    send(&web, &query, "nav-audit", &columns, rows, found.total)
}

/// The farthest that anybody may look.
const MOST_DAYS: u64 = 3_660;

/// What must be decided about contracts in the days ahead.
pub async fn contract_watch(web: Web, query: Query<Params>) -> Answer {
    let days = query.parsed::<u64>("days")?.unwrap_or(DepthModel::current().watch.days);
    let filter = WatchFilter { days: days.min(MOST_DAYS), manager_id: query.parsed("manager_id")? };
    let (found, names) = web
        .read(move |c, ctx| {
            let found = all(|page| contracts::watch(c, &ctx.scope, &filter, ctx.today(), page))?;
            let names: BTreeMap<Id, String> = vendors::choices(c, &ctx.scope)?.into_iter().collect();
            Ok((found, names))
        })
        .await?;
    let columns = columns(
        &web,
        &[
            ("contracts-field-reference", 18, ColumnKind::Text),
            ("contracts-field-title", 40, ColumnKind::Text),
            ("contracts-field-vendor-id", 36, ColumnKind::Text),
            ("contracts-watch-what", 30, ColumnKind::Text),
            ("contracts-watch-on", 12, ColumnKind::Date),
            ("contracts-field-ends-on", 12, ColumnKind::Date),
        ],
    );
    let rows: Vec<Vec<Cell>> = found
        .items
        .iter()
        .map(|item| {
            vec![
                Cell::text(&item.contract.reference),
                Cell::text(&item.contract.title),
                names.get(&item.contract.vendor_id).map_or(Cell::Empty, Cell::text),
                Cell::text(web.word(&format!("contracts-decision-{}", item.decision.kind))),
                Cell::Date(item.decision.on),
                Cell::Date(item.decision.ends_on),
            ]
        })
        .collect();
    send(&web, &query, "contracts-watch", &columns, rows, found.total)
}

pub async fn sendings(web: Web, query: Query<Params>) -> Answer {
    let filter = SendingFilter { q: query.text("q"), state: read(&query, "state") };
    let (found, titles) = web
        .read(move |c, ctx| {
            let found = all(|page| Ok(sendings::list(c, &ctx.scope, &filter, page)?.map(|(sending, _)| sending)))?;
            let own: Vec<Id> = found.items.iter().filter_map(|sending| sending.set_version_id.clone()).collect();
            Ok((found, question_sets::titled(c, &ctx.scope, &own)?))
        })
        .await?;
    let set = |sending: &sendings::Sending| {
        let own = sending.set_version_id.as_ref().and_then(|id| titles.get(id));
        own.map_or_else(
            || web.word(&format!("questionnaires-set-{}", sending.question_set)),
            |(title, number)| sendings::set_title(&web, title, *number),
        )
    };
    let columns = columns(
        &web,
        &[
            ("sendings-number", 8, ColumnKind::Whole),
            ("sendings-sending", 44, ColumnKind::Wrapped),
            ("questionnaires-set", 20, ColumnKind::Text),
            ("common-status", 16, ColumnKind::Text),
            ("common-due", 12, ColumnKind::Date),
        ],
    );
    let rows: Vec<Vec<Cell>> = found
        .items
        .iter()
        .map(|sending| {
            vec![
                number(sending.number),
                Cell::text(&sending.title),
                Cell::text(set(sending)),
                Cell::text(web.word(&format!("sendings-state-{}", sending.state))),
                Cell::Date(sending.due_on),
            ]
        })
        .collect();
    send(&web, &query, "sendings-title", &columns, rows, found.total)
}
