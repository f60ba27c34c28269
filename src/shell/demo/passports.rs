//! Arkivhyllan has two clients and answers once: it chooses what each of them sees, and takes one answer back.

use super::people::People;
use super::register::Register;
use super::story::Story;
use crate::base::{Id, Result};
use crate::features::controls::{Assurance, QuestionSet, catalogue};
use crate::features::passports::{self, ReviewSave};
use crate::features::questionnaires::{self, AnswerStatus, EvidenceFacts, EvidenceKind};
use crate::kit::web::Received;
use chrono::Duration;
use std::collections::BTreeSet;

/// `submitted` is Arkivhyllan's assessment for the region.
pub fn show(story: &Story<'_>, people: &People, register: &Register, submitted: &Id) -> Result<()> {
    let (lena, omar) = (&people.lena_archive, &people.omar);
    story.act(lena, |c, ctx| passports::take(c, ctx, submitted))?;
    let lite = catalogue().current_questions().in_set(QuestionSet::Lite);
    // The policy stands behind the first answer: whoever is shown that answer may open it.
    let text = "Policy för informationssäkerhet. Påhittat underlag i demon.\n";
    let stored = story.app.files.put(text.as_bytes())?;
    let file = Received { file_name: "arkivpolicy.txt".to_string(), media_type: "text/plain", stored };
    let facts = EvidenceFacts {
        title: "Policy för arkivtjänsten".to_string(),
        kind: EvidenceKind::Policy,
        covers_from: None,
        covers_to: None,
        issued_on: None,
        expires_on: Some(story.today + Duration::days(300)),
        history: false,
        note: None,
    };
    let item = story.act(lena, |c, ctx| questionnaires::add_evidence(c, ctx, &facts, &file))?;
    if let Some(first) = lite.first() {
        story.act(lena, |c, ctx| passports::attach(c, ctx, &first.id, &item.id))?;
    }
    let all: BTreeSet<String> = lite.iter().map(|question| question.id.clone()).collect();
    let some: BTreeSet<String> = all.iter().take(8).cloned().collect();
    story.act(lena, |c, ctx| passports::share(c, ctx, &people.omar.organisation.id, 0, &all))?;
    story.act(lena, |c, ctx| passports::share(c, ctx, &people.sara.organisation.id, 0, &some))?;
    for question in lite.iter().take(2) {
        let review = ReviewSave {
            vendor_id: register.arkivhyllan.id.clone(),
            question_id: question.id.clone(),
            answer_version: 1,
            version: 0,
            status: AnswerStatus::Met,
            assurance: Assurance::A1,
            note: Some("Läst mot policyn som visades vid besöket.".to_string()),
        };
        story.act(omar, |c, ctx| passports::review(c, ctx, &review))?;
    }
    // The second that Omar has judged is taken back.
    let kept: BTreeSet<String> = all.iter().filter(|id| lite.get(1).is_none_or(|q| q.id != **id)).cloned().collect();
    story.act(lena, |c, ctx| {
        let version = passports::shares_version(c, ctx, &omar.organisation.id)?;
        passports::share(c, ctx, &omar.organisation.id, version, &kept)
    })
}
