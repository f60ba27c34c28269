//! A campaign that runs, a proposal that waits, and a draft of a stricter model to try.

use super::people::People;
use super::register::Register;
use super::story::Story;
use crate::base::{Id, Result};
use crate::features::categorisation::{self, Narrowed, NewRound, Reach, Trigger};
use crate::features::tiering::{Criterion, Levels, TierRule, TieringModel, Worded};
use chrono::Duration;

/// Tells it and gives the id of the draft.
pub fn tier(story: &Story<'_>, people: &People, register: &Register) -> Result<Id> {
    story.act(&people.eva, |c, ctx| {
        let new = NewRound {
            title: "Årlig omprövning av nivåerna".to_string(),
            reach: Reach::All,
            narrowed: Narrowed::default(),
            due_on: Some(story.today + Duration::days(21)),
            note: Some("Börja med dem som hanterar patientuppgifter.".to_string()),
        };
        categorisation::start(c, ctx, &new).map(drop)
    })?;
    story.act(&people.eva, |c, ctx| {
        let floors = [(Criterion::Chain, 3)];
        categorisation::trigger(c, ctx, &register.husläkarna.id, Trigger::NewCountry, &floors)
    })?;
    story.act(&people.omar, |c, ctx| {
        let base = TieringModel::current().version.clone();
        let draft = categorisation::draft(c, ctx, "Nivåmodell 2027", &base)?;
        categorisation::edit(c, ctx, &draft.id, None, None, |model| {
            let when = [
                (Criterion::DataClass, Levels { low: 3, high: u8::MAX }),
                (Criterion::DataSubjects, Levels { low: 2, high: u8::MAX }),
            ];
            model.rules.push(TierRule { id: "own-1".to_string(), tier: 2, floor: false, when: when.into() });
            let worded = Worded {
                sv: "Informationen har klass 3 och gäller minst 1 000 personer.".to_string(),
                en: "The information has class 3 and is about at least 1,000 people.".to_string(),
            };
            model.words.insert(format!("rule-{}", "own-1"), worded);
            Ok(())
        })?;
        Ok(draft.id)
    })
}
