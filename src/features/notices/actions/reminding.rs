//! The reminder engine: every source, every step of its ladder, slice by slice. A slice is one transaction with what it
//! reminds of and whom it tells, so a run that is killed or repeated loses and repeats nothing.

use crate::access::{Role, Via};
use crate::base::{Id, Result};
use crate::features::notices::model::{Dated, Receiver};
use crate::features::notices::parameters::{KindTerms, NoticeTerms};
use crate::features::notices::records::Reminder;
use crate::features::notices::rules::{self, Window};
use crate::features::notices::store::dated::{self, Place, SOURCES, Source};
use crate::features::notices::store::{self, people};
use crate::kit::notices::{MailState, Notice, NoticeKind, Way};
use crate::kit::{Ctx, audit};
use crate::platform::db::{Database, Db};
use chrono::{DateTime, Utc};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Reminds in every organisation. Gives how many dated rows were reminded of.
pub fn remind_all(db: &Database, now: DateTime<Utc>) -> Result<usize> {
    let mut count = 0;
    for client in db.read_now(dated::clients)? {
        count += remind(db, &Ctx::job(client, "notices.remind", Via::Job, now))?;
    }
    for vendor in db.read_now(|c| with_evidence(c, now))? {
        count += remind_of_evidence(db, &Ctx::job(vendor, "notices.remind", Via::Job, now))?;
    }
    Ok(count)
}

/// Reminds of everything of one client that has a date. Gives how many rows.
pub fn remind(db: &Database, ctx: &Ctx) -> Result<usize> {
    let mut count = 0;
    for source in SOURCES.iter().filter(|source| source.kind != NoticeKind::Evidence) {
        count += sweep(db, ctx, source)?;
    }
    Ok(count + remind_of_notice_days(db, ctx)?)
}

fn with_evidence(c: &mut Db, now: DateTime<Utc>) -> Result<Vec<Id>> {
    let today = crate::base::clock::swedish_date(now);
    let terms = NoticeTerms::on(today);
    let all = rules::windows(&terms.kind(NoticeKind::Evidence).ladder, terms.late_days, today);
    match (all.iter().map(|w| w.after).min(), all.iter().map(|w| w.until).max()) {
        (Some(after), Some(until)) => dated::with_evidence(c, after, until),
        _ => Ok(Vec::new()),
    }
}

fn remind_of_evidence(db: &Database, ctx: &Ctx) -> Result<usize> {
    let mut count = 0;
    for source in SOURCES.iter().filter(|source| source.kind == NoticeKind::Evidence) {
        count += sweep(db, ctx, source)?;
    }
    Ok(count)
}

fn sweep(db: &Database, ctx: &Ctx, source: &Source) -> Result<usize> {
    let terms = NoticeTerms::on(ctx.today());
    let mut count = 0;
    for window in rules::windows(&terms.kind(source.kind).ladder, terms.late_days, ctx.today()) {
        let Some(mut place) = Place::before(&window) else { continue };
        // Nothing to say: the writer's place is not taken.
        if db.read_now(|c| dated::due(c, &ctx.actor.organisation_id, source, &window, &place, 1))?.is_empty() {
            continue;
        }
        loop {
            let (done, next) = db.write_now(|c| {
                let rows = dated::due(c, &ctx.actor.organisation_id, source, &window, &place, terms.slice)?;
                let next = rows.last().map(|row| Place { day: row.due_on, id: row.id.to_string() });
                tell(c, ctx, (source.kind, source.object_type), &window, &rows)?;
                Ok((rows.len(), next))
            })?;
            count += done;
            match next {
                Some(next) if i64::try_from(done).unwrap_or(0) == terms.slice => place = next,
                _ => break,
            }
        }
    }
    Ok(count)
}

fn remind_of_notice_days(db: &Database, ctx: &Ctx) -> Result<usize> {
    let terms = NoticeTerms::on(ctx.today());
    let limit = usize::try_from(terms.slice).unwrap_or(1);
    let mut count = 0;
    for window in rules::windows(&terms.kind(NoticeKind::ContractNotice).ladder, terms.late_days, ctx.today()) {
        if db.read_now(|c| dated::notice_days(c, &ctx.actor.organisation_id, &window, 1))?.is_empty() {
            continue;
        }
        loop {
            let done = db.write_now(|c| {
                let rows = dated::notice_days(c, &ctx.actor.organisation_id, &window, limit)?;
                tell(c, ctx, (NoticeKind::ContractNotice, "contract"), &window, &rows)?;
                Ok(rows.len())
            })?;
            count += done;
            if done < limit {
                break;
            }
        }
    }
    Ok(count)
}

