//! Fifty people at vendors answer at the same time: how long one save takes, and how near the saves come to the raw
//! rate of durable commits of the same disk in the same run; and a workbook of 62 answers that comes back.

use super::stage::{Stage, Time, answering_vendor, timed};
use diesel::RunQueryDsl as _;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tillit::base::{Id, Language, Result};
use tillit::features::controls::QuestionSet;
use tillit::features::questionnaires::{self, AnswerEdit, AnswerStatus, Given, NewAssessment};
use tillit::features::workbooks::{self, Choices, Labels};
use tillit::kit::Ctx;
use tillit::platform::db::Db;
use tillit::platform::files::Stored;
use tillit::platform::sheets::{self, Cell};
use tillit::platform::view::Views;

const PEOPLE: usize = 50;
const SAVES: usize = 20;
/// A person who answers fast saves every other second.
const THINKS: Duration = Duration::from_secs(2);
const KEY: &str = "nyckel";

struct Answering {
    ctx: Ctx,
    assessment: Id,
}

pub fn run(stage: &mut Stage) {
    let people: Vec<Arc<Answering>> = (0..PEOPLE).map(|n| Arc::new(stage.prepare(|c, ctx| add(c, ctx, n)))).collect();
    stage.settle();

    let raw = raw_rate(stage);
    let started = Instant::now();
    each(stage, &people, 0, Duration::ZERO);
    let rate = (PEOPLE * SAVES) as f64 / started.elapsed().as_secs_f64();
    stage.reaches("saves of answers against raw durable commits", rate, raw, 0.6);

    let mut times = each(stage, &people, 1, THINKS);
    times.sort_by(f64::total_cmp);
    stage.note("save one answer, 50 people, p50", times[times.len() / 2], 5.0);
    stage.note("save one answer, 50 people, p99", times[times.len() * 99 / 100], 25.0);

    let ms = workbook(stage, &people[0]);
    stage.note("a workbook of 62 answers read and merged", ms, 200.0);
}

/// Commits that do nothing but change one row, one after another: the fastest that this disk lets anything be kept.
fn raw_rate(stage: &Stage) -> f64 {
    let sql = |text: &'static str| move |c: &mut Db| Ok(diesel::sql_query(text).execute(c)?);
    stage.db.write_now(sql("CREATE TABLE raw_commits (n INTEGER NOT NULL)")).unwrap();
    let commits = PEOPLE * SAVES;
    let started = Instant::now();
    for _ in 0..commits {
        stage.db.write_now(sql("INSERT INTO raw_commits (n) VALUES (1)")).unwrap();
    }
    commits as f64 / started.elapsed().as_secs_f64()
}

/// Everybody saves `SAVES` answers to as many questions, for the `round`th time, as the service's requests do. Gives each
/// save's milliseconds.
fn each(stage: &Stage, people: &[Arc<Answering>], round: i32, thinks: Duration) -> Vec<f64> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build().unwrap();
    runtime.block_on(async {
        let tasks: Vec<_> = people
            .iter()
            .enumerate()
            .map(|(n, one)| {
                let (db, one) = (stage.db.clone(), one.clone());
                let begins = thinks * u32::try_from(n).unwrap() / u32::try_from(PEOPLE).unwrap();
                tokio::spawn(async move {
                    tokio::time::sleep(begins).await;
                    let mut times = Vec::new();
                    for question in 1..=SAVES {
                        let one = one.clone();
                        let started = Instant::now();
                        db.write_together(move |c| save(c, &one, &format!("Q{question:02}"), round)).await.unwrap();
                        times.push(started.elapsed().as_secs_f64() * 1000.0);
                        tokio::time::sleep(thinks).await;
                    }
                    times
                })
            })
            .collect();
        let mut times = Vec::new();
        for task in tasks {
            times.extend(task.await.unwrap());
        }
        times
    })
}

fn save(c: &mut Db, one: &Answering, question: &str, version: i32) -> Result<()> {
    let comment = format!("Vi gör så här, för {}:e gången.", version + 1);
    let given = Given { status: Some(AnswerStatus::Met), comment, ..Given::default() };
    let edit = AnswerEdit {
        assessment_id: one.assessment.clone(),
        question_id: question.to_string(),
        version,
        given,
        shown_on_site: false,
    };
    questionnaires::save_answer(c, &one.ctx, &edit).map(|_| ())
}

/// A workbook with every comment changed, from writing it until all of it is saved.
fn workbook(stage: &Stage, one: &Answering) -> Time {
    let views = Views::new().unwrap();
    let mut round = 0;
    timed(3, || {
        round += 1;
        let full = stage.db.read_now(|c| questionnaires::open(c, &one.ctx.scope, &one.assessment)).unwrap();
        let bytes = workbooks::write(&full, &views, Language::Sv, KEY, true).unwrap();
        let mut sheets = sheets::read("svar.xlsx", &bytes).unwrap();
        for row in sheets[0].rows.iter_mut().skip(1) {
            row.resize(13.max(row.len()), Cell::Empty);
            row[12] = Cell::text(format!("Svar för {round}:e gången"));
        }
        let stored = Stored { sha256: format!("{round:064}"), size: 1 };
        let id =
            stage.db.write_now(|c| workbooks::keep(c, &one.ctx, &one.assessment, "svar.xlsx", &stored)).unwrap().id;
        let saved = stage.db.write_now(|c| {
            let again = |full: &questionnaires::FullAssessment| {
                let labels = Labels::of(&views, Language::Sv, &full.questions);
                workbooks::plan(full, &sheets, KEY, &labels)
            };
            workbooks::merge(c, &one.ctx, (&one.assessment, &id), &Choices::new(), again)
        });
        assert_eq!(saved.unwrap(), 62);
    })
}

fn add(c: &mut Db, ctx: &Ctx, n: usize) -> Result<Answering> {
    let (vendor, actor) = answering_vendor(c, ctx, n)?;
    let new = NewAssessment {
        vendor_id: vendor.id,
        contract_id: None,
        question_set: QuestionSet::Full,
        due_on: ctx.today() + chrono::Days::new(30),
        message: None,
        internal_note: None,
    };
    let assessment = questionnaires::send(c, ctx, &new)?.id;
    Ok(Answering { ctx: Ctx::new(actor, ctx.now, Language::Sv, "bench".to_string()), assessment })
}
