//! Categorisation in depth: triggers, proposals, models of one's own, campaigns, capacity.

use super::vendors::new_vendor;
use serde_json::json;
use tillit::access::Role;
use tillit::base::PageRequest;
use tillit::features::accounts::{self, OrganisationKind, Person};
use tillit::features::categorisation;
use tillit::features::chains::{
    self, Child, GdprRole, LinkFacts, LinkSource, NewLink, NewNode, NewProcessing, NodeKind, TransferMechanism,
};
use tillit::features::tiering::{Criteria, Criterion, Trigger};
use tillit::features::vendors::{self, NewVendor, Vendor};

use super::support::tables::insert;
use super::support::{Browser, Harness};

/// D V O A C S; a dash is unknown.
pub fn levels(text: &str) -> Criteria {
    let mut digits = text.chars().map(|c| c.to_digit(10).map(|d| d as u8));
    let mut next = || digits.next().flatten();
    Criteria {
        data_class: next(),
        data_subjects: next(),
        criticality: next(),
        access: next(),
        chain: next(),
        substitution: next(),
    }
}

fn page() -> PageRequest {
    PageRequest::new(None, None)
}

/// Who is signed in, so that a new browser can be had when the session has run out.
fn person_of(t: &Harness, who: &Browser) -> Person {
    let ctx = who.ctx.clone().unwrap();
    let people = t.read(|c| accounts::organisation_people(c, &ctx.scope));
    people.into_iter().find(|(person, _)| person.id == ctx.actor.person_id).unwrap().0
}

/// The same person with a new session, for when time has passed.
pub fn again(t: &Harness, who: &Browser) -> Browser {
    t.browser_for(&person_of(t, who), who.ctx.clone().unwrap())
}

pub async fn queries(t: &Harness, browser: &Browser, path: &str) -> u64 {
    let before = t.app.db.query_count();
    browser.get(path).await.expect(200);
    t.app.db.query_count() - before
}

/// The same vendor judged by a person once more, now.
fn judge_again(t: &Harness, who: &Browser, vendor: &Vendor, text: &str) {
    let mut ctx = who.ctx.clone().unwrap();
    ctx.now = t.now();
    t.write(|c| vendors::categorise_vendor(c, &ctx, &vendor.id, &levels(text), None));
}

/// A vendor of this person's, judged now.
pub fn judged(t: &Harness, who: &Browser, name: &str, text: &str) -> Vendor {
    let mut ctx = who.ctx.clone().unwrap();
    ctx.now = t.now();
    t.write(|c| {
        let manager_id = Some(ctx.actor.person_id.clone());
        let vendor = vendors::add(c, &ctx, &NewVendor { manager_id, ..new_vendor(name, None) })?;
        vendors::categorise_vendor(c, &ctx, &vendor.id, &levels(text), None)
    })
}

