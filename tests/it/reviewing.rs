//! Claim beside verdict, how long evidence holds, the second person, and what is taken over from last time.

use super::questionnaires::{Scene, browsers, new, scene, value};
use super::support::Harness;
use super::support::tables::insert;
use diesel::RunQueryDsl as _;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::controls::{Assurance, catalogue};
use tillit::features::questionnaires::review_depth::{self as depth, VerdictState, WhyNot};
use tillit::features::questionnaires::{self as q, AnswerEdit, AnswerStatus, Given, ReviewEdit};
use tillit::kit::Ctx;
use tillit::platform::view::{Views, render_samples};

#[test]
fn every_page_of_the_depth_renders_in_both_languages() {
    let views = Views::new().unwrap();
    for pages in [
        render_samples::<depth::views::VerificationPage>(&views),
        render_samples::<depth::views::UnchangedPage>(&views),
        render_samples::<depth::views::DifferencePage>(&views),
        render_samples::<depth::views::PortalTalkPage>(&views),
    ] {
        assert!(pages.unwrap().len() >= 4);
    }
}

pub fn set_tier(t: &Harness, vendor: &Id, tier: i32) {
    t.write(|c| {
        diesel::sql_query(format!("UPDATE vendors SET tier = {tier} WHERE id = '{vendor}'")).execute(c)?;
        Ok(())
    });
}

/// An assessment that the vendor has handed in with everything met but what `weak` says.
pub fn handed_in(t: &Harness, s: &Scene, weak: &[(&str, AnswerStatus)]) -> Id {
    let at = |ctx: &Ctx| Ctx { now: t.now(), ..ctx.clone() };
    let (officer, admin) = (at(&s.officer), at(&s.admin));
    let sent = q::NewAssessment { due_on: officer.today(), ..new(&s.vendor) };
    let id = t.write(|c| q::send(c, &officer, &sent)).id;
    let questions = t.read(|c| q::open(c, &officer.scope, &id)).questions;
    for question in questions {
        let status = weak.iter().find(|(id, _)| *id == question.id).map_or(AnswerStatus::Met, |(_, status)| *status);
        let given = Given { status: Some(status), value: value(&question), comment: "Så gör vi".to_string() };
        let edit = AnswerEdit {
            assessment_id: id.clone(),
            question_id: question.id.clone(),
            version: 0,
            given,
            shown_on_site: false,
        };
        t.write(|c| q::save_answer(c, &admin, &edit));
    }
    t.write(|c| q::submit(c, &admin, &id, "Sara Lind", "vd"));
    id
}

pub fn judge(t: &Harness, ctx: &Ctx, id: &Id, question_id: &str, assurance: Assurance) {
    let full = t.read(|c| q::open(c, &ctx.scope, id));
    let edit = ReviewEdit {
        assessment_id: id.clone(),
        question_id: question_id.to_string(),
        version: full.reviews.get(question_id).map_or(0, |review| review.version),
        status: Some(AnswerStatus::Met),
        assurance,
        comment: None,
        internal_note: Some("HEMLIG-BEDÖMNING".to_string()),
    };
    t.write(|c| q::review_answer(c, ctx, &edit));
}

pub fn judge_all(t: &Harness, ctx: &Ctx, id: &Id) {
    let questions = t.read(|c| q::open(c, &ctx.scope, id)).questions;
    for question in questions {
        judge(t, ctx, id, &question.id, Assurance::A2);
    }
}

fn state(t: &Harness, ctx: &Ctx, id: &Id, question_id: &str) -> VerdictState {
    let full = t.read(|c| q::open(c, &ctx.scope, id));
    let question = full.question(question_id).unwrap();
    full.standing(question, Ctx { now: t.now(), ..ctx.clone() }.today()).state
}

