//! The whole loop by programs alone: the register, a tier, clauses, a self-assessment answered and
//! judged, a finding with its actions, and two months of the dialogue with locked minutes.

use super::cli::{Place, data, signal, text};
use super::dialogues::{has_pdftotext, pdf_text};
use super::questionnaires::value;
use super::support::{Answer, Harness};
use serde_json::{Value, json};
use std::cell::RefCell;
use tillit::access::Role;
use tillit::base::Id;
use tillit::features::accounts::{self, Organisation, Person};
use tillit::features::controls::{QuestionSet, catalogue};

const REGISTER: &[u8] = include_bytes!("../data/avtalsregister.xlsx");
const SECRET: &str = "Bara för oss i regionen";

/// A program with a token.
struct Program<'a> {
    t: &'a Harness,
    person: Person,
    home: Organisation,
    role: Role,
    token: RefCell<String>,
}

impl<'a> Program<'a> {
    fn of(t: &'a Harness, person: Person, home: Organisation, role: Role) -> Program<'a> {
        let token = RefCell::new(t.token_of(&person, &home, role));
        Program { t, person, home, role, token }
    }

    /// A new token: the old one has run out.
    fn renew(&self) {
        *self.token.borrow_mut() = self.t.token_of(&self.person, &self.home, self.role);
    }

    async fn call(&self, method: &str, path: &str, body: Value, headers: &[(&str, &str)]) -> Answer {
        let token = self.token.borrow().clone();
        self.t.stranger().api(&token, method, &format!("/api/v1{path}"), body, headers).await
    }

    async fn get(&self, path: &str) -> Value {
        self.call("GET", path, Value::Null, &[]).await.expect(200).json()
    }

    async fn post(&self, path: &str, body: Value, status: u16) -> Value {
        self.call("POST", path, body, &[]).await.expect(status).json()
    }

    /// An edit of what has the given version.
    async fn edit(&self, method: &str, path: &str, body: Value, version: &Value) -> Value {
        self.call(method, path, body, &[("if-match", &format!("\"{version}\""))]).await.expect(200).json()
    }

    async fn upload(&self, path: &str, fields: &[(&str, &str)], name: &str, bytes: &[u8]) -> Value {
        let token = self.token.borrow().clone();
        self.t
            .stranger()
            .api_upload(&token, &format!("/api/v1{path}"), fields, "file", name, bytes)
            .await
            .expect(201)
            .json()
    }
}

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap_or_else(|| panic!("no id: {value}"))
}

fn counts(answer: &Value) -> [i64; 4] {
    ["created", "updated", "unchanged", "refused"].map(|key| answer[key].as_i64().unwrap())
}

/// Imports the register three times and gives a vendor with a contract that goes on for long.
async fn register(region: &Program<'_>) -> (Value, Value) {
    let kind = ("kind", "contracts");
    let dry = region.upload("/imports", &[kind, ("dry_run", "true")], "avtalsregister.xlsx", REGISTER).await;
    assert_eq!((&dry["status"], counts(&dry)), (&json!("preview"), [316, 0, 0, 4]));
    assert_eq!(region.get("/contracts").await["total"], 0);
    let done = region.upload("/imports", &[kind], "avtalsregister.xlsx", REGISTER).await;
    assert_eq!((&done["status"], counts(&done)), (&json!("applied"), [316, 0, 0, 4]));
    let again = region.upload("/imports", &[kind], "avtalsregister.xlsx", REGISTER).await;
    assert_eq!(counts(&again), [0, 0, 316, 4]);

    let contracts = region.get("/contracts?sort=-ends_on&limit=200").await;
    assert_eq!(contracts["total"], 316);
    let lasts = |c: &&Value| c["ends_on"].as_str().is_some_and(|day| day > "2027-12-31");
    let contract = contracts["items"].as_array().unwrap().iter().find(lasts).unwrap().clone();
    let vendor = region.get(&format!("/vendors/{}", contract["vendor_id"].as_str().unwrap())).await;
    // Found by its name, without its capitals.
    let name: String = vendor["legal_name"].as_str().unwrap().to_lowercase();
    let sought: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let found = region.get(&format!("/vendors?q={sought}")).await;
    assert!(found["items"].as_array().unwrap().iter().any(|v| v["id"] == vendor["id"]), "{name}: {found}");
    (vendor, contract)
}

