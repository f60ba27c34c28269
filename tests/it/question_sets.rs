//! Own question sets: made, changed, refused, published, sent, and kept as they were when they were sent.

use super::categorisation::queries;
use super::questionnaires::{Scene, browsers, new, scene, value};
use super::support::Harness;
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::{Id, Refusal};
use tillit::features::question_sets::{self as sets, Body, Both, NewSet, Publication, SetQuestion};
use tillit::features::questionnaires::{self as q, AnswerEdit, AnswerStatus, Given};
use tillit::kit::Ctx;
use tillit::platform::view::{Views, render_samples};

#[test]
fn every_page_renders_in_both_languages() {
    let views = Views::new().unwrap();
    for pages in [
        render_samples::<sets::views::SetsPage>(&views),
        render_samples::<sets::views::SetPage>(&views),
        render_samples::<sets::views::VersionPage>(&views),
        render_samples::<sets::views::QuestionPage>(&views),
        render_samples::<sets::views::SectionsPage>(&views),
        render_samples::<sets::views::SheetPage>(&views),
        render_samples::<sets::views::FocusPage>(&views),
        render_samples::<q::preview::PreviewPage>(&views),
    ] {
        assert!(pages.unwrap().len() >= 4);
    }
}

/// A question of section A, asked of everybody.
pub fn question(id: &str) -> SetQuestion {
    serde_json::from_value(json!({
        "id": id, "section": "A", "text": { "sv": format!("Fråga {id}?"), "en": format!("Question {id}?") },
        "answer_type": "status4", "weight": 3, "critical": true, "tiers": [1, 2, 3, 4], "controls": ["A.5.15"],
        "why": { "sv": "Därför frågar vi", "en": "That is why" },
        "warnings": { "sv": "VARNINGSTECKEN-HEMLIGT", "en": "WARNING-SECRET" },
    }))
    .unwrap()
}

pub fn whole(questions: Vec<SetQuestion>) -> Body {
    let sections = serde_json::from_value(json!([{ "code": "A", "title": { "sv": "Appar", "en": "Apps" } }])).unwrap();
    Body { sections, questions }
}

pub fn decision() -> Publication {
    Publication {
        decision_reference: "RS 2026-118".into(),
        change_log: "Första versionen".into(),
        ..Publication::default()
    }
}

/// A published version with these questions: its id, and that of its set.
pub fn published(t: &Harness, ctx: &Ctx, questions: Vec<SetQuestion>) -> (Id, Id) {
    let new = NewSet { title: Both::new("Vårdappar", "Care apps"), base: String::new() };
    let (set, version) = t.write(|c| sets::add_set(c, ctx, &new));
    t.write(|c| sets::replace(c, ctx, &version.id, Some(1), whole(questions)));
    t.write(|c| sets::publish(c, ctx, &version.id, Some(2), &decision()));
    (version.id, set.id)
}

pub fn sent(t: &Harness, s: &Scene, version: &Id) -> Id {
    let id = t.write(|c| q::send_set(c, &s.officer, &new(&s.vendor), Some(version))).id;
    t.drain();
    id
}

pub fn give(t: &Harness, s: &Scene, id: &Id, question: &str, version: i32, status: AnswerStatus) {
    let full = t.read(|c| q::open(c, &s.admin.scope, id));
    let asked = full.question(question).unwrap();
    let given = Given { status: Some(status), value: value(asked), comment: "Så gör vi".to_string() };
    let edit = AnswerEdit {
        assessment_id: id.clone(),
        question_id: question.to_string(),
        version,
        given,
        shown_on_site: false,
    };
    t.write(|c| q::save_answer(c, &s.admin, &edit));
}

pub fn asked(t: &Harness, s: &Scene, id: &Id) -> Vec<String> {
    t.read(|c| q::open(c, &s.admin.scope, id)).questions.iter().map(|question| question.id.clone()).collect()
}

