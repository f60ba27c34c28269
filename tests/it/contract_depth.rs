//! Framework agreements and call-offs, options, renewal, and the watch over what must be decided.

use crate::support::tables::insert;
use crate::support::{Browser, Harness};
use crate::vendors::new_vendor;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::contracts::{self, ClauseInput, ClauseMet, Contract, InContract, NewContract, views};
use tillit::features::vendors;
use tillit::platform::view::{Views, render_samples};

#[test]
fn every_page_renders_in_both_languages() {
    let registry = Views::new().unwrap();
    render_samples::<views::DatesPage>(&registry).unwrap();
    render_samples::<views::OptionPage>(&registry).unwrap();
    render_samples::<views::AmendmentsPage>(&registry).unwrap();
    render_samples::<views::AmendmentPage>(&registry).unwrap();
    render_samples::<views::DeviationsPage>(&registry).unwrap();
    render_samples::<views::WatchPage>(&registry).unwrap();
}

pub fn vendor(t: &Harness, who: &Browser, name: &str) -> Id {
    let ctx = who.ctx.clone().unwrap();
    t.write(|c| vendors::add(c, &ctx, &new_vendor(name, None))).id
}

/// A contract of the vendor from 2024 to 2027, that `who` manages.
pub fn contract(t: &Harness, who: &Browser, vendor: &Id, reference: &str, parent: Option<&Id>) -> Contract {
    let ctx = who.ctx.clone().unwrap();
    let new = NewContract {
        vendor_id: vendor.clone(),
        reference: reference.to_string(),
        diary_number: None,
        title: format!("Avtal {reference}"),
        starts_on: "2024-01-01".parse().ok(),
        ends_on: "2027-12-31".parse().ok(),
        notice_months: Some(6),
        annual_value_sek: None,
        manager_id: Some(ctx.actor.person_id.clone()),
        parent_id: parent.cloned(),
        internal_note: None,
    };
    t.write(|c| contracts::add(c, &ctx, &new))
}

pub fn say(t: &Harness, who: &Browser, contract: &Id, clause: &str, in_contract: InContract) {
    let ctx = who.ctx.clone().unwrap();
    let section = Some("4.2".to_string());
    let input = ClauseInput { in_contract: Some(in_contract), section, met: ClauseMet::Unknown, note: None };
    t.write(|c| contracts::set_clause(c, &ctx, contract, clause, &input, 0));
}

pub fn line(t: &Harness, who: &Browser, contract: &Contract, clause: &str) -> contracts::EffectiveLine {
    let scope = who.ctx.clone().unwrap().scope;
    let lines = t.read(|c| contracts::effective_lines(c, &scope, contract));
    lines.into_iter().find(|line| line.clause.id == clause).unwrap()
}

