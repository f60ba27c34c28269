//! Known gaps that were mended: what pages, papers and lists say in words rather than in codes.

use super::clause_library::fields;
use tillit::access::Role;
use tillit::base::{Language, countries};
use tillit::platform::view::Views;

#[test]
fn every_country_has_a_name_in_both_languages() {
    let views = Views::new().unwrap();
    for language in [Language::Sv, Language::En] {
        for code in countries::codes() {
            let key = format!("country-{code}");
            assert!(views.has_word(language, &key), "{language}: {key}");
            assert_ne!(views.word0(language, &key), code);
        }
    }
    assert_eq!(views.word0(Language::Sv, "country-DE"), "Tyskland");
    assert_eq!(views.word0(Language::En, "country-DE"), "Germany");
}

both! {
    async fn the_list_of_own_clauses_says_what_they_say(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        let said = [
            ("title_sv", "Veckologg"), ("text_sv", "Loggen lämnas inom {frist} till {namngiven_mottagare}."),
            ("text_en", "The log is handed over within {frist} to {namngiven_mottagare}."), ("parameters", "frist = 2 arbetsdagar"),
        ];
        let place = omar.post("/own-clauses", &fields(&said)).await.expect(303).location().to_string();
        let list = omar.get("/own-clauses").await.expect(200);
        let list = list.has(&["RA-01 Veckologg", "inom 2 arbetsdagar till namngiven mottagare"]);
        list.lacks(&["{frist}", "{namngiven_mottagare}"]);
        // Who writes it goes on seeing what is to be filled in.
        omar.get(&place).await.expect(200).has(&["{frist}"]);
        t.drain();
    }

    async fn the_watch_leads_back_to_the_contracts(t: &Harness) {
        let karin = t.region_user(Role::ContractManager);
        karin.get("/contracts/watch").await.expect(200).has(&["class=\"breadcrumb\"", "<li><a href=\"/contracts\">"]);
        t.drain();
    }
}
