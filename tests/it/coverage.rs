//! How do you know? From the figure for all vendors to the single proof, and what nobody else may see of it.

use super::support::{Browser, Harness};
use crate::questionnaires::{Scene, browsers, new, scene, value};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::contracts::{self, ClauseInput, ClauseMet, Contract, InContract, NewContract};
use tillit::features::controls::{Assurance, QuestionSet, catalogue};
use tillit::features::coverage::{self, State, views};
use tillit::features::findings::{self, FindingOrigin, NewFinding, Responsible, Severity};
use tillit::features::questionnaires::{self as q, AnswerEdit, AnswerStatus, Given, ReviewEdit};
use tillit::features::vendors::Vendor;
use tillit::kit::Ctx;
use tillit::platform::view::{Views, render_samples};

#[test]
fn every_page_renders_in_both_languages() {
    let all = Views::new().unwrap();
    render_samples::<views::PortfolioPage>(&all).unwrap();
    render_samples::<views::Nis2Page>(&all).unwrap();
    render_samples::<views::ControlPage>(&all).unwrap();
    render_samples::<views::VendorPage>(&all).unwrap();
    render_samples::<views::ProofPage>(&all).unwrap();
}

pub fn contract_of(t: &Harness, ctx: &Ctx, vendor: &Vendor, reference: &str) -> Contract {
    let new = NewContract {
        vendor_id: vendor.id.clone(),
        reference: reference.to_string(),
        diary_number: None,
        title: "Ögonsjukvård".to_string(),
        starts_on: None,
        ends_on: "2029-12-31".parse().ok(),
        notice_months: None,
        annual_value_sek: None,
        manager_id: None,
        parent_id: None,
        internal_note: None,
    };
    t.write(|c| contracts::add(c, ctx, &new))
}

pub fn clause(
    t: &Harness,
    ctx: &Ctx,
    contract: &Id,
    (id, version): (&str, i32),
    is: InContract,
    met: ClauseMet,
) -> i32 {
    let input = ClauseInput { in_contract: Some(is), section: Some("7.2".to_string()), met, note: None };
    t.write(|c| contracts::set_clause(c, ctx, contract, id, &input, version)).version
}

/// The whole lite set, answered and handed in by the vendor.
pub fn handed_in(t: &Harness, s: &Scene, status: AnswerStatus) -> Id {
    let id = t.write(|c| q::send(c, &s.officer, &new(&s.vendor))).id;
    for question in catalogue().current_questions().in_set(QuestionSet::Lite) {
        let edit = AnswerEdit {
            assessment_id: id.clone(),
            question_id: question.id.clone(),
            version: 0,
            given: Given { status: Some(status), value: value(question), comment: "Så gör vi".to_string() },
            shown_on_site: false,
        };
        t.write(|c| q::save_answer(c, &s.admin, &edit));
    }
    t.write(|c| q::submit(c, &s.admin, &id, "Sara Lind", "VD"));
    id
}

pub fn review(
    t: &Harness,
    ctx: &Ctx,
    id: &Id,
    (question, version): (&str, i32),
    status: AnswerStatus,
    assurance: Assurance,
) {
    let edit = ReviewEdit {
        assessment_id: id.clone(),
        question_id: question.to_string(),
        version,
        status: Some(status),
        assurance,
        comment: None,
        internal_note: Some("HEMLIG-GRANSKNING".to_string()),
    };
    t.write(|c| q::review_answer(c, ctx, &edit));
}

fn state(t: &Harness, ctx: &Ctx, vendor: &Vendor, control: &str) -> (State, bool) {
    let ctx = Ctx { now: t.now(), ..ctx.clone() };
    let (_, matrix) = t.read(|c| coverage::matrix(c, &ctx, vendor));
    let cell = matrix.cells.into_iter().find(|cell| cell.control.id == control).unwrap();
    (cell.state, cell.lacking)
}

