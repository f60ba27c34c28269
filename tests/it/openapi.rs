//! The API as it is described and as it answers: every endpoint is in the document, the document
//! is reviewed when it changes, and the conventions hold on every resource.

use super::support::{Answer, Harness, source};
use actix_web::test::TestRequest;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tillit::access::Role;
use tillit::shell::openapi::document;
use tillit::shell::routes::endpoints;

fn described() -> Value {
    serde_json::to_value(document()).unwrap()
}

/// Method, path and description of every operation.
fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, methods): (&String, &Value)| -> Vec<(String, String, Value)> {
        methods
            .as_object()
            .unwrap()
            .iter()
            .map(|(method, operation)| (method.to_uppercase(), path.clone(), operation.clone()))
            .collect()
    };
    paths.iter().flat_map(of_path).collect()
}

#[test]
fn what_is_registered_is_described_and_the_other_way_round() {
    let registered: BTreeSet<(String, String)> = endpoints()
        .iter()
        .filter(|e| e.path.starts_with("/api/v1"))
        .map(|e| (e.method.to_string(), e.path.to_string()))
        .collect();
    let described: BTreeSet<(String, String)> =
        operations(&described()).into_iter().map(|(method, path, _)| (method, path)).collect();
    let hidden: Vec<_> = registered.difference(&described).collect();
    let invented: Vec<_> = described.difference(&registered).collect();
    assert!(hidden.is_empty() && invented.is_empty(), "not described: {hidden:#?}\nnot registered: {invented:#?}");
}

#[test]
fn every_operation_says_what_it_is_and_what_it_answers() {
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    for (method, path, operation) in operations(&described()) {
        let mut fault = |what: &str| faults.push(format!("{method} {path}: {what}"));
        let said = |key: &str| operation[key].as_str().is_some_and(|text| !text.trim().is_empty());
        if !said("summary") {
            fault("no summary");
        }
        if operation["tags"].as_array().is_none_or(|tags| tags.len() != 1) {
            fault("not one tag");
        }
        let responses = operation["responses"].as_object().cloned().unwrap_or_default();
        if !responses.keys().any(|code| code.starts_with('2')) {
            fault("no good answer");
        }
        let placeholders = path.split('{').skip(1).map(|part| part.split('}').next().unwrap());
        let named = |name: &str| {
            operation["parameters"]
                .as_array()
                .is_some_and(|all| all.iter().any(|p| p["in"] == "path" && p["name"] == name))
        };
        for name in placeholders.filter(|name| !named(name)) {
            fault(&format!("the parameter {name} is not described"));
        }
        let id = format!(
            "{}/{}",
            operation["tags"][0].as_str().unwrap_or_default(),
            operation["operationId"].as_str().unwrap_or_default()
        );
        if !ids.insert(id) {
            fault("its operationId is another's in the same group");
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every schema that is referred to is in the document.
#[test]
fn every_reference_leads_somewhere() {
    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(to)) = map.get("$ref") {
                    found.insert(to.clone());
                }
                map.values().for_each(|inner| references(inner, found));
            }
            Value::Array(all) => all.iter().for_each(|inner| references(inner, found)),
            _ => {}
        }
    }
    let document = described();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    let lost: Vec<&String> = found.iter().filter(|to| document.pointer(to.trim_start_matches('#')).is_none()).collect();
    assert!(lost.is_empty(), "{lost:#?}");
}

/// A change of the API is a change that somebody reads. TILLIT_UPDATE_SNAPSHOTS=1 writes the file.
#[test]
fn the_document_is_the_reviewed_one() {
    let place = source::root().join("tests/snapshots/openapi.json");
    let now = serde_json::to_string_pretty(&described()).unwrap() + "\n";
    if std::env::var_os("TILLIT_UPDATE_SNAPSHOTS").is_some() {
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(&place, &now).unwrap();
    }
    let reviewed = std::fs::read_to_string(&place).unwrap_or_default();
    let differs = reviewed.lines().zip(now.lines()).position(|(a, b)| a != b);
    assert!(
        reviewed == now,
        "line {:?} differs; look at the change, then run with TILLIT_UPDATE_SNAPSHOTS=1",
        differs.map(|n| n + 1)
    );
}

async fn call(t: &Harness, token: &str, method: &str, path: &str, body: Value, headers: &[(&str, &str)]) -> Answer {
    t.stranger().api(token, method, path, body, headers).await
}

