//! Slowing down guesses without locking the owner out.
//!
//! Three counts over the last fifteen minutes, by hashes only:
//! - the pair of account and network address: from the fifth failure each next try waits, 30
//!   seconds at first and twice as long each time, at most fifteen minutes;
//! - the network address: thirty failures, whatever the accounts;
//! - the account, from all addresses: fifty failures.
//!
//! The last two are other people's failures, so they do not count against somebody who comes from
//! an address where this account has signed in during the last thirty days. Every try is counted
//! before its password is checked and taken back when it was right, so that many at once do not
//! slip through. An address without an account is counted just the same.

use crate::base::{Id, Instant, Refusal, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::{accounts, sessions, sign_in_failures};
use crate::platform::secrets::hash_token;
use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;

const WINDOW_MINUTES: i64 = 15;
const PAIR_LIMIT: usize = 5;
const ADDRESS_LIMIT: usize = 30;
const ACCOUNT_LIMIT: usize = 50;
const FIRST_WAIT_SECONDS: i64 = 30;
const KNOWN_ADDRESS_DAYS: i64 = 30;

/// A try that has been counted; `forget` takes it back.
#[derive(Debug, Clone)]
pub struct Counted(Vec<Id>);

/// Counts one try to sign in. Errors: SlowDown with the seconds to wait.
pub fn count_try(c: &mut Db, now: DateTime<Utc>, email_folded: &str, address: &str) -> Result<Counted> {
    let [pair, by_address, by_account] = subjects(email_folded, address);
    let failures = recent(c, &pair, now)?;
    if failures.len() >= PAIR_LIMIT {
        let over = u32::try_from(failures.len() - PAIR_LIMIT).unwrap_or(0).min(10);
        let wait = Duration::seconds((FIRST_WAIT_SECONDS << over).min(WINDOW_MINUTES * 60));
        let until = failures.iter().max().map_or(now, |last| *last + wait);
        if until > now {
            return Err(slow_down(until - now));
        }
    }
    if !is_known(c, now, email_folded, address)? {
        full(c, &by_address, ADDRESS_LIMIT, now)?;
        full(c, &by_account, ACCOUNT_LIMIT, now)?;
    }
    note(c, now, &[pair, by_address, by_account])
}

/// Counts one request for a reset link: three per account are heeded (false after that, said to
/// nobody), twenty per network address are answered. Errors: SlowDown.
pub fn count_reset(c: &mut Db, now: DateTime<Utc>, email_folded: &str, address: &str) -> Result<bool> {
    let by_account = hash_token(&format!("reset account {email_folded}"));
    let by_address = hash_token(&format!("reset address {address}"));
    full(c, &by_address, 20, now)?;
    let heeded = recent(c, &by_account, now)?.len() < 3;
    note(c, now, &[by_account, by_address])?;
    Ok(heeded)
}

/// Takes back what was counted, and the pair's earlier failures: the password was right.
pub fn forget(c: &mut Db, counted: &Counted, email_folded: &str, address: &str) -> Result<()> {
    let [pair, ..] = subjects(email_folded, address);
    diesel::delete(sign_in_failures::table.filter(sign_in_failures::id.eq_any(&counted.0))).execute(c)?;
    diesel::delete(sign_in_failures::table.filter(sign_in_failures::subject.eq(pair))).execute(c)?;
    Ok(())
}

/// Forgets what is older than a day.
pub fn prune(c: &mut Db, now: DateTime<Utc>) -> Result<()> {
    let old = Instant::from(now - Duration::days(1));
    diesel::delete(sign_in_failures::table.filter(sign_in_failures::at.lt(old))).execute(c)?;
    Ok(())
}

fn subjects(email_folded: &str, address: &str) -> [String; 3] {
    [
        hash_token(&format!("pair {email_folded} {address}")),
        hash_token(&format!("address {address}")),
        hash_token(&format!("account {email_folded}")),
    ]
}

fn recent(c: &mut Db, subject: &str, now: DateTime<Utc>) -> Result<Vec<DateTime<Utc>>> {
    let since = Instant::from(now - Duration::minutes(WINDOW_MINUTES));
    let found: Vec<Instant> = sign_in_failures::table
        .filter(sign_in_failures::subject.eq(subject))
        .filter(sign_in_failures::at.gt(since))
        .order((sign_in_failures::at, sign_in_failures::id))
        .limit(100)
        .select(sign_in_failures::at)
        .load(c)?;
    Ok(found.into_iter().map(Instant::utc).collect())
}

fn full(c: &mut Db, subject: &str, limit: usize, now: DateTime<Utc>) -> Result<()> {
    let failures = recent(c, subject, now)?;
    match failures.first() {
        Some(oldest) if failures.len() >= limit => Err(slow_down(*oldest + Duration::minutes(WINDOW_MINUTES) - now)),
        _ => Ok(()),
    }
}

fn slow_down(wait: Duration) -> Refusal {
    Refusal::SlowDown(u64::try_from(wait.num_seconds()).unwrap_or(0).max(1))
}

/// Whether this account has signed in from this address of late.
fn is_known(c: &mut Db, now: DateTime<Utc>, email_folded: &str, address: &str) -> Result<bool> {
    let since = Instant::from(now - Duration::days(KNOWN_ADDRESS_DAYS));
    let count: i64 = sessions::table
        .inner_join(accounts::table)
        .filter(accounts::email_folded.eq(email_folded))
        .filter(sessions::address.eq(address))
        .filter(sessions::created_at.gt(since))
        .count()
        .get_result(c)?;
    Ok(count > 0)
}

fn note(c: &mut Db, now: DateTime<Utc>, subjects: &[String]) -> Result<Counted> {
    let mut ids = Vec::new();
    for subject in subjects {
        let id = Id::new(now);
        diesel::insert_into(sign_in_failures::table)
            .values((
                sign_in_failures::id.eq(&id),
                sign_in_failures::subject.eq(subject),
                sign_in_failures::at.eq(Instant::from(now)),
            ))
            .execute(c)?;
        ids.push(id);
    }
    Ok(Counted(ids))
}