/// The tier by the rules, with reasons; and what the contract says.
async fn tier_and_clauses(region: &Program<'_>, vendor: &Value, contract: &Value) {
    let levels =
        json!({ "data_class": 3, "data_subjects": 4, "criticality": 4, "access": 4, "chain": 3, "substitution": 3 });
    let judged = region.post(&format!("/vendors/{}/categorisations", id(vendor)), levels, 201).await;
    assert_eq!(
        (&judged["tier"], &judged["effective_tier"], &judged["preliminary"]),
        (&json!(1), &json!(1), &json!(false))
    );
    let reasons = judged["reasons"].as_array().unwrap();
    assert!(
        !reasons.is_empty() && reasons.iter().all(|r| r["text"].as_str().is_some_and(|text| text.len() > 10)),
        "{judged}"
    );
    let wrong = region.post(&format!("/vendors/{}/categorisations", id(vendor)), json!({ "data_class": 9 }), 422).await;
    assert_eq!(wrong["errors"][0]["pointer"], "/data_class");

    let path = format!("/contracts/{}/clauses", id(contract));
    let clauses = region.get(&path).await;
    let first = &clauses["items"][0];
    let clause = format!("{path}/{}", first["clause_id"].as_str().unwrap());
    region.call("PATCH", &clause, json!({ "in_contract": "partly" }), &[]).await.expect(428);
    let stated = region
        .edit(
            "PATCH",
            &clause,
            json!({ "in_contract": "partly", "section": "4.2", "met": "partly", "note": SECRET }),
            &first["version"],
        )
        .await;
    assert_eq!((&stated["in_contract"], &stated["section"]), (&json!("partly"), &json!("4.2")));
    let stale =
        region.call("PATCH", &clause, json!({ "met": "met" }), &[("if-match", "\"0\"")]).await.expect(412).json();
    assert_eq!(stale["stored"]["note"], SECRET);
    assert_eq!(region.get(&path).await["coverage"]["partly"], 1);
}

/// Invites Sara at the vendor; the link works once, and her program gets a token.
async fn invited<'a>(t: &'a Harness, region: &Program<'_>, vendor: &Value) -> Program<'a> {
    let path = format!("/vendors/{}/invitations", id(vendor));
    let refused = region.post(&path, json!({ "name": "", "email": "sara", "role": "admin" }), 422).await;
    let pointers: Vec<_> =
        refused["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/name", "/email"]);
    let sara =
        json!({ "name": "Sara Lind", "email": "sara@asmunda.example", "role": "vendor_admin", "language": "en" });
    let wrong_side = json!({ "name": "Sara Lind", "email": "sara@asmunda.example", "role": "admin" });
    assert_eq!(region.post(&path, wrong_side, 422).await["errors"][0]["pointer"], "/role");
    let made = region.post(&path, sara.clone(), 201).await;
    assert_eq!(region.post(&path, sara, 422).await["errors"][0]["pointer"], "/email");
    let other = t.token(&t.other_region, Role::ContractManager);
    t.stranger()
        .api(
            &other,
            "POST",
            &format!("/api/v1{path}"),
            json!({ "name": "X", "email": "x@x.example", "role": "vendor_admin" }),
            &[],
        )
        .await
        .expect(404);
    let link = made["link"].as_str().unwrap();
    let letters = t.drain();
    assert!(letters.len() == 1 && letters[0].text.contains(link), "{}", letters[0].text);
    let local = link.trim_start_matches("http://localhost:8080");
    let password = [("password", "Blå cykel under granen 4"), ("repeat", "Blå cykel under granen 4")];
    t.stranger().post(local, &password).await.expect(303);
    t.stranger().get(local).await.expect(409);
    let organisation: Id = made["organisation_id"].as_str().unwrap().parse().unwrap();
    let (person, home) = t.read(|c| {
        let (person, _) = accounts::account_by_email(c, "sara@asmunda.example")?.unwrap();
        Ok((person, accounts::find_organisation(c, &organisation)?))
    });
    assert_eq!(made["person_id"], json!(person.id));
    Program::of(t, person, home, Role::VendorAdmin)
}

