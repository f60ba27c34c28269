//! Agenda templates, decisions carried forward, preparation of both sides, and the shared screen.

use super::support::{Browser, Harness};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::accounts::{self, Organisation, OrganisationKind, Person};
use tillit::features::contracts::{self, Contract};
use tillit::features::dialogues::{
    self, Dialogue, DialogueItem, ItemKind, ItemStatus, Section, agenda_views, decision_views, preparing_views,
};
use tillit::features::findings::{self, Action, NewAction, Responsible};
use tillit::features::vendors::{self, Vendor, VendorKind, VendorStatus};
use tillit::kit::Ctx;
use tillit::platform::db::schema::audit_events;
use tillit::platform::view::{Views, render_samples};

/// What no vendor and no shared screen may ever show.
pub const SECRET: &str = "Bara för oss i regionen";

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A vendor of a tier with a contract, and people on both sides.
pub struct Scene {
    pub manager: Person,
    pub ctx: Ctx,
    pub browser: Browser,
    pub home: Organisation,
    pub vendor_person: Person,
    pub vendor_browser: Browser,
    pub vendor: Vendor,
    pub contract: Contract,
}

pub fn scene(t: &Harness, tier: Option<i32>) -> Scene {
    let (manager, ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    let now = t.now();
    let home =
        t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Åsmunda Ögonklinik AB", None, false));
    let (vendor_person, vendor_ctx) = t.person(&home, Role::VendorMember, "Eva Björk");
    let vendor = Vendor {
        id: ctx.new_id(),
        organisation_id: t.region.id.clone(),
        legal_name: "Åsmunda Ögonklinik AB".into(),
        name_folded: "asmunda ogonklinik ab".into(),
        search_text: "asmunda".into(),
        org_number: None,
        hsa_id: None,
        kind: VendorKind::CareProvider,
        country: "SE".into(),
        status: VendorStatus::Active,
        manager_id: None,
        tags: "[]".into(),
        internal_note: Some(SECRET.into()),
        vendor_organisation_id: Some(home.id.clone()),
        tier,
        tier_preliminary: false,
        order_value: None,
        created_at: now.into(),
        updated_at: now.into(),
        version: 1,
    };
    let contract = Contract {
        title_folded: String::new(),
        id: ctx.new_id(),
        organisation_id: t.region.id.clone(),
        vendor_id: vendor.id.clone(),
        reference: "AVT-2024-17".into(),
        diary_number: None,
        title: "Ögonsjukvård i Almeå norra".into(),
        search_text: "avt-2024-17".into(),
        starts_on: Some(day("2024-01-01")),
        ends_on: None,
        notice_months: None,
        annual_value_sek: None,
        manager_id: Some(manager.id.clone()),
        parent_id: None,
        internal_note: Some(SECRET.into()),
        created_at: now.into(),
        updated_at: now.into(),
        version: 1,
    };
    t.write(|c| {
        vendors::insert(c, &vendor)?;
        contracts::insert(c, &contract)
    });
    let browser = t.browser_for(&manager, ctx.clone());
    let vendor_browser = t.browser_for(&vendor_person, vendor_ctx);
    Scene { manager, ctx, browser, home, vendor_person, vendor_browser, vendor, contract }
}

impl Scene {
    /// The manager's context at the present time of the test.
    pub fn ctx(&self, t: &Harness) -> Ctx {
        t.ctx_of(&self.manager, &t.region, Role::ContractManager)
    }

    pub fn action(&self, t: &Harness, title: &str, due: &str) -> Action {
        let new = NewAction {
            vendor_id: self.vendor.id.clone(),
            contract_id: Some(self.contract.id.clone()),
            finding_id: None,
            title: title.into(),
            description: None,
            responsible: Responsible::Vendor,
            owner_id: None,
            owner_name: None,
            due_on: day(due),
            focus: None,
            internal_note: Some(SECRET.into()),
        };
        let ctx = self.ctx(t);
        t.write(|c| findings::open_action(c, &ctx, &new))
    }

    /// An action that is late. None can be made so: its due day is set back in the table.
    pub fn late_action(&self, t: &Harness, title: &str, due: &str) -> Action {
        let action = self.action(t, title, &self.ctx(t).today().to_string());
        let passed =
            format!("UPDATE actions SET due_on = '{due}', original_due_on = '{due}' WHERE id = '{}'", action.id);
        t.write(|c| Ok(diesel::RunQueryDsl::execute(diesel::sql_query(passed), c)?));
        t.read(|c| findings::find_action(c, &self.ctx.scope, &action.id))
    }

    pub fn start_series(&self, t: &Harness, on: &str) -> Dialogue {
        let ctx = self.ctx(t);
        t.write(|c| dialogues::start_series(c, &ctx, &self.contract.id, day(on)))
    }

    pub fn items(&self, t: &Harness, dialogue: &Dialogue) -> Vec<DialogueItem> {
        t.read(|c| dialogues::items(c, dialogue))
    }

    /// Starts the meeting, notes every item as taken up with these decisions by title, and locks it.
    pub fn hold(&self, t: &Harness, dialogue: &Dialogue, decided: &[(&str, &str)]) -> dialogues::Locked {
        let ctx = self.ctx(t);
        t.write(|c| {
            let held = dialogues::start(c, &ctx, &dialogue.id, None)?;
            for item in dialogues::items(c, &held)? {
                let said = decided.iter().find(|(title, _)| item.title_sv.contains(title));
                let edit = dialogues::ItemEdit {
                    status: Some(if said.is_some() { ItemStatus::Decided } else { ItemStatus::TakenUp }),
                    note: None,
                    decision: said.map(|(_, decision)| (*decision).to_string()),
                };
                dialogues::set_item(c, &ctx, &held.id, &item.id, item.version, &edit)?;
            }
            dialogues::lock(c, &ctx, &held.id, None, None)
        })
    }

    pub fn token(&self, t: &Harness) -> String {
        t.token_of(&self.manager, &t.region, Role::ContractManager)
    }

    pub fn vendor_token(&self, t: &Harness) -> String {
        t.token_of(&self.vendor_person, &self.home, Role::VendorMember)
    }
}

#[test]
fn every_page_renders_in_both_languages() {
    let views = Views::new().unwrap();
    render_samples::<agenda_views::TemplatesPage>(&views).unwrap();
    render_samples::<agenda_views::TemplatePage>(&views).unwrap();
    render_samples::<decision_views::DecisionsPage>(&views).unwrap();
    render_samples::<preparing_views::RegionPreparePage>(&views).unwrap();
    render_samples::<preparing_views::PortalPreparePage>(&views).unwrap();
}

/// What the audit log has of one type of object, the oldest first: the verb, and what was new.
fn logged(t: &Harness, object_type: &str) -> Vec<(String, Value)> {
    let rows: Vec<(String, Option<String>)> = t.read(|c| {
        let of_type = audit_events::table.filter(audit_events::object_type.eq(object_type));
        Ok(of_type.order(audit_events::seq).select((audit_events::verb, audit_events::after)).load(c)?)
    });
    rows.into_iter().map(|(verb, after)| (verb, serde_json::from_str(&after.unwrap()).unwrap())).collect()
}

/// The fields of a template's form with every heading but the named ones.
fn headings<'a>(names: &'a [String], without: &[&str]) -> Vec<(&'a str, &'a str)> {
    names.iter().filter(|name| !without.iter().any(|w| name.ends_with(w))).map(|name| (name.as_str(), "1")).collect()
}

