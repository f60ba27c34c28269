//! Disposal as dry run, proposal, another person's decision and protocol; legal holds; packages for the e-archive.

use super::records::world;
use super::support::tables::insert;
use serde_json::{Value, json};
use tillit::base::Id;
use tillit::features::records;

both! {
    async fn what_is_disposed_of_is_really_gone(t: &Harness) {
        let w = world(t);
        let old = w.letter("Gammalt brev", "Hemlig text i brevet", "2010-01-15").await;
        let young = w.letter("Nytt brev", "Ny text", "2026-11-20").await;
        w.eva.upload(&format!("/records/{old}/files"), &[], "file", "bilaga.txt", b"Bilagans hemliga text").await.expect(303);
        w.eva.post(&format!("/records/{old}/secrecy-marks"), &[("field_key", "body"), ("paragraph", "osl_18_8"), ("reason", "Markerat skal")]).await.expect(303);
        let sha = w.api("GET", &format!("/api/v1/records/{old}"), Value::Null, None).await.expect(200).json()["files"][0]["sha256"].as_str().unwrap().to_string();
        assert!(t.app.files.get(&sha).is_ok());
        // a dry run changes nothing
        w.eva.get("/disposals/new").await.expect(200).has(&["Gammalt brev"]).lacks(&["Nytt brev"]);
        let dry = w.api("GET", "/api/v1/disposals/dry-run", Value::Null, None).await.expect(200).json();
        assert_eq!(dry["items"].as_array().unwrap().len(), 1);
        let ticked = format!("value=\"{old}\" checked");
        w.eva.get("/disposals/new").await.expect(200).has(&[&ticked]);
        w.eva.post("/disposals", &[]).await.expect(422).has(&[&old]).lacks(&[&ticked]);
        let long = "x".repeat(10_001);
        w.eva.post("/disposals", &[("record_ids", &old), ("note", &long)]).await.expect(422).has(&[&ticked]);
        w.eva.post("/disposals", &[("record_ids", &young)]).await.expect(409).has(&["får inte gallras i dag"]);
        let place = w.eva.post("/disposals", &[("record_ids", &old), ("note", "Årlig gallring")]).await.expect(303).location().to_string();
        w.eva.get(&format!("{place}/protocol.pdf")).await.expect(404);
        w.eva.post(&format!("{place}/decide"), &[("version", "1"), ("reference", "KS 2026/200")]).await.expect(403);
        w.maria.post(&format!("{place}/decide"), &[("version", "1"), ("reference", "")]).await.expect(422).has(&["Fyll i"]);
        w.maria.post(&format!("{place}/decide"), &[("version", "1"), ("reference", "KS 2026/200")]).await.expect(303);
        w.maria.post(&format!("{place}/decide"), &[("version", "2"), ("reference", "KS 2026/200")]).await.expect(409);
        t.drain();
        assert!(t.app.files.get(&sha).is_err(), "the bytes are gone");
        let left = t.read(|c| {
            use diesel::prelude::*;
            use tillit::platform::db::schema::{attachments, audit_events, public_records, record_marks};
            let files: i64 = attachments::table.count().get_result(c)?;
            let marks: i64 = record_marks::table.count().get_result(c)?;
            let bodies: i64 = public_records::table.filter(public_records::body.like("%Hemlig%")).count().get_result(c)?;
            let logged: i64 = audit_events::table.filter(audit_events::after.like("%Hemlig text%")).count().get_result(c)?;
            let own = audit_events::object_type.eq_any(["public_record", "record_mark"]);
            let said = audit_events::after.like("%Vidlyssna%").or(audit_events::after.like("%Markerat skal%"));
            let kept: i64 = audit_events::table.filter(own).filter(said).count().get_result(c)?;
            Ok((files, marks, bodies, logged, kept))
        });
        assert_eq!(left, (0, 0, 0, 0, 0));
        w.eva.get(&format!("/records/{old}")).await.expect(200).has(&["Gammalt brev", "Gallrad"]).lacks(&["Hemlig text", "bilaga.txt"]);
        w.eva.post(&format!("/records/{old}/edit"), &[("version", "2"), ("subject", "x")]).await.expect(409);
        let pdf = w.eva.get(&format!("{place}/protocol.pdf")).await.expect(200).body;
        assert!(pdf.starts_with(b"%PDF-1.7"));
        assert_eq!(w.eva.get(&format!("{place}/protocol.pdf")).await.expect(200).body, pdf);
        let row = t.read(|c| records::find_disposal(c, &w.ctx.scope, &place.trim_start_matches("/disposals/").parse::<Id>().unwrap()));
        let protocol = records::Protocol::of(&row).unwrap().unwrap();
        assert_eq!((protocol.rows.len(), protocol.reference.as_str(), protocol.decided_by.as_str(), protocol.rows[0].files), (1, "KS 2026/200", "Maria Kron", 1));
    }

    async fn who_proposes_never_decides(t: &Harness) {
        let w = world(t);
        let old = w.letter("Gammalt brev", "Text", "2010-01-15").await;
        let made = w.decides("POST", "/api/v1/disposals", json!({"record_ids": [old]}), None).await.expect(201).json();
        let place = format!("/disposals/{}", made["id"].as_str().unwrap());
        w.maria.get(&place).await.expect(200).has(&["Någon annan måste besluta"]);
        w.maria.post(&format!("{place}/decide"), &[("version", "1"), ("reference", "KS 1")]).await.expect(409).has(&["En annan person"]);
        w.lars.post(&format!("{place}/refuse"), &[("version", "1"), ("refused_reason", "")]).await.expect(422);
        w.lars.post(&format!("{place}/refuse"), &[("version", "1"), ("refused_reason", "Vänta")]).await.expect(303);
        w.lars.post(&format!("{place}/decide"), &[("version", "2"), ("reference", "KS 1")]).await.expect(409).has(&["redan beslutad"]);
        w.eva.get(&format!("/records/{old}")).await.expect(200).has(&["Text"]);
        // nothing is due any more: said so
        w.api("POST", "/api/v1/disposals", json!({"record_ids": ["00000000-0000-7000-8000-000000000000"]}), None).await.expect(422);
    }

    async fn disposal_under_hold_is_refused_and_says_which(t: &Harness) {
        let w = world(t);
        let old = w.letter("Gammalt brev", "Text", "2010-01-15").await;
        let made = w.api("POST", "/api/v1/disposals", json!({}), None).await.expect(201).json();
        let place = format!("/disposals/{}", made["id"].as_str().unwrap());
        w.eva.post("/legal-holds", &[("title", ""), ("reason", "x")]).await.expect(422);
        // one of them would be forgotten
        let both = [("title", "Tvist"), ("reason", "x"), ("record_id", old.as_str()), ("vendor_id", w.vendor.as_str())];
        w.eva.post("/legal-holds", &both).await.expect(422).has(&["inte båda"]);
        w.eva.post("/legal-holds", &[("title", "Tvist om larm"), ("reason", "Stämning väntas"), ("vendor_id", w.vendor.as_str())]).await.expect(303);
        // a hold that was placed after the proposal stops the decision, whole
        w.maria.post(&format!("{place}/decide"), &[("version", "1"), ("reference", "KS 1")]).await.expect(409).has(&["Handling 1", "Tvist om larm"]);
        w.eva.post("/disposals", &[("record_ids", &old)]).await.expect(409).has(&["Handling 1", "Tvist om larm"]);
        w.eva.get("/disposals/new").await.expect(200).has(&["Gallringsstopp: Tvist om larm"]);
        w.eva.get(&format!("/records/{old}")).await.expect(200).has(&["Text", "Tvist om larm"]);
        let holds = w.api("GET", "/api/v1/legal-holds", Value::Null, None).await.expect(200).json();
        let hold = holds["items"][0]["id"].as_str().unwrap().to_string();
        w.eva.post(&format!("/legal-holds/{hold}/lift"), &[("version", "1"), ("lifted_reason", "Förlikning")]).await.expect(403);
        w.maria.post(&format!("/legal-holds/{hold}/lift"), &[("version", "1"), ("lifted_reason", "")]).await.expect(422).has(&["Fyll i"]);
        w.maria.post(&format!("/legal-holds/{hold}/lift"), &[("version", "1"), ("lifted_reason", "Förlikning")]).await.expect(303);
        w.maria.post(&format!("/legal-holds/{hold}/lift"), &[("version", "2"), ("lifted_reason", "Igen")]).await.expect(409);
        w.maria.post(&format!("{place}/decide"), &[("version", "1"), ("reference", "KS 1")]).await.expect(303);
        w.eva.get(&format!("/records/{old}")).await.expect(200).has(&["Gallrad"]);
        t.drain();
    }

    async fn disposal_under_hold_or_plan_of_what_a_file_belongs_to_is_refused(t: &Harness) {
        let w = world(t);
        let person = w.ctx.actor.person_id.as_str();
        let own = |table: &str, given: &[(&str, &str)]| {
            let home = [("organisation_id", t.region.id.as_str()), ("vendor_id", w.vendor.as_str())];
            insert(t, table, &[&home[..], given].concat())
        };
        let mut made = Vec::new();
        // one whose time is out as well, and one that has not ended
        for (number, closed) in [("101", Some("2016-01-01")), ("102", None)] {
            let assessment = own("assessments", &[("status", "submitted"), ("sent_by", person), ("submitted_at", "2015-11-20 09:00:00")]);
            let about = [("object_type", "assessment"), ("object_id", assessment.as_str()), ("file_name", number), ("uploaded_by", person)];
            let file = own("attachments", &about);
            let record = json!({"kind": "evidence", "object_id": file, "subject": number, "type_key": "evidence", "direction": "incoming", "dated_on": "2015-11-20", "closed_on": "2016-01-01"});
            let record = w.api("POST", "/api/v1/records", record, None).await.expect(201).json()["id"].as_str().unwrap().to_string();
            let facts = [("kind", "assessment"), ("object_id", assessment.as_str()), ("type_key", "self_assessment"), ("number", number), ("direction", "incoming")];
            let ends: Vec<(&str, &str)> = closed.map(|day| ("closed_on", day)).into_iter().collect();
            made.push((record, own("public_records", &[&facts[..], &ends[..]].concat())));
        }
        let [(goes, whole), (stays, _)] = [made[0].clone(), made[1].clone()];
        w.eva.get("/disposals/new").await.expect(200).has(&["Hör till en handling som ska vara kvar"]);
        w.api("POST", "/api/v1/disposals", json!({"record_ids": [stays]}), None).await.expect(409);
        let disposal = w.api("POST", "/api/v1/disposals", json!({"record_ids": [goes]}), None).await.expect(201).json();
        let decide = format!("/disposals/{}/decide", disposal["id"].as_str().unwrap());
        let hold = w.api("POST", "/api/v1/legal-holds", json!({"title": "Tvist om svaren", "reason": "Stämning", "record_id": whole}), None).await.expect(201).json();
        w.maria.post(&decide, &[("version", "1"), ("reference", "KS 1")]).await.expect(409).has(&["Tvist om svaren"]);
        w.api("POST", "/api/v1/disposals", json!({"record_ids": [goes]}), None).await.expect(409);
        w.eva.get(&format!("/records/{goes}")).await.expect(200).has(&["Tvist om svaren"]);
        w.maria.post(&format!("/legal-holds/{}/lift", hold["id"].as_str().unwrap()), &[("version", "1"), ("lifted_reason", "Förlikning")]).await.expect(303);
        w.maria.post(&decide, &[("version", "1"), ("reference", "KS 1")]).await.expect(303);
        t.drain();
    }

    async fn what_waits_for_an_end_date_is_shown(t: &Harness) {
        let w = world(t);
        let (file, _) = w.evidence(t, "policy.pdf", "application/pdf", b"%PDF-1.7 policy");
        let new = json!({"kind": "evidence", "object_id": file, "subject": "Policyn", "type_key": "evidence", "direction": "incoming", "dated_on": "2015-11-20"});
        let record = w.api("POST", "/api/v1/records", new, None).await.expect(201).json();
        w.eva.get("/disposals/new").await.expect(200).has(&["1 handling räknas från sitt slutdatum", "Policyn"]);
        let path = format!("/api/v1/records/{}", record["id"].as_str().unwrap());
        let dry = w.api("GET", "/api/v1/disposals/dry-run", Value::Null, None).await.expect(200).json();
        assert_eq!((&dry["waiting_total"], &dry["waiting"][0]["record_id"], dry["items"].as_array().unwrap().len()), (&json!(1), &record["id"], 0));
        w.api("PATCH", &path, json!({"closed_on": "2016-01-01"}), Some("\"1\"")).await.expect(200);
        let dry = w.api("GET", "/api/v1/disposals/dry-run", Value::Null, None).await.expect(200).json();
        assert_eq!((&dry["waiting_total"], &dry["items"][0]["record_id"]), (&json!(0), &record["id"]));
    }

    async fn bytes_that_somebody_else_keeps_stay(t: &Harness) {
        let w = world(t);
        let (file, sha) = w.evidence(t, "policy.pdf", "application/pdf", b"%PDF-1.7 delad");
        w.evidence(t, "samma.pdf", "application/pdf", b"%PDF-1.7 delad");
        let new = json!({"kind": "evidence", "object_id": file, "subject": "Policy", "type_key": "evidence", "direction": "incoming", "dated_on": "2015-11-20", "closed_on": "2016-01-01"});
        let record = w.api("POST", "/api/v1/records", new, None).await.expect(201).json();
        let made = w.api("POST", "/api/v1/disposals", json!({}), None).await.expect(201).json();
        w.decides("POST", &format!("/api/v1/disposals/{}/decide", made["id"].as_str().unwrap()), json!({"reference": "KS 1"}), None).await.expect(200);
        t.drain();
        assert!(t.app.files.get(&sha).is_ok());
        w.eva.get(&format!("/records/{}/record-files/{file}", record["id"].as_str().unwrap())).await.expect(404);
    }

    async fn the_zip_of_a_month_keeps_its_bytes(t: &Harness) {
        let w = world(t);
        let (file, sha) = w.evidence(t, "manad.pdf", "application/pdf", b"%PDF-1.7 manad");
        insert(t, "month_runs", &[("organisation_id", t.region.id.as_str()), ("period", "2026-11"), ("language", "sv"), ("state", "done"), ("sha256", &sha)]);
        let new = json!({"kind": "evidence", "object_id": file, "subject": "Månaden", "type_key": "evidence", "direction": "incoming", "dated_on": "2015-11-20", "closed_on": "2016-01-01"});
        w.api("POST", "/api/v1/records", new, None).await.expect(201);
        let made = w.api("POST", "/api/v1/disposals", json!({}), None).await.expect(201).json();
        assert_eq!(made["rows"][0]["files"], 1);
        w.decides("POST", &format!("/api/v1/disposals/{}/decide", made["id"].as_str().unwrap()), json!({"reference": "KS 1"}), None).await.expect(200);
        t.drain();
        assert!(t.app.files.get(&sha).is_ok());
    }

    async fn a_proposal_asks_a_fixed_number_of_queries_and_has_an_end(t: &Harness) {
        let w = world(t);
        let mut ids = Vec::new();
        for n in 0..6 {
            ids.push(w.letter(&format!("Brev {n}"), "Text", "2010-01-15").await);
        }
        w.eva.upload(&format!("/records/{}/files", ids[5]), &[], "file", "bilaga.txt", b"Bilaga").await.expect(303);
        let mut counts = Vec::new();
        for chosen in [&ids[..1], &ids[..]] {
            let before = t.app.db.query_count();
            let made = w.api("POST", "/api/v1/disposals", json!({"record_ids": chosen}), None).await.expect(201).json();
            counts.push(t.app.db.query_count() - before);
            let files = made["rows"].as_array().unwrap().iter().map(|row| row["files"].as_i64().unwrap()).sum::<i64>();
            assert_eq!(files, i64::from(chosen.len() == 6));
        }
        // SQLite inserts each of the five more rows by a statement of its own; nothing else grows.
        assert!(counts[1] <= counts[0] + 5, "{counts:?}");
        let many: Vec<Id> = (0..2001).map(|_| Id::new(t.now())).collect();
        let refused = w.api("POST", "/api/v1/disposals", json!({"record_ids": many}), None).await.expect(422).json();
        assert_eq!(refused["errors"][0]["code"], "error-record-disposal-many");
    }

    async fn a_package_is_kept_only_while_it_is_what_was_read(t: &Harness) {
        let w = world(t);
        let id = w.letter("Brev", "Text", "2026-11-20").await;
        let filter = records::RecordFilter::default();
        let draft = || records::draft_package(&t.app, &w.ctx, &filter).unwrap();
        let keep = |draft| t.write(|c| records::keep_package(c, &w.ctx, &t.app, &filter, draft));
        let before = draft();
        w.eva.upload(&format!("/records/{id}/files"), &[], "file", "bilaga.txt", b"Bilaga").await.expect(303);
        assert!(keep(before).is_none(), "a file has come");
        let before = draft();
        w.eva.post(&format!("/records/{id}/secrecy-marks"), &[("field_key", "body"), ("paragraph", "osl_18_8"), ("reason", "Larm")]).await.expect(303);
        assert!(keep(before).is_none(), "a mark has come");
        let before = draft();
        w.letter("Svar", "Text", "2026-11-21").await;
        assert!(keep(before).is_none(), "a record has come");
        let (one, other) = (draft(), draft());
        assert_eq!(keep(one).unwrap().record_count, 2);
        assert!(keep(other).is_none(), "the number is taken");
        let packages = w.api("GET", "/api/v1/archive-packages", Value::Null, None).await.expect(200).json();
        assert_eq!(packages["items"].as_array().unwrap().len(), 1, "nothing else was kept");
        let second = records::pack(&t.app, &w.ctx, &filter).unwrap();
        assert_eq!(second.number, 2);
        w.eva.get(&format!("/archive-packages/{}/package.zip", second.id)).await.expect(200);
    }

    async fn a_disposal_takes_the_packages_and_names_the_extracts_that_stay(t: &Harness) {
        let w = world(t);
        let old = w.letter("Gammalt brev", "Text", "2010-01-15").await;
        w.letter("Nytt brev", "Text", "2026-11-20").await;
        let package = w.api("POST", "/api/v1/archive-packages", json!({}), None).await.expect(201).json();
        let zip = format!("/archive-packages/{}/package.zip", package["id"].as_str().unwrap());
        w.eva.get(&zip).await.expect(200);
        let frozen = |number: i32| json!({
            "format": "tillit-record-extract-1", "organisation": "Regionen", "disclosure_number": 7, "number": number, "diary_number": null,
            "made_on": "2026-11-23", "grounds": [], "parameters": "-", "records": [{
                "source": "record", "title": "Gammalt brev", "number": number, "type_sv": null, "type_en": null, "diary_number": null,
                "dated_on": null, "direction": null, "counterpart": null, "fields": [], "files": [], "list": null,
            }],
        });
        let own = [("organisation_id", t.region.id.as_str()), ("state", "open"), ("terms", "[]"), ("responsible_id", w.ctx.actor.person_id.as_str())];
        let request = insert(t, "disclosures", &own);
        for number in [1, 2] {
            let (snapshot, number) = (frozen(number).to_string(), number.to_string());
            insert(t, "disclosure_extracts", &[("organisation_id", t.region.id.as_str()), ("disclosure_id", request.as_str()), ("number", &number), ("snapshot", &snapshot)]);
        }
        let made = w.api("POST", "/api/v1/disposals", json!({"record_ids": [old]}), None).await.expect(201).json();
        let disposal: Id = made["id"].as_str().unwrap().parse().unwrap();
        w.decides("POST", &format!("/api/v1/disposals/{disposal}/decide"), json!({"reference": "KS 1"}), None).await.expect(200);
        t.drain();
        assert!(t.app.files.get(package["sha256"].as_str().unwrap()).is_err(), "the package is gone");
        w.eva.get(&zip).await.expect(409).has(&["när en av dess handlingar gallrades"]);
        w.eva.get("/archive-packages").await.expect(200).has(&["Borttaget vid gallring"]).lacks(&[&zip]);
        let row = t.read(|c| records::find_disposal(c, &w.ctx.scope, &disposal));
        let protocol = records::Protocol::of(&row).unwrap().unwrap();
        assert_eq!(protocol.packages, [1]);
        let kept: Vec<_> = protocol.extracts.iter().map(|each| (each.disclosure_number, each.number, each.records.as_slice())).collect();
        assert_eq!(kept, [(7, 1, &[1][..])]);
        assert!(records::protocol_pdf(&t.app, &row, tillit::base::Language::Sv).unwrap().starts_with(b"%PDF-1.7"));
    }

    async fn the_package_is_the_same_each_time_and_can_be_checked(t: &Harness) {
        let w = world(t);
        w.api("POST", "/api/v1/archive-packages", json!({}), None).await.expect(409);
        let id = w.letter("Brev <om> \"larm\" & lås", "Text", "2026-11-20").await;
        w.eva.upload(&format!("/records/{id}/files"), &[], "file", "../../bilaga.txt", b"Bilaga").await.expect(303);
        w.eva.post("/archive-packages", &[("type_key", "letter")]).await.expect(303);
        let all = w.api("GET", "/api/v1/archive-packages", Value::Null, None).await.expect(200).json();
        let package = &all["items"][0];
        let place = format!("/archive-packages/{}/package.zip", package["id"].as_str().unwrap());
        let zip = w.eva.get(&place).await.expect(200).body;
        assert_eq!(w.eva.get(&place).await.expect(200).body, zip);
        assert_eq!(tillit::platform::zips::sha256(&zip), package["sha256"].as_str().unwrap());
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
        let read = |archive: &mut zip::ZipArchive<std::io::Cursor<Vec<u8>>>, name: &str| {
            use std::io::Read as _;
            let mut bytes = Vec::new();
            archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
            bytes
        };
        let manifest = String::from_utf8(read(&mut archive, "manifest-sha256.txt")).unwrap();
        let paths: Vec<_> = manifest.lines().map(|l| l.split_once("  ").unwrap()).map(|(hash, path)| (hash.to_string(), path.to_string())).collect();
        assert_eq!(paths.iter().map(|(_, p)| p.as_str()).collect::<Vec<_>>(), ["records/000001/record.pdf", "records/000001/files/001-bilaga.txt", "metadata.xml"]);
        for (hash, path) in &paths {
            assert_eq!(&tillit::platform::zips::sha256(&read(&mut archive, path)), hash, "{path}");
        }
        let xml = String::from_utf8(read(&mut archive, "metadata.xml")).unwrap();
        assert!(xml.contains("<subject>Brev &lt;om&gt; &quot;larm&quot; &amp; lås</subject>") && xml.contains("<documentTypeKey>letter</documentTypeKey>"), "{xml}");
        assert!(read(&mut archive, "records/000001/record.pdf").starts_with(b"%PDF-1.7"));
        // it was made once: a record that has changed since changes nothing in it
        w.eva.post(&format!("/records/{id}/edit"), &[("version", "1"), ("subject", "Annat"), ("type_key", "letter"), ("direction", "incoming"), ("dated_on", "2026-11-20")]).await.expect(303);
        assert_eq!(tillit::platform::zips::sha256(&w.eva.get(&place).await.expect(200).body), package["sha256"].as_str().unwrap());
        assert_eq!(package["record_ids"], json!([id]));
        w.eva.get("/archive-packages").await.expect(200).has(&[&format!("/records/{id}")]);
        w.eva.get(&format!("/records/{id}")).await.expect(200).has(&[&place]);
        let record = w.api("GET", &format!("/api/v1/records/{id}"), Value::Null, None).await.expect(200).json();
        assert_eq!(record["archive_package_ids"], json!([package["id"]]));
    }
}