both! {
    async fn a_verdict_holds_until_its_evidence_runs_out(t: &Harness) {
        let s = scene(t);
        let id = handed_in(t, &s, &[]);
        let page = format!("/assessments/{id}");
        let (region, vendor) = browsers(t, &s);
        let review = format!("{page}/reviews/Q06");
        let bad = [("version", "0"), ("status", "met"), ("assurance", "a2"), ("evidence_kind", "screenshot"), ("evidence_on", "2026-06-01"), ("holds_until", "2027-06-01")];
        region.post(&review, &bad).await.expect(422).has(&["Så länge gäller inte"]);
        assert_eq!(state(t, &s.officer, &id, "Q06"), VerdictState::Claimed);
        let good = [("version", "0"), ("status", "met"), ("assurance", "a2"), ("evidence_kind", "screenshot"), ("evidence_on", "2026-06-01")];
        region.post(&review, &good).await.expect(303);
        region.get(&format!("{page}/review?q=Q06")).await.expect(200).has(&["1 december 2026", "Verifierat"]);
        region.get(&page).await.expect(200).has(&["2026-12-01"]);
        let verified = t.read(|c| q::find(c, &s.officer.scope, &id)).verified;
        assert!(verified > Some(0));
        t.advance_days(9);
        assert_eq!(state(t, &s.officer, &id, "Q06"), VerdictState::Expired);
        q::sweep(&t.app, t.now()).unwrap();
        assert_eq!(t.read(|c| q::find(c, &s.officer.scope, &id)).verified, Some(0));
        let (region, vendor_now) = browsers(t, &s);
        region.get(&format!("{page}/verification")).await.expect(200).has(&["Underlag som har gått ut", "Q06"]);
        for path in [format!("/portal{page}"), format!("/portal{page}/questions/Q06"), format!("/portal{page}/dialogue")] {
            vendor_now.get(&path).await.expect(200).lacks(&["2026-12-01", "Underlag utgånget", "HEMLIG"]);
        }
        drop(vendor);
        t.drain();
    }

    async fn two_reviewers_are_never_one_person(t: &Harness) {
        let s = scene(t);
        set_tier(t, &s.vendor.id, 1);
        let id = handed_in(t, &s, &[]);
        let (omar, omar_ctx) = t.person(&t.region, Role::ContractManager, "Omar Said");
        let token = t.token_of(&omar, &t.region, Role::ContractManager);
        let omar_browser = t.browser_for(&omar, omar_ctx.clone());
        let (region, vendor) = browsers(t, &s);
        judge(t, &s.officer, &id, "Q01", Assurance::A3);
        judge(t, &s.officer, &id, "Q06", Assurance::A3);
        assert_eq!(state(t, &s.officer, &id, "Q01"), VerdictState::WaitsSecond);
        assert_eq!(state(t, &s.officer, &id, "Q06"), VerdictState::Verified);
        let before = t.read(|c| q::find(c, &s.officer.scope, &id)).verified;
        let act = format!("/assessments/{id}/questions/Q01");
        region.post(&format!("{act}/confirm"), &[("version", "1")]).await.expect(409).has(&["Du har själv bedömt"]);
        region.post(&format!("{act}/give-back"), &[("version", "1"), ("reason", "x")]).await.expect(409);
        omar_browser.post(&format!("/assessments/{id}/questions/Q06/confirm"), &[("version", "1")]).await.expect(409).has(&["ingen andra person"]);
        omar_browser.post(&format!("{act}/give-back"), &[("version", "1"), ("reason", " ")]).await.expect(422).has(&["Fyll i"]);
        omar_browser.post(&format!("{act}/give-back"), &[("version", "1"), ("reason", "HEMLIGT-SKÄL")]).await.expect(303);
        assert_eq!(state(t, &s.officer, &id, "Q01"), VerdictState::GivenBack);
        region.get(&format!("/assessments/{id}/review?q=Q01")).await.expect(200).has(&["HEMLIGT-SKÄL"]);
        // Whoever touched the words last cannot hand the verdict over to its judge.
        judge(t, &omar_ctx, &id, "Q01", Assurance::A3);
        region.post(&format!("{act}/confirm"), &[("version", "2")]).await.expect(409).has(&["Du har själv bedömt"]);
        judge(t, &s.officer, &id, "Q01", Assurance::A2);
        omar_browser.post(&format!("{act}/confirm"), &[("version", "2")]).await.expect(409);
        let api = format!("/api/v1/assessments/{id}/reviews/Q01/confirm");
        t.stranger().api(&token, "POST", &api, Value::Null, &[]).await.expect(200);
        assert_eq!(state(t, &s.officer, &id, "Q01"), VerdictState::Verified);
        assert!(t.read(|c| q::find(c, &s.officer.scope, &id)).verified > before);
        // A new verdict waits again.
        judge(t, &s.officer, &id, "Q01", Assurance::A3);
        assert_eq!(state(t, &s.officer, &id, "Q01"), VerdictState::WaitsSecond);
        let portal = format!("/portal/assessments/{id}");
        for path in [portal.clone(), format!("{portal}/questions/Q01"), format!("{portal}/dialogue")] {
            vendor.get(&path).await.expect(200).lacks(&["HEMLIG", "Omar Said"]);
        }
        t.drain();
    }

    async fn unchanged_answers_are_accepted_and_nothing_else(t: &Harness) {
        let s = scene(t);
        let first = handed_in(t, &s, &[]);
        judge_all(t, &s.officer, &first);
        let evidence = depth::EvidenceEdit { kind: Some(depth::EvidenceKind::Other), on: None, until: "2026-12-01".parse().ok() };
        t.write(|c| depth::keep_evidence(c, &s.officer, (&first, "Q06"), None, &evidence));
        judge(t, &s.officer, &first, "Q16", Assurance::A1);
        t.advance_days(20);
        let second = handed_in(t, &s, &[("Q24", AnswerStatus::Partly)]);
        let officer = Ctx { now: t.now(), ..s.officer.clone() };
        let (_, _, weighed) = t.read(|c| depth::candidates(c, &officer, &second));
        let why = |id: &str| weighed.iter().find(|each| each.question_id == id).unwrap().why_not;
        let drawn = t.read(|c| depth::sample_of(c, &officer, &second)).unwrap().drawn();
        assert_eq!(why("Q24"), Some(WhyNot::Changed));
        assert!(drawn.contains(&"Q06".to_string()) || why("Q06") == Some(WhyNot::EvidenceExpired));
        assert!(drawn.contains(&"Q16".to_string()) || why("Q16") == Some(WhyNot::NotVerified));
        assert!(drawn.iter().all(|id| why(id) == Some(WhyNot::Sampled)));
        assert_eq!(why("Q01"), None);
        let (region, _) = browsers(t, &s);
        let path = format!("/assessments/{second}/unchanged");
        region.get(&path).await.expect(200).has(&["Svaret är ändrat", "Kan godtas"]);
        region.post(&path, &[("question", "Q01"), ("question", "Q24")]).await.expect(409).has(&["Q24"]);
        region.post(&path, &[]).await.expect(409);
        region.post(&path, &[("question", "Q01")]).await.expect(303);
        let full = t.read(|c| q::open(c, &officer.scope, &second));
        assert_eq!((full.reviewed(), full.supports["Q01"].source), (1, depth::VerdictSource::Unchanged));
        region.get(&format!("/assessments/{second}/difference")).await.expect(200).has(&["Sämre: 1", "Q24"]);
        // In the uppermost tier a critical one is always looked at again.
        set_tier(t, &s.vendor.id, 1);
        t.advance_days(1);
        let third = handed_in(t, &s, &[]);
        let officer = Ctx { now: t.now(), ..s.officer.clone() };
        let (_, _, weighed) = t.read(|c| depth::candidates(c, &officer, &third));
        let critical = |id: &str| catalogue().current_questions().find(id).unwrap().critical;
        assert!(weighed.iter().filter(|each| critical(&each.question_id)).all(|each| each.why_not == Some(WhyNot::Critical)));
        t.drain();
    }

    async fn a_certificate_proposes_and_a_person_takes_it(t: &Harness) {
        let s = scene(t);
        let id = handed_in(t, &s, &[("Q06", AnswerStatus::Partly)]);
        let certificate = |more: &[(&str, &str)]| {
            let mut all = vec![
                ("organisation_id", t.region.id.as_str()), ("vendor_id", s.vendor.id.as_str()), ("kind", "iso27001"), ("edition", "2022"),
                ("standard", "iso27001:2022"), ("issuer", "Intyget AB"), ("accredited", "true"), ("valid_to", "2027-05-01"), ("internal_note", "HEMLIGT-INTYG"),
            ];
            all.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
            all.extend_from_slice(more);
            insert(t, "vendor_certificates", &all)
        };
        let (good, old) = (certificate(&[]), certificate(&[("edition", "2013"), ("standard", "iso27001:2013")]));
        t.write(|c| {
            diesel::sql_query("UPDATE vendor_certificates SET removed_at = NULL, valid_from = NULL").execute(c)?;
            Ok(())
        });
        let (region, vendor) = browsers(t, &s);
        let take = format!("/assessments/{id}/questions/Q24/certificate");
        region.post(&take, &[]).await.expect(409);
        let scope = |certificate: &Id| format!("/assessments/{id}/certificates/{certificate}");
        region.post(&scope(&good), &[("version", "0"), ("covers", "1"), ("soa_seen", "1")]).await.expect(422);
        region.post(&scope(&old), &[("version", "0"), ("covers", "1"), ("soa_seen", "1"), ("reason", "x")]).await.expect(409).has(&["rätt utgåva"]);
        region.post(&scope(&good), &[("version", "0"), ("covers", "1"), ("reason", "Utan SoA")]).await.expect(303);
        region.post(&take, &[]).await.expect(409);
        region.post(&scope(&good), &[("version", "1"), ("covers", "1"), ("soa_seen", "1"), ("reason", "SoA version 3")]).await.expect(303);
        for never in ["Q09", "Q18", "Q51", "Q59", "Q06"] {
            region.post(&format!("/assessments/{id}/questions/{never}/certificate"), &[]).await.expect(409);
        }
        region.get(&format!("/assessments/{id}/review?q=Q24")).await.expect(200).has(&["Certifikatet från Intyget AB föreslår"]);
        region.post(&take, &[]).await.expect(303);
        let full = t.read(|c| q::open(c, &s.officer.scope, &id));
        assert_eq!((full.reviews["Q24"].assurance, full.holds_until("Q24")), (Assurance::A2, "2027-05-01".parse().ok()));
        assert_eq!(full.reviewed(), 1);
        vendor.get(&format!("/portal/assessments/{id}/questions/Q24")).await.expect(200).lacks(&["SoA version 3", "HEMLIG"]);
        t.drain();
    }

    async fn a_median_is_shown_only_among_many_and_without_names(t: &Harness) {
        let s = scene(t);
        let id = handed_in(t, &s, &[]);
        let (region, _) = browsers(t, &s);
        let page = format!("/assessments/{id}/verification");
        region.get(&page).await.expect(200).has(&["För få att jämföra med: 0"]);
        for n in 0..5 {
            let name = format!("Granne {n} AB");
            let vendor = insert(t, "vendors", &[("organisation_id", t.region.id.as_str()), ("legal_name", &name), ("kind", "it_supplier"), ("status", "active"), ("tags", "[]"), ("country", "SE")]);
            let low = (n * 10).to_string();
            insert(t, "assessments", &[("organisation_id", t.region.id.as_str()), ("vendor_id", vendor.as_str()), ("question_set", "lite"), ("status", "closed"), ("tier", "2"), ("claimed_low", &low), ("claimed_high", "90"), ("verified", &low)]);
        }
        region.get(&page).await.expect(200).has(&["Medianen för 5 andra", "20–90"]).lacks(&["Granne"]);
        t.drain();
    }

    async fn another_organisation_finds_none_of_it_and_queries_are_constant(t: &Harness) {
        let s = scene(t);
        let id = handed_in(t, &s, &[]);
        let now = t.now();
        let other = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Municipality, "Lindvik kommun", None, false));
        let (jonas, ctx) = t.person(&other, Role::SecurityOfficer, "Jonas Åkerman");
        let (stranger, token) = (t.browser_for(&jonas, ctx), t.token_of(&jonas, &other, Role::SecurityOfficer));
        for path in ["verification", "unchanged", "difference"] {
            stranger.get(&format!("/assessments/{id}/{path}")).await.expect(404);
        }
        for path in ["reviews", "sample", "unchanged", "difference", "comparison", "certificates", "messages"] {
            stranger.api(&token, "GET", &format!("/api/v1/assessments/{id}/{path}"), Value::Null, &[]).await.expect(404);
        }
        for (path, body) in [("reviews/Q01/confirm", Value::Null), ("reviews/Q01/give-back", json!({"reason": "x"})), ("questions/Q01/messages", json!({"text": "x"}))] {
            stranger.api(&token, "POST", &format!("/api/v1/assessments/{id}/{path}"), body, &[]).await.expect(404);
        }
        let (region, _) = browsers(t, &s);
        let paths = ["verification", "difference", "review?q=Q01"].map(|path| format!("/assessments/{id}/{path}"));
        let mut counts = Vec::new();
        for round in 0..2 {
            for path in &paths {
                region.get(path).await.expect(200);
                let before = t.app.db.query_count();
                region.get(path).await.expect(200);
                counts.push(t.app.db.query_count() - before);
            }
            if round == 0 {
                judge_all(t, &s.officer, &id);
            }
        }
        let (few, many) = counts.split_at(counts.len() / 2);
        assert!(few.iter().zip(many).all(|(few, many)| *many <= few + 2), "{few:?} {many:?}");
        t.drain();
    }
}
