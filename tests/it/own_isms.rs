//! The administration's own management system: checklist, trend, plan, goals, audits, applicability, training.

use super::support::Browser;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::accounts::{self, OrganisationKind};

fn eva_id(eva: &Browser) -> String {
    eva.ctx.as_ref().unwrap().actor.person_id.to_string()
}

async fn write(eva: &Browser, clause: &str, version: &str, fields: &[(&str, &str)]) -> super::support::Answer {
    let mut all = vec![("version", version)];
    all.extend_from_slice(fields);
    eva.post(&format!("/own-isms/clauses/{clause}"), &all).await
}

both! {
    async fn a_clause_works_only_when_it_can_be_shown(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        eva.get("/own-isms/clauses").await.expect(200).has(&["4.1", "10.2", "0 av 25", "ej verifierad"]);
        write(&eva, "5.2", "0", &[("state", "works")]).await.expect(422).has(&["Skriv vad som visar"]);
        write(&eva, "5.2", "0", &[("state", "works"), ("evidence", "Protokoll"), ("evidence_on", "2026-12-24")]).await.expect(422).has(&["framåt i tiden"]);
        write(&eva, "5.2", "0", &[("state", "ongoing"), ("cost_low", "40 000"), ("cost_high", "10 000 kr")]).await.expect(422).has(&["lägre än den lägsta"]);
        write(&eva, "5.2", "0", &[("state", "magi")]).await.expect(422);
        write(&eva, "5.2", "0", &[("state", "works"), ("evidence", "HSN 2026/118"), ("evidence_on", "2026-10-01"), ("owner_id", &eva_id(&eva))]).await.expect(303);
        // somebody else had the old page open
        write(&eva, "5.2", "0", &[("state", "ongoing")]).await.expect(409);
        write(&eva, "6.1.2", "0", &[("state", "in_place"), ("gap", "Ingen metod"), ("next_step", "Anta metod"), ("target_on", "2027-01-31"), ("cost_low", "10 000"), ("cost_high", "40 000")]).await.expect(303);
        eva.get("/own-isms").await.expect(200).has(&["6 %"]);
        let token = t.token(&t.region, Role::Auditor);
        let body = eva.api(&token, "GET", "/api/v1/own-isms", Value::Null, &[]).await.expect(200).json();
        assert_eq!((body["completion"]["all"]["works"].as_i64(), body["completion"]["all"]["percent"].as_i64()), (Some(1), Some(6)));
        // a file is evidence too, and only the file's own clause shows it
        let place = "/own-isms/clauses/7.2";
        eva.upload(&format!("{place}/files"), &[], "file", "intyg.pdf", b"%PDF-1.7\n%\xE2\xE3\n1 0 obj").await.expect(303);
        let page = eva.get(place).await.expect(200).has(&["intyg.pdf"]).text();
        let href = page.split("href=\"").find(|part| part.starts_with("/own-isms/clauses/7.2/files/")).unwrap().split('"').next().unwrap().to_string();
        eva.get(&href).await.expect(200);
        eva.get(&href.replace("7.2", "5.2")).await.expect(404);
        write(&eva, "7.2", "1", &[("state", "works"), ("evidence_on", "2026-11-01")]).await.expect(303);
        for clause in ["A.5.1", "4", "11.1", "7.5.9"] {
            eva.get(&format!("/own-isms/clauses/{clause}")).await.expect(404);
        }
        // a year later the evidence is old, and the page says so
        t.advance_days(400);
        t.region_user(Role::Director).get("/own-isms/clauses").await.expect(200).has(&["Gammalt underlag"]);
        t.drain();
    }

    async fn each_month_is_kept_once_and_makes_a_trend(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        write(&eva, "4.1", "0", &[("state", "ongoing")]).await.expect(303);
        let sweep = || tillit::features::sweep(&t.app, t.now()).unwrap();
        sweep();
        sweep();
        let token = t.token(&t.region, Role::SecurityOfficer);
        let months = async || eva.api(&token, "GET", "/api/v1/own-isms", Value::Null, &[]).await.expect(200).json()["months"].as_array().unwrap().clone();
        assert_eq!(months().await.len(), 1);
        write(&eva, "4.1", "1", &[("state", "works"), ("evidence", "x"), ("evidence_on", "2026-11-01")]).await.expect(303);
        t.advance_days(20);
        sweep();
        let all = months().await;
        assert_eq!((all.len(), all[0]["percent"].as_i64(), all[1]["percent"].as_i64()), (2, Some(1), Some(4)));
        let eva = t.region_user(Role::Director);
        eva.get("/own-isms").await.expect(200).has(&["<polyline", "november 2026", "december 2026"]);
        t.drain();
    }

    async fn the_plan_the_goals_and_the_audits_have_days_and_owners(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        let owner = eva_id(&eva);
        eva.post("/own-isms/plan", &[("title", "Anta policy")]).await.expect(422);
        eva.post("/own-isms/plan", &[("title", "Anta policy"), ("owner_id", &owner), ("due_on", "2026-11-01"), ("clause_id", "99")]).await.expect(422);
        eva.post("/own-isms/plan", &[("title", "Anta policy"), ("owner_id", &owner), ("due_on", "2026-11-01"), ("clause_id", "5.2")]).await.expect(303);
        eva.get("/own-isms").await.expect(200).has(&["Försenade steg", "Anta policy"]);
        // a trend, not a snapshot
        let goal = [("title", "Utbildade chefer"), ("unit", "%"), ("baseline", "20,5"), ("baseline_on", "2026-01-01"), ("target", "95"), ("target_on", "2027-12-31")];
        eva.post("/own-isms/goals", &goal.map(|(k, v)| if k == "target" { (k, "20.5") } else { (k, v) })).await.expect(422).has(&["samma som utgångsläget"]);
        let place = eva.post("/own-isms/goals", &goal).await.expect(303).location().to_string();
        eva.get(&place).await.expect(200).has(&["Ej mätt"]).lacks(&["<polyline"]);
        eva.post(&format!("{place}/values"), &[("value", "oändligt")]).await.expect(422);
        eva.post(&format!("{place}/values"), &[("value", "inf")]).await.expect(422);
        eva.post(&format!("{place}/values"), &[("value", "41,5"), ("measured_on", "2026-06-30")]).await.expect(303);
        eva.post(&format!("{place}/values"), &[("value", "50"), ("measured_on", "2026-06-30")]).await.expect(422).has(&["redan ett värde"]);
        eva.get(&place).await.expect(200).has(&["<polyline", "41,5 %", "28 %", "20,5 %", "<h1>Utbildade chefer</h1>"]);
        eva.post("/own-isms/events", &[("kind", "internal_audit"), ("title", "Revision"), ("planned_on", "2026-10-01"), ("held_on", "2026-10-02")]).await.expect(422).has(&["Skriv slutsatsen"]);
        eva.post("/own-isms/events", &[("kind", "internal_audit"), ("title", "Revision"), ("planned_on", "2026-10-01"), ("held_on", "2026-10-02"), ("conclusion", "Två avvikelser")]).await.expect(303);
        eva.get("/own-isms/readiness").await.expect(200).has(&["Något återstår", "2026-10-02", "Brister per avsnitt"]);
        t.drain();
    }

    async fn the_statement_of_applicability_goes_to_sheet_and_paper(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        eva.get("/own-isms/soa").await.expect(200).has(&["0 av 93", "Ej beslutat", "Sida 1 av 2"]);
        eva.post("/own-isms/soa/A.7.4", &[("version", "0"), ("applicable", "no"), ("state", "not_started")]).await.expect(422).has(&["Motivera"]);
        eva.post("/own-isms/soa/A.7.4", &[("version", "0"), ("state", "works")]).await.expect(422);
        eva.post("/own-isms/soa/A.7.4", &[("version", "0"), ("applicable", "no"), ("justification", "Inga egna lokaler"), ("state", "works")]).await.expect(303);
        eva.post("/own-isms/soa/A.7.4", &[("version", "0"), ("applicable", "yes")]).await.expect(409);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let put = json!({"applicable": true, "state": "in_place", "justification": "Krävs"});
        eva.api(&token, "PUT", "/api/v1/own-isms/soa/A.5.1", put.clone(), &[]).await.expect(428);
        eva.api(&token, "PUT", "/api/v1/own-isms/soa/A.5.1", put, &[("if-match", "\"0\"")]).await.expect(200);
        eva.get("/own-isms/soa?show=not_applicable").await.expect(200).has(&["Inga egna lokaler", "2 av 93"]).lacks(&["A.5.1 "]);
        assert!(eva.get("/own-isms/soa.xlsx").await.expect(200).body.starts_with(b"PK"));
        for lang in ["sv", "en"] {
            assert!(eva.get(&format!("/own-isms/soa.pdf?lang={lang}")).await.expect(200).body.starts_with(b"%PDF-1.7"));
        }
        for control in ["A.0.0", "A.5", "4.1"] {
            eva.get(&format!("/own-isms/soa/{control}")).await.expect(404);
        }
        t.drain();
    }

    async fn training_is_counted_by_role_and_ends(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        eva.post("/own-isms/courses", &[("title", "Grundkurs"), ("roles", "Chef: 200")]).await.expect(422).has(&["mellan 1 och 100"]);
        eva.post("/own-isms/courses", &[("title", "Grundkurs"), ("roles", "Chef: 100\nchef: 90")]).await.expect(422).has(&["två gånger"]);
        eva.post("/own-isms/courses", &[("title", "Grundkurs"), ("valid_months", "12"), ("roles", "Chef: 100\nHandläggare")]).await.expect(303);
        let member = async |name: &str, role: &str| eva.post("/own-isms/staff", &[("name", name), ("role", role)]).await.expect(303).location().to_string();
        let (karin, _) = (member("Karin Öberg", "CHEF").await, member("Nils Hammar", "Chef").await);
        let page = eva.get(&karin).await.expect(200).has(&["Saknas"]).text();
        let course = page.split("<option value=\"").find_map(|part| part.split_once('"').map(|(id, _)| id).filter(|id| id.len() == 36)).unwrap().to_string();
        eva.post(&format!("{karin}/records"), &[("course_id", &course), ("taken_on", "2026-12-24")]).await.expect(422);
        eva.post(&format!("{karin}/records"), &[("course_id", &course), ("taken_on", "2026-01-10")]).await.expect(303);
        eva.get(&karin).await.expect(200).has(&["2027-01-10", "Går snart ut"]);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let shares = eva.api(&token, "GET", "/api/v1/own-isms/training", Value::Null, &[]).await.expect(200).json()["shares"].clone();
        assert_eq!((shares[0]["percent"].as_i64(), shares[0]["people"].as_i64(), shares[0]["reached"].as_bool()), (Some(50), Some(2), Some(false)));
        assert_eq!((shares[1]["percent"].is_null(), shares[1]["target_percent"].as_i64()), (true, Some(95)));
        t.advance_days(60);
        let eva = t.region_user(Role::Director);
        eva.get(&karin).await.expect(200).has(&["Har gått ut"]);
        eva.get("/own-isms/training").await.expect(200).has(&["0 av 2", "0 %"]);
        t.drain();
    }

    async fn nobody_outside_sees_the_own_management_system(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        write(&eva, "4.1", "0", &[("state", "ongoing"), ("gap", "HEMLIG-BRIST")]).await.expect(303);
        let member = eva.post("/own-isms/staff", &[("name", "HEMLIG-PERSON"), ("role", "Chef")]).await.expect(303).location().to_string();
        let step = [("title", "HEMLIGT-STEG"), ("due_on", "2026-12-01")];
        let owner = eva_id(&eva);
        eva.post("/own-isms/plan", &[step[0], step[1], ("owner_id", owner.as_str())]).await.expect(303);
        let now = t.now();
        let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Norrverket AB", None, false));
        let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
        let lena_token = t.token_of(&lena, &home, Role::VendorAdmin);
        let lena = t.browser_for(&lena, lena_ctx);
        let rolf = t.region_user(Role::Reader);
        for path in ["/own-isms", "/own-isms/clauses", "/own-isms/clauses/4.1", "/own-isms/plan", "/own-isms/goals", "/own-isms/events", "/own-isms/soa", "/own-isms/soa.pdf", "/own-isms/soa.xlsx", "/own-isms/training", "/own-isms/readiness", &member] {
            for browser in [&lena, &rolf] {
                let answer = browser.get(path).await;
                assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.status);
                answer.lacks(&["HEMLIG"]);
            }
        }
        for path in ["", "/clauses", "/plan", "/training", "/staff", "/readiness"] {
            lena.api(&lena_token, "GET", &format!("/api/v1/own-isms{path}"), Value::Null, &[]).await.expect(404).lacks(&["HEMLIG"]);
        }
        let (sara, sara_ctx) = t.person(&t.other_region, Role::SecurityOfficer, "Sara Holm");
        let sara = t.browser_for(&sara, sara_ctx);
        sara.get("/own-isms/clauses/4.1").await.expect(200).lacks(&["HEMLIG-BRIST"]);
        sara.get("/own-isms/plan").await.expect(200).lacks(&["HEMLIG"]);
        sara.get("/own-isms/training").await.expect(200).lacks(&["HEMLIG"]);
        sara.get(&member).await.expect(404);
        // another organisation's person is no owner
        write(&sara, "4.1", "0", &[("state", "ongoing"), ("owner_id", &owner)]).await.expect(422);
        // an auditor reads and changes nothing
        let auditor = t.region_user(Role::Auditor);
        auditor.get("/own-isms/clauses/4.1").await.expect(200).has(&["HEMLIG-BRIST"]).lacks(&["<textarea"]);
        write(&auditor, "4.1", "1", &[("state", "works")]).await.expect(403);
        t.drain();
    }

    async fn more_of_everything_costs_no_more_queries(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        let owner = eva_id(&eva);
        let count = async |path: &str| {
            let before = t.app.db.query_count();
            eva.get(path).await.expect(200);
            t.app.db.query_count() - before
        };
        let fill = async |n: usize| {
            for i in 0..n {
                let title = format!("Steg {n} {i}");
                eva.post("/own-isms/plan", &[("title", &title), ("owner_id", &owner), ("due_on", "2026-11-01")]).await.expect(303);
                eva.post("/own-isms/courses", &[("title", &title), ("roles", "Chef")]).await.expect(303);
                eva.post("/own-isms/staff", &[("name", &title), ("role", "Chef")]).await.expect(303);
                eva.post("/own-isms/goals", &[("title", &title), ("unit", "%"), ("baseline", "1"), ("baseline_on", "2026-01-01"), ("target", "9"), ("target_on", "2027-01-01")]).await.expect(303);
            }
        };
        let paths = ["/own-isms", "/own-isms/plan", "/own-isms/training", "/own-isms/goals", "/own-isms/readiness"];
        fill(1).await;
        let mut few = Vec::new();
        for path in paths {
            few.push(count(path).await);
        }
        fill(12).await;
        for (path, few) in paths.into_iter().zip(few) {
            assert_eq!(count(path).await, few, "{path}");
        }
        t.drain();
    }
}
