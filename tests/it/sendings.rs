//! One self-assessment to many vendors: preview, background work, delivery, links, and what a vendor never learns.

use super::support::{Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::{Id, text};
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::controls::QuestionSet;
use tillit::features::sendings::{self, NewSending, SelectionEdit, SendingState};
use tillit::features::vendors::{self, Vendor, VendorKind, VendorStatus};
use tillit::features::{questionnaires, sendings::views};
use tillit::kit::Ctx;
use tillit::platform::view::{Views, render_samples};

#[test]
fn every_page_renders_in_both_languages() {
    let pages = Views::new().unwrap();
    render_samples::<views::SendingsPage>(&pages).unwrap();
    render_samples::<views::EditSendingPage>(&pages).unwrap();
    render_samples::<views::DraftPage>(&pages).unwrap();
    render_samples::<views::RunPage>(&pages).unwrap();
    render_samples::<views::SendingLinkPage>(&pages).unwrap();
    render_samples::<views::SendingSettingsPage>(&pages).unwrap();
}

/// A vendor of the region, with somebody who can answer when `people` says so.
pub fn vendor(t: &Harness, name: &str, tier: i32, status: VendorStatus, people: bool) -> (Vendor, Option<Ctx>) {
    let now = t.now();
    let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, name, None, false));
    let row = Vendor {
        id: Id::new(now),
        organisation_id: t.region.id.clone(),
        legal_name: name.to_string(),
        name_folded: text::sort_key(name),
        search_text: text::fold(name),
        org_number: None,
        hsa_id: None,
        kind: VendorKind::CareProvider,
        country: "SE".to_string(),
        status,
        manager_id: None,
        tags: "vård".to_string(),
        internal_note: None,
        vendor_organisation_id: Some(home.id.clone()),
        tier: Some(tier),
        tier_preliminary: false,
        order_value: Some(50),
        created_at: now.into(),
        updated_at: now.into(),
        version: 1,
    };
    t.write(|c| vendors::insert(c, &row));
    let ctx = people.then(|| t.person(&home, Role::VendorAdmin, &format!("Svar {name}")).1);
    (row, ctx)
}

fn officer(t: &Harness) -> (Browser, Ctx) {
    let (person, ctx) = t.person(&t.region, Role::SecurityOfficer, "Omar Haddad");
    (t.browser_for(&person, ctx.clone()), ctx)
}

pub fn new(due_on: &str) -> NewSending {
    NewSending {
        title: "Årlig självskattning".to_string(),
        question_set: QuestionSet::Lite,
        set_version_id: None,
        due_on: Some(due_on.parse().unwrap()),
        message: Some("Ring om något är oklart.".to_string()),
        internal_note: Some("HEMLIG-UTSKICK".to_string()),
        selection: SelectionEdit::default(),
    }
}

fn states(t: &Harness, ctx: &Ctx, id: &Id) -> (i64, i64, i64, i64) {
    let tally = t.read(|c| sendings::tally(c, &ctx.scope, id));
    (tally.queued, tally.sent, tally.failed, tally.skipped)
}

fn assessments(t: &Harness, ctx: &Ctx, vendor: &Vendor) -> usize {
    t.read(|c| questionnaires::of_vendor(c, &ctx.scope, &vendor.id)).len()
}

