//! Requests for records: assessed field by field, masked so that the text is really gone, decided with how to appeal.

use super::records::{World, world};
use super::support::tables::insert;
use super::support::{Browser, Harness};
use serde_json::{Value, json};
use std::process::Command;
use tillit::access::Role;
use tillit::base::Id;

/// What people would look for in a file: in its bytes, in UTF-16, and in everything that poppler can take out of it.
fn said_by(bytes: &[u8], t: &Harness) -> String {
    let mut all = String::from_utf8_lossy(bytes).to_string();
    let path =
        t.app.files.put(bytes).map(|stored| std::env::temp_dir().join(format!("{}.pdf", stored.sha256))).unwrap();
    std::fs::write(&path, bytes).unwrap();
    let mut seen = false;
    for (tool, args) in [
        ("pdftotext", vec!["-layout", "PATH", "-"]),
        ("pdftotext", vec!["-raw", "PATH", "-"]),
        ("pdfinfo", vec!["-meta", "PATH"]),
        ("pdfinfo", vec!["-struct-text", "PATH"]),
        ("pdfinfo", vec!["PATH"]),
        ("pdffonts", vec!["PATH"]),
        ("pdfdetach", vec!["-list", "PATH"]),
    ] {
        let args = args.into_iter().map(|arg| if arg == "PATH" { path.to_str().unwrap() } else { arg });
        if let Ok(output) = Command::new(tool).args(args).output() {
            seen = true;
            all.push_str(&String::from_utf8_lossy(&output.stdout));
        }
    }
    let _ = std::fs::remove_file(&path);
    if !seen {
        eprintln!("poppler is not installed: only the bytes are searched");
    }
    all
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

fn gone(bytes: &[u8], t: &Harness, words: &[&str]) {
    let said = said_by(bytes, t).to_lowercase();
    for word in words {
        assert!(!said.contains(&word.to_lowercase()), "{word:?} is still there");
        let wide = utf16(word);
        assert!(!bytes.windows(wide.len()).any(|part| part == wide), "{word:?} is there in UTF-16");
    }
}

/// A request for one letter and its text file, with the letter's text read as it is.
async fn requested(w: &World, letter: &str) -> (String, Value) {
    let new = json!({"asked_for": "Allt om lagringen"});
    let made = w.api("POST", "/api/v1/disclosures", new, None).await.expect(201).json();
    assert_eq!(made["requester"], Value::Null, "nobody has to say who they are");
    let place = format!("/disclosures/{}", made["id"].as_str().unwrap());
    let chosen = w
        .api("POST", &format!("/api/v1{place}/choose"), json!({"record_ids": [letter]}), None)
        .await
        .expect(201)
        .json();
    let item = chosen["items"][0]["id"].as_str().unwrap();
    let item = w.api("GET", &format!("/api/v1{place}/chosen/{item}"), Value::Null, None).await.expect(200).json();
    (place, item)
}

async fn assess(w: &World, place: &str, item: &Value, changes: Value) {
    let mut assessment = item["assessment"].clone();
    for (key, value) in changes.as_object().unwrap() {
        assessment[key.as_str()] = value.clone();
    }
    let path = format!("/api/v1{place}/chosen/{}", item["id"].as_str().unwrap());
    let version = format!("\"{}\"", item["version"]);
    w.api("PUT", &path, json!({"assessment": assessment}), Some(&version)).await.expect(200);
}

async fn issued(w: &World, place: &str) -> (Value, Vec<u8>) {
    let made = w.api("POST", &format!("/api/v1{place}/extracts"), Value::Null, None).await.expect(201).json();
    let extract = made["extracts"][0].clone();
    let path = format!("{place}/extracts/{}/extract.pdf", extract["id"].as_str().unwrap());
    let pdf = w.eva.get(&path).await.expect(200).body;
    assert!(pdf.starts_with(b"%PDF-1.7"));
    for mark in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"] {
        assert!(String::from_utf8_lossy(&pdf).contains(mark), "{mark}");
    }
    (extract, pdf)
}

