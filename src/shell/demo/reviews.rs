//! The municipality goes through its e-services: a campaign half done, and a spot check.

use super::people::{People, Who};
use super::story::Story;
use crate::base::{Id, Refusal, Result};
use crate::features::service_reviews::{
    self as reviews, Analysis, AnalysisFilter, Content, Decided, Decision, Harm, NewCampaign, NewCheck, Outcome, Seen,
    Selection, Which,
};
use crate::features::services::{self, Class, NewPlatform, Verdict};
use chrono::Days;

const PLATFORM: &str = "E-tjänstportalen";

/// Where the campaign and the spot check are.
pub struct Reviews {
    pub campaign: Id,
    pub check: Id,
}

/// Tells it on the platform of the services' own story; nothing where that has not been told.
pub fn go_through(story: &Story<'_>, people: &People) -> Result<Option<Reviews>> {
    let platforms = story.act(&people.sara, |c, ctx| services::all_platforms(c, &ctx.scope))?;
    let Some(platform) = platforms.into_iter().find(|platform| platform.name == PLATFORM) else { return Ok(None) };
    let campaign = start(story, people, &platform.id)?;
    let safe = safe_platform(story, people)?;
    let mut waiting = story.act(&people.sara, |c, ctx| {
        let filter = AnalysisFilter { campaign_id: Some(campaign.clone()), ..AnalysisFilter::default() };
        let mut found = Vec::new();
        for analysis in reviews::all_analyses(c, &ctx.scope, &filter)? {
            let service = services::find(c, &ctx.scope, &analysis.service_id)?;
            found.push((services::verdict_of(c, ctx, &service)?, analysis));
        }
        Ok(found)
    })?;
    // The decision that the fewest services allow takes its pick first.
    for decision in [Decision::Continue, Decision::WithMeasures, Decision::Move, Decision::Stop] {
        let fits = |verdict: &Verdict| match decision {
            Decision::Continue => verdict.forbidden.is_empty() && verdict.undecided.is_empty(),
            Decision::WithMeasures => verdict.forbidden.is_empty(),
            Decision::Move | Decision::Stop => true,
        };
        let Some(place) = waiting.iter().position(|(verdict, _)| fits(verdict)) else { continue };
        let (_, analysis) = waiting.remove(place);
        write(story, people, &analysis, decision, &safe)?;
        hand_over(story, people, &analysis.id)?;
        story.act(&people.helena, |c, ctx| {
            let said = Decided {
                decision,
                reason: reason(decision).to_string(),
                diary_number: Some("KS 2026/117".to_string()),
            };
            reviews::decide(c, ctx, &analysis.id, None, &said)
        })?;
    }
    for (place, (_, analysis)) in waiting.iter().take(3).enumerate() {
        write(story, people, analysis, Decision::Move, &safe)?;
        if place == 0 {
            hand_over(story, people, &analysis.id)?;
        }
    }
    story.act(&people.sara, |c, ctx| reviews::issue(c, ctx, &campaign))?;
    let check = spot_check(story, people, &platform.id)?;
    Ok(Some(Reviews { campaign, check }))
}

fn start(story: &Story<'_>, people: &People, platform_id: &Id) -> Result<Id> {
    story.act(&people.sara, |c, ctx| {
        let new = NewCampaign {
            title: "E-tjänster över plattformens tak".to_string(),
            why: "Stickprov under hösten visade att flera e-tjänster hanterar hälso- och socialtjänstuppgifter på en \
                  plattform som inte är godkänd för dem. Kommundirektören har beslutat att varje sådan tjänst ska få en \
                  egen riskanalys och ett eget beslut."
                .to_string(),
            manager_id: Some(people.helena.person.id.clone()),
            owner_id: Some(people.sara.person.id.clone()),
            due_on: story.today.checked_add_days(Days::new(30)),
            diary_number: Some("KS 2026/117".to_string()),
            selection: Selection { platform_id: Some(platform_id.clone()), ..Selection::default() },
        };
        reviews::start(c, ctx, &new).map(|campaign| campaign.id)
    })
}

/// Where the most sensitive services can go.
fn safe_platform(story: &Story<'_>, people: &People) -> Result<Id> {
    story.act(&people.jonas, |c, ctx| {
        let new = NewPlatform {
            name: "Säkra ärenden".to_string(),
            description: Some(
                "Plattform för ärenden med sekretess, med stark inloggning och loggkontroll.".to_string(),
            ),
            ceiling: Class::of(3, 3, 3, 3),
            evidence: Some("Granskad av informationssäkerhetsstrategen, KS 2026/98.".to_string()),
            ..NewPlatform::default()
        };
        services::add_platform(c, ctx, &new)?.open().map(|platform| platform.id)
    })
}

