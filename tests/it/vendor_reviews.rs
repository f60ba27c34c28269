//! The register of reviews (domain.md 1.3 rows 3, 4, 53, 54): scope demanded, findings traced both ways, visits locked.

use super::notices::sql;
use super::questionnaires::{Scene, browsers, scene};
use super::support::Browser;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::vendor_reviews as reviews;
use tillit::kit::snapshot::sha256_hex;
use tillit::platform::view::{Views, render_samples};

#[test]
fn every_page_of_reviews_renders_in_both_languages() {
    let views = Views::new().unwrap();
    for pages in [
        render_samples::<reviews::views::ReviewsPage>(&views),
        render_samples::<reviews::views::VendorReviewsPage>(&views),
        render_samples::<reviews::views::ReviewFormPage>(&views),
        render_samples::<reviews::views::ReviewPage>(&views),
        render_samples::<reviews::views::VisitPage>(&views),
    ] {
        assert!(pages.unwrap().len() >= 4);
    }
}

const EXTERNAL: [(&str, &str); 10] = [
    ("kind", "external"),
    ("status", "reported"),
    ("title", "Granskning av rådgivningen"),
    ("scope", "Lagring av inspelningar, inte ekonomi"),
    ("commissioner", "Nämnden"),
    ("reviewer", "Granskarna AB"),
    ("independence", "Inga andra uppdrag"),
    ("cost_sek", "450 000"),
    ("diary_number", "HSN 2026-118"),
    ("internal_note", "HEMLIG-GRANSKNING"),
];

async fn add(browser: &Browser, s: &Scene, change: &[(&str, &str)]) -> String {
    let vendor = s.vendor.id.to_string();
    let mut fields: Vec<(&str, &str)> = EXTERNAL.to_vec();
    fields.retain(|(name, _)| !change.iter().any(|(other, _)| other == name));
    fields.extend_from_slice(change);
    fields.push(("vendor_id", &vendor));
    browser.post("/reviews", &fields).await.expect(303).location().to_string()
}

fn id_in(place: &str) -> Id {
    place.rsplit('/').next().unwrap().parse().unwrap()
}

