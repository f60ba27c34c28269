//! Self-assessments in every state: sent, being answered, submitted, returned, closed.

use super::people::{People, Who};
use super::register::Register;
use super::story::Story;
use crate::base::{Id, Result};
use crate::features::controls::{Assurance, FieldKind, Part, Question, QuestionSet, catalogue};
use crate::features::questionnaires::{self, AnswerEdit, AnswerStatus, Given, NewAssessment, ReviewEdit};
use crate::features::vendors::Vendor;
use chrono::{Duration, NaiveDate};
use serde_json::{Map, Value, json};

pub struct Assessments {
    /// Vidlyssna's, closed; the findings come from it.
    pub closed: Id,
    pub to_review: Id,
    pub platform: Id,
}

/// What a vendor says where it is not simply in place: question, status, comment.
type Weak = (&'static str, AnswerStatus, &'static str);

fn send(
    story: &Story<'_>,
    who: &Who,
    vendor: &Vendor,
    contract: &Id,
    set: QuestionSet,
    due_on: NaiveDate,
) -> Result<Id> {
    let new = NewAssessment {
        vendor_id: vendor.id.clone(),
        contract_id: Some(contract.clone()),
        question_set: set,
        due_on,
        message: Some("Svara för det här uppdraget. Hör av er om något är oklart.".to_string()),
        internal_note: None,
    };
    story.act(who, |c, ctx| questionnaires::send(c, ctx, &new)).map(|a| a.id)
}

/// An example value that reads as a real answer.
fn value(question: &Question, today: NaiveDate) -> Value {
    let mut object = Map::new();
    for part in question.answer_type.values() {
        let Some(key) = part.key() else { continue };
        let example = match part {
            Part::Status => continue,
            Part::Date => json!((today - Duration::days(140)).to_string()),
            Part::Percent => json!(92),
            Part::Number(_) => json!(5),
            Part::Choice(options) => json!(options.first()),
            Part::Text => json!("Se bifogad rutin. Ansvarig är verksamhetschefen."),
            Part::Bool => json!(false),
            Part::List(_) => json!(["SE"]),
            Part::Structured(kind) => {
                let row: Map<String, Value> =
                    kind.fields().iter().map(|f| (f.name.to_string(), field_example(&f.kind, today))).collect();
                if kind.many() { json!([row]) } else { Value::Object(row) }
            }
        };
        object.insert(key.to_string(), example);
    }
    Value::Object(object)
}

fn field_example(kind: &FieldKind, today: NaiveDate) -> Value {
    match kind {
        FieldKind::Date => json!((today + Duration::days(200)).to_string()),
        FieldKind::Level => json!(2),
        FieldKind::Country => json!("SE"),
        FieldKind::OneOf(words) => json!(words.first()),
        FieldKind::Text => json!("Enligt bifogat underlag"),
    }
}

/// Answers the first `count` questions of the set, the weak ones as told.
fn answer(story: &Story<'_>, who: &Who, id: &Id, set: QuestionSet, count: usize, weak: &[Weak]) -> Result<()> {
    let questions = catalogue().current_questions().in_set(set);
    for question in questions.into_iter().take(count) {
        let told = weak.iter().find(|(q, ..)| *q == question.id);
        let (status, comment) = told.map_or((AnswerStatus::Met, ""), |(_, status, comment)| (*status, *comment));
        let given = Given { status: Some(status), value: value(question, story.today), comment: comment.to_string() };
        let edit = AnswerEdit {
            assessment_id: id.clone(),
            question_id: question.id.clone(),
            version: 0,
            given,
            shown_on_site: false,
        };
        story.act(who, |c, ctx| questionnaires::save_answer(c, ctx, &edit))?;
    }
    Ok(())
}

fn review(story: &Story<'_>, who: &Who, id: &Id, set: QuestionSet, weak: &[Weak]) -> Result<()> {
    for (index, question) in catalogue().current_questions().in_set(set).into_iter().enumerate() {
        let status = weak.iter().find(|(q, ..)| *q == question.id).map_or(AnswerStatus::Met, |(_, status, _)| *status);
        let assurance = match index % 3 {
            0 => Assurance::A2,
            1 => Assurance::A1,
            _ if question.critical => Assurance::A2,
            _ => Assurance::A0,
        };
        let edit = ReviewEdit {
            assessment_id: id.clone(),
            question_id: question.id.clone(),
            version: 0,
            status: Some(status),
            assurance,
            comment: None,
            internal_note: None,
        };
        story.act(who, |c, ctx| questionnaires::review_answer(c, ctx, &edit))?;
    }
    Ok(())
}

