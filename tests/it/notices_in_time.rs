//! Reminders of everything that has a date, and the one mail of a day.

use super::notices::{World, action, sql, world};
use super::support::Harness;
use super::support::tables::insert;
use diesel::prelude::*;
use serde_json::json;
use std::collections::BTreeSet;
use tillit::access::Role;
use tillit::base::{Id, Language};
use tillit::features::accounts::{find_organisation, people_of_organisation};
use tillit::features::notices;
use tillit::kit::Ctx;
use tillit::kit::notices::{Notice, NoticeKind};
use tillit::kit::outbox::{self, Mail, State};
use tillit::platform::db::schema::{dialogues, notices as rows};
use tillit::platform::mail::{Letter, Mailer};
use tillit::shell::worker;

fn all(t: &Harness) -> Vec<Notice> {
    t.read(|c| Ok(rows::table.order(rows::id).select(Notice::as_select()).load(c)?))
}

fn kinds(t: &Harness, ctx: &Ctx) -> BTreeSet<NoticeKind> {
    all(t).into_iter().filter(|n| n.person_id == ctx.actor.person_id).map(|n| n.kind).collect()
}

/// The mails to Eva of a sweep that is run twice.
fn hers(t: &Harness) -> Vec<Letter> {
    notices::sweep(&t.app, t.now()).unwrap();
    notices::sweep(&t.app, t.now()).unwrap();
    t.drain().into_iter().filter(|letter| letter.to_name == "Eva Björk").collect()
}

/// A row of every other source, each with its day today.
fn dated(t: &Harness, w: &World) {
    let (region, vendor, eva) = (t.region.id.as_str(), w.vendor.id.as_str(), w.eva.id.as_str());
    let own = |table: &str, given: &[(&str, &str)]| {
        let mut all = vec![("organisation_id", region)];
        all.extend_from_slice(given);
        insert(t, table, &all).to_string()
    };
    let contract = own(
        "contracts",
        &[
            ("vendor_id", vendor),
            ("reference", "A-1"),
            ("title", "Avtal"),
            ("ends_on", "2027-02-28"),
            ("notice_months", "3"),
        ],
    );
    own("vendor_certificates", &[("vendor_id", vendor), ("standard", "ISO 27001"), ("valid_to", "2026-11-23")]);
    own("contract_options", &[("contract_id", &contract), ("use_by_on", "2026-11-23"), ("state", "open")]);
    own("tier_overrides", &[("vendor_id", vendor), ("expires_on", "2026-11-23"), ("decided_by", eva)]);
    let case = own(
        "subcontract_cases",
        &[
            ("vendor_id", vendor),
            ("contract_id", &contract),
            ("state", "active"),
            ("facts", "{}"),
            ("authorisation", "none"),
            ("applicant_id", eva),
        ],
    );
    own(
        "subcontract_decisions",
        &[("case_id", &case), ("decision", "approved"), ("valid_until", "2026-11-23"), ("snapshot", "{}")],
    );
    let risk = own("risks", &[("owner_id", eva), ("state", "accepted"), ("title", "Öppen lagring")]);
    own(
        "risk_acceptances",
        &[
            ("risk_id", &risk),
            ("state", "accepted"),
            ("level", "low"),
            ("valid_until", "2026-11-23"),
            ("proposed_by", eva),
        ],
    );
    let round = own("chain_campaigns", &[("tiers", "[]"), ("state", "open")]);
    own(
        "chain_confirmations",
        &[
            ("campaign_id", &round),
            ("vendor_id", vendor),
            ("contract_id", &contract),
            ("due_on", "2026-11-22"),
            ("state", "asked"),
        ],
    );
    let service = own("services", &[("owner_id", eva), ("name", "Orosanmälan"), ("status", "live")]);
    own(
        "service_classifications",
        &[("service_id", &service), ("state", "in_force"), ("valid_until", "2026-11-23"), ("decided_by", eva)],
    );
    let platform = own("platforms", &[("name", "E-tjänstportalen")]);
    let given: [(&str, &str); 4] =
        [("service_id", service.as_str()), ("platform_id", &platform), ("ends_on", "2026-11-23"), ("decided_by", eva)];
    own("service_exceptions", &given);
    let dialogue = own(
        "dialogues",
        &[
            ("vendor_id", vendor),
            ("contract_id", &contract),
            ("period", "2026-11"),
            ("held_on", "2026-11-24"),
            ("status", "planned"),
        ],
    );
    own("minutes", &[("dialogue_id", &dialogue), ("state", "sent"), ("reply_by", "2026-11-23")]);
    let asked = [("dialogue_id", dialogue.as_str()), ("side", "region"), ("person_id", eva), ("outcome", "waiting")];
    own("minutes_approvals", &asked);
    let given = [("contract_id", contract.as_str()), ("kind", "chain"), ("due_on", "2026-11-23"), ("state", "planned")];
    own("follow_up_lines", &given);
    let verified = action(t, &w.vendor, "Verifierad åtgärd", "2026-08-23");
    sql(t, &format!("UPDATE actions SET status = 'verified' WHERE id = '{verified}'"));
    own("effect_checks", &[("action_id", verified.as_str()), ("due_on", "2026-11-23")]);
    let reported = action(t, &w.vendor, "Klarrapporterad åtgärd", "2026-11-01");
    let (waits, since) = ("status = 'reported_done'", "reported_at = '2026-11-09 08:00:00'");
    sql(t, &format!("UPDATE actions SET {waits}, {since} WHERE id = '{reported}'"));
    let escalation = own("escalations", &[("vendor_id", vendor), ("title", "Tredje förseningen")]);
    let given = [("escalation_id", escalation.as_str()), ("direction", "raised"), ("due_on", "2026-11-23")];
    own("escalation_steps", &given);
    insert(
        t,
        "evidence_items",
        &[
            ("organisation_id", w.svar.actor.organisation_id.as_str()),
            ("title", "Testprotokoll"),
            ("created_by", w.svar.actor.person_id.as_str()),
            ("expires_on", "2026-11-23"),
        ],
    );
}

