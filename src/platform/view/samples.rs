//! Samples: every page context can make some of itself, and one function renders them all in both
//! languages. `UiPage` is the sample of everything: each component in each of its states.

use super::engine::{ViewError, Views};
use super::form::{FormError, FormState, Pager};
use super::frame::{Frame, MembershipLink, NavItem, SignedIn};
use crate::base::Language;
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value as Json, json};

/// A page context that can show itself. `samples` covers the states worth looking at.
pub trait Sampled: Serialize + Sized {
    /// The template that renders it, such as `pages/vendors/list`.
    const TEMPLATE: &'static str;
    fn samples(lang: Language) -> Vec<Self>;
}

/// Renders every sample of `P` in both languages; the first failure names its template.
pub fn render_samples<P: Sampled>(views: &Views) -> Result<Vec<String>, ViewError> {
    let mut pages = Vec::new();
    for lang in [Language::Sv, Language::En] {
        for sample in P::samples(lang) {
            pages.push(views.page(P::TEMPLATE, &Frame::sample(lang), &sample)?);
        }
    }
    Ok(pages)
}

impl Frame {
    /// A contract manager's frame on 22 November 2026, for samples and tests.
    pub fn sample(lang: Language) -> Frame {
        let keys = [
            "start",
            "vendors",
            "contracts",
            "assessments",
            "findings",
            "actions",
            "dialogues",
            "imports",
            "audit",
            "users",
        ];
        let mut nav: Vec<_> = keys.iter().map(|key| NavItem::new(key, &format!("/{key}"))).collect();
        if let Some(item) = nav.get_mut(1) {
            item.current = true;
        }
        if let Some(item) = nav.get_mut(5) {
            item.count = Some(4);
        }
        Frame {
            csrf: "sample".into(),
            path: "/ui?sort=name&page=2".into(),
            signed_in: Some(SignedIn {
                person_name: "Karin Öberg".into(),
                organisation_name: "Region Almeå".into(),
                role: "contract_manager".into(),
                side: "region".into(),
                memberships: vec![
                    MembershipLink { id: "1".into(), label: "Region Almeå".into(), current: true },
                    MembershipLink { id: "2".into(), label: "Lindvik kommun".into(), current: false },
                ],
            }),
            unread: 3,
            nav,
            demo: true,
            request_id: "0193f2a1-7c1e".into(),
            ..Frame::new(lang, NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default())
        }
        .titled(if lang == Language::Sv { "Komponenter" } else { "Components" })
    }
}

/// The page at `/ui`.
#[derive(Debug, Clone, Serialize)]
pub struct UiPage {
    pub form: FormState,
    pub refused: FormState,
    pub pager: Pager,
    pub sort: String,
    pub kinds: Vec<&'static str>,
    pub answers: Vec<&'static str>,
    pub tones: Vec<&'static str>,
    /// Lists whose shape each partial describes in its first comment.
    pub lists: Json,
}

impl Sampled for UiPage {
    const TEMPLATE: &'static str = "pages/ui/index";

    fn samples(lang: Language) -> Vec<Self> {
        vec![UiPage::new(lang)]
    }
}

impl UiPage {
    /// Everything on the page, in `lang`, without a database.
    pub fn new(lang: Language) -> UiPage {
        let say = |sv: &'static str, en: &'static str| if lang == Language::Sv { sv } else { en };
        let form = FormState::default()
            .with("legal_name", "Åsmunda Ögonklinik AB")
            .with("note", say("Två rader\nmed text.", "Two lines\nof text."))
            .with("kind", "it_supplier")
            .with("answer", "partly")
            .with("due_on", "2026-12-15")
            .with("agreed", "1");
        let mut refused = FormState::default().with("bad_email", "inte en adress");
        refused.errors = vec![
            FormError { field: "bad_name".into(), text: say("Fyll i det här fältet.", "Fill in this field.").into() },
            FormError {
                field: "bad_email".into(),
                text: say("Skriv en fullständig e-postadress.", "Write a complete e-mail address.").into(),
            },
        ];
        UiPage {
            form,
            refused,
            pager: Pager { number: 2, pages: 7, total: 312 },
            sort: "name".into(),
            kinds: vec!["care_provider", "it_supplier", "other"],
            answers: vec!["met", "partly", "not_met", "unknown"],
            tones: vec!["ok", "attention", "serious", "info", "neutral"],
            lists: lists(lang),
        }
    }
}

