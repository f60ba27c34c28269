//! What goes wrong anyway: a session that ends mid-answer, a mail server that is down or says no, garbage in
//! addresses and bodies, and ids of another organisation where one's own belong.

use super::access_table::{filled, kind_of};
use super::accounts::{csrf_of, value_of};
use super::notices::world;
use super::objects::objects;
use super::questionnaires::{browsers, new, scene};
use super::support::Harness;
use actix_web::test::TestRequest;
use chrono::Duration;
use diesel::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use tillit::access::{Permission, Role, Via, policy, routes};
use tillit::base::{Id, Language};
use tillit::features::accounts::{self, Organisation, OrganisationKind};
use tillit::features::questionnaires as q;
use tillit::kit::Ctx;
use tillit::kit::outbox::{self, Mail, Row, State};
use tillit::platform::db::schema;
use tillit::platform::mail::Mailer;
use tillit::shell::worker;

/// A mail server that gives what it was sent, and what says this of each receiver.
fn mail_server(of_receivers: &'static str) -> (Mailer, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            converse(stream.unwrap(), of_receivers, &sender);
        }
    });
    (mailer(port), receiver)
}

fn mailer(port: u16) -> Mailer {
    Mailer::new(&format!("smtp://127.0.0.1:{port}"), "Tillit <tillit@almea.example>").unwrap()
}

/// Where nobody listens.
fn no_server() -> Mailer {
    mailer(TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port())
}

