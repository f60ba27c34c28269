//! Four applications of the call line: one to check, one under review, one decided with conditions, one emergency.

use super::people::{People, Who};
use super::register::Register;
use super::story::Story;
use crate::base::{Id, Result};
use crate::features::chains::TransferMechanism;
use crate::features::subcontractors::{
    self as approval, CaseInput, ClaimAnswer, ClaimInput, Decision, Judged, ReviewInput, ReviewKind, ReviewOutcome,
    Ruled, SameAs, Verdict,
};
use chrono::{Days, Duration, NaiveDate};

/// Lets the four happen; gives the one that is decided.
pub fn apply(story: &Story<'_>, people: &People, register: &Register) -> Result<Id> {
    let home = |name: &str, task: &str| CaseInput {
        contract_id: Some(register.call_line.id.clone()),
        is_processor: true,
        name: name.to_string(),
        country: Some("SE".to_string()),
        task: task.to_string(),
        data_class: Some(2),
        information_types: vec!["Kontaktuppgifter".to_string()],
        countries: vec!["SE".to_string()],
        starts_on: Some(after(story, 45)),
        security_sensitive: Some(false),
        ..CaseInput::default()
    };
    send(story, &people.lena, &home("Tolkhjälpen Norr AB", "Tolkar samtal"))?;

    let under_review = send(story, &people.lena, &home("Driftnätet Syd AB", "Driver växeln"))?;
    check(story, &people.eva, &under_review)?;
    review(story, &people.omar, &under_review, ReviewKind::Security)?;

    let abroad = CaseInput {
        country: Some("TH".to_string()),
        data_class: Some(3),
        information_types: vec!["Hälsouppgifter".to_string(), "Inspelade samtal".to_string()],
        persons: (Some(12_000), Some(15_000)),
        countries: vec!["SE".to_string(), "TH".to_string()],
        remote_countries: vec!["TH".to_string()],
        transfer_mechanism: Some(TransferMechanism::StandardClauses),
        ..home("Samtalsmoln Asia Ltd", "Lagrar inspelade samtal")
    };
    let decided = send(story, &people.lena, &abroad)?;
    check(story, &people.eva, &decided)?;
    review(story, &people.omar, &decided, ReviewKind::Security)?;
    review(story, &people.daniel, &decided, ReviewKind::Privacy)?;
    review(story, &people.maria, &decided, ReviewKind::Legal)?;
    let ruled = Ruled {
        decision: Decision::Conditional,
        reason: "Kraven är uppfyllda för lagring. Fjärråtkomsten behöver begränsas innan arbetet börjar.".to_string(),
        conditions: vec![
            "Fjärråtkomst från Thailand sker bara efter godkännande i varje enskilt fall.".to_string(),
            "Inspelningarna krypteras med nycklar som finns i Sverige.".to_string(),
            "Åtkomstloggar lämnas till regionen varje månad.".to_string(),
        ],
        valid_until: Some(after(story, 400)),
        diary_number: None,
        same_as: SameAs::Another,
    };
    story.act(&people.birgitta, |c, ctx| approval::decide(c, ctx, &decided, None, &ruled))?;

    let urgent = CaseInput {
        starts_on: Some(after(story, 1)),
        urgent_reason: Some("Den som bemannade nattlinjen har gått i konkurs.".to_string()),
        ..home("Reservlinjen AB", "Bemannar nattlinjen")
    };
    let emergency = send(story, &people.lena, &urgent)?;
    let ruled = Ruled {
        decision: Decision::Temporary,
        reason: "Linjen måste vara bemannad i natt.".to_string(),
        conditions: vec!["Inga inspelningar.".to_string(), "Leverantören leder varje pass på plats.".to_string()],
        valid_until: Some(after(story, 21)),
        ..ruled
    };
    story.act(&people.birgitta, |c, ctx| approval::emergency(c, ctx, &emergency, None, &ruled))?;
    Ok(decided)
}

fn after(story: &Story<'_>, days: u64) -> NaiveDate {
    story.today.checked_add_days(Days::new(days)).unwrap_or(story.today)
}

/// Asks, answers every criterion and sends it in.
fn send(story: &Story<'_>, who: &Who, input: &CaseInput) -> Result<Id> {
    let claims: Vec<ClaimInput> = (1..18)
        .filter(|criterion| *criterion != 9)
        .map(|criterion| ClaimInput {
            criterion,
            answer: Some(ClaimAnswer::Yes),
            note: (criterion == 2).then(|| "Vi har inte egen personal för uppgiften.".to_string()),
        })
        .collect();
    story.act(who, |c, ctx| {
        let case = approval::create(c, ctx, input)?;
        approval::claim(c, ctx, &case.id, None, &claims)?;
        Ok(approval::submit(c, ctx, &case.id, None)?.id)
    })
}

fn check(story: &Story<'_>, who: &Who, id: &Id) -> Result<()> {
    story.act(who, |c, ctx| approval::begin(c, ctx, id, None))?;
    review(story, who, id, ReviewKind::Completeness)
}

fn review(story: &Story<'_>, who: &Who, id: &Id, kind: ReviewKind) -> Result<()> {
    story.app.clock.advance(Duration::seconds(1));
    story.act(who, |c, ctx| {
        let case = approval::find(c, &ctx.scope, id)?;
        let model = approval::CriteriaModel::named(&case.criteria_version);
        let own = model.of(case.is_care, case.is_processor).filter(|criterion| criterion.reviewer == kind);
        let verdicts =
            own.map(|criterion| Judged { criterion: criterion.number, verdict: Some(Verdict::Met), note: None });
        let input = ReviewInput {
            verdicts: verdicts.collect(),
            outcome: Some(ReviewOutcome::Conditions),
            comment: Some("Tillstyrks om åtkomsten begränsas.".to_string()),
        };
        approval::review(c, ctx, id, None, kind, &input).map(drop)
    })
}