both! {
    async fn the_preview_says_what_each_gets_and_who_cannot(t: &Harness) {
        let (browser, ctx) = officer(t);
        let (able, _) = vendor(t, "Alfa Vård AB", 1, VendorStatus::Active, true);
        vendor(t, "Beta Vård AB", 1, VendorStatus::Active, false);
        vendor(t, "Cesar Vård AB", 1, VendorStatus::Ended, true);
        let (busy, _) = vendor(t, "Delta Vård AB", 2, VendorStatus::Active, true);
        let one = questionnaires::NewAssessment {
            vendor_id: busy.id.clone(), contract_id: None, question_set: QuestionSet::Lite,
            due_on: "2026-12-01".parse().unwrap(), message: None, internal_note: None,
        };
        t.write(|c| questionnaires::send(c, &ctx, &one));
        t.drain();

        let fields = [("title", "Årlig"), ("question_set", "lite"), ("due_on", "2026-12-15"), ("message", "Ring oss."), ("internal_note", "HEMLIG-UTSKICK")];
        browser.post("/sendings", &[("title", ""), ("question_set", "lite"), ("due_on", "2026-01-01")]).await.expect(422);
        let page = browser.post("/sendings", &fields).await.expect(303).location().to_string();
        let shown = browser.get(&page).await.expect(200).has(&[
            "Alfa Vård AB", "Ring oss.", "Ingen där har ett konto", "Avslutad", "inte är inskickad", "29",
        ]).text();
        assert_eq!(assessments(t, &ctx, &able), 0, "a preview sends nothing");
        // What was shown is what is mailed, but for the link.
        browser.post(&format!("{page}/start"), &[("version", "1")]).await.expect(303);
        let letters = t.drain();
        assert_eq!(letters.len(), 1);
        let first = letters[0].text.lines().next().unwrap().to_string();
        assert!(shown.contains(&first), "{first}");
        assert!(!letters[0].text.contains("HEMLIG-UTSKICK") && !letters[0].html.contains("HEMLIG-UTSKICK"));
        let id: Id = page.rsplit('/').next().unwrap().parse().unwrap();
        assert_eq!(states(t, &ctx, &id), (0, 1, 0, 3));
        browser.get(&page).await.expect(200).has(&["Alfa Vård AB", "Skickad", "Överhoppad"]);
        browser.post(&format!("{page}/start"), &[("version", "9")]).await.expect(409);
    }

    async fn a_killed_process_sends_to_nobody_twice(t: &Harness) {
        let (_, ctx) = officer(t);
        let all: Vec<Vendor> = (0..5).map(|n| vendor(t, &format!("Vård {n} AB"), 1, VendorStatus::Active, true).0).collect();
        let made = t.write(|c| sendings::draft(c, &ctx, &new("2026-12-15")));
        t.write(|c| sendings::start(c, &ctx, &made.id, None));
        // The process dies after two of five; the job's row in the outbox was never marked as done.
        assert_eq!(sendings::send_some(&t.app.db, &ctx, &made.id, 2).unwrap(), 2);
        assert_eq!(states(t, &ctx, &made.id), (3, 2, 0, 0));
        assert_eq!(t.drain().len(), 5);
        assert_eq!(states(t, &ctx, &made.id), (0, 5, 0, 0));
        // Once more changes nothing.
        sendings::send_batch(&t.app, &ctx, &made.id).unwrap();
        t.drain();
        for each in &all {
            assert_eq!(assessments(t, &ctx, each), 1, "{}", each.legal_name);
        }
        assert_eq!(t.read(|c| sendings::find(c, &ctx.scope, &made.id)).state, SendingState::Sent);
    }

    async fn one_that_fails_stops_nobody_and_is_tried_again(t: &Harness) {
        let (browser, ctx) = officer(t);
        let (broken, _) = vendor(t, "Alfa Vård AB", 1, VendorStatus::Active, true);
        let (fine, _) = vendor(t, "Beta Vård AB", 1, VendorStatus::Active, true);
        let made = t.write(|c| sendings::draft(c, &ctx, &new("2026-12-15")));
        t.write(|c| sendings::start(c, &ctx, &made.id, None));
        // The link to the vendor's organisation goes while it waits.
        let home = broken.vendor_organisation_id.clone();
        t.write(|c| vendors::save(c, &ctx.scope, &Vendor { vendor_organisation_id: None, ..broken.clone() }));
        t.drain();
        assert_eq!(states(t, &ctx, &made.id), (0, 1, 1, 0));
        assert_eq!(assessments(t, &ctx, &fine), 1);
        let page = format!("/sendings/{}", made.id);
        browser.get(&page).await.expect(200).has(&["Misslyckad", "Ingen där har ett konto"]);
        t.write(|c| vendors::save(c, &ctx.scope, &Vendor { vendor_organisation_id: home, ..broken.clone() }));
        let row = t.read(|c| sendings::find(c, &ctx.scope, &made.id));
        browser.post(&format!("{page}/retry"), &[("version", &row.version.to_string())]).await.expect(303);
        t.drain();
        assert_eq!(states(t, &ctx, &made.id), (0, 2, 0, 0));
        assert_eq!(assessments(t, &ctx, &fine), 1);
    }

    async fn a_pause_holds_and_a_stop_ends(t: &Harness) {
        let (_, ctx) = officer(t);
        for n in 0..3 {
            vendor(t, &format!("Vård {n} AB"), 1, VendorStatus::Active, true);
        }
        let made = t.write(|c| sendings::draft(c, &ctx, &new("2026-12-15")));
        t.write(|c| sendings::start(c, &ctx, &made.id, None));
        t.write(|c| sendings::pause(c, &ctx, &made.id, None));
        assert_eq!(t.drain().len(), 0);
        assert_eq!(states(t, &ctx, &made.id), (3, 0, 0, 0));
        t.write(|c| sendings::resume(c, &ctx, &made.id, None));
        sendings::send_some(&t.app.db, &ctx, &made.id, 1).unwrap();
        t.write(|c| sendings::stop(c, &ctx, &made.id, None));
        t.drain();
        assert_eq!(states(t, &ctx, &made.id), (0, 1, 0, 2));
        assert!(t.app.db.write_now(|c| sendings::resume(c, &ctx, &made.id, None)).is_err());
    }

    async fn the_link_is_followed_and_shown_once(t: &Harness) {
        let (browser, ctx) = officer(t);
        let (_, svar) = vendor(t, "Alfa Vård AB", 1, VendorStatus::Active, true);
        let (_, other) = vendor(t, "Beta Vård AB", 1, VendorStatus::Active, true);
        let made = t.write(|c| sendings::draft(c, &ctx, &new("2026-12-15")));
        t.write(|c| sendings::start(c, &ctx, &made.id, None));
        let letters = t.drain();
        let (svar, other) = (svar.unwrap(), other.unwrap());
        let of = |name: &str| letters.iter().find(|l| l.to_name.contains(name)).unwrap().text.clone();
        let at = of("Alfa").find("/portal/sent/").unwrap();
        let path: String = of("Alfa")[at..].chars().take_while(|c| !c.is_whitespace()).collect();
        let enter = |ctx: &Ctx| {
            let people = t.read(|c| accounts::people_of_organisation(c, &ctx.actor.organisation_id));
            t.browser_for(&people[0].0, ctx.clone())
        };
        // Another vendor learns nothing by the address.
        enter(&other).get(&path).await.expect(404);
        let first = enter(&svar).get(&path).await.expect(303).location().to_string();
        assert!(first.ends_with("/continue"), "{first}");
        browser.get(&format!("/sendings/{}", made.id)).await.expect(200).has(&["Länken är öppnad"]);
        let page = browser.get(&format!("/sendings/{}", made.id)).await.text();
        let at = page.find("/receivers/").unwrap();
        let link: String = page[at..].chars().take_while(|c| *c != '"').collect();
        browser.post(&format!("/sendings/{}{link}", made.id), &[]).await.expect(200).has(&["loggar in med sitt lösenord"]);
    }

    async fn a_vendor_never_learns_of_the_others_or_of_the_note(t: &Harness) {
        let (_, ctx) = officer(t);
        let (alfa, svar) = vendor(t, "Alfa Vård AB", 1, VendorStatus::Active, true);
        vendor(t, "Beta Vård AB", 1, VendorStatus::Active, true);
        let made = t.write(|c| sendings::draft(c, &ctx, &new("2026-12-15")));
        t.write(|c| sendings::start(c, &ctx, &made.id, None));
        let letters = t.drain();
        for letter in letters.iter().filter(|l| l.to_name.contains("Alfa")) {
            for text in [&letter.subject, &letter.text, &letter.html] {
                assert!(!text.contains("Beta") && !text.contains("HEMLIG") && !text.contains("Årlig"), "{text}");
            }
        }
        let svar = svar.unwrap();
        let people = t.read(|c| accounts::people_of_organisation(c, &svar.actor.organisation_id));
        let browser = t.browser_for(&people[0].0, svar.clone());
        let token = t.token_of(&people[0].0, &t.read(|c| accounts::find_organisation(c, &svar.actor.organisation_id)), Role::VendorAdmin);
        let a = t.read(|c| questionnaires::of_vendor(c, &ctx.scope, &alfa.id)).remove(0);
        for path in ["/portal", "/portal/assessments", &format!("/portal/assessments/{}", a.id), &format!("/portal/assessments/{}/workbook", a.id)] {
            browser.get(path).await.expect(200).lacks(&["Beta", "HEMLIG", "Årlig självskattning"]);
        }
        for path in [format!("/sendings/{}", made.id), "/sendings".to_string()] {
            browser.get(&path).await.expect(403);
        }
        for path in ["/api/v1/sendings".to_string(), format!("/api/v1/sendings/{}", made.id), format!("/api/v1/sendings/{}/receivers", made.id)] {
            browser.api(&token, "GET", &path, Value::Null, &[]).await.expect(404).lacks(&["Beta", "HEMLIG"]);
        }
        browser.api(&token, "GET", &format!("/api/v1/assessments/{}", a.id), Value::Null, &[]).await.expect(200).lacks(&["Beta", "HEMLIG", "Årlig"]);
    }

    async fn a_program_can_do_the_same(t: &Harness) {
        let (browser, _) = officer(t);
        let (alfa, _) = vendor(t, "Alfa Vård AB", 1, VendorStatus::Active, true);
        vendor(t, "Beta Vård AB", 3, VendorStatus::Active, true);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let stranger = t.token(&t.other_region, Role::SecurityOfficer);
        let api = async |method: &str, path: &str, body: Value, headers: &[(&str, &str)]| browser.api(&token, method, path, body, headers).await;
        api("POST", "/api/v1/sendings", json!({"title": "X", "question_set": "full", "due_on": "2026-12-15", "selection": {"tiers": [7]}}), &[]).await.expect(422).has(&["/selection/tiers"]);
        let made = api("POST", "/api/v1/sendings", json!({"title": "X", "question_set": "full", "due_on": "2026-12-15", "selection": {"tiers": [1]}}), &[]).await.expect(201).json();
        let path = format!("/api/v1/sendings/{}", made["id"].as_str().unwrap());
        let preview = api("GET", &format!("{path}/preview"), Value::Null, &[]).await.expect(200).json();
        assert_eq!((&preview["able"], &preview["question_count"]), (&json!(1), &json!(62)));
        assert_eq!(preview["items"][0]["vendor_id"], json!(alfa.id));
        api("PUT", &path, json!({"title": "Y", "question_set": "full", "due_on": "2026-12-15"}), &[]).await.expect(428);
        browser.api(&stranger, "GET", &path, Value::Null, &[]).await.expect(404);
        browser.api(&stranger, "POST", &format!("{path}/start"), json!({}), &[]).await.expect(404);
        api("POST", &format!("{path}/start"), json!({}), &[]).await.expect(200);
        t.drain();
        let rows = api("GET", &format!("{path}/receivers"), Value::Null, &[]).await.expect(200).json();
        assert_eq!((rows["total"].as_i64(), rows["items"][0]["state"].as_str()), (Some(1), Some("sent")));
    }

    async fn the_pages_ask_the_same_number_of_questions_whatever_the_size(t: &Harness) {
        let (browser, ctx) = officer(t);
        let mut counts = Vec::new();
        for round in 0..2 {
            for n in 0..(2 + 8 * round) {
                vendor(t, &format!("Vård {round} {n} AB"), 1, VendorStatus::Active, true);
            }
            let made = t.write(|c| sendings::draft(c, &ctx, &new("2026-12-15")));
            let page = format!("/sendings/{}", made.id);
            let ask = async |path: &str| {
                let before = t.app.db.query_count();
                browser.get(path).await.expect(200);
                t.app.db.query_count() - before
            };
            let draft = ask(&page).await;
            t.write(|c| sendings::start(c, &ctx, &made.id, None));
            t.drain();
            counts.push((draft, ask(&page).await, ask("/sendings").await));
        }
        assert_eq!(counts[0], counts[1]);
    }
}
