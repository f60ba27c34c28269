//! Classification: what a service needs, what its platform gives, and who decides.

use super::services_import::{LIST, upload};
use super::support::tables::insert;
use super::support::{Answer, Browser, Harness};
use serde_json::{Value, json};
use tillit::access::{Role, Side};
use tillit::base::Id;
use tillit::features::accounts::Person;
use tillit::features::findings::{self, FindingOrigin};
use tillit::features::services::{self, NewException};
use tillit::kit::Ctx;

pub struct World {
    person: Person,
    /// A security officer, who may approve.
    pub omar: Browser,
    pub token: String,
    pub ctx: Ctx,
    /// A contract manager, who may not.
    pub karin: Browser,
    pub vendor: String,
    pub platform: String,
}

pub const TWOS: [(&str, &str); 4] = [("ceiling_c", "2"), ("ceiling_i", "2"), ("ceiling_a", "2"), ("ceiling_t", "2")];

/// The 23 services on a platform with the ceiling 2 2 2 2, of a vendor.
pub async fn world(t: &Harness) -> World {
    let (person, ctx) = t.person(&t.region, Role::SecurityOfficer, "Omar Haddad");
    let (other, other_ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    let organisation = t.region.id.to_string();
    let vendor = insert(
        t,
        "vendors",
        &[
            ("organisation_id", organisation.as_str()),
            ("legal_name", "Portalverket Norr AB"),
            ("kind", "it_supplier"),
            ("country", "SE"),
            ("status", "active"),
            ("tags", ""),
        ],
    );
    let w = World {
        token: t.token_of(&person, &t.region, Role::SecurityOfficer),
        omar: t.browser_for(&person, ctx.clone()),
        karin: t.browser_for(&other, other_ctx),
        ctx,
        person,
        vendor: vendor.to_string(),
        platform: String::new(),
    };
    upload(t, &w.token, "e-tjanster.csv", LIST, &[]).await;
    let platforms = w.api("GET", "/api/v1/platforms", Value::Null, None).await.expect(200).json();
    let platform = platforms["items"][0]["id"].as_str().unwrap().to_string();
    let mut fields = vec![
        ("version", "1"),
        ("name", "E-tjänstportalen"),
        ("vendor_id", w.vendor.as_str()),
        ("missing_logging", "1"),
    ];
    fields.extend(TWOS);
    w.omar.post(&format!("/platforms/{platform}/edit"), &fields).await.expect(303);
    World { platform, ..w }
}

impl World {
    /// The same world some days later, signed in anew.
    pub fn later(self, t: &Harness, days: i64) -> World {
        t.advance_days(days);
        let ctx = t.ctx_of(&self.person, &t.region, Role::SecurityOfficer);
        let token = t.token_of(&self.person, &t.region, Role::SecurityOfficer);
        World { omar: t.browser_for(&self.person, ctx.clone()), token, ctx, ..self }
    }

    pub async fn api(&self, method: &str, path: &str, body: Value, version: Option<&str>) -> Answer {
        let headers: Vec<(&str, &str)> = version.map(|v| ("if-match", v)).into_iter().collect();
        self.omar.api(&self.token, method, path, body, &headers).await
    }

    /// Id and version of a service by its name.
    pub async fn service(&self, name: &str) -> (String, String) {
        let list = self.api("GET", "/api/v1/services?limit=200", Value::Null, None).await.expect(200).json();
        let all = list["items"].as_array().unwrap();
        let found = all.iter().find(|s| s["name"] == name).unwrap_or_else(|| panic!("no service {name}"));
        (found["id"].as_str().unwrap().to_string(), found["version"].to_string())
    }

    async fn rule(&self, code: &str, strength: &str, version: &str, evidence: &str) -> Answer {
        let path = format!("/platforms/{}/type-rules/{code}", self.platform);
        self.omar.post(&path, &[("strength", strength), ("version", version), ("evidence", evidence)]).await
    }

    fn findings(&self, t: &Harness, service: &str) -> usize {
        let id: Id = service.parse().unwrap();
        t.read(|c| findings::findings_of_origin(c, &self.ctx.scope, FindingOrigin::Breach, &id)).len()
    }
}

pub fn class<'a>(levels: &'a str, reason: &'a str, version: &'a str) -> Vec<(&'static str, &'a str)> {
    let names = ["class_c", "class_i", "class_a", "class_t"];
    let mut fields: Vec<(&str, &str)> = names.into_iter().zip(levels.split_whitespace()).collect();
    fields.extend([("reason", reason), ("version", version)]);
    fields
}

