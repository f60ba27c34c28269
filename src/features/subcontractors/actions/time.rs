//! What time itself changes: a notice that has passed, a start, an end, and a day that is near.

use super::deciding::{Ruled, SameAs, record};
use super::{save, saying};
use crate::access::Via;
use crate::base::clock::swedish_date;
use crate::base::workdays::add_working_days;
use crate::base::{Id, Result};
use crate::features::subcontractors::effect;
use crate::features::subcontractors::model::{CaseState, CriteriaModel, Decision};
use crate::features::subcontractors::records::Case;
use crate::features::subcontractors::rules::{self, Silent, Step};
use crate::features::subcontractors::store;
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use chrono::{DateTime, Utc};

/// Lets time do its part in every organisation. Run twice on the same day, it changes nothing more.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    let today = swedish_date(now);
    let near = add_working_days(today, CriteriaModel::versions().on(today).terms.near_days);
    let due = app.db.read_now(|c| store::due_everywhere(c, today))?;
    for (organisation_id, id) in due {
        app.db.write_now(|c| turn(c, &rule_of(organisation_id, now), &id))?;
    }
    let near = app.db.read_now(|c| store::near_everywhere(c, today, near))?;
    for (organisation_id, id) in near {
        app.db.write_now(|c| {
            let ctx = rule_of(organisation_id, now);
            let case = store::find(c, &ctx.scope, &id)?;
            saying::near(c, &ctx, &case, case.state == CaseState::Completion)
        })?;
    }
    Ok(())
}

fn rule_of(organisation_id: Id, now: DateTime<Utc>) -> Ctx {
    Ctx::job(organisation_id, "subcontractors", Via::Job, now)
}

fn turn(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<()> {
    let case = store::find(c, &ctx.scope, id)?;
    let today = ctx.today();
    let noticed = case.silence_at.is_none() && case.notice_until.is_some_and(|until| until < today);
    match case.state {
        CaseState::Submitted | CaseState::Completeness | CaseState::Review if noticed => silence(c, ctx, &case),
        CaseState::Temporary | CaseState::Decided | CaseState::Active if case.due_on.is_some_and(|day| day < today) => {
            let state = rules::next(case.state, Step::Expire)?;
            save(c, ctx, "expire", &case, Case { state, ..case.clone() }).map(drop)
        }
        CaseState::Decided if case.starts_on.is_some_and(|day| day <= today) => {
            let state = rules::next(case.state, Step::Start)?;
            save(c, ctx, "subcontract_start", &case, Case { state, ..case.clone() }).map(drop)
        }
        _ => Ok(()),
    }
}

/// The notice has passed. Within the bounds silence is no objection; else nothing was approved, and
/// somebody is told that they still have to decide.
fn silence(c: &mut Db, ctx: &Ctx, case: &Case) -> Result<()> {
    let model = CriteriaModel::named(&case.criteria_version);
    let effect = effect::of(c, ctx, case)?;
    let main = effect.main();
    let facts = case.facts();
    let known = Silent {
        authorisation: case.authorisation,
        tier: main.and_then(|main| main.before.zip(main.after).map(|(before, after)| before.min(after))),
        data_class: facts.data_class,
        third_country: rules::is_third_country(case.all_countries().iter().map(String::as_str)),
        care: case.is_care,
        patient_data: facts.patient_data,
        objected: !store::objections(c, case)?.is_empty(),
    };
    let noted = Case { silence_at: Some(ctx.instant()), ..case.clone() };
    // A name that the chain knows already has to be told apart by a person.
    let unclear = effect.existing.is_none() && case.link_id.is_none() && {
        let folded = crate::base::text::fold(&case.name);
        facts.org_number.is_none() && !store::namesakes(c, &ctx.scope, &folded)?.is_empty()
    };
    if !rules::silence_approves(&known, &model.silence) || unclear || !effect.errors.is_empty() {
        let after = save(c, ctx, "subcontract_silence", case, noted)?;
        return saying::silence(c, ctx, &after);
    }
    let state = rules::next(case.state, Step::Silence)?;
    let from = super::deciding::valid_from(ctx, case);
    let ruled = Ruled {
        decision: Decision::NoObjection,
        reason: String::new(),
        conditions: Vec::new(),
        valid_until: Some(rules::longest_validity(from, &model.terms)),
        diary_number: None,
        same_as: SameAs::Unsaid,
    };
    let rule = (None, ctx.actor.name.clone());
    record(c, ctx, &noted, state, &ruled, from, rule).map(drop)
}