/// The self-assessment from sending to closing, returned once. Gives its id.
async fn assessed(t: &Harness, region: &Program<'_>, sara: &Program<'_>, vendor: &Value, contract: &Value) -> String {
    let sent = json!({ "vendor_id": vendor["id"], "contract_id": contract["id"], "question_set": "lite", "due_on": "2026-12-15", "message": "Ring gärna.", "internal_note": SECRET });
    let path = format!("/assessments/{}", id(&region.post("/assessments", sent, 201).await));
    assert_eq!(t.drain().len(), 1);
    assert_eq!(sara.get("/assessments").await["total"], 1);
    sara.call("GET", &path, Value::Null, &[]).await.expect(200).lacks(&[SECRET, "\"tier\""]);

    let declared = json!({ "declared_by": "Sara Lind", "role": "VD" });
    let questions = catalogue().current_questions().in_set(QuestionSet::Lite);
    for (n, question) in questions.iter().enumerate() {
        let answer = format!("{path}/answers/{}", question.id);
        let status = if n == 0 { "not_met" } else { "met" };
        let body = json!({ "status": status, "value": value(question), "comment": "Så gör vi." });
        assert_eq!(sara.call("PUT", &answer, body.clone(), &[]).await.expect(200).header("etag"), Some("\"1\""));
        if n == 0 {
            sara.call("PUT", &answer, json!({ "status": "partly", "value": null }), &[]).await.expect(428);
            let early = sara.post(&format!("{path}/submit"), declared.clone(), 409).await;
            assert_eq!(early["type"], "rule-assessment-incomplete");
            region.call("GET", &path, Value::Null, &[]).await.expect(200).lacks(&["Så gör vi."]);
        }
        let file = sara.upload(&format!("{answer}/evidence"), &[], "policy.pdf", b"%PDF-1.7\n%\xE2\xE3\n1 0 obj").await;
        assert_eq!(file["file_name"], "policy.pdf");
    }
    let submitted = sara.post(&format!("{path}/submit"), declared.clone(), 200).await;
    assert_eq!(
        (&submitted["status"], &submitted["progress"]["answered"]),
        (&json!("submitted"), &json!(questions.len()))
    );
    sara.call(
        "PUT",
        &format!("{path}/answers/{}", questions[0].id),
        json!({ "status": "met" }),
        &[("if-match", "\"1\"")],
    )
    .await
    .expect(409);

    let whole = region.get(&path).await;
    let file = whole["answers"][0]["evidence"][0]["id"].as_str().unwrap().to_string();
    region.call("GET", &format!("{path}/evidence/{file}"), Value::Null, &[]).await.expect(200).has(&["%PDF-1.7"]);
    let assurances = ["a0", "a1", "a2", "a3"];
    for (question, assurance) in questions.iter().zip(assurances.iter().cycle()) {
        let body = json!({ "status": "met", "assurance": assurance, "comment": "Läst.", "internal_note": SECRET });
        let review = format!("{path}/reviews/{}", question.id);
        let status = if question.id == questions[0].id {
            json!({ "status": "not_met", "assurance": "a2", "comment": "Policyn är inte beslutad." })
        } else {
            body
        };
        region.call("PUT", &review, status, &[]).await.expect(200);
    }
    region.post(&format!("{path}/return"), json!({ "remarks": "" }), 422).await;
    let returned = region
        .post(&format!("{path}/return"), json!({ "remarks": "Fråga ett behöver ett beslutat dokument." }), 200)
        .await;
    assert_eq!((&returned["status"], &returned["reviewed"]), (&json!("returned"), &json!(questions.len())));
    let seen = sara
        .call("GET", &path, Value::Null, &[])
        .await
        .expect(200)
        .has(&["beslutat dokument", "Policyn är inte beslutad."])
        .lacks(&[SECRET])
        .json();
    assert_eq!(seen["status"], "returned");
    let again = json!({ "status": "partly", "value": value(questions[0]), "comment": "Utkast finns." });
    sara.call("PUT", &format!("{path}/answers/{}", questions[0].id), again, &[("if-match", "\"1\"")]).await.expect(200);
    sara.post(&format!("{path}/submit"), declared, 200).await;
    let judged = region
        .call(
            "PUT",
            &format!("{path}/reviews/{}", questions[0].id),
            json!({ "status": "partly", "assurance": "a2" }),
            &[("if-match", "\"1\"")],
        )
        .await;
    judged.expect(200);
    // In the uppermost tier a second person stands behind the verdicts on critical questions.
    let early = region.post(&format!("{path}/close"), Value::Null, 409).await;
    assert_eq!(early["type"], "rule-sample-unconfirmed");
    let (omar, _) = t.person(&t.region, Role::SecurityOfficer, "Omar Said");
    let second = Program::of(t, omar, t.region.clone(), Role::SecurityOfficer);
    for question in questions.iter().filter(|question| question.critical) {
        second.post(&format!("{path}/reviews/{}/confirm", question.id), Value::Null, 200).await;
    }
    let closed = region.post(&format!("{path}/close"), Value::Null, 200).await;
    assert!(closed["status"] == "closed" && closed["closed_at"].is_string() && closed["verified"].is_i64(), "{closed}");
    sara.call("GET", &path, Value::Null, &[]).await.expect(200).lacks(&[SECRET]);
    t.drain();
    path
}