fn converse(mut stream: TcpStream, of_receivers: &str, sender: &mpsc::Sender<String>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    stream.write_all(b"220 prov\r\n").unwrap();
    let mut line = String::new();
    while {
        line.clear();
        reader.read_line(&mut line).unwrap_or(0) > 0
    } {
        let answer = match line.split_whitespace().next().unwrap_or_default().to_uppercase().as_str() {
            "EHLO" => "250-prov\r\n250 8BITMIME\r\n",
            "DATA" => {
                stream.write_all(b"354 ja\r\n").unwrap();
                let mut message = String::new();
                while {
                    line.clear();
                    reader.read_line(&mut line).unwrap_or(0) > 0
                } && line != ".\r\n"
                {
                    message.push_str(&line);
                }
                sender.send(message).unwrap();
                "250 mottaget\r\n"
            }
            "RCPT" => of_receivers,
            "QUIT" => "221 hej\r\n",
            _ => "250 ok\r\n",
        };
        if stream.write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}

/// A mail with everything that the mails of actions and of notices say.
fn queue(t: &Harness, ctx: &Ctx, organisation: &Id, event: &str, to: &str) -> Id {
    let action: Id = t.read(|c| Ok(schema::actions::table.select(schema::actions::id).first(c)?));
    let data = json!({
        "client_name": "Region Almeå", "title": "Inför lösenord", "number": 1, "description": null, "due_on": "2026-12-15",
        "note": "Klart", "reported_by": "Sara Lind", "reporter_organisation": "Alfa", "path": "/actions/1",
        "organisation": "Region Almeå", "count": 1, "more": 0, "settings": "/notices/settings", "unsubscribe": null,
        "rows": [{ "text": "Protokoll", "href": "/notices/1" }],
    });
    let mail = Mail::new(event, &to.parse().unwrap(), "Mottagare", Language::Sv, data);
    t.write(|c| outbox::mail(c, ctx, organisation, ("action", &action), &mail))
}

fn only_mail(t: &Harness) -> Row {
    let mut all = t.read(|c| outbox::latest_mails(c, 10));
    assert_eq!(all.len(), 1);
    all.remove(0)
}

both! {
    async fn a_mail_server_that_is_down_stops_nothing_but_the_mail(t: &Harness) {
        let down = no_server();
        let admin = t.token(&t.region, Role::Admin);
        let karin = json!({ "name": "Karin Öberg", "email": "karin@almea.example", "role": "contract_manager" });
        let made = t.stranger().api(&admin, "POST", "/api/v1/users", karin, &[]).await.expect(201).json();
        assert!(made["link"].is_string(), "the link is shown, so nothing waits for the mail");

        for (attempt, pause) in [(1, 1), (2, 2), (3, 4)] {
            assert!(worker::work_once(&t.app, Some(&down)).unwrap());
            let row = only_mail(t);
            assert_eq!((row.state, row.attempts), (State::Pending, attempt));
            assert!(row.last_error.as_deref().is_some_and(|e| e.contains("smtp")), "{row:?}");
            assert_eq!(row.run_after.utc(), t.now() + chrono::Duration::minutes(pause));
            // It is not tried again before its time, and everything else goes on.
            assert!(!worker::work_once(&t.app, Some(&down)).unwrap());
            t.stranger().api(&admin, "GET", "/api/v1/users", Value::Null, &[]).await.expect(200);
            t.app.clock.advance(chrono::Duration::minutes(pause));
        }
        let (up, received) = mail_server("250 ok\r\n");
        assert!(worker::work_once(&t.app, Some(&up)).unwrap());
        let message = received.recv_timeout(std::time::Duration::from_secs(10)).unwrap();
        assert!(message.contains("karin@almea.example") && message.contains("multipart/"), "{message}");
        let row = only_mail(t);
        assert_eq!((row.state, row.last_error), (State::Done, None));
        let token = made["link"].as_str().unwrap().rsplit('/').next().unwrap();
        assert!(!row.payload.contains(token), "the link is not kept when it has been sent");
    }

    async fn a_mail_outlives_a_mail_server_that_is_down_for_days(t: &Harness) {
        let (down, w) = (no_server(), world(t));
        let id = queue(t, &w.ctx, &t.region.id, "action_reported", w.eva.email.as_deref().unwrap());
        let began = t.now();
        let mut tries = 0;
        while t.now() - began < Duration::days(4) {
            assert!(worker::work_once(&t.app, Some(&down)).unwrap(), "its time has come");
            let row = only_mail(t);
            let pause = row.run_after.utc() - t.now();
            // In her quiet hours it is laid aside; that is no try.
            let held = row.attempts == tries;
            tries = row.attempts;
            assert!(row.state == State::Pending && (held || pause <= Duration::hours(1)), "{row:?}");
            t.app.clock.advance(pause);
        }
        assert!(tries > 40, "{tries}");
        let (busy, _) = mail_server("451 try again later\r\n");
        worker::work_once(&t.app, Some(&busy)).unwrap();
        assert_eq!(only_mail(t).state, State::Pending);
        let (closed, _) = mail_server("530 5.7.0 Authentication required\r\n");
        t.app.clock.advance(Duration::hours(1));
        worker::work_once(&t.app, Some(&closed)).unwrap();
        assert_eq!(only_mail(t).state, State::Pending, "it is us that the server refuses");
        // At last it is given up.
        for _ in 0..300 {
            t.app.clock.advance(Duration::hours(1));
            worker::work_once(&t.app, Some(&down)).unwrap();
        }
        assert_eq!((only_mail(t).id, only_mail(t).state), (id, State::Failed));
    }

    async fn a_mail_that_is_refused_is_told_of_and_can_be_sent_again(t: &Harness) {
        let (no, _) = mail_server("550 5.1.1 no such user\r\n");
        let w = world(t);
        let (ada, ada_ctx) = t.person(&t.region, Role::Admin, "Ada Ek");
        let (admin, eva) = (t.browser_for(&ada, ada_ctx.clone()), t.browser_for(&w.eva, w.ctx.clone()));
        let (svar, _, _, address) = t.read(|c| accounts::people_of_organisation(c, &w.svar.actor.organisation_id)).remove(0);
        let portal = t.browser_for(&svar, w.svar.clone());
        let state = |id: &Id| {
            let row = t.read(|c| outbox::latest_mails(c, 10)).into_iter().find(|row| row.id == *id).unwrap();
            (row.state, row.attempts)
        };
        // Eva's doing: she hears of it, once, and is led to what it was about.
        let hers = queue(t, &w.ctx, &t.region.id, "action_assigned", &address);
        assert!(worker::work_once(&t.app, Some(&no)).unwrap());
        assert_eq!(state(&hers), (State::Failed, 1), "trying again changes nothing");
        eva.get("/notices").await.expect(200).has(&["Ett mejl kom inte fram: Ni har fått en åtgärd", &address]);
        let told: Id = t.read(|c| Ok(schema::notices::table.select(schema::notices::id).first(c)?));
        assert_eq!(eva.get(&format!("/notices/{told}")).await.expect(303).location(), format!("/actions/{}", w.action));
        admin.get("/notices").await.expect(200).lacks(&["kom inte fram"]);
        portal.get("/portal/notices").await.expect(200).lacks(&["kom inte fram"]);
        // Time's own doing, or somebody's of the vendor: the administrators hear of it and are led to the log.
        let job = Ctx::job(t.region.id.clone(), "prov", Via::Job, t.now());
        queue(t, &job, &t.region.id, "action_assigned", &address);
        queue(t, &w.svar, &t.region.id, "action_reported", "borta@almea.example");
        // The vendor's own stays there.
        queue(t, &w.svar, &w.svar.actor.organisation_id, "action_assigned", "mia@alfa.example");
        // A notice about a notice would have no end; nobody hears of a mail to themselves.
        queue(t, &job, &t.region.id, "notice", w.eva.email.as_deref().unwrap());
        queue(t, &job, &t.region.id, "action_reported", ada.email.as_deref().unwrap());
        while worker::work_once(&t.app, Some(&no)).unwrap() {}
        let page = admin.get("/notices").await.expect(200).has(&["Ni har fått en åtgärd", "borta@almea.example"]);
        assert_eq!(page.text().matches("Ett mejl kom inte fram").count(), 2, "{}", page.text());
        page.lacks(&["mia@alfa.example"]);
        portal.get("/portal/notices").await.expect(200).has(&["Ett mejl kom inte fram", "mia@alfa.example"]).lacks(&["borta@"]);
        // Sent again by whoever may.
        let resend = format!("/notices/deliveries/{hers}/resend");
        admin.get("/notices/deliveries?state=failed").await.expect(200).has(&[&resend, "Skicka igen", "550"]);
        eva.post(&resend, &[]).await.expect(403);
        portal.post(&format!("/portal{resend}"), &[]).await.expect(404);
        assert_eq!(admin.post(&resend, &[]).await.expect(303).location(), "/notices/deliveries");
        assert_eq!(state(&hers), (State::Pending, 0));
        admin.post(&resend, &[]).await.expect(409).has(&["Bara mejl som inte kom fram"]);
        let audited = schema::audit_events::table.filter(schema::audit_events::verb.eq("resend"));
        assert_eq!(t.read(|c| Ok(audited.count().get_result::<i64>(c)?)), 1);
        let (up, received) = mail_server("250 ok\r\n");
        assert!(worker::work_once(&t.app, Some(&up)).unwrap());
        assert!(received.recv_timeout(std::time::Duration::from_secs(10)).unwrap().contains(&address));
        assert_eq!(state(&hers), (State::Done, 1));
        // By the API; a link that leads nowhere any longer is not sent again.
        let token = t.token_of(&ada, &t.region, Role::Admin);
        let karin = json!({ "name": "Karin Öberg", "email": "karin@almea.example", "role": "contract_manager" });
        t.stranger().api(&token, "POST", "/api/v1/users", karin, &[]).await.expect(201);
        worker::work_once(&t.app, Some(&no)).unwrap();
        let failed = t.stranger().api(&token, "GET", "/api/v1/deliveries?event=invitation", Value::Null, &[]).await.expect(200).json();
        let place = format!("/api/v1/deliveries/{}/resend", failed["items"][0]["id"].as_str().unwrap());
        assert_eq!(t.stranger().api(&token, "POST", &place, json!({}), &[]).await.expect(200).json()["state"], "pending");
        worker::work_once(&t.app, Some(&no)).unwrap();
        t.advance_days(8);
        t.stranger().api(&token, "POST", &place, json!({}), &[]).await.expect(409).has(&["rule-mail-link-ended"]);
    }

    async fn an_answer_survives_the_end_of_the_session(t: &Harness) {
        let s = scene(t);
        let sent = t.write(|c| q::send(c, &s.officer, &new(&s.vendor)));
        t.drain();
        let (_, vendor) = browsers(t, &s);
        let path = format!("/portal/assessments/{}/questions/Q01", sent.id);
        let typed = "Åtta rader\nom <loggar> & \"annat\"";
        t.app.clock.advance(chrono::Duration::minutes(61));
        // The script says so and leaves the text where it is.
        let fields = [("version", "0"), ("status", "partly"), ("comment", typed), ("go", "next")];
        let saved = vendor.autosave(&path, &fields).await;
        assert!(matches!(saved.status, 303 | 401), "{} {}", saved.status, saved.text());
        let kept = vendor.post(&path, &fields).await.expect(200).has(&["Du har blivit utloggad", "Åtta rader\nom &lt;loggar&gt;"]);
        assert_eq!(value_of(&kept, "kept_to"), path);
        let mut back = vec![("_csrf".to_string(), csrf_of(&kept)), ("kept_to".to_string(), path.clone())];
        back.extend(fields.iter().map(|(name, value)| (format!("kept:{name}"), (*value).to_string())));
        back.push(("email".to_string(), "sara.lind@vendor-admin.example".to_string()));
        back.push(("password".to_string(), "Rätt häst batteri 9!".to_string()));
        let again = vendor.send(TestRequest::post().uri("/sign-in").set_form(&back)).await.expect(200).has(&["Skicka igen", "Åtta rader"]);
        assert_eq!(csrf_of(&again), vendor.csrf());
        vendor.post(&path, &fields).await.expect(303);
        let open = t.read(|c| q::open(c, &s.admin.scope, &sent.id));
        assert_eq!(open.answers["Q01"].comment.as_deref(), Some(typed));
    }
}

/// One row of every kind, with what a made-up row lacks to be shown.
fn complete(t: &Harness, home: &Organisation) -> BTreeMap<&'static str, String> {
    let own = objects(t, &t.region, Some(home));
    t.write(|c| {
        Ok(diesel::update(schema::assessments::table)
            .set(schema::assessments::catalogue_version.eq("questions-2026-1"))
            .execute(c)?)
    });
    own
}

