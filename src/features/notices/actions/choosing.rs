//! How a person wants to be told.

use crate::base::refusal::{Checks, FieldError, Refusal, Result, check_version};
use crate::base::{Id, Language};
use crate::features::notices::parameters::NoticeTerms;
use crate::features::notices::records::{Preference, Settings};
use crate::features::notices::rules;
use crate::features::notices::store::{self, people};
use crate::kit::notices::{NoticeKind, Way};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, NaiveTime, Utc};
use serde_json::json;
use std::collections::BTreeMap;

/// A person's standing in one organisation, with what holds when they have said nothing.
#[derive(Debug, Clone)]
pub struct Standing {
    /// None: the account's.
    pub language: Option<Language>,
    /// None: none.
    pub quiet: Option<(NaiveTime, NaiveTime)>,
    pub unsubscribed: bool,
    pub version: i32,
    ways: BTreeMap<NoticeKind, Way>,
    terms: &'static NoticeTerms,
}

impl Standing {
    /// How a kind is told in the end.
    pub fn way(&self, kind: NoticeKind) -> Way {
        let terms = self.terms.kind(kind);
        rules::way(self.ways.get(&kind).copied(), terms.way, terms.compulsory, self.unsubscribed)
    }

    /// What was chosen for a kind, or is usual.
    pub fn chosen(&self, kind: NoticeKind) -> Way {
        let terms = self.terms.kind(kind);
        rules::way(self.ways.get(&kind).copied(), terms.way, terms.compulsory, false)
    }

    pub fn is_compulsory(&self, kind: NoticeKind) -> bool {
        self.terms.kind(kind).compulsory
    }

    pub fn wants_at_once(&self) -> bool {
        NoticeKind::ALL.iter().any(|kind| self.way(*kind) == Way::AtOnce)
    }

    pub fn terms(&self) -> &'static NoticeTerms {
        self.terms
    }
}

/// How a person is told in an organisation. Two queries.
pub fn standing(c: &mut Db, home: &Id, person_id: &Id, now: DateTime<Utc>) -> Result<Standing> {
    let terms = NoticeTerms::on(crate::base::clock::swedish_date(now));
    let ways = people::ways(c, home, person_id)?;
    let row = people::settings(c, home, person_id)?;
    let own = row.as_ref().and_then(|row| {
        let read = |text: &Option<String>| text.as_deref().and_then(rules::read_time);
        read(&row.quiet_from).zip(read(&row.quiet_to))
    });
    Ok(Standing {
        language: row.as_ref().and_then(|row| row.language),
        quiet: own.or_else(|| terms.quiet()).filter(|(from, to)| from != to),
        unsubscribed: row.as_ref().is_some_and(|row| row.unsubscribed_at.is_some()),
        version: row.map_or(0, |row| row.version),
        ways,
        terms,
    })
}

/// The standing of whoever asks.
pub fn own_standing(c: &mut Db, ctx: &Ctx) -> Result<Standing> {
    standing(c, store::home(&ctx.scope)?, &ctx.actor.person_id, ctx.now)
}

/// What a person chooses.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// None: the account's.
    pub language: Option<Language>,
    /// `HH:MM`; both empty: no quiet hours.
    pub quiet_from: String,
    pub quiet_to: String,
    /// Whether any mail is wanted that is not compulsory.
    pub mail: bool,
    pub ways: BTreeMap<NoticeKind, Way>,
}

/// Both times as they are stored; the same time twice when there are to be no quiet hours.
fn check_quiet(from: &str, to: &str, longest_hours: i64) -> std::result::Result<(String, String), FieldError> {
    if from.trim().is_empty() && to.trim().is_empty() {
        return Ok(("00:00".to_string(), "00:00".to_string()));
    }
    let wrong = |field: &str| FieldError::new(field, "error-notice-time");
    let from = rules::read_time(from).ok_or_else(|| wrong("quiet_from"))?;
    let to = rules::read_time(to).ok_or_else(|| wrong("quiet_to"))?;
    if rules::quiet_minutes((from, to)) > longest_hours * 60 {
        return Err(FieldError::new("quiet_to", "error-notice-quiet").with("hours", longest_hours));
    }
    Ok((from.format("%H:%M").to_string(), to.format("%H:%M").to_string()))
}

/// Chooses anew. Errors: `quiet_from`, `quiet_to`, `way_<kind>` for what may not be turned off, Conflict.
pub fn choose(c: &mut Db, ctx: &Ctx, version: Option<i32>, choices: &Choices) -> Result<Standing> {
    let home = store::home(&ctx.scope)?.clone();
    let me = &ctx.actor.person_id;
    let before = standing(c, &home, me, ctx.now)?;
    check_version(version, before.version, BTreeMap::new)?;
    let mut checks = Checks::default();
    let longest = before.terms.quiet_longest_hours;
    let quiet = checks.keep(check_quiet(&choices.quiet_from, &choices.quiet_to, longest));
    for (kind, way) in &choices.ways {
        let lawful = !before.is_compulsory(*kind) || matches!(way, Way::Digest | Way::AtOnce);
        checks.that(lawful, &format!("way_{kind}"), "error-notice-compulsory");
    }
    checks.done()?;
    let (quiet_from, quiet_to) = quiet.ok_or(Refusal::NotFound)?;
    let stored = people::settings(c, &home, me)?;
    let row = Settings {
        id: stored.as_ref().map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id: home.clone(),
        person_id: me.clone(),
        language: choices.language,
        quiet_from: Some(quiet_from),
        quiet_to: Some(quiet_to),
        unsubscribed_at: match (choices.mail, stored.and_then(|row| row.unsubscribed_at)) {
            (true, _) => None,
            (false, at) => at.or_else(|| Some(ctx.instant())),
        },
        updated_at: ctx.instant(),
        version: before.version + 1,
    };
    people::put_settings(c, &row)?;
    // A kind that is not said keeps what it had.
    let mut ways = before.ways.clone();
    ways.extend(&choices.ways);
    let rows: Vec<Preference> = ways
        .iter()
        .map(|(kind, way)| Preference {
            id: ctx.new_id(),
            organisation_id: home.clone(),
            person_id: me.clone(),
            kind: *kind,
            way: *way,
        })
        .collect();
    people::put_ways(c, &home, me, &rows)?;
    let after = standing(c, &home, me, ctx.now)?;
    let entry = audit::Entry::new("update", "notice_settings", &row.id).named(ctx.actor.name.clone());
    audit::record(c, ctx, entry.change(&said(&before), &said(&after)))?;
    Ok(after)
}

fn said(standing: &Standing) -> serde_json::Value {
    json!({
        "language": standing.language,
        "quiet": standing.quiet.map(|(from, to)| format!("{}-{}", from.format("%H:%M"), to.format("%H:%M"))),
        "unsubscribed": standing.unsubscribed,
        "ways": standing.ways.iter().map(|(kind, way)| (kind.to_string(), way.to_string())).collect::<BTreeMap<_, _>>(),
    })
}
