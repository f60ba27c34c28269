//! Every template of a page or a mail is rendered with samples in both languages; strict mode makes a
//! missing value or word an error. Pages whose context is a struct are rendered by their feature's own
//! test (`render_samples`); here it is held that none was forgotten, and the rest is rendered.

use super::support::source::{File, files_under};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tillit::base::Language;
use tillit::platform::view::samples::UiPage;
use tillit::platform::view::{Frame, Views};

const LANGUAGES: [Language; 2] = [Language::Sv, Language::En];

/// Small pages without a struct of their own.
fn plain_pages() -> Vec<(&'static str, Vec<Value>)> {
    let refusal = |kind: &str, full: bool| {
        json!({
            "kind": kind, "detail": "Sidan finns inte.", "back": full.then_some("/vendors"),
            "fields": if full { vec!["Fyll i det här fältet."] } else { vec![] },
            "stored": full.then(|| json!({"note": "Det som är sparat."})),
        })
    };
    let mail = json!({
        "id": "1", "to": "sara.lind@asmunda.example", "at": "2026-11-22T13:02:00Z", "state": "done", "subject": "Självskattning",
        "text": "Hej!", "links": ["http://127.0.0.1:8080/sign-in"], "attachments": [["0", "protokoll.pdf"]],
    });
    let who = json!({"name": "Karin Öberg", "email": "karin.oberg@almea.example", "places": ["Region Almeå"]});
    let tour = json!({"stops": [], "password": "Rätt häst batteri 9!", "people": [who]});
    let api_docs = json!({"groups": []});
    vec![
        ("pages/refusal/show", vec![refusal("info", false), refusal("attention", true)]),
        ("pages/shell/accessibility", vec![json!({})]),
        ("pages/shell/api_docs", vec![api_docs]),
        ("pages/ui/bare", vec![serde_json::to_value(UiPage::new(Language::Sv)).unwrap()]),
        (
            "pages/demo/mailbox",
            vec![json!({"mails": []}), json!({"mails": [with(&mail, &[("attachments", json!(true))])]})],
        ),
        ("pages/demo/mail", vec![mail]),
        ("pages/demo/tour", vec![tour]),
    ]
}

