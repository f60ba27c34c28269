//! The timeline of an incident: reviewed for secrecy entry by entry, published by somebody else, frozen; what was left
//! out is nowhere in it.

use super::categorisation::queries;
use super::support::{Answer, Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::records::{self, NewSettings};

const SECRET: &str = "SEKRETESSTEXT";
const SECRET_EN: &str = "SECRETTEXT";
const OPEN: &str = "OFFENTLIGTEXT";
const OPEN_EN: &str = "OPENTEXT";

struct World {
    /// Prepares; may not publish.
    karin: Browser,
    karin_token: String,
    /// May both write and publish.
    omar: Browser,
    omar_token: String,
    /// Publishes; may not write.
    birgitta: Browser,
    birgitta_token: String,
    /// Reads what is published, and no incident.
    reader: Browser,
    reader_token: String,
    /// `/incidents/{id}`.
    place: String,
}

/// An incident whose title must not get out: detected the day before, received this morning. Gives its page.
async fn incident(karin: &Browser) -> String {
    let new = [("title", "INTERNTITEL"), ("source", "press"), ("received_at", "2026-11-23T08:30")];
    let place = karin.post("/incidents", &new).await.expect(303).location().to_string();
    let edit = [
        ("version", "1"),
        ("title", "INTERNTITEL"),
        ("source", "press"),
        ("detected_by_vendor_at", "2026-11-22T20:00"),
        ("region_aware_at", "2026-11-23T08:30"),
        ("significant", "unknown"),
        ("personal_data", "unknown"),
        ("root_cause_confidence", "unknown"),
    ];
    karin.post(&format!("{place}/edit"), &edit).await.expect(303);
    place
}

/// Where everybody in the organisation reads the version of this page once it is decided.
fn open_of(page: &str) -> String {
    format!("/timelines/{}", page.rsplit('/').next().unwrap())
}

async fn world(t: &Harness) -> World {
    let one = |role: Role, name: &str| {
        let (person, ctx) = t.person(&t.region, role, name);
        (t.browser_for(&person, ctx), t.token_of(&person, &t.region, role))
    };
    let (karin, karin_token) = one(Role::ContractManager, "Karin Öberg");
    let (omar, omar_token) = one(Role::SecurityOfficer, "Omar Haddad");
    let (birgitta, birgitta_token) = one(Role::Director, "Birgitta Falk");
    let (reader, reader_token) = one(Role::Reader, "Nils Åberg");
    let place = incident(&karin).await;
    World { karin, karin_token, omar, omar_token, birgitta, birgitta_token, reader, reader_token, place }
}

fn published(version: &str) -> [(&'static str, &str); 6] {
    [
        ("version", version),
        ("at", "2026-11-22T20:00"),
        ("text_sv", OPEN),
        ("text_en", OPEN_EN),
        ("review", "publish"),
        ("paragraph", ""),
    ]
}

fn left_out(version: &str) -> [(&'static str, &str); 7] {
    [
        ("version", version),
        ("at", "2026-11-23T08:30"),
        ("text_sv", SECRET),
        ("text_en", SECRET_EN),
        ("review", "leave_out"),
        ("paragraph", "osl_18_8"),
        ("reason", "SKÄLETINTERNT"),
    ]
}

fn decision(version: &str) -> [(&'static str, &str); 5] {
    [
        ("version", version),
        ("name", "Birgitta Falk"),
        ("role", "Regiondirektör"),
        ("decided_on", "2026-11-23"),
        ("diary_number", "RS 2026-117"),
    ]
}

impl World {
    /// A new version by Karin; gives its page.
    async fn prepare(&self) -> String {
        self.karin.post(&format!("{}/timelines", self.place), &[]).await.expect(303).location().to_string()
    }

    /// The version through the API.
    async fn shown(&self, page: &str) -> Value {
        self.karin.api(&self.karin_token, "GET", &format!("/api/v1{page}"), Value::Null, &[]).await.expect(200).json()
    }

    async fn version(&self, page: &str) -> String {
        self.shown(page).await["version"].to_string()
    }

    /// The first entry becomes public, the second is left out; the reviewer is `by`.
    async fn review(&self, by: &Browser, page: &str) {
        let shown = self.shown(page).await;
        let entry = |at: usize| format!("{page}/entries/{}", shown["entries"][at]["id"].as_str().unwrap());
        by.post(&entry(0), &published("1")).await.expect(303);
        by.post(&entry(1), &left_out("1")).await.expect(303);
    }

    /// A version that Karin prepared and reviewed and Birgitta published; gives its page and its public address.
    async fn publish(&self) -> (String, String) {
        let page = self.prepare().await;
        self.review(&self.karin, &page).await;
        self.decide(&page).await;
        let open = open_of(&page);
        (page, open)
    }

    /// A reviewed version by Karin under a heading of its own; gives its page.
    async fn headed(&self, title_sv: &str, title_en: &str) -> String {
        let page = self.prepare().await;
        self.review(&self.karin, &page).await;
        let version = self.version(&page).await;
        let heading = [("version", version.as_str()), ("title_sv", title_sv), ("title_en", title_en)];
        self.karin.post(&page, &heading).await.expect(303);
        page
    }

    /// Birgitta publishes what is stored.
    async fn decide(&self, page: &str) {
        let version = self.version(page).await;
        self.birgitta.post(&format!("{page}/publish"), &decision(&version)).await.expect(303);
    }
}

/// Nothing of what was left out, and nothing of what is only internal.
fn holds_no_secret(text: &str, whose: &str) {
    for secret in [SECRET, SECRET_EN, "SKÄLETINTERNT", "INTERNTITEL"] {
        assert!(!text.contains(secret), "{secret} is in {whose}: {text}");
    }
}

fn pdf_words(answer: &Answer) -> Option<String> {
    assert!(answer.body.starts_with(b"%PDF-1.7"), "no PDF");
    let archivable = answer.body.windows(17).any(|part| part == b"<pdfaid:part>2</p");
    assert!(archivable, "not PDF/A");
    crate::dialogues::has_pdftotext().then(|| crate::dialogues::pdf_text(&answer.body))
}

both! {
    async fn a_timeline_is_prepared_by_one_published_by_another_and_then_frozen(t: &Harness) {
        let w = world(t).await;
        w.karin.get(&w.place).await.expect(200).has(&["Tidslinje för publicering", "Bered en tidslinje"]);
        let page = w.prepare().await;
        w.karin.get(&page).await.expect(200).has(&[
            "Leverantören upptäckte händelsen.", "Vi tog emot uppgiften om händelsen.", "2026-11-22 20:00",
            "2 uppgifter är inte prövade", "OSL 18 kap. 8 §", "lägger inte ut något på öppna webben", "Bereds",
        ]);
        w.karin.post(&format!("{}/timelines", w.place), &[]).await.expect(409).has(&["En version bereds redan"]);
        w.birgitta.post(&format!("{page}/publish"), &decision("1")).await.expect(409).has(&["2 uppgifter är inte prövade"]);
        let shown = w.shown(&page).await;
        let entry = |at: usize| format!("{page}/entries/{}", shown["entries"][at]["id"].as_str().unwrap());
        w.karin.get(&entry(0)).await.expect(200).has(&["2026-11-22T20:00", "Säkerhets- eller bevakningsåtgärder"]);
        let bare = [("version", "1"), ("at", "2026-11-22T20:00"), ("text_sv", SECRET), ("review", "leave_out")];
        w.karin.post(&entry(0), &bare).await.expect(422).has(&["Välj den paragraf", "Ange ett skäl", SECRET]);
        let swedish = [("version", "1"), ("at", "i går"), ("text_sv", OPEN), ("review", "publish")];
        w.karin.post(&entry(0), &swedish).await.expect(422).has(&["datum och klockslag", "i går"]);
        w.karin.post(&entry(0), &published("1")).await.expect(303);
        w.karin.post(&entry(0), &published("1")).await.expect(409).has(&[OPEN]);
        w.karin.post(&entry(1), &left_out("1")).await.expect(303);
        let heading = [("version", "3"), ("title_sv", "Det här vet vi"), ("title_en", "What we know"), ("lead_sv", "Läget")];
        w.karin.post(&page, &heading).await.expect(422).has(&["Skriv texten på båda språken"]);
        let heading = [("version", "3"), ("title_sv", "Det här vet vi"), ("title_en", "What we know")];
        w.karin.post(&page, &heading).await.expect(303);
        w.karin.post(&page, &heading).await.expect(409);
        // who writes it does not decide, and who decides has read what is stored now
        w.karin.post(&format!("{page}/publish"), &decision("4")).await.expect(403);
        w.birgitta.post(&format!("{page}/publish"), &decision("3")).await.expect(409);
        let unsaid = [("version", "4"), ("name", "Birgitta Falk"), ("decided_on", "2026-11-24")];
        w.birgitta.post(&format!("{page}/publish"), &unsaid).await.expect(422)
            .has(&["Fyll i det här fältet", "en dag som inte har varit"]);
        w.birgitta.post(&format!("{page}/publish"), &decision("4")).await.expect(303);
        w.karin.get(&page).await.expect(200).has(&["Publicerad", "RS 2026-117", OPEN, "Utelämnad"]).lacks(&[SECRET, SECRET_EN]);
        for (to, fields) in [(entry(0), &published("2")[..]), (page.clone(), &heading[..])] {
            w.karin.post(&to, fields).await.expect(409).has(&["går inte att ändra"]);
        }
        w.birgitta.post(&format!("{page}/publish"), &decision("5")).await.expect(409).has(&["går inte att ändra"]);
        w.karin.get(&entry(1)).await.expect(409).lacks(&[SECRET]);
        let open = format!("/timelines/{}", shown["id"].as_str().unwrap());
        w.reader.get(&open).await.expect(200).has(&[
            "Det här vet vi", OPEN, "2026-11-22 20:00", "Regiondirektör", "En uppgift är utelämnad", "OSL 18 kap. 8 §",
            "lägger inte ut något på öppna webben",
        ]);
        assert!(t.stranger().get(&open).await.expect(303).location().starts_with("/sign-in"));
        w.reader.get(&page).await.expect(403);
        t.drain();
    }

    async fn what_was_left_out_is_in_no_form_of_the_publication(t: &Harness) {
        let w = world(t).await;
        let (page, open) = w.publish().await;
        let html = w.reader.get(&open).await.expect(200).has(&[OPEN]).text();
        holds_no_secret(&html, "the page");
        let json = w.reader.api(&w.reader_token, "GET", &format!("/api/v1{open}"), Value::Null, &[]).await.expect(200);
        let said = json.json();
        assert_eq!(said["content"]["entries"].as_array().unwrap().len(), 1, "{said}");
        assert_eq!((&said["content"]["left_out"], &said["content"]["grounds"][0]["key"]), (&json!(1), &json!("osl_18_8")));
        assert_eq!(said["content"]["entries"][0]["text_en"], OPEN_EN);
        holds_no_secret(&json.text(), "the JSON");
        for (lang, wanted) in [("sv", OPEN), ("en", OPEN_EN)] {
            for from in [format!("{open}/timeline.pdf?lang={lang}"), format!("/api/v1{open}/timeline.pdf?lang={lang}")] {
                let pdf = match from.starts_with("/api") {
                    true => w.reader.api(&w.reader_token, "GET", &from, Value::Null, &[]).await,
                    false => w.reader.get(&from).await,
                };
                let pdf = pdf.expect(200);
                if let Some(text) = pdf_words(&pdf) {
                    assert!(text.contains(wanted) && text.contains("Birgitta Falk") && text.contains("RS 2026-117"), "{text}");
                    holds_no_secret(&text, &from);
                }
                holds_no_secret(&String::from_utf8_lossy(&pdf.body), &from);
            }
        }
        // the version itself, once decided, says that something is left out and why, but not what
        let shown = w.shown(&page).await.to_string();
        assert!(!shown.contains(SECRET) && !shown.contains(SECRET_EN) && shown.contains(OPEN), "{shown}");
        t.drain();
    }

    async fn nobody_decides_on_their_own_work(t: &Harness) {
        let w = world(t).await;
        // Omar prepares, so he may not decide, though his role may
        let page = w.omar.post(&format!("{}/timelines", w.place), &[]).await.expect(303).location().to_string();
        w.review(&w.karin, &page).await;
        w.omar.get(&page).await.expect(200).has(&["Någon annan behöver besluta"]).lacks(&["name=\"decided_on\""]);
        let version = w.version(&page).await;
        w.omar.post(&format!("{page}/publish"), &decision(&version)).await.expect(409).has(&["Någon annan behöver besluta"]);
        let said = json!({"name": "Omar Haddad", "role": "Samordnare", "decided_on": "2026-11-23"});
        let tag = format!("\"{version}\"");
        let to = format!("/api/v1{page}/publish");
        let refused = w.omar.api(&w.omar_token, "POST", &to, said.clone(), &[("if-match", &tag)]).await.expect(409).json();
        assert_eq!(refused["type"], "rule-timeline-own-work");
        w.birgitta.api(&w.birgitta_token, "POST", &to, said.clone(), &[("if-match", &tag)]).await.expect(200);
        // Karin prepares and Omar only changes one entry of it: it is his work too
        let page = w.prepare().await;
        w.review(&w.omar, &page).await;
        let version = w.version(&page).await;
        w.omar.post(&format!("{page}/publish"), &decision(&version)).await.expect(409).has(&["Någon annan behöver besluta"]);
        w.birgitta.post(&format!("{page}/publish"), &decision(&version)).await.expect(303);
        t.drain();
    }

    async fn whoever_had_a_hand_in_it_does_not_decide_though_nothing_of_theirs_is_left(t: &Harness) {
        let mut w = world(t).await;
        let page = w.prepare().await;
        let shown = w.shown(&page).await;
        let entry = |at: usize| format!("{page}/entries/{}", shown["entries"][at]["id"].as_str().unwrap());
        // Omar writes first, and Karin writes over it
        w.omar.post(&entry(0), &published("1")).await.expect(303);
        w.karin.post(&entry(0), &published("2")).await.expect(303);
        w.karin.post(&entry(1), &left_out("1")).await.expect(303);
        let version = w.version(&page).await;
        w.omar.post(&format!("{page}/publish"), &decision(&version)).await.expect(409).has(&["Någon annan behöver besluta"]);
        w.birgitta.post(&format!("{page}/publish"), &decision(&version)).await.expect(303);
        // the texts come along into the next version, and so does who wrote them
        let page = w.prepare().await;
        w.review(&w.karin, &page).await;
        let version = w.version(&page).await;
        w.omar.get(&page).await.expect(200).has(&["Någon annan behöver besluta"]).lacks(&["name=\"decided_on\""]);
        w.omar.post(&format!("{page}/publish"), &decision(&version)).await.expect(409).has(&["Någon annan behöver besluta"]);
        w.birgitta.post(&format!("{page}/publish"), &decision(&version)).await.expect(303);
        // another incident: Omar only takes an entry out
        let new = [("title", "INTERNTITEL"), ("source", "press"), ("received_at", "2026-11-23T08:30")];
        w.place = w.karin.post("/incidents", &new).await.expect(303).location().to_string();
        let page = w.prepare().await;
        let proposed = w.shown(&page).await["entries"][0]["id"].as_str().unwrap().to_string();
        w.karin.post(&format!("{page}/entries/{proposed}"), &published("1")).await.expect(303);
        w.karin.post(&format!("{page}/entries"), &left_out("0")).await.expect(303);
        let shown = w.shown(&page).await;
        let own = shown["entries"].as_array().unwrap().iter().find(|e| e["source"] == "own").unwrap()["id"].as_str().unwrap().to_string();
        w.omar.post(&format!("{page}/entries/{own}/remove"), &[("version", "1")]).await.expect(303);
        let version = w.version(&page).await;
        w.omar.post(&format!("{page}/publish"), &decision(&version)).await.expect(409).has(&["Någon annan behöver besluta"]);
        w.birgitta.post(&format!("{page}/publish"), &decision(&version)).await.expect(303);
        t.drain();
    }

    async fn a_time_that_is_corrected_in_the_incident_reaches_the_draft(t: &Harness) {
        let w = world(t).await;
        let page = w.prepare().await;
        let shown = w.shown(&page).await;
        let entry = |at: usize| format!("{page}/entries/{}", shown["entries"][at]["id"].as_str().unwrap());
        let (sv, en) = (shown["entries"][0]["text_sv"].as_str().unwrap(), shown["entries"][0]["text_en"].as_str().unwrap());
        let as_proposed = [("version", "1"), ("at", "2026-11-22T20:00"), ("text_sv", sv), ("text_en", en), ("review", "publish")];
        w.karin.post(&entry(0), &as_proposed).await.expect(303);
        let refresh = format!("{page}/refresh");
        w.karin.post(&refresh, &[]).await.expect(303);
        let same = w.shown(&page).await["entries"][0].clone();
        assert_eq!((&same["review"], &same["version"], &same["moved_to"]), (&json!("publish"), &json!(2), &Value::Null));
        let edit = [
            ("version", "2"), ("title", "INTERNTITEL"), ("source", "press"), ("detected_by_vendor_at", "2026-11-22T19:00"),
            ("region_aware_at", "2026-11-23T08:30"), ("significant", "unknown"), ("personal_data", "unknown"),
            ("root_cause_confidence", "unknown"),
        ];
        w.karin.post(&format!("{}/edit", w.place), &edit).await.expect(303);
        w.karin.get(&page).await.expect(200).has(&["Tiden i ärendet är nu", "2026-11-22 19:00"]);
        w.karin.post(&refresh, &[]).await.expect(303);
        let moved = w.shown(&page).await["entries"][0].clone();
        assert!(moved["at"].as_str().unwrap().starts_with("2026-11-22T18:00"), "{moved}");
        assert_eq!((&moved["review"], &moved["version"], &moved["moved_to"]), (&json!("unreviewed"), &json!(3), &Value::Null));
        // what somebody has written is left as it is, and says that the incident says something else
        w.karin.post(&entry(0), &published("3")).await.expect(303);
        w.karin.post(&refresh, &[]).await.expect(303);
        let shown = w.shown(&page).await;
        let written = shown["entries"].as_array().unwrap().iter().find(|e| e["source"] == "detected").unwrap();
        assert_eq!((&written["review"], &written["text_sv"]), (&json!("publish"), &json!(OPEN)));
        assert!(written["moved_to"].as_str().unwrap().starts_with("2026-11-22T18:00"), "{written}");
        w.karin.get(&page).await.expect(200).has(&["Tiden i ärendet är nu"]).lacks(&["/remove\""]);
        w.karin.post(&format!("{}/remove", entry(1)), &[("version", "1")]).await.expect(409).has(&["kan inte tas bort"]);
        t.drain();
    }

    async fn a_refused_decision_still_stands_on_the_version_that_was_read(t: &Harness) {
        let w = world(t).await;
        let page = w.prepare().await;
        w.review(&w.karin, &page).await;
        let read = w.version(&page).await;
        let heading = [("version", read.as_str()), ("title_sv", "Ny rubrik"), ("title_en", "New heading")];
        w.karin.post(&page, &heading).await.expect(303);
        let to = format!("{page}/publish");
        let mistyped = decision(&read).map(|(name, value)| (name, if name == "decided_on" { "i går" } else { value }));
        let kept = format!("name=\"version\" value=\"{read}\"");
        w.birgitta.post(&to, &mistyped).await.expect(422).has(&["Ny rubrik", &kept]);
        w.birgitta.post(&to, &decision(&read)).await.expect(409);
        w.birgitta.post(&to, &decision(&w.version(&page).await)).await.expect(303);
        t.drain();
    }

    async fn the_decision_stands_under_a_number_like_the_organisations(t: &Harness) {
        let w = world(t).await;
        let (_, maria) = t.person(&t.region, Role::LegalCounsel, "Maria Kron");
        let new = NewSettings { diary_pattern: Some(r"RS \d{4}/\d+".into()), diary_example: Some("RS 2026/1".into()), case_link: None };
        t.write(|c| records::set_settings(c, &maria, Some(0), &new));
        let page = w.prepare().await;
        w.review(&w.karin, &page).await;
        let version = w.version(&page).await;
        let to = format!("{page}/publish");
        w.birgitta.post(&to, &decision(&version)).await.expect(422).has(&["#f-diary_number", "RS 2026/1", "Regiondirektör"]);
        let good = decision(&version).map(|(name, value)| (name, if name == "diary_number" { "RS 2026/117" } else { value }));
        w.birgitta.post(&to, &good).await.expect(303);
        t.drain();
    }

    async fn the_same_goes_through_the_api(t: &Harness) {
        let w = world(t).await;
        let all = format!("/api/v1{}/timelines", w.place);
        let call = |method: &'static str, path: String, sent: Value, version: Option<String>| {
            let (browser, token) = (&w.karin, &w.karin_token);
            async move {
                let tag = version.map(|v| format!("\"{v}\""));
                let headers: Vec<(&str, &str)> = tag.iter().map(|v| ("if-match", v.as_str())).collect();
                browser.api(token, method, &path, sent, &headers).await
            }
        };
        let made = call("POST", all.clone(), json!({}), None).await.expect(201).json();
        let one = format!("{all}/{}", made["id"].as_str().unwrap());
        assert_eq!(made["entries"].as_array().unwrap().len(), 2, "{made}");
        let entry = |at: usize| format!("{one}/entries/{}", made["entries"][at]["id"].as_str().unwrap());
        let open = json!({"at": "2026-11-22T19:00:00Z", "text_sv": OPEN, "text_en": OPEN_EN, "review": "publish"});
        call("PUT", entry(0), open.clone(), None).await.expect(428);
        call("PUT", entry(0), open.clone(), Some("7".into())).await.expect(412);
        let bare = json!({"at": "2026-11-25T19:00:00Z", "text_sv": SECRET, "review": "leave_out"});
        let refused = call("PUT", entry(1), bare, Some("1".into())).await.expect(422).json();
        let pointers: Vec<&str> = refused["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/at", "/paragraph", "/reason"]);
        call("PUT", entry(0), open.clone(), Some("1".into())).await.expect(200);
        let added = call("POST", format!("{one}/entries"), open.clone(), None).await.expect(201).json();
        assert_eq!((added["entries"].as_array().unwrap().len(), &added["version"]), (3, &json!(3)));
        let own = added["entries"].as_array().unwrap().iter().find(|e| e["source"] == "own").unwrap().clone();
        call("DELETE", format!("{one}/entries/{}", own["id"].as_str().unwrap()), Value::Null, Some("1".into())).await.expect(200);
        // what the incident knows is left out by a ground, never taken out
        let kept = call("DELETE", entry(1), Value::Null, None).await.expect(409).json();
        assert_eq!(kept["type"], "rule-timeline-proposed");
        let again = call("POST", format!("{one}/refresh"), json!({}), None).await.expect(200).json();
        let proposed = again["entries"][1].clone();
        assert_eq!((&proposed["source"], &proposed["review"]), (&json!("received"), &json!("unreviewed")));
        let out = json!({"at": "2026-11-23T07:30:00Z", "text_sv": SECRET, "text_en": SECRET_EN, "review": "leave_out",
            "paragraph": "osl_18_8", "reason": "Visar skyddet"});
        call("PUT", format!("{one}/entries/{}", proposed["id"].as_str().unwrap()), out, Some("1".into())).await.expect(200);
        let heading = json!({"title_sv": "Läget", "title_en": "The situation", "lead_sv": "Kort", "lead_en": "In short"});
        let version = w.version(one.trim_start_matches("/api/v1")).await;
        let headed = call("PUT", one.clone(), heading, Some(version)).await.expect(200).json();
        let tag = format!("\"{}\"", headed["version"]);
        let said = json!({"name": "Birgitta Falk", "role": "Regiondirektör", "decided_on": "2026-11-23"});
        call("POST", format!("{one}/publish"), said.clone(), Some(headed["version"].to_string())).await.expect(404);
        let published = w.birgitta.api(&w.birgitta_token, "POST", &format!("{one}/publish"), said.clone(), &[("if-match", &tag)]).await;
        assert_eq!(published.expect(200).json()["state"], "published");
        w.birgitta.api(&w.birgitta_token, "POST", &format!("{one}/publish"), said, &[("if-match", &tag)]).await.expect(409);
        let listed = call("GET", all.clone(), Value::Null, None).await.expect(200).json();
        assert_eq!((&listed["total"], &listed["items"][0]["state"]), (&json!(1), &json!("published")));
        t.drain();
    }

    async fn a_new_version_replaces_and_a_withdrawn_one_is_shown_to_nobody(t: &Harness) {
        let w = world(t).await;
        let (first, first_open) = w.publish().await;
        let second = w.prepare().await;
        // everything is there again, to be reviewed anew
        w.karin.get(&second).await.expect(200).has(&[OPEN, SECRET, "2 uppgifter är inte prövade"]);
        w.review(&w.karin, &second).await;
        let version = w.version(&second).await;
        w.birgitta.post(&format!("{second}/publish"), &decision(&version)).await.expect(303);
        let second_open = format!("/timelines/{}", second.rsplit('/').next().unwrap());
        w.reader.get(&first_open).await.expect(200).has(&["Den här versionen är ersatt", &second_open, OPEN]);
        w.karin.get(&w.place).await.expect(200).has(&["Ersatt", "Publicerad"]);
        for (lang, said) in [("sv", "Ersatt av version 2"), ("en", "Replaced by version 2")] {
            let pdf = |open: &str| format!("{open}/timeline.pdf?lang={lang}");
            let (old, new) = (w.reader.get(&pdf(&first_open)).await, w.reader.get(&pdf(&second_open)).await);
            if let (Some(old), Some(new)) = (pdf_words(&old.expect(200)), pdf_words(&new.expect(200))) {
                assert!(old.contains(said) && !new.contains(said), "{old}");
            }
        }
        let version = w.version(&second).await;
        let to = format!("{second}/withdraw");
        w.birgitta.post(&to, &[("version", version.as_str())]).await.expect(422).has(&["Ange ett skäl"]);
        w.karin.post(&to, &[("version", version.as_str()), ("reason", "En tid var fel")]).await.expect(403);
        w.birgitta.post(&to, &[("version", version.as_str()), ("reason", "En tid var fel")]).await.expect(303);
        w.birgitta.get(&second).await.expect(200).has(&["Återkallad", "En tid var fel"]);
        w.reader.get(&second_open).await.expect(200).has(&["visas inte längre"]).lacks(&[OPEN, "En tid var fel"]);
        w.reader.get(&format!("{second_open}/timeline.pdf")).await.expect(409);
        let json = w.reader.api(&w.reader_token, "GET", &format!("/api/v1{second_open}"), Value::Null, &[]).await.expect(200);
        assert_eq!(json.json()["content"], Value::Null);
        w.birgitta.post(&to, &[("version", "99"), ("reason", "Igen")]).await.expect(409);
        assert_ne!(first, second);
        t.drain();
    }

    async fn no_vendor_and_no_other_organisation_sees_a_timeline(t: &Harness) {
        let w = world(t).await;
        let (page, open) = w.publish().await;
        let now = t.now();
        let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Vidlyssna AB", None, false));
        let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
        let (jonas, jonas_ctx) = t.person(&t.other_region, Role::SecurityOfficer, "Jonas Åkerman");
        let strangers = [
            (t.browser_for(&lena, lena_ctx), t.token_of(&lena, &home, Role::VendorAdmin)),
            (t.browser_for(&jonas, jonas_ctx), t.token_of(&jonas, &t.other_region, Role::SecurityOfficer)),
        ];
        for (browser, token) in &strangers {
            for path in [page.clone(), format!("{page}/entries/new"), open.clone(), format!("{open}/timeline.pdf")] {
                let answer = browser.get(&path).await;
                assert!(matches!(answer.status, 403 | 404), "{path}: {}", answer.status);
                answer.lacks(&[OPEN, SECRET, "INTERNTITEL"]);
            }
            let list = format!("{}/timelines", w.place);
            for path in [list, page.clone(), open.clone(), format!("{open}/timeline.pdf")] {
                browser.api(token, "GET", &format!("/api/v1{path}"), Value::Null, &[]).await.expect(404).lacks(&[OPEN, SECRET]);
            }
            let answer = browser.post(&format!("{}/timelines", w.place), &[]).await;
            assert!(matches!(answer.status, 403 | 404), "{}", answer.status);
        }
        t.drain();
    }

    async fn whoever_reads_the_register_finds_what_is_published_now(t: &Harness) {
        let mut w = world(t).await;
        w.reader.get("/timelines").await.expect(200).has(&["Publicerade tidslinjer", "Inga publicerade tidslinjer"]);
        let first = w.headed("Ett första besked", "First words").await;
        w.decide(&first).await;
        let alone = queries(t, &w.reader, "/timelines").await;
        // the next version takes its place
        let second = w.headed("Läget nu", "The situation now").await;
        w.reader.get("/timelines").await.expect(200).has(&["Ett första besked", &open_of(&first)]).lacks(&["Läget nu"]);
        w.decide(&second).await;
        // later another incident; one that is taken back; and a draft
        t.app.clock.advance(chrono::Duration::minutes(10));
        w.place = incident(&w.karin).await;
        let other = w.headed("Telefonerna", "The telephones").await;
        w.decide(&other).await;
        w.place = incident(&w.karin).await;
        let withdrawn = w.headed("Ett återtaget besked", "Words taken back").await;
        w.decide(&withdrawn).await;
        let version = w.version(&withdrawn).await;
        let taken_back = [("version", version.as_str()), ("reason", "En tid var fel")];
        w.birgitta.post(&format!("{withdrawn}/withdraw"), &taken_back).await.expect(303);
        w.place = incident(&w.karin).await;
        let draft = w.headed("Ett utkast", "A draft").await;

        let (now, later) = (open_of(&second), open_of(&other));
        let hidden = [open_of(&first), open_of(&withdrawn), open_of(&draft)];
        let list = w.reader.get("/timelines").await.expect(200).has(&[
            "Läget nu", "Telefonerna", &format!("href=\"{now}\""), &format!("href=\"{later}\""),
            &format!("href=\"{now}/timeline.pdf?lang=sv\""), "Birgitta Falk, Regiondirektör", "2026-11-23",
        ]);
        let list = list.lacks(&["Ett första besked", "Ett återtaget besked", "Ett utkast", &hidden[0], &hidden[1], &hidden[2], OPEN]).text();
        assert!(list.find("Telefonerna") < list.find("Läget nu"), "the newest is not first: {list}");
        holds_no_secret(&list, "the list");
        assert_eq!(queries(t, &w.reader, "/timelines").await, alone);
        for browser in [&w.karin, &w.birgitta] {
            browser.get("/timelines").await.expect(200).has(&["Läget nu", "Telefonerna"]).lacks(&["Ett utkast"]);
        }

        let all = w.reader.api(&w.reader_token, "GET", "/api/v1/timelines", Value::Null, &[]).await.expect(200);
        holds_no_secret(&all.text(), "the list as JSON");
        let all = all.json();
        let rows = all["items"].as_array().unwrap();
        let titles: Vec<(&str, &str)> = rows.iter().map(|row| (row["title_sv"].as_str().unwrap(), row["title_en"].as_str().unwrap())).collect();
        assert_eq!(titles, [("Telefonerna", "The telephones"), ("Läget nu", "The situation now")]);
        assert_eq!((&all["total"], &all["next"]), (&json!(2), &Value::Null));
        let row = &rows[1];
        assert!(now.ends_with(row["id"].as_str().unwrap()), "{row}");
        assert_eq!((&row["number"], &row["decided_on"]), (&json!(2), &json!("2026-11-23")));
        assert_eq!((&row["decided_by_name"], &row["decided_role"]), (&json!("Birgitta Falk"), &json!("Regiondirektör")));
        let one = w.reader.api(&w.reader_token, "GET", "/api/v1/timelines?limit=1", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&one["next"], &one["items"][0]["title_en"]), (&json!("p2"), &json!("The telephones")));
        let rest = w.reader.api(&w.reader_token, "GET", "/api/v1/timelines?limit=1&cursor=p2", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&rest["next"], &rest["items"][0]["title_en"]), (&Value::Null, &json!("The situation now")));

        // the way there and back, also for whoever may read no incident
        w.reader.get("/incidents").await.expect(403);
        w.reader.get("/overview").await.expect(200).has(&["href=\"/timelines\"", "Publicerade tidslinjer"]);
        w.karin.get("/incidents").await.expect(200).has(&["href=\"/timelines\"", "Publicerade tidslinjer"]);
        w.reader.get(&now).await.expect(200).has(&["href=\"/timelines\""]);
        w.reader.post("/language", &[("lang", "en"), ("back", "/timelines")]).await.expect(303);
        w.reader.get("/timelines").await.expect(200).has(&["Published timelines", "The situation now", "The telephones"]).lacks(&["Läget nu"]);

        // no stranger, no vendor, and nothing of it for another organisation
        assert!(t.stranger().get("/timelines").await.expect(303).location().starts_with("/sign-in"));
        let made_at = t.now();
        let home = t.write(|c| accounts::add_organisation(c, made_at, OrganisationKind::Vendor, "Vidlyssna AB", None, false));
        let (lena, lena_ctx) = t.person(&home, Role::VendorAdmin, "Lena Sjö");
        let (vendor, vendor_token) = (t.browser_for(&lena, lena_ctx), t.token_of(&lena, &home, Role::VendorAdmin));
        let answer = vendor.get("/timelines").await;
        assert!(matches!(answer.status, 403 | 404), "{}", answer.status);
        answer.lacks(&["Läget nu", &now]);
        vendor.api(&vendor_token, "GET", "/api/v1/timelines", Value::Null, &[]).await.expect(404).lacks(&["Läget nu"]);
        let (jonas, jonas_ctx) = t.person(&t.other_region, Role::SecurityOfficer, "Jonas Åkerman");
        let (elsewhere, token) = (t.browser_for(&jonas, jonas_ctx), t.token_of(&jonas, &t.other_region, Role::SecurityOfficer));
        elsewhere.get("/timelines").await.expect(200).has(&["Inga publicerade tidslinjer"]).lacks(&["Läget nu", &now]);
        let none = elsewhere.api(&token, "GET", "/api/v1/timelines", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&none["total"], &none["items"]), (&json!(0), &json!([])));
        t.drain();
    }
}