both! {
    async fn what_is_above_the_ceiling_is_listed_with_its_share_and_reasons(t: &Harness) {
        let w = world(t).await;
        let page = w.omar.get(&format!("/platforms/{}", w.platform)).await.expect(200);
        page.has(&["9 av 23 e-tjänster, 39 %", "Orosanmälan barn", "K: kräver 3, plattformen ger 2.", "Att ta hand om", "Frånvaro förskola", "loggning och loggkontroll", "ej verifierad"]);
        w.rule("patient_records", "must_not", "0", "").await.expect(303);
        w.rule("social_services", "should_not", "0", "").await.expect(303);
        let page = w.omar.get(&format!("/platforms/{}", w.platform)).await.expect(200);
        page.has(&["Får inte finnas där", "Får inte: Patientuppgifter (patientdatalagen) (PDL (2008:355)", "Bör inte finnas där"]);
        let breaches = w.api("GET", &format!("/api/v1/platforms/{}/breaches", w.platform), Value::Null, None).await.json();
        assert_eq!((&breaches["total"], &breaches["breaches"], &breaches["share"]), (&json!(23), &json!(9), &json!(39)));
        assert_eq!((&breaches["forbidden"], &breaches["unclassified"]), (&json!(2), &json!(1)));
        // One finding each for the platform's vendor, and no second one however often the rules are run.
        let listed = w.omar.get("/findings").await.expect(200);
        listed.has(&["9 träffar", "Orosanmälan barn ligger över vad E-tjänstportalen kan skydda"]);
        tillit::features::sweep(&t.app, t.now()).unwrap();
        tillit::features::sweep(&t.app, t.now()).unwrap();
        w.omar.get("/findings").await.expect(200).has(&["9 träffar"]);
        // A finding that somebody closed is not made again by time alone.
        let (concern, version) = w.service("Orosanmälan barn").await;
        let id: Id = concern.parse().unwrap();
        let open = t.read(|c| findings::findings_of_origin(c, &w.ctx.scope, FindingOrigin::Breach, &id));
        t.write(|c| findings::close_finding(c, &w.ctx, &open[0].id, None, Some("Bedömd")));
        tillit::features::sweep(&t.app, t.now()).unwrap();
        assert_eq!(w.findings(t, &concern), 0);
        // A changed class is news.
        w.omar.post(&format!("/services/{concern}/classify"), &class("3 3 3 3", "Högre riktighet", &version)).await.expect(303);
        assert_eq!(w.findings(t, &concern), 1);
        w.omar.get(&format!("/services?breach=1&platform_id={}", w.platform)).await.expect(200).has(&["9 träffar"]).lacks(&["Anmälan simskola"]);
        let file = w.omar.get(&format!("/platforms/{}/export?format=csv", w.platform)).await.expect(200).text();
        assert_eq!(file.lines().filter(|l| l.contains("K3")).count(), 9, "{file}");
        t.drain();
    }

    async fn a_platform_without_a_vendor_shows_and_finds_nothing(t: &Harness) {
        let token = t.token(&t.region, Role::SecurityOfficer);
        let omar = t.region_user(Role::SecurityOfficer);
        upload(t, &token, "e-tjanster.csv", LIST, &[]).await;
        let platforms = omar.api(&token, "GET", "/api/v1/platforms", Value::Null, &[]).await.json();
        let path = format!("/platforms/{}", platforms["items"][0]["id"].as_str().unwrap());
        omar.get(&path).await.expect(200).has(&["Inget tak", "blir inga brister"]);
        let mut fields = vec![("version", "1"), ("name", "E-tjänstportalen")];
        fields.extend(TWOS);
        omar.post(&format!("{path}/edit"), &fields).await.expect(303);
        omar.get(&path).await.expect(200).has(&["9 av 23 e-tjänster, 39 %"]);
        omar.get("/findings").await.expect(200).has(&["0 träffar"]);
        t.drain();
    }

    async fn nobody_overrides_must_not(t: &Harness) {
        let w = world(t).await;
        w.rule("patient_records", "must_not", "0", "").await.expect(303);
        let (id, _) = w.service("Avvikelserapport äldreboende").await;
        let new = || NewException {
            type_code: "patient_records".into(),
            reason: "Vi måste".into(),
            measures: "Två gånger om".into(),
            ends_on: Some(w.ctx.today()),
        };
        let key: Id = id.parse().unwrap();
        for role in Role::ALL.iter().filter(|role| role.side() == Side::Region) {
            let (person, ctx) = t.person(&t.region, *role, &format!("Roll {}", role.as_str().replace('_', " ")));
            let refused = t.app.db.write_now(|c| services::make_exception(c, &ctx, &key, &new()));
            assert!(format!("{refused:?}").contains("rule-service-must-not"), "{role}: {refused:?}");
            let fields = [("type_code", "patient_records"), ("reason", "x"), ("measures", "y"), ("ends_on", "2026-12-31")];
            let answer = t.browser_for(&person, ctx).post(&format!("/services/{id}/exceptions"), &fields).await;
            assert!(matches!(answer.status, 403 | 404 | 409), "{role}: {}", answer.status);
            let token = t.token_of(&person, &t.region, *role);
            let body = json!({"type_code": "patient_records", "reason": "x", "measures": "y", "ends_on": "2026-12-31"});
            let answer = w.omar.api(&token, "POST", &format!("/api/v1/services/{id}/exceptions"), body, &[]).await;
            assert!(matches!(answer.status, 403 | 404 | 409), "{role}: {}", answer.status);
        }
        let shown = w.api("GET", &format!("/api/v1/services/{id}"), Value::Null, None).await.json();
        assert_eq!(shown["exceptions"], json!([]));
        assert_eq!(shown["verdict"]["summary"], "forbidden");
        // Only a weaker rule with new evidence, by somebody who may approve, lets it through.
        w.rule("patient_records", "should_not", "1", "").await.expect(422).has(&["nya underlaget"]);
        let path = format!("/platforms/{}/type-rules/patient_records", w.platform);
        let weaker = [("strength", "should_not"), ("version", "1"), ("evidence", "Granskad 2026")];
        w.karin.post(&path, &weaker).await.expect(409).has(&["rätt att godkänna"]);
        w.rule("patient_records", "should_not", "1", "Granskad 2026 av oberoende part").await.expect(303);
        t.drain();
    }

    async fn should_not_takes_a_decision_with_measures_and_an_end(t: &Harness) {
        let w = world(t).await;
        w.rule("social_services", "should_not", "0", "").await.expect(303);
        let (id, _) = w.service("Dödsboanmälan").await;
        w.omar.get(&format!("/services/{id}")).await.expect(200).has(&["Bör inte finnas där", "Besluta om undantag"]);
        let path = format!("/services/{id}/exceptions");
        let fields = |measures: &'static str, end: &'static str| {
            [("type_code", "social_services"), ("reason", "Ingen annan väg än"), ("measures", measures), ("ends_on", end)]
        };
        w.omar.post(&path, &fields("", "2026-12-31")).await.expect(422).has(&["Ingen annan väg än"]);
        w.omar.post(&path, &fields("Gallras varje vecka", "")).await.expect(422);
        w.omar.post(&path, &fields("Gallras varje vecka", "2026-11-22")).await.expect(422).has(&["sista dag"]);
        w.omar.post(&path, &fields("Gallras varje vecka", "2029-01-01")).await.expect(422);
        assert!(matches!(w.karin.post(&path, &fields("Gallras varje vecka", "2026-12-31")).await.status, 403 | 404));
        w.omar.post(&path, &fields("Gallras varje vecka", "2026-12-31")).await.expect(303);
        w.omar.get(&format!("/services/{id}")).await.expect(200).has(&["Undantag beslutat", "Gallras varje vecka", "2026-12-31"]);
        let w = w.later(t, 60);
        w.omar.get(&format!("/services/{id}")).await.expect(200).has(&["Bör inte finnas där", "Slut"]);
        t.drain();
    }

    async fn a_lowering_takes_a_second_person(t: &Harness) {
        let w = world(t).await;
        let (id, version) = w.service("Anmälan simskola").await;
        let path = format!("/services/{id}/classify");
        w.karin.get(&path).await.expect(200).has(&["Bestäm klassen", "andra person"]);
        w.karin.post(&path, &class("0 1 0 1", "", &version)).await.expect(422);
        w.karin.post(&path, &class("0 1 0 1", "Inga personuppgifter längre", &version)).await.expect(303);
        let shown = w.api("GET", &format!("/api/v1/services/{id}"), Value::Null, None).await.json();
        assert_eq!(shown["classification"]["c"], 1, "it waits");
        let pending = shown["classifications"][0]["id"].as_str().unwrap().to_string();
        w.omar.get("/services/waiting").await.expect(200).has(&["Anmälan simskola", "Karin Öberg", "Inga personuppgifter längre"]);
        w.karin.post(&path, &class("0 1 0 1", "Igen", &version)).await.expect(409).has(&["väntar redan"]);
        let answer = format!("/services/{id}/lowerings/{pending}");
        assert!(matches!(w.karin.post(&answer, &[("answer", "yes")]).await.status, 403 | 404), "no right");
        w.omar.post(&answer, &[("answer", "no")]).await.expect(422);
        w.omar.post(&answer, &[("answer", "yes")]).await.expect(303);
        w.omar.post(&answer, &[("answer", "yes")]).await.expect(409);
        w.omar.get(&format!("/services/{id}")).await.expect(200).has(&["Andra person: Omar Haddad", "Sänkningen bekräftades"]);
        // The first person is never the second, whatever their role.
        let (_, version) = w.service("Bostadsanpassning").await;
        let (id, _) = w.service("Bostadsanpassning").await;
        w.omar.post(&format!("/services/{id}/classify"), &class("2 2 1 3", "Färre uppgifter", &version)).await.expect(303);
        let shown = w.api("GET", &format!("/api/v1/services/{id}"), Value::Null, None).await.json();
        let pending = shown["classifications"][0]["id"].as_str().unwrap();
        w.omar.get(&format!("/services/{id}")).await.expect(200).has(&["Någon annan måste svara"]);
        let body = json!({"accepted": true});
        w.api("POST", &format!("/api/v1/services/{id}/lowerings/{pending}"), body, None).await.expect(409).has(&["rule-service-second-person"]);
        t.drain();
    }

    async fn level_four_stops_the_case_on_every_way_in(t: &Harness) {
        let w = world(t).await;
        let (id, version) = w.service("Synpunkter").await;
        let etag = format!("\"{version}\"");
        let secret = "HEMLIG-ANLÄGGNING";
        let page = w.omar.post(&format!("/services/{id}/classify"), &class("4 1 1 1", secret, &version)).await;
        page.expect(409).has(&["säkerhetsskyddschefen"]).lacks(&[secret]);
        let body = json!({"classification": {"c": 1, "i": 1, "a": 1, "t": 4}, "reason": secret});
        let answer = w.api("PUT", &format!("/api/v1/services/{id}/classification"), body, Some(&etag)).await;
        answer.expect(409).has(&["rule-service-gate"]).lacks(&[secret]);
        w.omar.post("/platforms", &[("name", secret), ("ceiling_c", "4")]).await.expect(409).lacks(&[secret]);
        w.omar.post("/information-types/new", &[("name", secret), ("class_c", "4")]).await.expect(409).lacks(&[secret]);
        for path in ["/platforms", "/information-types", "/services"] {
            w.omar.get(path).await.expect(200).lacks(&[secret]);
        }
        let shown = w.api("GET", &format!("/api/v1/services/{id}"), Value::Null, None).await;
        shown.lacks(&[secret]);
        let audit = t.region_user(Role::Auditor).get("/audit").await.expect(200);
        audit.has(&["ett ärende som rör säkerhetsskydd"]).lacks(&[secret]);
        for wrong in ["5", "-1", "hög", "400"] {
            let levels = format!("{wrong} 1 1 1");
            w.omar.post(&format!("/services/{id}/classify"), &class(&levels, "x", &version)).await.expect(422);
        }
        t.drain();
    }

    async fn two_people_at_once_and_other_bad_input(t: &Harness) {
        let w = world(t).await;
        let (id, version) = w.service("Sommarjobb").await;
        w.omar.post(&format!("/services/{id}/classify"), &class("2 2 1 2", "Omar", &version)).await.expect(303);
        w.karin.post(&format!("/services/{id}/classify"), &class("3 2 1 2", "Karin", &version)).await.expect(409);
        let edit = [("name", "Sommarjobb åäö"), ("audience", "public"), ("version", version.as_str())];
        w.karin.post(&format!("/services/{id}/edit"), &edit).await.expect(409).has(&["Sommarjobb"]);
        let body = json!({"information_types": ["fiskevård"]});
        let (_, version) = w.service("Sommarjobb").await;
        let etag = format!("\"{version}\"");
        let path = format!("/api/v1/services/{id}");
        w.api("PATCH", &path, body, Some(&etag)).await.expect(422).has(&["/information_types"]);
        w.api("PATCH", &path, json!({"users_per_day": -1}), Some(&etag)).await.expect(422);
        w.api("PATCH", &path, json!({"name": "x"}), None).await.expect(428);
        w.api("PATCH", &path, json!({"name": "x"}), Some("\"0\"")).await.expect(412);
        w.omar.post("/services", &[("name", " "), ("audience", "alla"), ("users_per_day", "många")]).await.expect(422).has(&["många", "error-summary"]);
        w.omar.get("/services/history?from=2026-12-31&to=2026-01-01").await.expect(200);
        w.omar.get("/services/unclassified?before=ig%C3%A5r").await.expect(422);
        assert!(matches!(t.region_user(Role::Reader).post("/services", &[("name", "x")]).await.status, 403 | 404));
        t.drain();
    }

    async fn a_new_service_is_published_by_another_and_not_above_the_ceiling(t: &Harness) {
        let w = world(t).await;
        let fields = [("name", "Felanmälan bad åäö"), ("platform_id", w.platform.as_str()), ("audience", "public"), ("channel_web", "1"), ("type_public_web", "1")];
        let place = w.karin.post("/services", &fields).await.expect(303).location().trim_end_matches("/classify").to_string();
        w.karin.get(&place).await.expect(200).has(&["kan inte publiceras förrän den är klassad", "Planerad"]);
        let api = format!("/api/v1{place}");
        w.karin.post(&format!("{place}/publication"), &[("version", "1")]).await.expect(409);
        w.karin.post(&format!("{place}/classify"), &class("3 2 1 1", "Först högt", "1")).await.expect(303);
        w.karin.post(&format!("{place}/publication"), &[("version", "2")]).await.expect(409).has(&["mer skydd än plattformen"]);
        assert_eq!(w.findings(t, place.trim_start_matches("/services/")), 1);
        let second = [("name", "Felanmälan bro"), ("platform_id", w.platform.as_str()), ("audience", "public"), ("type_public_web", "1")];
        let place = w.karin.post("/services", &second).await.expect(303).location().trim_end_matches("/classify").to_string();
        w.karin.post(&format!("{place}/classify"), &class("0 2 1 0", "Inga personuppgifter", "1")).await.expect(303);
        w.karin.post(&format!("{place}/publication"), &[("version", "2"), ("note", "Öppnar i mars")]).await.expect(303);
        let shown = w.api("GET", &format!("/api/v1{place}"), Value::Null, None).await.json();
        let asked = shown["publications"][0]["id"].as_str().unwrap();
        assert!(matches!(w.karin.post(&format!("{place}/publications/{asked}"), &[("answer", "yes")]).await.status, 403 | 404));
        w.omar.post(&format!("{place}/publications/{asked}"), &[("answer", "yes")]).await.expect(303);
        w.omar.get(&place).await.expect(200).has(&["Publicerad"]);
        assert!(w.api("GET", &api, Value::Null, None).await.expect(200).json()["blockers"].to_string().contains("ceiling"));
        t.drain();
    }

    // Domain.md 1.3 row 75: nothing is stopped before its other way in is named.
    async fn nothing_stops_before_its_other_way_in_is_named(t: &Harness) {
        let w = world(t).await;
        let new = [("name", "Felanmälan bro"), ("platform_id", w.platform.as_str()), ("audience", "public"), ("type_public_web", "1")];
        let place = w.karin.post("/services", &new).await.expect(303).location().trim_end_matches("/classify").to_string();
        w.karin.post(&format!("{place}/classify"), &class("0 2 1 0", "Inga personuppgifter", "1")).await.expect(303);
        let (stop, api) = (format!("{place}/stop"), format!("/api/v1{place}"));
        let long = "a".repeat(501);
        for (channel, said) in [("", "Fyll i det här fältet."), ("ab", "Skriv minst 3 tecken"), (long.as_str(), "Högst 500 tecken")] {
            let fields = [("version", "2"), ("reason", "Avtalet har löpt ut"), ("alternative_channel", channel)];
            w.karin.post(&stop, &fields).await.expect(422).has(&["Annan väg in", said, "Avtalet har löpt ut", "href=\"#f-alternative_channel\""]);
        }
        let wrong = w.api("POST", &format!("{api}/stop"), json!({"reason": "Avtalet har löpt ut"}), Some("\"2\"")).await.expect(422).json();
        assert_eq!((&wrong["errors"][0]["pointer"], &wrong["errors"][0]["code"]), (&json!("/alternative_channel"), &json!("error-required")));
        assert_eq!(w.api("GET", &api, Value::Null, None).await.json()["status"], "planned", "nothing has stopped");
        let body = json!({"reason": "Avtalet har löpt ut", "alternative_channel": " Telefon till kundtjänst "});
        assert!(matches!(t.region_user(Role::Reader).post(&stop, &[("version", "2"), ("reason", "x"), ("alternative_channel", "Telefon")]).await.status, 403 | 404));
        w.api("POST", &format!("{api}/stop"), body.clone(), Some("\"1\"")).await.expect(412);
        let stopped = w.api("POST", &format!("{api}/stop"), body.clone(), Some("\"2\"")).await.expect(200).json();
        assert_eq!((&stopped["status"], &stopped["alternative_channel"]), (&json!("stopped"), &json!("Telefon till kundtjänst")));
        w.api("POST", &format!("{api}/stop"), body, Some("\"3\"")).await.expect(409).has(&["rule-service-stopped"]);
        w.karin.get(&place).await.expect(200).has(&["Stoppad", "Annan väg in", "Telefon till kundtjänst"]);
        let id: Id = place.trim_start_matches("/services/").parse().unwrap();
        let events = t.read(|c| tillit::kit::audit::history(c, &w.ctx, &id));
        let told = events.iter().find(|event| event.verb == "end").and_then(|event| event.after.clone()).unwrap();
        assert!(told.contains("Telefon till kundtjänst") && told.contains("Avtalet har löpt ut"), "{told}");
        w.karin.post("/language", &[("lang", "en"), ("back", place.as_str())]).await.expect(303);
        w.karin.get(&place).await.expect(200).has(&["Another way in", "Telefon till kundtjänst"]);
        // Published again, it is its own way in.
        w.karin.post(&format!("{place}/publication"), &[("version", "3"), ("note", "Nytt avtal")]).await.expect(303);
        let asked = w.api("GET", &api, Value::Null, None).await.json()["publications"][0]["id"].as_str().unwrap().to_string();
        w.omar.post(&format!("{place}/publications/{asked}"), &[("answer", "yes")]).await.expect(303);
        assert_eq!(w.api("GET", &api, Value::Null, None).await.json()["alternative_channel"], Value::Null);
        w.omar.post(&stop, &[("version", "4"), ("reason", "Flyttad"), ("alternative_channel", "Blankett i receptionen")]).await.expect(303);
        w.omar.get(&place).await.expect(200).has(&["Stoppad", "Blankett i receptionen"]);
        t.drain();
    }

    async fn a_changed_form_asks_for_a_new_classification_and_a_year_for_a_confirmation(t: &Harness) {
        let w = world(t).await;
        let (id, version) = w.service("Synpunkter").await;
        let path = format!("/api/v1/services/{id}");
        let changed = json!({"form_fields": "Namn\nÄr du sjuk? Beskriv din allergi", "persons": 1000});
        w.api("PATCH", &path, changed, Some(&format!("\"{version}\""))).await.expect(200);
        w.omar.get(&format!("/services/{id}")).await.expect(200).has(&["Ändrad, klassa om", "”allergi” tyder på Uppgifter om hälsa"]);
        w.omar.get("/services?class=changed").await.expect(200).has(&["1 träff", "Synpunkter"]);
        let (_, version) = w.service("Synpunkter").await;
        let types = json!({"information_types": ["public_web", "staff_ordinary"]});
        w.api("PATCH", &path, types, Some(&format!("\"{version}\""))).await.expect(200);
        w.omar.get(&format!("/services/{id}/classify")).await.expect(200).has(&["Många personer höjer nivån", "ej verifierad"]);
        let w = w.later(t, 370);
        w.omar.get("/services?class=old").await.expect(200).has(&["22 träffar"]);
        let (id, version) = w.service("Sommarjobb").await;
        w.omar.get(&format!("/services/{id}")).await.expect(200).has(&["Äldre än 12 månader"]);
        w.omar.post(&format!("/services/{id}/confirm"), &[("reason", ""), ("version", &version)]).await.expect(422);
        w.omar.post(&format!("/services/{id}/confirm"), &[("reason", "Gick igenom formuläret"), ("version", &version)]).await.expect(303);
        w.omar.get("/services?class=old").await.expect(200).has(&["21 träffar"]);
        t.drain();
    }
}
