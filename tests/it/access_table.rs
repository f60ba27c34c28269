//! Closed by default: every registered route has a row in the policy table, every role meets on
//! every route what the table says, and nobody reaches an object of another organisation.

use super::objects::{CATALOGUE, objects};
use super::support::{Answer, Browser, Harness};
use actix_web::test::TestRequest;
use std::collections::{BTreeMap, BTreeSet};
use tillit::access::{Permission, Role, Side, policy, routes};
use tillit::base::Id;
use tillit::features::accounts::{self, Organisation, OrganisationKind, Person};
use tillit::kit::Ctx;
use tillit::shell::routes::endpoints;

/// Addresses whose placeholders name no row of an organisation: files, one-time secrets, entries of catalogues.
const NOT_OBJECTS: &[&str] = &[
    "/assets/{hash}/{name}",
    "/invitation/{token}",
    "/reset/{token}",
    "/calendar/{secret}",
    "/portal/passport/questions/{question_id}",
    "/api/v1/portal/passport/answers/{question_id}",
    "/coverage/controls/{control}",
    "/api/v1/coverage/controls/{control}",
    "/clauses/{code}",
    "/api/v1/clauses/{code}",
    "/mail-texts/{event}/{language}",
    "/mail-texts/{event}/{language}/restore",
    "/unsubscribe/{token}",
    "/api/v1/mail-texts/{event}/{language}",
    "/api/v1/mail-texts/{event}/{language}/preview",
    "/api/v1/mail-texts/{event}/{language}/restore",
    "/overview/measures/{measure}",
    "/overview/measures/{measure}/goal",
    "/overview/texts/{place}",
    "/overview/mailings/{report}",
    "/api/v1/overview/measures/{measure}",
    "/api/v1/overview/measures/{measure}/goal",
    "/api/v1/overview/texts/{place}",
    "/api/v1/overview/mailings/{report}",
    "/record-settings/document-types/{type_key}",
    "/api/v1/record-settings/document-types/{type_key}",
];