pub fn send_and_answer(story: &Story<'_>, people: &People, register: &Register) -> Result<Assessments> {
    use AnswerStatus::{NotMet, Partly, Unknown};
    use QuestionSet::{Full, Lite};
    let (eva, omar, asa, sara) = (&people.eva, &people.omar, &people.asa, &people.sara);
    let vidlyssna_weak: &[Weak] = &[
        ("Q10", NotMet, "Arkivhyllan började innan vi hade ert godkännande."),
        ("Q14", Partly, "Arkivhyllan delar lagring mellan flera kunder."),
        ("Q27", Partly, "Inspelningssystemet saknar flerfaktor för två konton."),
        ("Q36", Unknown, ""),
        ("Q44", Partly, "Inspelningar krypteras vid överföring men inte vid lagring."),
        ("Q59", NotMet, "Vi har inspelningar från 2019 kvar."),
    ];
    story.turn_to(story.day(-3, 6), 9)?;
    let closed = send(story, eva, &register.vidlyssna, &register.call_line.id, Full, story.day(-3, 26))?;
    let platform = send(story, sara, &register.portalverket, &register.platform.id, Full, story.day(-3, 27))?;
    story.post()?;
    story.turn_to(story.day(-3, 20), 14)?;
    answer(story, &people.lena, &closed, Full, 62, vidlyssna_weak)?;
    story.act(&people.lena, |c, ctx| questionnaires::submit(c, ctx, &closed, "Lena Sjö", "Verksamhetschef"))?;
    let platform_weak: &[Weak] = &[
        ("Q57", NotMet, "Plattformen är godkänd för klass 2, men nya e-tjänster kontrolleras inte."),
        ("Q32", Unknown, ""),
    ];
    answer(story, &people.peter, &platform, Full, 62, platform_weak)?;
    story.act(&people.peter, |c, ctx| questionnaires::submit(c, ctx, &platform, "Peter Norr", "VD"))?;
    story.post()?;
    story.turn_to(story.day(-3, 24), 10)?;
    review(story, omar, &closed, Full, vidlyssna_weak)?;
    super::reviewing::second_person(story, eva, &closed)?;
    story.act(omar, |c, ctx| questionnaires::close(c, ctx, &closed))?;

    // Arkivhyllan: submitted last week, waits for review.
    story.turn_to(story.day(-1, 5), 9)?;
    let to_review = send(story, eva, &register.arkivhyllan, &register.archive.id, Full, story.day(-1, 28))?;
    story.post()?;
    story.turn_to(story.today - Duration::days(6), 15)?;
    let archive_weak: &[Weak] = &[
        ("Q36", NotMet, "Ingen kontroll utifrån är gjord."),
        ("Q37", Partly, "Kunderna skiljs åt med mappar, inte med egna system."),
        ("Q44", Partly, "Kryptering vid lagring införs under våren."),
    ];
    answer(story, &people.lena_archive, &to_review, Full, 62, archive_weak)?;
    story.act(&people.lena_archive, |c, ctx| questionnaires::submit(c, ctx, &to_review, "Lena Sjö", "Ombud"))?;
    story.post()?;

    // The one-doctor practice: half-way through, due soon.
    story.turn_to(story.today - Duration::days(12), 9)?;
    let gp = send(story, asa, &register.husläkarna, &register.gp.id, Lite, story.today + Duration::days(9))?;
    story.turn_to(story.today - Duration::days(3), 20)?;
    answer(story, &people.ingrid, &gp, Lite, 12, &[("Q06", Unknown, "")])?;

    // Lindvik's backup: returned with remarks, and late.
    story.turn_to(story.day(-2, 8), 9)?;
    let backup =
        send(story, sara, &register.arkivhyllan_in_lindvik, &register.archive_in_lindvik.id, Lite, story.day(-1, 10))?;
    story.turn_to(story.day(-1, 15), 9)?;
    answer(story, &people.lena_archive, &backup, Lite, 29, &[])?;
    story.act(&people.lena_archive, |c, ctx| questionnaires::submit(c, ctx, &backup, "Lena Sjö", "Ombud"))?;
    story.turn_to(story.day(-1, 20), 9)?;
    story.act(sara, |c, ctx| {
        questionnaires::send_back(c, ctx, &backup, "Q09 och Q18: räkna upp alla led och länder, även er driftpartner.")
    })?;
    story.post()?;
    Ok(Assessments { closed, to_review, platform })
}