fn parts(words: &[&str]) -> Value {
    json!({"openness": "parts", "paragraph": "osl_18_8", "reason": "Visar larmet", "parts": words})
}

fn whole(paragraph: &str) -> Value {
    json!({"openness": "whole", "paragraph": paragraph, "reason": "Affärsförhållande"})
}

const SECRET: &[&str] = &["skåp 12", "Kodlås", "Berit Ekvall", "hemlig.txt", "Q4711Z"];

both! {
    async fn the_masked_text_is_really_gone(t: &Harness) {
        let w = world(t);
        let text = "Servern står i skåp 12.\nLarmet är tyst.\nSkåp\u{a0}12 har kodlås Q4711Z. Ring Berit Ekvall, ber\u{ad}it  ekvall.";
        let letter = w.letter("Svar från Berit Ekvall om lagring", text, "2026-11-20").await;
        w.eva.upload(&format!("/records/{letter}/files"), &[], "file", "hemlig.txt", "Kodlås Q4711Z i skåp 12, men dörren är grön".as_bytes()).await.expect(303);
        let (place, item) = requested(&w, &letter).await;
        let file = item["keys"].as_array().unwrap().iter().find_map(|k| k.as_str().filter(|k| k.starts_with("file:"))).unwrap().to_string();
        // nothing is issued before somebody has assessed it
        w.api("POST", &format!("/api/v1{place}/extracts"), Value::Null, None).await.expect(409);
        let terms = json!({"terms": [{"text": "Berit Ekvall", "paragraph": "osl_21_3"}, {"text": "hemlig.txt", "paragraph": "osl_18_8"}]});
        w.api("PUT", &format!("/api/v1{place}/terms"), terms.clone(), None).await.expect(428);
        w.api("PUT", &format!("/api/v1{place}/terms"), terms, Some("\"1\"")).await.expect(200);
        let short = json!({"terms": [{"text": "a", "paragraph": "osl_21_3"}]});
        w.api("PUT", &format!("/api/v1{place}/terms"), short, Some("\"2\"")).await.expect(422);
        assess(&w, &place, &item, json!({"body": parts(&["skåp 12", "kodlås", "Q4711Z"]), file.as_str(): parts(&["kodlås"])})).await;
        let (extract, pdf) = issued(&w, &place).await;
        gone(&pdf, t, SECRET);
        let said = said_by(&pdf, t);
        if said.contains("Larmet") {
            assert!(said.contains("tyst") && said.contains("OSL 18 kap. 8") && said.contains("ej verifierad"), "{said}");
            assert!(said.contains("grön"), "the text file is set anew");
        }
        let english = w.eva.get(&format!("{place}/extracts/{}/extract.pdf?lang=en", extract["id"].as_str().unwrap())).await.expect(200).body;
        gone(&english, t, SECRET);
        let again = w.eva.get(&format!("{place}/extracts/{}/extract.pdf", extract["id"].as_str().unwrap())).await.expect(200).body;
        assert_eq!(again, pdf, "the same extract gives the same bytes");
        // neither the snapshot that is kept nor the audit log holds the words
        let id: Id = place.trim_start_matches("/disclosures/").parse().unwrap();
        let zip = w.eva.get(&format!("{place}/extracts/{}/package.zip", extract["id"].as_str().unwrap())).await.expect(200).body;
        gone(&zip, t, SECRET);
        let log = t.read(|c| {
            use diesel::prelude::*;
            use tillit::platform::db::schema::{audit_events, disclosure_extracts};
            let mut all: Vec<String> = disclosure_extracts::table.filter(disclosure_extracts::disclosure_id.eq(&id)).select(disclosure_extracts::snapshot).load(c)?;
            let after: Vec<Option<String>> = audit_events::table.filter(audit_events::object_type.like("disclosure%")).select(audit_events::after).load(c)?;
            all.extend(after.into_iter().flatten());
            Ok(all.join("\n").to_lowercase())
        });
        assert!(log.contains("larmet är tyst"));
        for word in SECRET {
            assert!(!log.contains(&word.to_lowercase()), "{word}");
        }
    }

    async fn a_field_that_is_masked_whole_is_gone_elsewhere_too(t: &Harness) {
        let w = world(t);
        let letter = w.letter("Priset är 4 200 kronor per larm", "Vi sade: Priset är 4 200 kronor per larm. Resten är öppet.", "2026-11-20").await;
        let (place, item) = requested(&w, &letter).await;
        assess(&w, &place, &item, json!({"meta.subject": whole("osl_31_16")})).await;
        let (extract, pdf) = issued(&w, &place).await;
        gone(&pdf, t, &["4 200 kronor"]);
        assert_eq!(extract["paragraphs"], json!(["OSL 31 kap. 16 §"]));
        // a record that has changed since is assessed anew
        let (other, other_item) = requested(&w, &letter).await;
        assess(&w, &other, &other_item, json!({})).await;
        w.eva.upload(&format!("/records/{letter}/files"), &[], "file", "ny.txt", b"ny").await.expect(303);
        w.api("POST", &format!("/api/v1{other}/extracts"), Value::Null, None).await.expect(409);
    }

    async fn a_text_that_nobody_read_is_not_issued(t: &Harness) {
        let w = world(t);
        let letter = w.letter("Svar", "Öppet innehåll.", "2026-11-20").await;
        let (place, item) = requested(&w, &letter).await;
        assess(&w, &place, &item, json!({})).await;
        let edit = [
            ("version", "1"), ("subject", "Svar"), ("type_key", "letter"), ("direction", "incoming"), ("dated_on", "2026-11-20"),
            ("counterpart", "Vidlyssna Vårdlinje AB"), ("body", "Nyckeln ligger i skåp 12."),
        ];
        w.eva.post(&format!("/records/{letter}/edit"), &edit).await.expect(303);
        let refused = w.api("POST", &format!("/api/v1{place}/extracts"), Value::Null, None).await.expect(409).text();
        assert!(refused.contains("rule-disclosure-changed"), "{refused}");
        let path = format!("/api/v1{place}/chosen/{}", item["id"].as_str().unwrap());
        let item = w.api("GET", &path, Value::Null, None).await.expect(200).json();
        assess(&w, &place, &item, json!({"body": parts(&["skåp 12"])})).await;
        let (_, pdf) = issued(&w, &place).await;
        gone(&pdf, t, &["skåp 12"]);
    }

    async fn a_short_title_that_is_masked_whole_is_not_left_as_another_fields_heading(t: &Harness) {
        let w = world(t);
        let person = w.ctx.actor.person_id.as_str();
        let own = [("organisation_id", t.region.id.as_str()), ("vendor_id", w.vendor.as_str()), ("title", "Plan"), ("created_by", person)];
        let plan = insert(t, "plans", &own);
        let line = json!({
            "action_id": w.vendor, "number": 1, "title": "Lås A", "description": "Byts före jul.", "responsible": "region", "owner": null,
            "due_on": "2026-12-20", "original_due_on": "2026-12-20", "slips": 0, "status": "open", "origin": "new",
            "starts_on": "2026-12-01", "milestone": null, "expected_evidence": null, "finding": null,
        });
        let frozen = json!({
            "format": "tillit-plan-1", "organisation": "Regionen", "vendor": "Vidlyssna Vårdlinje AB", "contract": null, "number": 1,
            "version": 1, "title": "Plan", "purpose": null, "starts_on": "2026-12-01", "focus": [], "lines": [line], "decision": null,
        }).to_string();
        let decision = [("organisation_id", t.region.id.as_str()), ("plan_id", plan.as_str()), ("snapshot", frozen.as_str()), ("recorded_by", person)];
        insert(t, "plan_decisions", &decision);
        let new = json!({"kind": "plan", "object_id": plan, "subject": "Planen", "type_key": "letter", "direction": "drawn_up", "dated_on": "2026-11-23"});
        let record = w.api("POST", "/api/v1/records", new, None).await.expect(201).json()["id"].as_str().unwrap().to_string();
        let (place, item) = requested(&w, &record).await;
        assess(&w, &place, &item, json!({"lines.0.title": whole("osl_18_8")})).await;
        let (_, pdf) = issued(&w, &place).await;
        gone(&pdf, t, &["Lås A"]);
        let kept: String = t.read(|c| {
            use diesel::prelude::*;
            use tillit::platform::db::schema::disclosure_extracts;
            Ok(disclosure_extracts::table.select(disclosure_extracts::snapshot).first(c)?)
        });
        assert!(kept.contains("Byts före jul.") && !kept.contains("Lås A"), "{kept}");
    }

    async fn a_decision_rests_on_the_newest_extract(t: &Harness) {
        let w = world(t);
        let first = w.letter("Svar ett", "Öppet innehåll.", "2026-11-20").await;
        let second = w.letter("Svar två", "Servern står i skåp 12.", "2026-11-20").await;
        let (place, item) = requested(&w, &first).await;
        assess(&w, &place, &item, json!({})).await;
        issued(&w, &place).await;
        let chosen = w.api("POST", &format!("/api/v1{place}/choose"), json!({"record_ids": [second]}), None).await.expect(201).json();
        let path = format!("/api/v1{place}/chosen/{}", chosen["items"][1]["id"].as_str().unwrap());
        let item = w.api("GET", &path, Value::Null, None).await.expect(200).json();
        assess(&w, &place, &item, json!({"body": parts(&["skåp 12"])})).await;
        // the masked letter is not in the extract: it is not all that was given
        let (decide, full) = (format!("{place}/decide"), [("version", "1"), ("outcome", "full")]);
        w.eva.post(&decide, &full).await.expect(409).has(&["Skapa ett nytt utdrag"]);
        let partial = [("version", "1"), ("outcome", "partial"), ("reasons", "Visar larmet."), ("paragraphs", "osl_18_8")];
        w.maria.post(&decide, &partial).await.expect(409).has(&["Skapa ett nytt utdrag"]);
        w.eva.post(&decide, &[("version", "1"), ("outcome", "not_held")]).await.expect(409).has(&["Begäran har valda handlingar"]);
        issued(&w, &place).await;
        w.eva.post(&decide, &full).await.expect(409).has(&["Utdraget är maskat"]);
        w.maria.post(&decide, &partial).await.expect(303);
        // words to mask that were said after the extract
        let (other, item) = requested(&w, &first).await;
        assess(&w, &other, &item, json!({})).await;
        issued(&w, &other).await;
        let terms = json!({"terms": [{"text": "innehåll", "paragraph": "osl_21_3"}]});
        w.api("PUT", &format!("/api/v1{other}/terms"), terms, Some("\"1\"")).await.expect(200);
        w.eva.post(&format!("{other}/decide"), &[("version", "2"), ("outcome", "full")]).await.expect(409).has(&["Skapa ett nytt utdrag"]);
        // nothing chosen: there is no such record
        let empty = w.eva.post("/disclosures", &[("asked_for", "Något annat")]).await.expect(303).location().to_string();
        w.eva.post(&format!("{empty}/decide"), &[("version", "1"), ("outcome", "not_held")]).await.expect(303);
        // more than a request can have is refused before it is looked for
        let many: Vec<Id> = (0..201).map(|_| Id::new(t.now())).collect();
        let (place, _) = requested(&w, &first).await;
        w.api("POST", &format!("/api/v1{place}/choose"), json!({"record_ids": many}), None).await.expect(409);
    }

    async fn a_file_that_cannot_be_masked_is_withheld_or_read(t: &Harness) {
        let w = world(t);
        let (file, _) = w.evidence(t, "test.pdf", "application/pdf", b"%PDF-1.7 Hemligt innehall");
        let new = json!({"kind": "evidence", "object_id": file, "subject": "Test", "type_key": "evidence", "direction": "incoming", "dated_on": "2026-11-20"});
        let record = w.api("POST", "/api/v1/records", new, None).await.expect(201).json()["id"].as_str().unwrap().to_string();
        let (place, item) = requested(&w, &record).await;
        let key = format!("file:{file}");
        let path = format!("/api/v1{place}/chosen/{}", item["id"].as_str().unwrap());
        let with = |said: Value| {
            let mut all = item["assessment"].clone();
            all[key.as_str()] = said;
            json!({"assessment": all})
        };
        w.api("PUT", &path, with(parts(&["hemligt"])), Some("\"1\"")).await.expect(422);
        // open as it is: somebody must have read it
        w.api("PUT", &path, with(json!({"openness": "open", "paragraph": null, "reason": null})), Some("\"1\"")).await.expect(422);
        w.api("PUT", &path, with(json!({"openness": "whole", "paragraph": null, "reason": null})), Some("\"1\"")).await.expect(422);
        w.api("PUT", &path, json!({"assessment": {}}), Some("\"1\"")).await.expect(422);
        w.api("PUT", &path, with(whole("osl_18_8")), Some("\"1\"")).await.expect(200);
        let (extract, pdf) = issued(&w, &place).await;
        gone(&pdf, t, &["Hemligt innehall", "test.pdf"]);
        let zip = w.eva.get(&format!("{place}/extracts/{}/package.zip", extract["id"].as_str().unwrap())).await.expect(200).body;
        gone(&zip, t, &["Hemligt innehall", "test.pdf"]);
        w.api("PUT", &path, with(json!({"openness": "open", "paragraph": null, "reason": "Läst av Eva"})), Some("\"2\"")).await.expect(200);
        let (extract, _) = issued(&w, &place).await;
        let zip = w.eva.get(&format!("{place}/extracts/{}/package.zip", extract["id"].as_str().unwrap())).await.expect(200).body;
        assert!(String::from_utf8_lossy(&zip).contains("001-test.pdf"));
    }

    async fn a_journalist_gets_the_vendor_list_in_one_flow(t: &Harness) {
        let w = world(t);
        w.eva.get("/disclosures/lists").await.expect(200).has(&["Vidlyssna Vårdlinje AB", "OSL 18 kap. 8 §"]);
        w.eva.get("/disclosures/lists?source=service_list").await.expect(200).has(&["Plattform"]);
        let form = [
            ("source", "vendor_list"), ("asked_for", "Listan över leverantörer"), ("received_on", "2026-11-23"),
            ("mask-tier", "osl_18_8"), ("mask-kind", ""), ("terms", "Vårdlinje"), ("paragraph", "osl_31_16"),
        ];
        let wrong = form.map(|(k, v)| if k == "asked_for" { (k, "") } else { (k, v) });
        w.eva.post("/disclosures/lists", &wrong).await.expect(422).has(&["Fyll i"]);
        let wrong = form.map(|(k, v)| if k == "mask-tier" { (k, "osl_99_9") } else { (k, v) });
        w.eva.post("/disclosures/lists", &wrong).await.expect(422).has(&["Välj den paragraf"]);
        let count = |t: &Harness| t.read(|c| {
            use diesel::prelude::*;
            use tillit::platform::db::schema::disclosures;
            Ok(disclosures::table.count().get_result::<i64>(c)?)
        });
        assert_eq!(count(t), 0, "all of it or nothing");
        let place = w.eva.post("/disclosures/lists", &form).await.expect(303).location().to_string();
        let place = place.trim_end_matches("#extracts").to_string();
        let body = w.api("GET", &format!("/api/v1{place}"), Value::Null, None).await.expect(200).json();
        let extract = body["extracts"][0]["id"].as_str().unwrap();
        let pdf = w.eva.get(&format!("{place}/extracts/{extract}/extract.pdf")).await.expect(200).body;
        gone(&pdf, t, &["Vårdlinje"]);
        let said = said_by(&pdf, t);
        if said.contains("Vidlyssna") {
            assert!(said.contains("Vårdgivare") && said.contains("Lämnas inte ut: OSL 18 kap. 8"), "{said}");
        }
        // the same in one call
        let list = json!({"request": {"asked_for": "Tjänsterna"}, "source": "service_list", "assessment": {"column:platform": {"openness": "open", "paragraph": null, "reason": null}}});
        let made = w.api("POST", "/api/v1/disclosures/lists", list, None).await.expect(201).json();
        assert_eq!(made["extracts"].as_array().unwrap().len(), 1);
        w.api("POST", "/api/v1/disclosures/lists", json!({"request": {"asked_for": "x"}, "source": "record"}), None).await.expect(422);
        let steps: Vec<_> = body["log"].as_array().unwrap().iter().map(|e| e["step"].as_str().unwrap().to_string()).collect();
        assert_eq!(steps, ["received", "chosen", "terms", "assessed", "issued"]);
    }

    async fn a_refusal_is_decided_by_who_may_and_says_how_to_appeal(t: &Harness) {
        let w = world(t);
        let letter = w.letter("Svar", "Servern står i skåp 12.", "2026-11-20").await;
        let (place, item) = requested(&w, &letter).await;
        let decide = format!("{place}/decide");
        w.eva.post(&decide, &[("version", "1"), ("outcome", "full")]).await.expect(409).has(&["Skapa utdraget innan"]);
        assess(&w, &place, &item, json!({"body": parts(&["skåp 12"])})).await;
        issued(&w, &place).await;
        w.eva.post(&decide, &[("version", "1"), ("outcome", "full")]).await.expect(409).has(&["Utdraget är maskat"]);
        let partial = [("version", "1"), ("outcome", "partial"), ("reasons", "Uppgiften visar var larmet sitter.")];
        w.eva.post(&decide, &partial).await.expect(403);
        w.maria.post(&decide, &[("version", "1"), ("outcome", "partial"), ("reasons", "")]).await.expect(422).has(&["Fyll i"]);
        w.maria.post(&format!("{place}/hand-over"), &[("version", "1")]).await.expect(409);
        w.maria.post(&decide, &partial).await.expect(303);
        w.maria.post(&decide, &partial).await.expect(409);
        let pdf = w.eva.get(&format!("{place}/decision.pdf")).await.expect(200).body;
        gone(&pdf, t, &["skåp 12"]);
        let said = said_by(&pdf, t);
        if said.contains("Motivering") {
            assert!(said.contains("kammarrätten") && said.contains("ej verifierad") && said.contains("Anonym") && said.contains("Maria Kron"), "{said}");
            assert!(said.contains("OSL 18 kap. 8"), "the grounds come from the extract");
        }
        let english = said_by(&w.eva.get(&format!("{place}/decision.pdf?lang=en")).await.expect(200).body, t);
        if english.contains("Reasons") {
            assert!(english.contains("not verified") && english.contains("kammarrätten"), "{english}");
        }
        w.api("POST", &format!("/api/v1{place}/extracts"), Value::Null, None).await.expect(409);
        w.eva.post(&format!("{place}/hand-over"), &[("version", "2")]).await.expect(303);
        w.eva.get("/disclosures").await.expect(200).has(&["Lämnas ut delvis", "Besvarad", "Anonym"]);
        w.eva.get("/disclosures/export").await.expect(200);
        // a refusal with nothing issued needs its grounds
        let (other, _) = requested(&w, &letter).await;
        let refused = [("version", "1"), ("outcome", "refused"), ("reasons", "Allt är hemligt.")];
        w.maria.post(&format!("{other}/decide"), &refused).await.expect(422).has(&["Välj minst en paragraf"]);
        let grounded: Vec<_> = refused.iter().copied().chain([("paragraphs", "osl_18_8"), ("paragraphs", "osl_31_16")]).collect();
        w.maria.post(&format!("{other}/decide"), &grounded).await.expect(303);
    }

    async fn an_open_request_grows_late(t: &Harness) {
        let w = world(t);
        let ahead = [("asked_for", "Allt"), ("received_on", "2026-11-24")];
        w.eva.post("/disclosures", &ahead).await.expect(422).has(&["framåt i tiden"]);
        w.eva.post("/disclosures", &[("asked_for", "Allt"), ("received_on", "0001-01-01")]).await.expect(422).has(&["efter år 1899"]);
        let place = w.eva.post("/disclosures", &[("asked_for", "Allt"), ("received_on", "2026-11-23"), ("requester", "Nyhetsbladet")]).await.expect(303).location().to_string();
        w.eva.get(&place).await.expect(200).has(&["I tid", "Nyhetsbladet"]);
        t.advance_days(3);
        let eva: Browser = crate::categorisation::again(t, &w.eva);
        eva.get("/disclosures").await.expect(200).has(&["Dröjer", "3 arbetsdagar"]);
        // who asked is not in the log of changes
        let named = t.read(|c| {
            use diesel::prelude::*;
            use tillit::platform::db::schema::audit_events;
            Ok(audit_events::table.filter(audit_events::after.like("%Nyhetsbladet%")).count().get_result::<i64>(c)?)
        });
        assert_eq!(named, 0);
    }

    async fn the_assessment_is_a_form_that_keeps_what_was_typed(t: &Harness) {
        let w = world(t);
        let letter = w.letter("Svar", "Servern står i skåp 12.", "2026-11-20").await;
        w.eva.post(&format!("/records/{letter}/secrecy-marks"), &[("field_key", "body"), ("paragraph", "osl_18_8"), ("reason", "Larmet")]).await.expect(303);
        let place = w.eva.post("/disclosures", &[("asked_for", "Svaret")]).await.expect(303).location().to_string();
        w.eva.get(&format!("{place}?q=svar")).await.expect(200).has(&["Välj markerade", &letter]);
        w.eva.post(&format!("{place}/choose"), &[]).await.expect(422);
        w.eva.post(&format!("{place}/choose"), &[("record_ids", &letter)]).await.expect(303);
        let body = w.api("GET", &format!("/api/v1{place}"), Value::Null, None).await.expect(200).json();
        let form = format!("{place}/chosen/{}", body["items"][0]["id"].as_str().unwrap());
        // what is marked is proposed, and somebody assesses it
        w.eva.get(&form).await.expect(200).has(&["Kan omfattas av sekretess enligt OSL 18 kap. 8 §", "Servern står i skåp 12."]);
        let typed = [
            ("version", "1"), ("key-0", "meta.subject"), ("how-0", "open"), ("key-1", "meta.counterpart"), ("how-1", "open"),
            ("key-2", "body"), ("how-2", "parts"), ("paragraph-2", ""), ("parts-2", "skåp 12"),
        ];
        w.eva.post(&form, &typed).await.expect(422).has(&["Välj den paragraf", "skåp 12"]);
        let typed = typed.map(|(k, v)| if k == "paragraph-2" { (k, "osl_18_8") } else { (k, v) });
        w.eva.post(&form, &typed).await.expect(303);
        w.eva.post(&form, &typed).await.expect(409);
        w.eva.post(&format!("{form}/remove"), &[]).await.expect(303);
        w.eva.get(&place).await.expect(200).has(&["Sök och välj de handlingar"]);
        let outsider = t.region_user(Role::Reader);
        outsider.get(&place).await.expect(403);
    }
}