fn lists(lang: Language) -> Json {
    let say = |sv: &'static str, en: &'static str| if lang == Language::Sv { sv } else { en };
    json!({
        "rows": [
            {"name": "Åsmunda Ögonklinik AB", "tier": 1, "preliminary": false, "status": "active", "due_on": "2026-11-19", "amount": 4_250_000},
            {"name": "Nordlänk Telefoni AB", "tier": 2, "preliminary": true, "status": "returned", "due_on": "2026-11-23", "amount": 812_500},
            {"name": "Björkens Vårdcentral", "tier": 3, "preliminary": false, "status": "draft", "due_on": "2026-12-15", "amount": 96_000},
            {"name": "Kopia & Tryck HB", "tier": null, "preliminary": false, "status": "refused", "due_on": null, "amount": null}
        ],
        "tabs": [
            {"label": say("Översikt", "Overview"), "href": "/ui", "current": true, "count": null},
            {"label": say("Avtal", "Contracts"), "href": "/ui?tab=contracts", "current": false, "count": 3},
            {"label": say("Åtgärder", "Actions"), "href": "/ui?tab=actions", "current": false, "count": 12}
        ],
        "steps": [
            {"label": say("Välj fil", "Choose a file"), "state": "done", "href": "/ui"},
            {"label": say("Koppla kolumner", "Match columns"), "state": "current", "href": null},
            {"label": say("Granska", "Review"), "state": "todo", "href": null},
            {"label": say("Läs in", "Import"), "state": "todo", "href": null}
        ],
        "history": [
            {"at": "2026-11-22T13:02:00Z", "who": "Karin Öberg", "text": say("Åtgärden verifierades", "The action was verified"), "note": null, "tone": "ok"},
            {"at": "2026-11-18T08:40:00Z", "who": "Eva Björk, Åsmunda", "text": say("Åtgärden rapporterades klar", "The action was reported done"), "note": say("Loggning är påslagen i båda miljöerna.", "Logging is on in both environments."), "tone": "neutral"},
            {"at": "2026-10-20T09:15:00Z", "who": "Karin Öberg", "text": say("Förfallodatum flyttades från 2026-11-01 till 2026-11-19", "The due date moved from 2026-11-01 to 2026-11-19"), "note": null, "tone": "attention"}
        ],
        "comments": [
            {"who": "Karin Öberg", "organisation": "Region Almeå", "at": "2026-11-20T10:12:00Z", "text": say("Hur länge sparas loggarna?", "How long are the logs kept?"), "mine": true},
            {"who": "Eva Björk", "organisation": "Åsmunda Ögonklinik AB", "at": "2026-11-20T14:30:00Z", "text": say("Arton månader, enligt bilaga 3.", "Eighteen months, as in appendix 3."), "mine": false}
        ],
        "changes": [
            {"label": say("Ansvarig", "Responsible"), "old": "Nils Ek", "new": "Karin Öberg"},
            {"label": say("Slutdatum", "End date"), "old": null, "new": "2027-06-30"}
        ],
        "bars": [
            {"label": say("Uppfyllt", "Met"), "value": 31, "of": 48, "tone": "ok", "href": null},
            {"label": say("Delvis uppfyllt", "Partly met"), "value": 6, "of": 48, "tone": "attention", "href": null},
            {"label": say("Ej uppfyllt", "Not met"), "value": 4, "of": 48, "tone": "serious", "href": "/ui?met=not_met"},
            {"label": say("Ej bedömt", "Not assessed"), "value": 7, "of": 48, "tone": "neutral", "href": null}
        ],
        "cards": [
            {"value": "a0", "label": "A0", "text": say("Påstående", "Claim")},
            {"value": "a1", "label": "A1", "text": say("Dokument inlämnat", "Document handed in")},
            {"value": "a2", "label": "A2", "text": say("Granskat eller stickprov", "Reviewed or spot-checked")},
            {"value": "a3", "label": "A3", "text": say("Oberoende revision", "Independent audit")}
        ],
        "people": [
            {"value": "karin.oberg@almea.example", "label": "Karin Öberg"},
            {"value": "nils.ek@almea.example", "label": "Nils Ek"}
        ],
        "types": [
            {"name": "type_patient", "label": say("Patientuppgifter", "Patient data")},
            {"name": "type_staff", "label": say("Personaluppgifter", "Staff data")}
        ]
    })
}
