//! `/overview`, the director's page, and `/overview/follow-up`, how the follow-up itself is doing.

use super::{crumbs, href, parts, tabs};
use crate::base::{Language, Refusal};
use crate::features::overview::actions::{self, Counted, said};
use crate::features::overview::model::{Moment, Part, Place};
use crate::features::overview::paper::{self, PARTS};
use crate::features::overview::records::Goal;
use crate::features::overview::views::{FiguresPage, GoalShown};
use crate::features::overview::{rules, store};
use crate::kit::web::{Answer, Params, Web, export_whole};
use crate::platform::sheets::{Cell, ColumnKind};
use actix_web::http::StatusCode;
use actix_web::web::Query;

async fn page(web: Web, query: &Params, director: bool) -> Answer {
    let wanted: &'static [Part] = if director { PARTS } else { &[Part::FollowUp] };
    // a goal may be of any figure
    let read: &'static [Part] = if director { PARTS } else { Part::ALL };
    let (counted, texts, days, goals) = web
        .read(move |c, ctx| {
            let moment = Moment::of(ctx.today());
            Ok((
                actions::figures(c, ctx, read)?,
                store::texts(c, &ctx.scope)?,
                store::counted_days(c, &ctx.scope, moment.month_ago, moment.today)?,
                if director { Vec::new() } else { store::goals(c, &ctx.scope)? },
            ))
        })
        .await?;
    if query.asks_for_file() {
        let title = if director { "overview-title" } else { "overview-follow-up-title" };
        return file(&web, query, title, &counted, wanted);
    }
    let moment = counted.moment;
    let until = days.last().map_or(moment.today, |last| (*last).max(moment.days_ago(1)));
    let body = FiguresPage {
        tabs: tabs(&web, if director { "/overview" } else { "/overview/follow-up" }),
        director,
        today: moment.today,
        compared: counted.compared,
        since: if director { moment.month_ago } else { moment.year_ago },
        parts: parts(&counted, wanted),
        text: if director { said(&texts, Place::Director, web.language()).to_string() } else { String::new() },
        missing: rules::missing(&days, until),
        never: days.is_empty(),
        goals: goals.into_iter().filter_map(|goal| goal_shown(goal, &counted)).collect(),
    };
    let (title, way) = match director {
        true => ("overview-title", Vec::new()),
        false => ("overview-follow-up-title", crumbs(&web)),
    };
    web.page_titled(StatusCode::OK, "pages/overview/figures", web.word(title), way, &body)
}

/// A goal of a figure that this person may see.
fn goal_shown(goal: Goal, counted: &Counted) -> Option<GoalShown> {
    let figure = counted.figures.iter().find(|figure| figure.measure == goal.measure)?;
    Some(GoalShown {
        value: paper::shown(figure.value),
        progress: figure.value.and_then(|value| rules::progress(goal.baseline, goal.target, value)),
        href: href(goal.measure, counted),
        goal,
    })
}

/// The figures that the page shows, as numbers.
fn file(web: &Web, query: &Params, title: &str, counted: &Counted, wanted: &[Part]) -> Answer {
    let columns = [
        ("overview-area", 30, ColumnKind::Text),
        ("overview-figure", 50, ColumnKind::Wrapped),
        ("overview-now", 10, ColumnKind::Whole),
        ("overview-then", 10, ColumnKind::Whole),
        ("overview-change", 10, ColumnKind::Whole),
    ];
    let mut rows = Vec::new();
    for part in wanted {
        let area = web.word(&format!("overview-part-{part}"));
        rows.extend(counted.of(*part).map(|figure| {
            vec![
                Cell::text(&area),
                Cell::text(web.word(&format!("overview-measure-{}", figure.measure))),
                Cell::maybe_count(figure.value),
                Cell::maybe_count(figure.then),
                Cell::maybe_count(figure.change()),
            ]
        }));
    }
    export_whole(web, query, title, &columns, rows)
}

pub async fn show(web: Web, query: Query<Params>) -> Answer {
    page(web, &query, true).await
}

pub async fn follow_up(web: Web, query: Query<Params>) -> Answer {
    page(web, &query, false).await
}

/// The director's page on paper, in `?lang=` or the reader's own language.
pub async fn pdf(web: Web, query: Query<Params>) -> Answer {
    let language = query.parsed::<Language>("lang")?.unwrap_or(web.language());
    let (ctx, counted, texts) =
        web.read(|c, ctx| Ok((ctx.clone(), actions::figures(c, ctx, PARTS)?, store::texts(c, &ctx.scope)?))).await?;
    let (app, today) = (web.app.clone(), counted.moment.today);
    // setting the type takes a while: it has no place on the threads that answer others
    let bytes = tokio::task::spawn_blocking(move || paper::director_pdf(&app, &ctx, language, &counted, &texts))
        .await
        .map_err(Refusal::fault)??;
    let name = web.app.views.word0(language, "overview-paper-title");
    web.download(&format!("{name} {today}.pdf"), "application/pdf", bytes)
}