/// A finding of the first answer; one action done and verified, one postponed. Gives the open one.
async fn followed_up(t: &Harness, region: &Program<'_>, sara: &Program<'_>, assessment: &str) -> Value {
    let question = &catalogue().current_questions().in_set(QuestionSet::Lite)[0].id;
    let from = format!("{assessment}/questions/{question}/finding");
    let finding = region.post(&from, Value::Null, 201).await;
    assert_eq!(region.post(&from, Value::Null, 409).await["type"], "rule-finding-exists");
    sara.call("GET", &format!("/findings/{}", id(&finding)), Value::Null, &[]).await.expect(404);
    let action = |title: &str, due: &str| {
        json!({
            "vendor_id": finding["vendor_id"], "contract_id": finding["contract_id"], "finding_id": finding["id"],
            "title": title, "responsible": "vendor", "due_on": due, "internal_note": SECRET,
        })
    };
    let policy = region.post("/actions", action("Besluta policyn", "2026-12-10"), 201).await;
    let backups = region.post("/actions", action("Öva återläsning", "2026-12-15"), 201).await;
    t.drain();

    let mine = sara.call("GET", "/actions", Value::Null, &[]).await.expect(200).lacks(&[SECRET]).json();
    assert_eq!(mine["total"], 2);
    let path = format!("/actions/{}", id(&policy));
    sara.call("POST", &format!("{path}/verify"), json!({ "effective": true }), &[]).await.expect(404);
    sara.post(&format!("{path}/start"), Value::Null, 200).await;
    sara.upload(&format!("{path}/evidence"), &[], "beslut.pdf", b"%PDF-1.7\n%\xE2\xE3\n1 0 obj").await;
    let reported = sara.post(&format!("{path}/report-done"), json!({ "note": "Beslutad av styrelsen." }), 200).await;
    let evidence = region.get(&format!("{path}/evidence")).await;
    let file = evidence["items"][0]["id"].as_str().unwrap();
    region.call("GET", &format!("{path}/evidence/{file}"), Value::Null, &[]).await.expect(200).has(&["%PDF"]);
    let verified = region
        .edit(
            "POST",
            &format!("{path}/verify"),
            json!({ "effective": true, "note": "Läst och bra." }),
            &reported["version"],
        )
        .await;
    assert_eq!(verified["status"], "verified");

    let path = format!("/actions/{}", id(&backups));
    assert_eq!(
        region.post(&format!("{path}/postpone"), json!({ "due_on": "2026-12-20" }), 422).await["errors"][0]["pointer"],
        "/reason"
    );
    let moved = region
        .post(&format!("{path}/postpone"), json!({ "due_on": "2027-01-31", "reason": "Väntar på ny miljö" }), 200)
        .await;
    assert_eq!((&moved["due_on"], &moved["slips"]), (&json!("2027-01-31"), &json!(1)));
    assert_eq!(region.get(&path).await["postponements"][0]["reason"], "Väntar på ny miljö");
    region.post(&format!("/findings/{}/close", id(&finding)), Value::Null, 409).await;
    t.drain();
    backups
}

