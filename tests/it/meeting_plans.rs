//! Follow-up plans: made by themselves from the tier, kept up, and late where everybody sees it; skipped meetings.

use super::meetings::{Scene, day, scene};
use super::notices::sql;
use super::support::Harness;
use super::support::tables::insert;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::{Id, PageRequest};
use tillit::features::contracts::{self, Contract};
use tillit::features::escalations::{self, LadderCause};
use tillit::features::meetings::{self, FollowUpKind, FollowUpLine, FollowUpState, views};
use tillit::features::vendors::{self, VendorStatus};
use tillit::platform::db::schema::{audit_events, measure_snapshots, skipped_dialogues};
use tillit::platform::view::{Views, render_samples};

#[test]
fn every_page_renders_in_both_languages() {
    let views = Views::new().unwrap();
    render_samples::<views::FollowUpListPage>(&views).unwrap();
    render_samples::<views::LinePage>(&views).unwrap();
    render_samples::<views::ContractPlanPage>(&views).unwrap();
    render_samples::<views::SeriesPage>(&views).unwrap();
    render_samples::<views::MonthPage>(&views).unwrap();
    render_samples::<views::RunsPage>(&views).unwrap();
    render_samples::<views::RunPage>(&views).unwrap();
}

fn sweep(t: &Harness) {
    meetings::sweep(&t.app, t.now()).unwrap();
}

fn lines(t: &Harness, s: &Scene, kind: FollowUpKind) -> Vec<FollowUpLine> {
    let all = t.read(|c| meetings::lines_of(c, &s.ctx.scope, &s.contract.id));
    all.into_iter().filter(|line| line.kind == kind).collect()
}

fn days(lines: &[FollowUpLine]) -> Vec<NaiveDate> {
    lines.iter().map(|line| line.due_on).collect()
}

/// How many events the audit log has of plans.
fn events(t: &Harness) -> i64 {
    t.read(|c| Ok(audit_events::table.filter(audit_events::object_type.eq("follow_up_plan")).count().get_result(c)?))
}

