//! Findings and actions from the assessments, two locked dialogues, and the one that is due today.

use super::assessments::Assessments;
use super::people::{People, Who};
use super::register::Register;
use super::story::Story;
use crate::base::{Id, Refusal, Result};
use crate::features::dialogues::{self, ItemEdit, ItemKind, ItemStatus};
use crate::features::findings::{self, FindingOrigin, NewAction, NewFinding, Responsible, Severity};
use chrono::{Duration, NaiveDate};

pub struct FollowUp {
    pub today: Id,
    pub locked: Id,
    pub shared_storage: Id,
    pub platform: Id,
}

struct Plan<'a> {
    question: &'a str,
    title: &'a str,
    description: &'a str,
    severity: Severity,
    internal: Option<&'a str>,
    actions: &'a [(&'a str, Responsible, i64)],
}

/// A finding from an answer, and its actions due so many days from now.
fn find(
    story: &Story<'_>,
    who: &Who,
    vendor: &Id,
    contract: &Id,
    assessment: &Id,
    plan: &Plan<'_>,
) -> Result<(Id, Vec<Id>)> {
    let today = crate::base::clock::swedish_date(story.now());
    story.act(who, |c, ctx| {
        let finding = findings::open_finding(
            c,
            ctx,
            &NewFinding {
                vendor_id: vendor.clone(),
                contract_id: Some(contract.clone()),
                origin: FindingOrigin::Answer,
                origin_object_id: Some(assessment.clone()),
                origin_part: Some(plan.question.to_string()),
                title: plan.title.to_string(),
                description: Some(plan.description.to_string()),
                severity: plan.severity,
                responsible: Responsible::Vendor,
                control_ids: crate::features::controls::catalogue()
                    .current_questions()
                    .find(plan.question)
                    .map(|q| q.controls.clone())
                    .unwrap_or_default(),
                internal_note: plan.internal.map(ToString::to_string),
            },
        )?;
        let mut actions = Vec::new();
        for (title, responsible, days) in plan.actions {
            let action = findings::open_action(
                c,
                ctx,
                &NewAction {
                    vendor_id: vendor.clone(),
                    contract_id: Some(contract.clone()),
                    finding_id: Some(finding.id.clone()),
                    title: (*title).to_string(),
                    description: None,
                    responsible: *responsible,
                    owner_id: None,
                    owner_name: None,
                    due_on: today + Duration::days(*days),
                    focus: None,
                    internal_note: None,
                },
            )?;
            actions.push(action.id);
        }
        Ok((finding.id, actions))
    })
}

/// Goes through every item of a dialogue with a few words, and locks it.
fn meet(story: &Story<'_>, who: &Who, dialogue: &Id, said: &[(&str, &str, Option<&str>)]) -> Result<Option<Id>> {
    story.act(who, |c, ctx| {
        dialogues::start(c, ctx, dialogue, None)?;
        let found = dialogues::find(c, &ctx.scope, dialogue)?;
        for item in dialogues::items(c, &found)? {
            let words =
                said.iter().find(|(start, ..)| item.title_sv.starts_with(start) || item.title_sv.contains(start));
            let (note, decision) = words.map_or((None, None), |(_, note, decision)| {
                (Some((*note).to_string()), decision.map(ToString::to_string))
            });
            let status = match (item.kind, &decision, &note) {
                (_, Some(_), _) => ItemStatus::Decided,
                (ItemKind::Action, ..) | (_, _, Some(_)) => ItemStatus::TakenUp,
                _ => ItemStatus::NoChange,
            };
            let edit = ItemEdit { status: Some(status), note, decision };
            dialogues::set_item(c, ctx, dialogue, &item.id, item.version, &edit)?;
        }
        Ok(dialogues::lock(c, ctx, dialogue, None, None)?.next.map(|d| d.id))
    })
}