/// Queries that nobody means.
const GARBAGE: &[&str] = &[
    "page=-1",
    "page=abc",
    "page=0",
    "page=99999999999999999999",
    "page=9223372036854775807",
    "sort=;drop",
    "sort=-",
    "sort=-name",
    "q=%25_%5C",
    "q=%C3%A5%C3%A4%C3%B6",
    "q=%27%3B%20DROP%20TABLE%20vendors%3B--",
    "q=%00",
    "q=%FF%FE",
    "q=a%00b",
    "status=hej",
    "status=",
    "status=%00",
    "tier=17",
    "tier=-1",
    "kind=x",
    "vendor_id=not-an-id",
    "vendor_id=",
    "contract_id=%00",
    "manager_id=x",
    "owner=me",
    "owner_id=y",
    "preliminary=kanske",
    "ending=soon",
    "late=1",
    "late=maybe",
    "overdue=x",
    "severity=x",
    "responsible=x",
    "show=alla",
    "from=2026-13-45",
    "to=0000-00-00",
    "from=9999-12-31",
    "from=-9999-01-01",
    "from=%2B262142-12-31",
    "object_id=%00",
    "verb=%00",
    "limit=-5",
    "limit=x",
    "limit=999999999999",
    "cursor=p0",
    "cursor=p-1",
    "cursor=p999999999999999",
    "cursor=%00",
    "lang=fr",
    "standard=x",
    "format=exe",
    "actor=%00",
    "object_type=%00",
    "email=%00",
    "lang=fr",
    "page=1&page=2",
    "=",
    "&&&",
    "%",
    "%zz",
    "a[b]=c",
    "item=x",
    "show=x",
    "q=x",
];

