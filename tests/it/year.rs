//! A year of monthly dialogues with three vendors in simulated time, held against a plain model at each step (issue 5,
//! done when 4). What people do is the script below; what the product makes of it, `year_model` reckons by hand.

use super::minutes::day;
use super::year_world::World;
use chrono::{Datelike, Months, NaiveDate, NaiveTime};
use diesel::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use tillit::access::Role;
use tillit::base::Period;
use tillit::features::{dialogues, meetings};
use tillit::kit::audit::{self, Verdict};
use tillit::kit::notices::NoticeKind;
use tillit::kit::outbox;
use tillit::platform::db::schema::notices as rows;

/// Days between two runs of the worker when nothing happens. The model holds for any; each day takes three times as long.
const EVERY: usize = 3;
/// The nights when the clock is turned.
const TURNS: [&str; 2] = ["2027-03-28", "2027-10-31"];
/// Asta's meetings come by her tier: the same day of each month, or the working day that is nearest.
const ASTA: [&str; 13] = [
    "2026-11-23",
    "2026-12-23",
    "2027-01-25",
    "2027-02-25",
    "2027-03-25",
    "2027-04-26",
    "2027-05-26",
    "2027-06-28",
    "2027-07-28",
    "2027-08-30",
    "2027-09-30",
    "2027-10-29",
    "2027-11-29",
];
/// The vendors by tier: Asta, Bodil and Cissi.
const A: usize = 0;
const B: usize = 1;
const C: usize = 2;
const ROLES: &str = "Rollistan är klar före februari.";

/// What people do on a day before its meetings. False: nothing.
fn live(year: &mut World<'_>, on: &str) -> bool {
    match on {
        "2026-11-23" => {
            year.open("Loggning", A, true, "2026-12-10", None);
            year.open("Behörigheter", A, true, "2026-12-20", None);
        }
        "2026-12-01" => year.open("Reservrutin", B, true, "2026-12-31", None),
        // In time.
        "2026-12-07" => year.report("Loggning"),
        "2026-12-09" => year.verify("Loggning"),
        "2026-12-23" => year.postpone("Behörigheter", "2027-01-31"),
        // Late, but before the reminder of a week after.
        "2027-01-04" => year.report("Reservrutin"),
        "2027-01-07" => year.verify("Reservrutin"),
        "2027-01-25" => year.postpone("Behörigheter", "2027-02-28"),
        "2027-02-01" => year.open("Gallring", B, true, "2027-02-28", None),
        "2027-03-02" => year.report("Gallring"),
        "2027-03-03" => year.verify("Gallring"),
        // After its day, before the reminder of a week after.
        "2027-03-12" => year.look_again("Loggning"),
        // Moved twice, then escalated, then moved once more.
        "2027-03-25" => {
            year.cannot_postpone("Behörigheter", "2027-05-15");
            year.escalate("Behörigheter");
            year.cannot_postpone("Behörigheter", "2027-05-15");
        }
        "2027-03-29" => {
            year.decide("Behörigheter", "2027-04-30");
            year.postpone("Behörigheter", "2027-05-15");
            year.carry_out(ROLES);
        }
        "2027-04-02" => year.begin("Kryptering"),
        "2027-04-12" => year.open("Återläsningsprov", A, false, "2027-05-15", None),
        "2027-04-19" => year.report("Kryptering"),
        // High: talked of on 30 April, and then touched by nobody.
        "2027-04-20" => {
            year.verify("Kryptering");
            year.find("Larm når ingen", B, "high");
            year.open("Larmlista", B, true, "2027-06-30", Some("Larm når ingen"));
        }
        "2027-05-10" => year.report("Behörigheter"),
        "2027-05-12" => {
            year.verify("Behörigheter");
            year.settle("Behörigheter");
        }
        // Called off twice, not held in its month, held in the next.
        "2027-05-17" => year.call(C, "2027-05-28"),
        "2027-05-20" => year.drop_task("Återläsningsprov"),
        "2027-05-24" => year.call_off(C),
        "2027-05-25" => year.call(C, "2027-05-31"),
        "2027-05-28" => year.call_off(C),
        // Half a year after the contract came, a few days late.
        "2027-05-26" => year.fulfil("Asta chain 2027-05-23"),
        "2027-06-02" => year.open("Utbildning", C, true, "2027-08-15", None),
        "2027-06-03" => {
            year.call(C, "2027-06-14");
            year.close("Cissi ställer in");
            year.settle("Cissi 7");
        }
        "2027-06-25" => year.postpone("Larmlista", "2027-07-15"),
        "2027-07-12" => year.report("Larmlista"),
        "2027-07-14" => {
            year.verify("Larmlista");
            year.close("Larm når ingen");
            year.settle("Larmlista");
        }
        // Called off once, and held within its month.
        "2027-07-20" => year.call(B, "2027-07-31"),
        "2027-07-26" => year.call_off(B),
        "2027-07-27" => year.call(B, "2027-07-30"),
        // Critical: a week is enough.
        "2027-08-02" => {
            year.find("Öppen lagring", A, "critical");
            year.open("Stäng lagringen", A, true, "2027-09-15", Some("Öppen lagring"));
        }
        "2027-08-12" => year.report("Utbildning"),
        "2027-08-13" => year.verify("Utbildning"),
        "2027-09-01" => year.open("Bilaga", A, true, "2027-10-31", None),
        "2027-09-10" => year.report("Stäng lagringen"),
        "2027-09-13" => {
            year.verify("Stäng lagringen");
            year.close("Öppen lagring");
            year.settle("Stäng lagringen");
        }
        // Never done: told three times.
        "2027-09-15" => year.open("Underleverantörer", B, true, "2027-10-10", None),
        "2027-10-05" => year.open("Avslut", C, true, "2027-10-20", None),
        "2027-10-19" => year.report("Avslut"),
        "2027-10-26" => year.verify("Avslut"),
        _ => return false,
    }
    true
}