both! {
    async fn a_call_off_inherits_what_its_framework_says(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let vendor = vendor(t, &karin, "Åsmunda AB");
        let frame = contract(t, &karin, &vendor, "RAM-1", None);
        let call_off = contract(t, &karin, &vendor, "AVR-1", Some(&frame.id));
        say(t, &karin, &frame.id, "KV-05", InContract::Present);
        say(t, &karin, &frame.id, "KV-06", InContract::Present);
        say(t, &karin, &call_off.id, "KV-06", InContract::Missing);
        let inherited = line(t, &karin, &call_off, "KV-05");
        assert_eq!((inherited.in_contract(), inherited.inherited_from.as_ref()), (Some(InContract::Present), Some(&frame.id)));
        assert_eq!((inherited.version(), inherited.met()), (0, ClauseMet::Unknown));
        // The call-off's own statement wins.
        let own = line(t, &karin, &call_off, "KV-06");
        assert_eq!((own.in_contract(), own.inherited_from), (Some(InContract::Missing), None));
        // A contract from before the library: what is missing is followed up voluntarily.
        assert!(own.voluntary && !inherited.voluntary);
        let page = format!("/contracts/{}/clauses", call_off.id);
        karin.get(&page).await.expect(200).has(&["enligt ramavtalet", &format!("/contracts/{}/clauses#KV-05", frame.id), "Saknas i avtal, följs upp frivilligt"]);
        karin.get(&format!("/contracts/{}/dates", frame.id)).await.expect(200).has(&["Avrop", "AVR-1"]);
        // The figures of the list, the page and the API are the same.
        let token = t.token(&t.region, Role::ContractManager);
        let all = karin.api(&token, "GET", &format!("/api/v1/contracts/{}/clauses", call_off.id), Value::Null, &[]).await.expect(200).json();
        assert_eq!((&all["coverage"]["present"], &all["coverage"]["missing"], &all["coverage"]["inherited"]), (&json!(1), &json!(1), &json!(1)));
        assert_eq!((&all["coverage"]["voluntary"], &all["coverage"]["unknown"]), (&json!(1), &json!(46)));
        // Saying something of its own puts the framework's word aside.
        karin.post(&format!("{page}/KV-05"), &[("in_contract", "partly"), ("met", "unknown"), ("version", "0")]).await.expect(303);
        assert_eq!(line(t, &karin, &call_off, "KV-05").inherited_from, None);
    }

    async fn a_framework_that_cannot_be_is_refused_with_the_reason(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let (one, other) = (vendor(t, &karin, "Åsmunda AB"), vendor(t, &karin, "Björka AB"));
        let frame = contract(t, &karin, &one, "RAM-1", None);
        let call_off = contract(t, &karin, &one, "AVR-1", Some(&frame.id));
        let alone = contract(t, &karin, &one, "AVT-3", None);
        let elsewhere = contract(t, &karin, &other, "AVT-4", None);
        let token = t.token(&t.region, Role::ContractManager);
        for (id, parent, words) in [
            (&alone, &alone.id, "sitt eget ramavtal"),
            (&alone, &call_off.id, "självt ett avrop"),
            (&elsewhere, &frame.id, "annan leverantör"),
            (&frame, &alone.id, "egna avrop"),
        ] {
            let answer = karin.api(&token, "PATCH", &format!("/api/v1/contracts/{}", id.id), json!({ "parent_id": parent }), &[("if-match", "\"1\"")]).await.expect(422);
            assert_eq!(answer.json()["errors"][0]["pointer"], "/parent_id");
            answer.has(&[words]);
        }
        let moved = karin.api(&token, "PATCH", &format!("/api/v1/contracts/{}", frame.id), json!({ "vendor_id": other }), &[("if-match", "\"1\"")]).await.expect(422).json();
        assert_eq!(moved["errors"][0]["pointer"], "/vendor_id");
    }

    async fn an_option_moves_the_end_and_wrong_days_are_refused(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let vendor = vendor(t, &karin, "Åsmunda AB");
        let contract = contract(t, &karin, &vendor, "AVT-1", None);
        let place = format!("/contracts/{}", contract.id);
        let add = format!("{place}/options");
        karin.post(&add, &[("use_by_on", "2028-01-31"), ("extends_to_on", "2028-12-31")]).await.expect(422).has(&["Optionen ska användas senast 2027-12-31"]);
        karin.post(&add, &[("use_by_on", "2027-06-30"), ("extends_to_on", "2027-12-31")]).await.expect(422).has(&["Välj en dag efter 2027-12-31"]);
        karin.post(&add, &[("use_by_on", "igår"), ("extends_to_on", "")]).await.expect(422).has(&["år-månad-dag", "Fyll i det här fältet"]);
        karin.post(&add, &[("use_by_on", "2027-06-30"), ("extends_to_on", "2028-12-31")]).await.expect(303);
        // The second extends what the first would give.
        karin.post(&add, &[("use_by_on", "2028-06-30"), ("extends_to_on", "2029-12-31")]).await.expect(303);
        let token = t.token(&t.region, Role::ContractManager);
        let api = format!("/api/v1{place}/options");
        let options = karin.api(&token, "GET", &api, Value::Null, &[]).await.expect(200).json();
        let id = |n: usize| options["items"][n]["id"].as_str().unwrap().to_string();
        let decide = |n: usize| format!("{add}/{}/decide", id(n));
        // Two people change one option.
        let change = format!("{add}/{}", id(0));
        karin.post(&change, &[("use_by_on", "2027-05-31"), ("extends_to_on", "2028-12-31"), ("version", "1")]).await.expect(303);
        karin.post(&change, &[("use_by_on", "2027-04-30"), ("extends_to_on", "2028-12-31"), ("version", "1")]).await.expect(409).has(&["2027-05-31", "2027-04-30"]);
        karin.api(&token, "PUT", &format!("{api}/{}", id(0)), json!({ "use_by_on": "2027-05-31", "extends_to_on": "2030-12-31" }), &[("if-match", "\"2\"")]).await.expect(422).has(&["Nästa option"]);
        karin.post(&decide(1), &[("used", "1"), ("version", "1")]).await.expect(409).has(&["Avgör den tidigare optionen först"]);
        karin.post(&decide(0), &[("used", "1"), ("version", "2")]).await.expect(303);
        let moved = karin.api(&token, "GET", &format!("/api/v1{place}"), Value::Null, &[]).await.expect(200).json();
        assert_eq!((&moved["ends_on"], &moved["version"]), (&json!("2028-12-31"), &json!(2)));
        karin.post(&decide(0), &[("used", "0"), ("version", "3")]).await.expect(409).has(&["redan avgjord"]);
        karin.get(&format!("{place}?tab=history")).await.expect(200).has(&["Option användes", "Option ändrades"]);
        t.region_user(Role::Reader).get(&format!("{place}/dates")).await.expect(200).lacks(&["/decide", "/renewal\""]);
        // Once its day has passed an option cannot be used.
        t.advance_days(700);
        let (person, ctx) = t.person(&t.region, Role::ContractManager, "Nils Ek");
        t.browser_for(&person, ctx).post(&decide(1), &[("used", "1"), ("version", "1")]).await.expect(409).has(&["2028-06-30"]);
    }

    async fn the_watch_shows_what_must_be_decided(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let vendor = vendor(t, &karin, "Åsmunda AB");
        let ends = contract(t, &karin, &vendor, "AVT-1", None);
        let renews = contract(t, &karin, &vendor, "AVT-2", None);
        let extends = contract(t, &karin, &vendor, "AVT-3", None);
        karin.post(&format!("/contracts/{}/renewal", renews.id), &[("renewal_months", "0"), ("version", "0")]).await.expect(422);
        karin.post(&format!("/contracts/{}/renewal", renews.id), &[("renewal_months", "12"), ("version", "0")]).await.expect(303);
        karin.post(&format!("/contracts/{}/renewal", renews.id), &[("renewal_months", "24"), ("version", "0")]).await.expect(409).has(&["12"]);
        karin.post(&format!("/contracts/{}/options", extends.id), &[("use_by_on", "2027-01-15"), ("extends_to_on", "2028-12-31")]).await.expect(303);
        // 270 days before the end, six months' notice, and the option's own day.
        let soon = karin.get("/contracts/watch?days=90").await.expect(200);
        soon.has(&["AVT-3", "2027-01-15", "Använda optionen"]).lacks(&["AVT-1 ", "AVT-2 "]);
        let token = t.token(&t.region, Role::ContractManager);
        let all = karin.api(&token, "GET", "/api/v1/contracts/watch?days=365", Value::Null, &[]).await.expect(200).json();
        let seen: Vec<(&str, &str)> = all["items"].as_array().unwrap().iter().map(|i| (i["reference"].as_str().unwrap(), i["decide_on"].as_str().unwrap())).collect();
        assert_eq!(seen, [("AVT-3", "2027-01-15"), ("AVT-1", "2027-04-05"), ("AVT-2", "2027-06-30")]);
        let page = karin.api(&token, "GET", "/api/v1/contracts/watch?days=365&limit=1&cursor=p2", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&page["total"], &page["items"][0]["reference"]), (&json!(3), &json!("AVT-1")));
        // The manager's start page has what is near, and nobody else's.
        karin.get("/start").await.expect(200).has(&["Avtal att besluta om", "AVT-3", "2027-01-15"]);
        let (person, ctx) = t.person(&t.region, Role::ContractManager, "Nils Ek");
        t.browser_for(&person, ctx).get("/start").await.expect(200).lacks(&["AVT-3"]);
        let (stranger, ctx) = t.person(&t.other_region, Role::ContractManager, "Olle Annan");
        t.browser_for(&stranger, ctx).get("/contracts/watch?days=365").await.expect(200).lacks(&["AVT-"]);
        karin.get(&format!("/contracts/{}/dates", ends.id)).await.expect(200).has(&["Upphandla på nytt", "2027-04-05"]);
        karin.get("/contracts/watch?days=kanske").await.expect(422);
    }

    async fn many_contracts_cost_as_few_queries_as_one(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let vendor = vendor(t, &karin, "Åsmunda AB");
        let frame = contract(t, &karin, &vendor, "RAM-1", None);
        let call_off = contract(t, &karin, &vendor, "AVR-0", Some(&frame.id));
        let scope = karin.ctx.clone().unwrap().scope;
        let spent = |work: &dyn Fn()| {
            let before = t.app.db.query_count();
            work();
            t.app.db.query_count() - before
        };
        let one = spent(&|| drop(t.read(|c| contracts::effective_lines(c, &scope, &call_off))));
        let watch = t.app.db.query_count();
        karin.get("/contracts/watch?days=730").await.expect(200);
        let watch = t.app.db.query_count() - watch;
        for n in 1..20 {
            let more = contract(t, &karin, &vendor, &format!("AVR-{n}"), Some(&frame.id));
            say(t, &karin, &more.id, "KV-05", InContract::Missing);
            insert(t, "agreed_numbers", &[("organisation_id", t.region.id.as_str()), ("contract_id", more.id.as_str()), ("clause_id", "KV-25"), ("parameter", "kv25_patch")]);
        }
        let many = spent(&|| {
            let sets = t.read(|c| contracts::set_of_vendor(c, &scope, &vendor));
            assert_eq!((sets.len(), sets[&call_off.id].len()), (21, 48));
        });
        // One more, for the contracts themselves.
        assert_eq!(many, one + 1);
        let before = t.app.db.query_count();
        karin.get("/contracts/watch?days=730").await.expect(200).has(&["AVR-19"]);
        assert_eq!(t.app.db.query_count() - before, watch);
    }
}
