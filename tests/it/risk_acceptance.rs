//! Acceptance: by the right level, never by whoever proposed it, always for a time, and stale when the risk changes.

use super::risks::{World, stop_password, world};
use super::support::Browser;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::risks::Span;
use tillit::features::{self, risks};

const TERMS: [(&str, &str); 5] = [
    ("reason", "Flytten kostar mer än risken"),
    ("conditions", "Månatlig kontroll"),
    ("reference", "HSN 2026-0412"),
    ("valid_until", "2027-06-30"),
    ("review_on", "2027-03-01"),
];

async fn propose(w: &World, browser: &Browser, risk: &Id) -> String {
    let version = w.shown(risk).await["version"].as_i64().unwrap().to_string();
    let mut fields = vec![("version", version.as_str())];
    fields.extend(TERMS);
    browser.post(&format!("/risks/{risk}/propose"), &fields).await.expect(303);
    w.shown(risk).await["acceptances"][0]["id"].as_str().unwrap().to_string()
}

async fn say(
    browser: &Browser,
    risk: &Id,
    acceptance: &str,
    version: &str,
    answer: &str,
    status: u16,
) -> super::support::Answer {
    let fields = [("version", version), ("answer", answer), ("note", "")];
    browser.post(&format!("/risks/{risk}/acceptances/{acceptance}/answer"), &fields).await.expect(status)
}