/// What each mail is told beside the receiver's name and the address of the service.
fn mails() -> Vec<(&'static str, Vec<Value>)> {
    let assessment = json!({
        "client": "Region Almeå", "sender": "Karin Öberg", "due_on": "2026-12-15", "question_count": 20,
        "message": "Ring om något är oklart.", "remarks": "Fråga 3 saknar underlag.", "path": "/portal/assessments/1/continue",
        "vendor": "Åsmunda Ögonklinik AB", "declared_by": "Sara Lind", "declared_role": "vd", "late": true,
    });
    let bare = with(&assessment, &[("message", Value::Null), ("late", json!(false))]);
    let action = json!({
        "client_name": "Region Almeå", "title": "Inför tvåfaktorsinloggning", "description": "För alla konton.", "due_on": "2026-12-15",
        "reported_by": "Sara Lind", "reporter_organisation": "Åsmunda Ögonklinik AB", "note": "Klart i båda miljöerna.",
        "path": "/portal/actions/1",
    });
    let chain = json!({
        "client": "Region Almeå", "contracts": ["2024-118 Rådgivning", "2025-7 Växel"], "due_on": "2026-12-15",
        "path": "/portal/chain",
    });
    let minutes = json!({
        "organisation": "Region Almeå", "vendor": "Åsmunda Ögonklinik AB", "contract": "AVT-1", "contract_title": "Ögonsjukvård",
        "held_on": "2026-11-23", "open_actions": 2, "decisions": 1, "next_on": "2026-12-21", "sha256": "ab12", "path": "/dialogues/1",
    });
    let account = json!({"organisation": "Region Almeå", "inviter": "Karin Öberg", "secret_link": "/invitation/abc"});
    let escalation = json!({
        "number": 4, "title": "Byt <nycklar>", "vendor": "Åsmunda Ögonklinik AB", "cause": "postponed", "reason": "Tredje förseningen.",
        "path": "/escalations/1",
    });
    let by_rule = with(&escalation, &[("cause", json!("untouched")), ("reason", json!(""))]);
    vec![
        ("escalation_opened", vec![escalation, by_rule]),
        (
            "escalation_letter",
            vec![json!({ "client": "Region Almeå", "due_on": "2026-12-15", "path": "/portal/letters" })],
        ),
        (
            "question_digest",
            vec![
                json!({"path": "/portal/assessments/1/dialogue", "rows": [{"name": "Region Almeå", "count": 2, "questions": "Q01, Q09"}]}),
            ],
        ),
        (
            "incident_notice",
            vec![json!({
                "number": 4, "title": "Öppen lagringsyta", "reported_by": "Eva Björk", "path": "/incidents/1",
                "rows": [
                    {"vendor": "Vidlyssna Vårdlinje AB", "contract": "2024-118 Rådgivning", "certainty": "certain"},
                    {"vendor": "Arkivhyllan Drift AB", "contract": null, "certainty": "possible"},
                ],
            })],
        ),
        (
            "report",
            vec![
                json!({"report": "director", "organisation": "Region Almeå", "on": "2026-11-23", "path": "/overview", "secret": true, "rows": []}),
                json!({"report": "follow_up", "organisation": "Region Almeå", "on": "2026-11-23", "path": "/overview/follow-up", "secret": false,
                    "rows": [{"measure": "late_reviews", "value": 3, "change": -1}, {"measure": "median_closing", "value": null, "change": null}]}),
                json!({"report": "memo", "organisation": "Region Almeå", "on": "2026-11-23", "path": "/overview/memo", "secret": true, "rows": []}),
            ],
        ),
        (
            "categorisation_reminder",
            vec![json!({"rounds": [
                {"title": "Årlig omprövning", "due_on": "2026-12-18", "count": 12, "names": ["Åsmunda AB"], "more": 11, "path": "/categorisation-rounds/1"},
                {"title": "Ej nivåsatta", "due_on": "2027-01-15", "count": 1, "names": ["Nordlänk AB"], "more": 0, "path": "/categorisation-rounds/2"},
            ]})],
        ),
        (
            "review_reminder",
            vec![json!({
                "count": 2, "late": 1, "path": "/service-campaigns",
                "rows": [
                    {"service": "Färdtjänst", "campaign": "Över taket", "due_on": "2026-11-20", "late": true},
                    {"service": "Skolskjuts", "campaign": "Över taket", "due_on": "2026-12-01", "late": false},
                ],
            })],
        ),
        (
            "subcontract_news",
            ["submitted", "completion", "review", "decided", "objection", "revoked", "ended", "silence", "due"]
                .iter()
                .map(|kind| {
                    json!({
                        "kind": kind, "number": 4, "name": "Nattpasset Rådgivning Ltd", "client": "Region Almeå",
                        "vendor": "Vidlyssna Vårdlinje AB", "contract": "2024-118", "path": "/subcontracts/1",
                        "due_on": (*kind == "due").then_some("2026-12-01"),
                        "text": (*kind == "completion").then_some("Lämna avtalet."),
                        "decision": (*kind == "decided").then_some("conditional"),
                        "valid_until": (*kind == "decided").then_some("2027-12-01"),
                    })
                })
                .collect(),
        ),
        (
            "section_delegated",
            [Value::Null, json!("Du kan det här bäst.")]
                .into_iter()
                .map(|note| {
                    json!({
                        "client": "Region Almeå", "giver": "Sara Lind", "section": "Åtkomst och identitet",
                        "due_on": "2026-12-01", "note": note, "path": "/portal/assessments/1/sections/E",
                    })
                })
                .collect(),
        ),
        (
            "assessment_reminder",
            vec![json!({"client": "Region Almeå", "count": 1, "path": "/portal/assessments", "rows": [
                {"vendor": "Åsmunda AB", "due_on": "2026-11-20", "answered": 3, "count": 29, "late": true},
            ]})],
        ),
        (
            "assessment_escalated",
            vec![json!({"count": 2, "path": "/assessments?late=late", "rows": [
                {"vendor": "Åsmunda AB", "due_on": "2026-11-20", "answered": 3, "count": 29, "late": true},
                {"vendor": "Nordlänk AB", "due_on": "2026-11-20", "answered": 0, "count": 62, "late": false},
            ]})],
        ),
        (
            "passport_withdrawn",
            [1, 4].map(|count| json!({"vendor": "Åsmunda AB", "count": count, "path": "/vendors/1/passport"})).to_vec(),
        ),
        (
            "notice_digest",
            [json!("/unsubscribe/1.a"), Value::Null]
                .into_iter()
                .map(|unsubscribe| {
                    json!({
                        "organisation": "Region Almeå", "count": 42, "more": 2, "path": "/notices", "settings": "/notices/settings",
                        "rows": [{"text": "Åtgärd ska vara klar: Inför lösenord, 2026-12-15", "href": "/notices/1"}], "unsubscribe": unsubscribe,
                    })
                })
                .collect(),
        ),
        (
            "notice",
            vec![json!({
                "organisation": "Region Almeå", "count": 1, "more": 0, "path": "/notices", "settings": "/notices/settings",
                "rows": [{"text": "Protokoll", "href": "/notices/1"}], "unsubscribe": "/unsubscribe/1.a",
            })],
        ),
        (
            "plan_shared",
            [(Value::Null, 0), (json!("2026-12-20"), 2)]
                .into_iter()
                .map(|(first_due_on, own)| {
                    json!({
                        "client_name": "Region Almeå", "title": "Efter granskningen", "actions": 3, "own": own,
                        "first_due_on": first_due_on, "path": "/portal/plans/1",
                    })
                })
                .collect(),
        ),
        ("chain_asked", vec![chain.clone()]),
        ("chain_reminder", vec![chain]),
        ("added", vec![account.clone()]),
        ("invitation", vec![account.clone()]),
        ("reset", vec![account]),
        ("action_assigned", vec![action.clone(), with(&action, &[("description", Value::Null)])]),
        ("action_reported", vec![action.clone()]),
        (
            "action_verified",
            vec![action.clone(), with(&action, &[("note", Value::Null)])],
        ),
        ("action_sent_back", vec![with(&action, &[("note", Value::Null)]), action]),
        (
            "minutes_approval",
            vec![
                json!({"organisation": "Region Almeå", "vendor": "Åsmunda AB", "contract": "AVT-1", "held_on": "2026-11-23",
                    "reply_by": "2026-12-07", "addendum": false, "has_account": true, "path": "/portal/dialogues/1/minutes"}),
                json!({"organisation": "Region Almeå", "vendor": "Åsmunda AB", "contract": "AVT-1", "held_on": "2026-11-23",
                    "reply_by": null, "addendum": true, "has_account": false, "path": "/portal/dialogues/1/minutes"}),
            ],
        ),
        (
            "minutes_news",
            ["objected", "approved"]
                .iter()
                .map(|news| {
                    json!({"news": news, "name": "Eva Björk", "organisation": "Region Almeå", "vendor": "Åsmunda AB",
                        "contract": "AVT-1", "held_on": "2026-11-23", "path": "/dialogues/1/minutes"})
                })
                .collect(),
        ),
        (
            "dialogue_call",
            ["invited", "moved", "cancelled"]
                .iter()
                .map(|kind| {
                    json!({"kind": kind, "organisation": "Region Almeå", "contract": "AVT-1", "held_on": "2026-11-23",
                        "time": "09:30", "length": 60, "place": (*kind == "moved").then_some("Teams"),
                        "reason": (*kind == "cancelled").then_some("Sjukdom"), "sender": "Karin Öberg", "path": "/dialogues/1"})
                })
                .collect(),
        ),
        (
            "dialogue_skipped",
            [1, 2]
                .iter()
                .map(|count| {
                    let row = json!({"vendor": "Åsmunda AB", "contract": "AVT-1", "held_on": "2026-11-23", "months": count});
                    json!({"count": count, "rows": vec![row; *count], "path": "/dialogues"})
                })
                .collect(),
        ),
        ("minutes", vec![with(&minutes, &[("next_on", Value::Null)]), minutes]),
        ("assessment_sent", vec![assessment.clone(), bare.clone()]),
        ("assessment_returned", vec![assessment.clone()]),
        ("assessment_submitted", vec![assessment, bare]),
    ]
}

