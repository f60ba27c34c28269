//! Reports on paper and by mail: one sheet for the director, a memo in the organisation's own words, a link each month.

use super::support::Harness;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::overview;
use tillit::platform::mail::Letter;

/// The mails of the day, from a sweep that is run twice.
fn sent(t: &Harness) -> Vec<Letter> {
    overview::sweep(&t.app, t.now()).unwrap();
    overview::sweep(&t.app, t.now()).unwrap();
    t.drain()
}

both! {
    // Domain.md 1.3 row 8. The template itself refuses to be more than one sheet.
    async fn the_director_has_one_sheet_in_both_languages(t: &Harness) {
        crate::overview::vendor(t, "Alfa AB", &[]);
        let omar = t.region_user(Role::SecurityOfficer);
        let text = "En ganska lång rad om läget i uppföljningen, så lång som den får vara.\n".repeat(7);
        omar.post("/overview/texts/director", &[("text_sv", &text), ("text_en", ""), ("version", "0")]).await.expect(303);
        for language in ["sv", "en"] {
            let pdf = omar.get(&format!("/overview/report.pdf?lang={language}")).await.expect(200);
            assert!(pdf.body.starts_with(b"%PDF-1.7"), "{language}");
            assert!(pdf.header("content-disposition").unwrap().contains("2026-11-23.pdf"));
        }
        omar.get("/overview").await.expect(200).has(&["En ganska lång rad"]);
        omar.get("/overview/report.pdf?lang=de").await.expect(422);
        let token = t.token(&t.region, Role::Director);
        let pdf = omar.api(&token, "GET", "/api/v1/overview/report.pdf?lang=en", Value::Null, &[]).await.expect(200);
        assert!(pdf.body.starts_with(b"%PDF-1.7"));
    }

    async fn the_memo_is_in_the_organisations_own_words(t: &Harness) {
        crate::overview::vendor(t, "Alfa AB", &[]);
        let omar = t.region_user(Role::SecurityOfficer);
        omar.get("/overview/memo").await.expect(200).has(&["Ingen text är skriven"]);
        let place = "/overview/texts/memo_background";
        omar.post(place, &[("text_sv", "Nämnden beslutade <i juni> & sedan."), ("text_en", "The committee decided."), ("version", "0")]).await.expect(303);
        omar.post(place, &[("text_sv", "Någon annans"), ("text_en", ""), ("version", "0")]).await.expect(409).has(&["Nämnden beslutade"]);
        omar.post(place, &[("text_sv", &"å".repeat(8_001)), ("text_en", ""), ("version", "1")]).await.expect(422).has(&["Texten är för lång"]);
        omar.post("/overview/texts/director", &[("text_sv", &"rad\n".repeat(9)), ("text_en", ""), ("version", "0")]).await.expect(422).has(&["högst 8 rader"]);
        omar.post("/overview/texts/nowhere", &[("text_sv", "x"), ("version", "0")]).await.expect(404);
        omar.get("/overview/memo").await.expect(200).has(&["Nämnden beslutade &lt;i juni&gt; &amp; sedan.", "Leverantörer utan nivå"]);
        for language in ["sv", "en"] {
            assert!(omar.get(&format!("/overview/memo.pdf?lang={language}")).await.expect(200).body.starts_with(b"%PDF-1.7"));
            let docx = omar.get(&format!("/overview/memo.docx?lang={language}")).await.expect(200);
            assert!(docx.header("content-type").unwrap().contains("wordprocessingml.document"));
            assert!(docx.body.starts_with(b"PK"), "{language}");
        }
        t.region_user(Role::Reader).get("/overview/texts").await.expect(403);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let list = omar.api(&token, "GET", "/api/v1/overview/texts", Value::Null, &[]).await.expect(200).json();
        assert_eq!(list["items"][0]["text_en"], "The committee decided.");
        let body = json!({"text_sv": "Ny", "text_en": "New"});
        omar.api(&token, "PUT", "/api/v1/overview/texts/memo_background", body.clone(), &[("if-match", "\"1\"")]).await.expect(200);
        omar.api(&token, "PUT", "/api/v1/overview/texts/memo_background", body, &[("if-match", "\"1\"")]).await.expect(412);
    }

    async fn a_report_is_sent_once_a_month_and_a_secret_one_is_only_a_link(t: &Harness) {
        crate::overview::vendor(t, "Alfa AB", &[]);
        let (eva, _) = t.person(&t.region, Role::Director, "Eva Björk");
        let (karl, _) = t.person(&t.region, Role::Reader, "Karl Läsare");
        let (outsider, _) = t.person(&t.other_region, Role::Director, "Ute Stående");
        let omar = t.region_user(Role::SecurityOfficer);
        let place = "/overview/mailings/director";
        let (to_eva, to_karl, to_other) = (format!("person-{}", eva.id), format!("person-{}", karl.id), format!("person-{}", outsider.id));
        omar.post(place, &[("active", "1"), ("day_of_month", "1"), ("version", "0")]).await.expect(422).has(&["Välj minst en person"]);
        omar.post(place, &[("active", "1"), ("day_of_month", "31"), (&to_eva, "1"), ("version", "0")]).await.expect(422).has(&["från 1 till 28"]);
        omar.post(place, &[("active", "1"), ("day_of_month", "1"), (&to_other, "1"), ("version", "0")]).await.expect(422);
        omar.post(place, &[("active", "1"), ("secrecy_marked", "1"), ("day_of_month", "25"), (&to_eva, "1"), (&to_karl, "1"), ("version", "0")]).await.expect(303);
        assert!(sent(t).is_empty(), "its day has not come");
        t.advance_days(4); // 27 November: late, and once
        let letters = sent(t);
        assert_eq!(letters.len(), 2);
        for letter in &letters {
            assert!(letter.text.contains("/overview") && letter.text.contains("sekretess"), "{}", letter.text);
            assert!(!letter.text.contains("Leverantörer utan nivå") && !letter.html.contains("Leverantörer utan nivå"), "{}", letter.text);
            assert!(letter.parts.is_empty(), "nothing is attached");
        }
        t.advance_days(2);
        assert!(sent(t).is_empty(), "once a month");
        let omar = crate::categorisation::again(t, &omar);
        omar.get("/overview/mailings").await.expect(200).has(&["Senast skickad för 2026-11"]);
        omar.post(place, &[("active", "1"), ("day_of_month", "1"), (&to_eva, "1"), (&to_karl, "1"), ("version", "1")]).await.expect(303);
        t.advance_days(3); // December
        let letters = sent(t);
        assert_eq!(letters.len(), 2);
        let of = |name: &str| letters.iter().find(|letter| letter.to_name == name).unwrap();
        assert!(of("Eva Björk").text.contains("Pågående incidenter: 0"), "{}", of("Eva Björk").text);
        assert!(of("Karl Läsare").text.contains("Leverantörer utan nivå: 1"), "{}", of("Karl Läsare").text);
        assert!(!of("Karl Läsare").text.contains("incidenter"), "a reader sees no incidents in a mail either");
        let token = t.token(&t.region, Role::SecurityOfficer);
        let list = omar.api(&token, "GET", "/api/v1/overview/mailings", Value::Null, &[]).await.expect(200).json();
        assert_eq!(list["items"][0]["last_period"], "2026-12");
        let body = json!({"day_of_month": 5, "active": false});
        omar.api(&token, "PUT", "/api/v1/overview/mailings/director", body.clone(), &[("if-match", "\"2\"")]).await.expect(200);
        omar.api(&token, "PUT", "/api/v1/overview/mailings/director", body, &[("if-match", "\"2\"")]).await.expect(412);
        t.advance_days(40);
        assert!(sent(t).is_empty(), "it was turned off");
    }
}
