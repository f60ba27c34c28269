//! Reminders of what the follow-up itself has days for: checks of effect, steps of the ladder, minutes to approve, and the
//! activities of a contract's plan. Each comes at its step, once, to the region's person alone, and not when it is settled.

use super::notices::{World, sql, world};
use super::support::Harness;
use super::support::tables::insert;
use diesel::prelude::*;
use tillit::access::{Role, Side};
use tillit::base::Id;
use tillit::features::accounts::Person;
use tillit::features::dialogues::minutes::approving::{self, Decision, Request, Verdict, Who};
use tillit::features::escalations::{self, LadderCause, LadderOrigin, NewEscalation, NewOutcome, NewStep, Said};
use tillit::features::meetings::{self, FollowUpKind};
use tillit::features::notices;
use tillit::kit::Ctx;
use tillit::kit::notices::{Notice, NoticeKind};
use tillit::platform::db::schema::notices as rows;

/// On which day, at which step and who.
type Told = (String, i32, Id);

/// So many days with the worker at work twice on each; gives the text of the region's mails.
fn run(t: &Harness, days: i64) -> String {
    let mut said = String::new();
    for _ in 0..days {
        for _ in 0..2 {
            notices::sweep(&t.app, t.now()).unwrap();
        }
        said.extend(t.drain().into_iter().filter(|letter| letter.subject.contains("Region Almeå")).map(|l| l.text));
        t.advance_days(1);
    }
    said
}

/// Every reminder of a kind, of either side's people, in order; of one object or all.
fn told(t: &Harness, kind: NoticeKind, object: Option<&Id>) -> Vec<Told> {
    let all: Vec<Notice> = t.read(|c| {
        let of_kind = rows::table.filter(rows::kind.eq(kind)).order((rows::created_at, rows::id));
        Ok(of_kind.select(Notice::as_select()).load(c)?)
    });
    all.into_iter()
        .filter(|one| object.is_none_or(|id| one.object_id == id.as_str()))
        .map(|one| (one.created_at.utc().date_naive().to_string(), one.step.unwrap(), one.person_id))
        .collect()
}

fn steps(person: &Person, all: &[(&str, i32)]) -> Vec<Told> {
    all.iter().map(|(on, step)| ((*on).to_string(), *step, person.id.clone())).collect()
}

fn eva_now(t: &Harness, w: &World) -> Ctx {
    t.ctx_of(&w.eva, &t.region, Role::ContractManager)
}

/// A check of effect of the world's action.
fn check(t: &Harness, w: &World, due_on: &str) -> Id {
    let given = [("organisation_id", t.region.id.as_str()), ("action_id", w.action.as_str()), ("due_on", due_on)];
    insert(t, "effect_checks", &given)
}

/// Decides a step with a day.
fn decide(t: &Harness, w: &World, escalation: &Id, step: &str, due_on: &str) -> Id {
    let ctx = eva_now(t, w);
    let said = Said {
        decided_on: Some(ctx.today()),
        decided_by_name: "Eva Björk".to_string(),
        decided_role: "Avtalsansvarig".to_string(),
        delegation: Some("Delegation 7.2".to_string()),
        reason: "Tredje förseningen".to_string(),
        demand: Some("Inför lösenord".to_string()),
        proposal: Some("Ledningen kallar till möte".to_string()),
        due_on: Some(due_on.parse().unwrap()),
        ..Said::default()
    };
    let new = NewStep { step: step.to_string(), said };
    t.write(|c| escalations::decide(c, &ctx, escalation, None, &new)).1.id
}

