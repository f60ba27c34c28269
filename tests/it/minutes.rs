//! Minutes after the lock: approval by both sides, objections, taking back, registration, the archive, corrections, and
//! whether what is stored fits together.

use super::dialogues::{has_pdftotext, pdf_text};
use super::support::{Browser, Harness};
use diesel::prelude::*;
use serde_json::{Value, json};
use tillit::access::{Role, Side};
use tillit::base::Language;
use tillit::features::accounts::{self, Organisation, OrganisationKind, Person};
use tillit::features::contracts::{self, Contract};
use tillit::features::dialogues::minutes::views;
use tillit::features::dialogues::{self, Dialogue, DialogueStatus, ItemStatus, NewParticipant};
use tillit::features::findings::{self, Action, NewAction, Responsible};
use tillit::features::vendors::{self, Vendor, VendorKind, VendorStatus};
use tillit::kit::{Ctx, audit};
use tillit::platform::db::schema::audit_events;
use tillit::platform::view::{Views, render_samples};

pub const SECRET: &str = "Bara för oss i regionen";

/// A vendor of tier 1 with a contract, people of both sides, and a dialogue that is planned for 23 November 2026.
pub struct Scene {
    pub manager: Person,
    pub browser: Browser,
    pub vendor_browser: Browser,
    pub vendor_organisation: Organisation,
    pub vendor_person: Person,
    pub vendor: Vendor,
    pub contract: Contract,
    pub dialogue: Dialogue,
}

pub fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// Somebody for the list of participants.
pub fn guest(side: Side, name: &str, email: Option<&str>, duty: Option<&str>) -> NewParticipant {
    NewParticipant {
        side,
        name: name.into(),
        email: email.map(ToString::to_string),
        duty: duty.map(ToString::to_string),
        language: Language::Sv,
        present: true,
        receives_minutes: email.is_some(),
    }
}

