//! The register of public records: registering, diary numbers, secrecy proposals, the organisation's plan, and that a
//! vendor sees none of it.

use super::support::tables::insert;
use super::support::{Answer, Browser, Harness};
use crate::categorisation::queries;
use serde_json::{Value, json};
use tillit::access::{Permission, Role, policy, routes};
use tillit::base::Id;
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::records::{self, RecordFilter};
use tillit::kit::Ctx;
use tillit::platform::view::Views;

/// A manager who registers, a lawyer who may decide, another lawyer, and a vendor.
pub struct World {
    pub ctx: Ctx,
    pub eva: Browser,
    pub maria: Browser,
    pub lars: Browser,
    pub token: String,
    pub maria_token: String,
    pub vendor: Id,
    pub vendor_admin: Browser,
    pub vendor_token: String,
}

pub fn world(t: &Harness) -> World {
    let now = t.now();
    let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Vidlyssna AB", None, false));
    let (eva, ctx) = t.person(&t.region, Role::ContractManager, "Eva Björk");
    let (maria, maria_ctx) = t.person(&t.region, Role::LegalCounsel, "Maria Kron");
    let (lars, lars_ctx) = t.person(&t.region, Role::LegalCounsel, "Lars Holm");
    let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
    let vendor = insert(
        t,
        "vendors",
        &[
            ("organisation_id", t.region.id.as_str()),
            ("legal_name", "Vidlyssna Vårdlinje AB"),
            ("name_folded", "vidlyssna vardlinje ab"),
            ("kind", "care_provider"),
            ("country", "SE"),
            ("status", "active"),
            ("tags", ""),
            ("tier", "1"),
            ("vendor_organisation_id", home.id.as_str()),
        ],
    );
    World {
        eva: t.browser_for(&eva, ctx.clone()),
        maria: t.browser_for(&maria, maria_ctx),
        lars: t.browser_for(&lars, lars_ctx),
        token: t.token_of(&eva, &t.region, Role::ContractManager),
        maria_token: t.token_of(&maria, &t.region, Role::LegalCounsel),
        vendor_admin: t.browser_for(&lena, lena_ctx),
        vendor_token: t.token_of(&lena, &home, Role::VendorAdmin),
        vendor,
        ctx,
    }
}

impl World {
    pub async fn api(&self, method: &str, path: &str, body: Value, version: Option<&str>) -> Answer {
        let headers: Vec<(&str, &str)> = version.map(|v| ("if-match", v)).into_iter().collect();
        self.eva.api(&self.token, method, path, body, &headers).await
    }

    pub async fn decides(&self, method: &str, path: &str, body: Value, version: Option<&str>) -> Answer {
        let headers: Vec<(&str, &str)> = version.map(|v| ("if-match", v)).into_iter().collect();
        self.maria.api(&self.maria_token, method, path, body, &headers).await
    }

    /// Registers a letter from the vendor and gives its id.
    pub async fn letter(&self, subject: &str, body: &str, dated_on: &str) -> String {
        let new = json!({
            "kind": "document", "vendor_id": self.vendor, "subject": subject, "type_key": "letter", "direction": "incoming",
            "dated_on": dated_on, "counterpart": "Vidlyssna Vårdlinje AB", "body": body,
        });
        let made = self.api("POST", "/api/v1/records", new, None).await.expect(201).json();
        made["id"].as_str().unwrap().to_string()
    }

    /// A file of the vendor's, as it was attached to something.
    pub fn evidence(&self, t: &Harness, name: &str, media_type: &str, bytes: &[u8]) -> (String, String) {
        let stored = t.app.files.put(bytes).unwrap();
        let size = stored.size.to_string();
        let id = insert(
            t,
            "attachments",
            &[
                ("organisation_id", t.region.id.as_str()),
                ("vendor_id", self.vendor.as_str()),
                ("object_type", "action"),
                ("object_id", "1"),
                ("part", ""),
                ("file_name", name),
                ("media_type", media_type),
                ("size", &size),
                ("sha256", &stored.sha256),
                ("uploaded_by", self.ctx.actor.person_id.as_str()),
                ("shared", "true"),
            ],
        );
        (id.to_string(), stored.sha256)
    }
}