both! {
    async fn a_check_of_effect_is_reminded_of_until_it_is_made(t: &Harness) {
        let w = world(t);
        let (sara, _) = t.person(&t.region, Role::SecurityOfficer, "Sara Ek");
        sql(t, "UPDATE actions SET status = 'verified'");
        let first = check(t, &w, "2026-12-10");
        let said = run(t, 26);
        assert_eq!(told(t, NoticeKind::EffectCheck, None), steps(&w.eva, &[("2026-12-03", -7), ("2026-12-10", 0), ("2026-12-17", 7)]));
        assert!(said.contains("Effektkontroll ska göras: Inför <b>lösenord</b> (Alfa Vård AB), 2026-12-10"), "{said}");
        let eva = t.browser_for(&w.eva, eva_now(t, &w));
        eva.get("/notices?kind=effect_check").await.expect(200).has(&["Effektkontroll ska göras", "Alfa Vård AB"]);
        let id: Id = t.read(|c| Ok(rows::table.filter(rows::kind.eq(NoticeKind::EffectCheck)).select(rows::id).first(c)?));
        assert_eq!(eva.get(&format!("/notices/{id}")).await.expect(303).location(), format!("/effect-checks/{first}"));
        // Made: nothing more. Of an action that is worked on again there is nothing to check.
        let made = check(t, &w, "2026-12-26");
        sql(t, &format!("UPDATE effect_checks SET result = 'effective' WHERE id = '{made}'"));
        assert!(!run(t, 5).contains("Effektkontroll"));
        // It is hers: somebody else has to look.
        sql(t, &format!("UPDATE actions SET owner_id = '{}'", w.eva.id));
        let own = check(t, &w, "2026-12-30");
        run(t, 1);
        assert_eq!(told(t, NoticeKind::EffectCheck, Some(&own)), steps(&sara, &[("2026-12-24", -7)]));
        sql(t, "UPDATE actions SET status = 'in_progress', due_on = '2027-12-31'");
        run(t, 8);
        assert_eq!(told(t, NoticeKind::EffectCheck, Some(&own)).len(), 1);
        assert!(told(t, NoticeKind::EffectCheck, Some(&made)).is_empty());
    }

    async fn an_action_that_nobody_verifies_is_reminded_of(t: &Harness) {
        let w = world(t);
        let (sara, _) = t.person(&t.region, Role::SecurityOfficer, "Sara Ek");
        sql(t, "UPDATE actions SET status = 'reported_done', reported_at = '2026-12-01 10:00:00'");
        let said = run(t, 40);
        let mut all = steps(&w.eva, &[("2026-12-15", 14), ("2026-12-29", 28)]);
        assert_eq!(told(t, NoticeKind::ReportedAction, None), all);
        assert!(said.contains("Klarrapporterad åtgärd är inte verifierad: Inför <b>lösenord</b> (Alfa Vård AB), 2026-12-01"), "{said}");
        let eva = t.browser_for(&w.eva, eva_now(t, &w));
        let id: Id = t.read(|c| Ok(rows::table.filter(rows::kind.eq(NoticeKind::ReportedAction)).select(rows::id).first(c)?));
        assert_eq!(eva.get(&format!("/notices/{id}")).await.expect(303).location(), format!("/actions/{}", w.action));
        // Reported anew it counts anew; whoever reported does not verify, so somebody else is asked.
        sql(t, "UPDATE actions SET reported_at = '2027-01-05 10:00:00'");
        let given = [("organisation_id", t.region.id.as_str()), ("action_id", w.action.as_str()), ("reported_by", w.eva.id.as_str()), ("reported_at", "2027-01-05 10:00:00")];
        insert(t, "action_reports", &given);
        run(t, 20);
        all.extend(steps(&sara, &[("2027-01-19", 14)]));
        assert_eq!(told(t, NoticeKind::ReportedAction, None), all);
        sql(t, "UPDATE actions SET status = 'verified'");
        run(t, 20);
        assert_eq!(told(t, NoticeKind::ReportedAction, None), all, "verified");
    }

    async fn a_step_of_the_ladder_is_reminded_of_until_it_has_led_to_something(t: &Harness) {
        let w = world(t);
        sql(t, "UPDATE actions SET due_on = '2027-12-31'");
        let new = NewEscalation { origin: LadderOrigin::Action, origin_id: w.action.clone(), cause: LadderCause::Other, reason: "Tredje förseningen".to_string() };
        let row = t.write(|c| escalations::open(c, &w.ctx, &new));
        decide(t, &w, &row.id, "correction", "2026-12-10");
        let said = run(t, 12);
        let mut all = steps(&w.eva, &[("2026-12-03", -7)]);
        assert_eq!(told(t, NoticeKind::EscalationStep, None), all);
        assert!(said.contains("Sista dag för ett steg i en eskalering: Inför <b>lösenord</b> (Alfa Vård AB), 2026-12-10"), "{said}");
        // The next step has a day of its own, and takes the place of the first.
        let second = decide(t, &w, &row.id, "penalty", "2027-01-10");
        run(t, 36);
        all.extend(steps(&w.eva, &[("2027-01-03", -7)]));
        assert_eq!(told(t, NoticeKind::EscalationStep, None), all);
        run(t, 3);
        all.extend(steps(&w.eva, &[("2027-01-10", 0)]));
        assert_eq!(told(t, NoticeKind::EscalationStep, Some(&row.id)), all);
        let outcome = NewOutcome { outcome: "Infört".to_string(), outcome_on: None };
        t.write(|c| escalations::record_outcome(c, &eva_now(t, &w), (&row.id, &second), None, &outcome));
        run(t, 8);
        // Closed, it is nobody's any longer.
        decide(t, &w, &row.id, "management", "2027-02-01");
        t.write(|c| escalations::close(c, &eva_now(t, &w), &row.id, None, "Klart"));
        run(t, 12);
        assert_eq!(told(t, NoticeKind::EscalationStep, None), all);
        let eva = t.browser_for(&w.eva, eva_now(t, &w));
        let off = [("version", "0"), ("mail", "1"), ("way_escalation_step", "off")];
        eva.post("/notices/settings", &off).await.expect(422).has(&["går inte att välja bort"]);
        let href = format!("/escalations/{}", row.id);
        let id: Id = t.read(|c| Ok(rows::table.filter(rows::kind.eq(NoticeKind::EscalationStep)).select(rows::id).first(c)?));
        assert_eq!(eva.get(&format!("/notices/{id}")).await.expect(303).location(), href);
    }

    async fn minutes_that_wait_for_an_answer_remind_those_who_can_see_to_it(t: &Harness) {
        let s = crate::minutes::scene(t);
        let (omar, _) = t.person(&t.region, Role::SecurityOfficer, "Omar Said");
        s.seat(t, &[crate::minutes::guest(Side::Region, &omar.name, omar.email.as_deref(), None)]);
        let sha256 = s.lock(t).sha256.unwrap();
        let vendors = ["Eva Björk", "Märta Sjöström"].map(|name| (Side::Vendor, name.to_string()));
        let approvers = [vec![(Side::Region, omar.name.clone())], vendors.to_vec()].concat();
        let request = Request { approvers, reply_by: Some(crate::minutes::day("2026-12-10")) };
        t.write(|c| approving::send(c, &s.ctx(t), &s.dialogue.id, None, &request));
        t.drain();
        let said = run(t, 19);
        // What was mailed at once is called by its meeting.
        let inbox = t.browser_for(&omar, t.ctx_of(&omar, &t.region, Role::SecurityOfficer)).get("/notices").await;
        inbox.expect(200).has(&["Ett protokoll att justera: 2026-11</a>", "Åsmunda Ögonklinik AB"]);
        // The one who was asked, of his own answer; the contract's manager of both that the vendor owes, once; not the vendor.
        let of = |person: &Person| -> Vec<Told> {
            told(t, NoticeKind::MinutesApproval, None).into_iter().filter(|(.., who)| *who == person.id).collect()
        };
        let (his, hers) = (steps(&omar, &[("2026-12-07", -3), ("2026-12-10", 0)]), steps(&s.manager, &[("2026-12-07", -3), ("2026-12-10", 0), ("2026-12-17", 7)]));
        assert_eq!((of(&omar), of(&s.manager)), (his.clone(), hers[..2].to_vec()));
        assert_eq!(told(t, NoticeKind::MinutesApproval, None).len(), 4);
        assert!(said.contains("Protokoll ska vara justerat: 2026-11 (Åsmunda Ögonklinik AB), 2026-12-10"), "{said}");
        let ctx = t.ctx_of(&omar, &t.region, Role::SecurityOfficer);
        let browser = t.browser_for(&omar, ctx.clone());
        let to_him = rows::kind.eq(NoticeKind::MinutesApproval).and(rows::person_id.eq(&omar.id));
        let id: Id = t.read(|c| Ok(rows::table.filter(to_him).select(rows::id).first(c)?));
        assert_eq!(browser.get(&format!("/notices/{id}")).await.expect(303).location(), format!("/dialogues/{}/minutes", s.dialogue.id));
        let decision = Decision { who: Who::Me, verdict: Verdict::Approve { objection: None }, sha256, addendum_id: None };
        t.write(|c| approving::decide(c, &ctx, &s.dialogue.id, &decision));
        run(t, 14);
        assert_eq!((of(&omar), of(&s.manager)), (his, hers), "he has answered, and the vendor has not");
    }

    async fn an_activity_of_the_follow_up_plan_is_reminded_of_before_its_day(t: &Harness) {
        let s = crate::meetings::scene(t, Some(1));
        meetings::sweep(&t.app, t.now()).unwrap();
        let plan = t.read(|c| meetings::lines_of(c, &s.ctx.scope, &s.contract.id));
        let of = |kind: FollowUpKind, place: usize| plan.iter().filter(|line| line.kind == kind).nth(place).unwrap().clone();
        let (december, january, chain) = (of(FollowUpKind::Dialogue, 0), of(FollowUpKind::Dialogue, 1), of(FollowUpKind::Chain, 0));
        // Nobody has called to a meeting in December; there will be one in January, which is reminded of by itself.
        run(t, 10);
        s.start_series(t, "2027-01-25");
        let said = run(t, 37);
        let all = steps(&s.manager, &[("2026-12-17", -14), ("2026-12-31", 0), ("2027-01-07", 7)]);
        assert_eq!(told(t, NoticeKind::FollowUpLine, Some(&december.id)), all);
        assert!(said.contains("Aktivitet i uppföljningsplan ska vara gjord: Dialogmöte (Åsmunda Ögonklinik AB, AVT-2024-17), 2026-12-31"), "{said}");
        let moved = crate::meetings::day("2027-02-10");
        t.write(|c| meetings::change_line(c, &s.ctx(t), (&chain.id, None), (moved, "Karin Öberg"), "Flyttas"));
        let said = run(t, 25);
        assert!(told(t, NoticeKind::FollowUpLine, Some(&january.id)).is_empty());
        assert_eq!(told(t, NoticeKind::FollowUpLine, Some(&chain.id)), steps(&s.manager, &[("2027-01-27", -14)]));
        assert!(said.contains("Bekräftelse av leveranskedjan (Åsmunda Ögonklinik AB, AVT-2024-17), 2027-02-10"), "{said}");
        let browser = t.browser_for(&s.manager, s.ctx(t));
        let of_chain = rows::object_id.eq(chain.id.as_str());
        let id: Id = t.read(|c| Ok(rows::table.filter(of_chain).select(rows::id).first(c)?));
        let at = format!("/follow-up/{}", chain.id);
        assert_eq!(browser.get(&format!("/notices/{id}")).await.expect(303).location(), at);
        browser.get(&at).await.expect(200);
        t.write(|c| meetings::mark_done(c, &s.ctx(t), (&chain.id, None), s.ctx(t).today(), "Kedjan är bekräftad"));
        run(t, 20);
        assert_eq!(told(t, NoticeKind::FollowUpLine, Some(&chain.id)).len(), 1, "done before its day");
        let everybody: Vec<Id> = told(t, NoticeKind::FollowUpLine, None).into_iter().map(|(.., person)| person).collect();
        assert!(everybody.iter().all(|person| *person == s.manager.id), "the vendor has no part in the plan");
    }
}