#[test]
fn every_route_is_in_the_table_and_every_row_is_a_route() {
    let registered: Vec<(String, String)> =
        endpoints().iter().map(|e| (e.method.to_string(), e.path.to_string())).collect();
    let rows: Vec<(String, String)> = routes::all().map(|(m, p, _)| (m.to_string(), p.to_string())).collect();
    let mut faults = Vec::new();
    for route in &registered {
        match rows.iter().filter(|r| *r == route).count() {
            1 => {}
            0 => faults.push(format!("{} {} is registered but not in access/routes", route.0, route.1)),
            n => faults.push(format!("{} {} stands {n} times in access/routes", route.0, route.1)),
        }
    }
    let unique: BTreeSet<_> = registered.iter().collect();
    faults.extend(
        rows.iter().filter(|r| !unique.contains(r)).map(|(m, p)| format!("{m} {p} is in the table but not registered")),
    );
    if unique.len() != registered.len() {
        faults.push("a route is registered twice".to_string());
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// One person for each role, on their own side of the table.
struct Cast {
    people: Vec<(Role, Person, Organisation, Ctx)>,
}

impl Cast {
    fn of(t: &Harness) -> Cast {
        let now = t.now();
        let vendor = t.write(|c| {
            accounts::add_organisation(c, now, OrganisationKind::Vendor, "Åsmunda Ögonklinik AB", None, false)
        });
        let people = Role::ALL.iter().map(|role| {
            let home = if role.side() == Side::Region { &t.region } else { &vendor };
            let (person, ctx) = t.person(home, *role, &format!("Prov {}", role.as_str().replace('_', " ")));
            (*role, person, home.clone(), ctx)
        });
        Cast { people: people.collect() }
    }

    /// Tokens of everybody, for the API.
    fn tokens(&self, t: &Harness) -> BTreeMap<Role, String> {
        self.people.iter().map(|(role, person, home, _)| (*role, t.token_of(person, home, *role))).collect()
    }
}

/// Sends an empty request of the right kind.
async fn ask(browser: &Browser, token: Option<&str>, method: &str, path: &str) -> Answer {
    if path.starts_with("/api/v1") {
        let body = if method == "GET" { serde_json::Value::Null } else { serde_json::json!({}) };
        return match token {
            Some(token) => browser.api(token, method, path, body, &[("if-match", "\"1\"")]).await,
            None => browser.send(TestRequest::default().method(method.parse().unwrap()).uri(path).set_json(body)).await,
        };
    }
    match method {
        "GET" => browser.get(path).await,
        _ => browser.post(path, &[("version", "1")]).await,
    }
}

/// The pattern with every placeholder filled in.
pub fn filled(pattern: &str, value: impl Fn(&str) -> String) -> String {
    let mut path = String::new();
    for part in pattern.split('/').skip(1) {
        let text = match (part.find('{'), part.find('}')) {
            (Some(from), Some(to)) => {
                format!("{}{}{}", &part[..from], value(&format!("{path}/{part}")), &part[to + 1..])
            }
            _ => part.to_string(),
        };
        path = format!("{path}/{text}");
    }
    path
}

/// What is wrong with the answer that somebody with this permission (or without it) got.
fn fault(answer: &Answer, path: &str, role: Option<Role>, allowed: bool) -> Option<String> {
    let to_sign_in = answer.status == 303 && answer.location().starts_with("/sign-in");
    let api = path.starts_with("/api/v1");
    let right = match (answer.status, allowed, role) {
        (500.., _, _) => false,
        (401 | 403, true, _) => false,
        (_, true, Some(_)) => !to_sign_in || path == "/sign-out",
        (_, true, None) => true,
        (status, false, None) if api => status == 401,
        (_, false, None) => to_sign_in,
        (status, false, Some(_)) => matches!(status, 403 | 404),
    };
    (!right).then(|| {
        format!(
            "{} as {}: {} {}",
            path,
            role.map_or("a stranger", Role::as_str),
            answer.status,
            if allowed { "though allowed" } else { "though denied" }
        )
    })
}

both! {
    async fn every_role_meets_what_the_table_says(t: &Harness) {
        let cast = Cast::of(t);
        let tokens = cast.tokens(t);
        let mut faults = Vec::new();
        for (method, pattern, permission) in routes::all() {
            let path = filled(pattern, |_| Id::new(t.now()).to_string());
            // Demo routes answer 404 to everybody outside the demo.
            let open = |role| *permission != Permission::Demo && policy::allows(role, *permission);
            let answer = ask(&t.stranger(), None, method, &path).await;
            if *permission == Permission::Demo {
                assert_eq!(answer.status, 404, "{path}");
                continue;
            }
            faults.extend(fault(&answer, &path, None, open(None)).map(|f| format!("{method} {f}")));
            for (role, person, _, ctx) in &cast.people {
                let browser = t.browser_for(person, ctx.clone());
                let answer = ask(&browser, tokens.get(role).map(String::as_str), method, &path).await;
                faults.extend(fault(&answer, &path, Some(*role), open(Some(*role))).map(|f| format!("{method} {f}")));
            }
        }
        t.drain();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

/// The literal segment before the last placeholder of a pattern's beginning.
pub fn kind_of(beginning: &str) -> &str {
    let mut parts = beginning.rsplit('/').skip(1);
    match parts.find(|p| !p.contains('{')).unwrap_or_default() {
        "evidence" if beginning.contains("/assessments/") => "assessment evidence",
        kind => kind,
    }
}

fn is_object_route(pattern: &str) -> bool {
    pattern.contains('{') && !NOT_OBJECTS.contains(&pattern)
}

/// Every way to point a route at what is not one's own: all ids theirs, or one's own object with a
/// part of theirs. With each, the same address with ids that do not exist.
fn reaches(
    t: &Harness,
    pattern: &str,
    own: &BTreeMap<&str, String>,
    theirs: &BTreeMap<&str, String>,
) -> Vec<(String, String)> {
    let fill = |of: &dyn Fn(usize, &str) -> Option<String>| {
        let at = std::cell::Cell::new(0);
        filled(pattern, |beginning| {
            at.set(at.get() + 1);
            of(at.get(), kind_of(beginning)).unwrap_or_else(|| format!("no-{}", kind_of(beginning)))
        })
    };
    let fixed = |kind: &str| CATALOGUE.iter().find(|(k, _)| *k == kind).map(|(_, id)| (*id).to_string());
    let nowhere = |kind: &str| fixed(kind).or_else(|| Some(Id::new(t.now()).to_string()));
    let mut found = vec![(fill(&|_, kind| theirs.get(kind).cloned()), fill(&|_, kind| nowhere(kind)))];
    let parts = pattern.split('/').filter(|p| p.contains('{'));
    if parts.count() > 1 {
        let mixed = fill(&|at, kind| if at == 1 { own.get(kind) } else { theirs.get(kind) }.cloned());
        let missing = fill(&|at, kind| if at == 1 { own.get(kind).cloned() } else { nowhere(kind) });
        if mixed != missing && mixed != fill(&|_, kind| own.get(kind).cloned()) {
            found.push((mixed, missing));
        }
    }
    found
}

both! {
    async fn nobody_reaches_an_object_of_another_organisation(t: &Harness) {
        let cast = Cast::of(t);
        let tokens = cast.tokens(t);
        let vendor_organisation = cast.people.iter().find(|(role, ..)| *role == Role::VendorAdmin).map(|(_, _, home, _)| home.clone());
        let own = objects(t, &t.region, vendor_organisation.as_ref());
        let theirs = objects(t, &t.other_region, None);
        let mut faults = Vec::new();
        // The demo's pages exist in the demo only: here they answer 404 to everybody, as the test above sees.
        let served = routes::all().filter(|(_, _, permission)| *permission != Permission::Demo);
        for (method, pattern, permission) in served.filter(|(_, p, _)| is_object_route(p)) {
            for (path, nowhere) in reaches(t, pattern, &own, &theirs) {
                if path.contains("/no-") {
                    faults.push(format!("{method} {pattern}: objects() makes none of these"));
                    continue;
                }
                for (role, person, _, ctx) in cast.people.iter().filter(|(role, ..)| policy::allows(Some(*role), *permission)) {
                    let browser = t.browser_for(person, ctx.clone());
                    let token = tokens.get(role).map(String::as_str);
                    let answer = ask(&browser, token, method, &path).await;
                    let same = ask(&browser, token, method, &nowhere).await.status;
                    // An empty form may be refused before anything is looked up, but then alike for every id.
                    let right = answer.status == 404 || *method != "GET" && answer.status == same && matches!(same, 400 | 409 | 415 | 422);
                    if !right {
                        faults.push(format!("{method} {path} ({pattern}) as {role}: {} (an id that does not exist: {same})", answer.status));
                    }
                }
            }
        }
        t.drain();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn addresses_are_filled_in_from_their_patterns() {
    assert_eq!(
        filled("/contracts/{id}/clauses/{clause_id}", |b| kind_of(b).to_string()),
        "/contracts/contracts/clauses/clauses"
    );
    assert_eq!(filled("/dialogues/{id}/report.pdf", |_| "7".to_string()), "/dialogues/7/report.pdf");
    assert!(
        is_object_route("/vendors/{id}") && !is_object_route("/vendors") && !is_object_route("/assets/{hash}/{name}")
    );
}

#[test]
fn a_wrong_answer_is_found() {
    let answer = |status: u16, to: &str| Answer {
        status,
        headers: vec![("location".to_string(), to.to_string())],
        body: vec![],
    };
    let reader = Some(Role::Reader);
    assert!(fault(&answer(200, ""), "/vendors", reader, false).is_some());
    assert!(fault(&answer(500, ""), "/vendors", reader, true).is_some());
    assert!(fault(&answer(403, ""), "/vendors", reader, true).is_some());
    assert!(fault(&answer(303, "/sign-in"), "/vendors", reader, true).is_some());
    assert!(fault(&answer(200, ""), "/vendors", None, false).is_some());
    assert!(fault(&answer(303, "/sign-in"), "/api/v1/vendors", None, false).is_some());
    assert!(fault(&answer(303, "/sign-in"), "/vendors", None, false).is_none());
    assert!(fault(&answer(404, ""), "/vendors", reader, false).is_none());
    assert!(fault(&answer(422, ""), "/vendors", reader, true).is_none());
}
