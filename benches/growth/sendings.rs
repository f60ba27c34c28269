//! Sending to two thousand vendors in at most a minute.

use crate::stage::{Stage, answering_vendor};
use std::time::Instant;
use tillit::features::controls::QuestionSet;
use tillit::features::sendings::{self, NewSending, SelectionEdit};

fn add(stage: &Stage, count: usize) {
    stage.prepare(|c, ctx| (0..count).try_for_each(|n| answering_vendor(c, ctx, n).map(|_| ())));
    stage.settle();
}

pub fn run(stage: &mut Stage) {
    add(stage, 2000);
    let new = NewSending {
        title: "Mätning".to_string(),
        question_set: QuestionSet::Full,
        set_version_id: None,
        due_on: Some(stage.ctx.today() + chrono::Days::new(30)),
        message: None,
        internal_note: None,
        selection: SelectionEdit::default(),
    };
    let sending = stage.prepare(|c, ctx| sendings::draft(c, ctx, &new));
    let preview = stage.read(5, |c, ctx| Ok(sendings::candidates(c, ctx, &sendings::Selection::default())?.len()));
    stage.note("preview of 2,000 vendors", preview, 250.0);
    stage.prepare(|c, ctx| sendings::start(c, ctx, &sending.id, None));
    let started = Instant::now();
    while sendings::send_some(&stage.db, &stage.ctx, &sending.id, 50).unwrap() > 0 {}
    stage.note("2,000 sends, each its own transaction", started.elapsed().as_secs_f64() * 1000.0, 60_000.0);
}