fn with(data: &Value, changes: &[(&str, Value)]) -> Value {
    let mut changed = data.clone();
    for (key, value) in changes {
        changed[*key] = value.clone();
    }
    changed
}

fn names_under(folder: &str) -> Vec<String> {
    let files = files_under("templates", "hbs");
    files.iter().filter(|f| f.path.starts_with(folder)).map(|f| f.path.trim_end_matches(".hbs").to_string()).collect()
}

/// Templates that others include, which are rendered wherever those are.
fn included(files: &[File]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in files {
        for opening in ["{{> ", "{{#> ", "{{~> "] {
            for (at, _) in file.text.match_indices(opening) {
                let name: String = file.text[at + opening.len()..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || "/_".contains(*c))
                    .collect();
                found.insert(name);
            }
        }
    }
    found
}

/// A context by its feature and its name; two features may both have a `ListPage`.
type Context = (String, String);

/// (context, template) of every `impl Sampled for`, and the contexts that a test renders.
fn sampled(files: &[File]) -> (Vec<(Context, String)>, BTreeSet<Context>) {
    let (mut contexts, mut rendered) = (Vec::new(), BTreeSet::new());
    for file in files {
        let feature = file.path.strip_prefix("features/").and_then(|p| p.split('/').next()).unwrap_or_default();
        for part in file.text.split("Sampled for ").skip(1) {
            let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let template = part
                .split_once("const TEMPLATE: &'static str = \"")
                .and_then(|(_, rest)| rest.split_once('"'))
                .map(|(t, _)| t.to_string());
            contexts.extend(template.map(|t| ((feature.to_string(), name), t)));
        }
        // A test outside the tree speaks for each feature that it names.
        let named = file
            .text
            .split("features::")
            .skip(1)
            .map(|p| p.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>());
        let speaks_for: BTreeSet<String> = named.chain([feature.to_string()]).collect();
        for part in file.text.split("render_samples::<").skip(1) {
            let path = part.split('>').next().unwrap_or_default();
            let name = path.rsplit("::").next().unwrap_or_default();
            rendered.extend(speaks_for.iter().map(|f| (f.clone(), name.to_string())));
        }
    }
    (contexts, rendered)
}