both! {
    async fn medium_needs_the_manager_and_information_security(t: &Harness) {
        let w = world(t);
        let risk = w.add(t, "Öppen lagring");
        let asa = t.region_user(Role::ContractManager);
        let early = w.karin.get(&format!("/risks/{risk}/propose")).await;
        early.expect(409).has(&["Risken är inte bedömd än"]);
        w.assess(t, &risk, Span::new(2, 2), Span::new(2, 2));
        w.karin.get(&format!("/risks/{risk}/propose")).await.expect(200).has(&["Medel", "avtalsansvarig"]);
        let acceptance = propose(&w, &w.karin, &risk).await;
        w.karin.get(&format!("/risks/{risk}")).await.expect(200).lacks(&["value=\"accept\""]);
        say(&w.karin, &risk, &acceptance, "1", "accept", 409).await.has(&["Du har själv föreslagit"]);
        let head = t.region_user(Role::UnitHead);
        say(&head, &risk, &acceptance, "1", "accept", 409).await.has(&["Din roll får inte"]);
        for role in [Role::Reader, Role::Auditor, Role::DataProtectionOfficer, Role::Admin] {
            say(&t.region_user(role), &risk, &acceptance, "1", "accept", 403).await;
        }
        w.omar.get(&format!("/risks/{risk}")).await.expect(200).has(&["value=\"accept\"", "HSN 2026-0412", "Månatlig kontroll"]);
        say(&w.omar, &risk, &acceptance, "1", "accept", 303).await;
        assert_eq!(w.shown(&risk).await["state"], "assessed", "one of two");
        say(&w.omar, &risk, &acceptance, "2", "accept", 409).await.has(&["redan svarat"]);
        say(&asa, &risk, &acceptance, "1", "accept", 409).await;
        say(&asa, &risk, &acceptance, "2", "accept", 303).await;
        let shown = w.shown(&risk).await;
        assert_eq!((shown["state"].as_str(), shown["acceptance"].as_str(), shown["review_on"].as_str()), (Some("accepted"), Some("accepted"), Some("2027-03-01")));
        let version = shown["version"].as_i64().unwrap().to_string();
        let mut again = vec![("version", version.as_str())];
        again.extend(TERMS);
        w.karin.post(&format!("/risks/{risk}/propose"), &again).await.expect(409).has(&["redan ett förslag"]);
        // whoever may accept the level may take it back, with a reason
        let back = format!("/risks/{risk}/acceptances/{acceptance}/withdraw");
        head.post(&back, &[("version", "3"), ("reason", "x")]).await.expect(409);
        w.omar.post(&back, &[("version", "3"), ("reason", "")]).await.expect(422);
        w.omar.post(&back, &[("version", "3"), ("reason", "Nya uppgifter")]).await.expect(303);
        w.karin.get(&format!("/risks/{risk}")).await.expect(200).has(&["Återtagen", "Nya uppgifter", "återtog acceptansen"]);
        assert_eq!(w.shown(&risk).await["state"], "assessed");
    }

    async fn each_level_has_its_own_people(t: &Harness) {
        let w = world(t);
        let director = t.region_user(Role::Director);
        let board = t.region_user(Role::Board);
        let head = t.region_user(Role::UnitHead);
        let cases = [
            (Span::new(1, 1), Span::new(1, 1), "low", &head, &w.omar),
            (Span::new(1, 1), Span::new(4, 4), "high", &director, &w.omar),
            (Span::new(4, 4), Span::new(4, 4), "extreme", &board, &director),
        ];
        for (likelihood, consequence, level, may, may_not) in cases {
            let risk = w.add(t, level);
            w.assess(t, &risk, likelihood, consequence);
            assert_eq!(w.shown(&risk).await["residual"], level);
            let acceptance = propose(&w, &w.karin, &risk).await;
            say(may_not, &risk, &acceptance, "1", "accept", 409).await.has(&["Din roll får inte"]);
            let refuse = [("version", "1"), ("answer", "refuse"), ("note", "")];
            may.post(&format!("/risks/{risk}/acceptances/{acceptance}/answer"), &refuse).await.expect(422);
            say(may, &risk, &acceptance, "1", "accept", 303).await;
            assert_eq!(w.shown(&risk).await["state"], "accepted", "{level}");
        }
        let risk = w.add(t, "avslag");
        w.assess(t, &risk, Span::new(1, 1), Span::new(4, 4));
        let acceptance = propose(&w, &w.karin, &risk).await;
        let refuse = [("version", "1"), ("answer", "refuse"), ("note", "Flytta tjänsten i stället")];
        director.post(&format!("/risks/{risk}/acceptances/{acceptance}/answer"), &refuse).await.expect(303);
        w.karin.get(&format!("/risks/{risk}")).await.expect(200).has(&["Avslagen", "Flytta tjänsten i stället"]);
        let token = &w.vendor_token;
        let path = format!("/api/v1/risks/{risk}/acceptances/{acceptance}/answer");
        let answer = w.portal.api(token, "POST", &path, json!({"answer": "accept"}), &[]).await;
        assert!(matches!(answer.status, 403 | 404), "a vendor accepts nothing");
    }

    async fn an_acceptance_must_end_and_within_a_year(t: &Harness) {
        let w = world(t);
        let risk = w.add(t, "Öppen lagring");
        w.assess(t, &risk, Span::new(1, 1), Span::new(4, 4));
        let version = w.shown(&risk).await["version"].as_i64();
        let path = format!("/api/v1/risks/{risk}/acceptances");
        let body = |until: Value, review: &str| json!({"reason": "x", "valid_until": until, "review_on": review});
        w.api("POST", &path, body(Value::Null, "2027-01-01"), version).await.expect(422).has(&["/valid_until", "slutdatum"]);
        w.api("POST", &path, body(json!("2027-11-24"), "2027-01-01"), version).await.expect(422).has(&["högst 12 månader"]);
        w.api("POST", &path, body(json!("2026-11-01"), "2026-12-01"), version).await.expect(422);
        w.api("POST", &path, body(json!("2027-01-01"), "2027-02-01"), version).await.expect(422).has(&["/review_on"]);
        w.api("POST", &path, json!({"valid_until": "2027-01-01", "review_on": "2026-12-20"}), version).await.expect(422).has(&["/reason"]);
        w.api("POST", &path, body(json!("2027-11-23"), "2027-02-01"), Some(1)).await.expect(412);
        w.api("POST", &path, body(json!("2027-11-23"), "2027-02-01"), version).await.expect(201);
        w.api("POST", &path, body(json!("2027-11-23"), "2027-02-01"), version).await.expect(409);
    }

    async fn an_acceptance_goes_stale_when_what_is_left_changes(t: &Harness) {
        let w = world(t);
        let risk = w.add(t, "Öppen lagring");
        w.assess(t, &risk, Span::new(3, 3), Span::new(3, 3));
        t.write(|c| risks::put_control(c, &w.karin_ctx, &risk, None, &stop_password()));
        w.review(t, "A.8.5", "met", "a3");
        t.write(|c| { let row = risks::find(c, &w.karin_ctx.scope, &risk)?; risks::rescore(c, &w.karin_ctx, row) });
        let acceptance = propose(&w, &w.karin, &risk).await;
        assert_eq!(w.shown(&risk).await["acceptances"][0]["level"], "medium");
        let director = t.region_user(Role::Director);
        say(&director, &risk, &acceptance, "1", "accept", 303).await;
        features::sweep(&t.app, t.now()).unwrap();
        assert_eq!(w.shown(&risk).await["acceptance"], "accepted", "nothing has changed");
        // the review behind the control is withdrawn in substance: it is said at once, and the sweep writes it down
        t.write(|c| Ok(diesel::RunQueryDsl::execute(diesel::sql_query("UPDATE answer_reviews SET assurance = 'a0'"), c)?));
        w.karin.get(&format!("/risks/{risk}")).await.expect(200).has(&["Inaktuell"]);
        assert_eq!(w.shown(&risk).await["state"], "accepted");
        features::sweep(&t.app, t.now()).unwrap();
        let shown = w.shown(&risk).await;
        assert_eq!((shown["state"].as_str(), shown["acceptance"].as_str(), shown["residual"].as_str()), (Some("assessed"), Some("stale"), Some("high")));
        w.karin.get(&format!("/risks/{risk}")).await.expect(200).has(&["Risken eller det som är kvar har ändrats", "acceptansen blev inaktuell"]);
        // a proposal that the risk has moved away from cannot be accepted
        let acceptance = propose(&w, &w.karin, &risk).await;
        t.write(|c| Ok(diesel::RunQueryDsl::execute(diesel::sql_query("UPDATE answer_reviews SET assurance = 'a2'"), c)?));
        say(&director, &risk, &acceptance, "1", "accept", 409).await.has(&["har ändrats sedan förslaget"]);
    }

    async fn an_acceptance_goes_stale_when_it_is_assessed_anew_and_expires_by_itself(t: &Harness) {
        let w = world(t);
        let director = t.region_user(Role::Director);
        let accepted = |likelihood, consequence| {
            let (w, director) = (&w, &director);
            async move {
                let risk = w.add(t, "Öppen lagring");
                w.assess(t, &risk, likelihood, consequence);
                let acceptance = propose(w, &w.karin, &risk).await;
                say(director, &risk, &acceptance, "1", "accept", 303).await;
                risk
            }
        };
        let risk = accepted(Span::new(1, 1), Span::new(4, 4)).await;
        w.assess(t, &risk, Span::new(1, 2), Span::new(4, 4));
        let shown = w.shown(&risk).await;
        assert_eq!((shown["state"].as_str(), shown["acceptance"].as_str()), (Some("assessed"), Some("stale")));
        let risk = accepted(Span::new(1, 1), Span::new(4, 4)).await;
        t.advance_days(230);
        let token = t.token(&t.region, Role::Reader);
        let read = || async { w.karin.api(&token, "GET", &format!("/api/v1/risks/{risk}"), Value::Null, &[]).await.expect(200).json() };
        assert_eq!(read().await["acceptance"], "expired", "said as soon as it is true");
        features::sweep(&t.app, t.now()).unwrap();
        let shown = read().await;
        assert_eq!((shown["state"].as_str(), shown["acceptance"].as_str()), (Some("assessed"), Some("expired")));
        t.drain();
    }

    async fn another_organisations_risk_is_not_there(t: &Harness) {
        let w = world(t);
        let risk = w.add(t, "Öppen lagring");
        w.assess(t, &risk, Span::new(1, 1), Span::new(1, 1));
        let acceptance = propose(&w, &w.karin, &risk).await;
        let (person, ctx) = t.person(&t.other_region, Role::Director, "Helena Dahlin");
        let other = t.browser_for(&person, ctx);
        other.get(&format!("/risks/{risk}")).await.expect(404);
        say(&other, &risk, &acceptance, "1", "accept", 404).await;
        let token = t.token(&t.other_region, Role::SecurityOfficer);
        for (method, path) in [("GET", format!("/api/v1/risks/{risk}")), ("POST", format!("/api/v1/risks/{risk}/simulate"))] {
            let body = if method == "GET" { Value::Null } else { json!({}) };
            other.api(&token, method, &path, body, &[]).await.expect(404);
        }
    }
}
