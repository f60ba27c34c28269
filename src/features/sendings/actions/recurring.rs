//! Sendings that time has come for: proposed to a person, or started when the organisation has said so.

use super::drafting::{keep_new, written};
use super::settings::reminding;
use super::{candidates, start};
use crate::base::{Language, Result, text};
use crate::features::controls::QuestionSet;
use crate::features::sendings::model::{Selection, SendingOrigin, SendingState};
use crate::features::sendings::parameters::SendingTerms;
use crate::features::sendings::records::Sending;
use crate::features::sendings::store;
use crate::features::vendors::TieringModel;
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use chrono::Days;

/// Looks for vendors whose tier asks for a new self-assessment, one sending for each question set.
pub fn sweep(app: &App, ctx: &Ctx) -> Result<()> {
    for set in [QuestionSet::Lite, QuestionSet::Full] {
        if app.db.read_now(|c| wanted(c, ctx, set))?.is_some() {
            let title = app.views.word0(Language::Sv, "sendings-proposed-title");
            app.db.write_now(|c| make(c, ctx, set, &title))?;
        }
    }
    Ok(())
}

/// The tiers that are asked the questions of a set.
fn tiers_of(set: QuestionSet) -> Vec<i32> {
    let asked = |tier: &i32| u8::try_from(*tier).is_ok_and(|tier| TieringModel::current().question_set(tier) == set);
    (1..=4).filter(asked).collect()
}

/// Whom time has come for, unless it was said lately or a proposal waits for somebody.
fn wanted(c: &mut Db, ctx: &Ctx, set: QuestionSet) -> Result<Option<Selection>> {
    let automatic = reminding(c, ctx)?.automatic;
    let before = store::made_by_time(c, &ctx.scope, set)?;
    let every = SendingTerms::on(ctx.today()).propose_every_days;
    let lately = |row: &Sending| (ctx.today() - super::day_of(row.created_at)).num_days() < every;
    let waits = |row: &Sending| !automatic && row.state == SendingState::Draft;
    if before.iter().any(|row| lately(row) || waits(row)) {
        return Ok(None);
    }
    let selection = Selection { tiers: tiers_of(set), due_again: true, ..Selection::default() };
    if selection.tiers.is_empty() {
        return Ok(None);
    }
    let someone = candidates(c, ctx, &selection)?.iter().any(|each| each.why.is_none());
    Ok(someone.then_some(selection))
}

fn make(c: &mut Db, ctx: &Ctx, set: QuestionSet, title: &str) -> Result<()> {
    let Some(selection) = wanted(c, ctx, set)? else { return Ok(()) };
    let automatic = reminding(c, ctx)?.automatic;
    let days = Days::new(SendingTerms::on(ctx.today()).answer_days);
    let row = Sending {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        number: store::next_number(c, &ctx.scope)?,
        title: title.to_string(),
        search_text: text::fold(title),
        question_set: set,
        due_on: ctx.today().checked_add_days(days).unwrap_or(ctx.today()),
        message: None,
        internal_note: None,
        selection: written(&selection)?,
        origin: if automatic { SendingOrigin::Automatic } else { SendingOrigin::Proposed },
        state: SendingState::Draft,
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        started_by: None,
        started_by_name: None,
        started_at: None,
        finished_at: None,
        updated_at: ctx.instant(),
        version: 1,
        set_version_id: None,
    };
    keep_new(c, ctx, &row)?;
    if automatic {
        start(c, ctx, &row.id, None)?;
    }
    Ok(())
}