both! {
    async fn garbage_in_an_address_is_never_a_fault(t: &Harness) {
        let now = t.now();
        let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Åsmunda Ögonklinik AB", None, false));
        let own = complete(t, &home);
        let (sara, ctx) = t.person(&home, Role::VendorAdmin, "Sara Lind");
        let vendor = t.browser_for(&sara, ctx);
        let mut people = vec![(Role::VendorAdmin, vendor, t.token_of(&sara, &home, Role::VendorAdmin))];
        for role in [Role::Director, Role::SecurityOfficer, Role::ContractManager, Role::Auditor, Role::Admin] {
            people.insert(0, (role, t.region_user(role), t.token(&t.region, role)));
        }
        let mut faults = Vec::new();
        let addresses = routes::all().filter(|(method, _, permission)| *method == "GET" && *permission != Permission::Demo);
        let addresses = addresses.filter(|(_, p, _)| !p.contains("{token}") && !p.contains("{hash}"));
        for (turn, (_, pattern, permission)) in addresses.enumerate() {
            // The printed minutes of objects() are not locked; everything else is there.
            let path = filled(pattern, |beginning| own.get(kind_of(beginning)).cloned().unwrap_or_else(|| "x".to_string()));
            let odd = [filled(pattern, |_| "%00".to_string()), filled(pattern, |_| "%C3%A5'--".to_string()), filled(pattern, |_| "%FF".to_string())];
            // A page about one thing reads little of its query. All read it by the same few functions, so they take
            // turns: every text meets a third of the pages.
            let queries = if pattern.contains('{') { &GARBAGE[GARBAGE.len() - 14..] } else { GARBAGE };
            let queries = queries.iter().skip(turn % 3).step_by(3);
            let asked = queries.map(|query| format!("{path}?{query}")).chain(odd.into_iter().filter(|_| pattern.contains('{')));
            let (_, browser, token) = people.iter().find(|(role, ..)| policy::allows(Some(*role), *permission)).unwrap();
            for address in asked {
                let answer = if pattern.starts_with("/api/v1") {
                    browser.api(token, "GET", &address, Value::Null, &[]).await
                } else {
                    browser.get(&address).await
                };
                if answer.status >= 500 {
                    faults.push(format!("{address}: {}", answer.status));
                }
            }
        }
        assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
        t.drain();
    }
}

