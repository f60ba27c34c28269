//! The receipt: a fingerprint of what was handed in, which stays the same and can be checked.

use super::answering::{answer_all, send, submit};
use super::dialogues::{has_pdftotext, pdf_text};
use super::questionnaires::{browsers, scene};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::questionnaires as q;
use tillit::kit::snapshot;

both! {
    async fn the_fingerprint_is_stable_and_can_be_checked(t: &Harness) {
        let s = scene(t);
        let id = send(t, &s.officer, &s.vendor);
        let (region, vendor) = browsers(t, &s);
        let base = format!("/portal/assessments/{id}");
        vendor.get(&format!("{base}/receipt")).await.expect(200).has(&["Ingen kvittens än"]);
        vendor.get(&format!("{base}/receipt.pdf")).await.expect(404);
        vendor.upload(&format!("{base}/questions/Q01/evidence"), &[], "file", "policy.txt", b"Policy").await.expect(303);
        answer_all(t, &s.admin, &id, "Så gör vi");
        submit(t, &s.admin, &id);
        let receipts = || t.read(|c| q::receipts_of(c, &s.admin, &id));
        let (first, verdict) = receipts().remove(0);
        assert!(verdict.whole && verdict.unchanged);
        // It is the SHA-256 of canonical JSON, so that anybody can reckon it again from what the API gives.
        let content: Value = serde_json::from_str(&first.snapshot).unwrap();
        assert_eq!(snapshot::sha256_hex(&snapshot::canonical_json(&content)), first.sha256);
        assert_eq!((content["answers"].as_array().unwrap().len(), &content["declared_by"]), (29, &json!("Sara Lind")));
        assert_eq!(content["answers"][0]["evidence"][0]["file_name"], "policy.txt");
        // The text of each question stands there in both languages, and on paper in that of the reader.
        let asked = content["asked"].as_array().unwrap();
        assert!(asked.len() == 29 && asked[0]["id"] == "Q01" && asked.iter().all(|q| q["sv"] != q["en"]));
        if has_pdftotext() {
            for lang in ["sv", "en"] {
                let pdf = vendor.get(&format!("{base}/receipt.pdf?lang={lang}")).await.expect(200).body;
                let flat = |text: &str| text.split_whitespace().collect::<String>();
                let (paper, text) = (flat(&pdf_text(&pdf)), flat(asked[0][lang].as_str().unwrap()));
                let start: String = text.chars().take(30).collect();
                assert!(paper.contains(&start), "{lang}: {start}");
            }
        }
        assert!(!first.snapshot.contains("HEMLIG") && content.get("tier").is_none());
        vendor.get(&format!("{base}/receipt")).await.expect(200).has(&[&first.sha256, "stämmer med det som skickades in", "Svaren är desamma"]);
        vendor.get(&format!("{base}/receipt?sha256={}", first.sha256.to_uppercase())).await.expect(200).has(&["hör till en av inlämningarna"]);
        vendor.get(&format!("{base}/receipt?sha256=abc")).await.expect(200).has(&["hör inte till någon inlämning"]);
        for lang in ["sv", "en"] {
            let path = format!("{base}/receipt.pdf?lang={lang}");
            let pdf = vendor.get(&path).await.expect(200);
            assert!(pdf.body.starts_with(b"%PDF"));
            assert_eq!(pdf.body, vendor.get(&path).await.body, "the same receipt gives the same bytes");
        }

        // What the region does with it moves nothing; what is changed after a return makes a second receipt.
        t.advance_days(1);
        let (_, vendor) = browsers(t, &s);
        assert_eq!(receipts()[0].0.sha256, first.sha256);
        let officer = crate::answering::later(t, &s.officer);
        t.write(|c| q::send_back(c, &officer, &id, "Mer om Q01"));
        vendor.post(&format!("{base}/questions/Q01"), &[("version", "1"), ("status", "partly"), ("comment", "Ändrat")]).await.expect(303);
        let now = receipts();
        assert!(now.len() == 1 && now[0].0.sha256 == first.sha256 && now[0].1.whole && !now[0].1.unchanged);
        vendor.get(&format!("{base}/receipt")).await.expect(200).has(&["Svaren har ändrats sedan dess"]);
        submit(t, &s.admin, &id);
        let both = receipts();
        assert_eq!((both.len(), both[0].0.number, both[1].0.sha256.as_str()), (2, 2, first.sha256.as_str()));
        assert!(both[0].0.sha256 != first.sha256 && both[0].1.unchanged && !both[1].1.unchanged);

        // Both sides read the same; a stranger finds nothing.
        let (of_region, of_vendor) = (t.token(&t.region, Role::SecurityOfficer), t.token(&s.home, Role::VendorMember));
        let web = t.stranger();
        let api = format!("/api/v1/assessments/{id}");
        for token in [&of_region, &of_vendor] {
            let told = web.api(token, "GET", &format!("{api}/receipts"), Value::Null, &[]).await.expect(200).json();
            assert_eq!(told["items"][1]["sha256"], json!(first.sha256));
            web.api(token, "GET", &format!("{api}/receipt.pdf?number=1"), Value::Null, &[]).await.expect(200);
            web.api(token, "GET", &format!("{api}/receipt.pdf?number=9"), Value::Null, &[]).await.expect(404);
        }
        let moment = t.now();
        let other = t.write(|c| accounts::add_organisation(c, moment, OrganisationKind::Vendor, "Annan AB", None, false));
        let stranger = t.token(&other, Role::VendorAdmin);
        for path in ["receipts", "receipt.pdf", "changes", "earlier-answers", "delegations", "presence"] {
            web.api(&stranger, "GET", &format!("{api}/{path}"), Value::Null, &[]).await.expect(404).lacks(&["Så gör vi"]);
        }
        t.app.clock.advance(chrono::Duration::seconds(1));
        let elsewhere = t.token(&t.other_region, Role::SecurityOfficer);
        web.api(&elsewhere, "GET", &format!("{api}/receipts"), Value::Null, &[]).await.expect(404);
        let page = region.get(&format!("{base}/receipt")).await;
        assert_ne!(page.status, 200);
        t.drain();
    }
}