/// Holds a dialogue and locks it; the open action is left to the last. Gives the lock's answer.
async fn held_and_locked(region: &Program<'_>, path: &str, action: &Value) -> Value {
    let held = region.get(path).await;
    let people = json!([
        { "side": "region", "name": "Karin Öberg", "email": "karin@almea.example", "present": true, "receives_minutes": true },
        { "side": "vendor", "name": "Sara Lind", "email": "sara@asmunda.example", "language": "en", "present": true, "receives_minutes": true },
    ]);
    let change = json!({ "status": "held", "chair_name": "Karin Öberg", "minute_checker": "Sara Lind", "internal_note": SECRET, "participants": people });
    assert_eq!(region.edit("PATCH", path, change, &held["version"]).await["status"], "held");
    let agenda = region.get(&format!("{path}/agenda")).await;
    let items = agenda["items"].as_array().unwrap();
    let open = items
        .iter()
        .find(|i| i["object_id"] == action["id"])
        .unwrap_or_else(|| panic!("the open action is not on {agenda}"));
    for item in items.iter().filter(|i| i["id"] != open["id"]) {
        let item_path = format!("{path}/items/{}", id(item));
        region
            .edit("PUT", &item_path, json!({ "status": "no_change", "note": "Genomgånget." }), &item["version"])
            .await;
    }
    let refused = region.post(&format!("{path}/lock"), Value::Null, 409).await;
    assert_eq!(refused["type"], "rule-dialogue-untouched");
    assert!(refused["detail"].as_str().unwrap().contains("Öva återläsning"), "{refused}");
    let item_path = format!("{path}/items/{}", id(open));
    region.call("PUT", &item_path, json!({ "status": "taken_up" }), &[]).await.expect(428);
    region
        .edit("PUT", &item_path, json!({ "status": "taken_up", "note": "Ny miljö i januari." }), &open["version"])
        .await;
    region.post(&format!("{path}/lock"), Value::Null, 200).await
}

/// The minutes in both languages, as text when pdftotext is there.
async fn minutes(reader: &Program<'_>, path: &str) -> [Option<String>; 2] {
    let mut texts = [None, None];
    for (language, text) in ["sv", "en"].iter().zip(texts.iter_mut()) {
        let pdf = reader.call("GET", &format!("{path}/report.pdf?lang={language}"), Value::Null, &[]).await.expect(200);
        assert_eq!(pdf.header("content-type"), Some("application/pdf"));
        assert!(pdf.body.starts_with(b"%PDF"));
        *text = has_pdftotext().then(|| pdf_text(&pdf.body).split_whitespace().collect::<Vec<_>>().join(" "));
    }
    texts
}

