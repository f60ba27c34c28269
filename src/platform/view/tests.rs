use super::samples::{Sampled, UiPage, render_samples};
use super::{FormState, Frame, Views};
use crate::base::{FieldError, Language};
use serde_json::json;
use std::collections::BTreeMap;

fn render(source: &str, lang: Language, page: serde_json::Value) -> Result<String, String> {
    let views = Views::new().map_err(|e| e.to_string())?;
    views.render_source(source, &Frame::sample(lang), &page).map_err(|e| e.to_string())
}

fn sv(source: &str, page: serde_json::Value) -> String {
    render(source, Language::Sv, page).unwrap()
}

#[test]
fn the_ui_page_renders_in_both_languages() {
    let views = Views::new().unwrap();
    let pages = render_samples::<UiPage>(&views).unwrap();
    assert_eq!(pages.len(), 2);
    for (page, lang) in pages.iter().zip(["sv", "en"]) {
        assert!(page.contains(&format!("<html lang=\"{lang}\"")));
        assert!(!page.contains("style=\"") && !page.contains("<script>"), "the CSP forbids it");
        assert_eq!(page.matches("<h1").count(), 1);
    }
    let ids: Vec<_> = pages[0].split(" id=\"").skip(1).filter_map(|p| p.split('"').next()).collect();
    let unique: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "an id occurs twice: {ids:?}");
    if let Ok(folder) = std::env::var("TILLIT_UI_OUT") {
        for (page, lang) in pages.iter().zip(["sv", "en"]) {
            std::fs::write(format!("{folder}/ui-{lang}.html"), page).unwrap();
        }
        let bare = views
            .page(
                "pages/ui/bare",
                &Frame { signed_in: None, ..Frame::sample(Language::Sv) },
                &UiPage::new(Language::Sv),
            )
            .unwrap();
        std::fs::write(format!("{folder}/bare.html"), bare).unwrap();
        std::fs::write(format!("{folder}/hash"), super::assets::asset_hash()).unwrap();
    }
}

#[test]
fn a_missing_word_or_value_fails_the_page() {
    for source in
        ["{{t \"no-such-word\"}}", "{{t null}}", "{{t page.nothing}}", "{{page.nothing}}", "{{t \"due-in-days\"}}"]
    {
        assert!(render(source, Language::Sv, json!({})).is_err(), "{source}");
    }
    assert_eq!(sv("{{t \"tier-\" page.tier}}", json!({"tier": 1})), "Kritisk");
    assert_eq!(sv("{{t \"list-count\" count=page.n}}", json!({"n": 1})), "1 träff");
    assert_eq!(sv("{{t \"list-count\" count=page.n}}", json!({"n": 7})), "7 träffar");
}

#[test]
fn dates_are_said_in_swedish_time() {
    let page =
        json!({"day": "2026-11-22", "at": "2026-11-22T13:02:00Z", "summer": "2026-06-30T22:30:00Z", "none": null});
    let cases = [
        ("{{date page.day}}", "2026-11-22"),
        ("{{date page.summer}}", "2026-07-01"),
        ("{{date page.none}}", "–"),
        ("{{date_long page.day}}", "22 november 2026"),
        ("{{datetime page.at}}", "2026-11-22 14:02"),
        ("{{time page.at}}", "14:02"),
        ("{{due page.none}}", "–"),
        ("{{due page.day}}", "i dag"),
        ("{{due \"2026-11-23\"}}", "i morgon"),
        ("{{due \"2026-11-27\"}}", "om 5 dagar"),
        ("{{due \"2026-11-19\"}}", "3 dagar försenad"),
        ("{{#if (overdue \"2026-11-21\")}}x{{/if}}", "x"),
        ("{{#if (overdue page.day)}}x{{/if}}", ""),
    ];
    for (source, expected) in cases {
        assert_eq!(sv(source, page.clone()), expected, "{source}");
    }
    assert_eq!(render("{{date_long page.day}}", Language::En, page).unwrap(), "22 November 2026");
}

#[test]
fn numbers_addresses_and_small_things() {
    let page = json!({"n": 1_234_567, "d": 3.25, "neg": -1200, "list": ["a", "b"], "x": "<b>"});
    let cases = [
        ("{{num page.n}}", "1\u{a0}234\u{a0}567"),
        ("{{num page.d}}", "3,25"),
        ("{{kr page.neg}}", "−1\u{a0}200\u{a0}kr"),
        ("{{join page.list \", \"}}", "a, b"),
        ("{{query \"/v?q=å&page=3\" \"sort\" \"-name\"}}", "/v?q=%C3%A5&amp;sort=-name"),
        ("{{query \"/v?q=a&page=3\" \"page\" 4}}", "/v?q=a&amp;page=4"),
        ("{{query \"/v?q=a\" \"q\" \"\"}}", "/v"),
        ("{{plus page.n -1}}", "1234566"),
        ("{{opt page.none \"z\"}}", "z"),
        ("{{checked page.n \"1234567\"}}{{selected \"a\" \"b\"}}", "checked"),
        ("{{page.x}}", "&lt;b&gt;"),
    ];
    for (source, expected) in cases {
        assert_eq!(sv(source, page.clone()).replace("&#x3D;", "="), expected, "{source}");
    }
}

#[test]
fn a_refused_form_keeps_its_values_and_says_why() {
    let views = Views::new().unwrap();
    let errors = [FieldError::new("name", "error-required"), FieldError::new("note", "error-too-long").with("max", 10)];
    let form = FormState::from_values([("note", "rad 1\n  rad 2 <")]).with_refusal(&views, Language::Sv, &errors);
    let page = json!({"form": form});
    assert_eq!(sv("{{form_value page.form \"note\"}}", page.clone()), "rad 1\n  rad 2 &lt;");
    assert_eq!(sv("{{form_error page.form \"name\"}}", page.clone()), "Fyll i det här fältet.");
    let area = sv("  {{> components/textarea form=page.form name=\"note\" label=\"common-note\"}}", page);
    assert!(area.contains("\n  rad 2 &lt;</textarea>"), "no indentation is added: {area}");
    assert!(area.contains("Högst 10 tecken") && area.contains("aria-invalid=\"true\""));
}

#[test]
fn optional_parameters_do_not_leak_from_the_row() {
    let page = json!({"rows": [{"name": "Klinik", "value": "v", "icon": "x", "kind": "zzz"}]});
    let html = sv("{{#each page.rows}}{{> components/button label=\"common-save\"}}{{/each}}", page);
    assert!(html.contains("button-secondary") && !html.contains("name="), "{html}");
}

#[test]
fn words_for_refusals_never_fail() {
    let views = Views::new().unwrap();
    let args = BTreeMap::from([("max", "10".to_string())]);
    assert_eq!(views.word(Language::En, "error-too-long", &args), "The text is too long. At most 10 characters fit.");
    assert_eq!(views.word0(Language::En, "no-such-word"), "no-such-word");
    assert!(views.has_word(Language::Sv, "nav-start") && !views.has_word(Language::Sv, "nav-nowhere"));
}

#[test]
fn assets_have_stable_addresses() {
    let href = super::assets::asset_href("app.css");
    assert!(href.starts_with("/assets/") && href.ends_with("/app.css"));
    assert_eq!(super::assets::asset("app.css").unwrap().1, "text/css; charset=utf-8");
    assert!(super::assets::asset("../words/sv/common.ftl").is_none() && super::assets::asset("none.css").is_none());
    assert_eq!(UiPage::TEMPLATE, "pages/ui/index");
}
