//! Lindvik kommun's e-services: a list of 23, the platform's ceiling and rules, and what they bring to light.

use super::people::People;
use super::register::Register;
use super::story::Story;
use crate::base::{Id, Refusal, Result};
use crate::features::exchange::{self, ImportKind};
use crate::features::services::{
    self, Capability, Class, NewException, NewPlatform, NewRule, NewService, ServiceFilter, Strength,
};
use chrono::Days;

const LIST: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/demo/e-tjanster.csv"));

/// Tells this part, and gives the platform.
pub fn come_to_light(story: &Story<'_>, people: &People, register: &Register) -> Result<Id> {
    let received = exchange::receive(&story.app.files, ImportKind::Services, "e-tjanster.csv", LIST, None)?;
    story.act(&people.jonas, |c, ctx| exchange::run_once(c, ctx, &received, false).map(drop))?;
    let platform = story.act(&people.jonas, |c, ctx| {
        let found = services::all_platforms(c, &ctx.scope)?.into_iter().next();
        found.ok_or_else(|| Refusal::fault("the list named no platform"))
    })?;
    story.act(&people.jonas, |c, ctx| {
        let new = NewPlatform {
            // One that Lindvik has in its own register.
            vendor_id: Some(register.portalverket.id.clone()),
            description: Some("Egna formulär för invånare och medarbetare.".to_string()),
            ceiling: Class::of(2, 2, 2, 2),
            evidence: Some("Granskning av plattformen, informationssäkerhetsstrategen.".to_string()),
            missing: vec![Capability::Authentication, Capability::Logging],
            ..NewPlatform::of(&platform)
        };
        services::update_platform(c, ctx, &platform.id, &new, platform.version)?.open().map(drop)
    })?;
    for (code, strength) in [
        ("patient_records", Strength::MustNot),
        ("social_services", Strength::ShouldNot),
        ("protected_identity", Strength::ShouldNot),
    ] {
        story.act(&people.jonas, |c, ctx| {
            let new = NewRule { type_code: code.to_string(), strength: Some(strength), ..NewRule::default() };
            services::set_rule(c, ctx, &platform.id, &new, 0).map(drop)
        })?;
    }
    decide(story, people)?;
    Ok(platform.id)
}

/// An exception with measures, a lowering that waits for the director, and a new form that asks for more.
fn decide(story: &Story<'_>, people: &People) -> Result<()> {
    let named = |name: &'static str| ServiceFilter { q: Some(name.to_string()), ..ServiceFilter::default() };
    story.act(&people.jonas, |c, ctx| {
        for service in services::all(c, &ctx.scope, &named("Dödsboanmälan"))? {
            let new = NewException {
                type_code: "social_services".to_string(),
                reason: "Det finns ingen annan väg in innan den nya plattformen är på plats.".to_string(),
                measures: "Ärendena flyttas till verksamhetssystemet varje dag och raderas här.".to_string(),
                ends_on: ctx.today().checked_add_days(Days::new(120)),
            };
            services::make_exception(c, ctx, &service.id, &new)?;
        }
        Ok(())
    })?;
    story.act(&people.sara, |c, ctx| {
        for service in services::all(c, &ctx.scope, &named("Sommarjobb"))? {
            let class = Class::of(1, 1, 0, 1);
            let reason = "Formuläret frågar inte längre efter betyg.";
            services::classify(c, ctx, &service.id, class, reason, service.version)?.open()?;
        }
        for service in services::all(c, &ctx.scope, &named("Synpunkter"))? {
            let new = NewService {
                form_fields: Some("Vad gäller det?\nBeskriv gärna din sjukdom eller funktionsnedsättning".to_string()),
                ..NewService::of(&service)
            };
            services::update(c, ctx, &service.id, &new, service.version)?;
        }
        Ok(())
    })
}
