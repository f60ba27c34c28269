//! Requests for records: assessed field by field, masked so that the text is really gone, decided with how to appeal.

use super::notices::sql;
use super::records::{World, world};
use super::support::tables::insert;
use super::support::{Browser, Harness};
use serde_json::{Value, json};
use std::process::Command;
use tillit::access::Role;
use tillit::base::{Id, Language};
use tillit::platform::docx::{self, About, Block};

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

/// A request for one file of the vendor's, with the key that it is assessed by.
async fn of_file(w: &World, t: &Harness, name: &str, media_type: &str, bytes: &[u8]) -> (String, Value, String) {
    let (file, _) = w.evidence(t, name, media_type, bytes);
    let new = json!({"kind": "evidence", "object_id": file, "subject": "Test", "type_key": "evidence", "direction": "incoming", "dated_on": "2026-11-20"});
    let record = w.api("POST", "/api/v1/records", new, None).await.expect(201).json();
    let (place, item) = requested(w, record["id"].as_str().unwrap()).await;
    (place, item, format!("file:{file}"))
}

/// Words that are masked everywhere in a request that nobody has changed.
async fn masks(w: &World, place: &str, words: &[&str]) {
    let terms: Vec<Value> = words.iter().map(|word| json!({"text": word, "paragraph": "osl_18_8"})).collect();
    w.api("PUT", &format!("/api/v1{place}/terms"), json!({"terms": terms}), Some("\"1\"")).await.expect(200);
}