/// The day that is chosen for the next meeting (None: by the tier), and the day that it will be.
fn next_day(vendor: usize, number: i32, on: NaiveDate) -> (Option<NaiveDate>, NaiveDate) {
    let next = match vendor {
        0 => return (None, day(ASTA[number as usize])),
        // The last day of each month.
        1 => (on.with_day(1).unwrap() + Months::new(2)).pred_opt().unwrap(),
        _ => (on + Months::new(1)).with_day(28).unwrap(),
    };
    (Some(next), next)
}

/// Holds the meetings of a day. False: there are none.
fn meet(year: &mut World<'_>, on: NaiveDate) -> bool {
    let mut met = false;
    for vendor in 0..3 {
        let meeting = &year.model.meetings[year.model.next(vendor)];
        if meeting.on != on || meeting.called_off {
            continue;
        }
        let number = meeting.number;
        let agreed = ((vendor, number) == (0, 4)).then_some(("Kryptering", "2027-04-01"));
        let decided = ((vendor, number) == (0, 2)).then_some(("Behörigheter", ROLES));
        year.hold(vendor, agreed, decided, next_day(vendor, number, on));
        met = true;
    }
    met
}

/// At the end of a month: everything that is stored is the model's, and nothing of it has changed since it was written.
async fn look_back(year: &World<'_>) {
    let (t, model, ctx) = (year.t, &year.model, year.manager());
    let (today, begun) = (model.today(), day("2026-11-01").and_time(NaiveTime::MIN).and_utc());
    // The worker once more, as after a stop: there is nothing left to do.
    year.sweep();
    assert_eq!(t.read(outbox::waiting), 0, "{today}");

    for (name, (text, sha256)) in &year.kept {
        let id = year.id(name);
        let stored = t.read(|c| dialogues::find(c, &ctx.scope, &id));
        assert_eq!(stored.snapshot.as_ref(), Some(text), "the minutes of {name} on {today}");
        assert_eq!(stored.sha256.as_ref(), Some(sha256), "the fingerprint of {name} on {today}");
        assert_eq!(dialogues::sha256_hex(text), *sha256, "{name}");
    }
    let (seen, broken) = t.read(|c| dialogues::verify_every_client(c, t.now()));
    assert_eq!((seen, broken.len()), (year.kept.len(), 0), "minutes on {today}");
    let verdict = t.read(audit::verify);
    assert!(matches!(verdict, Verdict::Whole { .. }), "{verdict:?} on {today}");

    assert_eq!(year.told_since(begun), model.told, "reminders until {today}");
    assert_eq!(year.counted(begun.date_naive()), model.days, "figures of each day until {today}");
    check_mails(year);
    check_months(year);
    check_figures(year).await;
    check_series(year).await;
}

/// One mail a person and day of all reminders, and each other mail once; what was mailed at once is in the inboxes too.
fn check_mails(year: &World<'_>) {
    let (today, mails) = (year.model.today(), year.mails());
    let (mut said, mut digests) = (BTreeSet::new(), BTreeSet::new());
    let mut others: BTreeMap<&str, i64> = BTreeMap::new();
    for (mail, to) in &mails {
        let key = (&mail.name, &mail.recipient, &mail.object_id, &mail.payload);
        assert!(said.insert(key), "mailed twice: {} to {to}", mail.name);
        if mail.name == "notice_digest" {
            let on = mail.created_at.utc().date_naive();
            assert!(digests.insert((on, to.clone())), "two mails to {to} on {on}");
        } else {
            *others.entry(mail.name.as_str()).or_default() += 1;
        }
    }
    assert_eq!(digests, year.model.digests, "the mails of the day until {today}");
    assert_eq!(others, year.model.mails, "the other mails until {today}");
    let kept: i64 = year.t.read(|c| Ok(rows::table.filter(rows::kind.eq(NoticeKind::Event)).count().get_result(c)?));
    assert_eq!(kept, others.values().sum::<i64>(), "mails in inboxes on {today}");
}

