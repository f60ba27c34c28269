//! The region's own question set for apps in care, and an area in focus at the archive's vendor.

use super::people::People;
use super::register::Register;
use super::story::Story;
use crate::base::{Id, Result};
use crate::features::controls::catalogue;
use crate::features::question_sets::{
    self as sets, Both, Condition, FocusArea, NewFocus, NewSet, Publication, SetQuestion,
};

/// Omar draws a set from the shipped questions, adds one that waits for another, and publishes it. Gives its version.
pub fn ask(story: &Story<'_>, people: &People, register: &Register) -> Result<Id> {
    let base = catalogue().current_questions().version.to_string();
    let new = NewSet { title: Both::new("Appar i vården", "Apps in care"), base };
    let (_, draft) = story.act(&people.omar, |c, ctx| sets::add_set(c, ctx, &new))?;
    let mut body = draft.read_body()?;
    let shipped = body.question("Q29").cloned();
    if let Some(shipped) = shipped {
        body.questions.push(SetQuestion {
            id: "APP1".to_string(),
            text: Both::new(
                "Kan appens leverantör själv läsa det som patienten skriver?",
                "Can the vendor of the app itself read what the patient writes?",
            ),
            weight: 3,
            critical: true,
            condition: Some(Condition { question: "Q29".to_string(), answers: vec!["yes".to_string()] }),
            why: Both::new(
                "Den som driver appen blir lätt en som läser i den.",
                "Whoever runs the app easily becomes somebody who reads in it.",
            ),
            good: Both::new(
                "Vem, när, med vilket stöd och hur det loggas.",
                "Who, when, on what grounds, and how it is logged.",
            ),
            ask: Both::new("Appens tekniska förvaltare.", "The technical manager of the app."),
            warnings: Both::new("”Bara vid behov”, utan logg.", "\"Only when needed\", without a log."),
            ..shipped
        });
    }
    let id = draft.id.clone();
    story.act(&people.omar, |c, ctx| sets::replace(c, ctx, &id, None, body))?;
    let said = Publication {
        decision_reference: "RS 2026/131".to_string(),
        change_log: "De medföljande frågorna, och en fråga om vad appens leverantör kan läsa.".to_string(),
        ..Publication::default()
    };
    story.act(&people.omar, |c, ctx| sets::publish(c, ctx, &id, None, &said))?;
    let focus = NewFocus {
        vendor_id: register.arkivhyllan.id.clone(),
        area: FocusArea::ChangeManagement,
        reason: "Lagringsytan blev öppen efter en ändring som ingen kontrollerade.".to_string(),
    };
    story.act(&people.omar, |c, ctx| sets::set_focus(c, ctx, &focus))?;
    Ok(id)
}