fn fields() -> Vec<(&'static str, &'static str)> {
    vec![
        ("kind", "document"),
        ("subject", "Svar om lagring"),
        ("type_key", "letter"),
        ("direction", "incoming"),
        ("dated_on", "2026-11-20"),
        ("counterpart", "Vidlyssna Vårdlinje AB"),
        ("diary_number", "KS 2026/117"),
        ("body", "Servern står i skåp 12."),
    ]
}

fn with<'a>(fields: &[(&'a str, &'a str)], name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(k, v)| if *k == name { (*k, value) } else { (*k, *v) }).collect()
}

both! {
    async fn a_record_is_registered_and_its_number_is_never_made(t: &Harness) {
        let w = world(t);
        let fields = fields();
        for (name, value, said) in [
            ("subject", "", "Fyll i"),
            ("type_key", "hittad_pa", "Välj"),
            ("direction", "bakåt", "Välj"),
            ("dated_on", "2026-11-24", "framåt i tiden"),
            ("dated_on", "", "Fyll i"),
        ] {
            w.eva.post("/records", &with(&fields, name, value)).await.expect(422).has(&[said, "Servern står i skåp 12."]);
        }
        // the organisation's own pattern: nothing else is taken, and nothing is made
        w.eva.post("/record-settings", &[("version", "0"), ("diary_pattern", "KS ("), ("diary_example", "")]).await.expect(422).has(&["Mönstret går inte att läsa"]);
        w.eva.post("/record-settings", &[("version", "0"), ("diary_pattern", r"KS \d{4}/\d+"), ("diary_example", "HSN 1")]).await.expect(422).has(&["Exemplet stämmer inte"]);
        let settings = [("version", "0"), ("diary_pattern", r"KS \d{4}/\d+"), ("diary_example", "KS 2026/1005"), ("case_link", "https://diarium.example/{dnr}")];
        w.eva.post("/record-settings", &settings).await.expect(303);
        w.eva.post("/record-settings", &settings).await.expect(409);
        let wrong = with(&fields, "diary_number", "HSN 2026-1");
        w.eva.post("/records", &wrong).await.expect(422).has(&["KS 2026/1005", "HSN 2026-1"]);
        let place = w.eva.post("/records", &fields).await.expect(303).location().to_string();
        w.eva.get(&place).await.expect(200).has(&["KS 2026/117", "https://diarium.example/KS%202026%2F117", "Servern står i skåp 12.", "Inkommen", "Vidlyssna Vårdlinje AB"]);
        let without = with(&fields, "diary_number", "");
        let other = w.eva.post("/records", &without).await.expect(303).location().to_string();
        let id: Id = other.trim_start_matches("/records/").parse().unwrap();
        assert_eq!(t.read(|c| records::find(c, &w.ctx.scope, &id)).diary_number, None);
        w.eva.get("/records?q=KS+2026%2F117").await.expect(200).has(&["Svar om lagring"]);
        let edit = [("version", "1"), ("subject", "Svar om lagring"), ("type_key", "letter"), ("direction", "incoming"), ("dated_on", "2026-11-20"), ("closed_on", "2026-11-01")];
        w.eva.post(&format!("{place}/edit"), &edit).await.expect(422).has(&["före handlingens datum"]);
        let edit = with(&edit, "closed_on", "2026-11-21");
        w.eva.post(&format!("{place}/edit"), &edit).await.expect(303);
        w.eva.post(&format!("{place}/edit"), &edit).await.expect(409);
        w.eva.get("/records/export").await.expect(200);
        w.eva.get("/records/00000000-0000-7000-8000-000000000000").await.expect(404);
    }

    async fn what_is_a_record_waits_until_it_is_registered(t: &Harness) {
        let w = world(t);
        let (file, _) = w.evidence(t, "penetrationstest.pdf", "application/pdf", b"%PDF-1.7 prov");
        w.eva.get("/records/unregistered?kind=evidence").await.expect(200).has(&["penetrationstest.pdf", "Vidlyssna Vårdlinje AB"]);
        let new = format!("/records/new?kind=evidence&object_id={file}");
        w.eva.get(&new).await.expect(200).has(&["penetrationstest.pdf", "Vidlyssna Vårdlinje AB"]);
        let body = json!({"kind": "evidence", "object_id": file, "subject": "Penetrationstest", "type_key": "evidence", "direction": "incoming", "dated_on": "2026-11-20"});
        let made = w.api("POST", "/api/v1/records", body.clone(), None).await.expect(201).json();
        assert_eq!(made["files"][0]["name"], "penetrationstest.pdf");
        assert_eq!(made["vendor_id"], json!(w.vendor));
        w.api("POST", "/api/v1/records", body, None).await.expect(409);
        w.eva.get(&new).await.expect(409).has(&["redan registrerad med nummer 1"]);
        w.eva.get("/records/unregistered?kind=evidence").await.expect(200).lacks(&["penetrationstest.pdf"]).has(&["Inget väntar"]);
        for kind in ["minutes", "assessment", "approval", "analysis"] {
            w.eva.get(&format!("/records/unregistered?kind={kind}")).await.expect(200);
            w.api("GET", &format!("/api/v1/records/unregistered?kind={kind}"), Value::Null, None).await.expect(200);
        }
        // what we made ourselves, and the files of documents, are records of another kind
        for kind in ["dialogue", "dialogue_call", "public_record"] {
            let own = [("organisation_id", t.region.id.as_str()), ("object_type", kind), ("uploaded_by", w.ctx.actor.person_id.as_str())];
            let paper = insert(t, "attachments", &own);
            let body = json!({"kind": "evidence", "object_id": paper, "subject": "x", "type_key": "evidence", "direction": "incoming", "dated_on": "2026-11-20"});
            w.api("POST", "/api/v1/records", body, None).await.expect(404);
        }
        let nothing = json!({"kind": "minutes", "object_id": file, "subject": "x", "type_key": "minutes", "direction": "drawn_up", "dated_on": "2026-11-20"});
        w.api("POST", "/api/v1/records", nothing, None).await.expect(404);
        w.eva.get(&format!("/records/{}/record-files/{file}", made["id"].as_str().unwrap())).await.expect(200);
    }

    async fn what_the_vendor_has_not_handed_in_is_no_record(t: &Harness) {
        let w = world(t);
        let person = w.ctx.actor.person_id.as_str();
        let own = |table: &str, given: &[(&str, &str)]| {
            let home = [("organisation_id", t.region.id.as_str()), ("vendor_id", w.vendor.as_str())];
            insert(t, table, &[&home[..], given].concat())
        };
        let contract = own("contracts", &[("reference", "A-1"), ("title", "Avtal")]);
        let draft = own("assessments", &[("status", "in_progress"), ("sent_by", person)]);
        let handed_in = own("assessments", &[("status", "submitted"), ("sent_by", person), ("submitted_at", "2026-11-20 09:00:00")]);
        let case = |number: &str, state: &str, by_phone: &str| {
            let facts = [("contract_id", contract.as_str()), ("applicant_id", person), ("facts", "{}")];
            own("subcontract_cases", &[&facts[..], &[("number", number), ("state", state), ("by_phone", by_phone)][..]].concat())
        };
        let (begun, by_phone, applied) = (case("1", "draft", "false"), case("2", "draft", "true"), case("3", "submitted", "false"));
        for (kind, object, name, is_record) in [
            ("assessment", &draft, "utkast.pdf", false),
            ("assessment", &handed_in, "inlamnat.pdf", true),
            ("subcontract", &begun, "paborjad.pdf", false),
            ("subcontract", &by_phone, "telefon.pdf", true),
            ("subcontract", &applied, "ansokan.pdf", true),
            ("certificate", &contract, "intyg.pdf", true),
            // its own page asks for another permission, and what nobody has thought of is closed
            ("isms_clause", &contract, "ledning.pdf", false),
            ("nytt_slag", &contract, "nytt.pdf", false),
        ] {
            let file = own("attachments", &[("object_type", kind), ("object_id", object.as_str()), ("file_name", name), ("uploaded_by", person)]);
            let waiting = w.eva.get("/records/unregistered?kind=evidence").await.expect(200).text();
            assert_eq!(waiting.contains(name), is_record, "{name}");
            w.eva.get(&format!("/records/new?kind=evidence&object_id={file}")).await.expect(if is_record { 200 } else { 404 });
            let body = json!({"kind": "evidence", "object_id": file, "subject": "x", "type_key": "evidence", "direction": "incoming", "dated_on": "2026-11-20"});
            w.api("POST", "/api/v1/records", body, None).await.expect(if is_record { 201 } else { 404 });
        }
    }

    async fn minutes_wait_for_both_sides_before_they_are_records(t: &Harness) {
        let w = world(t);
        let own = |table: &str, given: &[(&str, &str)]| insert(t, table, &[&[("organisation_id", t.region.id.as_str())][..], given].concat());
        let contract = own("contracts", &[("vendor_id", w.vendor.as_str()), ("reference", "A-1"), ("title", "Avtal")]);
        for (period, state) in [("2026-08", "sent"), ("2026-09", "approved")] {
            let about = [("vendor_id", w.vendor.as_str()), ("contract_id", contract.as_str()), ("period", period)];
            let locked = [("status", "locked"), ("locked_at", "2026-11-20 09:00:00")];
            let dialogue = own("dialogues", &[&about[..], &locked[..]].concat());
            own("minutes", &[("dialogue_id", dialogue.as_str()), ("state", state)]);
        }
        w.eva.get("/records/unregistered?kind=minutes").await.expect(200).has(&["2026-09"]).lacks(&["2026-08"]);
    }

    async fn what_was_registered_stands(t: &Harness) {
        let w = world(t);
        let id = w.letter("Svar", "Servern står i skåp 12.", "2026-11-20").await;
        let edit = [("version", "1"), ("subject", "Rättat ämne"), ("type_key", "letter"), ("direction", "incoming"), ("dated_on", "2026-11-20"), ("body", "Annat")];
        w.eva.post(&format!("/records/{id}/edit"), &edit).await.expect(409).has(&["Lägg till en fil med rättelsen"]);
        w.api("PATCH", &format!("/api/v1/records/{id}"), json!({"body": ""}), Some("\"1\"")).await.expect(409);
        w.eva.get(&format!("/records/{id}/edit")).await.expect(200).has(&["kan inte ändras"]).lacks(&["skåp 12"]);
        w.eva.post(&format!("/records/{id}/edit"), &edit[..5]).await.expect(303);
        w.eva.get(&format!("/records/{id}")).await.expect(200).has(&["Rättat ämne", "Servern står i skåp 12."]);
        // a file that is taken away where it was attached stays in the register
        let (file, _) = w.evidence(t, "penetrationstest.pdf", "application/pdf", b"%PDF-1.7 prov");
        let new = json!({"kind": "evidence", "object_id": file, "subject": "Prov", "type_key": "evidence", "direction": "incoming", "dated_on": "2026-11-20"});
        let record = w.api("POST", "/api/v1/records", new, None).await.expect(201).json()["id"].as_str().unwrap().to_string();
        t.write(|c| {
            use diesel::prelude::*;
            use tillit::platform::db::schema::attachments;
            let gone = attachments::removed_at.eq(Some(w.ctx.instant()));
            Ok(diesel::update(attachments::table.filter(attachments::id.eq(&file))).set(gone).execute(c)?)
        });
        w.eva.get(&format!("/records/{record}")).await.expect(200).has(&["penetrationstest.pdf"]);
        w.eva.get(&format!("/records/{record}/record-files/{file}")).await.expect(200);
    }

    async fn a_mark_is_a_warning_and_says_so(t: &Harness) {
        let w = world(t);
        let id = w.letter("Svar om lagring", "Servern står i skåp 12.", "2026-11-20").await;
        let place = format!("/records/{id}");
        w.eva.get(&place).await.expect(200).has(&["En markering är en varning, inte ett beslut", "ej verifierad", "Uppgifter om Sveriges säkerhet ska inte finnas i Tillit"]);
        let marks = format!("{place}/secrecy-marks");
        w.eva.post(&marks, &[("field_key", "body"), ("paragraph", "osl_18_8"), ("reason", "")]).await.expect(422).has(&["Fyll i"]);
        w.eva.post(&marks, &[("field_key", "annan"), ("paragraph", "osl_99_1"), ("reason", "x")]).await.expect(422);
        let good = [("field_key", "body"), ("paragraph", "osl_18_8"), ("reason", "Visar var larmet sitter")];
        w.eva.post(&marks, &good).await.expect(303);
        w.eva.post(&marks, &good).await.expect(409).has(&["redan markerad"]);
        w.eva.get(&place).await.expect(200).has(&["Kan omfattas av sekretess enligt OSL 18 kap. 8 §", "Visar var larmet sitter"]);
        w.eva.get("/records").await.expect(200).has(&["Kan omfattas av sekretess"]);
        let body = w.api("GET", &format!("/api/v1{place}"), Value::Null, None).await.expect(200).json();
        assert_eq!((body["marks"][0]["paragraph"].as_str(), &body["marks"][0]["paragraph_verified"]), (Some("osl_18_8"), &json!(false)));
        let mark = body["marks"][0]["id"].as_str().unwrap().to_string();
        w.eva.post(&format!("{marks}/{mark}/remove"), &[]).await.expect(303);
        w.eva.get(&place).await.expect(200).lacks(&["Kan omfattas av sekretess enligt"]);
    }

    async fn a_letter_of_an_escalation_is_a_record_as_it_was_sent(t: &Harness) {
        let w = world(t);
        let (own, person) = (t.region.id.as_str(), w.ctx.actor.person_id.as_str());
        let escalated = [
            ("organisation_id", own), ("vendor_id", w.vendor.as_str()), ("origin", "action"), ("origin_id", w.vendor.as_str()), ("cause", "other"),
            ("title", "Tredje förseningen"), ("opened_by", person),
        ];
        let escalation = insert(t, "escalations", &escalated);
        let party = |name: &str| json!({"name": name, "org_number": null});
        let letter = json!({
            "format": "tillit-escalation-letter-1", "number": "1.1", "title_sv": "Rättelseanmodan", "title_en": "Formal request for correction",
            "client": party("Region Almeå"), "vendor": party("Vidlyssna Vårdlinje AB"), "contract": null, "demand": "Byt alla nycklar",
            "due_on": "2026-12-07", "diary_number": "HSN 2026-0911", "decided_on": "2026-11-20", "decided_by": "Eva Björk", "decided_role": "Avtalsansvarig",
        }).to_string();
        let sha256 = tillit::kit::snapshot::sha256_hex(&letter);
        let step = [("organisation_id", own), ("escalation_id", escalation.as_str()), ("direction", "raised"), ("reason", "HEMLIGT"), ("recorded_by", person)];
        let inside = insert(t, "escalation_steps", &step);
        let sent: Vec<(&str, &str)> = step.iter().copied().chain([("letter", letter.as_str()), ("letter_sha256", sha256.as_str())]).collect();
        let sent = insert(t, "escalation_steps", &sent);

        let waiting = "/records/unregistered?kind=escalation_letter";
        w.eva.get(waiting).await.expect(200).has(&["Brev i en eskalering", "Tredje förseningen", sent.as_str()]).lacks(&[inside.as_str()]);
        w.eva.get(&format!("/records/new?kind=escalation_letter&object_id={sent}")).await.expect(200).has(&["Rättelseanmodan 1.1", "HSN 2026-0911", "2026-11-20"]);
        let new = |object: &Id| json!({"kind": "escalation_letter", "object_id": object, "subject": "Rättelseanmodan", "type_key": "demand", "direction": "outgoing",
            "dated_on": "2026-11-20", "diary_number": "HSN 2026-0911"});
        w.api("POST", "/api/v1/records", new(&inside), None).await.expect(404);
        let changed = |sha256: &str| crate::notices::sql(t, &format!("UPDATE escalation_steps SET letter_sha256 = '{sha256}' WHERE id = '{sent}'"));
        changed("annan");
        w.api("POST", "/api/v1/records", new(&sent), None).await.expect(409).has(&["rule-ladder-tampered"]);
        changed(&sha256);
        let made = w.api("POST", "/api/v1/records", new(&sent), None).await.expect(201).json();
        w.api("POST", "/api/v1/records", new(&sent), None).await.expect(409).has(&["rule-record-registered"]);
        let page = format!("/records/{}", made["id"].as_str().unwrap());
        let shown = w.eva.get(&page).await.expect(200).has(&["Byt alla nycklar", "2026-12-07", "Krav mot leverantör", &format!("/escalations/{escalation}")]);
        shown.lacks(&["HEMLIGT"]);
        w.eva.get(waiting).await.expect(200).lacks(&["Tredje förseningen"]);
    }

    async fn the_organisation_decides_its_own_plan(t: &Harness) {
        let w = world(t);
        w.eva.get("/record-settings").await.expect(200).has(&["förslag, inte beslutat av er", "Självskattning"]);
        let rule = [("version", "0"), ("rule", "dispose"), ("years", "3"), ("counts_from", "dated"), ("plan_reference", "Plan 2026 4.2")];
        let place = "/record-settings/document-types/letter";
        w.eva.post(place, &rule).await.expect(403);
        w.maria.post("/record-settings/document-types/finns_inte", &rule).await.expect(404);
        w.maria.post(place, &with(&rule, "years", "")).await.expect(422).has(&["Fyll i"]);
        w.maria.post(place, &with(&rule, "years", "-1")).await.expect(422);
        w.maria.post(place, &with(&rule, "plan_reference", "")).await.expect(422);
        w.maria.post(place, &rule).await.expect(303);
        w.maria.post(place, &rule).await.expect(409);
        w.maria.get("/record-settings").await.expect(200).has(&["Plan 2026 4.2", "Beslutat av Maria Kron"]);
        let id = w.letter("Brev", "Text", "2026-11-20").await;
        let body = w.api("GET", &format!("/api/v1/records/{id}"), Value::Null, None).await.expect(200).json();
        assert_eq!((body["retention"].as_str(), body["due_on"].as_str()), (Some("dispose"), Some("2029-11-20")));
    }

    async fn a_vendor_sees_none_of_it(t: &Harness) {
        let w = world(t);
        w.letter("Svar om lagring", "Servern står i skåp 12.", "2026-11-20").await;
        let mine: Vec<_> = routes::all().filter(|(_, _, p)| matches!(p, Permission::RecordRead | Permission::RecordEdit | Permission::RecordDecide)).collect();
        assert!(mine.len() > 70, "the routes are in the table");
        for role in [Role::VendorAdmin, Role::VendorMember] {
            assert!(mine.iter().all(|(_, _, permission)| !policy::allows(Some(role), *permission)));
        }
        for (method, pattern, _) in mine.iter().filter(|(m, p, _)| *m == "GET" && !p.contains('{')) {
            let path = pattern.to_string();
            let answer = if path.starts_with("/api/") {
                w.vendor_admin.api(&w.vendor_token, method, &path, Value::Null, &[]).await
            } else {
                w.vendor_admin.get(&path).await
            };
            assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.status);
        }
        for page in ["/portal", "/portal/actions", "/portal/dialogues", "/portal/assessments"] {
            w.vendor_admin.get(page).await.expect(200).lacks(&["Svar om lagring", "skåp 12", "/records"]);
        }
    }

    async fn lists_ask_a_fixed_number_of_queries(t: &Harness) {
        let w = world(t);
        let pages = ["/records", "/disclosures", "/disposals/new", "/legal-holds", "/archive-packages", "/record-settings"];
        w.letter("Brev 0", "Text", "2026-11-20").await;
        let mut before = Vec::new();
        for place in pages {
            before.push(queries(t, &w.maria, place).await);
        }
        for n in 1..8 {
            let id = w.letter(&format!("Brev {n}"), "Text", "2010-11-20").await;
            w.api("POST", "/api/v1/legal-holds", json!({"title": "Tvist", "reason": "Stämning", "record_id": id}), None).await.expect(201);
            w.api("POST", "/api/v1/disclosures", json!({"asked_for": "Allt"}), None).await.expect(201);
        }
        for (place, count) in pages.iter().zip(before) {
            assert_eq!(queries(t, &w.maria, place).await, count, "{place}");
            assert!(count <= 25, "{place}: {count} queries");
        }
        assert_eq!(t.read(|c| records::list(c, &w.ctx.scope, &RecordFilter::default(), tillit::base::PageRequest::new(None, None))).total, 8);
    }
}

#[test]
fn every_page_renders_in_both_languages() {
    use tillit::features::records::views::*;
    use tillit::platform::view::render_samples;
    let views = Views::new().unwrap();
    let pages = [
        render_samples::<RecordsPage>(&views),
        render_samples::<UnregisteredPage>(&views),
        render_samples::<RecordFormPage>(&views),
        render_samples::<RecordPage>(&views),
        render_samples::<SettingsPage>(&views),
        render_samples::<DisclosuresPage>(&views),
        render_samples::<DisclosureFormPage>(&views),
        render_samples::<DisclosureEditPage>(&views),
        render_samples::<ListFlowPage>(&views),
        render_samples::<DisclosurePage>(&views),
        render_samples::<AssessPage>(&views),
        render_samples::<DisposalsPage>(&views),
        render_samples::<DryRunPage>(&views),
        render_samples::<DisposalPage>(&views),
        render_samples::<HoldsPage>(&views),
        render_samples::<PackagesPage>(&views),
    ];
    for rendered in pages {
        assert!(!rendered.unwrap().is_empty());
    }
}
