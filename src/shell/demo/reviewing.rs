//! The second person behind verdicts on critical questions, a question to the vendor, and a review.

use super::assessments::Assessments;
use super::people::{People, Who};
use super::story::Story;
use crate::base::{Id, Result};
use crate::features::findings::{Responsible, Severity};
use crate::features::questionnaires::{self, review_depth as depth};
use crate::features::vendor_reviews::{
    self, Author, LineContent, ReviewContent, ReviewStatus, ReviewType, Seen, Subject, VisitContent,
};

/// Confirms every verdict that waits for a second person.
pub fn second_person(story: &Story<'_>, who: &Who, assessment: &Id) -> Result<()> {
    story.act(who, |c, ctx| {
        let full = questionnaires::open(c, &ctx.scope, assessment)?;
        let standings = full.standings(ctx.today());
        let waiting = standings.iter().filter(|standing| standing.state == depth::VerdictState::WaitsSecond);
        for standing in waiting {
            depth::confirm(c, ctx, (assessment, &standing.question_id), None)?;
        }
        Ok(())
    })
}

/// A question to the vendor, and an external review with findings and a visit. Gives the review.
pub fn look_closer(story: &Story<'_>, people: &People, assessments: &Assessments, vendor: &Id) -> Result<Id> {
    let (eva, omar) = (&people.eva, &people.omar);
    let asked = (&assessments.to_review, "Q36");
    let text = "Vilka adresser nås från internet, och när såg någon efter senast?";
    story.act(omar, |c, ctx| depth::write_message(c, ctx, asked, text))?;
    let content = ReviewContent {
        kind: ReviewType::External,
        status: ReviewStatus::Reported,
        title: "Extern granskning av sjukvårdsrådgivningen".to_string(),
        scope: "Lagring och åtkomst till inspelningar i alla led. Inte ekonomi och bemanning.".to_string(),
        questions: Some("Var lagras inspelningarna?\nVem når dem, och hur syns det efteråt?".to_string()),
        commissioner: Some("Hälso- och sjukvårdsnämnden".to_string()),
        reviewer: Some("Granskningsbyrån Norrsken AB".to_string()),
        independence: Some("Byrån har inga andra uppdrag åt leverantören eller regionen.".to_string()),
        cost_sek: Some(420_000),
        diary_number: Some("HSN 2026/311".to_string()),
        starts_on: Some(story.day(-2, 1)),
        ends_on: Some(story.day(-1, 10)),
        reported_on: Some(story.day(-1, 12)),
        distribution: Some("Nämnden, hälso- och sjukvårdsdirektören, leverantören".to_string()),
        internal_note: None,
        authors: vec![Author { name: "Nora Lindqvist".to_string(), duty: "ansvarig granskare".to_string() }],
    };
    let review = story.act(eva, |c, ctx| vendor_reviews::add(c, ctx, vendor, &content))?.id;
    let lines =
        "Leverantören följer inte upp sina underleverantörer skriftligt\nÄndringar kontrolleras inte utifrån efteråt";
    let of = (Severity::High, Responsible::Vendor);
    story.act(eva, |c, ctx| vendor_reviews::findings_of_lines(c, ctx, &review, lines, of))?;
    let held = VisitContent {
        held_on: Some(story.day(-1, 8)),
        place: "Leverantörens kontor".to_string(),
        present: "Eva Björk, regionen\nLena Sjö, verksamhetschef".to_string(),
    };
    let visit = story.act(eva, |c, ctx| vendor_reviews::add_visit(c, ctx, &review, &held))?.id;
    let line = LineContent {
        subject_kind: Subject::Control,
        subject_id: "A.8.15".to_string(),
        asked: "Visa loggen över åtkomst till inspelningar från föregående dag.".to_string(),
        seen: "Loggen visades och gick att läsa per användare.".to_string(),
        outcome: Some(Seen::AsClaimed),
        make_finding: false,
    };
    story.act(eva, |c, ctx| vendor_reviews::add_line(c, ctx, (&review, &visit), &line))?;
    story.act(eva, |c, ctx| vendor_reviews::lock(c, ctx, (&review, &visit), None))?;
    Ok(review)
}