fn open_file(read_by: Option<&str>) -> Value {
    json!({"openness": "open", "paragraph": null, "reason": "Läst av Eva", "read_by": read_by})
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
            ("version", "1"), ("subject", "Nyckeln ligger i skåp 12."), ("type_key", "letter"), ("direction", "incoming"),
            ("dated_on", "2026-11-20"), ("counterpart", "Vidlyssna Vårdlinje AB"),
        ];
        w.eva.post(&format!("/records/{letter}/edit"), &edit).await.expect(303);
        let refused = w.api("POST", &format!("/api/v1{place}/extracts"), Value::Null, None).await.expect(409).text();
        assert!(refused.contains("rule-disclosure-changed"), "{refused}");
        let path = format!("/api/v1{place}/chosen/{}", item["id"].as_str().unwrap());
        let item = w.api("GET", &path, Value::Null, None).await.expect(200).json();
        assess(&w, &place, &item, json!({"meta.subject": parts(&["skåp 12"])})).await;
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
        let sha256 = tillit::kit::snapshot::sha256_hex(&frozen);
        let decision = [
            ("organisation_id", t.region.id.as_str()), ("plan_id", plan.as_str()), ("snapshot", frozen.as_str()), ("recorded_by", person), ("sha256", sha256.as_str()),
        ];
        let decided = insert(t, "plan_decisions", &decision);
        let new = json!({"kind": "plan", "object_id": decided, "subject": "Planen", "type_key": "letter", "direction": "drawn_up", "dated_on": "2026-11-23"});
        // a plan that is not the one that was decided is no record
        let stored = |sha256: &str| sql(t, &format!("UPDATE plan_decisions SET sha256 = '{sha256}' WHERE id = '{decided}'"));
        stored("annan");
        w.api("POST", "/api/v1/records", new.clone(), None).await.expect(409).has(&["rule-plan-tampered"]);
        stored(&sha256);
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

    async fn a_text_file_is_read_in_its_own_letters(t: &Harness) {
        let w = world(t);
        let letter = w.letter("Svar", "Öppet innehåll.", "2026-11-20").await;
        // as Swedish Windows saves it
        let bytes: Vec<u8> = "Ring Åke Öberg. Nyckeln ligger i skåp 12, i grön låda.".chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        w.eva.upload(&format!("/records/{letter}/files"), &[], "file", "lista.txt", &bytes).await.expect(303);
        let (place, item) = requested(&w, &letter).await;
        masks(&w, &place, &["Åke Öberg", "skåp 12"]).await;
        assess(&w, &place, &item, json!({})).await;
        let (_, pdf) = issued(&w, &place).await;
        gone(&pdf, t, &["Öberg", "skåp 12"]);
        let kept: String = t.read(|c| {
            use diesel::prelude::*;
            use tillit::platform::db::schema::disclosure_extracts;
            Ok(disclosure_extracts::table.select(disclosure_extracts::snapshot).first(c)?)
        });
        assert!(kept.contains("i grön låda") && !kept.contains("Öberg") && !kept.contains('\u{fffd}'), "{kept}");
        // what is no text goes along as it is, once somebody has read it
        w.eva.upload(&format!("/records/{letter}/files"), &[], "file", "koder.txt", b"Ring \x01\x02 Berit").await.expect(303);
        let path = format!("/api/v1{place}/chosen/{}", item["id"].as_str().unwrap());
        let item = w.api("GET", &path, Value::Null, None).await.expect(200).json();
        let version = format!("\"{}\"", item["version"]);
        w.api("PUT", &path, json!({"assessment": item["assessment"]}), Some(&version)).await.expect(422);
    }

    async fn a_file_that_goes_along_is_searched_or_somebody_says_to_have_read_it(t: &Harness) {
        let w = world(t);
        let issue = |place: &str| format!("/api/v1{place}/extracts");
        let written = |author: &str| {
            let about = About { title: "Svar", author, language: Language::Sv, made_at: t.now() };
            docx::write(&about, &[Block::Paragraph("Öppet innehåll.".to_string())]).unwrap()
        };
        // the name stands only in the properties of the file
        let (place, item, key) = of_file(&w, t, "svar.docx", docx::MEDIA_TYPE, &written("Berit Ekvall")).await;
        masks(&w, &place, &["berit ekvall"]).await;
        assess(&w, &place, &item, json!({key.as_str(): open_file(Some("Eva Björk"))})).await;
        w.api("POST", &issue(&place), Value::Null, None).await.expect(409).has(&["rule-disclosure-file", "svar.docx"]);
        let (place, item, key) = of_file(&w, t, "rent.docx", docx::MEDIA_TYPE, &written("Lena Sjö")).await;
        masks(&w, &place, &["berit ekvall"]).await;
        assess(&w, &place, &item, json!({key.as_str(): open_file(None)})).await;
        w.api("POST", &issue(&place), Value::Null, None).await.expect(201);
        let (place, item, key) = of_file(&w, t, "svar.pdf", "application/pdf", b"%PDF-1.7\n1 0 obj <</Author (Berit Ekvall)>> endobj").await;
        masks(&w, &place, &["berit ekvall"]).await;
        assess(&w, &place, &item, json!({key.as_str(): open_file(Some("Eva Björk"))})).await;
        w.api("POST", &issue(&place), Value::Null, None).await.expect(409).has(&["rule-disclosure-file", "svar.pdf"]);
        // an image cannot be searched: somebody says, in their own name, that it is read
        let (place, item, key) = of_file(&w, t, "bild.png", "image/png", b"\x89PNG\r\n\x1a\n").await;
        masks(&w, &place, &["berit ekvall"]).await;
        assess(&w, &place, &item, json!({key.as_str(): open_file(None)})).await;
        w.api("POST", &issue(&place), Value::Null, None).await.expect(409).has(&["rule-disclosure-unread", "bild.png"]);
        let form = format!("{place}/chosen/{}", item["id"].as_str().unwrap());
        w.eva.get(&form).await.expect(200).has(&["Eva Björk har läst hela filen"]);
        let typed = [("version", "2"), ("key-0", "meta.subject"), ("how-0", "open"), ("key-1", key.as_str()), ("how-1", "open"), ("reason-1", "Bild"), ("read-1", "Maria Kron")];
        w.eva.post(&form, &typed).await.expect(422).has(&["Bara den som själv har läst filen"]);
        w.eva.post(&form, &typed.map(|(k, v)| if k == "read-1" { (k, "Eva Björk") } else { (k, v) })).await.expect(303);
        let made = w.api("POST", &issue(&place), Value::Null, None).await.expect(201).json();
        let said = made["log"].as_array().unwrap().iter().find(|event| event["step"] == "read").unwrap();
        assert_eq!((&said["note"], &said["by_name"]), (&json!("1.1"), &json!("Eva Björk")));
        w.eva.get(&place).await.expect(200).has(&["intygade att en fil är läst (fil 1.1)"]);
        let logged: i64 = t.read(|c| {
            use diesel::prelude::*;
            use tillit::platform::db::schema::audit_events;
            let file = format!("%{}%", key.trim_start_matches("file:"));
            let of_item = audit_events::table.filter(audit_events::object_type.eq("disclosure_item"));
            let said = of_item.filter(audit_events::after.like("%\"read_by\":\"Eva Björk\"%"));
            Ok(said.filter(audit_events::after.like(file)).count().get_result(c)?)
        });
        assert_eq!(logged, 1);
    }

    async fn all_that_is_assessed_can_be_read(t: &Harness) {
        let w = world(t);
        let long = format!("{}Sist av allt står nyckeln.", "Rad efter rad. ".repeat(6_000));
        let letter = w.letter("Svar", &long, "2026-11-20").await;
        let (place, item) = requested(&w, &letter).await;
        let form = format!("{place}/chosen/{}", item["id"].as_str().unwrap());
        w.eva.get(&form).await.expect(200).has(&["Sist av allt står nyckeln.", "class=\"text-scroll\" role=\"region\""]);
    }

    async fn each_masked_word_keeps_its_own_ground(t: &Harness) {
        let w = world(t);
        let place = w.eva.post("/disclosures", &[("asked_for", "Allt")]).await.expect(303).location().to_string();
        let terms = json!([{"text": "Berit Ekvall", "paragraph": "osl_21_3"}, {"text": "skåp 12", "paragraph": "osl_18_8"}]);
        w.api("PUT", &format!("/api/v1{place}/terms"), json!({"terms": terms}), Some("\"1\"")).await.expect(200);
        w.eva.get(&place).await.expect(200).has(&["Berit Ekvall\nskåp 12 | OSL 18 kap. 8 §"]);
        let path = format!("{place}/terms");
        let form = [("version", "2"), ("paragraph", "osl_21_3"), ("terms", "Berit Ekvall\r\nskåp 12 | osl 18 kap.  8 §")];
        let wrong = form.map(|(k, v)| if k == "terms" { (k, "skåp 12 | OSL 99 kap. 1 §") } else { (k, v) });
        w.eva.post(&path, &wrong).await.expect(422).has(&["finns inte i listan", "skåp 12 | OSL 99 kap. 1 §"]);
        w.eva.post(&path, &form).await.expect(303);
        let body = w.api("GET", &format!("/api/v1{place}"), Value::Null, None).await.expect(200).json();
        assert_eq!(body["terms"], terms);
    }

    async fn a_request_can_be_corrected_until_it_is_decided(t: &Harness) {
        let w = world(t);
        let maria = w.maria.ctx.as_ref().unwrap().actor.person_id.to_string();
        let place = w.eva.post("/disclosures", &[("asked_for", "Allt"), ("requester", "Nyhetsbladet")]).await.expect(303).location().to_string();
        let edit = format!("{place}/edit");
        w.eva.get(&edit).await.expect(200).has(&["Nyhetsbladet", "Maria Kron"]);
        let form = [("version", "1"), ("requester", ""), ("contact", "svar@example.se"), ("diary_number", "KS 2026/9"), ("responsible_id", maria.as_str())];
        let long = "x".repeat(201);
        let wrong = form.map(|(k, v)| if k == "contact" { (k, long.as_str()) } else { (k, v) });
        w.eva.post(&edit, &wrong).await.expect(422).has(&["KS 2026/9"]);
        w.eva.post(&edit, &form).await.expect(303);
        w.eva.post(&edit, &form).await.expect(409);
        w.eva.get(&place).await.expect(200).has(&["KS 2026/9", "svar@example.se", "Anonym", "Maria Kron", "ändrade begäran"]);
        w.eva.get("/disclosures?q=ks+2026%2F9").await.expect(200).has(&[&place]);
        let path = format!("/api/v1{place}");
        w.api("PATCH", &path, json!({"contact": ""}), None).await.expect(428);
        w.api("PATCH", &path, json!({"contact": ""}), Some("\"1\"")).await.expect(412);
        w.api("PATCH", &path, json!({"responsible_id": w.vendor}), Some("\"2\"")).await.expect(422);
        let body = w.api("PATCH", &path, json!({"contact": ""}), Some("\"2\"")).await.expect(200).json();
        assert_eq!((&body["contact"], &body["diary_number"], &body["responsible_name"]), (&Value::Null, &json!("KS 2026/9"), &json!("Maria Kron")));
        w.eva.post(&format!("{place}/decide"), &[("version", "3"), ("outcome", "not_held")]).await.expect(303);
        w.api("PATCH", &path, json!({"contact": "x"}), Some("\"4\"")).await.expect(409);
        // a new number is not in the extract; a new address changes nothing that is given out
        let letter = w.letter("Svar", "Öppet innehåll.", "2026-11-20").await;
        let (place, item) = requested(&w, &letter).await;
        assess(&w, &place, &item, json!({})).await;
        issued(&w, &place).await;
        let path = format!("/api/v1{place}");
        w.api("PATCH", &path, json!({"diary_number": "KS 2026/10"}), Some("\"1\"")).await.expect(200);
        w.eva.post(&format!("{place}/decide"), &[("version", "2"), ("outcome", "full")]).await.expect(409).has(&["Skapa ett nytt utdrag"]);
        issued(&w, &place).await;
        w.api("PATCH", &path, json!({"contact": "svar@example.se"}), Some("\"2\"")).await.expect(200);
        w.eva.post(&format!("{place}/decide"), &[("version", "3"), ("outcome", "full")]).await.expect(303);
    }

    async fn a_letter_says_nothing_of_what_is_masked(t: &Harness) {
        let w = world(t);
        let letter = w.letter("Svar", "Servern står i skåp 12.", "2026-11-20").await;
        w.eva.get(&format!("/records/{letter}")).await.expect(200).has(&["Ingen har begärt ut handlingen."]);
        let (place, item) = requested(&w, &letter).await;
        assess(&w, &place, &item, json!({"body": parts(&["skåp 12"])})).await;
        issued(&w, &place).await;
        let decide = format!("{place}/decide");
        let form = [("version", "1"), ("outcome", "partial"), ("reasons", "Det som står om SKÅP\u{a0}12 visar larmet."), ("paragraphs", "osl_31_16"), ("paragraphs", "osl_21_3")];
        let boxes = ["value=\"osl_31_16\" checked", "value=\"osl_21_3\" checked"];
        w.maria.post(&decide, &form).await.expect(422).has(&["Motiveringen innehåller något som maskas"]).has(&boxes).lacks(&["value=\"osl_18_8\" checked"]);
        w.maria.post(&decide, &form.map(|(k, v)| if k == "reasons" { (k, "Visar larmet.") } else { (k, v) })).await.expect(303);
        let log = ["skapade ett utdrag (utdrag 1)", "beslutade (Lämnas ut delvis)"];
        w.eva.get(&place).await.expect(200).has(&["/extract.pdf?lang=en", "/decision.pdf?lang=en"]).has(&log);
        // the record says which requests it was part of
        w.eva.get(&format!("/records/{letter}")).await.expect(200).has(&["Begäran 1", "Lämnas ut delvis", &place]);
        let body = w.api("GET", &format!("/api/v1/records/{letter}"), Value::Null, None).await.expect(200).json();
        assert_eq!((&body["disclosures"][0]["number"], &body["disclosures"][0]["outcome"]), (&json!(1), &json!("partial")));
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

    async fn every_record_can_be_found_and_chosen(t: &Harness) {
        let w = world(t);
        for n in 0..32 {
            w.letter(&format!("Brev {n:02} om lagring"), "Text", "2026-11-20").await;
        }
        let (file, _) = w.evidence(t, "driftavtal.pdf", "application/pdf", b"%PDF-1.7 avtal");
        let new = json!({"kind": "evidence", "object_id": file, "subject": "Intyg 7", "type_key": "evidence", "direction": "incoming", "dated_on": "2026-11-19"});
        let record = w.api("POST", "/api/v1/records", new, None).await.expect(201).json();
        let made = w.api("POST", "/api/v1/disclosures", json!({"asked_for": "Allt"}), None).await.expect(201).json();
        let place = format!("/disclosures/{}", made["id"].as_str().unwrap());
        // word by word, also by the vendor's name; the hits have pages
        let search = format!("{place}?q=lagring+V%C3%A5rdlinje+brev");
        w.eva.get(&search).await.expect(200).has(&["32 träffar", "Brev 31 om lagring", "page&#x3D;2"]).lacks(&["Brev 01 om lagring"]);
        w.eva.get(&format!("{search}&page=2")).await.expect(200).has(&["Brev 01 om lagring", "Brev 00 om lagring"]);
        w.eva.get(&format!("{search}&from=2026-11-21")).await.expect(200).has(&["Inget hittades"]);
        w.eva.get(&format!("{place}?q=lagring+nej")).await.expect(200).has(&["Inget hittades"]);
        // by the name of a file, before and after the record is changed, and of one that came later
        w.eva.get(&format!("{place}?q=driftavtal")).await.expect(200).has(&["Intyg 7"]).lacks(&["om lagring"]);
        let path = format!("/api/v1/records/{}", record["id"].as_str().unwrap());
        w.api("PATCH", &path, json!({"subject": "Intyg 8"}), Some("\"1\"")).await.expect(200);
        w.eva.get(&format!("{place}?kind=evidence&vendor_id={}&q=intyg+driftavtal", w.vendor)).await.expect(200).has(&["Intyg 8"]);
        let listed = w.api("GET", "/api/v1/records?q=lagring&limit=200", Value::Null, None).await.expect(200).json();
        let ids: Vec<&str> = listed["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
        w.eva.upload(&format!("/records/{}/files", ids[0]), &[], "file", "ritning.txt", b"Ritning").await.expect(303);
        w.eva.get("/records?q=ritning&without_number=1").await.expect(200)
            .has(&["Brev 31 om lagring", "Bara de utan diarienummer", "name=\"vendor_id\""]).lacks(&["Brev 30 om lagring"]);
        // who has chosen a page of hits comes back to those that are left
        let mut chosen: Vec<(&str, &str)> = ids[..30].iter().map(|id| ("record_ids", *id)).collect();
        chosen.push(("q", "lagring"));
        let back = w.eva.post(&format!("{place}/choose"), &chosen).await.expect(303).location().to_string();
        assert_eq!(back, format!("{place}?q=lagring"));
        w.eva.get(&back).await.expect(200).has(&["2 träffar", ids[30], ids[31]]).lacks(&["Inget hittades", "32 träffar"]);
    }

    async fn whoever_answers_and_whoever_decides_are_told(t: &Harness) {
        let w = world(t);
        let letter = w.letter("Svar", "Servern står i skåp 12.", "2026-11-20").await;
        let (place, item) = requested(&w, &letter).await;
        let (received, refusal, disposal) =
            ("En begäran om att få ta del av handlingar", "Ett utdrag med maskade uppgifter väntar på beslut", "En gallring väntar på beslut");
        w.eva.get("/notices").await.expect(200).lacks(&[received]);
        let new = json!({"asked_for": "Allt", "responsible_id": w.ctx.actor.person_id});
        w.decides("POST", "/api/v1/disclosures", new, None).await.expect(201);
        w.eva.get("/notices").await.expect(200).has(&[received, "#2"]);
        w.maria.get("/notices").await.expect(200).lacks(&[received, refusal]);
        assess(&w, &place, &item, json!({"body": parts(&["skåp 12"])})).await;
        issued(&w, &place).await;
        w.maria.get("/notices").await.expect(200).has(&[refusal, "#1"]).lacks(&[disposal]);
        let old = w.letter("Gammalt brev", "Text", "2010-01-15").await;
        w.decides("POST", "/api/v1/disposals", json!({"record_ids": [old]}), None).await.expect(201);
        w.lars.get("/notices").await.expect(200).has(&[refusal, disposal]);
        for browser in [&w.eva, &w.maria] {
            browser.get("/notices").await.expect(200).lacks(&[disposal]);
        }
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