both! {
    async fn a_template_shapes_the_agenda_of_its_tier(t: &Harness) {
        let s = scene(t, Some(1));
        let officer = t.region_user(Role::SecurityOfficer);
        let names: Vec<String> = Section::ALL.iter().map(|section| format!("section_{section}")).collect();
        s.browser.get("/agenda-templates").await.expect(200).has(&["Ni har ingen egen mall"]).lacks(&["Skapa"]);
        assert_ne!(s.browser.post("/agenda-templates", &[("name", "Kritiska")]).await.status, 303);
        officer.post("/agenda-templates", &[("name", " "), ("tier", "9")]).await.expect(422);
        let made = officer.post("/agenda-templates", &[("name", "Kritiska"), ("tier", "1")]).await.expect(303);
        let page = made.location().to_string();
        officer.get(&page).await.expect(200).has(&["Informationssäkerhet, ett eget block", "Utkast", "p2_title_sv"]);

        // Information security and the action plan cannot be left out.
        let missing = [&[("version", "1"), ("name", "Kritiska"), ("tier", "1")][..], &headings(&names, &["vulnerabilities"])[..]].concat();
        officer.post(&page, &missing).await.expect(422).has(&["Åtgärdsplanen och informationssäkerhetens två rubriker"]);
        let long = "a".repeat(301);
        let given = [&[("version", "1"), ("name", "Kritiska"), ("tier", "1"), ("p1_section", "continuity"), ("p1_title_sv", long.as_str())][..], &headings(&names, &[])[..]].concat();
        officer.post(&page, &given).await.expect(422).has(&["f-p1_title_sv"]);
        let good = [&[("version", "1"), ("name", "Kritiska"), ("tier", "1"), ("p0_section", "continuity"), ("p0_title_sv", "Övning hos leverantören"), ("p0_title_en", "")][..], &headings(&names, &["data_protection", "upcoming"])[..]].concat();
        officer.post(&page, &good).await.expect(303);
        officer.post(&page, &good).await.expect(409);
        officer.post(&format!("{page}/publish"), &[("version", "2")]).await.expect(303);
        officer.post(&page, &good).await.expect(409);
        officer.get("/agenda-templates").await.expect(200).has(&["Gäller", "Kritiska"]);

        let dialogue = s.start_series(t, "2026-11-23");
        let items = s.items(t, &dialogue);
        assert_eq!(items.iter().filter(|i| i.kind == ItemKind::Standing).count(), 12);
        let own = items.iter().find(|i| i.kind == ItemKind::Free).unwrap();
        assert_eq!((own.section, own.title_sv.as_str(), own.title_en.as_str()), (11, "Övning hos leverantören", "Övning hos leverantören"));
        // Brought in again, nothing doubles; the next template leaves this agenda as it is.
        let ctx = s.ctx(t);
        assert_eq!(t.write(|c| dialogues::refresh(c, &ctx, &dialogue.id)), 0);
        let made = officer.post("/agenda-templates", &[("name", "Kritiska igen"), ("tier", "1")]).await.expect(303);
        officer.post(&format!("{}/publish", made.location()), &[("version", "1")]).await.expect(303);
        assert_eq!(t.write(|c| dialogues::refresh(c, &ctx, &dialogue.id)), 0);
        officer.get("/agenda-templates").await.expect(200).has(&["Ersatt"]);
        let ended: Vec<Value> = logged(t, "agenda_template").into_iter().filter(|(verb, _)| verb == "end").map(|(_, after)| after).collect();
        assert_eq!(ended, [json!({ "state": "retired" })]);
        // The point comes to each agenda of the template that holds, and another tier has the shipped headings.
        let second = s.hold(t, &dialogue, &[]).next.unwrap();
        assert_eq!(s.items(t, &second).iter().filter(|i| i.kind == ItemKind::Standing).count(), 14);
        t.drain();
    }

    async fn templates_through_the_api(t: &Harness) {
        let token = t.token(&t.region, Role::SecurityOfficer);
        let b = t.stranger();
        let path = "/api/v1/agenda-templates";
        b.api(&token, "POST", path, json!({ "name": "Egen", "sections": ["opening"] }), &[]).await.expect(422).has(&["/sections", "error-agenda-required"]);
        let made = b.api(&token, "POST", path, json!({ "name": "Egen", "points": [{ "section": "risks", "title_sv": "Riskläge" }] }), &[]).await.expect(201).json();
        let one = format!("{path}/{}", made["id"].as_str().unwrap());
        assert_eq!((made["sections"].as_array().unwrap().len(), &made["points"][0]["title_en"]), (14, &json!("Riskläge")));
        b.api(&token, "POST", &format!("{one}/publish"), Value::Null, &[]).await.expect(428);
        b.api(&token, "POST", &format!("{one}/publish"), Value::Null, &[("if-match", "\"1\"")]).await.expect(200).has(&["published"]);
        b.api(&token, "PUT", &one, json!({ "name": "Ny" }), &[("if-match", "\"2\"")]).await.expect(409).has(&["rule-agenda-published"]);
        let other = t.token(&t.other_region, Role::SecurityOfficer);
        b.api(&other, "GET", &one, Value::Null, &[]).await.expect(404);
        let none = b.api(&other, "GET", path, Value::Null, &[]).await.expect(200).json();
        assert_eq!(none["total"], 0);
    }

    async fn a_decision_comes_back_until_it_is_carried_out(t: &Harness) {
        let s = scene(t, Some(1));
        s.action(t, "Flytta lagringen", "2027-03-01");
        let first = s.start_series(t, "2026-11-23");
        let second = s.hold(t, &first, &[("Flytta lagringen", "Ny plats väljs före jul."), ("riskacceptanser", "Risken tas upp igen.")]).next.unwrap();
        let carried = |t: &Harness, dialogue: &Dialogue| -> Vec<String> {
            let mut all: Vec<String> = s.items(t, dialogue).into_iter().filter(|i| i.kind == ItemKind::Decision && i.section == 2).map(|i| i.title_sv).collect();
            all.sort();
            all
        };
        assert_eq!(carried(t, &second), ["Beslut 2026-11-23: Ny plats väljs före jul.", "Beslut 2026-11-23: Risken tas upp igen."]);
        t.advance_days(30);
        let browser = t.browser_for(&s.manager, s.ctx(t));
        browser.get("/meeting-decisions").await.expect(200).has(&["Ny plats väljs före jul.", "30 dagar gammalt", "AVT-2024-17"]);
        // Put off at the meeting it comes back once, not twice.
        let ctx = s.ctx(t);
        let third = t.write(|c| {
            let held = dialogues::start(c, &ctx, &second.id, None)?;
            for item in dialogues::items(c, &held)? {
                let status = if item.kind == ItemKind::Decision { ItemStatus::Deferred } else { ItemStatus::TakenUp };
                let edit = dialogues::ItemEdit { status: Some(status), note: None, decision: None };
                dialogues::set_item(c, &ctx, &held.id, &item.id, item.version, &edit)?;
            }
            dialogues::lock(c, &ctx, &held.id, None, None)
        }).next.unwrap();
        assert_eq!(carried(t, &third).len(), 2);
        assert_eq!(s.items(t, &third).iter().filter(|i| i.kind == ItemKind::Decision).count(), 2);
        // On the screen it is shown with its age, and closed from there.
        let item = s.items(t, &third).into_iter().find(|i| i.title_sv.contains("Ny plats")).unwrap();
        t.advance_days(33);
        let browser = t.browser_for(&s.manager, s.ctx(t));
        browser.post(&format!("/dialogues/{}/start", third.id), &[("version", "1")]).await.expect(303);
        browser.get(&format!("/dialogues/{}/meeting?item={}", third.id, item.id)).await.expect(200).has(&["Beslut från tidigare möte", "öppen i 2 möten", "63 dagar gammalt"]);
        let decisions = t.read(|c| dialogues::open_of_contract(c, &s.ctx.scope, &s.contract.id));
        let path = |n: usize| format!("/meeting-decisions/{}", decisions[n].id);
        browser.post(&format!("{}/withdraw", path(0)), &[("version", "1"), ("note", " ")]).await.expect(422).has(&["Fyll i det här fältet."]);
        browser.post(&format!("{}/carry-out", path(0)), &[("version", "7"), ("note", "")]).await.expect(409);
        browser.post(&format!("{}/carry-out", path(0)), &[("version", "1"), ("note", "Klart."), ("back", "https://example.com/")]).await.expect(303);
        browser.post(&format!("{}/carry-out", path(0)), &[("version", "2"), ("note", "")]).await.expect(409);
        let token = s.token(t);
        let b = t.stranger();
        b.api(&token, "POST", &format!("/api/v1{}/withdraw", path(1)), json!({}), &[("if-match", "\"1\"")]).await.expect(422).has(&["/note"]);
        b.api(&token, "POST", &format!("/api/v1{}/withdraw", path(1)), json!({ "note": "Ersatt." }), &[("if-match", "\"1\"")]).await.expect(200).has(&["withdrawn"]);
        let open = b.api(&token, "GET", "/api/v1/meeting-decisions?state=open", Value::Null, &[]).await.expect(200).json();
        assert_eq!(open["total"], 0);
        let other = t.token(&t.other_region, Role::ContractManager);
        b.api(&other, "GET", "/api/v1/meeting-decisions", Value::Null, &[]).await.expect(200).lacks(&["Ny plats"]);
        b.api(&s.vendor_token(t), "GET", "/api/v1/meeting-decisions", Value::Null, &[]).await.expect(404);
        t.drain();
    }

    async fn what_each_lock_does_to_a_decision_is_in_the_log(t: &Harness) {
        let s = scene(t, Some(1));
        s.action(t, "Flytta lagringen", "2027-03-01");
        let dialogue = s.start_series(t, "2026-11-23");
        s.hold(t, &dialogue, &[("Flytta lagringen", "Före jul.")]);
        let (b, token) = (t.stranger(), s.token(t));
        let minutes = format!("/api/v1/dialogues/{}/minutes", dialogue.id);
        // Decided otherwise, not decided at all, and decided again.
        for decision in [Some("Före påsk."), None, Some("Före påsk.")] {
            t.app.clock.advance(chrono::Duration::minutes(5));
            let version = format!("\"{}\"", b.api(&token, "GET", &minutes, Value::Null, &[]).await.expect(200).json()["version"]);
            b.api(&token, "POST", &format!("{minutes}/take-back"), json!({ "reason": "Fel." }), &[("if-match", &version)]).await.expect(200);
            let ctx = s.ctx(t);
            let item = s.items(t, &dialogue).into_iter().find(|i| i.title_sv.contains("Flytta lagringen")).unwrap();
            let status = if decision.is_some() { ItemStatus::Decided } else { ItemStatus::TakenUp };
            let edit = dialogues::ItemEdit { status: Some(status), note: None, decision: decision.map(ToString::to_string) };
            t.write(|c| {
                dialogues::set_item(c, &ctx, &dialogue.id, &item.id, item.version, &edit)?;
                dialogues::lock(c, &ctx, &dialogue.id, None, None).map(drop)
            });
        }
        let all = logged(t, "meeting_decision");
        assert_eq!(all.iter().map(|(verb, _)| verb.as_str()).collect::<Vec<_>>(), ["create", "update", "update", "update"]);
        assert_eq!((&all[0].1["decision"], &all[1].1), (&json!("Före jul."), &json!({ "decision": "Före påsk." })));
        assert_eq!((&all[2].1["state"], &all[3].1["state"]), (&json!("withdrawn"), &json!("open")));
        t.drain();
    }

    async fn both_sides_prepare(t: &Harness) {
        let s = scene(t, Some(1));
        let action = s.late_action(t, "Loggning i båda miljöerna", "2026-11-20");
        let dialogue = s.start_series(t, "2026-11-23");
        let item = s.items(t, &dialogue).into_iter().find(|i| i.object_id == Some(action.id.clone())).unwrap();
        let (portal, path) = (format!("/portal/dialogues/{}/prepare", dialogue.id), format!("/portal/dialogues/{}/items/{}", dialogue.id, item.id));
        s.vendor_browser.get("/portal/dialogues").await.expect(200).has(&[&portal]);
        s.vendor_browser.get(&portal).await.expect(200).has(&["Loggning i båda miljöerna", "data-autosave"]).lacks(&[SECRET, "karin.oberg@"]);

        // The vendor's own two write at once: neither text is lost.
        let saved = s.vendor_browser.autosave(&path, &[("version", "0"), ("answer", "Klart i en av två.")]).await.expect(200).json();
        assert_eq!(saved["version"], 1);
        let stale = s.vendor_browser.autosave(&path, &[("version", "0"), ("answer", "Inte klart.")]).await.expect(409).json();
        assert_eq!((&stale["conflict"]["answer"], &stale["version"]), (&json!("Klart i en av två."), &json!(1)));
        s.vendor_browser.post(&path, &[("version", "0"), ("answer", "Inte klart.")]).await.expect(409).has(&["Klart i en av två.", "Inte klart."]);
        let huge = "a".repeat(100_000);
        s.vendor_browser.post(&path, &[("version", "1"), ("answer", &huge)]).await.expect(422);
        s.vendor_browser.post(&path, &[("version", "1"), ("answer", "Klart i båda.")]).await.expect(303);

        // It proposes items; the region takes one and declines one with a reason.
        let propose = format!("/portal/dialogues/{}/proposals", dialogue.id);
        s.vendor_browser.post(&propose, &[("section", "changes"), ("title", "")]).await.expect(422);
        s.vendor_browser.post(&propose, &[("section", "changes"), ("title", "Ny driftleverantör"), ("explanation", "Vi byter i mars.")]).await.expect(303);
        // They are listed in the order of their making, which two of the same moment have not.
        t.app.clock.advance(chrono::Duration::minutes(1));
        s.vendor_browser.post(&propose, &[("section", "risks"), ("title", "Priser")]).await.expect(303);
        let proposals = t.read(|c| dialogues::proposals(c, &dialogue));
        let region = format!("/dialogues/{}/prepare", dialogue.id);
        s.browser.get(&region).await.expect(200).has(&["Ny driftleverantör", "Vi byter i mars.", "Klart i båda.", "Försenade åtgärder", "Eva Björk"]).lacks(&["Inga åtgärder är försenade"]);
        let of = |n: usize, step: &str| format!("/agenda-proposals/{}/{step}", proposals[n].id);
        s.browser.post(&of(0, "accept"), &[("version", "1")]).await.expect(303);
        s.browser.post(&of(0, "accept"), &[("version", "2")]).await.expect(409);
        s.browser.post(&of(1, "decline"), &[("version", "1"), ("reason", " ")]).await.expect(422).has(&["Fyll i det här fältet."]);
        s.browser.post(&of(1, "decline"), &[("version", "1"), ("reason", "Det tas i ett eget möte.")]).await.expect(303);
        assert!(s.items(t, &dialogue).iter().any(|i| i.title_sv == "Ny driftleverantör" && i.kind == ItemKind::Free && i.section == 5));
        s.vendor_browser.get(&portal).await.expect(200).has(&["Det tas i ett eget möte.", "Med på dagordningen"]).lacks(&[SECRET]);
        s.vendor_browser.post(&format!("/portal{}", of(1, "withdraw")), &[("version", "2")]).await.expect(409);

        // On the shared screen the answer stands beside its item.
        s.browser.post(&format!("/dialogues/{}/start", dialogue.id), &[("version", "1")]).await.expect(303);
        s.browser.get(&format!("/dialogues/{}/meeting?item={}", dialogue.id, item.id)).await.expect(200).has(&["Klart i båda.", "Leverantörens svar inför mötet"]);
        s.hold_rest(t, &dialogue);
        s.vendor_browser.post(&path, &[("version", "2"), ("answer", "Efteråt")]).await.expect(409);
        s.vendor_browser.get(&portal).await.expect(200).has(&["Det ni skrev står kvar här", "Klart i båda."]);

        // Nobody else's vendor and no other region comes near.
        let elsewhere = t.write(|c| accounts::add_organisation(c, t.now(), OrganisationKind::Vendor, "Nordlänk AB", None, false));
        let (rival, ctx) = t.person(&elsewhere, Role::VendorAdmin, "Ola Rival");
        let rival = t.browser_for(&rival, ctx);
        rival.get(&portal).await.expect(404);
        rival.post(&path, &[("version", "2"), ("answer", "Fel")]).await.expect(404);
        let (stranger, ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        t.browser_for(&stranger, ctx).get(&region).await.expect(404);
        s.browser.get(&portal).await.expect(404);
        s.vendor_browser.get(&region).await.expect(404);
        t.drain();
    }

    async fn what_nobody_answered_goes_on_to_the_next_dialogue(t: &Harness) {
        let s = scene(t, Some(1));
        let dialogue = s.start_series(t, "2026-11-23");
        let page = format!("/dialogues/{}", dialogue.id);
        let proposed = [("section", "changes"), ("title", "Ny driftleverantör")];
        s.vendor_browser.post(&format!("/portal{page}/proposals"), &proposed).await.expect(303);
        s.browser.get("/notices").await.expect(200).has(&["Leverantören föreslår en punkt till dagordningen"]);
        s.browser.get(&page).await.expect(200).has(&["en punkt som väntar på svar"]);
        s.browser.post(&format!("{page}/start"), &[("version", "1")]).await.expect(303);
        s.browser.get(&format!("{page}/close")).await.expect(200).has(&["en punkt som väntar på svar", "följer med till nästa"]);
        s.hold_rest(t, &dialogue);
        let next = t.read(|c| dialogues::latest_of_contract(c, &s.ctx.scope, &s.contract.id)).unwrap();
        assert!(t.read(|c| dialogues::proposals(c, &dialogue)).is_empty());
        let waiting = t.read(|c| dialogues::proposals(c, &next));
        assert_eq!((next.number, waiting.len(), waiting[0].title.as_str()), (2, 1, "Ny driftleverantör"));
        let log: Vec<String> = logged(t, "agenda_proposal").into_iter().map(|(verb, _)| verb).collect();
        assert_eq!(log, ["propose", "update"]);
        s.browser.get(&format!("/dialogues/{}", next.id)).await.expect(200).has(&["en punkt som väntar på svar"]);
        s.browser.post(&format!("/agenda-proposals/{}/accept", waiting[0].id), &[("version", "2")]).await.expect(303);
        t.drain();
    }

    async fn preparation_through_the_api(t: &Harness) {
        let s = scene(t, Some(1));
        let dialogue = s.start_series(t, "2026-11-23");
        let item = s.items(t, &dialogue).remove(0);
        let (vendor, region, b) = (s.vendor_token(t), s.token(t), t.stranger());
        let base = format!("/api/v1/dialogues/{}", dialogue.id);
        let prepared = format!("{base}/items/{}/prepared", item.id);
        b.api(&vendor, "PUT", &prepared, json!({ "answer": "Vi är två." }), &[]).await.expect(428);
        b.api(&vendor, "PUT", &prepared, json!({ "answer": "Vi är två." }), &[("if-match", "\"0\"")]).await.expect(200);
        b.api(&vendor, "PUT", &prepared, json!({ "answer": "Vi är tre." }), &[("if-match", "\"0\"")]).await.expect(412).has(&["Vi är två."]);
        b.api(&region, "PUT", &prepared, json!({ "answer": "Nej" }), &[("if-match", "\"1\"")]).await.expect(404);
        let made = b.api(&vendor, "POST", &format!("{base}/proposals"), json!({ "section": "risks", "title": "Ny risk" }), &[]).await.expect(201).json();
        let one = format!("/api/v1/agenda-proposals/{}", made["id"].as_str().unwrap());
        b.api(&vendor, "POST", &format!("{one}/accept"), Value::Null, &[("if-match", "\"1\"")]).await.expect(404);
        b.api(&region, "POST", &format!("{one}/decline"), json!({}), &[("if-match", "\"1\"")]).await.expect(422).has(&["/reason"]);
        b.api(&region, "POST", &format!("{one}/accept"), Value::Null, &[("if-match", "\"1\"")]).await.expect(200).has(&["accepted"]);
        let seen = b.api(&vendor, "GET", &format!("{base}/preparation"), Value::Null, &[]).await.expect(200).has(&["Vi är två.", "accepted"]);
        seen.lacks(&[SECRET]);
        b.api(&t.token(&t.other_region, Role::ContractManager), "GET", &format!("{base}/preparation"), Value::Null, &[]).await.expect(404);
        t.drain();
    }

    async fn the_shared_screen_shows_nothing_internal(t: &Harness) {
        let s = scene(t, Some(1));
        s.action(t, "Loggning", "2026-12-01");
        let dialogue = s.start_series(t, "2026-11-23");
        let ctx = s.ctx(t);
        let edit = dialogues::Edit { held_on: dialogue.held_on, chair_name: None, minute_checker: None, internal_note: Some(SECRET.into()) };
        t.write(|c| dialogues::edit(c, &ctx, &dialogue.id, None, &edit));
        t.write(|c| dialogues::start(c, &ctx, &dialogue.id, None));
        // Internal notes of the dialogue, the vendor, the contract and the action; and how the tier was reasoned.
        for item in s.items(t, &dialogue) {
            let shown = s.browser.get(&format!("/dialogues/{}/meeting?item={}", dialogue.id, item.id)).await.expect(200);
            shown.lacks(&[SECRET, "/categorise", "Kritisk", "tier-override", "beräknade nivå"]);
        }
        s.browser.get(&format!("/dialogues/{}/meeting", dialogue.id)).await.expect(200).has(&["Tangenter: j nästa", "Inte genomgånget", "Informationssäkerhet", &format!("/dialogues/{}/attendance", dialogue.id)]);
        t.drain();
    }

    async fn two_take_notes_at_once(t: &Harness) {
        let s = scene(t, Some(1));
        let dialogue = s.start_series(t, "2026-11-23");
        let ctx = s.ctx(t);
        t.write(|c| dialogues::start(c, &ctx, &dialogue.id, None));
        let other = t.region_user(Role::SecurityOfficer);
        let items = s.items(t, &dialogue);
        let path = |item: &Id| format!("/dialogues/{}/items/{item}", dialogue.id);
        // Different items never meet.
        s.browser.autosave(&path(&items[0].id), &[("version", "1"), ("status", "taken_up"), ("note", "Karin")]).await.expect(200);
        other.autosave(&path(&items[1].id), &[("version", "1"), ("status", "taken_up"), ("note", "Omar")]).await.expect(200);
        // The same item: both texts are shown, without script too, and the one that was typed stays in its field.
        let refused = other.post(&path(&items[0].id), &[("version", "1"), ("status", "decided"), ("note", "Omar"), ("decision", "Så blir det")]).await;
        refused.expect(409).has(&["Karin", "Omar", "Så blir det", "value=\"2\""]);
        let kept = s.items(t, &dialogue);
        assert_eq!(kept.iter().find(|i| i.id == items[0].id).unwrap().note.as_deref(), Some("Karin"));
        other.post(&path(&items[0].id), &[("version", "2"), ("status", "decided"), ("note", "Karin, Omar"), ("decision", "Så blir det")]).await.expect(303);
        let huge = "å".repeat(100_000);
        s.browser.autosave(&path(&items[2].id), &[("version", "1"), ("status", "taken_up"), ("note", &huge)]).await.expect(422);
        t.drain();
    }
}

impl Scene {
    /// Notes every item of a meeting that has begun, and locks it.
    fn hold_rest(&self, t: &Harness, dialogue: &Dialogue) {
        let ctx = self.ctx(t);
        t.write(|c| {
            for item in dialogues::items(c, dialogue)? {
                let edit = dialogues::ItemEdit { status: Some(ItemStatus::TakenUp), note: None, decision: None };
                dialogues::set_item(c, &ctx, &dialogue.id, &item.id, item.version, &edit)?;
            }
            dialogues::lock(c, &ctx, &dialogue.id, None, None).map(drop)
        });
    }
}
