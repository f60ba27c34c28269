//! The self-assessment from sending to closing, on both sides of the table.

use super::support::{Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::{Id, text};
use tillit::features::accounts::{self, Organisation, OrganisationKind};
use tillit::features::controls::{Part, Question, QuestionSet, catalogue};
use tillit::features::questionnaires::{self as q, AnswerEdit, AnswerStatus, AssessmentStatus, Given, NewAssessment};
use tillit::features::vendors::{self, Vendor, VendorKind, VendorStatus};
use tillit::kit::Ctx;
use tillit::platform::view::{Views, render_samples};

#[test]
fn every_page_renders_in_both_languages() {
    let views = Views::new().unwrap();
    for pages in [
        render_samples::<q::views::ListPage>(&views),
        render_samples::<q::views::NewPage>(&views),
        render_samples::<q::views::ShowPage>(&views),
        render_samples::<q::views::ReviewPage>(&views),
        render_samples::<q::portal_views::PortalList>(&views),
        render_samples::<q::portal_views::PortalOverview>(&views),
        render_samples::<q::portal_views::PortalQuestion>(&views),
        render_samples::<q::portal_views::PortalSubmit>(&views),
    ] {
        assert!(pages.unwrap().len() >= 4);
    }
}

pub struct Scene {
    pub vendor: Vendor,
    pub home: Organisation,
    pub officer: Ctx,
    pub admin: Ctx,
}

pub fn vendor_of(t: &Harness, region: &Organisation, home: Option<&Organisation>, name: &str) -> Vendor {
    let row = Vendor {
        id: Id::new(t.now()),
        organisation_id: region.id.clone(),
        legal_name: name.to_string(),
        name_folded: text::fold(name),
        search_text: text::fold(name),
        org_number: None,
        hsa_id: None,
        kind: VendorKind::CareProvider,
        country: "SE".to_string(),
        status: VendorStatus::Active,
        manager_id: None,
        tags: "[]".to_string(),
        internal_note: None,
        vendor_organisation_id: home.map(|home| home.id.clone()),
        tier: Some(2),
        tier_preliminary: false,
        order_value: Some(69),
        created_at: t.now().into(),
        updated_at: t.now().into(),
        version: 1,
    };
    t.write(|c| vendors::insert(c, &row));
    row
}

pub fn scene(t: &Harness) -> Scene {
    let now = t.now();
    let home =
        t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Åsmunda Ögonklinik AB", None, false));
    let vendor = vendor_of(t, &t.region, Some(&home), "Åsmunda Ögonklinik AB");
    let (_, officer) = t.person(&t.region, Role::SecurityOfficer, "Karin Öberg");
    let (_, admin) = t.person(&home, Role::VendorAdmin, "Sara Lind");
    Scene { vendor, home, officer, admin }
}

pub fn new(vendor: &Vendor) -> NewAssessment {
    NewAssessment {
        vendor_id: vendor.id.clone(),
        contract_id: None,
        question_set: QuestionSet::Lite,
        due_on: "2026-12-15".parse().unwrap(),
        message: Some("Ring om något är oklart.".to_string()),
        internal_note: Some("HEMLIG-UTSKICK".to_string()),
    }
}

/// A value that is complete for the question.
pub fn value(question: &Question) -> Value {
    let mut value = serde_json::Map::new();
    for part in question.answer_type.values() {
        let given = match part {
            Part::Date => json!("2026-03-01"),
            Part::Percent => json!(95),
            Part::Number(_) => json!(4),
            Part::Choice(words) => json!(words[0]),
            Part::Text => json!("Enligt rutin"),
            Part::Bool => json!(true),
            Part::List(_) => json!(["SE"]),
            Part::Structured(kind) => match kind.as_str() {
                "certificate" => {
                    json!({"body": "RISE", "number": "1", "valid_until": "2027-01-01", "scope": "Allt"})
                }
                "contact" => json!({"name": "Eva", "reached_by": "08-1"}),
                "chain" => json!([{"name": "Medtel", "country": "SE", "task": "Telefoni"}]),
                "roles" => json!([{"processing": "Journal", "role": "processor"}]),
                _ => json!({"c": 3, "i": 3, "a": 2}),
            },
            Part::Status => continue,
        };
        value.insert(part.key().unwrap().to_string(), given);
    }
    if value.is_empty() { Value::Null } else { Value::Object(value) }
}

fn answer_all(t: &Harness, ctx: &Ctx, id: &Id, status: AnswerStatus) {
    for question in catalogue().current_questions().in_set(QuestionSet::Lite) {
        let edit = AnswerEdit {
            assessment_id: id.clone(),
            question_id: question.id.clone(),
            version: 0,
            given: Given { status: Some(status), value: value(question), comment: "Så gör vi".to_string() },
            shown_on_site: false,
        };
        t.write(|c| q::save_answer(c, ctx, &edit));
    }
}

pub fn browsers(t: &Harness, s: &Scene) -> (Browser, Browser) {
    let person = |ctx: &Ctx, home: &Organisation| {
        let role = ctx.actor.role;
        let people = t.read(|c| accounts::people_of_organisation(c, &home.id));
        let (person, ..) = people.into_iter().find(|(p, ..)| p.id == ctx.actor.person_id).unwrap();
        t.browser_for(&person, t.ctx_of(&person, home, role))
    };
    (person(&s.officer, &t.region), person(&s.admin, &s.home))
}

both! {
    async fn the_whole_way_through_the_pages(t: &Harness) {
        let s = scene(t);
        let (region, vendor) = browsers(t, &s);
        region.get(&format!("/assessments/new?vendor_id={}", s.vendor.id)).await.expect(200).has(&["Sara Lind", "Hela uppsättningen"]);
        let vendor_id = s.vendor.id.to_string();
        let bad = [("vendor_id", vendor_id.as_str()), ("question_set", "lite"), ("due_on", "2026-01-01"), ("message", "Hej där")];
        region.post("/assessments", &bad).await.expect(422).has(&["Hej där", "inte har passerat"]);
        let good = [("vendor_id", vendor_id.as_str()), ("question_set", "lite"), ("due_on", "2026-12-15"), ("message", "Hej där"), ("internal_note", "HEMLIG-UTSKICK")];
        let page = region.post("/assessments", &good).await.expect(303).location().to_string();
        let letters = t.drain();
        assert_eq!(letters.len(), 1);
        let portal = format!("/portal{page}");
        assert!(letters[0].text.contains(&format!("{portal}/continue")) && letters[0].text.contains("Hej där"), "{}", letters[0].text);
        region.get("/assessments").await.expect(200).has(&["Åsmunda", "Skickad"]);
        region.get(&page).await.expect(200).has(&["HEMLIG-UTSKICK", "egna utkast"]);

        // The mail leads to the first unanswered question.
        vendor.get("/portal/assessments").await.expect(200).has(&["Region Almeå"]);
        let first = vendor.get(&format!("{portal}/continue")).await.expect(303).location().to_string();
        assert!(first.ends_with("/questions/Q01"), "{first}");
        vendor.get(&first).await.expect(200).has(&["Vet ej", "Ladda inte upp personuppgifter"]);
        let saved = vendor.autosave(&first, &[("version", "0"), ("status", "partly"), ("comment", "")]).await.expect(200).json();
        assert_eq!(saved["version"], 1);
        // Somebody else saves from the same version: both texts come back.
        let stale = vendor.autosave(&first, &[("version", "0"), ("status", "met"), ("comment", "Min text")]).await.expect(409).json();
        assert_eq!((&stale["conflict"]["status"], &stale["version"]), (&json!("partly"), &json!(1)));
        vendor.post(&first, &[("version", "0"), ("status", "met"), ("comment", "Min text")]).await.expect(409).has(&["Min text", "Delvis"]);
        let next = vendor.post(&first, &[("version", "1"), ("status", "met"), ("comment", ""), ("go", "next")]).await.expect(303);
        assert!(next.location().ends_with("/questions/Q02"));
        let percent = format!("{portal}/questions/Q26");
        vendor.post(&percent, &[("version", "0"), ("status", "met"), ("percent", "120")]).await.expect(422).has(&["120", "mellan 0 och 100"]);
        vendor.get(&format!("{portal}/submit")).await.expect(200).has(&["Det här saknas", "Q02"]);

        // Evidence.
        let upload = format!("{first}/evidence");
        vendor.upload(&upload, &[], "file", "policy.pdf", b"MZ\x90\x00\x03 not a pdf").await.expect(422).has(&["stämmer inte med"]);
        vendor.upload(&upload, &[], "file", "virus.exe", b"MZ\x90\x00\x03").await.expect(422).has(&["Filtypen"]);
        vendor.upload(&upload, &[], "file", "stor.pdf", &vec![b'a'; 30_000_000]).await.expect(422).has(&["för stor"]);
        vendor.upload(&upload, &[], "file", "policy.pdf", b"%PDF-1.7\n%\xE2\xE3\n1 0 obj").await.expect(303);
        let shown = vendor.get(&first).await.expect(200).has(&["policy.pdf"]).text();
        let at = shown.find(&format!("{portal}/evidence/")).unwrap();
        let href: String = shown[at..].chars().take_while(|c| *c != '"').collect();
        let file = vendor.get(&href).await.expect(200);
        assert!(file.header("content-disposition").unwrap().starts_with("attachment"));
        assert!(file.header("content-security-policy").unwrap().contains("sandbox"));
        let of_region = href.replace("/portal", "");
        region.get(&of_region).await.expect(404);

        // Late is a mark, never a lock.
        let id: Id = page.rsplit('/').next().unwrap().parse().unwrap();
        t.advance_days(30);
        let (region, vendor) = browsers(t, &s);
        vendor.get(&first).await.expect(200).has(&["Försenad"]);
        let open = t.read(|c| q::open(c, &s.admin.scope, &id));
        let later = Ctx { now: t.now(), ..s.admin.clone() };
        for question in &open.questions {
            let version = open.answers.get(&question.id).map_or(0, |a| a.version);
            let given = Given { status: Some(AnswerStatus::Met), value: value(question), comment: String::new() };
            let edit = AnswerEdit { assessment_id: id.clone(), question_id: question.id.clone(), version, given, shown_on_site: false };
            t.write(|c| q::save_answer(c, &later, &edit));
        }
        vendor.get(&format!("{portal}/submit")).await.expect(200).has(&["Jag intygar"]);
        vendor.post(&format!("{portal}/submit"), &[("declared_by", "Sara Lind"), ("role", "vd")]).await.expect(422).has(&["Intyga"]);
        vendor.post(&format!("{portal}/submit"), &[("declared_by", "Sara Lind"), ("role", "vd"), ("declared", "1")]).await.expect(303);
        assert_eq!(t.drain().len(), 1);
        let row = t.read(|c| q::find(c, &s.officer.scope, &id));
        assert!(row.submitted_late);
        assert_eq!((row.status, row.claimed_low, row.claimed_high, row.verified), (AssessmentStatus::Submitted, Some(100), Some(100), Some(0)));
        vendor.autosave(&first, &[("version", "2"), ("status", "unknown")]).await.expect(409);
        region.get("/assessments?late=late&status=submitted&q=asmunda").await.expect(200).has(&["100–100", "Försenad"]);
        region.get("/assessments?status=closed").await.expect(200).lacks(&["100–100"]);

        // Review, finding, return.
        region.get(&of_region).await.expect(200);
        let review = format!("{page}/reviews/Q01");
        region.get(&format!("{page}/review")).await.expect(200).has(&["Q01", "A3 Oberoende", "policy.pdf"]);
        let judged = [("version", "0"), ("status", "not_met"), ("assurance", "a2"), ("comment", "Bifoga beslutet"), ("internal_note", "HEMLIG-BEDÖMNING")];
        let saved = region.autosave(&review, &judged).await.expect(200).json();
        assert_eq!(saved["version"], 1);
        region.autosave(&review, &judged).await.expect(409);
        vendor.get(&first).await.expect(200).lacks(&["Bifoga beslutet", "HEMLIG"]);
        region.get(&page).await.expect(200).has(&["Föreslagna brister", "Enligt er granskning"]);
        region.post(&format!("{page}/questions/Q01/finding"), &[]).await.expect(303);
        region.post(&format!("{page}/questions/Q01/finding"), &[]).await.expect(409);
        region.post(&format!("{page}/return"), &[("remarks", " ")]).await.expect(422);
        region.post(&format!("{page}/return"), &[("remarks", "Fråga 1 räcker inte")]).await.expect(303);
        assert!(t.drain()[0].text.contains("Fråga 1 räcker inte"));
        vendor.get(&first).await.expect(200).has(&["Fråga 1 räcker inte", "Bifoga beslutet"]).lacks(&["HEMLIG"]);
        vendor.get(&portal).await.expect(200).has(&["Behöver kompletteras"]).lacks(&["HEMLIG"]);

        // An answer that changes is no longer reviewed; then in again, and closed.
        t.advance_days(1);
        let (region, vendor) = browsers(t, &s);
        let version = t.read(|c| q::open(c, &s.admin.scope, &id)).answers["Q01"].version.to_string();
        vendor.post(&first, &[("version", version.as_str()), ("status", "met"), ("comment", "Beslutet är bifogat")]).await.expect(303);
        vendor.post(&format!("{portal}/submit"), &[("declared_by", "Sara Lind"), ("role", "vd"), ("declared", "1")]).await.expect(303);
        t.drain();
        region.get(&format!("{page}/review?q=Q01")).await.expect(200).has(&["ändrat svaret efter er granskning"]);
        region.post(&format!("{page}/close"), &[]).await.expect(409).has(&["i urvalet är inte granskade"]);
        crate::reviewing::judge_all(t, &Ctx { now: t.now(), ..s.officer.clone() }, &id);
        let judged = [("version", "2"), ("status", "met"), ("assurance", "a2")];
        region.post(&format!("{page}/close"), &[]).await.expect(303);
        region.autosave(&review, &judged).await.expect(409);
        vendor.get(&portal).await.expect(200).has(&["Avslutad"]);
        t.drain();
    }

    async fn others_find_nothing_and_nobody_is_nobody(t: &Harness) {
        let s = scene(t);
        let id = t.write(|c| q::send(c, &s.officer, &new(&s.vendor))).id;
        answer_all(t, &s.admin, &id, AnswerStatus::Met);
        let now = t.now();
        let other = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Annan AB", None, false));
        vendor_of(t, &t.region, Some(&other), "Annan AB");
        let (person, ctx) = t.person(&other, Role::VendorAdmin, "Nils Annan");
        let stranger = t.browser_for(&person, ctx);
        let token = t.token_of(&person, &other, Role::VendorAdmin);
        let base = format!("/portal/assessments/{id}");
        for path in [base.clone(), format!("{base}/continue"), format!("{base}/questions/Q01"), format!("{base}/submit"), format!("{base}/evidence/{id}")] {
            stranger.get(&path).await.expect(404);
        }
        for path in [format!("{base}/questions/Q01"), format!("{base}/submit"), format!("{base}/questions/Q01/evidence/{id}/remove")] {
            stranger.post(&path, &[("version", "1"), ("status", "met")]).await.expect(404);
        }
        stranger.upload(&format!("{base}/questions/Q01/evidence"), &[], "file", "a.txt", b"hej").await.expect(404);
        let api = format!("/api/v1/assessments/{id}");
        stranger.api(&token, "GET", &api, Value::Null, &[]).await.expect(404);
        stranger.api(&token, "PUT", &format!("{api}/answers/Q01"), json!({"status": "met"}), &[]).await.expect(404);
        stranger.api(&token, "POST", &format!("{api}/submit"), json!({"declared_by": "N", "role": "vd"}), &[]).await.expect(404);
        assert_eq!(stranger.api(&token, "GET", "/api/v1/assessments", Value::Null, &[]).await.expect(200).json()["total"], 0);
        let lone = vendor_of(t, &t.region, None, "Ensam AB");
        let (region, _) = browsers(t, &s);
        region.get(&format!("/assessments/new?vendor_id={}", lone.id)).await.expect(200).has(&["Bjud in", &format!("/vendors/{}/invite", lone.id)]);
        t.drain();
    }

    async fn the_api_on_both_sides(t: &Harness) {
        let s = scene(t);
        let (officer, admin) = (t.token(&t.region, Role::SecurityOfficer), t.token(&s.home, Role::VendorAdmin));
        let web = t.stranger();
        let body = json!({"vendor_id": s.vendor.id, "question_set": "lite", "due_on": "2026-12-15", "internal_note": "HEMLIG-UTSKICK"});
        let sent = web.api(&officer, "POST", "/api/v1/assessments", body, &[]).await.expect(201).json();
        let api = format!("/api/v1/assessments/{}", sent["id"].as_str().unwrap());
        let one = format!("{api}/answers/Q01");
        let bad = web.api(&admin, "PUT", &format!("{api}/answers/Q26"), json!({"status": "met", "value": {"percent": 120}}), &[]).await.expect(422).json();
        assert_eq!(bad["errors"][0]["pointer"], "/value/percent");
        let saved = web.api(&admin, "PUT", &one, json!({"status": "not_met"}), &[]).await.expect(200);
        assert_eq!(saved.header("etag"), Some("\"1\""));
        web.api(&admin, "PUT", &one, json!({"status": "met"}), &[]).await.expect(428);
        web.api(&admin, "PUT", &one, json!({"status": "met"}), &[("if-match", "\"7\"")]).await.expect(412);
        web.api(&officer, "PUT", &one, json!({"status": "met"}), &[]).await.expect(404);
        web.api_upload(&admin, &format!("{one}/evidence"), &[], "file", "policy.txt", b"Policy").await.expect(201);
        web.api_upload(&admin, &format!("{one}/evidence"), &[], "file", "policy.pdf", b"MZ\x90").await.expect(422);
        // Drafts are the vendor's own.
        let hidden = web.api(&officer, "GET", &api, Value::Null, &[]).await.expect(200).json();
        assert_eq!((&hidden["answers"], &hidden["claimed"]), (&json!([]), &Value::Null));
        let refused = web.api(&admin, "POST", &format!("{api}/submit"), json!({"declared_by": "Sara", "role": "vd"}), &[]).await.expect(409).json();
        assert_eq!(refused["type"], "rule-assessment-incomplete");
        for question in catalogue().current_questions().in_set(QuestionSet::Lite).into_iter().filter(|each| each.id != "Q01") {
            let body = json!({"status": "met", "value": value(question)});
            web.api(&admin, "PUT", &format!("{api}/answers/{}", question.id), body, &[]).await.expect(200);
        }
        web.api(&admin, "POST", &format!("{api}/submit"), json!({"declared_by": "Sara", "role": "vd"}), &[]).await.expect(200);
        let review = json!({"status": "not_met", "assurance": "a2", "comment": "Saknas", "internal_note": "HEMLIG-BEDÖMNING"});
        web.api(&officer, "PUT", &format!("{api}/reviews/Q01"), review, &[]).await.expect(200);
        let whole = web.api(&officer, "GET", &api, Value::Null, &[]).await.expect(200).has(&["HEMLIG-UTSKICK", "HEMLIG-BEDÖMNING"]).json();
        assert_eq!((whole["questions"].as_array().unwrap().len(), &whole["verified"]), (29, &json!(0)));
        assert!(whole["claimed"]["low"].as_i64().unwrap() < 100);
        let finding = web.api(&officer, "POST", &format!("{api}/questions/Q01/finding"), json!({}), &[]).await.expect(201).json();
        assert_eq!(finding["severity"], "critical");
        web.api(&officer, "POST", &format!("{api}/return"), json!({"remarks": "Mer om Q01"}), &[]).await.expect(200);
        let told = web.api(&admin, "GET", &api, Value::Null, &[]).await.expect(200).has(&["Mer om Q01", "Saknas"]);
        let told = told.lacks(&["HEMLIG", "internal_note", "\"tier\"", "\"verified\"", "assurance", "reviews", "\"vendor_id\""]);
        assert_eq!(told.json()["progress"], json!({"answered": 29, "total": 29}));
        web.api(&admin, "GET", "/api/v1/assessments", Value::Null, &[]).await.expect(200).lacks(&["HEMLIG", "internal_note", "\"tier\"", "verified"]);
        web.api(&admin, "PUT", &one, json!({"status": "partly", "comment": "På gång"}), &[("if-match", "\"1\"")]).await.expect(200);
        web.api(&admin, "POST", &format!("{api}/submit"), json!({"declared_by": "Sara", "role": "vd"}), &[]).await.expect(200);
        web.api(&officer, "POST", &format!("{api}/close"), json!({}), &[]).await.expect(409).has(&["rule-sample-unreviewed"]);
        crate::reviewing::judge_all(t, &s.officer, &api.rsplit('/').next().unwrap().parse().unwrap());
        web.api(&officer, "POST", &format!("{api}/close"), json!({}), &[]).await.expect(200);
        t.drain();
    }

    async fn queries_do_not_grow(t: &Harness) {
        let s = scene(t);
        let (region, vendor) = browsers(t, &s);
        let id = t.write(|c| q::send(c, &s.officer, &new(&s.vendor))).id;
        let paths = ["/assessments".to_string(), format!("/assessments/{id}")];
        let portal = ["/portal/assessments".to_string(), format!("/portal/assessments/{id}"), format!("/portal/assessments/{id}/questions/Q02")];
        let mut counts = Vec::new();
        for round in 0..2 {
            for path in paths.iter().chain(&portal) {
                let browser = if path.starts_with("/portal") { &vendor } else { &region };
                browser.get(path).await.expect(200);
                let before = t.app.db.query_count();
                browser.get(path).await.expect(200);
                counts.push(t.app.db.query_count() - before);
            }
            if round == 0 {
                answer_all(t, &s.admin, &id, AnswerStatus::Met);
                for _ in 0..30 {
                    t.write(|c| q::send(c, &s.officer, &new(&s.vendor)));
                }
            }
        }
        let (few, many) = counts.split_at(counts.len() / 2);
        assert_eq!(few, many);
        let full = t.read(|c| q::open(c, &s.admin.scope, &id));
        let before = t.app.db.query_count();
        let given = Given { status: Some(AnswerStatus::Unknown), value: Value::Null, comment: String::new() };
        let edit = AnswerEdit { assessment_id: id.clone(), question_id: "Q01".into(), version: full.answers["Q01"].version, given, shown_on_site: false };
        t.write(|c| q::save_answer(c, &s.admin, &edit));
        let statements = t.app.db.query_count() - before;
        // Eight of its own; begin and commit, and on PostgreSQL the lock and the check of the connection.
        assert!(statements <= 12, "one save took {statements} statements");
        t.drain();
    }
}
