//! Public records: what is registered, a journalist who wants the list of vendors, and old letters that may go.

use super::people::People;
use super::register::Register;
use super::story::Story;
use crate::base::{Id, Result};
use crate::features::records::{
    self, Assessment, Direction, DisclosureSource, NewDisclosure, NewHold, NewList, NewRecord, NewSettings, RecordEdit,
    RecordKind,
};
use chrono::{Days, NaiveDate};

/// Says what the region's diary numbers look like, before anybody types one.
pub fn say_numbers(story: &Story<'_>, people: &People) -> Result<()> {
    let settings = NewSettings {
        diary_pattern: Some(r"(RS|HSN) \d{4}/\d{1,5}".to_string()),
        diary_example: Some("RS 2026/1005".to_string()),
        case_link: Some("https://diarium.almea.example/{dnr}".to_string()),
    };
    story.act(&people.maria, |c, ctx| records::set_settings(c, ctx, Some(0), &settings).map(drop))
}

/// Tells it in the region, and gives the journalist's request.
pub fn keep(story: &Story<'_>, people: &People, register: &Register, minutes: &Id) -> Result<Id> {
    let recent = story.today.checked_sub_days(Days::new(6)).unwrap_or(story.today);
    let answer = letter(
        register,
        "Svar om var inspelningarna lagras",
        "Inspelningarna ligger hos Arkivhyllan Drift AB i hall 3, rack 14. Larmet går till jouren på vardagar. \
         Lagringen är delad med två andra kunder fram till årsskiftet.",
        recent,
    );
    let views = &story.app.views;
    story.act(&people.eva, |c, ctx| {
        let record = records::register(c, ctx, views, &answer)?;
        let reason = "Visar var utrustningen står och när larmet är obevakat";
        records::mark(c, ctx, views, &record.id, "body", "osl_18_8", reason).map(drop)
    })?;
    story.act(&people.eva, |c, ctx| {
        let mut facts = records::proposal(c, ctx, views, RecordKind::Minutes, minutes)?;
        facts.diary_number = Some("RS 2026/118".to_string());
        let new = NewRecord { kind: RecordKind::Minutes, object_id: Some(minutes.clone()), vendor_id: None, facts };
        records::register(c, ctx, views, &new).map(drop)
    })?;
    old_letters(story, people, register)?;
    journalist(story, people)
}

fn letter(register: &Register, subject: &str, body: &str, dated_on: NaiveDate) -> NewRecord {
    NewRecord {
        kind: RecordKind::Document,
        object_id: None,
        vendor_id: Some(register.vidlyssna.id.clone()),
        facts: RecordEdit {
            subject: subject.to_string(),
            type_key: "letter".to_string(),
            diary_number: Some("RS 2026/117".to_string()),
            direction: Some(Direction::Incoming),
            dated_on: Some(dated_on),
            counterpart: Some("Vidlyssna Vårdlinje AB".to_string()),
            closed_on: None,
            body: Some(body.to_string()),
        },
    }
}

/// Two letters whose time has come: one is proposed for disposal, the other is held.
fn old_letters(story: &Story<'_>, people: &People, register: &Register) -> Result<()> {
    let views = &story.app.views;
    let long_ago = NaiveDate::from_ymd_opt(2013, 3, 4).unwrap_or(story.today);
    let old = |subject: &str| {
        let mut new = letter(register, subject, "Tack för ert brev. Vi återkommer efter sommaren.", long_ago);
        new.facts.diary_number = None;
        new
    };
    story.act(&people.eva, |c, ctx| {
        let goes = records::register(c, ctx, views, &old("Bekräftelse på mottaget brev"))?;
        let stays = records::register(c, ctx, views, &old("Fråga om inspelningar från 2013"))?;
        let hold = NewHold {
            title: "Tillsyn av inspelningarna".to_string(),
            reason: "Integritetsskyddsmyndigheten kan komma att fråga efter det".to_string(),
            reference: Some("RS 2026/90".to_string()),
            record_id: Some(stays.id),
            vendor_id: None,
        };
        records::hold(c, ctx, &hold)?;
        records::propose(c, ctx, &[goes.id], Some("Årlig gallring av skrivelser")).map(drop)
    })
}

/// Somebody who does not say who they are asks for the list of vendors; tiers are masked.
fn journalist(story: &Story<'_>, people: &People) -> Result<Id> {
    let new = NewList {
        request: NewDisclosure {
            asked_for: "Lista över alla leverantörer som regionen följer upp".to_string(),
            ..NewDisclosure::default()
        },
        source: DisclosureSource::VendorList,
        assessment: Assessment::new(),
        terms: Vec::new(),
    };
    story.act(&people.eva, |c, ctx| records::disclose_list(c, ctx, story.app, &new).map(|(row, _)| row.id))
}