/// Page templates that no sample renders.
fn forgotten(pages: &[String], included: &BTreeSet<String>, code: &[File], plain: &[&str]) -> Vec<String> {
    let (contexts, rendered) = sampled(code);
    let mut faults: Vec<String> = contexts
        .iter()
        .filter(|(context, _)| !rendered.contains(context))
        .map(|((feature, name), template)| format!("{feature}: {name} ({template}) has samples that no test renders"))
        .collect();
    let shown =
        |name: &str| contexts.iter().any(|(_, t)| t == name) || plain.contains(&name) || included.contains(name);
    faults.extend(pages.iter().filter(|name| !shown(name)).map(|name| format!("templates/{name}.hbs has no sample")));
    faults
}

#[test]
fn no_page_is_without_a_sample() {
    let pages = names_under("pages/");
    assert!(pages.len() > 5, "the templates were not found");
    let mut code = files_under("src", "rs");
    code.extend(files_under("tests/it", "rs").into_iter().filter(|f| f.path != "templates.rs"));
    let plain: Vec<_> = plain_pages().iter().map(|(name, _)| *name).collect();
    let faults = forgotten(&pages, &included(&files_under("templates", "hbs")), &code, &plain);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn plain_pages_render_in_both_languages() {
    let views = Views::new().unwrap();
    for (template, samples) in plain_pages() {
        for (lang, sample) in LANGUAGES.iter().flat_map(|l| samples.iter().map(move |s| (*l, s))) {
            let page = views.page(template, &Frame::sample(lang), sample).unwrap();
            assert!(page.contains(&format!("<html lang=\"{lang}\"")), "{template}");
        }
    }
}

#[test]
fn every_mail_renders_in_both_languages() {
    let views = Views::new().unwrap();
    let known = mails();
    let templates = names_under("mail/");
    let events: BTreeSet<_> = templates.iter().filter_map(|n| n.split('/').nth(1).map(ToString::to_string)).collect();
    for event in &events {
        let word = format!("notices-event-{event}");
        assert!(views.has_word(Language::Sv, &word), "{event} has no word in inbox and log");
        let (_, samples) = known
            .iter()
            .find(|(name, _)| name == event)
            .unwrap_or_else(|| panic!("the mail {event} has no sample in mails()"));
        for (lang, sample) in LANGUAGES.iter().flat_map(|l| samples.iter().map(move |s| (*l, s))) {
            let data =
                with(sample, &[("to_name", json!("Sara <Lind>")), ("base_url", json!("https://tillit.example"))]);
            let part = |name: &str| format!("mail/{event}/{name}");
            let subject = views.text(&part("subject"), lang, &data).unwrap();
            let text = views.text(&part("text"), lang, &data).unwrap();
            let html = views.html_mail(&part("html"), lang, &data).unwrap();
            assert!(!subject.is_empty() && !subject.contains('\n'), "{event}: {subject:?}");
            // What a text of one's own takes over is what the shipped one says.
            if templates.contains(&part("facts")) {
                let facts = views.text(&part("facts"), lang, &data).unwrap();
                assert!(!facts.is_empty() && text.contains(&facts), "{event}: {facts}\n---\n{text}");
            }
            assert!(text.contains("Sara <Lind>") && text.contains("https://tillit.example/"), "{event}: {text}");
            assert!(html.contains("https://tillit.example/") && !html.contains("<Lind>"), "{event}: {html}");
        }
    }
}

#[test]
fn a_forgotten_sample_is_found() {
    let file = |text: &str| File { path: "features/vendors/views.rs".to_string(), text: text.to_string() };
    let pages = vec!["pages/vendors/list".to_string(), "pages/vendors/row".to_string()];
    let context = "impl Sampled for ListPage {\n    const TEMPLATE: &'static str = \"pages/vendors/list\";\n}";
    let row = included(&[file("{{> pages/vendors/row x=1}}")]);
    assert_eq!(forgotten(&pages, &row, &[file("")], &[]).len(), 1);
    assert_eq!(forgotten(&pages, &row, &[file(context)], &[]).len(), 1);
    let tested = format!("{context}\nfn t() {{ render_samples::<super::ListPage>(&views); }}");
    assert!(forgotten(&pages, &row, &[file(&tested)], &[]).is_empty());
    assert_eq!(forgotten(&pages, &BTreeSet::new(), &[file(&tested)], &[]).len(), 1);
}
