//! The vendor answers again: a new self-assessment with last time's answers to confirm, and a library of evidence.

use super::people::People;
use super::register::Register;
use super::story::Story;
use crate::base::{Id, Result};
use crate::features::controls::QuestionSet;
use crate::features::questionnaires::{self, EvidenceFacts, EvidenceKind, NewAssessment};
use crate::kit::web::Received;
use chrono::{Duration, NaiveDate};

/// Title, kind, file name and last day of a piece of evidence.
type Piece<'a> = (&'a str, EvidenceKind, &'a str, Option<NaiveDate>);

/// Gives the assessment that waits for Lena.
pub fn again(story: &Story<'_>, people: &People, register: &Register) -> Result<Id> {
    let lena = &people.lena;
    let new = NewAssessment {
        vendor_id: register.vidlyssna.id.clone(),
        contract_id: Some(register.call_line.id.clone()),
        question_set: QuestionSet::Full,
        due_on: story.today + Duration::days(25),
        message: Some("Gå igenom svaren från förra gången och ändra det som inte längre stämmer.".to_string()),
        internal_note: None,
    };
    let id = story.act(&people.eva, |c, ctx| questionnaires::send(c, ctx, &new))?.id;
    let in_days = |days: i64| Some(story.today + Duration::days(days));
    let pieces: [Piece<'_>; 3] = [
        ("Informationssäkerhetspolicy", EvidenceKind::Policy, "informationssakerhetspolicy.txt", in_days(300)),
        ("Penetrationstest av växeln", EvidenceKind::Test, "penetrationstest.txt", in_days(12)),
        ("Revisionsrapport förra året", EvidenceKind::Report, "revisionsrapport.txt", in_days(-20)),
    ];
    for (title, kind, file_name, expires_on) in pieces {
        let text = format!("{title}. Påhittat underlag i demon.\n");
        let stored = story.app.files.put(text.as_bytes())?;
        let file = Received { file_name: file_name.to_string(), media_type: "text/plain", stored };
        let facts = EvidenceFacts {
            title: title.to_string(),
            kind,
            covers_from: None,
            covers_to: None,
            issued_on: in_days(-60),
            expires_on,
            history: expires_on.is_some_and(|last| last < story.today),
            note: None,
        };
        let item = story.act(lena, |c, ctx| questionnaires::add_evidence(c, ctx, &facts, &file))?;
        if !item.history {
            story.act(lena, |c, ctx| questionnaires::use_evidence(c, ctx, (&id, "Q01"), &item.id))?;
        }
    }
    Ok(id)
}