both! {
    async fn the_whole_loop_through_the_api(t: &Harness) {
        let (karin, _) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
        let region = Program::of(t, karin, t.region.clone(), Role::ContractManager);
        assert_eq!(region.get("/me").await["role"], "contract_manager");
        let (vendor, contract) = register(&region).await;
        tier_and_clauses(&region, &vendor, &contract).await;
        let sara = invited(t, &region, &vendor).await;
        sara.call("GET", &format!("/vendors/{}", id(&vendor)), Value::Null, &[]).await.expect(404);
        let assessment = assessed(t, &region, &sara, &vendor, &contract).await;
        let action = followed_up(t, &region, &sara, &assessment).await;

        let started = region.post("/dialogues", json!({ "contract_id": contract["id"], "held_on": "2026-11-23" }), 201).await;
        let first = format!("/dialogues/{}", id(&started));
        let locked = held_and_locked(&region, &first, &action).await;
        assert_eq!(locked["sha256"].as_str().map(str::len), Some(64), "{locked}");
        let record = region.get(&first).await;
        assert_eq!((&record["status"], &record["sha256"]), (&json!("locked"), &locked["sha256"]));
        let letters = t.drain();
        let with_minutes: Vec<_> = letters.iter().filter(|l| l.parts.iter().any(|p| p.media_type == "application/pdf")).collect();
        let mut to: Vec<&str> = with_minutes.iter().map(|l| l.to.as_str()).collect();
        to.sort_unstable();
        assert_eq!(to, ["karin@almea.example", "sara@asmunda.example"]);
        for reader in [&region, &sara] {
            let [sv, en] = minutes(reader, &first).await;
            for text in sv.iter().chain(&en) {
                assert!(text.contains("Öva återläsning") && text.contains("Ny miljö i januari.") && !text.contains(SECRET), "{text}");
            }
        }
        let recorded = sara.call("GET", &format!("{first}/agenda"), Value::Null, &[]).await.expect(200).has(&["Ny miljö i januari."]).lacks(&[SECRET]);
        assert!(recorded.json()["items"].as_array().unwrap().len() > 10);
        // What is locked stays as it is.
        assert_eq!(region.post(&format!("{first}/lock"), Value::Null, 409).await["type"], "rule-dialogue-locked");

        t.advance_days(30);
        region.renew();
        sara.renew();
        let second = format!("/dialogues/{}", locked["next_id"].as_str().unwrap());
        let next = region.get(&second).await;
        assert_eq!((&next["period"], &next["number"], &next["previous_id"]), (&json!("2026-12"), &json!(2), &started["id"]));
        let relocked = held_and_locked(&region, &second, &action).await;
        assert_ne!(relocked["sha256"], locked["sha256"]);
        assert!(t.drain().iter().any(|l| !l.parts.is_empty()));
        let [sv, en] = minutes(&sara, &second).await;
        if let (Some(sv), Some(en)) = (sv, en) {
            assert!(sv.contains("öppen i 2 möten"), "{sv}");
            assert!(en.contains("open in 2 meetings") || en.contains("open for 2 meetings"), "{en}");
        }
        assert_eq!(region.get("/dialogues?status=locked").await["total"], 2);
    }
}

/// One call to the running service; the answer must have the status.
fn asked(
    place: &Place,
    token: &str,
    method: &str,
    path: &str,
    body: &Value,
    version: Option<&Value>,
    status: u16,
) -> Value {
    let headers =
        version.map(|v| format!("If-Match: \"{v}\"\r\n")).unwrap_or_default() + "Content-Type: application/json\r\n";
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let (got, answer) =
        place.call_with(method, &format!("/api/v1{path}"), token, &headers, &body).expect("the service answers");
    assert_eq!(got, status, "{method} {path}: {answer}");
    serde_json::from_str(&answer).unwrap_or(Value::Null)
}

fn token_of(place: &Place, email: &str, role: &str) -> String {
    place.good(&["token", "create", "--email", email, "--role", role]).lines().last().unwrap().to_string()
}