/// Planned against held, month by month.
fn check_months(year: &World<'_>) {
    let (ctx, today) = (year.manager(), year.model.today());
    let (from, to): (Period, Period) = ("2026-11".parse().unwrap(), Period::of(today));
    for month in year.t.read(|c| meetings::figures(c, &ctx.scope, from, to)) {
        let found = [month.planned, month.held, month.locked, month.waiting, month.missing];
        assert_eq!(found, year.model.month_of(day(&format!("{}-01", month.period))), "{} on {today}", month.period);
    }
}

async fn ask(year: &World<'_>, token: &str, path: &str) -> Value {
    year.t.stranger().api(token, "GET", &format!("/api/v1{path}"), Value::Null, &[]).await.expect(200).json()
}

/// The director's page and the follow-up of the follow-up, beside what they said a month ago.
async fn check_figures(year: &World<'_>) {
    let (model, today) = (&year.model, year.model.today());
    let token = year.t.token_of(&year.officer, &year.t.region, Role::SecurityOfficer);
    let all = ask(year, &token, "/overview").await;
    let month_ago = model.month_ago();
    assert_eq!(all["compared_with"], json!(month_ago.map(|(then, _)| then.to_string())), "{today}");
    for (measure, value) in model.figures() {
        let figure = all["figures"].as_array().unwrap().iter().find(|figure| figure["measure"] == measure);
        let figure = figure.unwrap_or_else(|| panic!("{measure} is missing"));
        let before = month_ago.map(|(_, figures)| figures[measure]);
        assert_eq!((&figure["value"], &figure["before"]), (&json!(value), &json!(before)), "{measure} on {today}");
    }
}

/// The series of each contract counts in each of its minutes what the model does.
async fn check_series(year: &World<'_>) {
    let token = year.t.token_of(&year.manager, &year.t.region, Role::ContractManager);
    for (vendor, party) in year.parties.iter().enumerate() {
        let seen = ask(year, &token, &format!("/contracts/{}/meetings", party.contract.id)).await;
        let found: Vec<Value> = seen["meetings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| json!({ "number": one["number"], "on": one["held_on"], "figures": one["figures"] }))
            .collect();
        let of_vendor = year.model.meetings.iter().filter(|meeting| meeting.vendor == vendor);
        let expected: Vec<Value> = of_vendor
            .map(|one| {
                let figures = one.locked.then(|| one.figures());
                json!({ "number": one.number, "on": one.on.to_string(), "figures": figures })
            })
            .collect();
        assert_eq!(found, expected, "{} on {}", party.vendor.legal_name, year.model.today());
    }
}

both! {
    async fn a_year_of_monthly_dialogues_is_what_a_plain_model_says(t: &Harness) {
        let mut year = World::new(t);
        let (first, last) = (day("2026-11-23"), day("2027-10-31"));
        for (place, on) in first.iter_days().take_while(|on| *on <= last).enumerate() {
            // In the night when the clock is turned the worker is at work, and nobody is mailed.
            if TURNS.contains(&on.to_string().as_str()) {
                for (hour, minute) in [(0, 30), (1, 30)] {
                    year.turn(on, hour, minute);
                    year.work(false);
                }
            }
            year.turn(on, 8, 0);
            let lived = live(&mut year, &on.to_string());
            let met = meet(&mut year, on);
            let month_is_over = on.succ_opt().unwrap().day() == 1;
            if lived || met || month_is_over || place.is_multiple_of(EVERY) {
                year.work(true);
            }
            if month_is_over {
                look_back(&year).await;
            }
        }
        // Twelve months of three vendors; one meeting was held in the month after its own.
        assert_eq!(year.kept.len(), 35);

        // A job that was done, and whose worker was killed before it said so, mails nobody again.
        let (ctx, id, sent) = (year.manager(), year.id("Asta 1"), year.mails().len());
        t.write(|c| outbox::job(c, &ctx, &t.region.id, "dialogue_minutes", ("dialogue", &id), &Value::Null).map(drop));
        t.drain();
        year.sweep();
        assert_eq!((year.mails().len(), t.read(outbox::waiting)), (sent, 0));
    }
}