fn hold_on(story: &Story<'_>, who: &Who, dialogue: &Id, date: NaiveDate) -> Result<()> {
    story.act(who, |c, ctx| {
        let found = dialogues::find(c, &ctx.scope, dialogue)?;
        let edit = dialogues::Edit {
            held_on: date,
            chair_name: Some(who.person.name.clone()),
            minute_checker: Some("Lena Sjö".to_string()),
            internal_note: found.internal_note,
        };
        dialogues::edit(c, ctx, dialogue, None, &edit).map(drop)
    })
}

pub fn hold(story: &Story<'_>, people: &People, register: &Register, assessments: &Assessments) -> Result<FollowUp> {
    use Responsible::{Region, Vendor};
    let (eva, omar, sara, lena) = (&people.eva, &people.omar, &people.sara, &people.lena);
    let (vendor, contract) = (&register.vidlyssna.id, &register.call_line.id);
    story.turn_to(story.day(-3, 25), 9)?;
    let (shared_storage, storage) = find(
        story,
        omar,
        vendor,
        contract,
        &assessments.closed,
        &Plan {
            question: "Q14",
            title: "Inspelade samtal ligger på lagring som delas med andra kunder",
            description: "Arkivhyllan Drift lagrar samtal åt flera kunder på samma lagring. Ingen vet vem som når den utifrån.",
            severity: Severity::Critical,
            internal: Some("Samma lagring finns i Lindviks avtal. Stäm av med Sara innan nästa möte."),
            actions: &[
                ("Flytta inspelningarna till egen lagring", Vendor, 50),
                ("Kontrollera utifrån vad som nås från internet", Vendor, 20),
            ],
        },
    )?;
    let (_, approval) = find(
        story,
        eva,
        vendor,
        contract,
        &assessments.closed,
        &Plan {
            question: "Q10",
            title: "Underleverantör anlitad utan godkännande",
            description: "Arkivhyllan började innan regionens beslut fanns.",
            severity: Severity::High,
            internal: None,
            actions: &[
                ("Ansök om godkännande av Arkivhyllan Drift", Vendor, 14),
                ("Besluta om Arkivhyllan Drift", Region, 40),
            ],
        },
    )?;
    let (_, mfa) = find(
        story,
        omar,
        vendor,
        contract,
        &assessments.closed,
        &Plan {
            question: "Q27",
            title: "Två administratörskonton saknar flerfaktor",
            description: "Kontona hör till inspelningssystemet.",
            severity: Severity::High,
            internal: None,
            actions: &[("Inför flerfaktor på alla administratörskonton", Vendor, 30)],
        },
    )?;
    let (_, retention) = find(
        story,
        omar,
        vendor,
        contract,
        &assessments.closed,
        &Plan {
            question: "Q59",
            title: "Inspelningar sparas längre än instruktionen säger",
            description: "Det finns inspelningar från 2019.",
            severity: Severity::High,
            internal: None,
            actions: &[("Gallra inspelningar enligt instruktionen och redovisa", Vendor, 75)],
        },
    )?;
    let (platform, _) = find(
        story,
        sara,
        &register.portalverket.id,
        &register.platform.id,
        &assessments.platform,
        &Plan {
            question: "Q57",
            title: "E-tjänster tar emot känsligare uppgifter än plattformen klarar",
            description: "Plattformen är godkänd för klass 2. Orosanmälan och flera andra e-tjänster rör klass 3.",
            severity: Severity::Critical,
            internal: Some("Nämnden informeras i december."),
            actions: &[
                ("Ta fram reservrutin för orosanmälan", Region, 95),
                ("Inför klasskontroll före publicering", Vendor, 80),
            ],
        },
    )?;
    let first =
        |list: &[Id], at: usize| list.get(at).cloned().ok_or_else(|| Refusal::fault("the story lost an action"));
    let (move_storage, outside_check) = (first(&storage, 0)?, first(&storage, 1)?);
    let (apply, decide, mfa, retention) =
        (first(&approval, 0)?, first(&approval, 1)?, first(&mfa, 0)?, first(&retention, 0)?);

    // Two months ago.
    story.turn_to(story.day(-3, 26), 9)?;
    let day = story.today.to_string().get(8..).and_then(|d| d.parse::<u32>().ok()).unwrap_or(15).clamp(3, 27);
    let dialogue = story.act(eva, |c, ctx| dialogues::start_series(c, ctx, contract, story.day(-2, day)))?.id;
    hold_on(story, eva, &dialogue, story.day(-2, day))?;
    story.turn_to(story.day(-2, day.saturating_sub(2).max(1)), 15)?;
    let done = |who: &Who, action: &Id, note: &str| {
        story.act(who, |c, ctx| findings::report_done(c, ctx, action, None, note)).map(drop)
    };
    done(lena, &apply, "Ansökan med underlag är inskickad.")?;
    story.turn_to(story.day(-2, day), 9)?;
    let next = meet(
        story,
        eva,
        &dialogue,
        &[
            ("Flytta inspelningarna", "Vidlyssna har begärt offert på egen lagring hos Arkivhyllan.", None),
            ("Kontrollera utifrån", "Skanning är beställd men inte gjord.", None),
            (
                "Åtgärdsplan",
                "Planen är gemensam och följs upp varje månad.",
                Some("Parterna följer den gemensamma åtgärdsplanen."),
            ),
        ],
    )?
    .ok_or_else(|| Refusal::fault("the story needs a next dialogue"))?;
    story.post()?;
    story.act(omar, |c, ctx| findings::verify(c, ctx, &apply, None, true, "Ansökan är komplett."))?;

    // Last month.
    story.turn_to(story.day(-1, 2), 9)?;
    let postpone = |who: &Who, action: &Id, to: NaiveDate, why: &str| {
        story.act(who, |c, ctx| findings::postpone(c, ctx, action, None, to, why)).map(drop)
    };
    postpone(
        eva,
        &outside_check,
        story.day(-1, 24).max(story.day(-1, 2) + Duration::days(20)),
        "Leverantören av skanningen är försenad.",
    )?;
    hold_on(story, eva, &next, story.day(-1, day))?;
    story.turn_to(story.day(-1, day.saturating_sub(1).max(3)), 15)?;
    done(lena, &mfa, "Flerfaktor är påslaget för båda kontona. Skärmbild visas på plats.")?;
    story.turn_to(story.day(-1, day), 9)?;
    let today = meet(
        story,
        eva,
        &next,
        &[
            (
                "Flytta inspelningarna",
                "Offerten är godkänd. Flytten tar åtta veckor.",
                Some("Nytt datum beslutas när planen finns."),
            ),
            ("Inför flerfaktor", "Klart enligt leverantören. Omar kontrollerar på plats.", None),
            ("Besluta om Arkivhyllan", "Juristen har fler frågor om lagringen.", None),
        ],
    )?
    .ok_or_else(|| Refusal::fault("the story needs today's dialogue"))?;
    story.post()?;
    story.act(omar, |c, ctx| findings::verify(c, ctx, &mfa, None, true, "Kontrollerat på plats."))?;
    postpone(eva, &move_storage, story.today + Duration::days(40), "Flytten tar åtta veckor från beställning.")?;
    postpone(eva, &decide, story.today + Duration::days(14), "Väntar på svar från juristen.")?;

    // This week, and today's meeting.
    story.turn_to(story.today - Duration::days(2), 16)?;
    done(lena, &outside_check, "Skanningen är gjord. Inget svarade utifrån. Rapporten finns att visa på plats.")?;
    story.act(lena, |c, ctx| findings::start(c, ctx, &retention, None))?;
    story.post()?;
    story.turn_to(story.today, 7)?;
    hold_on(story, eva, &today, story.today)?;
    story.act(eva, |c, ctx| dialogues::refresh(c, ctx, &today))?;
    Ok(FollowUp { today, locked: next, shared_storage, platform })
}
