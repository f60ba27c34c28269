//! Runs of a month: started, followed, fetched.

use super::month_words;
use super::months::asked_period;
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{Id, Language, Period, Refusal, Result};
use crate::features::meetings::actions;
use crate::features::meetings::model::RunFileState;
use crate::features::meetings::records::MonthRun;
use crate::features::meetings::store::runs as store;
use crate::features::meetings::views::{RunPage, RunRow, RunsPage};
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use std::collections::BTreeMap;

pub type Tallies = BTreeMap<(Id, RunFileState), i64>;

/// How many files of a run are in a state.
pub fn count(tallies: &Tallies, run: &MonthRun, state: RunFileState) -> i64 {
    tallies.get(&(run.id.clone(), state)).copied().unwrap_or(0)
}

fn row(web: &Web, run: &MonthRun, tallies: &Tallies) -> RunRow {
    let waiting = count(tallies, run, RunFileState::Queued);
    let total = i64::from(run.total);
    RunRow {
        id: run.id.clone(),
        period: month_words(web, &run.period),
        language: run.language,
        state: run.state,
        done: total - waiting,
        total,
        started_by: run.started_by_name.clone(),
        started_at: run.started_at,
    }
}

pub async fn list(web: Web, asked: Query<Params>) -> Answer {
    let asked = asked.into_inner();
    let period = asked_period(&web, &asked)?;
    let form = FormState::default().with("period", period).with("language", web.language());
    listed(&web, StatusCode::OK, &asked, form).await
}

async fn listed(web: &Web, status: StatusCode, asked: &Params, form: FormState) -> Answer {
    let request = asked.page();
    let (page, tallies) = web
        .read(move |c, ctx| {
            let page = store::list(c, &ctx.scope, request)?;
            let ids: Vec<Id> = page.items.iter().map(|run| run.id.clone()).collect();
            let tallies = store::tally(c, &ctx.scope, &ids)?;
            Ok((page, tallies))
        })
        .await?;
    let shown = RunsPage {
        rows: page.items.iter().map(|run| row(web, run, &tallies)).collect(),
        pager: Pager::from(&page),
        form,
        languages: Language::ALL.to_vec(),
        can_run: web.can(Permission::DialogueEdit),
    };
    let crumbs = vec![(web.word("meetings-month"), "/meetings".to_string())];
    web.page_titled(status, "pages/meetings/runs", web.word("meetings-runs"), crumbs, &shown)
}

pub async fn start(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let period = checks.keep(fields.required::<Period>("period", "error-meeting-period"));
    let language = checks.keep(fields.required::<Language>("language", "error-choice"));
    let started: Result<MonthRun> = match (period, language, checks.done()) {
        (Some(period), Some(language), Ok(())) => {
            web.write(move |c, ctx| actions::start_run(c, ctx, period, language)).await
        }
        (_, _, Err(refusal)) => Err(refusal),
        _ => Err(Refusal::invalid("period", "error-meeting-period")),
    };
    match started {
        Ok(run) => web.redirect(format!("/month-runs/{}", run.id)),
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&fields, &errors);
            listed(&web, StatusCode::UNPROCESSABLE_ENTITY, &Params::default(), form).await
        }
        Err(other) => Err(other),
    }
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let (run, tallies) = web
        .read(move |c, ctx| {
            let run = store::find(c, &ctx.scope, &id)?;
            let tallies = store::tally(c, &ctx.scope, std::slice::from_ref(&run.id))?;
            Ok((run, tallies))
        })
        .await?;
    let crumbs = vec![
        (web.word("meetings-month"), "/meetings".to_string()),
        (web.word("meetings-runs"), "/month-runs".to_string()),
    ];
    let page = RunPage {
        run: row(&web, &run, &tallies),
        made: count(&tallies, &run, RunFileState::Made),
        failed: count(&tallies, &run, RunFileState::Failed),
        missing: count(&tallies, &run, RunFileState::Missing),
        size: run.size,
        sha256: run.sha256,
        error: run.error,
        finished_at: run.finished_at,
    };
    let title = web.word_with("meetings-run-title", &[("period", page.run.period.clone())]);
    web.page_titled(StatusCode::OK, "pages/meetings/run", title, crumbs, &page)
}

/// The archive, piece by piece. Errors: NotFound until it is made.
pub async fn zip(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let run = web.read(move |c, ctx| store::find(c, &ctx.scope, &id)).await?;
    let sha256 = run.sha256.as_deref().ok_or(Refusal::NotFound)?;
    let name = format!("{} {}.zip", web.word("meetings-zip-name"), run.period);
    web.download_file(&name, "application/zip", web.app.files.open(sha256)?)
}