/// A body by the operation's schema in which everything that may be odd is.
fn odd_body(document: &Value, schema: &Value, odd: &Odd, own: &BTreeMap<&'static str, String>, name: &str) -> Value {
    if let Some(to) = schema["$ref"].as_str() {
        return odd_body(document, document.pointer(to.trim_start_matches('#')).unwrap(), odd, own, name);
    }
    for key in ["oneOf", "anyOf", "allOf"] {
        if let Some(one) = schema[key].as_array().and_then(|all| all.iter().find(|one| one["type"] != "null")) {
            return odd_body(document, one, odd, own, name);
        }
    }
    if let Some(first) = schema["enum"].as_array().and_then(|all| all.first()) {
        return first.clone();
    }
    let kind = schema["type"].as_str().or_else(|| {
        schema["type"].as_array().and_then(|all| all.iter().filter_map(Value::as_str).find(|k| *k != "null"))
    });
    match kind {
        Some("object") => {
            let properties = schema["properties"].as_object().cloned().unwrap_or_default();
            Value::Object(
                properties
                    .iter()
                    .map(|(name, inner)| (name.clone(), odd_body(document, inner, odd, own, name)))
                    .collect::<Map<_, _>>(),
            )
        }
        Some("array") => json!([odd_body(document, &schema["items"], odd, own, name)]),
        Some("integer" | "number") => json!(odd.number),
        Some("boolean") => json!(true),
        Some("string") => match name {
            "vendor_id" | "contract_id" | "finding_id" => {
                own.get(format!("{}s", name.trim_end_matches("_id")).as_str()).map_or(Value::Null, |id| json!(id))
            }
            _ if name.ends_with("_id") => Value::Null,
            _ if schema["format"] == "date" || name.ends_with("_on") => json!(odd.date),
            "kind" => json!("other"),
            "status" => json!("active"),
            "email" => json!(format!("{}@a.example", odd.text.chars().take(30).collect::<String>())),
            _ => json!(odd.text),
        },
        _ => Value::Null,
    }
}

struct Odd {
    text: String,
    number: i64,
    date: &'static str,
}

fn oddities() -> [Odd; 5] {
    [
        Odd { text: "a\u{0}b".to_string(), number: -1, date: "9999-12-31" },
        Odd {
            text: "å𝄞\u{202e}\u{200b}'\";--<script>{{x}}\r\n".to_string(),
            number: 2_147_483_647,
            date: "2027-02-28",
        },
        Odd { text: "ö".repeat(40_000), number: i64::MAX, date: "0001-01-01" },
        Odd { text: String::new(), number: 0, date: "+262142-12-31" },
        Odd { text: "   ".to_string(), number: i64::MIN, date: "hej" },
    ]
}

