//! The monthly dialogue: agenda, meeting, lock, minutes and the next month.

use super::support::tables::insert;
use super::support::{Answer, Browser, Harness};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::io::Write as _;
use tillit::access::Role;
use tillit::base::{Id, Language, PageRequest};
use tillit::features::accounts::{self, Organisation, OrganisationKind, Person};
use tillit::features::contracts::{self, Contract};
use tillit::features::dialogues::{
    self, Dialogue, DialogueStatus, ItemKind, ItemStatus, Minutes, canonical_json, sha256_hex, views,
};
use tillit::features::dialogues::{Filter, Order};
use tillit::features::findings::{self, Action, NewAction, Responsible};
use tillit::features::vendors::{self, Vendor, VendorKind, VendorStatus};
use tillit::kit::{Ctx, attachments, outbox};
use tillit::platform::view::{Views, render_samples};

const SECRET: &str = "Bara för oss i regionen";

/// A vendor with a contract and people on both sides.
struct Scene {
    manager: Person,
    ctx: Ctx,
    browser: Browser,
    vendor_browser: Browser,
    vendor_organisation: Organisation,
    vendor_person: Person,
    vendor: Vendor,
    contract: Contract,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn scene(t: &Harness, tier: Option<i32>) -> Scene {
    let (manager, ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    let now = t.now();
    let vendor_organisation =
        t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Åsmunda Ögonklinik AB", None, false));
    let (vendor_person, vendor_ctx) = t.person(&vendor_organisation, Role::VendorAdmin, "Eva Björk");
    t.write(|c| {
        let account = accounts::account_of_person(c, &vendor_person.id)?.unwrap();
        accounts::set_language(c, &account.id, Language::En)
    });
    let vendor = Vendor {
        id: ctx.new_id(),
        organisation_id: t.region.id.clone(),
        legal_name: "Åsmunda Ögonklinik AB".into(),
        name_folded: "asmunda ogonklinik ab".into(),
        search_text: "asmunda".into(),
        // A sole trader's number is a person's own.
        org_number: Some("8001019804".into()),
        hsa_id: None,
        kind: VendorKind::CareProvider,
        country: "SE".into(),
        status: VendorStatus::Active,
        manager_id: None,
        tags: "[]".into(),
        internal_note: Some(SECRET.into()),
        vendor_organisation_id: Some(vendor_organisation.id.clone()),
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
        diary_number: Some("HSN 2024-11".into()),
        title: "Ögonsjukvård i Almeå norra".into(),
        search_text: "avt-2024-17".into(),
        starts_on: Some(day("2024-01-01")),
        ends_on: Some(day("2028-12-31")),
        notice_months: Some(12),
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
    insert(
        t,
        "vendor_contacts",
        &[("organisation_id", t.region.id.as_str()), ("vendor_id", vendor.id.as_str()), ("name", "Märta Sjöström")],
    );
    let browser = t.browser_for(&manager, ctx.clone());
    let vendor_browser = t.browser_for(&vendor_person, vendor_ctx);
    Scene { manager, ctx, browser, vendor_browser, vendor_organisation, vendor_person, vendor, contract }
}

impl Scene {
    /// The manager's context at the present time of the test.
    fn ctx(&self, t: &Harness) -> Ctx {
        t.ctx_of(&self.manager, &t.region, Role::ContractManager)
    }

    fn token(&self, t: &Harness) -> String {
        t.token_of(&self.manager, &t.region, Role::ContractManager)
    }

    fn vendor_token(&self, t: &Harness) -> String {
        t.token_of(&self.vendor_person, &self.vendor_organisation, Role::VendorAdmin)
    }

    fn action(&self, t: &Harness, title: &str, due: &str) -> Action {
        let new = NewAction {
            vendor_id: self.vendor.id.clone(),
            contract_id: Some(self.contract.id.clone()),
            finding_id: None,
            title: title.into(),
            description: None,
            responsible: Responsible::Vendor,
            owner_id: None,
            owner_name: Some("Eva Björk".into()),
            due_on: day(due),
            focus: None,
            internal_note: Some(SECRET.into()),
        };
        let ctx = self.ctx(t);
        t.write(|c| findings::open_action(c, &ctx, &new))
    }

    fn start_series(&self, t: &Harness, on: &str) -> Dialogue {
        let ctx = self.ctx(t);
        t.write(|c| dialogues::start_series(c, &ctx, &self.contract.id, day(on)))
    }

    fn dialogue(&self, t: &Harness, id: &Id) -> Dialogue {
        t.read(|c| dialogues::find(c, &self.ctx.scope, id))
    }

    fn items(&self, t: &Harness, dialogue: &Dialogue) -> Vec<dialogues::DialogueItem> {
        t.read(|c| dialogues::items(c, dialogue))
    }

    /// Starts the meeting and notes every item as taken up.
    fn hold(&self, t: &Harness, dialogue: &Dialogue) -> Dialogue {
        let ctx = self.ctx(t);
        t.write(|c| {
            let held = dialogues::start(c, &ctx, &dialogue.id, None)?;
            for item in dialogues::items(c, &held)? {
                let edit = dialogues::ItemEdit { status: Some(ItemStatus::TakenUp), note: None, decision: None };
                dialogues::set_item(c, &ctx, &held.id, &item.id, item.version, &edit)?;
            }
            Ok(held)
        })
    }

    fn lock(&self, t: &Harness, dialogue: &Dialogue) -> dialogues::Locked {
        let ctx = self.ctx(t);
        t.write(|c| dialogues::lock(c, &ctx, &dialogue.id, None, None))
    }
}

pub fn pdf_text(pdf: &[u8]) -> String {
    let mut child = std::process::Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("pdftotext is installed");
    child.stdin.take().unwrap().write_all(pdf).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

pub fn has_pdftotext() -> bool {
    std::process::Command::new("pdftotext").arg("-v").output().is_ok()
}

/// The address in the answer's redirect, without its query.
fn target(answer: &Answer) -> String {
    answer.location().split('?').next().unwrap().to_string()
}

#[test]
fn every_page_renders_in_both_languages() {
    let views = Views::new().unwrap();
    render_samples::<views::ListPage>(&views).unwrap();
    render_samples::<views::NewPage>(&views).unwrap();
    render_samples::<views::ShowPage>(&views).unwrap();
    render_samples::<views::LockedPage>(&views).unwrap();
    render_samples::<views::EditPage>(&views).unwrap();
    render_samples::<views::MeetingPage>(&views).unwrap();
    render_samples::<views::ClosePage>(&views).unwrap();
    render_samples::<views::PortalListPage>(&views).unwrap();
    render_samples::<views::PortalShowPage>(&views).unwrap();
    render_samples::<views::PortalRecordPage>(&views).unwrap();
}

both! {
    async fn two_months_through_the_pages(t: &Harness) {
        let s = scene(t, Some(1));
        let logs = s.action(t, "Loggning i båda miljöerna", "2026-12-01");
        let access = s.action(t, "Behörigheter <granskas>", "2027-02-01");

        // The series begins, with the people of both sides invited.
        let refused = s.browser.post("/dialogues/new", &[("contract_id", s.contract.id.as_str()), ("held_on", "i morgon")]).await;
        refused.expect(422).has(&["i morgon", "år-månad-dag"]);
        let made = s.browser.post("/dialogues/new", &[("contract_id", s.contract.id.as_str()), ("held_on", "2026-11-23")]).await.expect(303);
        let first = target(&made);
        s.browser.get(&first).await.expect(200).has(&["Karin Öberg", "Eva Björk", "Märta Sjöström", "Loggning i båda miljöerna", "Behörigheter &lt;granskas&gt;", "Starta mötet"]);
        s.browser.post("/dialogues/new", &[("contract_id", s.contract.id.as_str()), ("held_on", "2026-12-23")]).await.expect(409);
        s.browser.get("/dialogues").await.expect(200).has(&["AVT-2024-17", "i dag"]);
        s.browser.get("/dialogues/new").await.expect(200).has(&["Alla avtal har en pågående dialog"]);

        // The meeting: the first item that nobody touched, one note after another.
        let started = s.browser.post(&format!("{first}/start"), &[("version", "1")]).await.expect(303);
        assert_eq!(target(&started), format!("{first}/meeting"));
        s.browser.get(started.location()).await.expect(200).has(&["data-meeting-item", "data-autosave", "0 av 16", "1 av 16"]);
        let id: Id = first.rsplit('/').next().unwrap().parse().unwrap();
        let dialogue = s.dialogue(t, &id);
        assert_eq!((dialogue.status, dialogue.chair_name.as_deref()), (DialogueStatus::Held, Some("Karin Öberg")));
        let items = s.items(t, &dialogue);
        let item = items.iter().find(|i| i.object_id == Some(logs.id.clone())).unwrap();
        let path = format!("{first}/items/{}", item.id);
        let saved = s.browser.autosave(&path, &[("version", "1"), ("status", "taken_up"), ("note", "Pågår enligt plan."), ("decision", "")]).await.expect(200);
        assert_eq!(saved.json()["version"], 2);
        let stale = s.browser.autosave(&path, &[("version", "1"), ("status", "no_change"), ("note", "Annan text")]).await.expect(409).json();
        assert_eq!((&stale["conflict"]["note"], &stale["version"]), (&json!("Pågår enligt plan."), &json!(2)));
        s.browser.autosave(&path, &[("version", "2"), ("status", "decided"), ("note", ""), ("decision", " ")]).await.expect(422);
        s.browser.post(&path, &[("version", "2"), ("status", "decided"), ("note", "Pågår"), ("decision", "")]).await.expect(422).has(&["Skriv vad som beslutades.", "Pågår"]);

        // A new action on the spot is an item that has been taken up.
        let refused = s.browser.post(&format!("{first}/actions"), &[("item", item.id.as_str()), ("title", ""), ("responsible", "vendor"), ("due_on", "2026-12-15")]).await;
        refused.expect(422).has(&["2026-12-15", "Fyll i det här fältet."]);
        s.browser.post(&format!("{first}/actions"), &[("title", "Öva återläsning"), ("responsible", "region"), ("owner_id", s.manager.id.as_str()), ("due_on", "2026-12-15")]).await.expect(303);
        let agreed = t.read(|c| findings::open_actions_of_contract(c, &s.ctx.scope, &s.contract.id)).into_iter().find(|a| a.title == "Öva återläsning").unwrap();
        assert_eq!((agreed.owner_id, agreed.owner_name.as_deref()), (Some(s.manager.id.clone()), Some("Karin Öberg")));
        s.browser.post(&format!("{first}/actions/{}/postpone", logs.id), &[("version", "1"), ("item", item.id.as_str()), ("due_on", "2026-11-30"), ("reason", "Sen leverans")]).await.expect(422).has(&["Sen leverans"]);
        s.browser.post(&format!("{first}/actions/{}/postpone", logs.id), &[("version", "1"), ("item", item.id.as_str()), ("due_on", "2026-12-20"), ("reason", "Sen leverans")]).await.expect(303);
        s.browser.get(&format!("{first}/meeting?item={}", item.id)).await.expect(200).has(&["flyttad en gång", "2026-12-20"]);

        // An open action was not taken up: no lock, and it is named.
        s.browser.get(&format!("{first}/close")).await.expect(200).has(&["Öppna åtgärder som inte är genomgångna", "Behörigheter &lt;granskas&gt;"]);
        let version = s.dialogue(t, &id).version.to_string();
        let refused = s.browser.post(&format!("{first}/lock"), &[("version", &version), ("next_on", "")]).await;
        refused.expect(409).has(&["En öppen åtgärd har inte tagits upp: Behörigheter &lt;granskas&gt;"]);
        let late = s.action(t, "Kom till under mötet", "2027-01-01");
        s.browser.get(&format!("{first}/close")).await.expect(200).has(&["Öppna åtgärder som saknas på dagordningen", "Kom till under mötet"]);
        s.browser.post(&format!("{first}/lock"), &[("version", &version)]).await.expect(409).has(&["2 öppna åtgärder", "Kom till under mötet"]);
        s.browser.post(&format!("{first}/refresh"), &[("back", "close")]).await.expect(303);
        for action in [&access, &late] {
            let item = s.items(t, &dialogue).into_iter().find(|i| i.object_id == Some(action.id.clone())).unwrap();
            s.browser.post(&format!("{first}/items/{}", item.id), &[("version", "1"), ("status", "no_change"), ("note", ""), ("decision", "")]).await.expect(303);
        }
        let standing = items.iter().find(|i| i.kind == ItemKind::Standing && i.section == 6).unwrap();
        s.browser.post(&format!("{first}/items/{}", standing.id), &[("version", "1"), ("status", "deferred"), ("note", "Hann inte")]).await.expect(303);
        // Information security is a block of its own: putting off one of its headings is not enough.
        s.browser.post(&format!("{first}/lock"), &[("version", &version), ("next_on", "")]).await.expect(409).has(&["Informationssäkerheten är inte genomgången"]);
        let tests = items.iter().find(|i| i.kind == ItemKind::Standing && i.section == 7).unwrap();
        s.browser.post(&format!("{first}/items/{}", tests.id), &[("version", "1"), ("status", "no_change"), ("note", "")]).await.expect(303);
        let locked = s.browser.post(&format!("{first}/lock"), &[("version", &version), ("next_on", "")]).await.expect(303);
        assert_eq!(target(&locked), first);

        // Next month has everything that is open, with its age, and what was put off.
        let letters = t.drain();
        assert!(letters.iter().any(|l| !l.parts.is_empty()));
        let next = t.read(|c| dialogues::latest_of_contract(c, &s.ctx.scope, &s.contract.id)).unwrap();
        assert_eq!((next.number, next.period.as_str(), next.held_on), (2, "2026-12", day("2026-12-23")));
        let page = s.browser.get(&format!("/dialogues/{}", next.id)).await.expect(200);
        page.has(&["Loggning i båda miljöerna", "öppen i 2 möten", "Väntar på beslut: Behörigheter och loggar", "Öva återläsning"]);
        s.browser.get("/dialogues?show=locked").await.expect(200).has(&["Låst", "AVT-2024-17"]);

        // The second month: what changed since the first record, then the lock again.
        t.advance_days(30);
        let browser = t.browser_for(&s.manager, s.ctx(t));
        let held = s.hold(t, &s.dialogue(t, &next.id));
        let item = s.items(t, &held).into_iter().find(|i| i.object_id == Some(logs.id.clone())).unwrap();
        // Whoever reports does not verify.
        let (_, reporter) = t.person(&t.region, Role::SecurityOfficer, "Omar Rapport");
        t.write(|c| {
            let ctx = reporter.clone();
            let action = findings::find_action(c, &ctx.scope, &logs.id)?;
            findings::report_done(c, &ctx, &logs.id, Some(action.version), "Påslaget i båda miljöerna").map(drop)
        });
        browser.get(&format!("/dialogues/{}/meeting?item={}", next.id, item.id)).await.expect(200).has(&["Ändrat sedan förra mötet", "Klarrapporterad", "Påslaget i båda miljöerna"]);
        browser.post(&format!("/dialogues/{}/actions/{}/verify", next.id, logs.id), &[("version", "3"), ("item", item.id.as_str()), ("effective", "yes"), ("verify_note", "")]).await.expect(303);
        let second = s.lock(t, &held);
        let minutes = Minutes::of(&second.dialogue).unwrap().unwrap();
        let closed = minutes.actions.iter().find(|a| a.id == logs.id).unwrap();
        let fields: Vec<_> = closed.changes.iter().map(|c| c.field.as_str()).collect();
        assert_eq!((closed.status.as_str(), closed.meetings_open, fields), ("verified", 2, vec!["status"]));
        assert_eq!(minutes.previous.as_ref().unwrap().period, "2026-11");
        // The lines over the meetings stand in the record, and on paper; a first record has nothing to draw.
        let point = |p: &dialogues::TrendPoint| (p.number, p.held_on, p.open, p.closed, p.overdue);
        assert_eq!(minutes.trend.iter().map(point).collect::<Vec<_>>(), [(1, day("2026-11-23"), 4, 0, 0), (2, held.held_on, 3, 1, 1)]);
        assert!(Minutes::of(&s.dialogue(t, &id)).unwrap().unwrap().trend.is_empty());
        if has_pdftotext() {
            let later = pdf_text(&browser.get(&format!("/dialogues/{}/report.pdf?lang=sv", next.id)).await.expect(200).body);
            assert!(later.contains("Åtgärder över tid") && later.contains("Klara 1"), "{later}");
            assert!(!pdf_text(&browser.get(&format!("{first}/report.pdf?lang=sv")).await.expect(200).body).contains("Åtgärder över tid"));
        }
        let third = second.next.unwrap();
        assert_eq!((third.period.as_str(), third.held_on), ("2027-01", day("2027-01-25")));
        assert!(!s.items(t, &third).iter().any(|i| i.object_id == Some(logs.id.clone())), "a verified action is not carried over");
        t.drain();
    }

    async fn the_record_alone_is_shown(t: &Harness) {
        let s = scene(t, Some(1));
        let action = s.action(t, "Loggning i båda miljöerna", "2026-12-01");
        let planned = s.start_series(t, "2026-11-23");
        let ctx = s.ctx(t);
        let edit = dialogues::Edit { held_on: planned.held_on, chair_name: None, minute_checker: Some("Nils Ek".into()), internal_note: Some(SECRET.into()) };
        t.write(|c| dialogues::edit(c, &ctx, &planned.id, Some(1), &edit));
        let held = s.hold(t, &planned);
        let locked = s.lock(t, &held).dialogue;
        let snapshot = locked.snapshot.clone().unwrap();
        assert_eq!(locked.sha256.as_deref(), Some(sha256_hex(&snapshot).as_str()));
        let value: Value = serde_json::from_str(&snapshot).unwrap();
        assert_eq!(canonical_json(&value), snapshot);
        assert_eq!(value["format"], "tillit-dialogue-1");
        assert_eq!(value["vendor"]["org_number"], Value::Null);
        assert_eq!(value["organisation"]["org_number"], "232100-0016");
        assert!(!snapshot.contains(SECRET) && !snapshot.contains("8001019804") && !snapshot.contains("800101"));

        // The mails: one to each with an address, in their language, with the PDF.
        let letters: Vec<_> = t.drain().into_iter().filter(|l| l.parts.iter().any(|p| p.media_type == "application/pdf")).collect();
        assert_eq!(letters.len(), 2);
        let to_vendor = letters.iter().find(|l| l.to_name == "Eva Björk").unwrap();
        assert!(to_vendor.subject.starts_with("Minutes of the dialogue 2026-11-23"), "{}", to_vendor.subject);
        assert!(to_vendor.text.contains(&format!("/portal/dialogues/{}", locked.id)) && to_vendor.text.contains("One action is open."));
        let to_manager = letters.iter().find(|l| l.to_name == "Karin Öberg").unwrap();
        assert!(to_manager.text.contains(&format!("http://localhost:8080/dialogues/{}", locked.id)), "{}", to_manager.text);
        for letter in &letters {
            assert_eq!((letter.parts.len(), letter.parts[0].media_type.as_str()), (1, "application/pdf"));
            assert!(letter.parts[0].bytes.starts_with(b"%PDF"));
            assert!(!letter.text.contains(SECRET) && !letter.html.contains(SECRET));
        }

        // Afterwards everything changes; the page and the PDF do not.
        let page = format!("/dialogues/{}", locked.id);
        let before = (s.browser.get(&format!("{page}/report.pdf?lang=sv")).await.expect(200).body, to_manager.parts[0].bytes.clone());
        assert_eq!(before.0, before.1, "the mailed PDF is the page's");
        t.write(|c| {
            let edit = findings::ActionEdit { title: "Något helt annat".into(), description: None, responsible: Responsible::Region, owner_id: None, owner_name: None, focus: None, internal_note: None, priority: None };
            findings::edit_action(c, &ctx, &action.id, None, &edit).map(drop)
        });
        let shown = s.browser.get(&page).await.expect(200).has(&["Loggning i båda miljöerna", locked.sha256.as_deref().unwrap(), "Skickat", "eva.bjork@vendor-admin.example"]);
        shown.lacks(&["Något helt annat", "800101"]);
        assert_eq!(s.browser.get(&format!("{page}/report.pdf?lang=sv")).await.expect(200).body, before.0);
        let english = s.browser.get(&format!("{page}/report.pdf?lang=en")).await.expect(200);
        assert_eq!(english.header("content-type"), Some("application/pdf"));
        if has_pdftotext() {
            let text = pdf_text(&before.0);
            assert!(text.contains("Loggning i båda miljöerna") && text.contains("Protokoll från dialogmöte") && text.contains("Nils Ek"), "{text}");
            assert!(!text.contains("Något helt annat") && !text.contains(SECRET) && !text.contains("800101"));
            assert!(pdf_text(&english.body).contains("Minutes"));
        }

        // The vendor reads the same record and nothing more.
        let portal = format!("/portal/dialogues/{}", locked.id);
        s.vendor_browser.get(&portal).await.expect(200).has(&["Loggning i båda miljöerna"]).lacks(&[SECRET, "Något helt annat", "karin.oberg@"]);
        assert_eq!(s.vendor_browser.get(&format!("{portal}/report.pdf?lang=sv")).await.expect(200).body, before.0);
        s.vendor_browser.get(&page).await.expect(404);
        s.vendor_browser.get("/dialogues").await.expect(404);
        s.browser.get("/portal/dialogues").await.expect(404);

        // A locked record never changes.
        let item = s.items(t, &locked).remove(0);
        s.browser.post(&format!("{page}/items/{}", item.id), &[("version", "2"), ("status", "decided"), ("decision", "Nytt")]).await.expect(409);
        s.browser.post(&format!("{page}/edit"), &[("version", &locked.version.to_string()), ("held_on", "2026-11-24")]).await.expect(409);
        s.browser.post(&format!("{page}/lock"), &[("version", &locked.version.to_string())]).await.expect(409);
        t.drain();
    }

    async fn the_job_run_twice_adds_nothing(t: &Harness) {
        let s = scene(t, Some(1));
        let held = s.hold(t, &s.start_series(t, "2026-11-23"));
        let locked = s.lock(t, &held).dialogue;
        s.browser.get(&format!("/dialogues/{}", locked.id)).await.expect(200).has(&["PDF:en görs i ordning"]);
        assert_eq!(t.drain().len(), 2);
        t.write(|c| outbox::job(c, &s.ctx, &t.region.id, "dialogue_minutes", ("dialogue", &locked.id), &json!({})).map(drop));
        assert_eq!(t.drain().len(), 0);
        let (files, mails) = t.read(|c| {
            let files = attachments::of_object(c, &s.ctx.scope, &[], &locked.id)?;
            Ok((files, outbox::deliveries(c, &s.ctx, &locked.id)?))
        });
        assert_eq!((files.len(), mails.len()), (2, 2), "one file a language, one mail a person");
        assert!(files.iter().all(|f| f.shared && f.vendor_id == Some(s.vendor.id.clone())));
        assert!(files.iter().any(|f| f.file_name == "Protokoll AVT-2024-17 2026-11-23.pdf"), "{files:?}");
    }

    async fn the_tier_decides_when_the_next_one_is(t: &Harness) {
        let s = scene(t, Some(2));
        let held = s.hold(t, &s.start_series(t, "2026-11-23"));
        let next = s.lock(t, &held).next.unwrap();
        assert_eq!(next.period, "2027-02", "tier 2 meets every three months");
        // Tier 4 has no cadence: none is planned by itself, a chosen day plans one.
        let mut row = s.vendor.clone();
        row.id = s.ctx.new_id();
        row.tier = Some(4);
        row.org_number = None;
        let contract = Contract { id: s.ctx.new_id(), vendor_id: row.id.clone(), reference: "AVT-4".into(), ..s.contract.clone() };
        t.write(|c| {
            vendors::insert(c, &row)?;
            contracts::insert(c, &contract)
        });
        let ctx = s.ctx(t);
        let first = t.write(|c| dialogues::start_series(c, &ctx, &contract.id, day("2026-11-23")));
        let held = s.hold(t, &first);
        s.browser.get(&format!("/dialogues/{}/close", held.id)).await.expect(200).has(&["inga regelbundna möten"]);
        assert!(s.lock(t, &held).next.is_none());
        let again = t.app.db.write_now(|c| dialogues::start_series(c, &ctx, &contract.id, day("2026-11-30"))).unwrap_err();
        assert!(again.to_string().contains("error-dialogue-period-taken"), "{again}");
        let second = t.write(|c| dialogues::start_series(c, &ctx, &contract.id, day("2027-03-01")));
        assert_eq!((second.number, second.previous_id), (2, Some(first.id)));
        let held = s.hold(t, &s.dialogue(t, &second.id));
        let version = held.version.to_string();
        let path = format!("/dialogues/{}/lock", held.id);
        s.browser.post(&path, &[("version", &version), ("next_on", "2026-11-01")]).await.expect(422).has(&["Välj en dag efter"]);
        s.browser.post(&path, &[("version", &version), ("next_on", "2027-09-01")]).await.expect(303);
        let third = t.read(|c| dialogues::latest_of_contract(c, &s.ctx.scope, &contract.id)).unwrap();
        assert_eq!((third.number, third.period.as_str()), (3, "2027-09"));
        t.drain();
    }

    async fn new_things_come_onto_the_agenda(t: &Harness) {
        let s = scene(t, Some(1));
        let owner = [("organisation_id", t.region.id.as_str()), ("vendor_id", s.vendor.id.as_str())];
        let with = |more: &[(&'static str, &'static str)]| [&owner[..], more].concat();
        insert(t, "assessments", &with(&[("status", "submitted"), ("question_set", "full"), ("submitted_at", "2026-11-20 09:00:00"), ("submitted_late", "false")]));
        insert(t, "findings", &with(&[("number", "1"), ("origin", "manual"), ("severity", "high"), ("responsible", "vendor"), ("title", "Loggar saknas"), ("internal_note", SECRET)]));
        let dialogue = s.start_series(t, "2026-11-23");
        let titles: Vec<String> = s.items(t, &dialogue).into_iter().filter(|i| i.kind != ItemKind::Standing).map(|i| i.title_sv).collect();
        assert_eq!(titles, ["Självskattning: inskickad 2026-11-20", "Ny brist nr 1"]);
        let english = s.items(t, &dialogue).into_iter().find(|i| i.kind == ItemKind::Assessment).unwrap().title_en;
        assert_eq!(english, "Self-assessment: submitted 2026-11-20");
        // An action without a contract belongs to every dialogue with its vendor.
        s.action(t, "Ny åtgärd", "2026-12-24");
        insert(t, "actions", &with(&[("number", "77"), ("title", "Utan avtal"), ("responsible", "vendor"), ("status", "open"), ("due_on", "2026-12-01"), ("original_due_on", "2026-12-01"), ("slips", "0")]));
        let ctx = s.ctx(t);
        assert_eq!(t.write(|c| dialogues::refresh(c, &ctx, &dialogue.id)), 2);
        assert_eq!(t.write(|c| dialogues::refresh(c, &ctx, &dialogue.id)), 0);
        let page = format!("/dialogues/{}", dialogue.id);
        s.browser.post(&format!("{page}/items"), &[("section", "decisions"), ("title", "")]).await.expect(422);
        s.browser.post(&format!("{page}/items"), &[("section", "decisions"), ("title", "Nytt ombud")]).await.expect(303);
        s.browser.get(&page).await.expect(200).has(&["Utan avtal", "Nytt ombud"]);
        // The vendor sees titles and its own actions before the meeting, and no notes.
        let item = s.items(t, &dialogue).remove(0);
        let edit = dialogues::ItemEdit { status: None, note: Some("Oläst anteckning".into()), decision: None };
        let noted = t.write(|c| dialogues::set_item(c, &ctx, &dialogue.id, &item.id, item.version, &edit));
        assert_eq!((noted.status, noted.taken_up_by_name.as_deref()), (ItemStatus::TakenUp, Some("Karin Öberg")));
        let shown = s.vendor_browser.get(&format!("/portal/dialogues/{}", dialogue.id)).await.expect(200).has(&["Utan avtal", "New finding no. 1", "Ny åtgärd"]);
        shown.lacks(&[SECRET, "Oläst anteckning", "Loggar saknas"]);
        s.vendor_browser.get("/portal/dialogues").await.expect(200).has(&["AVT-2024-17"]);
        s.vendor_browser.get(&format!("/portal/dialogues/{}/report.pdf", dialogue.id)).await.expect(404);
        t.drain();
    }

    async fn participants_are_edited_in_one_form(t: &Harness) {
        let s = scene(t, Some(1));
        let dialogue = s.start_series(t, "2026-11-23");
        let page = format!("/dialogues/{}", dialogue.id);
        s.browser.get(&format!("{page}/edit")).await.expect(200).has(&["p0_name", "p5_name", "Märta Sjöström"]);
        let fields = [("version", "1"), ("p0_name", "Karin Öberg"), ("p0_side", "region"), ("p0_present", "1"), ("p1_name", ""), ("p4_name", "Ny Person"), ("p4_side", "vendor"), ("p4_language", "en"), ("p4_receives_minutes", "1")];
        let refused = s.browser.post(&format!("{page}/participants"), &fields).await;
        refused.expect(422).has(&["f-p4_email", "Ny Person", "Skriv en e-postadress, eller avmarkera"]);
        // Attendance and approval know people by side and name; and no more are saved than the page shows.
        let twice = [("version", "1"), ("p0_name", "Karin Öberg"), ("p0_side", "region"), ("p1_name", "Karin  Öberg"), ("p1_side", "region"), ("p2_name", "Karin Öberg"), ("p2_side", "vendor")];
        s.browser.post(&format!("{page}/participants"), &twice).await.expect(422).has(&["#f-p1_name", "får inte ha samma namn"]).lacks(&["#f-p2_name"]);
        let guest = |n: usize| json!({ "side": "vendor", "name": format!("Gäst {n}"), "email": null, "duty": null, "language": "sv", "present": true, "receives_minutes": false });
        let many = json!({ "participants": (0..201).map(guest).collect::<Vec<_>>() });
        s.browser.api(&s.token(t), "PATCH", &format!("/api/v1{page}"), many, &[("if-match", "\"1\"")]).await.expect(422).has(&["/participants\"", "error-dialogue-participants-many"]);
        let good = [&fields[..], &[("p4_email", "ny.person@asmunda.example")]].concat();
        s.browser.post(&format!("{page}/participants"), &good).await.expect(303);
        let people = t.read(|c| dialogues::participants(c, &dialogue));
        let shown: Vec<_> = people.iter().map(|p| (p.name.as_str(), p.present, p.receives_minutes, p.language)).collect();
        assert_eq!(shown, [("Karin Öberg", true, false, Language::Sv), ("Ny Person", false, true, Language::En)]);
        assert_eq!(people[0].person_id, Some(s.manager.id.clone()));
        // A second person with the old page does not overwrite it.
        s.browser.post(&format!("{page}/participants"), &fields[..4]).await.expect(409);
        s.browser.post(&format!("{page}/edit"), &[("version", "1"), ("held_on", "2026-12-01")]).await.expect(409);
        s.browser.post(&format!("{page}/edit"), &[("version", "2"), ("held_on", "2026-12-01"), ("internal_note", SECRET)]).await.expect(303);
        let moved = s.dialogue(t, &dialogue.id);
        assert_eq!((moved.period.as_str(), moved.internal_note.as_deref()), ("2026-12", Some(SECRET)));
        s.vendor_browser.get(&format!("/portal/dialogues/{}", dialogue.id)).await.expect(200).lacks(&[SECRET]);
    }

    async fn two_of_one_name_are_told_apart(t: &Harness) {
        let s = scene(t, Some(1));
        t.person(&s.vendor_organisation, Role::VendorMember, "Eva Björk");
        let contact = [("organisation_id", t.region.id.as_str()), ("vendor_id", s.vendor.id.as_str()), ("name", "Eva Björk"), ("email", "eva.bjork@vendor-admin.example"), ("duty", "Driftchef")];
        insert(t, "vendor_contacts", &contact);
        let dialogue = s.start_series(t, "2026-11-23");
        let mut names: Vec<_> = t.read(|c| dialogues::participants(c, &dialogue)).into_iter().map(|p| p.name).filter(|name| name.starts_with("Eva")).collect();
        names.sort();
        assert_eq!(names, ["Eva Björk (Driftchef)", "Eva Björk (eva.bjork@vendor-member.example)"]);
        // So the attendance of both can be noted.
        let (token, path) = (s.token(t), format!("/api/v1/dialogues/{}/attendance", dialogue.id));
        let seats = s.browser.api(&token, "GET", &path, Value::Null, &[]).await.expect(200).json();
        s.browser.api(&token, "PUT", &path, json!({ "attendance": seats["attendance"] }), &[("if-match", "\"1\"")]).await.expect(200);
    }

    async fn a_meeting_that_is_held_late_is_of_its_day(t: &Harness) {
        let s = scene(t, Some(1));
        let planned = s.start_series(t, "2026-11-23");
        t.advance_days(53);
        let held = s.hold(t, &planned);
        assert_eq!((held.held_on, held.period.as_str()), (day("2027-01-15"), "2027-01"));
        // What is proposed for the next one lies ahead, whenever this one was held: written down late, it is of its own month.
        let (browser, ctx) = (t.browser_for(&s.manager, s.ctx(t)), s.ctx(t));
        let page = format!("/dialogues/{}", planned.id);
        for (on, period, next) in [("2027-01-15", "2027-01", "2027-02-15"), ("2026-12-14", "2026-12", "2027-01-29"), ("2026-11-23", "2026-11", "2027-01-25")] {
            let edit = dialogues::Edit { held_on: day(on), chair_name: None, minute_checker: None, internal_note: None };
            let edited = t.write(|c| dialogues::edit(c, &ctx, &planned.id, None, &edit));
            assert_eq!((edited.held_on, edited.period.as_str()), (day(on), period));
            browser.get(&format!("{page}/close")).await.expect(200).has(&[&format!("value=\"{next}\"")]);
        }
        let locked = s.lock(t, &planned);
        let next = locked.next.unwrap();
        assert_eq!((next.held_on, next.period.as_str()), (day("2027-01-25"), "2027-01"));
        assert_eq!(Minutes::of(&locked.dialogue).unwrap().unwrap().held_on, day("2026-11-23"));
        // A program says the day together with the start.
        let path = format!("/api/v1/dialogues/{}", next.id);
        let patch = json!({ "status": "held", "held_on": "2027-01-14" });
        let held = browser.api(&s.token(t), "PATCH", &path, patch, &[("if-match", "\"1\"")]).await.expect(200).json();
        assert_eq!((&held["held_on"], &held["period"], &held["status"]), (&json!("2027-01-14"), &json!("2027-01"), &json!("held")));
        t.drain();
    }

    async fn the_same_through_the_api(t: &Harness) {
        let s = scene(t, Some(1));
        let (token, vendor) = (s.token(t), s.vendor_token(t));
        let b = t.stranger();
        let action = s.action(t, "Loggning i båda miljöerna", "2026-12-01");
        b.api(&token, "POST", "/api/v1/dialogues", json!({ "contract_id": s.contract.id, "held_on": "23/11" }), &[]).await.expect(422).has(&["/held_on"]);
        let made = b.api(&token, "POST", "/api/v1/dialogues", json!({ "contract_id": s.contract.id, "held_on": "2026-11-23" }), &[]).await.expect(201).json();
        b.api(&token, "POST", "/api/v1/dialogues", json!({ "contract_id": s.contract.id, "held_on": "2026-12-23" }), &[]).await.expect(409).has(&["rule-dialogue-series-exists"]);
        let path = format!("/api/v1/dialogues/{}", made["id"].as_str().unwrap());
        assert_eq!((&made["period"], &made["status"], made["participants"].as_array().unwrap().len()), (&json!("2026-11"), &json!("planned"), 3));
        b.api(&token, "PATCH", &path, json!({ "internal_note": SECRET }), &[]).await.expect(428);
        let patched = b.api(&token, "PATCH", &path, json!({ "internal_note": SECRET, "status": "held" }), &[("if-match", "\"1\"")]).await.expect(200).json();
        assert_eq!((&patched["status"], &patched["internal_note"], &patched["version"]), (&json!("held"), &json!(SECRET), &json!(3)));
        b.api(&token, "PATCH", &path, json!({ "held_on": "2026-11-20" }), &[("if-match", "\"1\"")]).await.expect(412);
        b.api(&token, "PATCH", &path, json!({ "status": "locked" }), &[("if-match", "\"3\"")]).await.expect(422);
        b.api(&token, "POST", &format!("{path}/items"), json!({ "title": "Nytt ombud" }), &[]).await.expect(201);
        let agenda = b.api(&token, "GET", &format!("{path}/agenda"), Value::Null, &[]).await.expect(200).json();
        let items = agenda["items"].as_array().unwrap();
        assert_eq!(items.len(), 16);
        let item = items.iter().find(|i| i["object_id"] == json!(action.id)).unwrap();
        let item_path = format!("{path}/items/{}", item["id"].as_str().unwrap());
        let edit = json!({ "status": "decided", "note": "Pågår", "decision": "Ny frist" });
        b.api(&token, "PUT", &item_path, edit.clone(), &[]).await.expect(428);
        b.api(&token, "PUT", &item_path, json!({ "status": "decided" }), &[("if-match", "\"1\"")]).await.expect(422).has(&["/decision"]);
        b.api(&token, "POST", &format!("{path}/lock"), json!({}), &[]).await.expect(409).has(&["rule-dialogue-untouched", "Loggning i båda miljöerna"]);
        b.api(&token, "PUT", &item_path, edit.clone(), &[("if-match", "\"1\"")]).await.expect(200);
        b.api(&token, "PUT", &item_path, edit, &[("if-match", "\"1\"")]).await.expect(412).has(&["Ny frist"]);

        // The vendor's token: titles until the lock, and never anything internal.
        b.api(&vendor, "GET", &path, Value::Null, &[]).await.expect(200).lacks(&[SECRET, "internal_note", "karin.oberg@"]);
        b.api(&vendor, "GET", &format!("{path}/agenda"), Value::Null, &[]).await.expect(200).has(&["Loggning"]).lacks(&["Ny frist", "Pågår", "taken_up", "\"status\""]);
        b.api(&vendor, "PUT", &item_path, json!({ "status": "deferred" }), &[("if-match", "\"2\"")]).await.expect(404);
        b.api(&vendor, "POST", &format!("{path}/lock"), json!({}), &[]).await.expect(404);
        b.api(&token, "GET", &format!("{path}/report.pdf"), Value::Null, &[]).await.expect(404);

        b.api(&token, "POST", &format!("{path}/lock"), json!({}), &[("if-match", "\"3\"")]).await.expect(409).has(&["rule-dialogue-security-untouched"]);
        for item in items.iter().filter(|i| i["kind"] == "standing" && (i["section"] == 6 || i["section"] == 7)) {
            let item_path = format!("{path}/items/{}", item["id"].as_str().unwrap());
            b.api(&token, "PUT", &item_path, json!({ "status": "no_change" }), &[("if-match", "\"1\"")]).await.expect(200);
        }
        let locked = b.api(&token, "POST", &format!("{path}/lock"), json!({}), &[("if-match", "\"3\"")]).await.expect(200).json();
        assert_eq!(locked["sha256"].as_str().unwrap().len(), 64);
        b.api(&vendor, "GET", &format!("{path}/agenda"), Value::Null, &[]).await.expect(200).has(&["Ny frist"]).lacks(&[SECRET]);
        assert!(b.api(&vendor, "GET", &format!("{path}/report.pdf?lang=en"), Value::Null, &[]).await.expect(200).body.starts_with(b"%PDF"));
        let list = b.api(&token, "GET", &format!("/api/v1/dialogues?contract_id={}&status=planned", s.contract.id), Value::Null, &[]).await.expect(200).json();
        assert_eq!((&list["total"], &list["items"][0]["id"], &list["items"][0]["period"]), (&json!(1), &locked["next_id"], &json!("2026-12")));
        b.api(&token, "GET", "/api/v1/dialogues?sort=name", Value::Null, &[]).await.expect(422);
        t.drain();
    }

    async fn others_see_nothing_and_readers_change_nothing(t: &Harness) {
        let s = scene(t, Some(1));
        let dialogue = s.start_series(t, "2026-11-23");
        let page = format!("/dialogues/{}", dialogue.id);
        let (stranger, ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        let other = t.browser_for(&stranger, ctx);
        for path in [page.clone(), format!("{page}/edit"), format!("{page}/meeting"), format!("{page}/close"), format!("{page}/report.pdf")] {
            other.get(&path).await.expect(404);
        }
        for path in ["start", "refresh", "lock", "participants"] {
            other.post(&format!("{page}/{path}"), &[("version", "1")]).await.expect(404);
        }
        other.post(&format!("/contracts/{}/dialogues", s.contract.id), &[("held_on", "2026-12-01")]).await.expect(404);
        other.get("/dialogues").await.expect(200).lacks(&["AVT-2024-17"]);
        let token = t.token(&t.other_region, Role::ContractManager);
        for path in ["", "/agenda", "/report.pdf"] {
            other.api(&token, "GET", &format!("/api/v1/dialogues/{}{path}", dialogue.id), Value::Null, &[]).await.expect(404);
        }
        let elsewhere = t.write(|c| accounts::add_organisation(c, t.now(), OrganisationKind::Vendor, "Nordlänk AB", None, false));
        let (rival, ctx) = t.person(&elsewhere, Role::VendorAdmin, "Ola Rival");
        let rival = t.browser_for(&rival, ctx);
        rival.get(&format!("/portal/dialogues/{}", dialogue.id)).await.expect(404);
        rival.get("/portal/dialogues").await.expect(200).lacks(&["AVT-2024-17"]);

        let reader = t.region_user(Role::Reader);
        reader.get(&page).await.expect(200).lacks(&["Starta mötet"]);
        assert_ne!(reader.post(&format!("{page}/start"), &[("version", "1")]).await.status, 303);
        assert_eq!(s.dialogue(t, &dialogue.id).status, DialogueStatus::Planned);
    }

    async fn the_number_of_queries_does_not_grow(t: &Harness) {
        let s = scene(t, Some(1));
        s.action(t, "Åtgärd 0", "2026-12-01");
        let dialogue = s.start_series(t, "2026-11-23");
        let ctx = s.ctx(t);
        t.write(|c| dialogues::start(c, &ctx, &dialogue.id, None));
        let pages = ["".to_string(), "/meeting".to_string(), "/close".to_string(), "/edit".to_string()].map(|p| format!("/dialogues/{}{p}", dialogue.id));
        let mut asked = Vec::new();
        for _ in 0..2 {
            let mut counts = Vec::new();
            for path in pages.iter().map(String::as_str).chain(["/dialogues"]) {
                let before = t.app.db.query_count();
                s.browser.get(path).await.expect(200);
                counts.push(t.app.db.query_count() - before);
            }
            asked.push(counts);
            for n in 1..30 {
                s.action(t, &format!("Åtgärd {n}"), "2026-12-01");
                let contract = Contract { id: s.ctx.new_id(), reference: format!("AVT-{}-{n}", asked.len()), ..s.contract.clone() };
                t.write(|c| contracts::insert(c, &contract));
                t.write(|c| dialogues::start_series(c, &ctx, &contract.id, day("2026-11-23")).map(drop));
            }
            t.write(|c| dialogues::refresh(c, &ctx, &dialogue.id).map(drop));
        }
        assert_eq!(asked[0], asked[1]);
        // Every page asks for the number of unread notices, and a dialogue's own for its minutes and its decisions.
        assert!(asked[0].iter().all(|n| *n <= 22), "{asked:?}");
        let page = t.read(|c| dialogues::list(c, &s.ctx.scope, &Filter::default(), Order::Soonest, PageRequest::new(Some(2), None)));
        assert_eq!((page.total, page.items.len()), (59, 9));
        t.drain();
    }
}
