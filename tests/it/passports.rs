//! The vendor passport: answered once, shown to whom the vendor chooses, judged by each for itself.

use super::questionnaires::{browsers, new, scene, value, vendor_of};
use super::support::{Browser, Harness};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tillit::access::Role;
use tillit::base::{Id, Refusal};
use tillit::features::accounts::{self, Organisation, OrganisationKind};
use tillit::features::controls::{QuestionSet, catalogue};
use tillit::features::passports::{self, AnswerSave};
use tillit::features::questionnaires::{self as q, AnswerStatus, Given};
use tillit::features::vendors::Vendor;
use tillit::kit::Ctx;
use tillit::platform::view::{Views, render_samples};

#[test]
fn every_page_renders_in_both_languages() {
    let views = Views::new().unwrap();
    render_samples::<passports::views::OwnPage>(&views).unwrap();
    render_samples::<passports::views::OwnQuestion>(&views).unwrap();
    render_samples::<passports::views::SharePage>(&views).unwrap();
    render_samples::<passports::views::RegionPage>(&views).unwrap();
    render_samples::<passports::views::RegionQuestion>(&views).unwrap();
}

/// Another client that follows the same vendor up.
pub struct Second {
    pub vendor: Vendor,
    pub home: Organisation,
    pub officer: Ctx,
    pub browser: Browser,
}

pub fn second(t: &Harness, vendor_home: &Organisation) -> Second {
    let now = t.now();
    let home =
        t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Municipality, "Lindvik kommun", None, false));
    let vendor = vendor_of(t, &home, Some(vendor_home), "Åsmunda enligt Lindvik");
    let (person, officer) = t.person(&home, Role::SecurityOfficer, "Lisa i Lindvik");
    let browser = t.browser_for(&person, officer.clone());
    Second { vendor, home, officer, browser }
}

pub fn answer(t: &Harness, ctx: &Ctx, question: &str, comment: &str) {
    let asked = catalogue().current_questions().find(question).unwrap();
    let version = t.read(|c| passports::own_version(c, ctx, question));
    let given = Given { status: Some(AnswerStatus::Partly), value: value(asked), comment: comment.to_string() };
    let edit = AnswerSave { question_id: question.to_string(), version, given, shown_on_site: true };
    t.write(|c| passports::save(c, ctx, &edit));
}

pub fn show(t: &Harness, ctx: &Ctx, client: &Id, questions: &[&str]) {
    let wanted: BTreeSet<String> = questions.iter().map(ToString::to_string).collect();
    let version = t.read(|c| passports::shares_version(c, ctx, client));
    t.write(|c| passports::share(c, ctx, client, version, &wanted));
}