/// Everybody who may have to be told of some rows.
struct People {
    by_home: BTreeMap<Id, Vec<Receiver>>,
    ways: BTreeMap<(Id, Id), Way>,
}

impl People {
    fn of(c: &mut Db, ctx: &Ctx, kind: NoticeKind, rows: &[Dated]) -> Result<People> {
        let mut homes: BTreeSet<Id> = rows.iter().filter_map(|row| row.vendor_home.clone()).collect();
        homes.insert(ctx.actor.organisation_id.clone());
        Ok(People { by_home: people::receivers(c, &homes)?, ways: people::ways_of_kind(c, kind, &homes)? })
    }

    fn find(&self, home: &Id, id: Option<&Id>) -> Option<&Receiver> {
        let id = id?;
        self.by_home.get(home)?.iter().find(|one| one.person_id == *id)
    }

    fn in_role(&self, home: &Id, role: Role) -> impl Iterator<Item = &Receiver> {
        self.by_home.get(home).into_iter().flatten().filter(move |one| one.role == role)
    }
}

/// Who is told of a row: (their organisation, the person). At the vendor, when it concerns them, its owner there, and
/// when nobody is, the administrators; of the organisation's own people the first named who is still there, and when
/// nobody is, its security officers. Of a vendor's action its own day comes before the region is told.
fn told<'a>(
    people: &'a People,
    home: &'a Id,
    kind: NoticeKind,
    step: i32,
    row: &'a Dated,
) -> Vec<(&'a Id, &'a Receiver)> {
    let named = || people.find(home, row.first_id.as_ref()).or_else(|| people.find(home, row.second_id.as_ref()));
    if kind == NoticeKind::Evidence {
        if let Some(person) = named() {
            return vec![(home, person)];
        }
        return people.in_role(home, Role::VendorAdmin).map(|person| (home, person)).collect();
    }
    let mut all: Vec<(&Id, &Receiver)> = Vec::new();
    if let Some(vendor) = &row.vendor_home {
        match people.find(vendor, row.first_id.as_ref()) {
            Some(owner) => all.push((vendor, owner)),
            None => all.extend(people.in_role(vendor, Role::VendorAdmin).map(|person| (vendor, person))),
        }
    }
    if kind == NoticeKind::Action && step < 0 && !all.is_empty() {
        return all;
    }
    match named() {
        Some(person) => all.push((home, person)),
        None => all.extend(people.in_role(home, Role::SecurityOfficer).map(|person| (home, person))),
    }
    all
}

/// Writes what a slice reminds of and whom it tells.
fn tell(c: &mut Db, ctx: &Ctx, (kind, object_type): (NoticeKind, &str), window: &Window, rows: &[Dated]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let terms: &KindTerms = NoticeTerms::on(ctx.today()).kind(kind);
    let people = People::of(c, ctx, kind, rows)?;
    let home = &ctx.actor.organisation_id;
    let (mut reminders, mut made) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        let before = made.len();
        for (of, person) in told(&people, home, kind, window.step, row) {
            let chosen = people.ways.get(&(of.clone(), person.person_id.clone())).copied();
            let way = rules::way(chosen, terms.way, terms.compulsory, false);
            if way == Way::Off {
                continue;
            }
            made.push(Notice {
                id: ctx.new_id(),
                organisation_id: home.clone(),
                home_id: of.clone(),
                person_id: person.person_id.clone(),
                kind,
                event: None,
                object_type: object_type.to_string(),
                object_id: row.object_id.to_string(),
                due_on: Some(row.due_on),
                step: Some(window.step),
                key: format!("{kind}:{}:{}:{}", row.id, row.due_on, window.step),
                mail: if way == Way::InApp { MailState::None } else { MailState::Pending },
                digest_id: None,
                created_at: ctx.instant(),
                read_at: None,
            });
        }
        reminders.push(Reminder {
            id: ctx.new_id(),
            organisation_id: home.clone(),
            kind,
            dated_id: row.id.clone(),
            due_on: row.due_on,
            step: window.step,
            receivers: i32::try_from(made.len() - before).unwrap_or(i32::MAX),
            created_at: ctx.instant(),
        });
    }
    store::insert_told(c, &reminders, &made)?;
    let said = json!({ "kind": kind, "step": window.step, "rows": rows.len(), "notices": made.len() });
    audit::record(c, ctx, audit::Entry::new("remind", "notices", home).named(kind.as_str()).after(&said))
}