both! {
    async fn a_review_without_a_scope_is_refused(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let vendor = s.vendor.id.to_string();
        region.get(&format!("/reviews/new?vendor_id={vendor}")).await.expect(200).has(&["Omfattning"]);
        for (name, field) in [("scope", "scope"), ("commissioner", "commissioner"), ("independence", "independence"), ("title", "title")] {
            let mut fields: Vec<(&str, &str)> = EXTERNAL.iter().copied().filter(|(key, _)| *key != name).collect();
            fields.push(("vendor_id", &vendor));
            region.post("/reviews", &fields).await.expect(422).has(&["Fyll i det här fältet", &format!("f-{field}")]);
        }
        let place = add(&region, &s, &[("questions", " Var lagras inspelningarna?\nVem når dem? ")]).await;
        region.get(&format!("{place}/edit")).await.expect(200).has(&["Ställda frågor", "Var lagras inspelningarna?"]);
        assert_eq!(t.read(|c| reviews::find(c, &s.officer.scope, &id_in(&place))).questions.as_deref(), Some("Var lagras inspelningarna?\nVem når dem?"));
        region.get(&place).await.expect(200).has(&["Vem når dem?", "Lagring av inspelningar", "Granskarna AB", "Inga andra uppdrag", "HSN 2026-118", "HEMLIG-GRANSKNING"]);
        region.get("/reviews?kind=external&q=radgivningen").await.expect(200).has(&["Granskning av rådgivningen"]);
        region.get("/reviews?kind=authority").await.expect(200).lacks(&["Granskning av rådgivningen"]);
        region.get(&format!("/vendors/{vendor}/reviews")).await.expect(200).has(&["Granskning av rådgivningen"]);
        region.upload(&format!("{place}/report"), &[], "file", "rapport.pdf", b"%PDF-1.7\n%\xE2\xE3\n1 0 obj").await.expect(303);
        region.get(&place).await.expect(200).has(&["rapport.pdf"]);
        region.upload(&format!("{place}/report"), &[], "file", "virus.exe", b"MZ\x90\x00\x03").await.expect(422).has(&["Filtypen"]);
        t.drain();
    }

    async fn an_internal_report_names_its_authors_and_who_got_it(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let vendor = s.vendor.id.to_string();
        let base = [("vendor_id", vendor.as_str()), ("kind", "internal_report"), ("status", "reported"), ("title", "Stora brister"), ("scope", "E-tjänsterna")];
        region.post("/reviews", &base).await.expect(422).has(&["f-authors", "f-reported_on", "f-distribution"]);
        let full = |authors: &'static str| {
            let mut fields = base.to_vec();
            fields.extend([("authors", authors), ("reported_on", "2026-05-27"), ("distribution", "Kommunstyrelsen"), ("diary_number", "KS 2026/117")]);
            fields
        };
        region.post("/reviews", &full("Eva Björk")).await.expect(422).has(&["namn och roll"]);
        let place = region.post("/reviews", &full("Eva Björk, informationssäkerhetsstrateg\nJonas Åkerman, utvecklingsstrateg")).await.expect(303).location().to_string();
        region.get(&place).await.expect(200).has(&["Eva Björk, informationssäkerhetsstrateg", "Jonas Åkerman, utvecklingsstrateg", "2026-05-27", "Kommunstyrelsen", "KS 2026/117"]);
        t.drain();
    }

    async fn several_reviews_stand_behind_one_finding(t: &Harness) {
        let s = scene(t);
        let (region, vendor) = browsers(t, &s);
        let (first, second) = (add(&region, &s, &[]).await, add(&region, &s, &[("kind", "audit_office"), ("title", "Revisionen")]).await);
        let paste = [("severity", "high"), ("responsible", "vendor"), ("lines", "- Öppen lagringsyta\n\n• Loggar saknas\n- öppen lagringsyta")];
        region.post(&format!("{first}/findings"), &[("severity", "high"), ("responsible", "vendor"), ("lines", " ")]).await.expect(422);
        region.post(&format!("{first}/findings"), &paste).await.expect(303);
        region.post(&format!("{first}/findings"), &paste).await.expect(303);
        let found = t.read(|c| reviews::findings_of(c, &s.officer.scope, &id_in(&first)));
        assert_eq!(found.iter().map(|(_, f)| f.title.as_str()).collect::<Vec<_>>(), ["Öppen lagringsyta", "Loggar saknas"]);
        let (finding, number) = (found[0].1.id.clone(), found[0].1.number.to_string());
        for (wrong, status) in [("9999", 422), ("", 422), ("x", 422)] {
            region.post(&format!("{second}/link"), &[("number", wrong)]).await.expect(status);
        }
        region.post(&format!("{second}/link"), &[("number", &number)]).await.expect(303);
        region.post(&format!("{second}/link"), &[("number", &number)]).await.expect(409).has(&["redan kopplad"]);
        // Traced both ways: from each review to the finding, and back.
        region.get(&first).await.expect(200).has(&["Öppen lagringsyta", "Revisionen"]);
        region.get(&second).await.expect(200).has(&["Öppen lagringsyta", "Granskning av rådgivningen"]);
        let behind = ["Granskningar bakom bristen", "Granskning av rådgivningen", "Revisionen", first.as_str(), second.as_str()];
        region.get(&format!("/findings/{finding}")).await.expect(200).has(&behind).has(&["Bristen kopplades till en granskning"]);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let ids = json!([id_in(&first), id_in(&second)]);
        let one = region.api(&token, "GET", &format!("/api/v1/findings/{finding}"), Value::Null, &[]).await.expect(200).json();
        let all = region.api(&token, "GET", "/api/v1/findings?origin=review", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&one["review_ids"], all["total"].as_i64()), (&ids, Some(2)));
        assert!(all["items"].as_array().unwrap().iter().any(|item| item["review_ids"] == ids), "{all}");
        region.api(&token, "GET", "/api/v1/findings?origin=clause", Value::Null, &[]).await.expect(200).has(&["\"total\":0"]);
        region.api(&token, "GET", "/api/v1/findings?origin=nytt", Value::Null, &[]).await.expect(422).has(&["/origin"]);
        region.get("/findings?origin=review").await.expect(200).has(&["Öppen lagringsyta"]);
        region.get("/findings?origin=incident").await.expect(200).lacks(&["Öppen lagringsyta"]);
        let sheet = region.get("/findings/export?origin=review").await.expect(200);
        let sheet = tillit::platform::sheets::read("brister.xlsx", &sheet.body).unwrap().remove(0);
        let said = sheet.rows.iter().filter(|row| row.iter().any(|cell| cell.as_text() == "Granskning"));
        assert_eq!(said.count(), 2, "each finding says where it comes from");
        vendor.get(&format!("/findings/{finding}")).await.lacks(&["Öppen lagringsyta"]);
        t.drain();
    }

    async fn a_locked_protocol_is_what_it_was(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let review = add(&region, &s, &[("kind", "visit"), ("title", "Besök")]).await;
        region.post(&format!("{review}/visits"), &[("held_on", "2027-01-01"), ("place", "Hallen"), ("present", "Eva")]).await.expect(422);
        let visit = region.post(&format!("{review}/visits"), &[("held_on", "2026-11-20"), ("place", "Serverhallen"), ("present", "Eva Björk, Sara Lind")]).await.expect(303).location().to_string();
        region.get(&format!("{visit}/protocol.pdf")).await.expect(409);
        region.post(&format!("{visit}/lock"), &[("version", "1")]).await.expect(409).has(&["Protokollet är tomt"]);
        let line = |id: &'static str, outcome: &'static str| [("subject_kind", "control"), ("subject_id", id), ("asked", "Visa loggarna"), ("seen", "Loggar saknas"), ("outcome", outcome)];
        region.post(&format!("{visit}/lines"), &line("A.99.1", "deviation")).await.expect(422);
        let mut found = line("a.8.15", "deviation").to_vec();
        found.push(("make_finding", "1"));
        region.post(&format!("{visit}/lines"), &found).await.expect(303);
        region.post(&format!("{visit}/lines"), &line("A.8.13", "as_claimed")).await.expect(303);
        assert_eq!(t.read(|c| reviews::findings_of(c, &s.officer.scope, &id_in(&review))).len(), 1);
        region.post(&format!("{visit}/lock"), &[("version", "1")]).await.expect(409);
        region.post(&format!("{visit}/lock"), &[("version", "3")]).await.expect(303);
        region.post(&format!("{visit}/lines"), &found).await.expect(409).has(&["Protokollet är låst"]);
        let stored = t.read(|c| reviews::visits_of(c, &s.officer.scope, &id_in(&review))).remove(0);
        assert_eq!(stored.sha256, stored.snapshot.as_deref().map(sha256_hex));
        region.get(&visit).await.expect(200).has(&["Serverhallen", "Loggar saknas", stored.sha256.as_deref().unwrap()]);
        let (one, two) = (region.get(&format!("{visit}/protocol.pdf")).await.expect(200), region.get(&format!("{visit}/protocol.pdf")).await.expect(200));
        assert!(one.body.starts_with(b"%PDF") && one.body == two.body);
        let leaked = |text: &str| one.body.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(!leaked("HEMLIG-GRANSKNING") && !stored.snapshot.unwrap().contains("HEMLIG"));
        region.get(&format!("{visit}/protocol.pdf?lang=en")).await.expect(200);
        t.drain();
    }

    async fn a_protocol_that_was_changed_in_the_database_is_found(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let review = add(&region, &s, &[("kind", "visit"), ("title", "Besök")]).await;
        let visit = region.post(&format!("{review}/visits"), &[("held_on", "2026-11-20"), ("place", "Serverhallen"), ("present", "Eva Björk")]).await.expect(303).location().to_string();
        let line = [("subject_kind", "control"), ("subject_id", "A.8.15"), ("asked", "Visa loggarna"), ("seen", "Loggar saknas"), ("outcome", "deviation")];
        region.post(&format!("{visit}/lines"), &line).await.expect(303);
        let (id, token) = (id_in(&visit), t.token(&t.region, Role::SecurityOfficer));
        let broken = || {
            let (seen, broken) = t.read(|c| reviews::verify_all(c, &s.officer));
            (seen, broken.into_iter().map(|one| one.is_missing).collect::<Vec<_>>())
        };
        assert_eq!(broken(), (0, vec![]));
        region.post(&format!("{visit}/lock"), &[("version", "2")]).await.expect(303);
        assert_eq!(broken(), (1, vec![]));
        let kept = t.read(|c| reviews::visits_of(c, &s.officer.scope, &id_in(&review))).remove(0).snapshot.unwrap();
        let other = kept.replace("Loggar saknas", "Allt fanns");
        // The text alone; with a fingerprint of its own, which is not the one that the log has; no JSON; nothing; not locked.
        for change in [
            format!("snapshot = '{other}'"),
            format!("snapshot = '{other}', sha256 = '{}'", sha256_hex(&other)),
            "snapshot = '{'".to_string(),
            "snapshot = NULL".to_string(),
            "snapshot = NULL, sha256 = NULL, locked_at = NULL".to_string(),
        ] {
            sql(t, &format!("UPDATE review_visits SET {change} WHERE id = '{id}'"));
            assert_eq!(broken(), (1, vec![false]), "{change}");
            region.get(&visit).await.expect(200).has(&["Det som är sparat stämmer inte"]).lacks(&["protocol.pdf"]);
            region.get(&format!("{visit}/protocol.pdf")).await.expect(409).has(&["inte det som låstes"]);
            region.api(&token, "GET", &format!("/api/v1{visit}"), Value::Null, &[]).await.expect(409).has(&["rule-visit-tampered"]);
            region.post(&format!("{visit}/lines"), &line).await.expect(409);
        }
        for (table, column) in [("review_visit_lines", "visit_id"), ("review_visits", "id")] {
            sql(t, &format!("DELETE FROM {table} WHERE {column} = '{id}'"));
        }
        assert_eq!(broken(), (1, vec![true]));
        t.drain();
    }

    async fn nobody_else_reaches_a_review_and_queries_are_constant(t: &Harness) {
        let s = scene(t);
        let (region, vendor) = browsers(t, &s);
        let place = add(&region, &s, &[]).await;
        let visit = region.post(&format!("{place}/visits"), &[("held_on", "2026-11-20"), ("place", "Hallen"), ("present", "Eva")]).await.expect(303).location().to_string();
        let now = t.now();
        let other = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Municipality, "Lindvik kommun", None, false));
        let (jonas, ctx) = t.person(&other, Role::SecurityOfficer, "Jonas Åkerman");
        let (stranger, token) = (t.browser_for(&jonas, ctx), t.token_of(&jonas, &other, Role::SecurityOfficer));
        for path in [place.clone(), format!("{place}/edit"), visit.clone(), format!("{visit}/protocol.pdf")] {
            stranger.get(&path).await.expect(404).lacks(&["HEMLIG"]);
            let answer = vendor.get(&path).await;
            assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.status);
            answer.lacks(&["HEMLIG", "Granskarna AB"]);
        }
        stranger.post(&format!("{place}/findings"), &[("severity", "high"), ("responsible", "vendor"), ("lines", "x")]).await.expect(404);
        stranger.post(&format!("{place}/link"), &[("number", "1")]).await.expect(404);
        stranger.api(&token, "GET", &format!("/api/v1{place}"), Value::Null, &[]).await.expect(404);
        stranger.api(&token, "POST", &format!("/api/v1{visit}/lock"), Value::Null, &[]).await.expect(404);
        assert_eq!(stranger.api(&token, "GET", "/api/v1/reviews", Value::Null, &[]).await.expect(200).json()["total"], 0);
        let (karin, _) = t.person(&t.region, Role::ContractManager, "Karin Andra");
        let own = t.token_of(&karin, &t.region, Role::ContractManager);
        let input = json!({"vendor_id": s.vendor.id, "kind": "authority", "status": "ongoing", "title": "Tillsyn", "scope": ""});
        let refused = region.api(&own, "POST", "/api/v1/reviews", input, &[]).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/scope");
        let input = json!({"vendor_id": s.vendor.id, "kind": "authority", "status": "ongoing", "title": "Tillsyn", "scope": "Loggar", "questions": "Finns loggarna kvar?", "authors": [{"name": "Eva", "duty": "inspektör"}]});
        let made = region.api(&own, "POST", "/api/v1/reviews", input, &[]).await.expect(201).json();
        assert_eq!((&made["authors"][0]["duty"], &made["number"], &made["questions"]), (&json!("inspektör"), &json!(2), &json!("Finns loggarna kvar?")));
        let mut counts = Vec::new();
        for round in 0..2 {
            for path in ["/reviews".to_string(), place.clone(), format!("/vendors/{}/reviews", s.vendor.id)] {
                region.get(&path).await.expect(200);
                let before = t.app.db.query_count();
                region.get(&path).await.expect(200);
                counts.push(t.app.db.query_count() - before);
            }
            if round == 0 {
                let lines: Vec<String> = (1..=12).map(|n| format!("Iakttagelse {n}")).collect();
                region.post(&format!("{place}/findings"), &[("severity", "low"), ("responsible", "region"), ("lines", &lines.join("\n"))]).await.expect(303);
                for n in 0..8 {
                    add(&region, &s, &[("title", &format!("Granskning {n}"))]).await;
                }
            }
        }
        let (few, many) = counts.split_at(counts.len() / 2);
        assert_eq!(few, many);
        t.drain();
    }
}
