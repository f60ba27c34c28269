//! Import: the files as they are, through pages, API and twice; and POSTs that are sent again.

use crate::support::{Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::exchange::views::{ListPage, MappingPage, NewPage, ShowPage};
use tillit::platform::view::{Views, render_samples};

const REGISTER: &[u8] = include_bytes!("../data/avtalsregister.xlsx");
const VENDORS: &[u8] = include_bytes!("../data/leverantorer-cp1252.csv");

fn counts(answer: &Value) -> [i64; 4] {
    ["created", "updated", "unchanged", "refused"].map(|key| answer[key].as_i64().unwrap())
}

async fn upload(t: &Harness, token: &str, kind: &str, name: &str, bytes: &[u8], more: &[(&str, &str)]) -> Value {
    let mut fields = vec![("kind", kind)];
    fields.extend_from_slice(more);
    t.stranger().api_upload(token, "/api/v1/imports", &fields, "file", name, bytes).await.expect(201).json()
}

fn csv(rows: &[&str]) -> Vec<u8> {
    format!(
        "Avtalsnr;Leverantör;Org.nr;Avtalets namn;Giltigt fr.o.m.;Giltigt t.o.m.;Avtalsansvarig;Anm.\n{}\n",
        rows.join("\n")
    )
    .into_bytes()
}

/// The page's form posted again as it stands: every select with its chosen option.
fn selected(html: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for select in html.split("<select ").skip(1) {
        let name = select.split("name=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
        let body = select.split("</select>").next().unwrap();
        let option = body.split("<option ").find(|o| o.split('>').next().unwrap_or("").contains("selected"));
        let value = option.map(|o| o.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_string());
        fields.push((name, value.unwrap_or_default()));
    }
    fields
}

async fn post_mapping(browser: &Browser, page: &str, html: &str, change: &[(&str, &str)]) -> crate::support::Answer {
    let mut fields = selected(html);
    for (name, value) in change {
        fields.iter_mut().find(|(n, _)| n == name).unwrap().1 = (*value).to_string();
    }
    fields.push(("version".to_string(), "1".to_string()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    browser.post(page, &fields).await
}

#[test]
fn every_page_renders_in_both_languages() {
    let views = Views::new().unwrap();
    assert_eq!(render_samples::<ListPage>(&views).unwrap().len(), 4);
    assert_eq!(render_samples::<NewPage>(&views).unwrap().len(), 4);
    assert_eq!(render_samples::<MappingPage>(&views).unwrap().len(), 2);
    assert_eq!(render_samples::<ShowPage>(&views).unwrap().len(), 8);
}

both! {
    async fn the_register_lands_through_the_pages_but_for_its_four_bad_rows(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        karin.get("/imports").await.expect(200).has(&["/imports/new"]);
        karin.get("/imports/new").await.expect(200).has(&["multipart/form-data", "name=\"_csrf\""]);
        let mapping = karin.upload("/imports", &[("kind", "contracts")], "file", "avtalsregister.xlsx", REGISTER).await.expect(303);
        let mapping = mapping.location().to_string();
        let html = karin.get(&mapping).await.expect(200).has(&["AVT-2018-0001", "A: Avtalsnr", "D: Org.nr"]).text();
        let gone = post_mapping(&karin, &mapping, &html, &[("column_org_number", "")]).await.expect(422);
        gone.has(&["AVT-2018-0001", "error-summary"]);
        let twice = post_mapping(&karin, &mapping, &html, &[("column_title", "0")]).await.expect(422);
        twice.has(&["Kolumnen är redan vald"]);
        let to = post_mapping(&karin, &mapping, &html, &[]).await.expect(303).location().to_string();

        let preview = karin.get(&to).await.expect(200);
        preview.has(&["316", "Inget är sparat ännu", "Leverantören "]);
        let refused = karin.get(&format!("{to}?show=refused")).await.expect(200);
        refused.has(&["Rad 44, kolumn D (Org.nr)", "Rad 81, kolumn H", "Rad 125, kolumn C", "Rad 125, kolumn D", "Rad 155, kolumn G"]);
        karin.get(&format!("{to}?page=3")).await.expect(200);

        assert_eq!(karin.post(&format!("{to}/apply"), &[]).await.expect(303).location(), to);
        karin.get(&to).await.expect(200).has(&["316", "4 rader lästes inte in", "/contracts"]);
        karin.post(&format!("{to}/apply"), &[]).await.expect(409);
        karin.get("/imports").await.expect(200).has(&["avtalsregister.xlsx", "Prov contract manager"]);
        // The form of an import that was made leads to its result.
        assert_eq!(karin.get(&mapping).await.expect(303).location(), to);

        let other = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        let nils = t.browser_for(&other.0, other.1);
        nils.get(&to).await.expect(404);
        nils.get(&mapping).await.expect(404);
        nils.post(&format!("{to}/apply"), &[]).await.expect(404);
        t.region_user(Role::Reader).get("/imports").await.expect(403);
    }

    async fn an_import_that_runs_twice_changes_nothing(t: &Harness) {
        let token = t.token(&t.region, Role::ContractManager);
        let dry = upload(t, &token, "contracts", "avtalsregister.xlsx", REGISTER, &[("dry_run", "true")]).await;
        assert_eq!((dry["status"].as_str(), counts(&dry)), (Some("preview"), [316, 0, 0, 4]));
        let first = upload(t, &token, "contracts", "avtalsregister.xlsx", REGISTER, &[]).await;
        assert_eq!((first["status"].as_str(), counts(&first)), (Some("applied"), [316, 0, 0, 4]));
        let refused: Vec<i64> = first["rows"].as_array().unwrap().iter().filter(|r| r["outcome"] == "refused").map(|r| r["row"].as_i64().unwrap()).collect();
        assert_eq!(refused, [44, 81, 125, 155]);
        let events = |t: &Harness| t.read(tillit::kit::audit::verify);
        let before = events(t);
        let again = upload(t, &token, "contracts", "avtalsregister.xlsx", REGISTER, &[]).await;
        assert_eq!(counts(&again), [0, 0, 316, 4]);
        // Nothing but the import itself is in the log.
        let (tillit::kit::audit::Verdict::Whole { events: a }, tillit::kit::audit::Verdict::Whole { events: b }) = (before, events(t)) else { panic!("the chain broke") };
        assert_eq!(b - a, 1);
        let shown = t.stranger().api(&token, "GET", &format!("/api/v1/imports/{}", first["id"].as_str().unwrap()), Value::Null, &[]).await.expect(200);
        assert_eq!(counts(&shown.json()), [316, 0, 0, 4]);

        let vendors = upload(t, &token, "vendors", "leverantorer-cp1252.csv", VENDORS, &[]).await;
        assert_eq!(vendors["refused"], 0, "{vendors}");
        let again = upload(t, &token, "vendors", "leverantorer-cp1252.csv", VENDORS, &[]).await;
        assert_eq!(counts(&again), [0, 0, 91, 0], "{again}");
        // The vendor file renamed nothing that the contract file would rename back.
        let contracts = upload(t, &token, "contracts", "avtalsregister.xlsx", REGISTER, &[]).await;
        assert_eq!(counts(&contracts), [0, 0, 316, 4]);
        let other = t.token(&t.other_region, Role::SecurityOfficer);
        t.stranger().api(&other, "GET", &format!("/api/v1/imports/{}", first["id"].as_str().unwrap()), Value::Null, &[]).await.expect(404);
    }

    async fn what_changes_is_said_and_what_the_file_lacks_is_kept(t: &Harness) {
        let (_, ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
        let email = "karin.oberg@contract-manager.example";
        let token = t.token(&t.region, Role::ContractManager);
        let row = format!("A-1;Ek AB;992181-5909;Drift;2025-01-01;2026-12-31;{email};Obs");
        let made = upload(t, &token, "contracts", "a.csv", &csv(&[&row]), &[]).await;
        assert_eq!(counts(&made), [1, 0, 0, 0], "{made}");
        assert_eq!(made["rows"][0]["warnings"], json!([]));
        let changed = ["A-1;Bok AB;992181-5909;Drift och support;2025-01-01;;okand@almea.example;Annat"];
        let answer = upload(t, &token, "contracts", "a.csv", &csv(&changed), &[]).await;
        assert_eq!(counts(&answer), [0, 1, 0, 0], "{answer}");
        assert_eq!(answer["rows"][0]["changes"], json!(["Avtalets namn: Drift → Drift och support"]));
        let codes: Vec<&str> = answer["rows"][0]["warnings"].as_array().unwrap().iter().map(|w| w["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["import-warning-manager-unknown", "import-warning-other-name", "import-warning-end-kept", "import-warning-note-kept"]);
        let stored: (Option<tillit::base::Id>, Option<chrono::NaiveDate>, String) = t.read(|c| {
            use diesel::prelude::*;
            use tillit::platform::db::schema::{contracts, vendors};
            Ok(contracts::table.inner_join(vendors::table).select((contracts::manager_id, contracts::ends_on, vendors::legal_name)).first(c)?)
        });
        assert_eq!(stored, (Some(ctx.actor.person_id), chrono::NaiveDate::from_ymd_opt(2026, 12, 31), "Ek AB".to_string()));
        let stolen = upload(t, &token, "contracts", "a.csv", &csv(&["a-1;Sol AB;556000-0001;Drift;2025-01-01;;;"]), &[]).await;
        assert_eq!(stolen["rows"][0]["errors"][0]["code"], "import-error-other-vendor");
        // No vendor was made for a row that was refused.
        let vendors: i64 = t.read(|c| {
            use diesel::prelude::*;
            Ok(tillit::platform::db::schema::vendors::table.count().get_result(c)?)
        });
        assert_eq!(vendors, 1);
    }

    async fn bad_files_are_refused_at_the_field(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let send = async |name: &str, bytes: &[u8]| karin.upload("/imports", &[("kind", "contracts")], "file", name, bytes).await.expect(422).text();
        for (name, bytes, word) in [
            ("register.xlsx", b"MZ\x90\x00\x03\x00".to_vec(), "varken en Excelfil"),
            ("tom.csv", b"  \n".to_vec(), "Filen är tom"),
            ("a.csv", b"x;y\n1;2\n".to_vec(), "ingen rad med kolumnrubriker"),
            ("stor.xlsx", vec![0_u8; 30_000_000], "för stor"),
            ("bomb.xlsx", bomb(), "packas upp"),
        ] {
            let page = send(name, &bytes).await;
            assert!(page.contains(word) && page.contains("#f-file"), "{name}: {page}");
        }
        karin.post("/imports", &[("kind", "contracts")]).await;
        let token = t.token(&t.region, Role::ContractManager);
        let answer = t.stranger().api_upload(&token, "/api/v1/imports", &[("kind", "cats")], "file", "a.exe", b"MZ").await.expect(422).json();
        assert_eq!(answer["errors"][0]["pointer"], "/kind");
        let mapped = [("kind", "contracts"), ("mapping", "colour = \"A\"")];
        let answer = t.stranger().api_upload(&token, "/api/v1/imports", &mapped, "file", "a.csv", &csv(&[])).await.expect(422).json();
        assert_eq!(answer["errors"][0]["code"], "import-error-map-field");
    }

    async fn a_persons_number_is_shown_nowhere(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        let file = csv(&["P-1;Eva Björk;121212-1212;Fotvård;2025-01-01;;;", "P-2;Eva Björk;121212-1213;Fotvård;2025-01-01;;;"]);
        let mapping = karin.upload("/imports", &[("kind", "contracts")], "file", "p.csv", &file).await.expect(303).location().to_string();
        let to = mapping.trim_end_matches("/mapping").to_string();
        karin.get(&to).await.expect(200).lacks(&["121212-", "12121212"]);
        karin.post(&format!("{to}/apply"), &[]).await.expect(303);
        karin.get(&to).await.expect(200).lacks(&["121212-", "12121212"]);
        karin.get(&mapping).await.expect(303);
        let logged: Vec<Option<String>> = t.read(|c| {
            use diesel::prelude::*;
            Ok(tillit::platform::db::schema::audit_events::table.select(tillit::platform::db::schema::audit_events::after).load(c)?)
        });
        assert!(logged.len() >= 3 && !logged.iter().flatten().any(|text| text.contains("1212121212")), "{logged:?}");
    }

    async fn five_thousand_rows_are_quick(t: &Harness) {
        let token = t.token(&t.region, Role::ContractManager);
        let rows: Vec<String> = (0..5000).map(|i| format!("N-{i};Bolag {};{};Avtal {i};2025-01-01;2027-01-01;;", i % 500, number(i % 500))).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let started = std::time::Instant::now();
        let queries = t.app.db.query_count();
        let answer = upload(t, &token, "contracts", "stor.csv", &csv(&rows), &[]).await;
        assert_eq!(counts(&answer), [5000, 0, 0, 0]);
        eprintln!("5000 rows on {:?}: {:?}, {} statements", t.engine, started.elapsed(), t.app.db.query_count() - queries);
        // Two a contract, two a vendor and the mark of its coverage, and a handful for the rest: nothing is looked up
        // row by row.
        assert!(t.app.db.query_count() - queries < 11_550);
        let queries = t.app.db.query_count();
        upload(t, &token, "contracts", "stor.csv", &csv(&rows), &[]).await;
        assert!(t.app.db.query_count() - queries < 30);
    }

    async fn a_post_that_is_sent_again_happens_once(t: &Harness) {
        let token = t.token(&t.region, Role::ContractManager);
        let stranger = t.stranger();
        let key = [("idempotency-key", "nyckel-1")];
        let send = async |title: &str, key: &str| {
            let body = format!("--b\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\ncontracts\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{}\r\n--b--\r\n",
                String::from_utf8(csv(&[&format!("A-1;Ek AB;992181-5909;{title};2025-01-01;;;")])).unwrap());
            let request = actix_web::test::TestRequest::post().uri("/api/v1/imports")
                .insert_header(("authorization", format!("Bearer {token}")))
                .insert_header(("content-type", "multipart/form-data; boundary=b"))
                .insert_header(("idempotency-key", key))
                .set_payload(body);
            stranger.send(request).await
        };
        let first = send("Drift", "nyckel-1").await.expect(201);
        assert_eq!(first.header("idempotency-replayed"), None);
        let again = send("Drift", "nyckel-1").await.expect(201);
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
        assert_eq!((again.text(), again.header("etag")), (first.text(), first.header("etag")));
        let other = send("Support", "nyckel-1").await.expect(422).json();
        assert_eq!(other["errors"][0]["code"], "error-idempotency-key");
        send("Support", "nyckel-2").await.expect(201);
        // What was refused leaves the key free.
        stranger.api(&token, "POST", "/api/v1/imports", json!({}), &key).await.expect(422);
        let bad = [("idempotency-key", "nyckel-3")];
        stranger.api(&token, "POST", "/api/v1/imports", json!({}), &bad).await.expect(422);
        send("Drift", "nyckel-3").await.expect(201);
        // Another organisation has keys of its own; strangers have none.
        let foreign = t.token(&t.other_region, Role::SecurityOfficer);
        let answer = stranger.api(&foreign, "POST", "/api/v1/imports", json!({}), &key).await.expect(422).json();
        assert_ne!(answer["errors"][0]["code"], "error-idempotency-key");
        stranger.api("no-such-token", "POST", "/api/v1/imports", json!({}), &key).await.expect(401);
        t.advance_days(2);
        assert_eq!(send("Drift", "nyckel-1").await.expect(201).header("idempotency-replayed"), None);
    }
}

/// A small workbook that unpacks to a hundred megabytes.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    let zeros = vec![b' '; 1_000_000];
    for _ in 0..150 {
        zip.write_all(&zeros).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Fictional organisation numbers with right check digits.
pub fn number(index: usize) -> String {
    let nine = format!("99{:07}", 7_000_000 + index);
    let sum: u32 = nine
        .bytes()
        .enumerate()
        .map(|(i, b)| {
            let w = u32::from(b - b'0') * if i % 2 == 0 { 2 } else { 1 };
            w / 10 + w % 10
        })
        .sum();
    format!("{nine}{}", (10 - sum % 10) % 10)
}
