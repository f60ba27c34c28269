//! Known gaps that were mended: what pages, papers and lists say in words rather than in codes.

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
