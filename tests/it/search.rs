//! One search over everything: every kind is found, folded and whole, by those who may see it and nobody else.

use super::support::tables::insert;
use super::support::{Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::{Id, text};
use tillit::features::accounts::{self, Organisation, OrganisationKind};
use tillit::features::search::{Kind, PORTAL, REGION};
use tillit::platform::view::samples::render_samples;

#[test]
fn the_page_renders_with_its_samples() {
    let views = tillit::platform::view::Views::new().unwrap();
    render_samples::<tillit::features::search::views::SearchPage>(&views).unwrap();
}

#[test]
fn every_kind_is_searched_once_and_leads_to_a_page() {
    for kind in Kind::ALL {
        assert_eq!(REGION.iter().filter(|source| source.kind == *kind).count(), 1, "{kind}");
    }
    for source in REGION.iter().chain(PORTAL) {
        assert!(source.permission().is_some(), "{} is not served", source.page);
    }
}

struct World {
    region: Browser,
    portal: Browser,
    token: String,
    vendor_token: String,
    vendor: Id,
}

/// One object of each kind that holds the word; each also has a word of its own in a field that is internal.
fn fill(t: &Harness, home: &Organisation, tie: Option<&Id>, word: &str, person: &str) -> Id {
    let number = (4700 + word.chars().count()).to_string();
    let organisation = home.id.to_string();
    let folded = text::fold(word);
    let row = |table: &str, given: &[(&str, &str)]| {
        let mut all = vec![("organisation_id", organisation.as_str())];
        all.extend_from_slice(given);
        insert(t, table, &all)
    };
    let name = format!("{word} Vårdlinje AB");
    let (vendor_text, sorted) = (format!("{} hemligtagg", text::fold(&name)), text::sort_key(&name));
    let mut described = vec![
        ("legal_name", name.as_str()),
        ("name_folded", sorted.as_str()),
        ("search_text", vendor_text.as_str()),
        ("tags", "hemligtagg"),
        ("internal_note", "hemlignot"),
        ("kind", "care_provider"),
        ("country", "SE"),
        ("status", "active"),
    ];
    described.extend(tie.map(|id| ("vendor_organisation_id", id.as_str())));
    let vendor = row("vendors", &described);
    let of = ("vendor_id", vendor.as_str());
    row("vendor_contacts", &[of, ("name", "Åsa Ek"), ("duty", word)]);
    let contract = row(
        "contracts",
        &[
            of,
            ("reference", &format!("R-77-{number}")),
            ("title", word),
            ("title_folded", &folded),
            ("search_text", &folded),
            ("internal_note", "hemlignot"),
        ],
    );
    let under = ("contract_id", contract.as_str());
    row(
        "services",
        &[
            ("name", word),
            ("name_folded", &folded),
            ("search_text", &folded),
            ("audience", "public"),
            ("status", "active"),
            ("channels", ""),
            ("information_types", ""),
        ],
    );
    row("vendor_certificates", &[of, ("standard", "iso_27001"), ("scope", word)]);
    row(
        "subcontract_cases",
        &[
            of,
            under,
            ("name", word),
            ("search_text", &folded),
            ("state", "draft"),
            ("applicant_id", person),
            ("number", &number),
        ],
    );
    row("platforms", &[("name", word), ("name_folded", &folded), ("search_text", &folded), ("missing", "")]);
    row("chain_nodes", &[("kind", "storage"), ("name", word), ("name_folded", &folded), ("search_text", &folded)]);
    row(
        "findings",
        &[
            of,
            under,
            ("title", "Loggning saknas"),
            ("search_text", "loggning saknas"),
            ("description", word),
            ("origin", "manual"),
            ("severity", "high"),
            ("responsible", "vendor"),
            ("control_ids", "[]"),
            ("internal_note", "hemlignot"),
            ("number", &number),
        ],
    );
    row(
        "actions",
        &[
            of,
            under,
            ("title", "Inför loggning"),
            ("search_text", "infor loggning"),
            ("description", word),
            ("responsible", "vendor"),
            ("status", "open"),
            ("internal_note", "hemlignot"),
            ("number", &number),
        ],
    );
    row("dialogues", &[of, under, ("period", "2026-11"), ("status", "held"), ("internal_note", "hemlignot")]);
    row(
        "assessments",
        &[of, under, ("question_set", "lite"), ("status", "sent"), ("message", word), ("internal_note", "hemlignot")],
    );
    row(
        "risks",
        &[
            of,
            ("number", &number),
            ("title", "Avlyssning"),
            ("search_text", &folded),
            ("state", "draft"),
            ("category", "trust"),
        ],
    );
    row(
        "incidents",
        &[
            ("number", &number),
            ("title", "Öppen yta"),
            ("search_text", "oppen yta"),
            ("description", word),
            ("source", "tip"),
            ("contact", "hemlignot"),
            ("state", "open"),
            ("significant", "unknown"),
            ("personal_data", "unknown"),
            ("root_cause_confidence", "unknown"),
            ("clock_model", "incident-clocks-2026-1"),
        ],
    );
    vendor
}

fn world(t: &Harness) -> World {
    let now = t.now();
    let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Vidlyssna AB", None, false));
    let (karin, ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
    let vendor = fill(t, &t.region, Some(&home.id), "Ögonsjövård", karin.id.as_str());
    fill(t, &t.region, None, "Grannbolaget", karin.id.as_str());
    fill(t, &t.other_region, None, "Ögonsjövård", karin.id.as_str());
    World {
        token: t.token_of(&karin, &t.region, Role::ContractManager),
        vendor_token: t.token_of(&lena, &home, Role::VendorAdmin),
        region: t.browser_for(&karin, ctx),
        portal: t.browser_for(&lena, lena_ctx),
        vendor,
    }
}

impl World {
    /// Kind and count of what a token finds.
    async fn counts(&self, token: &str, path: &str, q: &str) -> Vec<(String, i64)> {
        let query: String = url::form_urlencoded::byte_serialize(q.as_bytes()).collect();
        let path = format!("{path}?q={query}");
        let body = self.region.api(token, "GET", &path, Value::Null, &[]).await.expect(200).json();
        let groups = body["groups"].as_array().unwrap().clone();
        groups.iter().map(|g| (g["kind"].as_str().unwrap().to_string(), g["total"].as_i64().unwrap())).collect()
    }
}

fn one_of_each(kinds: &[&str]) -> Vec<(String, i64)> {
    kinds.iter().map(|kind| ((*kind).to_string(), 1)).collect()
}

/// The kinds of the region whose pages are served.
fn of_region() -> Vec<&'static str> {
    REGION.iter().filter(|source| source.permission().is_some()).map(|source| source.kind.as_str()).collect()
}

both! {
    async fn every_kind_is_found_folded_and_exactly_and_only_ones_own(t: &Harness) {
        let w = world(t);
        let all = one_of_each(&of_region());
        for typed in ["Ögonsjövård", "ogonsjovard", "ÖGONSJÖVÅRD", " ögonsjö  vård ", "onsjov"] {
            assert_eq!(w.counts(&w.token, "/api/v1/search", typed).await, all, "{typed}");
        }
        let page = w.region.get("/search?q=%C3%B6gonsj%C3%B6").await.expect(200);
        let own = format!("/vendors/{}\"", w.vendor);
        page.has(&["Leverantörer", "Kontaktpersoner", "Avtal", "Brister", "Åtgärder", "Dialoger", "Självskattningar", "Incidenter", &own, "tab&#x3D;contacts", "Aktiv", "#4711"]);
        // every word must be there, and they may stand in the vendor's text and the object's own
        let two = w.counts(&w.token, "/api/v1/search", "loggning vårdlinje").await;
        assert_eq!(two, vec![("findings".to_string(), 2), ("actions".to_string(), 2)]);
        assert!(w.counts(&w.token, "/api/v1/search", "ögonsjövård grannbolaget").await.is_empty());
        let numbered = one_of_each(&["subcontracts", "findings", "actions", "incidents", "risks"]);
        assert_eq!(w.counts(&w.token, "/api/v1/search", "#4712").await, numbered);
    }

    async fn the_box_stands_on_every_page_and_asks_the_side_one_is_on(t: &Harness) {
        let w = world(t);
        w.region.get("/vendors").await.expect(200).has(&["action=\"/search\" role=\"search\""]);
        w.portal.get("/portal").await.expect(200).has(&["action=\"/portal/search\" role=\"search\""]);
        assert!(matches!(w.portal.get("/search?q=abc").await.status, 403 | 404));
        assert!(matches!(w.region.get("/portal/search?q=abc").await.status, 403 | 404));
        w.region.api(&w.vendor_token, "GET", "/api/v1/search?q=abc", Value::Null, &[]).await.expect(404);
        w.region.api(&w.token, "GET", "/api/v1/portal/search?q=abc", Value::Null, &[]).await.expect(404);
    }

    async fn a_vendor_finds_its_own_and_never_by_what_is_internal(t: &Harness) {
        let w = world(t);
        let own = one_of_each(&["actions", "dialogues", "assessments"]);
        let found = w.counts(&w.vendor_token, "/api/v1/portal/search", "ogonsjövård").await;
        assert_eq!(found, own);
        w.portal.get("/portal/search?q=ogonsj").await.expect(200).has(&["Inför loggning", "Region Almeå", "/portal/actions/"]).lacks(&["Brister", "/vendors/"]);
        for hidden in ["hemlignot", "hemligtagg", "grannbolaget", "Loggning saknas"] {
            assert!(w.counts(&w.vendor_token, "/api/v1/portal/search", hidden).await.is_empty(), "{hidden}");
            let page = w.portal.get(&format!("/portal/search?q={}", hidden.replace(' ', "+"))).await.expect(200);
            page.has(&["Inga träffar"]).lacks(&["Ögonsjövård", "Inför loggning"]);
        }
    }

    async fn a_kind_is_found_only_by_those_who_may_open_it(t: &Harness) {
        let w = world(t);
        let reader = t.token(&t.region, Role::Reader);
        let kinds: Vec<String> = w.counts(&reader, "/api/v1/search", "ögonsjövård").await.into_iter().map(|(kind, _)| kind).collect();
        assert!(kinds.contains(&"findings".to_string()) && !kinds.contains(&"incidents".to_string()), "{kinds:?}");
        assert_eq!(kinds.len() + 1, of_region().len(), "only incidents are kept from a reader");
    }

    async fn odd_queries_are_answered_plainly(t: &Harness) {
        let w = world(t);
        w.region.get("/search").await.expect(200).has(&["Vad letar du efter"]).lacks(&["Inga träffar"]);
        for short in ["a", "%25", "+++x+"] {
            w.region.get(&format!("/search?q={short}")).await.expect(200).has(&["Skriv minst två bokstäver"]);
        }
        for nothing in ["%25_%5C", "__", "%25%25", "%27+OR+1%3D1+--"] {
            w.region.get(&format!("/search?q={nothing}")).await.expect(200).has(&["Inga träffar"]);
        }
        // An address with a NUL names nothing, anywhere.
        w.region.get("/search?q=a%00zq").await.expect(404);
        let huge = format!("/search?q={}", "zq".repeat(3000));
        w.region.get(&huge).await.expect(200).has(&["Inga träffar"]);
        w.region.get("/search?q=vard&kind=nosuch&page=-7").await.expect(200).has(&["Leverantörer"]);
        let refused = w.region.api(&w.token, "GET", "/api/v1/search?q=x", Value::Null, &[]).await.expect(422).json();
        assert_eq!(refused["errors"], json!([{"pointer": "/q", "code": "error-search-short", "message": "Skriv minst två bokstäver."}]));
        w.region.api(&w.token, "GET", "/api/v1/search?q=xyz&kind=nosuch", Value::Null, &[]).await.expect(422);
    }

    async fn ten_of_a_kind_are_shown_and_the_rest_is_one_click_away(t: &Harness) {
        let w = world(t);
        let organisation = t.region.id.to_string();
        let (mut costs, mut made) = (Vec::new(), 0);
        for upto in [12, 70] {
            while made < upto {
                made += 1;
                let (name, folded) = (format!("Mångbolaget {made:03} AB"), format!("mangbolaget {made:03} ab"));
                insert(t, "vendors", &[
                    ("organisation_id", organisation.as_str()), ("legal_name", &name), ("name_folded", &folded), ("search_text", &folded),
                    ("kind", "other"), ("country", "SE"), ("status", "active"), ("tags", ""),
                ]);
            }
            let before = t.app.db.query_count();
            w.region.get("/search?q=m%C3%A5ngbolaget").await.expect(200);
            costs.push(t.app.db.query_count() - before);
        }
        assert_eq!(costs[0], costs[1], "the number of queries does not grow");
        assert!(costs[0] <= 2 * u64::try_from(REGION.len()).unwrap() + 6, "{costs:?}");
        let page = w.region.get("/search?q=mangbolaget").await.expect(200);
        page.has(&["Mångbolaget 010 AB", "Visa alla 70", "&amp;kind&#x3D;vendors"]).lacks(&["Mångbolaget 011 AB"]);
        let all = w.region.get("/search?q=mangbolaget&kind=vendors").await.expect(200);
        all.has(&["Mångbolaget 050 AB", "Visa träffar av alla slag", "page&#x3D;2"]).lacks(&["Mångbolaget 051 AB"]);
        w.region.get("/search?q=mangbolaget&kind=vendors&page=2").await.expect(200).has(&["Mångbolaget 051 AB", "Mångbolaget 070 AB"]);
        let first = w.region.api(&w.token, "GET", "/api/v1/search?q=mangbolaget&kind=vendors&limit=40", Value::Null, &[]).await.expect(200).json();
        assert_eq!((first["groups"][0]["items"].as_array().unwrap().len(), &first["groups"][0]["total"]), (40, &json!(70)));
        let next = first["groups"][0]["next"].as_str().unwrap().to_string();
        let rest = w.region.api(&w.token, "GET", &format!("/api/v1/search?q=mangbolaget&kind=vendors&limit=40&cursor={next}"), Value::Null, &[]).await.expect(200).json();
        assert_eq!(rest["groups"][0]["items"].as_array().unwrap().len(), 30);
        assert_eq!(rest["groups"][0]["next"], Value::Null);
    }
}