pub fn scene(t: &Harness) -> Scene {
    let (manager, ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    let now = t.now();
    let vendor_organisation =
        t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Åsmunda Ögonklinik AB", None, false));
    let (vendor_person, vendor_ctx) = t.person(&vendor_organisation, Role::VendorAdmin, "Eva Björk");
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
        vendor_organisation_id: Some(vendor_organisation.id.clone()),
        tier: Some(1),
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
        diary_number: Some("HSN 2024-11".into()),
        title: "Ögonsjukvård i Almeå norra".into(),
        search_text: "avt-2024-17".into(),
        starts_on: Some(day("2024-01-01")),
        ends_on: Some(day("2029-12-31")),
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
    let dialogue = t.write(|c| dialogues::start_series(c, &ctx, &contract.id, day("2026-11-23")));
    let browser = t.browser_for(&manager, ctx);
    let vendor_browser = t.browser_for(&vendor_person, vendor_ctx);
    let s = Scene { manager, browser, vendor_browser, vendor_organisation, vendor_person, vendor, contract, dialogue };
    s.seat(t, &[]);
    s
}

impl Scene {
    pub fn ctx(&self, t: &Harness) -> Ctx {
        t.ctx_of(&self.manager, &t.region, Role::ContractManager)
    }

    pub fn now(&self, t: &Harness) -> Dialogue {
        let ctx = self.ctx(t);
        t.read(|c| dialogues::find(c, &ctx.scope, &self.dialogue.id))
    }

    /// Karin, Eva and Märta (who has neither account nor address), and whoever else is to be there.
    pub fn seat(&self, t: &Harness, more: &[NewParticipant]) {
        let mut all = vec![
            guest(Side::Region, "Karin Öberg", Some("karin.oberg@contract-manager.example"), None),
            guest(Side::Vendor, "Eva Björk", Some("eva.bjork@vendor-admin.example"), Some("Verksamhetschef")),
            guest(Side::Vendor, "Märta Sjöström", None, None),
        ];
        all.extend_from_slice(more);
        let ctx = self.ctx(t);
        t.write(|c| dialogues::set_participants(c, &ctx, &self.dialogue.id, None, &all));
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

    /// Holds the meeting with every item gone through, and locks.
    pub fn lock(&self, t: &Harness) -> Dialogue {
        self.hold(t);
        let ctx = self.ctx(t);
        let locked = t.write(|c| dialogues::lock(c, &ctx, &self.dialogue.id, None, None)).dialogue;
        t.drain();
        locked
    }

    pub fn hold(&self, t: &Harness) {
        let ctx = self.ctx(t);
        t.write(|c| {
            let held = match dialogues::find(c, &ctx.scope, &self.dialogue.id)? {
                planned if planned.status == DialogueStatus::Planned => dialogues::start(c, &ctx, &planned.id, None)?,
                other => other,
            };
            for item in dialogues::items(c, &held)? {
                let edit = dialogues::ItemEdit { status: Some(ItemStatus::TakenUp), note: None, decision: None };
                dialogues::set_item(c, &ctx, &held.id, &item.id, item.version, &edit)?;
            }
            Ok(())
        });
    }

    pub fn api(&self) -> String {
        format!("/api/v1/dialogues/{}", self.dialogue.id)
    }

    pub fn page(&self) -> String {
        format!("/dialogues/{}", self.dialogue.id)
    }

    pub fn token(&self, t: &Harness) -> String {
        t.token_of(&self.manager, &t.region, Role::ContractManager)
    }

    pub fn vendor_token(&self, t: &Harness) -> String {
        t.token_of(&self.vendor_person, &self.vendor_organisation, Role::VendorAdmin)
    }

    pub async fn minutes(&self, token: &str) -> Value {
        self.browser.api(token, "GET", &format!("{}/minutes", self.api()), Value::Null, &[]).await.expect(200).json()
    }

    /// Sends the minutes to these, by the API.
    pub async fn send(&self, token: &str, approvers: &[(&str, &str)]) -> Value {
        let version = format!("\"{}\"", self.minutes(token).await["version"]);
        let approvers: Vec<Value> = approvers.iter().map(|(side, name)| json!({"side": side, "name": name})).collect();
        let body = json!({"approvers": approvers});
        let path = format!("{}/minutes/send", self.api());
        self.browser.api(token, "POST", &path, body, &[("if-match", &version)]).await.expect(200).json()
    }

    pub async fn approve(&self, token: &str, sha256: &str) -> crate::support::Answer {
        let body = json!({"verdict": "approve", "sha256": sha256});
        self.browser.api(token, "POST", &format!("{}/minutes/answer", self.api()), body, &[]).await
    }

    /// The chair's step with the version that the minutes have now.
    pub async fn step(&self, token: &str, step: &str, body: Value) -> crate::support::Answer {
        let version = format!("\"{}\"", self.minutes(token).await["version"]);
        let path = format!("{}/minutes/{step}", self.api());
        self.browser.api(token, "POST", &path, body, &[("if-match", &version)]).await
    }
}

pub const BOTH: &[(&str, &str)] = &[("region", "Karin Öberg"), ("vendor", "Eva Björk")];

fn sql(t: &Harness, text: String) {
    t.write(|c| Ok(diesel::sql_query(text).execute(c)?));
}

#[test]
fn every_page_of_minutes_renders_in_both_languages() {
    let views = Views::new().unwrap();
    render_samples::<views::MinutesPage>(&views).unwrap();
    render_samples::<views::PortalMinutesPage>(&views).unwrap();
    render_samples::<views::AttendancePage>(&views).unwrap();
    render_samples::<views::CallPage>(&views).unwrap();
}

both! {
    async fn minutes_are_approved_by_both_sides_registered_and_archived(t: &Harness) {
        let s = scene(t);
        s.action(t, "Loggning i båda miljöerna", "2026-12-01");
        let page = s.page();
        s.browser.get(&format!("{page}/minutes")).await.expect(200).has(&["Mötet är inte hållet än"]);
        let locked = s.lock(t);
        let sha256 = locked.sha256.clone().unwrap();
        s.browser.get(&page).await.expect(200).has(&["Justering och arkiv"]);
        s.browser.get(&format!("{page}/minutes")).await.expect(200).has(&["Texten är låst men inte skickad", &sha256]);

        // Nobody of the vendor is chosen; then both are, by the page.
        let refused = s.browser.post(&format!("{page}/minutes/send"), &[("version", "0"), ("a0", "1")]).await;
        refused.expect(422).has(&["Välj minst en som justerar för leverantören"]);
        s.browser.post(&format!("{page}/minutes/send"), &[("version", "0"), ("a0", "1"), ("a1", "1"), ("reply_by", "2026-11-22")]).await.expect(422).has(&["Välj en dag som inte har passerat"]);
        s.browser.post(&format!("{page}/minutes/send"), &[("version", "0"), ("a0", "1"), ("a1", "1")]).await.expect(303);
        s.browser.post(&format!("{page}/minutes/send"), &[("version", "0"), ("a0", "1"), ("a1", "1")]).await.expect(409);
        let letters = t.drain();
        let to_eva = letters.iter().find(|l| l.to_name == "Eva Björk").unwrap();
        assert!(to_eva.text.contains(&format!("/portal/dialogues/{}/minutes", locked.id)) && to_eva.text.contains("2026-12-07"), "{}", to_eva.text);

        // The region approves on its page, twice by mistake; the vendor in the portal.
        let answer = format!("{page}/minutes/answer");
        for _ in 0..2 {
            s.browser.post(&answer, &[("sha256", &sha256), ("verdict", "approve")]).await.expect(303);
        }
        let portal = format!("/portal/dialogues/{}/minutes", locked.id);
        s.vendor_browser.get("/portal/dialogues").await.expect(200).has(&["Protokoll som väntar på ditt svar", &portal]);
        s.vendor_browser.get(&portal).await.expect(200).has(&["Du är utsedd att justera", &sha256, "Karin Öberg"]).lacks(&["karin.oberg@", SECRET, "Ta tillbaka"]);
        s.vendor_browser.post(&format!("{portal}/answer"), &[("sha256", &sha256), ("verdict", "approve")]).await.expect(303);
        let token = s.token(t);
        let minutes = s.minutes(&token).await;
        assert_eq!((&minutes["stage"], &minutes["text_version"]), (&json!("approved"), &json!(1)));
        assert_eq!(minutes["faults"], json!([]));
        for answer in minutes["answers"].as_array().unwrap() {
            assert_eq!((&answer["sha256"], &answer["channel"]), (&json!(sha256), &json!("web")));
            assert!(answer["decided_at"].is_string());
        }
        // Everybody who is to have the minutes gets them again, with who approved them.
        let letters: Vec<_> = t.drain().into_iter().filter(|l| !l.parts.is_empty()).collect();
        assert_eq!(letters.len(), 2);
        assert!(letters[0].subject.contains("är justerat"), "{}", letters[0].subject);

        // After that nothing of it changes.
        s.step(&token, "take-back", json!({"reason": "Nej"})).await.expect(409).has(&["rule-minutes-approved"]);
        s.step(&token, "send", json!({"approvers": []})).await.expect(409).has(&["rule-minutes-approved"]);
        s.step(&token, "archive", json!({})).await.expect(409).has(&["rule-minutes-not-registered"]);
        s.step(&token, "register", json!({"diary_number": " "})).await.expect(422).has(&["/diary_number"]);
        s.step(&token, "register", json!({"diary_number": "HSN 2026-114"})).await.expect(200);
        s.step(&token, "archive", json!({"reference": "E-arkiv 77"})).await.expect(200);
        s.step(&token, "register", json!({"diary_number": "HSN 2026-115"})).await.expect(409).has(&["rule-minutes-archived"]);
        assert_eq!(s.now(t).sha256.as_deref(), Some(sha256.as_str()));
        s.browser.get(&format!("{page}/minutes")).await.expect(200).has(&["HSN 2026-114", "E-arkiv 77", "Arkiverad", "Justerades av båda parter"]);
        if has_pdftotext() {
            let text = pdf_text(&s.browser.get(&format!("{page}/report.pdf?lang=sv")).await.expect(200).body);
            assert!(text.contains("Protokollet är justerat av båda parter") && text.contains("HSN 2026-114") && text.contains("Eva Björk"), "{text}");
        }
        t.drain();
    }

    async fn only_the_named_approve_and_only_what_they_read(t: &Harness) {
        let s = scene(t);
        let (other, other_ctx) = t.person(&s.vendor_organisation, Role::VendorAdmin, "Nils Ek");
        let other_browser = t.browser_for(&other, other_ctx);
        let stranger = t.token(&t.other_region, Role::ContractManager);
        let sha256 = s.lock(t).sha256.unwrap();
        let (token, vendor) = (s.token(t), s.vendor_token(t));
        s.approve(&vendor, &sha256).await.expect(409).has(&["rule-minutes-not-sent"]);
        s.send(&token, BOTH).await;
        t.drain();
        let portal = format!("/portal/dialogues/{}/minutes", s.dialogue.id);
        // A colleague who was not named reads, and may not answer.
        other_browser.get(&portal).await.expect(200).lacks(&["Du är utsedd att justera"]);
        other_browser.post(&format!("{portal}/answer"), &[("sha256", &sha256), ("verdict", "approve")]).await.expect(409).has(&["inte utsedd att justera"]);
        let other_token = t.token_of(&other, &s.vendor_organisation, Role::VendorAdmin);
        s.approve(&other_token, &sha256).await.expect(409).has(&["rule-minutes-not-named"]);
        s.approve(&t.token(&t.region, Role::SecurityOfficer), &sha256).await.expect(409).has(&["rule-minutes-not-named"]);
        s.approve(&stranger, &sha256).await.expect(404);
        // Another text than the one that is out.
        s.approve(&vendor, &"0".repeat(64)).await.expect(409).has(&["rule-minutes-other-text"]);
        // The chair's steps are not the vendor's.
        for (step, body) in [("send", json!({"approvers": []})), ("take-back", json!({"reason": "x"})), ("register", json!({"diary_number": "x"}))] {
            s.browser.api(&vendor, "POST", &format!("{}/minutes/{step}", s.api()), body, &[("if-match", "\"1\"")]).await.expect(404);
        }
        assert_eq!(s.minutes(&token).await["stage"], "sent");
        let mut waiting = Vec::new();
        for token in [&vendor, &other_token] {
            let all = s.browser.api(token, "GET", "/api/v1/minutes/waiting", Value::Null, &[]).await.expect(200).json();
            waiting.push(all["items"].as_array().unwrap().len());
        }
        assert_eq!(waiting, [1, 0]);
        s.approve(&vendor, &sha256).await.expect(200);
        assert_eq!(s.minutes(&vendor).await["answers"][1]["outcome"], "approved");
        // Who is no participant cannot be named.
        let path = format!("{}/minutes/send", s.api());
        let version = format!("\"{}\"", s.minutes(&token).await["version"]);
        let body = json!({"approvers": [{"side": "region", "name": "Karin Öberg"}, {"side": "vendor", "name": "Okänd Person"}]});
        s.browser.api(&token, "POST", &path, body, &[("if-match", &version)]).await.expect(422).has(&["error-minutes-not-participant"]);
        t.drain();
    }

    async fn somebody_without_account_is_recorded_by_the_chair(t: &Harness) {
        let s = scene(t);
        let sha256 = s.lock(t).sha256.unwrap();
        let (token, page) = (s.token(t), s.page());
        let sent = s.send(&token, &[("region", "Karin Öberg"), ("vendor", "Märta Sjöström"), ("vendor", "Eva Björk")]).await;
        let letters = t.drain();
        assert!(letters.iter().all(|l| l.to_name != "Märta Sjöström"), "she has no address");
        let place = |name: &str| {
            let found = sent["answers"].as_array().unwrap().iter().find(|a| a["name"] == name).unwrap();
            (found["id"].as_str().unwrap().to_string(), found["has_account"].as_bool().unwrap())
        };
        let (marta, eva) = (place("Märta Sjöström"), place("Eva Björk"));
        assert!(!marta.1 && eva.1);
        s.browser.get(&format!("{page}/minutes")).await.expect(200).has(&["Anteckna ett svar", "Märta Sjöström, om protokollet"]);
        let record = format!("{page}/minutes/record");
        let of = |id: &str, note: &str, channel: &str| {
            [("approval_id", id), ("recorded_note", note), ("channel", channel), ("verdict", "approve")].map(|(a, b)| (a.to_string(), b.to_string()))
        };
        for (id, note, channel, status, said) in [
            (&marta.0, "", "phone", 422, "Fyll i det här fältet"),
            (&marta.0, "Ringde", "web", 422, "Välj ett av alternativen"),
            (&eva.0, "Ringde", "phone", 409, "har ett konto och svarar själv"),
            (&marta.0, "Ringde den 24 november klockan 10.", "phone", 303, ""),
        ] {
            let fields = of(id, note, channel);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            let answer = s.browser.post(&record, &fields).await.expect(status);
            if !said.is_empty() {
                answer.has(&[said]);
            }
        }
        for token in [&token, &s.vendor_token(t)] {
            s.approve(token, &sha256).await.expect(200);
        }
        let minutes = s.minutes(&token).await;
        assert_eq!(minutes["stage"], "approved");
        let marked = minutes["answers"].as_array().unwrap().iter().find(|a| a["name"] == "Märta Sjöström").unwrap();
        assert_eq!((&marked["channel"], &marked["recorded_by"]), (&json!("phone"), &json!("Karin Öberg")));
        if has_pdftotext() {
            let text = pdf_text(&s.browser.get(&format!("{page}/report.pdf?lang=sv")).await.expect(200).body);
            assert!(text.contains("per telefon") && text.contains("antecknat av Karin"), "{text}");
        }
        t.drain();
    }

    async fn an_objection_is_kept_and_the_text_can_be_taken_back(t: &Harness) {
        let s = scene(t);
        let first = s.lock(t).sha256.unwrap();
        let (token, vendor, page) = (s.token(t), s.vendor_token(t), s.page());
        s.send(&token, BOTH).await;
        s.approve(&token, &first).await.expect(200);
        t.drain();
        let answer = format!("{}/minutes/answer", s.api());
        let objection = json!({"verdict": "object", "sha256": first, "objection": ""});
        s.browser.api(&vendor, "POST", &answer, objection, &[]).await.expect(422).has(&["/objection"]);
        let objection = json!({"verdict": "object", "sha256": first, "objection": "Punkt 3 är inte vad vi sade."});
        s.browser.api(&vendor, "POST", &answer, objection, &[]).await.expect(200);
        let told = t.drain();
        assert!(told.iter().any(|l| l.to_name == "Karin Öberg" && l.subject.contains("Invändning")), "the manager is told");
        assert_eq!(s.minutes(&token).await["stage"], "sent");
        if has_pdftotext() {
            let text = pdf_text(&s.browser.get(&format!("{page}/report.pdf?lang=sv")).await.expect(200).body);
            assert!(text.contains("Punkt 3 är inte vad vi sade."), "{text}");
        }
        // Taken back: a draft that can be written again, its first text kept with what was said of it.
        s.step(&token, "take-back", json!({"reason": ""})).await.expect(422);
        s.step(&token, "take-back", json!({"reason": "Punkt 3 skrivs om."})).await.expect(200);
        assert_eq!(s.now(t).status, DialogueStatus::Draft);
        s.vendor_browser.get(&format!("/portal/dialogues/{}/minutes", s.dialogue.id)).await.expect(404);
        s.browser.api(&vendor, "GET", &format!("{}/minutes", s.api()), Value::Null, &[]).await.expect(404);
        t.app.clock.advance(chrono::Duration::minutes(5));
        s.lock(t);
        let again = s.now(t);
        let second = again.sha256.clone().unwrap();
        assert_ne!(first, second);
        let ctx = s.ctx(t);
        let latest = t.read(|c| dialogues::latest_of_contract(c, &ctx.scope, &s.contract.id)).unwrap();
        assert_eq!(latest.number, 2, "the next dialogue is planned once");
        let minutes = s.send(&token, BOTH).await;
        assert_eq!(minutes["text_version"], 2);
        s.browser.get(&format!("{page}/minutes")).await.expect(200).has(&["Punkt 3 skrivs om.", "Punkt 3 är inte vad vi sade.", &first]);
        // What was approved of the first text is no approval of the second.
        assert_eq!(s.minutes(&token).await["stage"], "sent");
        s.approve(&token, &first).await.expect(409).has(&["rule-minutes-other-text"]);
        s.approve(&token, &second).await.expect(200);
        // With an objection that is printed, and approved all the same.
        let body = json!({"verdict": "approve", "sha256": second, "objection": "Vi delar inte bedömningen."});
        s.browser.api(&vendor, "POST", &answer, body, &[]).await.expect(200);
        let minutes = s.minutes(&token).await;
        assert_eq!((&minutes["stage"], &minutes["faults"]), (&json!("approved"), &json!([])));
        t.drain();
    }

    async fn minutes_are_not_taken_back_under_the_next_meeting(t: &Harness) {
        let s = scene(t);
        s.lock(t);
        let (token, ctx) = (s.token(t), s.ctx(t));
        let next = t.read(|c| dialogues::latest_of_contract(c, &ctx.scope, &s.contract.id)).unwrap();
        t.write(|c| dialogues::start(c, &ctx, &next.id, None));
        s.step(&token, "take-back", json!({"reason": "Fel"})).await.expect(409).has(&["rule-minutes-next-held"]);
        s.browser.get(&format!("{}/minutes", s.page())).await.expect(200).lacks(&["Ta tillbaka till utkast"]);
    }

    async fn taken_back_before_the_mails_left_nobody_is_sent_anything(t: &Harness) {
        let s = scene(t);
        s.hold(t);
        let (ctx, token) = (s.ctx(t), s.token(t));
        t.write(|c| dialogues::lock(c, &ctx, &s.dialogue.id, None, None).map(drop));
        s.step(&token, "take-back", json!({"reason": "Fel text."})).await.expect(200);
        // The job has nothing to do, and does not come back.
        assert!(t.drain().iter().all(|letter| letter.parts.is_empty()));
    }

    async fn who_is_asked_no_longer_stands_in_the_log(t: &Harness) {
        let s = scene(t);
        s.lock(t);
        let token = s.token(t);
        s.send(&token, BOTH).await;
        s.send(&token, &[("region", "Karin Öberg"), ("vendor", "Märta Sjöström")]).await;
        s.step(&token, "take-back", json!({"reason": "Fel text."})).await.expect(200);
        let told: Vec<Option<String>> = t.read(|c| {
            let of_minutes = audit_events::table.filter(audit_events::object_type.eq("minutes"));
            Ok(of_minutes.order(audit_events::seq).select(audit_events::after).load(c)?)
        });
        let names = |after: Option<String>| {
            let after: Value = serde_json::from_str(&after.unwrap()).unwrap();
            let mut names: Vec<String> = after["no_longer_asked"].as_array().unwrap().iter().map(|n| n.as_str().unwrap().to_string()).collect();
            names.sort();
            names
        };
        let named: Vec<Vec<String>> = told.into_iter().map(names).collect();
        assert_eq!(named, [vec![], vec!["Eva Björk".to_string()], vec!["Karin Öberg".to_string(), "Märta Sjöström".to_string()]]);
        t.drain();
    }

    async fn who_objected_can_be_replaced(t: &Harness) {
        let s = scene(t);
        let sha256 = s.lock(t).sha256.unwrap();
        let (token, vendor) = (s.token(t), s.vendor_token(t));
        s.send(&token, BOTH).await;
        let body = json!({"verdict": "object", "sha256": sha256, "objection": "Nej."});
        s.browser.api(&vendor, "POST", &format!("{}/minutes/answer", s.api()), body, &[]).await.expect(200);
        let sent = s.send(&token, &[("region", "Karin Öberg"), ("vendor", "Märta Sjöström")]).await;
        let outcomes: Vec<_> = sent["answers"].as_array().unwrap().iter().map(|a| (a["name"].as_str().unwrap(), a["outcome"].as_str().unwrap())).collect();
        assert_eq!(outcomes, [("Karin Öberg", "waiting"), ("Eva Björk", "replaced"), ("Märta Sjöström", "waiting")]);
        s.approve(&vendor, &sha256).await.expect(409).has(&["rule-minutes-not-named"]);
        t.drain();
    }

    async fn a_correction_is_a_text_of_its_own(t: &Harness) {
        let s = scene(t);
        let sha256 = s.lock(t).sha256.unwrap();
        let (token, vendor, page) = (s.token(t), s.vendor_token(t), s.page());
        let add = format!("{}/minutes/addenda", s.api());
        s.browser.api(&token, "POST", &add, json!({"body": "För tidigt"}), &[]).await.expect(409).has(&["rule-minutes-not-approved"]);
        s.send(&token, BOTH).await;
        for token in [&token, &vendor] {
            s.approve(token, &sha256).await.expect(200);
        }
        t.drain();
        s.browser.post(&format!("{page}/minutes/addenda"), &[("body", "")]).await.expect(422);
        s.browser.post(&format!("{page}/minutes/addenda"), &[("body", &"x".repeat(100_000))]).await.expect(422).has(&["20"]);
        s.browser.post(&format!("{page}/minutes/addenda"), &[("body", "Rätt datum är den 5 december.")]).await.expect(303);
        let asked = t.drain();
        assert!(asked.iter().any(|l| l.to_name == "Eva Björk" && l.subject.contains("tillägg")), "those who approved are asked");
        // The vendor writes one too, since it was named; its other people may not.
        let (other, _) = t.person(&s.vendor_organisation, Role::VendorAdmin, "Nils Ek");
        let other = t.token_of(&other, &s.vendor_organisation, Role::VendorAdmin);
        s.browser.api(&other, "POST", &add, json!({"body": "Nej"}), &[]).await.expect(409).has(&["rule-minutes-not-named"]);
        s.browser.api(&vendor, "POST", &add, json!({"body": "Vi var tre."}), &[]).await.expect(201);
        let addendum = s.minutes(&vendor).await["addenda"][0].clone();
        let answer = format!("{}/minutes/answer", s.api());
        for token in [&token, &vendor] {
            let body = json!({"verdict": "approve", "sha256": addendum["sha256"], "addendum_id": addendum["id"]});
            s.browser.api(token, "POST", &answer, body, &[]).await.expect(200);
        }
        let minutes = s.minutes(&token).await;
        assert!(minutes["addenda"][0]["approved_at"].is_string() && minutes["addenda"][1]["approved_at"].is_null());
        assert_eq!((&minutes["sha256"], &minutes["faults"]), (&json!(sha256), &json!([])));
        if has_pdftotext() {
            let text = pdf_text(&s.browser.get(&format!("{page}/report.pdf?lang=sv")).await.expect(200).body);
            assert!(text.contains("Rätt datum är den 5 december.") && text.contains("Vi var tre.") && text.contains("Väntar på godkännande"), "{text}");
        }
        // Nobody can be asked about it in Eva's place: what she says by telephone is written down, though she has an account.
        let second = minutes["addenda"][1].clone();
        let eva = second["answers"].as_array().unwrap().iter().find(|a| a["name"] == "Eva Björk").unwrap();
        s.browser.get(&format!("{page}/minutes")).await.expect(200).has(&["Eva Björk, om ett tillägg"]);
        let said = [("approval_id", eva["id"].as_str().unwrap()), ("recorded_note", "Ringde den 24 november."), ("channel", "phone"), ("verdict", "approve")];
        s.browser.post(&format!("{page}/minutes/record"), &said).await.expect(303);
        let body = json!({"verdict": "approve", "sha256": second["sha256"], "addendum_id": second["id"]});
        s.browser.api(&token, "POST", &answer, body, &[]).await.expect(200);
        let minutes = s.minutes(&token).await;
        assert!(minutes["addenda"][1]["approved_at"].is_string() && minutes["faults"] == json!([]), "{minutes}");
        // Taken out of the database, its answers are missed, and it is itself.
        let second = second["id"].as_str().unwrap();
        for (table, column, missed) in [("minutes_approvals", "addendum_id", json!(["approval", "approval"])), ("minutes_addenda", "id", json!(["addendum"]))] {
            sql(t, format!("DELETE FROM {table} WHERE {column} = '{second}'"));
            let faults = s.minutes(&token).await["faults"].clone();
            let parts: Vec<&Value> = faults.as_array().unwrap().iter().map(|fault| &fault["part"]).collect();
            assert_eq!(json!(parts), missed);
        }
        t.drain();
    }

    async fn two_who_lock_get_one_result(t: &Harness) {
        let s = scene(t);
        let (other, ctx) = t.person(&t.region, Role::SecurityOfficer, "Olle Säker");
        let other = t.browser_for(&other, ctx);
        s.hold(t);
        let version = s.now(t).version.to_string();
        let lock = format!("{}/lock", s.page());
        s.browser.post(&lock, &[("version", &version), ("next_on", "")]).await.expect(303);
        let once = s.now(t);
        for who in [&other, &s.browser] {
            who.post(&lock, &[("version", &version), ("next_on", "")]).await.expect(409).has(&["redan låst av Karin Öberg", "Ingenting har ändrats"]);
        }
        let token = s.token(t);
        assert_eq!(s.browser.api(&token, "POST", &format!("{}/lock", s.api()), json!({}), &[]).await.expect(409).json()["type"], "rule-dialogue-locked");
        assert_eq!(s.now(t).sha256, once.sha256);
        let ctx = s.ctx(t);
        assert_eq!(t.read(|c| dialogues::latest_of_contract(c, &ctx.scope, &s.contract.id)).unwrap().number, 2);
        t.drain();
    }

    async fn a_change_in_the_database_is_found_and_named(t: &Harness) {
        let s = scene(t);
        let locked = s.lock(t);
        let (sha256, id) = (locked.sha256.clone().unwrap(), &locked.id);
        let (token, vendor, page) = (s.token(t), s.vendor_token(t), s.page());
        s.send(&token, BOTH).await;
        s.approve(&token, &sha256).await.expect(200);
        let ctx = s.ctx(t);
        let broken = || {
            let (seen, broken) = t.read(|c| dialogues::verify_all(c, &ctx));
            assert_eq!(seen, 1);
            broken.into_iter().flat_map(|b| b.faults).map(|f| (f.part.to_string(), f.which)).collect::<Vec<_>>()
        };
        assert_eq!(broken(), []);
        // The text alone.
        let snapshot = locked.snapshot.clone().unwrap();
        let spoilt = snapshot.replace("Karin Öberg", "Någon Annan").replace('\'', "''");
        sql(t, format!("UPDATE dialogues SET snapshot = '{spoilt}' WHERE id = '{id}'"));
        assert_eq!(broken(), [("record".to_string(), None)]);
        for path in [format!("{page}/minutes"), page.clone()] {
            s.browser.get(&path).await.expect(200).has(&["stämmer inte", "Protokollets text är inte den"]);
        }
        s.vendor_browser.get(&format!("/portal/dialogues/{id}")).await.expect(200).has(&["Protokollets text är inte den"]);
        s.approve(&vendor, &sha256).await.expect(409).has(&["rule-minutes-tampered"]);
        s.browser.get(&format!("{page}/report.pdf")).await.expect(409);
        assert_eq!(s.minutes(&vendor).await["faults"][0]["part"], "record");
        // The text with a fingerprint of its own: the audit log and the sent text say another.
        let own = dialogues::sha256_hex(&snapshot.replace("Karin Öberg", "Någon Annan"));
        sql(t, format!("UPDATE dialogues SET sha256 = '{own}' WHERE id = '{id}'"));
        assert_eq!(broken(), [("fingerprint".to_string(), None)]);
        // No JSON at all: the page that names the part is shown instead.
        sql(t, format!("UPDATE dialogues SET snapshot = 'x' WHERE id = '{id}'"));
        s.browser.get(&page).await.expect(303);
        s.browser.get(&format!("{page}/minutes")).await.expect(200).has(&["Protokollets text är inte den"]);
        s.browser.api(&token, "GET", &format!("{}/minutes", s.api()), Value::Null, &[]).await.expect(200);
        let back = snapshot.replace('\'', "''");
        sql(t, format!("UPDATE dialogues SET snapshot = '{back}', sha256 = '{sha256}' WHERE id = '{id}'"));
        assert_eq!(broken(), []);
        // However much the log has to say since: an answer that somebody else is made to have given, a sent text, and a state that nobody gave.
        t.write(|c| (0..100).try_for_each(|_| audit::record(c, &ctx, audit::Entry::new("update", "dialogue", id))));
        sql(t, format!("UPDATE minutes_approvals SET recorded_note = 'Ringde' WHERE dialogue_id = '{id}' AND name = 'Karin Öberg'"));
        assert_eq!(broken(), [("approval".to_string(), Some("Karin Öberg".to_string()))]);
        sql(t, format!("UPDATE minutes_approvals SET recorded_note = NULL WHERE dialogue_id = '{id}'"));
        sql(t, format!("UPDATE minutes_texts SET snapshot = 'x' WHERE dialogue_id = '{id}'"));
        assert_eq!(broken(), [("sent_text".to_string(), Some("1".to_string()))]);
        sql(t, format!("UPDATE minutes_texts SET snapshot = '{back}' WHERE dialogue_id = '{id}'"));
        sql(t, format!("UPDATE minutes SET state = 'approved' WHERE dialogue_id = '{id}'"));
        assert_eq!(broken(), [("state".to_string(), None)]);
        t.drain();
    }

    async fn what_is_gone_from_the_database_is_missed(t: &Harness) {
        let s = scene(t);
        let locked = s.lock(t);
        let (sha256, id) = (locked.sha256.unwrap(), &locked.id);
        let (token, vendor, page, ctx) = (s.token(t), s.vendor_token(t), s.page(), s.ctx(t));
        s.send(&token, BOTH).await;
        s.approve(&token, &sha256).await.expect(200);
        let objection = json!({"verdict": "object", "sha256": sha256, "objection": "Nej."});
        s.browser.api(&vendor, "POST", &format!("{}/minutes/answer", s.api()), objection, &[]).await.expect(200);
        t.drain();
        let broken = || {
            let (_, broken) = t.read(|c| dialogues::verify_all(c, &ctx));
            broken.into_iter().flat_map(|b| b.faults).map(|f| (f.part.to_string(), f.which)).collect::<Vec<_>>()
        };
        let missed = |part: &str, which: Option<&str>| (part.to_string(), which.map(ToString::to_string));
        assert_eq!(broken(), []);
        // An objection that is taken out of its row, and the row itself.
        let erased = "outcome = 'waiting', objection = NULL, objected_at = NULL, decided_at = NULL, channel = NULL, sha256 = NULL";
        sql(t, format!("UPDATE minutes_approvals SET {erased} WHERE dialogue_id = '{id}' AND name = 'Eva Björk'"));
        assert_eq!(broken(), [missed("approval", Some("Eva Björk"))]);
        sql(t, format!("DELETE FROM minutes_approvals WHERE dialogue_id = '{id}' AND name = 'Eva Björk'"));
        assert_eq!(broken(), [missed("approval", Some("Eva Björk"))]);
        s.browser.get(&format!("{page}/minutes")).await.expect(200).has(&["ändrat eller borttaget, eller gäller en annan text. Person: Eva Björk"]);
        // All that is left of the sending, which only the log knows then.
        for table in ["minutes_texts", "minutes_approvals", "minutes"] {
            sql(t, format!("DELETE FROM {table} WHERE dialogue_id = '{id}'"));
            assert!(broken().contains(&missed("sent_text", Some("1"))), "{table}");
        }
        assert!(broken().contains(&missed("approval", Some("Karin Öberg"))));
        // The record.
        sql(t, format!("UPDATE dialogues SET snapshot = NULL WHERE id = '{id}'"));
        assert!(broken().contains(&missed("record", None)));
        s.browser.get(&page).await.expect(303);
        s.browser.get(&format!("{page}/report.pdf")).await.expect(409);
        for (browser, page) in [(&s.browser, page), (&s.vendor_browser, format!("/portal/dialogues/{id}"))] {
            browser.get(&format!("{page}/minutes")).await.expect(200).has(&["eller så saknas den"]);
        }
        sql(t, format!("UPDATE dialogues SET sha256 = NULL WHERE id = '{id}'"));
        assert_eq!(s.minutes(&vendor).await["faults"], json!([{"part": "record", "which": null}]));
        t.drain();
    }

    async fn an_unreadable_record_stops_neither_the_series_nor_a_page(t: &Harness) {
        let mut s = scene(t);
        s.action(t, "Loggning i båda miljöerna", "2027-03-01");
        let first = s.lock(t).id;
        sql(t, format!("UPDATE dialogues SET snapshot = '{{' WHERE id = '{first}'"));
        let (token, vendor, ctx, portal) = (s.token(t), s.vendor_token(t), s.ctx(t), format!("/portal/dialogues/{first}"));
        s.vendor_browser.get(&portal).await.expect(303);
        s.vendor_browser.get(&format!("{portal}/minutes")).await.expect(200).has(&["Protokollets text är inte den"]);
        s.browser.api(&vendor, "GET", &format!("{}/agenda", s.api()), Value::Null, &[]).await.expect(409).has(&["rule-minutes-tampered"]);
        s.dialogue = t.read(|c| dialogues::latest_of_contract(c, &ctx.scope, &s.contract.id)).unwrap();
        s.browser.get(&format!("{}/prepare", s.page())).await.expect(200);
        s.hold(t);
        s.browser.get(&format!("{}/meeting", s.page())).await.expect(200);
        let second = s.lock(t);
        assert_eq!((second.number, second.status), (2, DialogueStatus::Locked));
        let series = format!("/contracts/{}/meetings", s.contract.id);
        s.browser.get(&series).await.expect(200);
        let counted = s.browser.api(&token, "GET", &format!("/api/v1{series}"), Value::Null, &[]).await.expect(200).json();
        assert!(counted["meetings"][0]["figures"].is_null() && counted["meetings"][1]["figures"].is_object(), "{counted}");
        t.drain();
    }

    async fn an_objection_reaches_whoever_sent_the_minutes_when_there_is_no_manager(t: &Harness) {
        let s = scene(t);
        let sha256 = s.lock(t).sha256.unwrap();
        sql(t, "UPDATE contracts SET manager_id = NULL".to_string());
        let (olle, _) = t.person(&t.region, Role::SecurityOfficer, "Olle Säker");
        s.send(&t.token_of(&olle, &t.region, Role::SecurityOfficer), BOTH).await;
        t.drain();
        let body = json!({"verdict": "object", "sha256": sha256, "objection": "Nej."});
        s.browser.api(&s.vendor_token(t), "POST", &format!("{}/minutes/answer", s.api()), body, &[]).await.expect(200);
        let told: Vec<String> = t.drain().into_iter().filter(|l| l.subject.contains("Invändning")).map(|l| l.to_name).collect();
        assert_eq!(told, ["Olle Säker"]);
    }

    async fn the_vendor_sees_nothing_internal_of_minutes(t: &Harness) {
        let s = scene(t);
        s.action(t, "Loggning i båda miljöerna", "2026-12-01");
        let ctx = s.ctx(t);
        let edit = dialogues::Edit { held_on: s.dialogue.held_on, chair_name: None, minute_checker: None, internal_note: Some(SECRET.into()) };
        t.write(|c| dialogues::edit(c, &ctx, &s.dialogue.id, None, &edit));
        s.lock(t);
        let (token, vendor) = (s.token(t), s.vendor_token(t));
        s.send(&token, BOTH).await;
        let hidden = &[SECRET, "karin.oberg@contract-manager.example", s.manager.id.as_str()];
        s.vendor_browser.get(&format!("/portal/dialogues/{}/minutes", s.dialogue.id)).await.expect(200).lacks(hidden);
        s.browser.api(&vendor, "GET", &format!("{}/minutes", s.api()), Value::Null, &[]).await.expect(200).lacks(hidden);
        // The region's pages and what belongs to the meeting are not there for the vendor.
        for path in ["minutes", "attendance", "call"] {
            s.vendor_browser.get(&format!("{}/{path}", s.page())).await.expect(404);
        }
        s.browser.api(&vendor, "GET", &format!("{}/attendance", s.api()), Value::Null, &[]).await.expect(404);
        s.browser.api(&vendor, "GET", &format!("{}/calls", s.api()), Value::Null, &[]).await.expect(200).lacks(hidden);
        t.drain();
    }

    async fn the_pages_of_minutes_ask_a_fixed_number_of_queries(t: &Harness) {
        let s = scene(t);
        let many: Vec<_> = (0..57).map(|n| guest(Side::Vendor, &format!("Gäst {n}"), Some(&format!("gast{n}@asmunda.example")), None)).collect();
        s.lock(t);
        let token = s.token(t);
        s.send(&token, BOTH).await;
        t.drain();
        let places = [format!("{}/minutes", s.page()), s.page()];
        let mut before = Vec::new();
        for place in &places {
            before.push(crate::categorisation::queries(t, &s.browser, place).await);
        }
        // Sixty at the table, and all of the vendor's approve.
        s.step(&token, "take-back", json!({"reason": "Fler deltog."})).await.expect(200);
        s.seat(t, &many);
        s.lock(t);
        let mut all = vec![("region".to_string(), "Karin Öberg".to_string())];
        all.extend(many.iter().map(|p| ("vendor".to_string(), p.name.clone())));
        let all: Vec<(&str, &str)> = all.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(s.send(&token, &all).await["answers"].as_array().unwrap().len(), 58);
        t.drain();
        for (place, count) in places.iter().zip(before) {
            assert_eq!(crate::categorisation::queries(t, &s.browser, place).await, count, "{place}");
        }
        s.browser.get(&format!("{}/report.pdf", s.page())).await.expect(200);
    }
}