both! {
    async fn everything_that_has_a_date_reminds_and_in_one_mail(t: &Harness) {
        let w = world(t);
        dated(t, &w);
        let letters = hers(t);
        assert_eq!(letters.len(), 1, "one mail of everything");
        let told = kinds(t, &w.ctx);
        for kind in [
            NoticeKind::Action, NoticeKind::ContractEnd, NoticeKind::ContractNotice, NoticeKind::Certificate, NoticeKind::Approval,
            NoticeKind::Acceptance, NoticeKind::Confirmation, NoticeKind::Classification, NoticeKind::Dialogue, NoticeKind::ContractOption, NoticeKind::TierOverride,
            NoticeKind::Exception, NoticeKind::EffectCheck, NoticeKind::EscalationStep, NoticeKind::MinutesApproval, NoticeKind::FollowUpLine,
            NoticeKind::ReportedAction,
        ] {
            assert!(told.contains(&kind), "{kind}");
        }
        assert_eq!(kinds(t, &w.svar), BTreeSet::from([NoticeKind::Action, NoticeKind::Certificate, NoticeKind::Evidence, NoticeKind::Approval, NoticeKind::Dialogue]));
        let notice = all(t).into_iter().find(|n| n.kind == NoticeKind::ContractNotice).unwrap();
        assert_eq!(notice.due_on.unwrap().to_string(), "2026-11-28", "three months before 28 February");
        for said in ["Öppen lagring", "Orosanmälan", "Verifierad åtgärd", "Tredje förseningen", "Bekräftelse av leveranskedjan (Alfa Vård AB, A-1)"] {
            assert!(letters[0].text.contains(said), "{said}: {}", letters[0].text);
        }
        let before = all(t).len();
        t.advance_days(1);
        assert!(hers(t).is_empty());
        assert_eq!(all(t).len(), before, "told once");
    }

    async fn a_calendar_has_the_hours_of_meetings_and_what_one_is_reminded_of(t: &Harness) {
        let w = world(t);
        dated(t, &w);
        let meeting: Id = t.read(|c| Ok(dialogues::table.select(dialogues::id).first(c)?));
        let (region, dialogue) = (t.region.id.as_str(), meeting.as_str());
        insert(
            t,
            "dialogue_calls",
            &[("organisation_id", region), ("dialogue_id", dialogue), ("kind", "invited"), ("starts_at", "2026-11-24 08:30:00"), ("length_minutes", "90"), ("place", "Teams")],
        );
        let (anna, anna_ctx) = t.person(&t.region, Role::ContractManager, "Anna Ek");
        let home = t.read(|c| find_organisation(c, &w.svar.actor.organisation_id));
        let tokens = [t.token_of(&w.eva, &t.region, Role::ContractManager), t.token_of(&anna, &t.region, Role::ContractManager), t.token(&home, Role::VendorAdmin)];
        let browser = t.browser_for(&anna, anna_ctx);
        let mut addresses = Vec::new();
        for token in &tokens {
            let made = browser.api(token, "POST", "/api/v1/calendar-feed", json!({}), &[]).await.expect(201).json();
            addresses.push(made["address"].as_str().unwrap().replace("http://localhost:8080", ""));
        }
        let read = async |address: &str| {
            let feed = t.stranger().get(address).await.expect(200).lacks(&["Alfa", "Tredje", "lösenord", "Teams", "A-1"]);
            feed.text().replace("\r\n ", "")
        };
        let (eva, other, vendor) = (read(&addresses[0]).await, read(&addresses[1]).await, read(&addresses[2]).await);
        let hours = "DTSTART:20261124T083000Z\r\nDTEND:20261124T100000Z\r\n";
        assert!(eva.contains(hours) && vendor.contains(hours) && !other.contains("VEVENT"), "{eva}\n{vendor}\n{other}");
        for (word, page) in [("Sista dag för ett steg i en eskalering", "/escalations/"), ("Protokoll ska vara justerat", "/minutes"), ("Aktivitet i uppföljningsplan", "/follow-up/")] {
            let entry = eva.split("BEGIN:VEVENT").find(|entry| entry.contains(&format!("SUMMARY:{word}\r\n"))).unwrap_or_else(|| panic!("{word}: {eva}"));
            assert!(entry.contains("DTSTART;VALUE=DATE:20261123\r\n") && entry.contains(page), "{entry}");
            assert!(!vendor.contains(word), "{word} is the region's");
        }
        // Moved to another day, the meeting has that day until the participants are called to an hour of it.
        sql(t, "UPDATE dialogues SET held_on = '2026-11-27'");
        let moved = read(&addresses[0]).await;
        assert!(moved.contains("DTSTART;VALUE=DATE:20261127\r\n") && !moved.contains("20261124T"), "{moved}");
        // Approved, done and closed there is nothing left to do.
        sql(t, "UPDATE minutes_approvals SET outcome = 'approved'");
        sql(t, "UPDATE follow_up_lines SET state = 'done'");
        sql(t, "UPDATE escalations SET closed_at = '2026-11-23 08:00:00'");
        let settled = read(&addresses[0]).await;
        for word in ["eskalering", "justerat", "uppföljningsplan"] {
            assert!(!settled.contains(word), "{settled}");
        }
    }

    async fn the_ladder_is_climbed_a_step_at_a_time_and_a_moved_day_begins_anew(t: &Harness) {
        let w = world(t);
        sql(t, "DELETE FROM actions");
        let id = action(t, &w.vendor, "Inför lösenord", "2026-12-10");
        let mut days = Vec::new();
        for day in 0..40 {
            if !hers(t).is_empty() {
                days.push(day);
            }
            t.advance_days(1);
        }
        // the vendor alone before the day; the region from the day on
        assert_eq!(days, [17, 24]);
        assert_eq!(all(t).len(), 3 + 2, "three to the vendor, two to the region");
        sql(t, &format!("UPDATE actions SET due_on = '2027-01-02' WHERE id = '{id}'"));
        assert_eq!(hers(t).len(), 1, "2 January is today");
        sql(t, &format!("UPDATE actions SET status = 'verified' WHERE id = '{id}'"));
        t.advance_days(10);
        assert!(hers(t).is_empty(), "what is done reminds nobody");
    }

    async fn a_worker_that_was_away_or_killed_loses_and_repeats_nothing(t: &Harness) {
        let w = world(t);
        // reminded, and killed before any mail was queued
        notices::remind_all(&t.app.db, t.now()).unwrap();
        let told = all(t).len();
        notices::remind_all(&t.app.db, t.now()).unwrap();
        assert_eq!(all(t).len(), told);
        assert_eq!(hers(t).len(), 1);
        // what comes later the same day is in the next day's mail
        action(t, &w.vendor, "Sen åtgärd", "2026-11-23");
        assert!(hers(t).is_empty());
        t.advance_days(1);
        let letters = hers(t);
        assert!(letters.len() == 1 && letters[0].text.contains("Sen åtgärd") && !letters[0].text.contains("Inför"), "{letters:?}");
        // away for some days over a step: told when it is back
        action(t, &w.vendor, "Missad åtgärd", "2026-11-26");
        t.advance_days(5);
        assert_eq!(hers(t).len(), 1);
    }

    async fn nobody_is_mailed_in_quiet_hours(t: &Harness) {
        let w = world(t);
        t.app.clock.advance(chrono::Duration::hours(-4)); // 05:00 in Sweden
        assert!(hers(t).is_empty());
        let eva = t.browser_for(&w.eva, t.ctx_of(&w.eva, &t.region, Role::ContractManager));
        eva.get("/notices").await.expect(200).has(&["lösenord"]);
        t.app.clock.advance(chrono::Duration::minutes(119)); // 06:59
        assert!(hers(t).is_empty());
        t.app.clock.advance(chrono::Duration::minutes(1));
        assert_eq!(hers(t).len(), 1);
    }

    async fn a_mail_waits_for_the_end_of_the_quiet_hours_unless_it_cannot_wait(t: &Harness) {
        let w = world(t);
        sql(t, "UPDATE actions SET due_on = '2027-06-01'");
        let nowhere = Mailer::kept_in_the_demo("Tillit <tillit@almea.example>").unwrap();
        let browser = t.browser_for(&w.eva, w.ctx.clone());
        browser.post("/notices/settings", &[("version", "0"), ("language", "en"), ("quiet_from", "22:00"), ("quiet_to", "06:30"), ("mail", "1")]).await.expect(303);
        t.app.clock.advance(chrono::Duration::hours(-4)); // 05:00 in Sweden
        let ctx = t.ctx_of(&w.eva, &t.region, Role::ContractManager);
        let svar = t.read(|c| people_of_organisation(c, &w.svar.actor.organisation_id)).remove(0).3;
        let hers = w.eva.email.clone().unwrap();
        let queue = |event: &str, to: &str| {
            let data = json!({
                "title": "Byt nycklar", "number": 1, "note": "Klart", "reported_by": "Sara Lind", "reporter_organisation": "Alfa",
                "path": "/actions/1", "secret_link": "/reset/abc",
            });
            let mail = Mail::new(event, &to.parse().unwrap(), "Mottagare", Language::Sv, data);
            t.write(|c| outbox::mail(c, &ctx, &t.region.id, ("action", &w.action), &mail))
        };
        let (held, urgent) = (queue("action_reported", &hers), queue("reset", &hers));
        // The hours of who has chosen nothing hold reminders only; of a stranger nothing is known.
        let (usual, stranger) = (queue("action_reported", &svar), queue("action_reported", "nils@stranger.example"));
        let row = |id: &Id| t.read(|c| outbox::latest_mails(c, 10)).into_iter().find(|row| row.id == *id).unwrap();
        let work = || while worker::work_once(&t.app, Some(&nowhere)).unwrap() {};
        work();
        let waiting = row(&held);
        assert_eq!((waiting.state, waiting.attempts), (State::Pending, 0), "to be held back is no try");
        assert_eq!(waiting.run_after.utc(), "2026-11-23T05:30:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap());
        for id in [&urgent, &usual, &stranger] {
            assert_eq!(row(id).state, State::Done);
        }
        t.app.clock.advance(chrono::Duration::minutes(90));
        work();
        assert_eq!((row(&held).state, row(&held).attempts), (State::Done, 1));
        // The language is the one that was chosen, not the one that the mail was queued in.
        let sent = row(&held);
        let letter = worker::letter(&t.app, &serde_json::from_str(&sent.payload).unwrap(), &sent).unwrap();
        assert!(letter.subject.starts_with("Reported done"), "{}", letter.subject);
    }

    async fn the_days_mail_comes_once_on_the_nights_when_the_clock_is_turned(t: &Harness) {
        let w = world(t);
        sql(t, "DELETE FROM actions");
        let turn = |at: &str| t.app.clock.advance(at.parse::<chrono::DateTime<chrono::Utc>>().unwrap() - t.now());
        // spring: the night is an hour shorter, and 07:00 in Sweden is 05:00 by Greenwich
        action(t, &w.vendor, "Vårens åtgärd", "2027-03-28");
        let mut mails = Vec::new();
        for at in ["2027-03-27T23:30:00Z", "2027-03-28T00:59:00Z", "2027-03-28T01:00:00Z", "2027-03-28T04:59:00Z", "2027-03-28T05:00:00Z", "2027-03-28T21:00:00Z"] {
            turn(at);
            mails.push(hers(t).len());
        }
        assert_eq!(mails, [0, 0, 0, 0, 1, 0]);
        // autumn: the hour from two comes twice, and 07:00 in Sweden is 06:00 by Greenwich
        action(t, &w.vendor, "Höstens åtgärd", "2027-10-31");
        mails.clear();
        for at in ["2027-10-30T22:30:00Z", "2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z", "2027-10-31T05:59:00Z", "2027-10-31T06:00:00Z", "2027-10-31T22:30:00Z"] {
            turn(at);
            mails.push(hers(t).len());
        }
        assert_eq!(mails, [0, 0, 0, 0, 1, 0]);
    }

    async fn a_mail_that_was_sent_at_once_is_kept_and_not_mailed_again(t: &Harness) {
        let w = world(t);
        sql(t, "UPDATE actions SET due_on = '2027-06-01'");
        let (person, _, language, email) = t.read(|c| people_of_organisation(c, &w.svar.actor.organisation_id)).remove(0);
        let data = json!({
            "client_name": "Region Almeå", "title": "Ny åtgärd", "description": null, "due_on": "2027-06-01", "path": "/portal/actions",
        });
        let mail = Mail::new("action_assigned", &email.parse().unwrap(), &person.name, language, data);
        t.write(|c| outbox::mail(c, &w.ctx, &t.region.id, ("action", &w.action), &mail));
        assert_eq!(t.drain().len(), 1);
        notices::sweep(&t.app, t.now()).unwrap();
        notices::sweep(&t.app, t.now()).unwrap();
        assert!(t.drain().is_empty());
        let kept = all(t);
        assert_eq!((kept.len(), kept[0].event.as_deref(), &kept[0].person_id), (1, Some("action_assigned"), &w.svar.actor.person_id));
        assert_eq!(kept[0].home_id, w.svar.actor.organisation_id);
    }

    async fn a_vendors_action_reminds_its_owner_there(t: &Harness) {
        let w = world(t);
        let home = t.read(|c| find_organisation(c, &w.svar.actor.organisation_id));
        let (mia, mia_ctx) = t.person(&home, Role::VendorMember, "Mia Ek");
        sql(t, &format!("UPDATE actions SET owner_id = '{}'", mia.id));
        notices::sweep(&t.app, t.now()).unwrap();
        let action = BTreeSet::from([NoticeKind::Action]);
        assert_eq!((kinds(t, &mia_ctx), kinds(t, &w.svar), kinds(t, &w.ctx)), (action.clone(), BTreeSet::new(), action.clone()));
        t.browser_for(&mia, mia_ctx).get("/portal/notices").await.expect(200).has(&["lösenord"]);
        // Gone, she leaves it to the administrators.
        sql(t, &format!("UPDATE memberships SET ended_at = '2026-11-23 08:00:00.000000' WHERE person_id = '{}'", mia.id));
        sql(t, "DELETE FROM notices");
        sql(t, "DELETE FROM notice_reminders");
        notices::sweep(&t.app, t.now()).unwrap();
        assert_eq!(kinds(t, &w.svar), action);
        t.drain();
    }

    async fn when_nobody_is_named_the_security_officers_are_told(t: &Harness) {
        let w = world(t);
        let (_, sara) = t.person(&t.region, Role::SecurityOfficer, "Sara Ek");
        sql(t, "UPDATE vendors SET manager_id = NULL");
        notices::sweep(&t.app, t.now()).unwrap();
        assert!(kinds(t, &w.ctx).is_empty());
        assert_eq!(kinds(t, &sara), BTreeSet::from([NoticeKind::Action]));
        t.drain();
    }
}
