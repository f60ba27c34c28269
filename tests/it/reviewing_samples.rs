//! The sample drawn when a vendor has handed in (domain.md 1.3 row 54, 4.2, 6), and routine told from control (row 50).

use super::questionnaires::{browsers, scene};
use super::reviewing::{handed_in, judge, judge_all, set_tier};
use diesel::RunQueryDsl as _;
use serde_json::Value;
use tillit::access::Role;
use tillit::features::controls::Assurance;
use tillit::features::questionnaires::{self as q, review_depth as depth};
use tillit::kit::snapshot::sha256_hex;

both! {
    async fn anybody_can_draw_the_sample_again(t: &Harness) {
        let s = scene(t);
        let id = handed_in(t, &s, &[]);
        let sample = t.read(|c| depth::sample_of(c, &s.officer, &id)).unwrap();
        let questions = t.read(|c| q::open(c, &s.officer.scope, &id)).questions;
        let critical: Vec<String> = questions.iter().filter(|each| each.critical).map(|each| each.id.clone()).collect();
        assert_eq!(sample.always(), critical);
        // Drawn again by hand, as the page says how.
        let mut keyed: Vec<(String, String)> = questions
            .iter()
            .filter(|each| !each.critical)
            .map(|each| (sha256_hex(&format!("tillit-question-draw-1:{}:{}", sample.seed, each.id)), each.id.clone()))
            .collect();
        keyed.sort();
        let count = (keyed.len() * 30).div_ceil(100);
        let by_hand: Vec<String> = keyed.into_iter().take(count).map(|(_, id)| id).collect();
        assert_eq!(sample.drawn(), by_hand);
        let (region, vendor) = browsers(t, &s);
        let page = format!("/assessments/{id}/verification");
        region.get(&page).await.expect(200).has(&[sample.seed.as_str(), "tillit-question-draw-1", "reviewing-2026-1", "30 %"]);
        region.post(&format!("/assessments/{id}/sample/draw-again"), &[]).await.expect(303);
        let (karin, _) = t.person(&t.region, Role::ContractManager, "Karin Andra");
        let token = t.token_of(&karin, &t.region, Role::ContractManager);
        let again = format!("/api/v1/assessments/{id}/sample/draw-again");
        assert_eq!(region.api(&token, "POST", &again, Value::Null, &[]).await.expect(200).json()["same"], true);
        t.write(|c| {
            diesel::sql_query("UPDATE review_samples SET drawn = '[]'").execute(c)?;
            Ok(())
        });
        assert_eq!(region.api(&token, "POST", &again, Value::Null, &[]).await.expect(200).json()["same"], false);
        // The vendor learns nothing of the draw.
        let (person, admin) = (s.admin.actor.person_id.clone(), &s.home);
        let people = t.read(|c| tillit::features::accounts::people_of_organisation(c, &admin.id));
        let (person, ..) = people.into_iter().find(|(each, ..)| each.id == person).unwrap();
        let theirs = t.token_of(&person, admin, Role::VendorAdmin);
        for path in ["sample", "reviews", "unchanged", "comparison", "certificates"] {
            let answer = vendor.api(&theirs, "GET", &format!("/api/v1/assessments/{id}/{path}"), Value::Null, &[]).await;
            assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.status);
            answer.lacks(&[sample.seed.as_str()]);
        }
        for path in [format!("/portal/assessments/{id}"), format!("/portal/assessments/{id}/dialogue")] {
            vendor.get(&path).await.expect(200).lacks(&[sample.seed.as_str(), "HEMLIG"]);
        }
        t.drain();
    }

    async fn the_upper_tiers_are_not_closed_before_the_sample_is_reviewed(t: &Harness) {
        let s = scene(t);
        let id = handed_in(t, &s, &[]);
        let sample = t.read(|c| depth::sample_of(c, &s.officer, &id)).unwrap();
        let (region, _) = browsers(t, &s);
        let close = format!("/assessments/{id}/close");
        region.post(&close, &[]).await.expect(409).has(&["i urvalet är inte granskade", "Q01"]);
        for question in sample.all() {
            judge(t, &s.officer, &id, &question, Assurance::A2);
        }
        region.post(&close, &[]).await.expect(303);
        // The uppermost tier also wants the second person.
        set_tier(t, &s.vendor.id, 1);
        let first = handed_in(t, &s, &[]);
        judge_all(t, &s.officer, &first);
        region.post(&format!("/assessments/{first}/close"), &[]).await.expect(409).has(&["väntar på en andra person"]);
        // A lower one is drawn from, but not held open.
        set_tier(t, &s.vendor.id, 3);
        let third = handed_in(t, &s, &[]);
        assert!(!t.read(|c| depth::sample_of(c, &s.officer, &third)).unwrap().drawn().is_empty());
        region.post(&format!("/assessments/{third}/close"), &[]).await.expect(303);
        set_tier(t, &s.vendor.id, 4);
        let fourth = handed_in(t, &s, &[]);
        assert!(t.read(|c| depth::sample_of(c, &s.officer, &fourth)).unwrap().all().is_empty());
        t.drain();
    }

    async fn a_routine_is_told_from_a_control_that_works(t: &Harness) {
        let s = scene(t);
        let id = handed_in(t, &s, &[]);
        let (region, _) = browsers(t, &s);
        region.get(&format!("/assessments/{id}/review?q=Q51")).await.expect(200).has(&["Rutin: finns den?"]);
        region.get(&format!("/assessments/{id}/review?q=Q26")).await.expect(200).has(&["Kontroll: fungerar den?"]);
        judge(t, &s.officer, &id, "Q26", Assurance::A1);
        region.get(&format!("/assessments/{id}/review?q=Q26")).await.expect(200).has(&["inte att den fungerar", "För svagt underlag"]);
        t.drain();
    }
}