#[test]
fn the_loop_begins_with_the_command_and_goes_on_over_http() {
    let place = Place::new();
    let admin = place.token();
    let said = text(&place.run(&["import", "contracts", &data("avtalsregister.xlsx")]).stdout);
    assert!(said.ends_with("New: 316. Changed: 0. Unchanged: 0. Refused: 4.\n"), "{said}");
    let mut service = place.serve();
    let days = |n: i64| (chrono::Utc::now() + chrono::Duration::days(n)).date_naive().to_string();

    let karin = json!({ "name": "Karin Öberg", "email": "karin@almea.example", "role": "contract_manager" });
    let made = asked(&place, &admin, "POST", "/users", &karin, None, 201);
    assert!(made["link"].as_str().unwrap().contains("/invitation/"));
    let region = token_of(&place, "karin@almea.example", "contract_manager");
    let contracts = asked(&place, &region, "GET", "/contracts?sort=-ends_on&limit=200", &Value::Null, None, 200);
    assert_eq!(contracts["total"], 316);
    let contract = contracts["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|c| c["ends_on"].as_str().is_some_and(|day| *day > *days(200)))
        .unwrap();
    let vendor = format!("/vendors/{}", contract["vendor_id"].as_str().unwrap());
    let levels =
        json!({ "data_class": 3, "data_subjects": 4, "criticality": 4, "access": 4, "chain": 3, "substitution": 3 });
    assert_eq!(asked(&place, &region, "POST", &format!("{vendor}/categorisations"), &levels, None, 201)["tier"], 1);
    let sara = json!({ "name": "Sara Lind", "email": "sara@asmunda.example", "role": "vendor_admin" });
    assert!(asked(&place, &region, "POST", &format!("{vendor}/invitations"), &sara, None, 201)["link"].is_string());
    let sara = token_of(&place, "sara@asmunda.example", "vendor_admin");

    let new = json!({ "vendor_id": contract["vendor_id"], "contract_id": contract["id"], "title": "Öva återläsning", "responsible": "vendor", "due_on": days(20) });
    let action = asked(&place, &region, "POST", "/actions", &new, None, 201);
    asked(&place, &sara, "POST", &format!("/actions/{}/start", id(&action)), &Value::Null, None, 200);
    let new = json!({ "contract_id": contract["id"], "held_on": days(0) });
    let planned = asked(&place, &region, "POST", "/dialogues", &new, None, 201);
    let path = format!("/dialogues/{}", id(&planned));
    asked(&place, &region, "POST", &format!("{path}/lock"), &Value::Null, None, 409);
    asked(&place, &region, "PATCH", &path, &json!({ "status": "held" }), Some(&planned["version"]), 200);
    assert_eq!(
        asked(&place, &region, "POST", &format!("{path}/lock"), &Value::Null, None, 409)["type"],
        "rule-dialogue-untouched"
    );
    let agenda = asked(&place, &region, "GET", &format!("{path}/agenda"), &Value::Null, None, 200);
    let item = agenda["items"].as_array().unwrap().iter().find(|i| i["object_id"] == action["id"]).unwrap();
    let note = json!({ "status": "decided", "note": "Pågår.", "decision": "Klart före jul." });
    asked(&place, &region, "PUT", &format!("{path}/items/{}", id(item)), &note, Some(&item["version"]), 200);
    // Information security is a block of its own, and no meeting closes without it.
    let is_security = |i: &&Value| i["kind"] == "standing" && (i["section"] == 6 || i["section"] == 7);
    for item in agenda["items"].as_array().unwrap().iter().filter(is_security) {
        let same = json!({ "status": "no_change" });
        asked(&place, &region, "PUT", &format!("{path}/items/{}", id(item)), &same, Some(&item["version"]), 200);
    }
    let locked = asked(&place, &region, "POST", &format!("{path}/lock"), &Value::Null, None, 200);
    assert!(locked["sha256"].as_str().is_some_and(|sum| sum.len() == 64) && locked["next_id"].is_string(), "{locked}");
    let (status, pdf) = place.call("GET", &format!("/api/v1{path}/report.pdf?lang=sv"), &sara, "").unwrap();
    assert!(status == 200 && pdf.starts_with("%PDF"), "{status}");
    signal(&service, "-TERM");
    assert!(service.wait().unwrap().success());
    assert!(place.good(&["audit", "verify"]).starts_with("the chain is whole"));
}
