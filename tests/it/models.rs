//! Own models: drawn, changed, tried, refused, published by somebody else, and applied to the register.

use super::categorisation::{judged, queries};
use super::support::Browser;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::categorisation::{self, Trigger};
use tillit::features::tiering::TieringModel;
use tillit::features::vendors;

async fn drafted(omar: &Browser) -> String {
    let fields = [("title", "Nivåmodell 2027"), ("base_version", "tiering-2026-1")];
    omar.post("/tiering-models", &fields).await.expect(303).location().to_string()
}

/// The fields of a rule that makes everybody with access of their own tier 1.
const STRICT: [(&str, &str); 6] = [
    ("part", "rule"),
    ("key", ""),
    ("access", ">=1"),
    ("tier", "1"),
    ("words.sv", "Leverantören har åtkomst."),
    ("words.en", "The vendor has access."),
];

fn with<'a>(fields: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().chain(more).copied().collect()
}

both! {
    async fn a_draft_is_tried_and_published_by_another(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        let ctx = omar.ctx.clone().unwrap();
        let doctor = judged(t, &omar, "Husläkarna AB", "322111");
        let caterer = judged(t, &omar, "Köket AB", "112011");
        let held = judged(t, &omar, "Vilande AB", "322111");
        let until = chrono::NaiveDate::from_ymd_opt(2027, 5, 1).unwrap();
        t.write(|c| vendors::override_vendor_tier(c, &ctx, &held.id, 2, "Pågående incident", until));
        omar.post("/tiering-models", &[("title", ""), ("base_version", "tiering-1900")]).await.expect(422).has(&["Fyll i"]);
        let place = drafted(&omar).await;
        omar.get(&place).await.expect(200).has(&["15\u{a0}625", "Utkast", "15 %", "Dialog varje månad", "ej verifierade"]);
        omar.post(&format!("{place}/edit"), &with(&STRICT, &[("version", "1")])).await.expect(303);
        omar.get(&place).await.expect(200).has(&["Leverantören har åtkomst.", "Åtkomst minst 1", "Regeln ”Leverantören har åtkomst till vår information.”"]);
        // Tried: who, from where to where, and why. Nothing changes.
        let run = omar.get(&format!("{place}/dry-run")).await.expect(200);
        // Who has been set to a tier one step away stays there, as when the model is published.
        run.has(&["1 leverantör av 3 skulle flyttas", "Husläkarna AB", "Leverantören har åtkomst.", "och då är nivån aldrig lägre än 3"])
            .lacks(&["Köket AB", "Vilande AB"]);
        omar.get(&format!("{place}/dry-run?from=3&to=1")).await.expect(200).has(&["Husläkarna AB", "1 träff"]);
        omar.get(&format!("{place}/dry-run?from=2&to=1")).await.expect(200).lacks(&[">Husläkarna AB", ">Vilande AB"]);
        omar.get(&format!("{place}/dry-run/export?format=csv")).await.expect(200).has(&["Husläkarna AB;3;1"]);
        assert_eq!(t.read(|c| vendors::find(c, &ctx.scope, &doctor.id)).tier, Some(3));

        // Published by a decision, by somebody else, once, from a day that has not passed.
        let decision = [("decision_reference", "RS 2026-118"), ("valid_from", "2026-11-23"), ("version", "2")];
        omar.get(&place).await.expect(200).has(&["Någon annan publicerar det"]);
        omar.post(&format!("{place}/publish"), &decision).await.expect(409).has(&["Någon annan"]);
        let director = t.region_user(Role::Director);
        director.post(&format!("{place}/edit"), &with(&STRICT, &[("version", "2")])).await.expect(403);
        director.post(&format!("{place}/publish"), &[("decision_reference", " "), ("valid_from", "2026-11-22"), ("version", "2")]).await.expect(422).has(&["inte har passerat", "Fyll i"]);
        director.post(&format!("{place}/publish"), &[("decision_reference", "x"), ("valid_from", "2026-11-23"), ("version", "1")]).await.expect(409);
        director.post(&format!("{place}/publish"), &decision).await.expect(303);
        director.post(&format!("{place}/publish"), &decision).await.expect(409);
        omar.post(&format!("{place}/edit"), &with(&STRICT, &[("version", "3")])).await.expect(409).has(&["kan inte ändras"]);
        omar.post(&format!("{place}/discard"), &[("version", "3")]).await.expect(409);
        t.app.clock.advance(chrono::Duration::minutes(1));
        t.drain();
        let now = |id| t.read(|c| vendors::find(c, &ctx.scope, id));
        assert_eq!((now(&doctor.id).tier, now(&doctor.id).tier_preliminary), (Some(1), false), "the criteria are a person's");
        assert_eq!(now(&caterer.id).version, caterer.version, "whoever the model leaves alone is not touched");
        assert_eq!(now(&held.id).tier, Some(2), "an override of one step holds");
        let latest = t.read(|c| vendors::latest_categorisation(c, &ctx.scope, &doctor.id)).unwrap();
        assert_eq!((latest.cause, latest.model_version.as_str(), latest.decided_by_name.as_str()), (Some(Trigger::ModelChanged), "own-2026-1", "Prov director"));
        let events = t.read(|c| tillit::kit::audit::history(c, &ctx, &doctor.id));
        assert_eq!(events.iter().filter(|e| e.verb == "categorise").count(), 2, "one event for the change");
        omar.get(&format!("/vendors/{}?tab=categorisation", doctor.id)).await.expect(200)
            .has(&["own-2026-1", "tiering-2026-1", "Ny nivåmodell", "Nivå 3 blev 1", "Leverantören har åtkomst."]);
        // Applied once: the job and the sweep find nothing more to do.
        categorisation::sweep(&t.app, t.now()).unwrap();
        assert_eq!(t.read(|c| vendors::find(c, &ctx.scope, &doctor.id)).version, now(&doctor.id).version);
        omar.get("/tiering-models").await.expect(200).has(&["Nivåmodell 2027", "Gäller nu", "Medföljande modell"]);
        omar.get("/tiering-models/version?v=tiering-2026-1").await.expect(200).has(&["tiering-2026-1", "Alla 15\u{a0}625 möjliga"]);
        assert!(omar.get("/tiering-models/version").await.expect(303).location().ends_with(place.rsplit('/').next().unwrap()));
    }

    async fn a_model_of_tomorrow_is_applied_tomorrow(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        let ctx = omar.ctx.clone().unwrap();
        let vendor = judged(t, &omar, "Husläkarna AB", "322111");
        let place = drafted(&omar).await;
        omar.post(&format!("{place}/edit"), &with(&STRICT, &[("version", "1")])).await.expect(303);
        let director = t.region_user(Role::Director);
        let decision = [("decision_reference", "RS 2026-118"), ("valid_from", "2026-12-01"), ("version", "2")];
        director.post(&format!("{place}/publish"), &decision).await.expect(303);
        categorisation::sweep(&t.app, t.now()).unwrap();
        assert_eq!(t.read(|c| vendors::find(c, &ctx.scope, &vendor.id)).tier, Some(3));
        t.advance_days(8);
        categorisation::sweep(&t.app, t.now()).unwrap();
        assert_eq!(t.read(|c| vendors::find(c, &ctx.scope, &vendor.id)).tier, Some(1));
    }

    async fn what_nobody_can_judge_by_is_refused(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        let place = drafted(&omar).await;
        let edit = format!("{place}/edit");
        omar.get(&format!("{edit}?part=rule&key=t4-otherwise")).await.expect(200).has(&["Spelar ingen roll", "Ta bort regeln", "Precis 2"]);
        let gone = [("part", "rule"), ("key", "t4-otherwise"), ("remove", "1"), ("version", "1")];
        omar.post(&edit, &gone).await.expect(422).has(&["skulle inte få någon nivå", "D 0, V 0, O 0, A 0, C 0, S 0"]);
        let weights = |data: &'static str| [
            ("part", "weights"), ("key", ""), ("version", "1"), ("weights.data_class", data), ("weights.data_subjects", "15"),
            ("weights.criticality", "25"), ("weights.access", "15"), ("weights.chain", "10"), ("weights.substitution", "5"),
        ];
        omar.get(&format!("{edit}?part=weights")).await.expect(200).has(&["value=\"30\""]);
        omar.post(&edit, &weights("31")).await.expect(422).has(&["tillsammans bli 100, men de blir 101", "value=\"31\""]);
        for bad in ["-5", "NaN", "0,3", "1e2", ""] {
            omar.post(&edit, &weights(bad)).await.expect(422);
        }
        let terms = |hours: &'static str| {
            let mut all = vec![("part", "terms"), ("key", ""), ("version", "1"), ("staff_hours", "3200"), ("renewal_months", "12"), ("reminder_days", "7")];
            all.extend([("cadence_1", "1"), ("cadence_2", "3"), ("cadence_3", "12"), ("cadence_4", "")]);
            all.extend([("question_set_1", "full"), ("question_set_2", "full"), ("question_set_3", "lite"), ("question_set_4", "lite")]);
            all.extend([("assurance_1", "a2"), ("assurance_2", "a2"), ("assurance_3", "a1"), ("assurance_4", "a0")]);
            all.extend([("hours_1", hours), ("hours_2", "16"), ("hours_3", "3"), ("hours_4", "1"), ("aim_low_1", "2"), ("aim_high_1", "3")]);
            all
        };
        omar.post(&edit, &terms("-60")).await.expect(422).has(&["Skriv ett heltal", "value=\"-60\""]);
        omar.post(&edit, &terms("60000")).await.expect(422).has(&["mellan 0 och 10000"]);
        omar.post(&edit, &with(&STRICT, &[("version", "1"), ("words.en", "")])).await.expect(303);
        omar.get(&format!("{edit}?part=rule&key=finns-inte")).await.expect(404);
        omar.get(&format!("{edit}?part=texts&key=chain")).await.expect(200).has(&["Två kända led i Sverige", "Two known tiers"]);
        // A chain that only lowers: allowed, with a warning that says so.
        let lowering = [("part", "rule"), ("key", "t2-chain"), ("chain", "=3"), ("tier", "1"), ("version", "2")];
        omar.post(&edit, &lowering).await.expect(303);
        omar.get(&place).await.expect(200).has(&["Modellen är inte jämnt stigande"]);
    }

    async fn two_people_with_one_draft(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        let (other, ctx) = t.person(&t.region, Role::SecurityOfficer, "Åsa Lind");
        let asa = t.browser_for(&other, ctx);
        let place = drafted(&omar).await;
        let weights = |data: &'static str, chain: &'static str, version: &'static str| [
            ("part", "weights"), ("key", ""), ("version", version), ("weights.data_class", data), ("weights.data_subjects", "15"),
            ("weights.criticality", "25"), ("weights.access", "15"), ("weights.chain", chain), ("weights.substitution", "5"),
        ];
        let edit = format!("{place}/edit");
        omar.post(&edit, &weights("25", "15", "1")).await.expect(303);
        asa.post(&edit, &weights("20", "20", "1")).await.expect(409)
            .has(&["Någon annan har sparat", "Informationens klass", "20", "25", "name=\"version\" value=\"2\""]);
        asa.post(&edit, &weights("20", "20", "2")).await.expect(303);
        // Both have had a hand in it: neither publishes.
        let decision = [("decision_reference", "RS 1"), ("valid_from", "2026-11-23"), ("version", "3")];
        asa.post(&format!("{place}/publish"), &decision).await.expect(409);
        omar.post(&format!("{place}/discard"), &[("version", "3")]).await.expect(303);
        omar.get("/tiering-models").await.expect(200).lacks(&[">Nivåmodell 2027<"]);
    }

    async fn the_api_edits_and_tries_the_same_models(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        judged(t, &omar, "Husläkarna AB", "322111");
        let token = t.token(&t.region, Role::SecurityOfficer);
        let call = |method: &'static str, path: String, body: Value, version: Option<&'static str>| {
            let (omar, token) = (&omar, &token);
            async move {
                let headers: Vec<(&str, &str)> = version.map(|v| ("if-match", v)).into_iter().collect();
                omar.api(token, method, &format!("/api/v1/tiering-models{path}"), body, &headers).await
            }
        };
        let made = call("POST", String::new(), json!({ "title": "Modell", "base_version": "tiering-2026-1" }), None).await.expect(201);
        let (id, mut model) = (made.json()["id"].as_str().unwrap().to_string(), made.json()["model"].clone());
        assert_eq!((&made.json()["monotone"], &made.json()["idle_rules"]), (&json!(true), &json!([])));
        let place = format!("/{id}");
        model["weights"]["access"] = json!(16);
        call("PUT", place.clone(), json!({ "model": model }), None).await.expect(428);
        let refused = call("PUT", place.clone(), json!({ "model": model }), Some("\"1\"")).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/weights");
        for bad in [json!(-1), json!(0.15), json!("NaN")] {
            model["weights"]["access"] = bad;
            let refused = call("PUT", place.clone(), json!({ "model": model }), Some("\"1\"")).await.expect(422).json();
            assert_eq!(refused["errors"][0]["pointer"], "/model/weights/access", "{refused}");
        }
        model["weights"]["access"] = json!(15);
        let rules = model["rules"].as_array().unwrap().clone();
        model["rules"] = rules.iter().filter(|rule| rule["id"] != "t4-otherwise").cloned().collect();
        let refused = call("PUT", place.clone(), json!({ "model": model }), Some("\"1\"")).await.expect(422).json();
        assert_eq!(refused["errors"][0]["code"], "error-model-gap", "{refused}");
        model["rules"] = json!(rules);
        model["rules"].as_array_mut().unwrap().push(json!({ "id": "t1-own", "tier": 1, "when": { "access": ">=1" } }));
        let changed = call("PUT", place.clone(), json!({ "title": "Ny", "model": model }), Some("\"1\"")).await.expect(200).json();
        assert_eq!((&changed["version"], &changed["title"], &changed["model_version"]), (&json!(2), &json!("Ny"), &json!("own-2026-1")));
        call("PUT", place.clone(), json!({ "model": model }), Some("\"1\"")).await.expect(412);
        let run = call("GET", format!("{place}/dry-run"), Value::Null, None).await.expect(200).json();
        assert_eq!((&run["moved"], &run["items"][0]["from"], &run["items"][0]["to"]), (&json!(1), &json!(3), &json!(1)));
        call("POST", format!("{place}/publish"), json!({ "decision_reference": "x", "valid_from": "2026-11-23" }), None).await.expect(409);
        let other = t.token(&t.other_region, Role::ContractManager);
        omar.api(&other, "GET", &format!("/api/v1/tiering-models{place}"), Value::Null, &[]).await.expect(404);
        let listed = call("GET", String::new(), Value::Null, None).await.expect(200).json();
        assert_eq!(listed["items"].as_array().unwrap().len(), 1 + TieringModel::versions().all().len());
        assert_eq!(queries(t, &omar, &format!("/tiering-models{place}/dry-run")).await, queries(t, &omar, &format!("/tiering-models{place}/dry-run")).await);
        call("POST", format!("{place}/discard"), json!({}), None).await.expect(200);
    }
}