/// Every name that a form of ours has, by its use.
const FIELDS: &[&str] = &[
    "name",
    "email",
    "title",
    "reference",
    "legal_name",
    "org_number",
    "hsa_id",
    "country",
    "tags",
    "note",
    "internal_note",
    "comment",
    "description",
    "reason",
    "message",
    "remarks",
    "declared_by",
    "role",
    "text",
    "section",
    "decision",
    "diary_number",
    "duty",
    "phone",
    "owner_name",
    "focus",
    "chair_name",
    "minute_checker",
    "password",
    "repeat",
    "label",
    "person_name",
    "person_email",
    "q",
    "verify_note",
];
const DATES: &[&str] = &["due_on", "held_on", "starts_on", "ends_on", "expires_on", "next_on", "date"];
const NUMBERS: &[&str] = &[
    "annual_value_sek",
    "notice_months",
    "tier",
    "days",
    "percent",
    "number",
    "data_class",
    "criticality",
    "access",
    "chain",
];
const CHOICES: &[(&str, &str)] = &[
    ("version", "1"),
    ("kind", "other"),
    ("status", "met"),
    ("severity", "high"),
    ("responsible", "vendor"),
    ("question_set", "lite"),
    ("assurance", "a1"),
    ("in_contract", "present"),
    ("met", "met"),
    ("language", "sv"),
    ("effective", "yes"),
    ("confirm", "1"),
    ("go", "next"),
];

both! {
    async fn odd_texts_numbers_and_days_are_never_a_fault(t: &Harness) {
        let now = t.now();
        let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Åsmunda Ögonklinik AB", None, false));
        let own = complete(t, &home);
        let (sara, ctx) = t.person(&home, Role::VendorAdmin, "Sara Lind");
        let mut people = vec![(Role::VendorAdmin, t.browser_for(&sara, ctx), t.token_of(&sara, &home, Role::VendorAdmin))];
        for role in [Role::Director, Role::SecurityOfficer, Role::ContractManager, Role::Admin] {
            people.insert(0, (role, t.region_user(role), t.token(&t.region, role)));
        }
        let document = serde_json::to_value(tillit::shell::openapi::document()).unwrap();
        let mut faults = Vec::new();
        let changing = routes::all().filter(|(method, pattern, permission)| {
            *method != "GET" && *permission != Permission::Demo && !pattern.contains("{token}") && !pattern.starts_with("/sign-") && *pattern != "/switch"
        });
        for (method, pattern, permission) in changing {
            let (_, browser, token) = people.iter().find(|(role, ..)| policy::allows(Some(*role), *permission)).unwrap();
            let path = filled(pattern, |beginning| own.get(kind_of(beginning)).cloned().unwrap_or_else(|| "x".to_string()));
            for (n, odd) in oddities().iter().enumerate() {
                let answer = if pattern.starts_with("/api/v1") {
                    let schema = &document["paths"][*pattern][method.to_lowercase()]["requestBody"]["content"]["application/json"]["schema"];
                    let body = if schema.is_null() { json!({}) } else { odd_body(&document, schema, odd, &own, "") };
                    browser.api(token, method, &path, body, &[("if-match", "\"1\"")]).await
                } else {
                    let number = odd.number.to_string();
                    let mut fields: Vec<(&str, &str)> = CHOICES.to_vec();
                    fields.extend(FIELDS.iter().map(|name| (*name, if odd.text.len() > 20_000 { &odd.text[..20_000] } else { odd.text.as_str() })));
                    fields.extend(DATES.iter().map(|name| (*name, odd.date)));
                    fields.extend(NUMBERS.iter().map(|name| (*name, number.as_str())));
                    fields.extend([("vendor_id", own["vendors"].as_str()), ("contract_id", own["contracts"].as_str())]);
                    browser.post(&path, &fields).await
                };
                if answer.status >= 500 {
                    faults.push(format!("{method} {path} with oddity {n}: {}", answer.status));
                }
            }
        }
        assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
        t.drain();
    }

    async fn odd_texts_are_kept_as_they_were_typed(t: &Harness) {
        let token = t.token(&t.region, Role::ContractManager);
        let name = "Åsmunda 𝄞 Ögonklinik 'AB\" <b>&";
        let body = json!({ "legal_name": name, "kind": "other", "internal_note": "rad\nrad\n\n{{> x}}" });
        let made = t.stranger().api(&token, "POST", "/api/v1/vendors", body, &[]).await.expect(201).json();
        assert_eq!((&made["legal_name"], &made["internal_note"]), (&json!(name), &json!("rad\nrad\n\n{{> x}}")));
        let karin = t.region_user(Role::ContractManager);
        karin.get(&format!("/vendors/{}", made["id"].as_str().unwrap())).await.expect(200).has(&["𝄞", "&lt;b&gt;&amp;"]).lacks(&["<b>&"]);
        for (body, pointer) in [
            (json!({ "legal_name": "ö".repeat(500_000), "kind": "other" }), "/legal_name"),
            (json!({ "legal_name": "a\u{0}b", "kind": "other" }), "/legal_name"),
            (json!({ "legal_name": "ö".repeat(1_500_000), "kind": "other" }), ""),
        ] {
            let refused = t.stranger().api(&token, "POST", "/api/v1/vendors", body, &[]).await.expect(422).json();
            assert_eq!(refused["errors"][0]["pointer"], pointer);
        }
    }
}

