//! Reports: the region's own words, a goal, a mailing, and figures kept on some days of the last months, with a few days
//! missing because the service was down. The figures of today are the story's own.

use super::people::People;
use super::story::Story;
use crate::base::{Id, Result};
use crate::features::overview::{
    self, GoalEdit, MailingEdit, Measure, Place, ReportKind, Snapshot, TextEdit, insert_snapshots,
};
use chrono::{Days, NaiveDate};

/// Days ago on which figures were kept: the last three months but for a week without.
fn kept(today: NaiveDate) -> impl Iterator<Item = (u64, NaiveDate)> {
    (1..=92)
        .filter(|ago| !(18..=24).contains(ago))
        .filter_map(move |ago| today.checked_sub_days(Days::new(ago)).map(|day| (ago, day)))
}

/// What the demo's region had on a day so long ago: it gets better.
fn then(measure: Measure, ago: u64) -> Option<i64> {
    let of = |now: u64, step: u64| i64::try_from(now + ago / step).ok();
    match measure {
        Measure::OverdueActions => of(2, 9),
        Measure::CriticalFindings => of(1, 30),
        Measure::UntieredVendors => of(1, 12),
        Measure::UnprovenVendors => of(3, 20),
        Measure::SilentVendors => of(1, 25),
        Measure::OpenFindings => of(6, 15),
        Measure::MissedDialogues => of(0, 31),
        Measure::MedianClosing => of(21, 10),
        _ => None,
    }
}

pub fn show(story: &Story<'_>, people: &People) -> Result<()> {
    story.act(&people.omar, |c, ctx| {
        let organisation_id = ctx.scope.client()?.clone();
        let mut rows = Vec::new();
        for (ago, day) in kept(story.today) {
            for measure in Measure::ALL {
                let Some(value) = then(*measure, ago) else { continue };
                rows.push(Snapshot {
                    id: ctx.new_id(),
                    organisation_id: organisation_id.clone(),
                    day,
                    measure: *measure,
                    value,
                    taken_at: ctx.instant(),
                });
            }
        }
        insert_snapshots(c, &rows)?;
        overview::snapshot(c, ctx)?;
        let text = |sv: &str, en: &str| TextEdit { text_sv: sv.to_string(), text_en: en.to_string() };
        let director = text(
            "Vi följer nu upp alla leverantörer på nivå 1. Det som återstår är mindre vårdgivare som inte har svarat.",
            "We now follow up every vendor of tier 1. What remains are small care providers that have not answered.",
        );
        overview::put_text(c, ctx, Place::Director, None, &director)?;
        let background = text(
            "Nämnden beslutade i juni att uppföljningen av leverantörers informationssäkerhet ska redovisas varje månad.",
            "In June the committee decided that the follow-up of vendors' information security is to be reported monthly.",
        );
        overview::put_text(c, ctx, Place::MemoBackground, None, &background)?;
        let proposal = text("Nämnden lägger redovisningen till handlingarna.", "The board notes the report.");
        overview::put_text(c, ctx, Place::MemoProposal, None, &proposal)?;
        let goal = GoalEdit {
            baseline: Some(12),
            baseline_on: story.today.checked_sub_days(Days::new(92)),
            target: Some(0),
            target_on: story.today.checked_add_days(Days::new(120)),
            note: Some("Ingen åtgärd ska vara försenad när budgetåret börjar.".to_string()),
        };
        overview::put_goal(c, ctx, Measure::OverdueActions, None, &goal)?;
        let receivers: Vec<Id> = vec![people.omar.person.id.clone(), people.eva.person.id.clone()];
        let mailing =
            MailingEdit { day_of_month: Some(1), secrecy_marked: true, active: true, person_ids: receivers };
        overview::put_mailing(c, ctx, ReportKind::Director, None, &mailing)?;
        Ok(())
    })
}