fn problem(answer: Answer, status: u16, code: &str) -> Value {
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{}", answer.text());
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let body = answer.expect(status).json();
    assert_eq!((&body["type"], &body["status"]), (&json!(code), &json!(status)));
    for key in ["title", "detail", "request_id"] {
        assert!(body[key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {body}");
    }
    body
}

both! {
    async fn without_a_token_nothing_is_said(t: &Harness) {
        for (method, path, _) in operations(&described()).into_iter().filter(|(_, path, _)| path != "/api/v1/openapi.json") {
            let path = path.replace(['{', '}'], "");
            let answer = t.stranger().send(TestRequest::default().method(method.parse().unwrap()).uri(&path)).await;
            problem(answer, 401, "refusal-sign-in");
        }
        problem(call(t, "fel", "GET", "/api/v1/vendors", Value::Null, &[]).await, 401, "refusal-sign-in");
        // A cookie does not open the API: another site could have made the browser send it.
        let karin = t.region_user(Role::ContractManager);
        problem(karin.get("/api/v1/vendors").await, 401, "refusal-sign-in");
        t.stranger().get("/api/v1/openapi.json").await.expect(200).has(&["/api/v1/vendors/{id}/invitations"]);
        t.stranger().get("/api/docs").await.expect(200).has(&["/api/v1/dialogues/{id}/lock"]);
    }

    async fn what_is_refused_says_where_and_in_the_language_asked_for(t: &Harness) {
        let token = t.token(&t.region, Role::ContractManager);
        let sv = problem(call(t, &token, "POST", "/api/v1/vendors", json!({ "kind": "other" }), &[]).await, 422, "refusal-invalid");
        let en = call(t, &token, "POST", "/api/v1/vendors", json!({ "kind": "other" }), &[("accept-language", "en-GB,en;q=0.9,sv;q=0.1")]).await;
        let en = problem(en, 422, "refusal-invalid");
        for body in [&sv, &en] {
            assert_eq!((&body["errors"][0]["pointer"], &body["errors"][0]["code"]), (&json!("/legal_name"), &json!("error-required")));
        }
        assert_ne!((&sv["title"], &sv["detail"], &sv["errors"][0]["message"]), (&en["title"], &en["detail"], &en["errors"][0]["message"]));
        assert_ne!(sv["errors"][0]["message"], en["errors"][0]["message"]);
        // What is not JSON, not of the type or not known is shown at its place.
        let wrong = problem(call(t, &token, "POST", "/api/v1/vendors", json!({ "legal_name": 7 }), &[]).await, 422, "refusal-invalid");
        assert_eq!(wrong["errors"][0]["pointer"], "/legal_name");
        let unknown = problem(call(t, &token, "POST", "/api/v1/vendors", json!({ "legal_nam": "A" }), &[]).await, 422, "refusal-invalid");
        assert!(unknown["errors"][0]["message"].as_str().unwrap().contains("legal_nam"), "{unknown}");
        let deep = json!({ "participants": [{ "side": "region", "name": "Eva" }, { "side": "nobody", "name": "Eva" }] });
        let deep = call(t, &token, "PATCH", "/api/v1/dialogues/01900000-0000-7000-8000-000000000000", deep, &[("if-match", "\"1\"")]).await;
        assert_eq!(problem(deep, 422, "refusal-invalid")["errors"][0]["pointer"], "/participants/1/side");
        let garbage = TestRequest::post().uri("/api/v1/vendors").insert_header(("authorization", format!("Bearer {token}"))).set_payload("{\"legal_name\": ");
        problem(t.stranger().send(garbage).await, 422, "refusal-invalid");
        for path in ["/api/v1/nothing", "/api/v1/vendors/not-an-id", "/api/v1/vendors/01900000-0000-7000-8000-000000000000"] {
            problem(call(t, &token, "GET", path, Value::Null, &[]).await, 404, "refusal-not-found");
        }
    }

    async fn an_edit_names_the_version_it_was_made_from(t: &Harness) {
        let token = t.token(&t.region, Role::ContractManager);
        let made = call(t, &token, "POST", "/api/v1/vendors", json!({ "legal_name": "Åsmunda Ögonklinik AB", "kind": "care_provider" }), &[]).await.expect(201);
        assert_eq!(made.header("etag"), Some("\"1\""));
        let path = format!("/api/v1/vendors/{}", made.json()["id"].as_str().unwrap());
        let change = json!({ "internal_note": "Ny" });
        problem(call(t, &token, "PATCH", &path, change.clone(), &[]).await, 428, "refusal-version-needed");
        let changed = call(t, &token, "PATCH", &path, change.clone(), &[("if-match", "\"1\"")]).await.expect(200);
        assert_eq!((changed.header("etag"), &changed.json()["internal_note"]), (Some("\"2\""), &json!("Ny")));
        let stale = call(t, &token, "PATCH", &path, json!({ "internal_note": "Annan" }), &[("if-match", "\"1\"")]).await;
        let stale = problem(stale, 412, "refusal-conflict");
        assert_eq!((&stale["stored"]["internal_note"], &stale["stored"]["version"]), (&json!("Ny"), &json!("2")));
        // Somebody else's token meets what does not exist, and changes nothing.
        let other = t.token(&t.other_region, Role::SecurityOfficer);
        problem(call(t, &other, "GET", &path, Value::Null, &[]).await, 404, "refusal-not-found");
        problem(call(t, &other, "PATCH", &path, change, &[("if-match", "\"2\"")]).await, 404, "refusal-not-found");
        let reader = t.token(&t.region, Role::Reader);
        problem(call(t, &reader, "PATCH", &path, json!({}), &[("if-match", "\"2\"")]).await, 404, "refusal-not-found");
    }

    async fn a_list_is_read_to_its_end_by_its_cursor(t: &Harness) {
        let token = t.token(&t.region, Role::ContractManager);
        for n in 0..7 {
            call(t, &token, "POST", "/api/v1/vendors", json!({ "legal_name": format!("Bolag {n}"), "kind": "other" }), &[]).await.expect(201);
        }
        let (mut names, mut cursor) = (Vec::new(), None::<String>);
        loop {
            let path = format!("/api/v1/vendors?limit=3&sort=-name{}", cursor.map(|c| format!("&cursor={c}")).unwrap_or_default());
            let page = call(t, &token, "GET", &path, Value::Null, &[]).await.expect(200).json();
            assert_eq!(page["total"], 7);
            names.extend(page["items"].as_array().unwrap().iter().map(|v| v["legal_name"].as_str().unwrap().to_string()));
            cursor = page["next"].as_str().map(str::to_string);
            if cursor.is_none() {
                break;
            }
        }
        let expected: Vec<String> = (0..7).rev().map(|n| format!("Bolag {n}")).collect();
        assert_eq!(names, expected);
        for limit in ["0", "-5", "100000"] {
            call(t, &token, "GET", &format!("/api/v1/vendors?limit={limit}"), Value::Null, &[]).await.expect(200);
        }
        // Every list has the same three keys.
        for list in ["vendors", "contracts", "assessments", "findings", "actions", "dialogues", "controls"] {
            let body = call(t, &token, "GET", &format!("/api/v1/{list}"), Value::Null, &[]).await.expect(200).json();
            assert!(body["items"].is_array() && body["total"].is_i64() && body.get("next").is_some(), "{list}: {body}");
        }
    }

    async fn a_call_that_is_sent_again_happens_once(t: &Harness) {
        let token = t.token(&t.region, Role::ContractManager);
        let key = [("idempotency-key", "utskick-7")];
        let body = json!({ "legal_name": "Åsmunda", "kind": "other" });
        let first = call(t, &token, "POST", "/api/v1/vendors", body.clone(), &key).await.expect(201);
        let again = call(t, &token, "POST", "/api/v1/vendors", body, &key).await.expect(201);
        assert_eq!((again.header("idempotency-replayed"), again.header("etag")), (Some("true"), Some("\"1\"")));
        assert_eq!(first.json(), again.json());
        // Another body under the same key is a mistake of the caller's.
        let other = call(t, &token, "POST", "/api/v1/vendors", json!({ "legal_name": "B", "kind": "other" }), &key).await;
        assert!((400..500).contains(&other.status), "{}", other.text());
        let all = call(t, &token, "GET", "/api/v1/vendors", Value::Null, &[]).await.expect(200).json();
        assert_eq!(all["total"], 1);
        // What was refused left nothing behind: its key is free.
        let free = [("idempotency-key", "utskick-8")];
        call(t, &token, "POST", "/api/v1/vendors", json!({}), &free).await.expect(422);
        call(t, &token, "POST", "/api/v1/vendors", json!({ "legal_name": "C", "kind": "other" }), &free).await.expect(201);
    }
}