fn codes(refused: Result<impl std::fmt::Debug, Refusal>) -> Vec<String> {
    match refused {
        Err(Refusal::Invalid(errors)) => errors.into_iter().map(|e| format!("{} {}", e.field, e.code)).collect(),
        Err(Refusal::Rule(code, _)) => vec![code.to_string()],
        other => panic!("{other:?}"),
    }
}

both! {
    async fn a_set_is_made_changed_published_and_sent_through_the_pages(t: &Harness) {
        let s = scene(t);
        let (omar, sara) = browsers(t, &s);
        omar.post("/question-sets", &[("title.sv", "Appar"), ("title.en", ""), ("base", "")]).await.expect(422).has(&["Fyll i"]);
        omar.post("/question-sets", &[("title.sv", "Appar"), ("title.en", "Apps"), ("base", "questions-1900")]).await.expect(422);
        let place = omar.post("/question-sets", &[("title.sv", "Appar"), ("title.en", "Apps"), ("base", "questions-2026-1")]).await.expect(303).location().to_string();
        omar.get(&place).await.expect(200).has(&["Q01", "Q62", "Utkast", ">Certifikat<", "Ja eller nej, med beskrivning"]).lacks(&["Det här måste rättas", "structured:", "status4", "bool+text", "list:country"]);
        omar.get(&format!("{place}/question?id=Q28")).await.expect(200).has(&["same_day: Samma dag | The same day", "Visas efter frågan"]);
        omar.get(&format!("{place}/question?id=Q99")).await.expect(404);
        omar.get(&format!("{place}/sections")).await.expect(200).has(&["Styrning och ledning"]);
        // A new question, with its English forgotten: kept in the draft, named, and refused by a publication.
        let fields = [
            ("version", "1"), ("old_id", ""), ("id", "APP1"), ("section", "A"), ("place", "1"), ("text.sv", "Har appen granskats?"), ("text.en", ""),
            ("answer_type", "choice"), ("options", "yes: Ja | Yes\npart: Delvis | Partly"), ("weight", "3"), ("critical", "1"), ("tier_1", "1"), ("tier_2", "1"),
            ("condition", "Q01"), ("when_met", "1"), ("controls", "A.8.25"),
        ];
        omar.post(&format!("{place}/question"), &fields).await.expect(303);
        omar.get(&place).await.expect(200).has(&["APP1", "Texten saknas på engelska", "Visas när Q01 besvaras med"]);
        let publish = [("version", "2"), ("decision_reference", "RS 2026-118"), ("change_log", "En fråga om appar")];
        omar.post(&format!("{place}/publish"), &publish).await.expect(422).has(&["Texten saknas på engelska"]);
        // Somebody else's version: what was typed stays.
        let stale: Vec<_> = fields.iter().map(|(n, v)| if *n == "old_id" { (*n, "APP1") } else { (*n, *v) }).collect();
        omar.post(&format!("{place}/question"), &stale).await.expect(409).has(&["Har appen granskats?", "Någon annan har ändrat"]);
        let mut good = stale.clone();
        good[0].1 = "2";
        good[6].1 = "Has the app been reviewed?";
        omar.post(&format!("{place}/question"), &good).await.expect(303);
        omar.post(&format!("{place}/publish"), &[("version", "3"), ("decision_reference", " "), ("change_log", "")]).await.expect(422).has(&["Fyll i"]);
        let reader = t.region_user(Role::Reader);
        reader.get(&place).await.expect(200).has(&["APP1"]).lacks(&["Besluta versionen"]);
        reader.post(&format!("{place}/publish"), &publish).await.expect(403);
        omar.post(&format!("{place}/publish"), &[("version", "3"), publish[1], publish[2]]).await.expect(303);
        omar.get(&place).await.expect(200).has(&["RS 2026-118", "En fråga om appar", "Kontrollsumma"]);
        omar.post(&format!("{place}/question"), &good).await.expect(409);
        // Sent from the form, answered on the vendor's page with the set's own options.
        let id = place.rsplit('/').next().unwrap();
        let own = format!("own:{id}");
        omar.get(&format!("/assessments/new?vendor_id={}", s.vendor.id)).await.expect(200).has(&["Appar", &own]);
        let fields = [("vendor_id", s.vendor.id.as_str()), ("question_set", own.as_str()), ("due_on", "2026-12-15")];
        let sent = omar.post("/assessments", &fields).await.expect(303).location().to_string();
        t.drain();
        let portal = format!("/portal{sent}");
        sara.get(&portal).await.expect(200).lacks(&["Har appen granskats?"]);
        sara.post(&format!("{portal}/questions/Q01"), &[("status", "met"), ("version", "0"), ("go", "more")]).await.expect(303);
        sara.get(&format!("{portal}/questions/APP1")).await.expect(200).has(&["Har appen granskats?", ">Ja</option>", "Delvis"]);
        sara.post(&format!("{portal}/questions/APP1"), &[("status", "met"), ("choice", "part"), ("version", "0"), ("go", "more")]).await.expect(303);
        omar.get(&place.replace(id, "00000000-0000-7000-8000-000000000000")).await.expect(404);
    }

    async fn what_is_sent_stays_when_the_set_changes(t: &Harness) {
        let s = scene(t);
        let (version, set) = published(t, &s.officer, vec![question("Q1"), question("Q2")]);
        let old = sent(t, &s, &version);
        let next = t.write(|c| sets::new_version(c, &s.officer, &set, version.as_str()));
        assert_eq!(codes(t.app.db.write_now(|c| sets::new_version(c, &s.officer, &set, ""))), ["rule-sets-draft-open"]);
        let changed = SetQuestion { text: Both::new("Ny lydelse?", "New wording?"), ..question("Q1") };
        t.write(|c| sets::replace(c, &s.officer, &next.id, Some(1), whole(vec![changed])));
        t.write(|c| sets::publish(c, &s.officer, &next.id, Some(2), &decision()));
        let new = sent(t, &s, &next.id);
        assert_eq!((asked(t, &s, &old), asked(t, &s, &new)), (vec!["Q1".to_string(), "Q2".to_string()], vec!["Q1".to_string()]));
        let text = |id: &Id| t.read(|c| q::open(c, &s.admin.scope, id)).question("Q1").unwrap().question_sv.clone();
        assert_eq!((text(&old).as_str(), text(&new).as_str()), ("Fråga Q1?", "Ny lydelse?"));
        let row = t.read(|c| q::find(c, &s.officer.scope, &old));
        assert!(row.catalogue_version.starts_with("own-1.1-"), "{}", row.catalogue_version);
        assert_eq!(t.read(|c| sets::asked_name(c, &s.officer.scope, &old)), Some(row.catalogue_version));
        assert_eq!(codes(t.app.db.write_now(|c| sets::replace(c, &s.officer, &version, None, whole(vec![])))), ["rule-sets-published"]);
        // A shipped set is sent as before, without a copy.
        let shipped = t.write(|c| q::send(c, &s.officer, &crate::questionnaires::new(&s.vendor)));
        assert_eq!((shipped.catalogue_version.as_str(), shipped.question_count), ("questions-2026-1", 29));
        assert_eq!(t.read(|c| sets::asked_name(c, &s.officer.scope, &shipped.id)), None);
        t.drain();
    }

    async fn a_set_is_published_whole_or_not_at_all(t: &Harness) {
        let s = scene(t);
        let try_with = |questions: Vec<SetQuestion>, said: Publication| {
            let new = NewSet { title: Both::new("Prov", "Trial"), base: String::new() };
            let (_, version) = t.write(|c| sets::add_set(c, &s.officer, &new));
            t.write(|c| sets::replace(c, &s.officer, &version.id, Some(1), whole(questions)));
            t.app.db.write_now(|c| sets::publish(c, &s.officer, &version.id, Some(2), &said))
        };
        let plain = SetQuestion { critical: false, ..question("Q1") };
        assert_eq!(codes(try_with(vec![plain.clone()], decision())), ["no_critical_reason error-sets-no-critical"]);
        let reason = Publication { no_critical_reason: "En enkät inför dialogen".into(), ..decision() };
        assert_eq!(try_with(vec![plain], reason).unwrap().no_critical_reason.as_deref(), Some("En enkät inför dialogen"));
        let half = SetQuestion { text: Both::new("Fråga?", ""), ..question("Q1") };
        assert_eq!(codes(try_with(vec![half], decision())), ["questions[0].text error-sets-no-english"]);
        let half = SetQuestion { good: Both::new("", "Good"), ..question("Q1") };
        assert_eq!(codes(try_with(vec![half], decision())), ["questions[0].good error-sets-no-swedish"]);
        let reason = Publication { no_critical_reason: "Tomt".into(), ..decision() };
        assert_eq!(codes(try_with(vec![], reason)), ["questions error-sets-empty"]);
    }

    async fn the_vendor_sees_neither_weights_nor_warning_signs(t: &Harness) {
        let s = scene(t);
        let (omar, sara) = browsers(t, &s);
        let (version, _) = published(t, &s.officer, vec![question("Q1")]);
        let id = sent(t, &s, &version);
        let secret = ["VARNINGSTECKEN-HEMLIGT", "WARNING-SECRET", "Varningstecken", "\"weight\"", "warnings"];
        let page = sara.get(&format!("/portal/assessments/{id}/questions/Q1")).await.expect(200).has(&["Därför frågar vi"]);
        page.lacks(&secret);
        sara.get(&format!("/portal/assessments/{id}")).await.expect(200).lacks(&secret);
        let person = t.read(|c| tillit::features::accounts::people_of_organisation(c, &s.home.id)).remove(0).0;
        let token = t.token_of(&person, &s.home, Role::VendorAdmin);
        let api = sara.api(&token, "GET", &format!("/api/v1/assessments/{id}"), Value::Null, &[]).await.expect(200);
        api.has(&["Därför frågar vi"]).lacks(&secret);
        for path in [format!("/api/v1/question-set-versions/{version}"), format!("/api/v1/question-set-versions/{version}/export"), "/api/v1/question-sets".to_string()] {
            sara.api(&token, "GET", &path, Value::Null, &[]).await.expect(404);
        }
        sara.get(&format!("/question-set-versions/{version}")).await.expect(403).lacks(&secret);
        // What the region's preview shows is what the vendor will see.
        omar.get(&format!("/question-set-versions/{version}/preview?tier=2")).await.expect(200).has(&["Fråga Q1?", "Därför frågar vi"]).lacks(&secret[..3]);
        give(t, &s, &id, "Q1", 0, AnswerStatus::Met);
        t.write(|c| q::submit(c, &s.admin, &id, "Sara Lind", "vd"));
        t.drain();
        omar.get(&format!("/assessments/{id}/review?q=Q1")).await.expect(200).has(&["VARNINGSTECKEN-HEMLIGT"]);
        // The set's own weight counts: one question of weight 3, met.
        let row = t.read(|c| q::find(c, &s.officer.scope, &id));
        assert_eq!((row.claimed_low, row.claimed_high, row.question_count), (Some(100), Some(100), 1));
    }

    async fn another_organisations_set_does_not_exist(t: &Harness) {
        let s = scene(t);
        let (version, set) = published(t, &s.officer, vec![question("Q1")]);
        let (stranger, theirs) = t.person(&t.other_region, Role::SecurityOfficer, "Nils Norr");
        let browser = t.browser_for(&stranger, theirs.clone());
        for path in ["", "/preview", "/export", "/question", "/sections", "/import"] {
            browser.get(&format!("/question-set-versions/{version}{path}")).await.expect(404);
        }
        browser.get(&format!("/question-sets/{set}")).await.expect(404);
        browser.get("/question-sets").await.expect(200).lacks(&["Vårdappar"]);
        let new = NewSet { title: Both::new("A", "A"), base: version.to_string() };
        assert_eq!(codes(t.app.db.write_now(|c| sets::add_set(c, &theirs, &new))), ["base error-unknown"]);
        let refused = t.app.db.write_now(|c| sets::new_version(c, &theirs, &set, ""));
        assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
    }

    async fn a_sheet_goes_out_and_comes_back(t: &Harness) {
        let s = scene(t);
        let (omar, _) = browsers(t, &s);
        let (version, set) = published(t, &s.officer, vec![question("Q1"), question("Q2")]);
        let csv = omar.get(&format!("/question-set-versions/{version}/export?format=csv")).await.expect(200).has(&["iso27001_2022_controls", "Fråga Q1?"]).body;
        let xlsx = omar.get(&format!("/question-set-versions/{version}/export")).await.expect(200).body;
        let draft = t.write(|c| sets::new_version(c, &s.officer, &set, ""));
        let place = format!("/question-set-versions/{}", draft.id);
        let stored = || t.read(|c| sets::find(c, &s.officer.scope, &draft.id)).read_body().unwrap();
        omar.upload(&format!("{place}/import"), &[("version", "1")], "file", "a.csv", &csv).await.expect(303);
        assert_eq!(stored(), whole(vec![question("Q1"), question("Q2")]));
        omar.upload(&format!("{place}/import"), &[("version", "2")], "file", "a.xlsx", &xlsx).await.expect(303);
        assert_eq!(stored(), whole(vec![question("Q1"), question("Q2")]));
        let bad = "id;domain;question_sv;question_en;answer_type;condition\nQ1;A;Fråga;Question;status4;Q2 met\nQ2;A;Fråga;Question;status4;Q1 met\nQ3;A;Fråga;Question;båt;\n";
        omar.upload(&format!("{place}/import"), &[("version", "3")], "file", "a.csv", bad.as_bytes()).await.expect(422)
            .has(&["Rad 2, kolumn F", "Q1 → Q2 → Q1", "Rad 4, kolumn E", "Svarstypen"]);
        omar.upload(&format!("{place}/import"), &[("version", "3")], "file", "a.csv", b"x;y\n1;2\n").await.expect(422).has(&["rubrikerna"]);
        assert_eq!(stored().questions.len(), 2, "nothing of a bad file is taken");
        let token = t.token(&t.region, Role::SecurityOfficer);
        let refused = omar.api_upload(&token, &format!("/api/v1{place}/import"), &[], "file", "a.csv", bad.as_bytes()).await.expect(422).json();
        assert!(refused["errors"].as_array().unwrap().iter().any(|e| e["code"] == "error-sets-circle"), "{refused}");
    }

    async fn a_token_can_do_the_same(t: &Harness) {
        let s = scene(t);
        let (omar, _) = browsers(t, &s);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let call = |method: &'static str, path: String, body: Value, version: Option<&'static str>| {
            let (omar, token) = (&omar, &token);
            async move {
                let headers: Vec<(&str, &str)> = version.map(|v| ("if-match", v)).into_iter().collect();
                omar.api(token, method, &format!("/api/v1{path}"), body, &headers).await
            }
        };
        let made = call("POST", "/question-sets".into(), json!({ "title": { "sv": "Appar", "en": "Apps" }, "base": "questions-2026-1" }), None).await.expect(201).json();
        let place = format!("/question-set-versions/{}", made["id"].as_str().unwrap());
        assert_eq!((made["questions"].as_array().unwrap().len(), &made["problems"]), (62, &json!([])));
        let circle = json!({ "question": "Q2", "answers": ["met"] });
        let mut one = serde_json::to_value(whole(vec![question("Q1"), question("Q2")])).unwrap();
        one["questions"][0]["condition"] = circle;
        one["questions"][1]["condition"] = json!({ "question": "Q1", "answers": ["met"] });
        call("PUT", place.clone(), one.clone(), None).await.expect(428);
        let refused = call("PUT", place.clone(), one.clone(), Some("\"1\"")).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/questions/0/condition", "{refused}");
        assert!(refused["errors"][0]["message"].as_str().unwrap().contains("Q1 → Q2 → Q1"), "{refused}");
        one["questions"][0]["condition"] = Value::Null;
        let changed = call("PUT", place.clone(), one.clone(), Some("\"1\"")).await.expect(200).json();
        assert_eq!((&changed["version"], changed["questions"].as_array().unwrap().len()), (&json!(2), 2));
        call("PUT", place.clone(), one, Some("\"1\"")).await.expect(412);
        call("POST", format!("{place}/publish"), json!({ "decision_reference": "RS 1" }), None).await.expect(422);
        let done = call("POST", format!("{place}/publish"), json!({ "decision_reference": "RS 1", "change_log": "Ny" }), None).await.expect(200).json();
        assert_eq!((&done["state"], done["sha256"].as_str().unwrap().len()), (&json!("published"), 64));
        let preview = call("GET", format!("{place}/preview?tier=2"), Value::Null, None).await.expect(200).json();
        assert_eq!((&preview["total"], preview["items"][0].get("weight")), (&json!(2), None));
        let sent = json!({ "vendor_id": s.vendor.id, "question_set_version_id": done["id"], "due_on": "2026-12-15" });
        let sent = call("POST", "/assessments".into(), sent, None).await.expect(201).json();
        // Q2 waits for Q1.
        assert_eq!((&sent["progress"]["total"], sent["questions"].as_array().unwrap().len()), (&json!(1), 1));
        let none = json!({ "vendor_id": s.vendor.id, "due_on": "2026-12-15" });
        assert_eq!(call("POST", "/assessments".into(), none, None).await.expect(422).json()["errors"][0]["pointer"], "/question_set");
        let listed = call("GET", "/question-sets".into(), Value::Null, None).await.expect(200).json();
        assert_eq!((&listed["total"], &listed["items"][0]["versions"][0]["state"]), (&json!(1), &json!("published")));
        t.drain();
    }

    async fn the_number_of_queries_does_not_grow_with_the_set(t: &Harness) {
        let s = scene(t);
        let (omar, sara) = browsers(t, &s);
        let (small, _) = published(t, &s.officer, vec![question("Q1")]);
        let (large, _) = published(t, &s.officer, (0..60).map(|n| question(&format!("Q{n}"))).collect());
        let pages = |version: &Id, id: &Id| {
            [format!("/question-set-versions/{version}"), format!("/question-set-versions/{version}/preview"), format!("/assessments/{id}")]
        };
        let (one, other) = (sent(t, &s, &small), sent(t, &s, &large));
        for (a, b) in pages(&small, &one).iter().zip(pages(&large, &other).iter()) {
            // The first reading of a snapshot fetches its texts; those after it do not.
            queries(t, &omar, a).await;
            queries(t, &omar, b).await;
            assert_eq!(queries(t, &omar, a).await, queries(t, &omar, b).await, "{a}");
        }
        let list = queries(t, &omar, "/question-sets").await;
        published(t, &s.officer, vec![question("Q1")]);
        assert_eq!(queries(t, &omar, "/question-sets").await, list);
        // Saving an answer of a large own set costs one query more than of a shipped one: the hash of its snapshot.
        let shipped = t.write(|c| q::send(c, &s.officer, &new(&s.vendor))).id;
        t.drain();
        let mut costs = Vec::new();
        for (id, question) in [(&shipped, "Q01"), (&other, "Q1")] {
            let before = t.app.db.query_count();
            sara.post(&format!("/portal/assessments/{id}/questions/{question}"), &[("status", "met"), ("version", "0"), ("go", "later")]).await.expect(303);
            costs.push(t.app.db.query_count() - before);
        }
        assert!(costs[1] <= costs[0] + 1, "{costs:?}");
    }
}