async fn answer_of(browser: &Browser, token: &str, path: &str) -> Value {
    browser.api(token, "GET", path, Value::Null, &[]).await.expect(200).json()
}

both! {
    // Domain.md 4.3: verified needs a review; a clause that is met proves nothing.
    async fn each_control_is_in_one_state_and_only_a_review_verifies(t: &Harness) {
        let s = scene(t);
        let vendor = &s.vendor;
        assert_eq!(state(t, &s.officer, vendor, "A.5.1"), (State::Unknown, false), "required by the tier, whatever the contracts");
        let contract = contract_of(t, &s.officer, vendor, "AVT-1");
        let version = clause(t, &s.officer, &contract.id, ("KV-01", 0), InContract::Present, ClauseMet::Met);
        assert_eq!(state(t, &s.officer, vendor, "A.5.1"), (State::Unknown, false), "met in the contract proves nothing");
        let id = handed_in(t, &s, AnswerStatus::Met);
        assert_eq!(state(t, &s.officer, vendor, "A.5.1"), (State::Claimed, false));
        review(t, &s.officer, &id, ("Q01", 0), AnswerStatus::Met, Assurance::A1);
        assert_eq!(state(t, &s.officer, vendor, "A.5.1"), (State::Claimed, false), "too weak for tier 2");
        review(t, &s.officer, &id, ("Q01", 1), AnswerStatus::Met, Assurance::A2);
        assert_eq!(state(t, &s.officer, vendor, "A.5.1"), (State::Verified, false));
        let version = clause(t, &s.officer, &contract.id, ("KV-01", version), InContract::Present, ClauseMet::NotMet);
        assert_eq!(state(t, &s.officer, vendor, "A.5.1"), (State::Claimed, true), "we know better");
        let version = clause(t, &s.officer, &contract.id, ("KV-01", version), InContract::NotApplicable, ClauseMet::Unknown);
        assert_eq!(state(t, &s.officer, vendor, "A.5.1"), (State::NotRequired, false));
        clause(t, &s.officer, &contract.id, ("KV-01", version), InContract::Present, ClauseMet::Met);
        assert_eq!(state(t, &s.officer, vendor, "A.5.1"), (State::Verified, false));
        t.advance_days(366);
        assert_eq!(state(t, &s.officer, vendor, "A.5.1"), (State::Expired, false), "a review of twelve months ago");
        assert_eq!(state(t, &s.officer, vendor, "A.7.12").0, State::NotRequired, "no clause points to it");
        t.drain();
    }

    // Domain.md 1.3 row 5: from the total to the single proof.
    async fn an_auditor_drills_from_the_total_to_the_single_proof(t: &Harness) {
        let s = scene(t);
        let contract = contract_of(t, &s.officer, &s.vendor, "AVT-1");
        clause(t, &s.officer, &contract.id, ("KV-01", 0), InContract::Present, ClauseMet::Met);
        let id = t.write(|c| q::send(c, &s.officer, &new(&s.vendor))).id;
        let (_, lena) = browsers(t, &s);
        let q01 = format!("/portal/assessments/{id}/questions/Q01");
        lena.upload(&format!("{q01}/evidence"), &[], "file", "policy.txt", "Vår policy".as_bytes()).await.expect(303);
        for question in catalogue().current_questions().in_set(QuestionSet::Lite) {
            let given = Given { status: Some(AnswerStatus::Met), value: value(question), comment: "Så gör vi".to_string() };
            let edit = AnswerEdit { assessment_id: id.clone(), question_id: question.id.clone(), version: 0, given, shown_on_site: false };
            t.write(|c| q::save_answer(c, &s.admin, &edit));
        }
        t.write(|c| q::submit(c, &s.admin, &id, "Sara Lind", "VD"));
        review(t, &s.officer, &id, ("Q01", 0), AnswerStatus::Met, Assurance::A2);
        let gunilla = t.region_user(Role::Auditor);
        gunilla.get("/coverage").await.expect(200).has(&["Täckning av kontroller", "A.5.1", "Åsmunda Ögonklinik AB", "Verifierat"]);
        gunilla.get("/coverage/controls/A.5.1?state=verified").await.expect(200).has(&["Åsmunda Ögonklinik AB", &format!("/vendors/{}/coverage/A.5.1", s.vendor.id)]);
        gunilla.get("/coverage/controls/A.5.1?state=claimed").await.expect(200).lacks(&["Åsmunda Ögonklinik AB"]);
        let matrix = format!("/vendors/{}/coverage", s.vendor.id);
        gunilla.get(&matrix).await.expect(200).has(&["Policyer för informationssäkerhet", "Påstått", "Verifierat", "Krävs inte"]);
        gunilla.get(&format!("{matrix}?state=verified")).await.expect(200).has(&["A.5.1"]).lacks(&["A.8.13"]);
        let sha = t.app.files.put("Vår policy".as_bytes()).unwrap().sha256;
        let proof = gunilla.get(&format!("{matrix}/A.5.1")).await.expect(200).has(&[
            "KV-01", "AVT-1", "avsnitt 7.2", "Karin Öberg", "ej verifierad", "Q01", "Infört", "Sara Lind", "VD", "policy.txt", sha.as_str(),
            "A2 Granskat", "Gäller till 2027-11-23", "Logg nr", "Inget saknas i kedjan", "/audit?vendor_id&#x3D;",
        ]);
        assert!(!proof.text().contains("HEMLIG-GRANSKNING"));
        // The numbers lead to events of the log, one of them the review's.
        let token = t.token(&t.region, Role::Auditor);
        let told = answer_of(&gunilla, &token, &format!("/api/v1{matrix}/A.5.1")).await;
        let review = &told["questions"][0]["review"];
        assert_eq!((&told["state"], &told["missing"], review["events"].as_array().unwrap().len()), (&json!("verified"), &json!([]), 1));
        assert_eq!(told["questions"][0]["files"][0]["sha256"], json!(sha));
        let events = answer_of(&gunilla, &token, &format!("/api/v1/audit-events?vendor_id={}", s.vendor.id)).await;
        let seq = &review["events"][0];
        assert!(events["items"].as_array().unwrap().iter().any(|event| event["seq"] == *seq && event["verb"] == json!("review")), "{seq}");
        t.drain();
    }

    async fn the_chain_says_plainly_what_is_missing(t: &Harness) {
        let s = scene(t);
        let officer = t.region_user(Role::Reader);
        let place = |control: &str| format!("/vendors/{}/coverage/{control}", s.vendor.id);
        officer.get(&place("A.5.1")).await.expect(200).has(&["KV-01: inget gällande avtal", "Q01: leverantören har inte lämnat in"]);
        officer.get(&place("A.7.4")).await.expect(200).has(&["A.7.4: ingen fråga"]);
        let contract = contract_of(t, &s.officer, &s.vendor, "AVT-1");
        officer.get(&place("A.5.1")).await.expect(200).has(&["AVT-1 KV-01: ingen har kontrollerat"]);
        clause(t, &s.officer, &contract.id, ("KV-01", 0), InContract::Missing, ClauseMet::NotMet);
        let id = handed_in(t, &s, AnswerStatus::Met);
        officer.get(&place("A.5.1")).await.expect(200).has(&["följs upp frivilligt", "kravet inte är uppfyllt", "Q01: inget underlag", "Q01: ingen har granskat"]);
        review(t, &s.officer, &id, ("Q01", 0), AnswerStatus::Met, Assurance::A0);
        officer.get(&place("A.5.1")).await.expect(200).has(&["Q01: granskningen är svagare"]);
        let finding = t.write(|c| findings::finding_of_clause(c, &s.officer, &contract.id, "KV-01"));
        officer.get(&place("A.5.1")).await.expect(200).has(&[&format!("Brist {}", finding.number), "är öppen"]).lacks(&["Visa loggen"]);
        officer.get(&place("A.7.12")).await.expect(200).has(&["Krävs inte", "så inget behöver visas"]);
        t.drain();
    }

    async fn the_statement_of_applicability_is_a_sheet_and_a_paper(t: &Harness) {
        let s = scene(t);
        let karin = t.region_user(Role::SecurityOfficer);
        let place = format!("/vendors/{}/statement-of-applicability", s.vendor.id);
        let sheet = karin.get(&format!("{place}?format=xlsx")).await.expect(200);
        let read = tillit::platform::sheets::read("soa.xlsx", &sheet.body).unwrap();
        assert_eq!(read[0].rows.len(), 94, "a head and 93 controls");
        assert_eq!(read[0].rows[1][0].as_text(), "A.5.1");
        assert_eq!((read[0].rows[1][3].as_text(), read[0].rows[1][4].as_text()), ("Ja".to_string(), "KV-01".to_string()));
        for lang in ["sv", "en"] {
            let paper = karin.get(&format!("{place}?format=pdf&lang={lang}")).await.expect(200);
            assert!(paper.body.starts_with(b"%PDF"), "{lang}");
        }
        let token = t.token(&t.region, Role::Reader);
        assert!(karin.api(&token, "GET", &format!("/api/v1{place}?format=pdf"), Value::Null, &[]).await.expect(200).body.starts_with(b"%PDF"));
        karin.get(&format!("{place}?format=docx")).await.expect(422);
        t.drain();
    }

    async fn the_portfolio_the_points_and_the_same_through_the_api(t: &Harness) {
        let s = scene(t);
        handed_in(t, &s, AnswerStatus::Met);
        let karin = t.region_user(Role::SecurityOfficer);
        let token = t.token(&t.region, Role::Auditor);
        let all = answer_of(&karin, &token, "/api/v1/coverage").await;
        assert_eq!((&all["vendors"], &all["waiting"], all["controls"].as_array().unwrap().len()), (&json!(1), &json!(0), 93));
        let matrix = answer_of(&karin, &token, &format!("/api/v1/vendors/{}/coverage", s.vendor.id)).await;
        assert_eq!(matrix["counts"], all["items"][0]["counts"], "the list and the matrix agree");
        let sum: i64 = ["unknown", "expired", "claimed", "verified", "not_required"].iter().map(|k| matrix["counts"][*k].as_i64().unwrap()).sum();
        assert_eq!(sum, 93, "each control in exactly one state");
        let claimed = answer_of(&karin, &token, "/api/v1/coverage/controls/A.5.1?state=claimed").await;
        assert_eq!((&claimed["total"], &claimed["items"][0]["vendor_id"]), (&json!(1), &json!(s.vendor.id)));
        let points = answer_of(&karin, &token, "/api/v1/coverage/nis2").await;
        assert_eq!((&points["total"], &points["verified"]), (&json!(13), &json!(false)));
        karin.get("/coverage/nis2").await.expect(200).has(&["21.2.d", "A.5.21", "ej verifierad", "Inga kontroller i bilaga A"]);
        karin.get(&format!("/vendors/{}/coverage?view=nis2", s.vendor.id)).await.expect(200).has(&["21.2.d", "ej verifierad"]);
        karin.get("/coverage?tier=2&state=claimed&q=asmunda").await.expect(200).has(&["Åsmunda Ögonklinik AB"]);
        karin.get("/coverage?tier=1").await.expect(200).lacks(&["Åsmunda Ögonklinik AB"]);
        karin.get("/coverage?tier=none").await.expect(200).lacks(&["Åsmunda Ögonklinik AB"]);
        t.drain();
    }

    async fn bad_input_is_refused(t: &Harness) {
        let s = scene(t);
        let karin = t.region_user(Role::SecurityOfficer);
        karin.get("/coverage?state=perhaps").await.expect(422);
        karin.get("/coverage?tier=9").await.expect(422);
        karin.get("/coverage/controls/A.9.99").await.expect(404);
        karin.get(&format!("/vendors/{}/coverage/A.9.99", s.vendor.id)).await.expect(404);
        karin.get(&format!("/vendors/{}/coverage?view=moon", s.vendor.id)).await.expect(422);
        let token = t.token(&t.region, Role::Reader);
        let wrong = karin.api(&token, "GET", "/api/v1/coverage?state=perhaps", Value::Null, &[]).await.expect(422).json();
        assert_eq!(wrong["errors"][0]["pointer"], "/state");
        karin.api(&token, "GET", "/api/v1/coverage/controls/A.9.99", Value::Null, &[]).await.expect(404);
    }

    async fn a_vendor_and_another_organisation_see_nothing_of_it(t: &Harness) {
        let s = scene(t);
        let id = handed_in(t, &s, AnswerStatus::Met);
        review(t, &s.officer, &id, ("Q01", 0), AnswerStatus::NotMet, Assurance::A2);
        let (_, lena) = browsers(t, &s);
        let other = t.token(&t.other_region, Role::SecurityOfficer);
        let vendor_token = t.token(&s.home, Role::VendorAdmin);
        let one = format!("/vendors/{}", s.vendor.id);
        for path in ["/coverage", "/coverage/nis2", "/coverage/controls/A.5.1"] {
            lena.get(path).await.expect(403).lacks(&["Policyer för"]);
            lena.api(&vendor_token, "GET", &format!("/api/v1{path}"), Value::Null, &[]).await.expect(404);
            let theirs = lena.api(&other, "GET", &format!("/api/v1{path}"), Value::Null, &[]).await.expect(200);
            theirs.lacks(&["Åsmunda", s.vendor.id.as_str()]);
        }
        for path in [format!("{one}/coverage"), format!("{one}/coverage/A.5.1"), format!("{one}/statement-of-applicability")] {
            lena.get(&path).await.expect(403).lacks(&["Policyer för", "HEMLIG"]);
            for (token, status) in [(&vendor_token, 404), (&other, 404)] {
                lena.api(token, "GET", &format!("/api/v1{path}"), Value::Null, &[]).await.expect(status);
            }
        }
        t.drain();
    }

    async fn the_pages_cost_a_fixed_number_of_queries(t: &Harness) {
        let s = scene(t);
        let karin = t.region_user(Role::SecurityOfficer);
        let many = |from: i32, to: i32| for n in from..to {
            contract_of(t, &s.officer, &s.vendor, &format!("AVT-{n}"));
        };
        let pages = ["/coverage".to_string(), "/coverage/controls/A.5.1".to_string(), format!("/vendors/{}/coverage", s.vendor.id), format!("/vendors/{}/coverage/A.5.1", s.vendor.id)];
        many(0, 1);
        handed_in(t, &s, AnswerStatus::Met);
        let mut before = Vec::new();
        for page in &pages {
            karin.get(page).await.expect(200);
            before.push(crate::categorisation::queries(t, &karin, page).await);
        }
        many(1, 6);
        let new = NewFinding { vendor_id: s.vendor.id.clone(), contract_id: None, origin: FindingOrigin::Manual, origin_object_id: None, origin_part: None, title: "Policy saknas".to_string(), description: None, severity: Severity::High, responsible: Responsible::Vendor, control_ids: vec!["A.5.1".to_string()], internal_note: None };
        t.write(|c| findings::open_finding(c, &s.officer, &new));
        for (page, before) in pages.iter().zip(before) {
            karin.get(page).await.expect(200);
            assert_eq!(crate::categorisation::queries(t, &karin, page).await, before, "{page}");
        }
        t.drain();
    }
}
