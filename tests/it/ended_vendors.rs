//! Nothing new is begun with a vendor that has ended: contracts, files, self-assessments and dialogues.

use super::questionnaires;
use super::support::{Browser, Harness};
use super::vendors::new_vendor;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Refusal;
use tillit::features::contracts::{self, Contract, NewContract};
use tillit::features::dialogues;
use tillit::features::questionnaires as q;
use tillit::features::vendors::{self, Vendor, VendorStatus};
use tillit::kit::Ctx;

const SAID: &str = "Leverantören är avslutad. Öppna den igen innan något nytt påbörjas.";

/// A vendor with a contract that has ended, and one that has not.
struct World {
    karin: Browser,
    ctx: Ctx,
    token: String,
    ended: Vendor,
    contract: Contract,
    active: Vendor,
}

fn end(t: &Harness, ctx: &Ctx, vendor: &Vendor) -> Vendor {
    let ended = Vendor { status: VendorStatus::Ended, version: vendor.version + 1, ..vendor.clone() };
    t.write(|c| vendors::save(c, &ctx.scope, &ended));
    ended
}

fn world(t: &Harness) -> World {
    let (person, ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    let vendor = t.write(|c| vendors::add(c, &ctx, &new_vendor("Gamla Driften AB", Some("992181-5909"))));
    let new = NewContract {
        vendor_id: vendor.id.clone(),
        reference: "G-1".to_string(),
        diary_number: None,
        title: "Drift".to_string(),
        starts_on: "2024-01-01".parse().ok(),
        ends_on: "2027-01-31".parse().ok(),
        notice_months: None,
        annual_value_sek: None,
        manager_id: None,
        parent_id: None,
        internal_note: None,
    };
    let contract = t.write(|c| contracts::add(c, &ctx, &new));
    World {
        token: t.token_of(&person, &t.region, Role::ContractManager),
        karin: t.browser_for(&person, ctx.clone()),
        ended: end(t, &ctx, &vendor),
        active: t.write(|c| vendors::add(c, &ctx, &new_vendor("Nya Driften AB", None))),
        contract,
        ctx,
    }
}

both! {
    async fn no_contract_is_made_with_a_vendor_that_has_ended(t: &Harness) {
        let w = world(t);
        w.karin.get("/contracts/new").await.expect(200).has(&["Nya Driften AB"]).lacks(&["Gamla Driften AB"]);
        w.karin.get(&format!("/contracts/new?vendor_id={}", w.ended.id)).await.expect(422).has(&[SAID, "Nya Driften AB"]);
        let id = w.ended.id.to_string();
        let fields = [("vendor_id", id.as_str()), ("reference", "G-2"), ("title", "Nytt avtal om drift")];
        w.karin.post("/contracts/new", &fields).await.expect(422).has(&[SAID, "Nytt avtal om drift", "f-vendor_id"]);
        let api = async |method: &str, path: &str, body: Value, headers: &[(&str, &str)]| w.karin.api(&w.token, method, path, body, headers).await;
        let body = json!({ "vendor_id": w.ended.id, "reference": "G-2", "title": "Nytt" });
        let refused = api("POST", "/api/v1/contracts", body, &[]).await.expect(422).json();
        assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!("/vendor_id"), &json!("error-vendor-ended")));
        // Nor is one moved to it; its own contracts can still be put in order.
        let body = json!({ "vendor_id": w.active.id, "reference": "N-1", "title": "Drift" });
        let other = api("POST", "/api/v1/contracts", body, &[]).await.expect(201).json();
        let place = format!("/api/v1/contracts/{}", other["id"].as_str().unwrap());
        let moved = api("PATCH", &place, json!({ "vendor_id": w.ended.id }), &[("if-match", "\"1\"")]).await.expect(422).json();
        assert_eq!(moved["errors"][0]["pointer"], "/vendor_id");
        let place = format!("/api/v1/contracts/{}", w.contract.id);
        api("PATCH", &place, json!({ "ends_on": "2026-12-31" }), &[("if-match", "\"1\"")]).await.expect(200);
        assert_eq!(t.read(|c| contracts::of_vendor(c, &w.ctx.scope, &w.ended.id)).len(), 1);
    }

    async fn a_file_adds_and_changes_nothing_of_a_vendor_that_has_ended(t: &Harness) {
        let w = world(t);
        let upload = async |kind: &str, text: String| {
            w.karin.api_upload(&w.token, "/api/v1/imports", &[("kind", kind)], "file", "a.csv", text.as_bytes()).await.expect(201).json()
        };
        let head = "Avtalsnr;Leverantör;Org.nr;Avtalets namn;Giltigt fr.o.m.;Giltigt t.o.m.";
        let own = "Gamla Driften AB;992181-5909";
        let file = format!("{head}\nG-1;{own};Drift;2024-01-01;2027-01-31\nG-2;{own};Nytt;2025-01-01;2027-01-31\nG-1;{own};Drift och mer;2024-01-01;2027-01-31\n");
        let answer = upload("contracts", file).await;
        assert_eq!((&answer["created"], &answer["updated"], &answer["unchanged"], &answer["refused"]), (&json!(0), &json!(0), &json!(1), &json!(2)), "{answer}");
        let wrong = &answer["rows"][1]["errors"][0];
        assert_eq!((&answer["rows"][1]["row"], &wrong["field"], &wrong["code"]), (&json!(3), &json!("org_number"), &json!("import-error-vendor-ended")));
        assert!(wrong["message"].as_str().unwrap().starts_with("Rad 3"), "{wrong}");
        let head = "Leverantör;Org.nr;Kontaktperson";
        let answer = upload("vendors", format!("{head}\n{own};\n")).await;
        assert_eq!((&answer["unchanged"], &answer["refused"]), (&json!(1), &json!(0)), "{answer}");
        let answer = upload("vendors", format!("{head}\n{own};Eva Björk\n")).await;
        assert_eq!((&answer["refused"], &answer["rows"][0]["errors"][0]["code"]), (&json!(1), &json!("import-error-vendor-ended")), "{answer}");
        assert!(t.read(|c| vendors::contacts(c, &w.ctx.scope, &w.ended.id)).is_empty());
        let stored = t.read(|c| contracts::of_vendor(c, &w.ctx.scope, &w.ended.id));
        assert_eq!((stored.len(), stored[0].title.as_str()), (1, "Drift"));
    }

    async fn neither_self_assessments_nor_dialogues_are_begun(t: &Harness) {
        let w = world(t);
        let refused = t.app.db.write_now(|c| dialogues::start_series(c, &w.ctx, &w.contract.id, "2026-12-10".parse().unwrap()));
        assert!(matches!(&refused, Err(Refusal::Invalid(errors)) if errors[0].field == "contract_id" && errors[0].code == "error-vendor-ended"));
        w.karin.get("/dialogues/new").await.expect(200).lacks(&["Gamla Driften AB"]);
        let s = questionnaires::scene(t);
        let (officer, _) = questionnaires::browsers(t, &s);
        end(t, &s.officer, &s.vendor);
        let id = s.vendor.id.to_string();
        let fields = [("vendor_id", id.as_str()), ("question_set", "lite"), ("due_on", "2026-12-15"), ("message", "Ring gärna.")];
        officer.post("/assessments", &fields).await.expect(422).has(&[SAID, "Ring gärna."]);
        let refused = t.app.db.write_now(|c| q::send(c, &s.officer, &questionnaires::new(&s.vendor)));
        assert!(matches!(&refused, Err(Refusal::Invalid(errors)) if errors[0].field == "vendor_id"));
        assert!(t.drain().is_empty(), "nobody is asked");
    }
}
