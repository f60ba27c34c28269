//! Reminders: the ladder, one mail a person and day, grace, escalation, and what recurs by itself.

use super::sendings::vendor;
use super::support::Harness;
use tillit::access::Role;
use tillit::base::{Id, PageRequest};
use tillit::features::controls::QuestionSet;
use tillit::features::questionnaires::{self as q, AnswerEdit, AnswerStatus, Given, NewAssessment};
use tillit::features::sendings::{self, SendingFilter, SendingOrigin, SendingState};
use tillit::features::vendors::{self, Vendor, VendorStatus};
use tillit::kit::Ctx;
use tillit::platform::mail::Letter;

fn send(t: &Harness, ctx: &Ctx, vendor: &Vendor, due_on: &str) -> Id {
    let new = NewAssessment {
        vendor_id: vendor.id.clone(),
        contract_id: None,
        question_set: QuestionSet::Lite,
        due_on: due_on.parse().unwrap(),
        message: None,
        internal_note: None,
    };
    t.write(|c| q::send(c, ctx, &new)).id
}

/// Moves to `days` later and gives the mails of that day's sweep, run twice.
fn later(t: &Harness, days: i64) -> Vec<Letter> {
    t.advance_days(days);
    sendings::sweep(&t.app, t.now()).unwrap();
    sendings::sweep(&t.app, t.now()).unwrap();
    t.drain()
}

both! {
    async fn the_ladder_reminds_once_a_step_in_one_mail(t: &Harness) {
        let (_, ctx) = t.person(&t.region, Role::ContractManager, "Eva Björk");
        let (alfa, _) = vendor(t, "Alfa Vård AB", 1, VendorStatus::Active, true);
        send(t, &ctx, &alfa, "2026-12-20");
        send(t, &ctx, &alfa, "2026-12-21");
        t.drain();
        assert!(later(t, 12).is_empty());
        let letters = later(t, 1); // 6 December: 14 days before the first
        assert_eq!(letters.len(), 1);
        assert!(letters[0].text.contains("2026-12-20") && letters[0].text.contains("2026-12-21"), "{}", letters[0].text);
        assert!(later(t, 0).is_empty());
        // The second's day is the next, and it is a mail of its own day.
        assert_eq!(later(t, 1).len(), 1);
        assert!(later(t, 1).is_empty());
    }

    async fn the_last_step_tells_the_manager(t: &Harness) {
        let (eva, ctx) = t.person(&t.region, Role::ContractManager, "Eva Björk");
        let (alfa, _) = vendor(t, "Alfa Vård AB", 1, VendorStatus::Active, true);
        t.write(|c| vendors::save(c, &ctx.scope, &Vendor { manager_id: Some(eva.id.clone()), ..alfa.clone() }));
        send(t, &ctx, &alfa, "2026-11-30");
        t.drain();
        for days in [4, 3] {
            assert_eq!(later(t, days).len(), 1);
        }
        let letters = later(t, 7);
        assert_eq!(letters.len(), 2, "the vendor and the manager");
        assert!(letters.iter().any(|l| l.to_name == "Eva Björk" && l.text.contains("Alfa Vård AB")));
        assert!(later(t, 30).is_empty());
    }

    async fn nobody_is_reminded_of_what_is_in_or_of_an_ended_vendor(t: &Harness) {
        let (_, ctx) = t.person(&t.region, Role::ContractManager, "Eva Björk");
        let (alfa, svar) = vendor(t, "Alfa Vård AB", 1, VendorStatus::Active, true);
        let (beta, _) = vendor(t, "Beta Vård AB", 1, VendorStatus::Active, true);
        let id = send(t, &ctx, &alfa, "2026-12-15");
        send(t, &ctx, &beta, "2026-12-15");
        t.drain();
        let svar = svar.unwrap();
        let full = t.read(|c| q::open(c, &svar.scope, &id));
        for question in &full.questions {
            let given = Given { status: Some(AnswerStatus::Unknown), ..Given::default() };
            let edit = AnswerEdit { assessment_id: id.clone(), question_id: question.id.clone(), version: 0, given, shown_on_site: false };
            t.write(|c| q::save_answer(c, &svar, &edit));
        }
        t.write(|c| q::submit(c, &svar, &id, "Sara Lind", "vd"));
        t.write(|c| vendors::save(c, &ctx.scope, &Vendor { status: VendorStatus::Ended, ..beta.clone() }));
        t.drain();
        assert!(later(t, 22).is_empty());
        assert!(later(t, 30).is_empty());
    }

    async fn an_organisation_decides_for_itself(t: &Harness) {
        let (_, ctx) = t.person(&t.region, Role::ContractManager, "Eva Björk");
        let (alfa, _) = vendor(t, "Alfa Vård AB", 1, VendorStatus::Active, true);
        send(t, &ctx, &alfa, "2026-12-15");
        t.drain();
        let browser = t.region_user(Role::SecurityOfficer);
        browser.post("/sendings/settings", &[("version", "0"), ("ladder", "ibland"), ("grace_days", "5")]).await.expect(422).has(&["ibland"]);
        browser.post("/sendings/settings", &[("version", "0"), ("ladder", "-2, 9"), ("grace_days", "1")]).await.expect(303);
        browser.post("/sendings/settings", &[("version", "0"), ("ladder", "-2"), ("grace_days", "1")]).await.expect(409);
        assert!(later(t, 19).is_empty());
        assert_eq!(later(t, 1).len(), 1);
        // without escalation the manager is not told
        assert_eq!(later(t, 11).len(), 1);
    }

    async fn what_recurs_is_proposed_and_a_person_starts_it(t: &Harness) {
        let (_, ctx) = t.person(&t.region, Role::ContractManager, "Eva Björk");
        let (alfa, svar) = vendor(t, "Alfa Vård AB", 3, VendorStatus::Active, true);
        vendor(t, "Beta Vård AB", 3, VendorStatus::Active, true);
        let id = send(t, &ctx, &alfa, "2026-12-15");
        let svar = svar.unwrap();
        for question in &t.read(|c| q::open(c, &svar.scope, &id)).questions {
            let given = Given { status: Some(AnswerStatus::Unknown), ..Given::default() };
            let edit = AnswerEdit { assessment_id: id.clone(), question_id: question.id.clone(), version: 0, given, shown_on_site: false };
            t.write(|c| q::save_answer(c, &svar, &edit));
        }
        t.write(|c| q::submit(c, &svar, &id, "Sara Lind", "vd"));
        t.drain();
        let all = || t.read(|c| sendings::list(c, &ctx.scope, &SendingFilter::default(), PageRequest::new(None, None))).items;
        assert!(later(t, 360).is_empty() && all().is_empty());
        assert!(later(t, 6).is_empty());
        let made = all();
        assert_eq!(made.len(), 1);
        assert_eq!((made[0].0.origin, made[0].0.state), (SendingOrigin::Proposed, SendingState::Draft));
        assert!(later(t, 1).is_empty() && all().len() == 1, "proposed once");
        let now = Ctx { now: t.now(), ..ctx.clone() };
        t.write(|c| sendings::start(c, &now, &made[0].0.id, None));
        assert_eq!(t.drain().len(), 1, "only who was asked before");
    }
}