both! {
    async fn a_fact_that_makes_a_vendor_more_critical_counts_at_once(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let vendor = judged(t, &karin, "Husläkarna AB", "322111");
        assert_eq!(vendor.tier, Some(3));
        t.advance_days(1);
        let tell = |floors: &[(Criterion, u8)], cause| t.write(|c| {
            let mut later = ctx.clone();
            later.now = t.now();
            categorisation::trigger(c, &later, &vendor.id, cause, floors)
        });
        // A chain that is no worse than what was stated changes nothing.
        tell(&[(Criterion::Chain, 1)], Trigger::ChainChanged);
        let unchanged = t.read(|c| vendors::find(c, &ctx.scope, &vendor.id));
        assert_eq!((unchanged.tier, unchanged.version), (vendor.tier, vendor.version));
        // A third country far down does: tier 1 by class 3, at least 1 000 people, chain 4.
        tell(&[(Criterion::Chain, 9)], Trigger::NewCountry);
        let raised = t.read(|c| vendors::find(c, &ctx.scope, &vendor.id));
        assert_eq!((raised.tier, raised.tier_preliminary), (Some(1), true));
        let latest = t.read(|c| vendors::latest_categorisation(c, &ctx.scope, &vendor.id)).unwrap();
        assert_eq!((latest.cause, latest.automatic, latest.chain), (Some(Trigger::NewCountry), true, Some(4)));
        // Told twice, nothing more happens.
        tell(&[(Criterion::Chain, 4)], Trigger::NewCountry);
        assert_eq!(t.read(|c| vendors::find(c, &ctx.scope, &vendor.id)).version, raised.version);
        // An unknown vendor and another organisation's are no error and no change.
        let nobody = tillit::base::Id::new(t.now());
        t.write(|c| categorisation::trigger(c, &ctx, &nobody, Trigger::Incident, &[]));
        let (_, stranger) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        t.write(|c| categorisation::trigger(c, &stranger, &vendor.id, Trigger::Incident, &[(Criterion::Access, 4)]));
        assert_eq!(t.read(|c| vendors::find(c, &ctx.scope, &vendor.id)).version, raised.version);
    }

    async fn a_proposal_is_decided_side_by_side_with_what_holds(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let vendor = judged(t, &karin, "Husläkarna AB", "322111");
        t.advance_days(1);
        let karin = again(t, &karin);
        let later = |t: &Harness| { let mut later = ctx.clone(); later.now = t.now(); later };
        let raise = |cause, floors: &[(Criterion, u8)]| t.write(|c| categorisation::trigger(c, &later(t), &vendor.id, cause, floors));
        raise(Trigger::NewCountry, &[(Criterion::Chain, 4)]);
        raise(Trigger::Incident, &[]);
        let list = karin.get("/tier-proposals").await.expect(200);
        list.has(&["Husläkarna AB", "Nytt land i leveranskedjan", "Incident", "Gäller redan", "2 träffar"]);
        karin.get("/tier-proposals?cause=incident").await.expect(200).has(&["1 träff"]).lacks(&["Gäller redan"]);
        let all = t.read(|c| categorisation::proposals(c, &ctx.scope, &Default::default(), page()));
        let place = |cause| format!("/tier-proposals/{}", all.items.iter().find(|p| p.cause == cause).unwrap().id);
        let raised = place(Trigger::NewCountry);
        let shown = karin.get(&raised).await.expect(200);
        shown.has(&["1 – Ett känt led i Sverige", "Tre led eller fler", "Informationen har klass 3", "gäller redan"]);
        // A dismissal needs a reason; nothing typed is lost; a stale one is refused.
        karin.post(&format!("{raised}/decide"), &[("decision", "dismiss"), ("note", ""), ("version", "1")]).await.expect(422).has(&["Ange ett skäl"]);
        karin.post(&format!("{raised}/decide"), &[("decision", "dismiss"), ("note", "Fel land"), ("version", "9")]).await.expect(409);
        t.advance_days(1);
        let karin = again(t, &karin);
        karin.post(&format!("{raised}/decide"), &[("decision", "dismiss"), ("note", "Fel land"), ("version", "1")]).await.expect(303);
        let back = t.read(|c| vendors::find(c, &ctx.scope, &vendor.id));
        assert_eq!((back.tier, back.tier_preliminary), (Some(3), false), "a dismissal gives back what held before");
        let latest = t.read(|c| vendors::latest_categorisation(c, &ctx.scope, &vendor.id)).unwrap();
        assert_eq!((latest.chain, latest.automatic, latest.note.as_deref()), (Some(1), false, Some("Fel land")));
        karin.post(&format!("{raised}/decide"), &[("decision", "accept"), ("version", "2")]).await.expect(409).has(&["redan avgjort"]);
        // A decision about one says nothing about the other, which goes on waiting.
        let incident = place(Trigger::Incident);
        karin.get(&incident).await.expect(200).has(&["Godta förslaget", "Incident"]);
        // A judgement of one's own does: it has overtaken it.
        t.advance_days(1);
        judge_again(t, &karin, &vendor, "322111");
        let karin = again(t, &karin);
        karin.post(&format!("{incident}/decide"), &[("decision", "accept"), ("version", "2")]).await.expect(409).has(&["inget beslut"]);
        karin.get(&incident).await.expect(200).has(&["Överspelat"]);
        karin.get("/tier-proposals").await.expect(200).has(&["Inga förslag"]);
        // The whole way is on the vendor's page.
        let page = karin.get(&format!("/vendors/{}?tab=categorisation", vendor.id)).await.expect(200);
        page.has(&["Nivåhistorik", "Nivå 3 blev 1", "Nivå 1 blev 3", "Nytt land i leveranskedjan", "Av en regel", "Omprövas senast", "2027-11-26", "tiering-2026-1"]);
    }

    async fn an_accepted_raise_is_confirmed_and_keeps_what_else_happened(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let vendor = judged(t, &karin, "Nordlänk AB", "322111");
        t.advance_days(1);
        let mut later = ctx.clone();
        later.now = t.now();
        t.write(|c| {
            categorisation::trigger(c, &later, &vendor.id, Trigger::NewCountry, &[(Criterion::Chain, 4)])?;
            categorisation::trigger(c, &later, &vendor.id, Trigger::SubcontractDecided, &[(Criterion::Access, 4)])
        });
        let token = t.token(&t.region, Role::ContractManager);
        let none = serde_json::Value::Null;
        let list = karin.api(&token, "GET", "/api/v1/tier-proposals?state=open&cause=new_country", none.clone(), &[]).await.expect(200).json();
        assert_eq!((&list["total"], &list["items"][0]["applied"], &list["items"][0]["tier"]), (&json!(1), &json!(true), &json!(1)));
        let place = format!("/api/v1/tier-proposals/{}", list["items"][0]["id"].as_str().unwrap());
        t.advance_days(1);
        let done = karin.api(&token, "POST", &format!("{place}/decide"), json!({ "decision": "accept" }), &[]).await.expect(200).json();
        assert_eq!((&done["state"], &done["version"]), (&json!("accepted"), &json!(2)));
        let latest = t.read(|c| vendors::latest_categorisation(c, &ctx.scope, &vendor.id)).unwrap();
        assert_eq!((latest.chain, latest.access, latest.automatic, latest.preliminary), (Some(4), Some(1), false, false));
        // The other fact is not lost: it waits against the new judgement, and is accepted on its own.
        let list = karin.api(&token, "GET", "/api/v1/tier-proposals?state=open", none.clone(), &[]).await.expect(200).json();
        assert_eq!((&list["total"], &list["items"][0]["cause"]), (&json!(1), &json!("subcontract_decided")));
        assert_eq!((&list["items"][0]["criteria"]["access"], &list["items"][0]["criteria_before"]["chain"]), (&json!(4), &json!(4)));
        let other = format!("/api/v1/tier-proposals/{}", list["items"][0]["id"].as_str().unwrap());
        t.advance_days(1);
        karin.api(&token, "POST", &format!("{other}/decide"), json!({ "decision": "accept" }), &[]).await.expect(200);
        let latest = t.read(|c| vendors::latest_categorisation(c, &ctx.scope, &vendor.id)).unwrap();
        assert_eq!((latest.chain, latest.access, latest.automatic), (Some(4), Some(4), false));
        karin.api(&token, "POST", &format!("{place}/decide"), json!({ "decision": "accept" }), &[]).await.expect(409);
        karin.api(&token, "POST", &format!("{place}/decide"), json!({ "decision": "perhaps" }), &[]).await.expect(422);
        let reader = t.token(&t.region, Role::Reader);
        karin.api(&reader, "GET", &place, none.clone(), &[]).await.expect(200);
        karin.api(&reader, "POST", &format!("{place}/decide"), json!({ "decision": "accept" }), &[]).await.expect(404);
        let stranger = t.token(&t.other_region, Role::SecurityOfficer);
        karin.api(&stranger, "GET", &place, none, &[]).await.expect(404);
    }

    async fn a_year_makes_one_renewal_and_a_decision_lasts_another(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let ctx = karin.ctx.clone().unwrap();
        let old = judged(t, &karin, "Gammal AB", "111111");
        t.advance_days(200);
        let ended = judged(t, &karin, "Slut AB", "111111");
        let mut fresh = karin.ctx.clone().unwrap();
        fresh.now = t.now();
        t.write(|c| {
            let vendor = vendors::add(c, &fresh, &new_vendor("Ny AB", None))?;
            vendors::categorise_vendor(c, &fresh, &vendor.id, &levels("111111"), None)?;
            let step = vendors::NewStep {
                status: vendors::VendorStatus::Ended,
                reason: "Avtalet är slut".to_string(),
                planned_end: None,
                contracts_after: None,
            };
            vendors::take_step(c, &fresh, &ended.id, &step, ended.version)
        });
        let renewals = |t: &Harness| {
            let filter = categorisation::ProposalFilter { open: Some(true), cause: Some(Trigger::Renewal), ..Default::default() };
            t.read(|c| categorisation::proposals(c, &ctx.scope, &filter, page())).items
        };
        categorisation::renew_due(&t.app, t.now()).unwrap();
        assert_eq!(renewals(t).len(), 0, "nothing is due yet");
        t.advance_days(166);
        for _ in 0..3 {
            categorisation::renew_due(&t.app, t.now()).unwrap();
        }
        let due = renewals(t);
        assert_eq!(due.iter().map(|p| p.vendor_id.clone()).collect::<Vec<_>>(), std::slice::from_ref(&old.id), "one, and only once");
        assert!(!due[0].applied);
        let decide = format!("/tier-proposals/{}/decide", due[0].id);
        again(t, &karin).post(&decide, &[("decision", "dismiss"), ("note", "Stämmer ännu"), ("version", "1")]).await.expect(303);
        categorisation::renew_due(&t.app, t.now()).unwrap();
        assert_eq!(renewals(t).len(), 0, "dismissed with a reason, it is not asked again at once");
        t.advance_days(366);
        categorisation::renew_due(&t.app, t.now()).unwrap();
        assert!(renewals(t).iter().any(|p| p.vendor_id == old.id), "but a year later");
    }

    async fn pages_cost_the_same_however_many(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        let make = |from: usize, to: usize| for n in from..to {
            let vendor = judged(t, &omar, &format!("Leverantör {n} AB"), "322111");
            let mut later = omar.ctx.clone().unwrap();
            later.now = t.now() + chrono::Duration::hours(1);
            t.write(|c| categorisation::trigger(c, &later, &vendor.id, Trigger::Incident, &[]));
        };
        make(0, 2);
        let places = ["/categorisation", "/tier-proposals", "/tiering-models", "/categorisation-rounds", "/capacity"];
        let mut before = Vec::new();
        for place in places {
            before.push(queries(t, &omar, place).await);
        }
        make(2, 12);
        for (place, count) in places.into_iter().zip(before) {
            assert_eq!(queries(t, &omar, place).await, count, "{place}");
            // One of them, on every page, is for the number of unread notices.
            assert!(count <= 17, "{place}: {count} queries");
        }
    }

    async fn a_link_to_a_third_country_raises_the_main_vendor(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let vendor = judged(t, &karin, "Husläkarna AB", "322111");
        t.advance_days(1);
        let mut ctx = karin.ctx.clone().unwrap();
        ctx.now = t.now();
        let row = [("organisation_id", t.region.id.as_str()), ("vendor_id", vendor.id.as_str()), ("reference", "2024-118"), ("title", "Vård")];
        let contract_id = insert(t, "contracts", &row);
        let child = Child::New(NewNode {
            kind: NodeKind::Storage,
            name: "Molnlagring".into(),
            org_number: None,
            country: Some("US".into()),
            location: None,
            shared_note: None,
            internal_note: None,
            is_another: false,
        });
        let facts = LinkFacts {
            task: "Lagrar journaler".into(),
            data_class: Some(3),
            countries: vec!["US".into()],
            transfer_mechanism: Some(TransferMechanism::StandardClauses),
            processings: vec![NewProcessing { purpose: "Lagring".into(), role: GdprRole::SubProcessor, legal_note: None }],
            ..LinkFacts::default()
        };
        let link = NewLink { contract_id, service_id: None, parent_node_id: None, child, source: LinkSource::Discovered, facts };
        t.write(|c| chains::add_link(c, &ctx, &link));
        let raised = t.read(|c| vendors::find(c, &ctx.scope, &vendor.id));
        assert_eq!((raised.tier, raised.tier_preliminary), (Some(1), true));
        let open = t.read(|c| categorisation::proposals(c, &ctx.scope, &Default::default(), page())).items;
        assert_eq!(open.iter().map(|p| (p.cause, p.applied)).collect::<Vec<_>>(), [(Trigger::NewCountry, true)]);
    }

    async fn no_vendor_sees_any_of_it(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let vendor = judged(t, &karin, "Vidlyssna AB", "344441");
        let home = t.write(|c| accounts::add_organisation(c, t.now(), OrganisationKind::Vendor, "Vidlyssna AB", None, false));
        let ctx = karin.ctx.clone().unwrap();
        t.write(|c| vendors::link_organisation(c, &ctx, &vendor.id, &home.id));
        t.write(|c| categorisation::trigger(c, &ctx, &vendor.id, Trigger::Incident, &[]));
        let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
        let portal = t.browser_for(&lena, lena_ctx);
        for place in ["/categorisation", "/tier-proposals", "/tiering-models", "/categorisation-rounds", "/capacity", "/tiering-models/version"] {
            portal.get(place).await.expect(403);
        }
        let token = t.token_of(&lena, &home, Role::VendorAdmin);
        for place in ["tier-proposals", "tiering-models", "categorisation-rounds", "capacity", "capacity/sensitivity"] {
            portal.api(&token, "GET", &format!("/api/v1/{place}"), serde_json::Value::Null, &[]).await.expect(404);
        }
        portal.get("/portal").await.expect(200).lacks(&["Nivå", "Kritisk", "Preliminär", "Incident"]);
    }
}