fn write(story: &Story<'_>, people: &People, analysis: &Analysis, decision: Decision, safe: &Id) -> Result<()> {
    let in_days = |days| story.today.checked_add_days(Days::new(days));
    let said = |text: &str| Some(text.to_string());
    let content = Content {
        information: said("Namn, personnummer och det som den sökande berättar om hälsa och familj."),
        scenarios: said(
            "En medarbetare utan behörighet läser ärenden som ligger kvar i plattformens inkorg.\n\nEtt felaktigt \
             utskick gör ärenden läsbara för andra användare.",
        ),
        privacy: Some(Harm::VerySerious),
        privacy_note: said("Röjda uppgifter går inte att ta tillbaka."),
        availability: Some(Harm::Serious),
        safety: Some(Harm::Limited),
        safety_note: said("Akuta ärenden går redan till jouren på telefon."),
        benefit: said("Invånaren når oss dygnet runt och handläggaren får ett komplett underlag."),
        harm_of_stopping: said(
            "Färre hör av sig, handläggningen tar en till två veckor längre och mer hanteras per telefon.",
        ),
        operating_hours: said("Dygnet runt"),
        max_outage_hours: Some(24),
        alternative_channel: said("Kontaktcenter på telefon och blankett i receptionen"),
        fallback_routine: said("Pappersblankett som registreras i ärendesystemet samma dag"),
        fallback_tested_on: story.today.checked_sub_days(Days::new(20)),
        cost_low: Some(25_000),
        cost_high: Some(60_000),
        cost_note: said("Mellan en kvarts och en halv tjänst för registrering och telefon."),
        proposal: Some(decision),
        proposal_reason: said(reason(decision)),
        target_platform_id: (decision == Decision::Move).then(|| safe.clone()),
        move_on: matches!(decision, Decision::Move | Decision::Stop).then(|| in_days(60)).flatten(),
        ends_on: (decision == Decision::WithMeasures).then(|| in_days(120)).flatten(),
    };
    story.act(&people.sara, |c, ctx| {
        reviews::write(c, ctx, &analysis.id, None, &content)?;
        let strategist = Some(&people.jonas.person.id);
        reviews::add_author(c, ctx, &analysis.id, strategist, Some("Informationssäkerhetsstrateg"))?;
        if decision == Decision::WithMeasures {
            for measure in ["Stäng fritextfältet i formuläret", "Gallra inkorgen varje natt"] {
                reviews::add_measure(c, ctx, &analysis.id, measure, Some(&people.sara.person.id), in_days(21))?;
            }
        }
        Ok(())
    })
}

fn reason(decision: Decision) -> &'static str {
    match decision {
        Decision::Continue => "Avvikelsen gäller spårbarheten och risken bedöms som låg tills tjänsten byggs om i vår.",
        Decision::WithMeasures => {
            "Tjänsten behövs. Skyddsåtgärderna tar bort de känsligaste uppgifterna till slutdatumet."
        }
        Decision::Move => {
            "Uppgifterna kräver starkare skydd än plattformen ger, och det finns en plattform som klarar dem."
        }
        Decision::Stop => "Uppgifterna får inte ligga kvar på plattformen. Blankett och telefon ersätter tjänsten.",
    }
}

fn hand_over(story: &Story<'_>, people: &People, id: &Id) -> Result<()> {
    story.act(&people.sara, |c, ctx| reviews::set_ready(c, ctx, id, None).map(drop))
}

fn spot_check(story: &Story<'_>, people: &People, platform_id: &Id) -> Result<Id> {
    let check = story.act(&people.jonas, |c, ctx| {
        let new = NewCheck {
            title: "Stickprov: stämmer klassningen?".to_string(),
            purpose: "Se om tjänster under taket ändå tar emot känsliga uppgifter i fritext.".to_string(),
            sample_size: Some(5),
            diary_number: Some("KS 2026/118".to_string()),
            selection: Selection {
                platform_id: Some(platform_id.clone()),
                which: Some(Which::All),
                ..Selection::default()
            },
        };
        reviews::draw(c, ctx, &new)
    })?;
    let items = story.act(&people.jonas, |c, ctx| reviews::items(c, &ctx.scope, &check.id))?;
    let look = |who: &Who, place: usize, outcome, note: Option<&str>| {
        let item = items.get(place).ok_or_else(|| Refusal::fault("the sample is too small"))?;
        story.act(who, |c, ctx| {
            let seen = Seen {
                outcome,
                looked_at: Some("Tio ärenden från den senaste månaden".to_string()),
                looked_on: None,
                note: note.map(ToString::to_string),
                evidence: note.map(|_| "KS 2026/118-3".to_string()),
            };
            reviews::record(c, ctx, &check.id, &item.id, None, &seen)
        })
    };
    look(&people.jonas, 0, Outcome::Ok, None)?;
    look(&people.jonas, 1, Outcome::Deviation, Some("Tre av tio ärenden beskriver hälsa i fritextfältet."))?;
    look(&people.jonas, 2, Outcome::Ok, None)?;
    Ok(check.id)
}