both! {
    async fn a_new_contract_gets_its_plan_by_itself(t: &Harness) {
        let s = scene(t, Some(1));
        let page = format!("/contracts/{}/follow-up", s.contract.id);
        s.browser.get(&page).await.expect(200).has(&["Den görs av sig själv om en liten stund"]);
        sweep(t);
        let meets = lines(t, &s, FollowUpKind::Dialogue);
        assert_eq!(meets.len(), 11, "{meets:?}");
        assert_eq!((meets[0].due_on, meets[0].period.as_str()), (day("2026-12-31"), "2026-12"));
        assert_eq!((meets[0].owner_id.as_ref(), meets[0].owner_name.as_deref()), (Some(&s.manager.id), Some("Karin Öberg")));
        assert_eq!(days(&lines(t, &s, FollowUpKind::Assessment)), [day("2027-11-23")]);
        assert_eq!(days(&lines(t, &s, FollowUpKind::Chain)), [day("2027-05-23"), day("2027-11-23")]);
        assert_eq!(days(&lines(t, &s, FollowUpKind::Verification)), [day("2028-11-23")], "the next one, however far away");
        assert!(lines(t, &s, FollowUpKind::Renewal).is_empty(), "the contract has no end");
        s.browser.get(&page).await.expect(200).has(&["meetings-2026-1", "[P]", "Dialogmöte", "Karin Öberg"]);
        // Run again it does nothing: no line, no event.
        let before = (t.read(|c| meetings::lines_of(c, &s.ctx.scope, &s.contract.id)).len(), events(t));
        sweep(t);
        assert_eq!((t.read(|c| meetings::lines_of(c, &s.ctx.scope, &s.contract.id)).len(), events(t)), before);
        // Half a year on the plan reaches further, and nothing stands twice.
        t.advance_days(180);
        sweep(t);
        let meets = lines(t, &s, FollowUpKind::Dialogue);
        let mut unique = days(&meets);
        unique.dedup();
        assert_eq!(unique.len(), meets.len());
        assert_eq!(meets.last().unwrap().due_on, day("2028-04-30"));
        t.drain();
    }

    async fn the_plan_of_a_contract_that_is_entered_does_not_wait_for_the_sweep(t: &Harness) {
        let s = scene(t, Some(1));
        let ctx = s.ctx(t);
        let new = contracts::NewContract { reference: "AVT-2026-77".into(), ..contracts::NewContract::of(&s.contract) };
        let entered = t.write(|c| contracts::add(c, &ctx, &new));
        let planned = || t.read(|c| meetings::lines_of(c, &s.ctx.scope, &entered.id)).len();
        assert_eq!(planned(), 0);
        t.drain();
        let (lines, told) = (planned(), crate::meeting_plans::events(t));
        assert!(lines > 11, "{lines} lines");
        assert_eq!(told, 1);
        // The sweep finds nothing more to do for it; it plans the other contract, which nobody has entered.
        sweep(t);
        assert_eq!((planned(), crate::meeting_plans::events(t)), (lines, told + 1));
    }

    async fn a_line_that_somebody_saved_meanwhile_is_left_to_the_next_sweep(t: &Harness) {
        let s = scene(t, Some(1));
        sweep(t);
        let ctx = s.ctx(t);
        let done: Vec<FollowUpLine> = lines(t, &s, FollowUpKind::Chain)
            .into_iter()
            .map(|line| FollowUpLine { state: FollowUpState::Done, done_on: Some(ctx.today()), ..line })
            .collect();
        assert_eq!(done.len(), 2);
        t.write(|c| meetings::change_line(c, &ctx, (&done[0].id, None), (day("2027-06-15"), "Karin Öberg"), "Flyttas"));
        assert_eq!(t.write(|c| meetings::note_done(c, &ctx, &done)), 1);
        let state = |id| t.read(|c| meetings::find_line(c, &s.ctx.scope, id)).state;
        assert_eq!((state(&done[0].id), state(&done[1].id)), (FollowUpState::Planned, FollowUpState::Done));
    }

    async fn a_part_that_fails_does_not_stop_the_rest_of_the_sweep(t: &Harness) {
        scene(t, Some(1));
        t.write(|c| Ok(diesel::sql_query("ALTER TABLE contract_follow_ups RENAME TO away").execute(c)?));
        assert!(tillit::features::sweep(&t.app, t.now()).is_err(), "the failure is told");
        let counted: i64 = t.read(|c| Ok(measure_snapshots::table.count().get_result(c)?));
        assert!(counted > 0, "the figures of the day are counted all the same");
        t.drain();
    }

    async fn another_tier_is_another_plan(t: &Harness) {
        let s = scene(t, Some(1));
        sweep(t);
        let vendor = t.read(|c| vendors::find(c, &s.ctx.scope, &s.vendor.id));
        t.write(|c| vendors::save(c, &s.ctx.scope, &vendors::Vendor { tier: Some(3), ..vendor.clone() }));
        t.advance_days(1);
        sweep(t);
        assert_eq!(days(&lines(t, &s, FollowUpKind::Dialogue)), [day("2027-11-30")], "yearly from now on");
        assert!(lines(t, &s, FollowUpKind::Exercise).is_empty());
        t.write(|c| vendors::save(c, &s.ctx.scope, &vendors::Vendor { tier: Some(3), status: VendorStatus::Ended, version: vendor.version + 1, ..vendor.clone() }));
        sweep(t);
        assert!(lines(t, &s, FollowUpKind::Dialogue).is_empty(), "nobody follows up a vendor that has ended");
        let plan = t.read(|c| meetings::plan_of(c, &s.ctx.scope, &s.contract.id)).unwrap();
        assert_eq!(plan.tier, -1);
        t.drain();
    }

    async fn a_contract_that_ends_has_a_renewal(t: &Harness) {
        let s = scene(t, None);
        let ending = Contract { id: s.ctx.new_id(), reference: "AVT-9".into(), ends_on: Some(day("2028-02-29")), notice_months: Some(6), ..s.contract.clone() };
        t.write(|c| contracts::insert(c, &ending));
        sweep(t);
        let all = t.read(|c| meetings::lines_of(c, &s.ctx.scope, &ending.id));
        assert_eq!(all.iter().map(|l| (l.kind, l.due_on)).collect::<Vec<_>>(), [(FollowUpKind::Renewal, day("2027-02-28"))]);
        s.browser.get(&format!("/contracts/{}/follow-up", ending.id)).await.expect(200).has(&["Ej nivåsatt", "Förberedelse av förnyelse"]);
    }

    async fn what_is_late_is_seen_and_what_is_done_is_noted(t: &Harness) {
        let s = scene(t, Some(1));
        sweep(t);
        let dialogue = s.start_series(t, "2026-12-14");
        t.advance_days(21);
        s.hold(t, &dialogue, &[]);
        t.drain();
        sweep(t);
        let first = lines(t, &s, FollowUpKind::Dialogue).remove(0);
        assert_eq!((first.state, first.done_on, first.object_id.clone()), (FollowUpState::Done, Some(day("2026-12-14")), Some(dialogue.id.clone())));
        let owner = [("organisation_id", t.region.id.as_str()), ("vendor_id", s.vendor.id.as_str()), ("status", "submitted"), ("question_set", "full"), ("submitted_at", "2026-12-10 09:00:00"), ("submitted_late", "false")];
        insert(t, "assessments", &owner);
        sweep(t);
        assert_eq!(lines(t, &s, FollowUpKind::Assessment)[0].done_on, Some(day("2026-12-10")));

        // Half a year later the chain has not been confirmed: late, for the manager and in the portfolio.
        t.advance_days(180);
        let browser = t.browser_for(&s.manager, s.ctx(t));
        browser.get("/follow-up").await.expect(200).has(&["Bekräftelse av leveranskedjan", "Försenad", "AVT-2024-17"]);
        browser.get("/follow-up?mine=1&kind=chain").await.expect(200).has(&["Bekräftelse av leveranskedjan"]);
        browser.get("/follow-up?show=done").await.expect(200).has(&["Dialogmöte", "2026-12-14"]);
        let chain = lines(t, &s, FollowUpKind::Chain).remove(0);
        let path = format!("/follow-up/{}", chain.id);
        browser.get(&path).await.expect(200).has(&["Markera som gjord"]);
        browser.post(&format!("{path}/done"), &[("version", "1"), ("done_on", "2099-01-01"), ("note", "")]).await.expect(422).has(&["som inte ligger i framtiden", "Fyll i det här fältet."]);
        browser.post(&format!("{path}/move"), &[("version", "1"), ("due_on", "2026-01-01"), ("reason", "")]).await.expect(422).has(&["2026-01-01"]);
        browser.post(&format!("{path}/move"), &[("version", "1"), ("due_on", "2027-09-01"), ("owner_name", "Omar Haddad"), ("reason", "Leverantören byter system.")]).await.expect(303);
        browser.post(&format!("{path}/done"), &[("version", "1"), ("done_on", "2027-06-01"), ("note", "Kedjan är bekräftad.")]).await.expect(409);
        browser.post(&format!("{path}/done"), &[("version", "2"), ("done_on", "2027-06-01"), ("note", "Kedjan är bekräftad.")]).await.expect(303);
        browser.post(&format!("{path}/done"), &[("version", "3"), ("done_on", "2027-06-01"), ("note", "Igen")]).await.expect(409);
        let meeting = lines(t, &s, FollowUpKind::Dialogue).into_iter().find(|l| l.state == FollowUpState::Planned).unwrap();
        browser.post(&format!("/follow-up/{}/done", meeting.id), &[("version", "1"), ("done_on", "2027-06-01"), ("note", "Hållet")]).await.expect(409);

        // What a person can do, a token can do; nobody else sees it.
        let (b, token) = (t.stranger(), s.token(t));
        let late = b.api(&token, "GET", "/api/v1/follow-up?overdue=true&kind=dialogue", Value::Null, &[]).await.expect(200).json();
        assert!(late["total"].as_i64().unwrap() > 0 && late["items"][0]["overdue"] == true, "{late}");
        let plan = b.api(&token, "GET", &format!("/api/v1/contracts/{}/follow-up", s.contract.id), Value::Null, &[]).await.expect(200).json();
        assert_eq!(plan["tier"], 1);
        let second = lines(t, &s, FollowUpKind::Chain).remove(1);
        let one = format!("/api/v1/follow-up/{}", second.id);
        b.api(&token, "POST", &format!("{one}/done"), json!({ "done_on": "2027-06-01" }), &[("if-match", "\"1\"")]).await.expect(422).has(&["/note"]);
        b.api(&token, "POST", &format!("{one}/move"), json!({ "due_on": "2027-12-24", "reason": "Jul" }), &[("if-match", "\"1\"")]).await.expect(200).has(&["2027-12-24"]);
        b.api(&t.token(&t.other_region, Role::ContractManager), "GET", "/api/v1/follow-up", Value::Null, &[]).await.expect(200).lacks(&["chain"]);
        b.api(&s.vendor_token(t), "GET", "/api/v1/follow-up", Value::Null, &[]).await.expect(404);
        t.drain();
    }

    async fn a_skipped_meeting_is_told_once_for_each_step(t: &Harness) {
        let s = scene(t, Some(1));
        let (_, _) = t.person(&t.region, Role::Director, "Dora Direktör");
        let dialogue = s.start_series(t, "2026-11-24");
        let told = |t: &Harness| -> Vec<String> {
            sweep(t);
            t.drain().into_iter().filter(|l| l.subject.contains("dialogmöte")).map(|l| l.to_name).collect()
        };
        assert!(told(t).is_empty(), "its month is not over");
        t.advance_days(8);
        assert_eq!(told(t), ["Karin Öberg"]);
        assert!(told(t).is_empty(), "nobody twice");
        let escalated = |t: &Harness| -> Vec<(Id, LadderCause)> {
            let (filter, all) = (escalations::Filter::default(), PageRequest::new(None, None));
            let page = t.read(|c| escalations::list(c, &s.ctx.scope, &filter, all));
            page.items.into_iter().map(|(row, _)| (row.origin_id, row.cause)).collect()
        };
        assert!(escalated(t).is_empty());
        let browser = t.browser_for(&s.manager, s.ctx(t));
        browser.get("/meetings?period=2026-11&show=waiting").await.expect(200).has(&["Avtalsansvarig meddelad", "AVT-2024-17"]);
        t.advance_days(31);
        let mut second = told(t);
        second.sort();
        assert_eq!(second, ["Dora Direktör", "Karin Öberg"]);
        assert_eq!(escalated(t), [(dialogue.id.clone(), LadderCause::SkippedMeeting)], "the second step is one of the ladder too");
        t.advance_days(31);
        assert!(told(t).is_empty(), "there is no third step");
        assert_eq!(escalated(t).len(), 1, "nothing is escalated twice");
        let kept: Vec<(String, i32, i32)> = t.read(|c| Ok(skipped_dialogues::table.select((skipped_dialogues::period, skipped_dialogues::level, skipped_dialogues::told)).load(c)?));
        assert_eq!(kept, [("2026-11".to_string(), 2, 2)]);
        assert_eq!(t.read(|c| meetings::open_skipped(c, &s.ctx.scope, 10)).len(), 1);
        // Held at last, it waits no longer.
        s.hold(t, &dialogue, &[]);
        assert!(t.read(|c| meetings::open_skipped(c, &s.ctx.scope, 10)).is_empty());
        t.drain();
    }

    async fn a_skipped_meeting_that_nobody_answers_for_is_told_to_the_security_officers(t: &Harness) {
        let s = scene(t, Some(1));
        t.person(&t.region, Role::SecurityOfficer, "Omar Haddad");
        s.start_series(t, "2026-11-24");
        for table in ["contracts", "vendors"] {
            sql(t, &format!("UPDATE {table} SET manager_id = NULL"));
        }
        t.drain();
        t.advance_days(8);
        sweep(t);
        let told: Vec<String> = t.drain().into_iter().filter(|l| l.subject.contains("dialogmöte")).map(|l| l.to_name).collect();
        assert!(told.contains(&"Omar Haddad".to_string()) && !told.contains(&"Karin Öberg".to_string()), "{told:?}");
    }
}