fn rows(t: &Harness) -> Vec<i64> {
    t.read(|c| {
        Ok(vec![
            schema::vendors::table.count().get_result(c)?,
            schema::contracts::table.count().get_result(c)?,
            schema::assessments::table.count().get_result(c)?,
            schema::findings::table.count().get_result(c)?,
            schema::actions::table.count().get_result(c)?,
            schema::dialogues::table.count().get_result(c)?,
            schema::outbox::table.count().get_result(c)?,
            schema::audit_events::table.count().get_result(c)?,
        ])
    })
}

both! {
    async fn ids_of_another_organisation_are_refused_at_their_field(t: &Harness) {
        let now = t.now();
        let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, "Åsmunda Ögonklinik AB", None, false));
        t.person(&home, Role::VendorAdmin, "Sara Lind");
        let own = objects(t, &t.region, Some(&home));
        let theirs = objects(t, &t.other_region, None);
        let (nils, _) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        let (eva, _) = t.person(&t.region, Role::ContractManager, "Eva Ek");
        let (nils, eva) = (nils.id.to_string(), eva.id.to_string());
        let karin = t.region_user(Role::ContractManager);
        let token = t.token(&t.region, Role::ContractManager);
        let (v, k, f, a) = (own["vendors"].as_str(), own["contracts"].as_str(), own["findings"].as_str(), own["actions"].as_str());
        let (tv, tk, tf) = (theirs["vendors"].as_str(), theirs["contracts"].as_str(), theirs["findings"].as_str());
        let contract = json!({ "vendor_id": v, "reference": "N-1", "title": "Nytt" });
        let finding = json!({ "vendor_id": v, "title": "Ny", "severity": "high" });
        let of_clause = json!({ "vendor_id": v, "title": "Ny", "severity": "high", "origin": "clause", "origin_part": "KV-07" });
        let action = json!({ "vendor_id": v, "title": "Ny", "responsible": "vendor", "due_on": "2026-12-24" });
        let assessment = json!({ "vendor_id": v, "question_set": "lite", "due_on": "2026-12-24" });
        let vendor = json!({ "legal_name": "Nytt AB", "kind": "other" });
        // Method, path, body, the field, theirs and one's own.
        let cases = [
            ("POST", "/vendors".to_string(), &vendor, "manager_id", nils.as_str(), eva.as_str()),
            ("PATCH", format!("/vendors/{v}"), &Value::Null, "manager_id", &nils, &eva),
            ("PATCH", format!("/contracts/{k}"), &Value::Null, "vendor_id", tv, v),
            ("PATCH", format!("/contracts/{k}"), &Value::Null, "manager_id", &nils, &eva),
            ("PATCH", format!("/contracts/{k}"), &Value::Null, "parent_id", tk, ""),
            ("POST", "/contracts".to_string(), &contract, "vendor_id", tv, ""),
            ("POST", "/contracts".to_string(), &contract, "manager_id", &nils, ""),
            ("POST", "/contracts".to_string(), &contract, "parent_id", tk, k),
            ("POST", "/assessments".to_string(), &assessment, "vendor_id", tv, v),
            ("POST", "/assessments".to_string(), &assessment, "contract_id", tk, k),
            ("POST", "/findings".to_string(), &finding, "vendor_id", tv, v),
            ("POST", "/findings".to_string(), &finding, "contract_id", tk, k),
            ("POST", "/findings".to_string(), &of_clause, "origin_object_id", tk, k),
            ("POST", "/findings".to_string(), &finding, "origin_object_id", k, ""),
            ("POST", "/actions".to_string(), &action, "vendor_id", tv, v),
            ("POST", "/actions".to_string(), &action, "contract_id", tk, k),
            ("POST", "/actions".to_string(), &action, "finding_id", tf, f),
            ("POST", "/actions".to_string(), &action, "owner_id", &nils, &eva),
            ("PATCH", format!("/actions/{a}"), &Value::Null, "owner_id", &nils, &eva),
            ("POST", "/dialogues".to_string(), &json!({ "held_on": "2026-12-01" }), "contract_id", tk, ""),
        ];
        for (method, path, body, field, theirs, own) in cases {
            let with = |id: &str| {
                let mut all = body.as_object().cloned().unwrap_or_default();
                all.insert(field.to_string(), json!(id));
                Value::Object(all)
            };
            let before = rows(t);
            let label = format!("{method} {path} {field}");
            let path = format!("/api/v1{path}");
            let version = karin.api(&token, "GET", &path, Value::Null, &[]).await.header("etag").unwrap_or("\"1\"").to_string();
            let answer = karin.api(&token, method, &path, with(theirs), &[("if-match", &version)]).await;
            match answer.status {
                404 => {}
                422 => {
                    let errors = answer.json()["errors"].as_array().unwrap().clone();
                    assert!(errors.iter().all(|e| e["pointer"] == format!("/{field}")), "{label}: {errors:?}");
                }
                other => panic!("{label}: {other} {}", answer.text()),
            }
            assert_eq!(rows(t), before, "{label} wrote something");
            if !own.is_empty() {
                // It was the id that was refused and nothing else.
                let good = karin.api(&token, method, &path, with(own), &[("if-match", &version)]).await;
                assert!((200..300).contains(&good.status), "{label} with one's own: {} {}", good.status, good.text());
            }
        }

        // The same through the forms.
        let day = "2026-12-24";
        let forms: [(String, Vec<(&str, &str)>); 11] = [
            ("/vendors/new".into(), vec![("legal_name", "Nytt AB"), ("kind", "other"), ("country", "SE"), ("status", "active"), ("manager_id", &nils)]),
            ("/contracts/new".into(), vec![("reference", "N-2"), ("title", "Nytt"), ("vendor_id", tv)]),
            ("/contracts/new".into(), vec![("reference", "N-2"), ("title", "Nytt"), ("vendor_id", v), ("manager_id", &nils)]),
            ("/contracts/new".into(), vec![("reference", "N-2"), ("title", "Nytt"), ("vendor_id", v), ("parent_id", tk)]),
            ("/assessments".into(), vec![("vendor_id", tv), ("question_set", "lite"), ("due_on", day)]),
            ("/assessments".into(), vec![("vendor_id", v), ("contract_id", tk), ("question_set", "lite"), ("due_on", day)]),
            ("/findings".into(), vec![("vendor_id", tv), ("title", "Ny"), ("severity", "high"), ("responsible", "vendor")]),
            ("/findings".into(), vec![("vendor_id", v), ("contract_id", tk), ("title", "Ny"), ("severity", "high"), ("responsible", "vendor")]),
            (format!("/findings/{f}/actions"), vec![("title", "Ny"), ("responsible", "vendor"), ("due_on", day), ("owner_id", &nils)]),
            ("/dialogues/new".into(), vec![("contract_id", tk), ("held_on", day)]),
            (format!("/contracts/{tk}/dialogues"), vec![("held_on", day)]),
        ];
        for (path, fields) in forms {
            let before = rows(t);
            let answer = karin.post(&path, &fields).await;
            assert!(matches!(answer.status, 404 | 422), "{path} {fields:?}: {} {}", answer.status, answer.text());
            assert!(!answer.text().contains("Dold AB") || path != "/contracts/new" || fields.iter().any(|(_, id)| *id == v), "{path} names the other's vendor");
            assert_eq!(rows(t), before, "{path} {fields:?} wrote something");
        }
        t.drain();
    }
}