both! {
    async fn answered_once_and_shown_to_whom_the_vendor_chooses(t: &Harness) {
        let s = scene(t);
        let other = second(t, &s.home);
        let (region, vendor) = browsers(t, &s);
        vendor.get("/portal/passport").await.expect(200).has(&["Region Almeå", "Lindvik kommun", "Q01"]);
        let page = "/portal/passport/questions/Q01";
        vendor.post(page, &[("version", "0"), ("status", "partly"), ("comment", "PASSTEXT-ETT")]).await.expect(303);
        vendor.post(page, &[("version", "0"), ("status", "met"), ("comment", "Min text")]).await.expect(409).has(&["Min text", "PASSTEXT-ETT"]);
        vendor.get(page).await.expect(200).has(&["PASSTEXT-ETT"]);
        // Nobody sees anything yet.
        let here = format!("/vendors/{}/passport", s.vendor.id);
        let there = format!("/vendors/{}/passport", other.vendor.id);
        region.get(&here).await.expect(200).has(&["Inget visas"]).lacks(&["PASSTEXT"]);
        region.get(&format!("{here}/Q01")).await.expect(404);
        // One client is chosen; the other learns nothing, neither the text nor that somebody was chosen.
        let share = format!("/portal/passport/clients/{}", t.region.id);
        vendor.get(&share).await.expect(200).has(&["Region Almeå"]).lacks(&["Lindvik"]);
        vendor.post(&share, &[("version", "0"), ("questions", "Q02")]).await.expect(422).has(&["Q02 är inte besvarad"]);
        vendor.post(&share, &[("version", "0"), ("questions", "Q01")]).await.expect(303);
        region.get(&here).await.expect(200).has(&["Delvis"]).lacks(&["Lindvik"]);
        region.get(&format!("{here}/Q01")).await.expect(200).has(&["PASSTEXT-ETT"]).lacks(&["Lindvik"]);
        other.browser.get(&there).await.expect(200).has(&["Inget visas"]).lacks(&["PASSTEXT", "Almeå"]);
        other.browser.get(&format!("{there}/Q01")).await.expect(404);
        other.browser.get(&here).await.expect(404);
        // A change is seen at once.
        vendor.post(page, &[("version", "1"), ("status", "met"), ("comment", "PASSTEXT-TVÅ")]).await.expect(303);
        region.get(&format!("{here}/Q01")).await.expect(200).has(&["PASSTEXT-TVÅ"]);
    }

    async fn each_client_keeps_its_own_review_and_a_withdrawn_answer_is_gone(t: &Harness) {
        let s = scene(t);
        let other = second(t, &s.home);
        answer(t, &s.admin, "Q01", "PASSTEXT-ETT");
        show(t, &s.admin, &t.region.id, &["Q01"]);
        show(t, &s.admin, &other.home.id, &["Q01"]);
        let (region, vendor) = browsers(t, &s);
        let here = format!("/vendors/{}/passport/Q01", s.vendor.id);
        let there = format!("/vendors/{}/passport/Q01", other.vendor.id);
        region.post(&here, &[("version", "0"), ("answer_version", "1")]).await.expect(422);
        let judged = [("version", "0"), ("answer_version", "1"), ("status", "not_met"), ("assurance", "a2"), ("note", "HEMLIG-NOTERING")];
        region.post(&here, &judged).await.expect(303);
        region.post(&here, &judged).await.expect(409).has(&["HEMLIG-NOTERING"]);
        // Neither the other client nor the vendor meets the judgement, on a page or by the API.
        other.browser.get(&there).await.expect(200).lacks(&["HEMLIG", "Karin Öberg"]);
        let token = t.token(&s.home, Role::VendorAdmin);
        for path in ["/portal/passport", "/portal/passport/questions/Q01"] {
            vendor.get(path).await.expect(200).lacks(&["HEMLIG", "Karin Öberg"]);
        }
        let own = vendor.api(&token, "GET", "/api/v1/portal/passport", Value::Null, &[]).await.expect(200);
        assert!(own.text().contains("PASSTEXT-ETT") && !own.text().contains("HEMLIG"));
        // Judged and then changed: the reviewer is told, and cannot judge what was not read.
        answer(t, &s.admin, "Q01", "PASSTEXT-TVÅ");
        region.get(&here).await.expect(200).has(&["ändrat svaret efter er granskning", "PASSTEXT-TVÅ"]);
        let stale = [("version", "1"), ("answer_version", "1"), ("status", "met"), ("assurance", "a1")];
        region.post(&here, &stale).await.expect(409);
        // Taken back: the text is gone for that client, the review stays, and the other still sees the answer.
        show(t, &s.admin, &t.region.id, &[]);
        let gone = region.get(&here).await.expect(200).has(&["Återtaget", "HEMLIG-NOTERING"]).lacks(&["PASSTEXT"]);
        assert!(gone.text().contains("visas inte längre"));
        region.post(&here, &[("version", "1"), ("answer_version", "2"), ("status", "met"), ("assurance", "a1")]).await.expect(404);
        other.browser.get(&there).await.expect(200).has(&["PASSTEXT-TVÅ"]);
        let officer = t.token(&t.region, Role::SecurityOfficer);
        let shown = region.api(&officer, "GET", &format!("/api/v1/vendors/{}/passport", s.vendor.id), Value::Null, &[]).await.expect(200).json();
        assert_eq!((&shown[0]["answer"], &shown[0]["review"]["status"]), (&Value::Null, &json!("not_met")));
        assert!(shown[0]["withdrawn_at"].is_string());
        // The client's own log says that it was shown and taken back, and nothing of the text or of the other.
        let log = t.region_user(Role::Auditor).get(&format!("/audit?vendor_id={}", s.vendor.id)).await.expect(200).text();
        assert!(log.contains("ändrade vad som visas") && !log.contains("PASSTEXT") && !log.contains("Lindvik"));
        t.drain();
    }

    async fn an_assessment_is_filled_with_what_is_shown_and_nothing_else(t: &Harness) {
        let s = scene(t);
        let lite = catalogue().current_questions().in_set(QuestionSet::Lite);
        let (first, second_one, third) = (lite[0].id.clone(), lite[1].id.clone(), lite[2].id.clone());
        for id in [&first, &second_one, &third] {
            answer(t, &s.admin, id, "Ur passet");
        }
        show(t, &s.admin, &t.region.id, &[&first, &second_one]);
        let sent = t.write(|c| q::send(c, &s.officer, &new(&s.vendor))).id;
        t.drain();
        let own = Given { status: Some(AnswerStatus::Met), value: value(lite[0]), comment: "Skrivet här".to_string() };
        let edit = q::AnswerEdit { assessment_id: sent.clone(), question_id: first.clone(), version: 0, given: own, shown_on_site: false };
        t.write(|c| q::save_answer(c, &s.admin, &edit));
        let (_, vendor) = browsers(t, &s);
        vendor.get(&format!("/portal/assessments/{sent}")).await.expect(200).has(&["Fyll i från leverantörspasset"]);
        vendor.post(&format!("/portal/assessments/{sent}/passport/fill"), &[]).await.expect(303);
        let full = t.read(|c| q::open(c, &s.admin.scope, &sent));
        assert_eq!(full.answers[&first].comment.as_deref(), Some("Skrivet här"), "what was written stays");
        assert_eq!(full.answers[&second_one].comment.as_deref(), Some("Ur passet"));
        assert!(full.claim(&third).is_none(), "what is not shown to the client is not given to it");
        // Not submitted, so nothing to take; then submitted, and the passport has all of it.
        vendor.post(&format!("/portal/assessments/{sent}/passport/take"), &[]).await.expect(409);
        for question in &lite {
            let now = t.read(|c| q::open(c, &s.admin.scope, &sent)).answers.get(&question.id).map_or(0, |a| a.version);
            let given = Given { status: Some(AnswerStatus::Met), value: value(question), comment: "Inskickat".to_string() };
            let edit = q::AnswerEdit { assessment_id: sent.clone(), question_id: question.id.clone(), version: now, given, shown_on_site: false };
            t.write(|c| q::save_answer(c, &s.admin, &edit));
        }
        t.write(|c| q::submit(c, &s.admin, &sent, "Sara Lind", "vd"));
        vendor.post(&format!("/portal/assessments/{sent}/passport/fill"), &[]).await.expect(303);
        vendor.post(&format!("/portal/assessments/{sent}/passport/take"), &[]).await.expect(303);
        vendor.get(&format!("/portal/passport/questions/{third}")).await.expect(200).has(&["Inskickat"]);
        let again = t.write(|c| passports::take(c, &s.admin, &sent));
        assert_eq!(again, 0, "taking twice changes nothing");
        t.drain();
    }

    async fn wrong_hands_get_nothing(t: &Harness) {
        let s = scene(t);
        let other = second(t, &s.home);
        answer(t, &s.admin, "Q01", "PASSTEXT");
        show(t, &s.admin, &t.region.id, &["Q01"]);
        let now = t.now();
        let strange = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Annan AB", None, false));
        let (person, ctx) = t.person(&strange, Role::VendorAdmin, "Nils Annan");
        let stranger = t.browser_for(&person, ctx.clone());
        stranger.get("/portal/passport").await.expect(200).lacks(&["PASSTEXT", "Region Almeå"]);
        stranger.get(&format!("/portal/passport/clients/{}", t.region.id)).await.expect(404);
        let sharing = stranger.post(&format!("/portal/passport/clients/{}", t.region.id), &[("version", "0"), ("questions", "Q01")]).await;
        sharing.expect(404);
        // A member answers, but does not choose who sees it.
        let (member, member_ctx) = t.person(&s.home, Role::VendorMember, "Olle Medarbetare");
        let member = t.browser_for(&member, member_ctx);
        member.get("/portal/passport").await.expect(200).has(&["leverantörsadministratör väljer"]);
        member.get(&format!("/portal/passport/clients/{}", t.region.id)).await.expect(403);
        // Two of the vendor's people change the same choice.
        let wanted = BTreeSet::from(["Q01".to_string()]);
        let stale = t.app.db.write_now(|c| passports::share(c, &s.admin, &t.region.id, 0, &wanted));
        assert!(matches!(stale, Err(Refusal::Conflict(_))));
        // Values that cannot be read and texts without end are refused at their field.
        let token = t.token(&s.home, Role::VendorAdmin);
        let bad = json!({"status": "met", "value": {"percent": 400}});
        let refused = stranger.api(&token, "PUT", "/api/v1/portal/passport/answers/Q26", bad, &[]).await.expect(422);
        assert!(refused.text().contains("value/percent") || refused.text().contains("value.percent"));
        let long = json!({"status": "met", "comment": "å".repeat(4_001)});
        stranger.api(&token, "PUT", "/api/v1/portal/passport/answers/Q01", long, &[("if-match", "\"1\"")]).await.expect(422);
        stranger.api(&token, "PUT", "/api/v1/portal/passport/answers/Q99", json!({"status": "met"}), &[]).await.expect(404);
        stranger.api(&token, "PUT", "/api/v1/portal/passport/answers/Q01", json!({"status": "met"}), &[]).await.expect(428);
        let officer = t.token(&other.home, Role::SecurityOfficer);
        let review = json!({"answer_version": 1, "status": "met", "assurance": "a1"});
        let path = format!("/api/v1/vendors/{}/passport/Q01/review", s.vendor.id);
        stranger.api(&officer, "PUT", &path, review, &[]).await.expect(404);
        assert!(other.officer.actor.organisation_id != t.region.id);
    }

    async fn queries_do_not_grow_with_clients_and_answers(t: &Harness) {
        let s = scene(t);
        let (region, vendor) = browsers(t, &s);
        answer(t, &s.admin, "Q01", "Ett");
        show(t, &s.admin, &t.region.id, &["Q01"]);
        let client = format!("/portal/passport/clients/{}", t.region.id);
        let list = format!("/vendors/{}/passport", s.vendor.id);
        let mut counts = Vec::new();
        for round in 0..2 {
            for (browser, path) in [(&vendor, "/portal/passport"), (&vendor, client.as_str()), (&region, list.as_str())] {
                browser.get(path).await.expect(200);
                let before = t.app.db.query_count();
                browser.get(path).await.expect(200);
                counts.push(t.app.db.query_count() - before);
            }
            if round == 0 {
                let questions = ["Q02", "Q03", "Q04", "Q05"];
                for id in questions {
                    answer(t, &s.admin, id, "Fler");
                }
                // Q01 is taken back, and the client is told of it.
                show(t, &s.admin, &t.region.id, &questions);
                t.drain();
                second(t, &s.home);
            }
        }
        let (few, many) = counts.split_at(3);
        assert_eq!(few, many);
    }
}
