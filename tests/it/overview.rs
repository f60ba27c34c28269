//! Figures over the whole portfolio: each has a list of as many rows, each day is kept once, and what is missing is said.

use super::categorisation::queries;
use super::support::tables::insert;
use super::support::{Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::features::overview::{self, Measure, views};
use tillit::platform::view::{Views, render_samples};

#[test]
fn every_page_renders_in_both_languages() {
    let all = Views::new().unwrap();
    render_samples::<views::FiguresPage>(&all).unwrap();
    render_samples::<views::MeasurePage>(&all).unwrap();
    render_samples::<views::MemoPage>(&all).unwrap();
    render_samples::<views::TextsPage>(&all).unwrap();
    render_samples::<views::PastPage>(&all).unwrap();
    render_samples::<views::ClausePage>(&all).unwrap();
    render_samples::<views::AdministrationsPage>(&all).unwrap();
    render_samples::<views::MailingsPage>(&all).unwrap();
}

/// A vendor of the region, as plain as can be.
pub fn vendor(t: &Harness, name: &str, given: &[(&str, &str)]) -> String {
    let region = t.region.id.to_string();
    let mut all = vec![
        ("organisation_id", region.as_str()),
        ("legal_name", name),
        ("name_folded", name),
        ("kind", "care_provider"),
        ("country", "SE"),
        ("status", "active"),
        ("tags", ""),
        ("created_at", "2025-01-10 08:00:00.000000"),
    ];
    all.retain(|(column, _)| !given.iter().any(|(other, _)| other == column));
    all.extend_from_slice(given);
    insert(t, "vendors", &all).to_string()
}

/// Rows that each measure counts, beside rows that it does not. It is 23 November 2026.
fn everything(t: &Harness) {
    let region = t.region.id.to_string();
    let own = |table: &str, given: &[(&str, &str)]| {
        let mut all = vec![("organisation_id", region.as_str())];
        all.extend_from_slice(given);
        insert(t, table, &all).to_string()
    };
    let (nora, _) = t.person(&t.region, Role::Director, "Nora Lindqvist");
    let proposed_by = ("proposed_by", nora.id.as_str());
    let alfa = vendor(t, "=Alfa Vård AB", &[("tier", "1"), ("created_at", "2026-11-20 08:00:00.000000")]);
    let beta = vendor(t, "Beta AB", &[]);
    let gamma = vendor(t, "Gamma AB", &[("tier", "2"), ("tier_preliminary", "true")]);
    vendor(t, "Delta AB", &[("tier", "1")]);
    vendor(t, "Slut AB", &[("status", "ended")]);
    let contract = own("contracts", &[("vendor_id", &alfa), ("reference", "AVT-1"), ("title", "Rådgivning")]);
    let of = [("vendor_id", alfa.as_str()), ("contract_id", contract.as_str())];
    let finding = |number: &str, given: &[(&str, &str)]| {
        let mut all = vec![of[0], ("number", number), ("responsible", "vendor"), ("control_ids", "")];
        all.extend_from_slice(given);
        own("findings", &all)
    };
    finding("1", &[("severity", "critical"), ("origin", "breach"), ("created_at", "2026-11-20 08:00:00.000000")]);
    finding(
        "2",
        &[
            ("severity", "critical"),
            ("origin", "manual"),
            ("created_at", "2026-10-01 08:00:00.000000"),
            ("closed_at", "2026-11-10 08:00:00.000000"),
        ],
    );
    finding(
        "3",
        &[
            ("severity", "high"),
            ("origin", "manual"),
            ("created_at", "2026-01-30 08:00:00.000000"),
            ("closed_at", "2026-03-01 08:00:00.000000"),
        ],
    );
    finding(
        "4",
        &[
            ("severity", "high"),
            ("origin", "manual"),
            ("created_at", "2025-01-30 08:00:00.000000"),
            ("closed_at", "2025-03-01 08:00:00.000000"),
        ],
    );
    let action = |number: &str, given: &[(&str, &str)]| {
        let mut all = vec![of[0], ("number", number), ("responsible", "vendor")];
        all.extend_from_slice(given);
        own("actions", &all)
    };
    let late = action("1", &[("status", "open"), ("due_on", "2026-11-01"), ("slips", "2")]);
    action(
        "2",
        &[
            ("status", "verified"),
            ("due_on", "2026-11-01"),
            ("slips", "3"),
            ("verified_at", "2026-11-15 08:00:00.000000"),
        ],
    );
    action("3", &[("status", "reported_done"), ("due_on", "2026-11-01"), ("slips", "0")]);
    for at in ["2026-11-10", "2026-02-01", "2025-02-01"] {
        own("action_postponements", &[("action_id", &late), ("decided_at", &format!("{at} 08:00:00.000000"))]);
    }
    own("incidents", &[("number", "1"), ("state", "open"), ("received_at", "2026-11-20 08:00:00.000000")]);
    own("incidents", &[("number", "2"), ("state", "closed"), ("received_at", "2026-01-20 08:00:00.000000")]);
    let risk = own("risks", &[of[0], ("number", "1"), ("state", "assessed"), ("residual_level", "high")]);
    own("risks", &[("number", "2"), ("state", "accepted"), ("residual_level", "extreme")]);
    own(
        "risk_acceptances",
        &[("risk_id", &risk), ("state", "accepted"), proposed_by, ("accepted_at", "2026-11-12 08:00:00.000000")],
    );
    own(
        "vendor_steps",
        &[
            ("vendor_id", &gamma),
            ("from_status", "active"),
            ("to_status", "ended"),
            ("decided_at", "2026-11-05 08:00:00.000000"),
        ],
    );
    own("categorisations", &[of[0], ("decided_at", "2026-11-20 08:00:00.000000")]);
    own(
        "contract_deviations",
        &[
            of[1],
            ("clause_id", "KV-01"),
            ("state", "approved"),
            proposed_by,
            ("decided_at", "2026-11-11 08:00:00.000000"),
        ],
    );
    own(
        "contract_deviations",
        &[
            of[1],
            ("clause_id", "KV-02"),
            ("state", "refused"),
            proposed_by,
            ("decided_at", "2026-11-11 08:00:00.000000"),
        ],
    );
    let case = own("subcontract_cases", &[of[0], of[1], ("number", "1"), ("applicant_id", nora.id.as_str())]);
    own("subcontract_decisions", &[("case_id", &case), ("decided_at", "2026-11-11 08:00:00.000000")]);
    let platform = own("platforms", &[("name", "Portalen"), ("name_folded", "portalen")]);
    let service = own(
        "services",
        &[
            ("name", "Färdtjänst"),
            ("status", "published"),
            ("audience", "public"),
            ("information_types", ""),
            ("platform_id", &platform),
        ],
    );
    own(
        "service_exceptions",
        &[("service_id", &service), ("platform_id", &platform), ("decided_at", "2026-11-11 08:00:00.000000")],
    );
    let dialogue = |number: &str, given: &[(&str, &str)]| {
        let mut all = vec![of[0], of[1], ("number", number)];
        all.extend_from_slice(given);
        own("dialogues", &all)
    };
    dialogue(
        "1",
        &[
            ("period", "2026-10"),
            ("held_on", "2026-10-20"),
            ("status", "locked"),
            ("locked_at", "2026-11-02 08:00:00.000000"),
        ],
    );
    dialogue("2", &[("period", "2026-11"), ("held_on", "2026-11-10"), ("status", "planned")]);
    dialogue("3", &[("period", "2026-12"), ("held_on", "2026-12-10"), ("status", "planned")]);
    let line = |kind: &str, period: &str, due_on: &str| {
        own(
            "follow_up_lines",
            &[
                of[1],
                ("kind", kind),
                ("state", "planned"),
                ("period", period),
                ("due_on", due_on),
                ("opens_on", due_on),
            ],
        )
    };
    line("verification", "2026-11", "2026-11-01");
    // Nobody called to the first; the second is dialogue 1.
    line("dialogue", "2026-09", "2026-09-30");
    line("dialogue", "2026-10", "2026-10-31");
    let by = ("created_by", nora.id.as_str());
    let ladder = |number: &str, given: &[(&str, &str)]| {
        let opened = ("opened_by", nora.id.as_str());
        let mut all = vec![
            of[0],
            opened,
            ("number", number),
            ("origin", "action"),
            ("origin_id", late.as_str()),
            ("cause", "other"),
        ];
        all.extend_from_slice(given);
        own("escalations", &all)
    };
    let open = ladder("1", &[]);
    ladder("2", &[("closed_at", "2026-11-10 08:00:00.000000")]);
    for (position, on) in [("1", "2026-09-01"), ("2", "2026-11-12")] {
        let step =
            [("escalation_id", open.as_str()), ("position", position), ("step", "vendor"), ("direction", "raised")];
        own("escalation_steps", &[&step[..], &[("decided_on", on), ("recorded_by", nora.id.as_str())]].concat());
    }
    let plan = own("plans", &[of[0], by, ("number", "1")]);
    for (number, on) in [("1", "2026-09-01"), ("2", "2026-11-12")] {
        let decision = [("plan_id", plan.as_str()), ("number", number), ("decided_on", on)];
        own("plan_decisions", &[&decision[..], &[("recorded_by", nora.id.as_str())]].concat());
    }
    let people = [("manager_id", nora.id.as_str()), ("owner_id", nora.id.as_str()), by];
    let reviews = own("analysis_campaigns", &[&people[..], &[("number", "1"), ("state", "running")]].concat());
    for (number, state, decided) in
        [("1", "decided", "2026-11-12"), ("2", "decided", "2026-09-01"), ("3", "ready", "2026-11-12")]
    {
        let at = format!("{decided} 08:00:00.000000");
        let analysis =
            [("campaign_id", reviews.as_str()), ("service_id", service.as_str()), people[1], ("number", number)];
        own("service_analyses", &[&analysis[..], &[("state", state), ("decided_at", at.as_str())]].concat());
    }
    own("assessments", &[of[0], ("status", "sent"), ("due_on", "2026-11-01")]);
    own(
        "assessments",
        &[of[0], ("status", "submitted"), ("due_on", "2026-11-01"), ("submitted_at", "2026-10-01 08:00:00.000000")],
    );
    let campaign = own("chain_campaigns", &[("state", "open")]);
    own(
        "chain_confirmations",
        &[of[0], of[1], ("campaign_id", &campaign), ("state", "asked"), ("due_on", "2026-11-01")],
    );
    own(
        "coverage_vendors",
        &[of[0], ("tier", "1"), ("states", "ucvc"), ("unknown_count", "3"), ("claimed_count", "2")],
    );
    own("coverage_vendors", &[("vendor_id", &beta), ("tier", "3"), ("unknown_count", "3"), ("claimed_count", "0")]);
}

async fn ask(browser: &Browser, token: &str, path: &str) -> Value {
    browser.api(token, "GET", path, Value::Null, &[]).await.expect(200).json()
}

/// The value of a figure.
fn value(all: &Value, measure: &str) -> Value {
    let figures = all["figures"].as_array().unwrap();
    figures.iter().find(|figure| figure["measure"] == measure).map_or(Value::Null, |figure| figure["value"].clone())
}

both! {
    async fn every_figure_drills_to_as_many_rows(t: &Harness) {
        everything(t);
        let omar = t.region_user(Role::SecurityOfficer);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let all = ask(&omar, &token, "/api/v1/overview").await;
        let figures = all["figures"].as_array().unwrap().clone();
        assert_eq!(figures.len(), Measure::ALL.len());
        for figure in &figures {
            let name = figure["measure"].as_str().unwrap();
            let rows = figure["rows"].as_str().unwrap();
            let list = ask(&omar, &token, rows).await;
            let page = rows.trim_start_matches("/api/v1").to_string();
            let shown = omar.get(&page).await.expect(200).text();
            let total = list["total"].as_i64().unwrap();
            assert!(total > 0, "{name}: nothing tries it");
            let count = |found: usize| i64::try_from(found).unwrap();
            assert_eq!(count(list["items"].as_array().unwrap().len()), total, "{name}");
            assert_eq!(count(shown.matches("<th scope=\"row\"><a href=\"/").count()), total, "{name}: rows on the page");
            let file = omar.get(&format!("{page}{}format=csv", if page.contains('?') { "&" } else { "?" })).await.expect(200).text();
            assert_eq!(count(file.lines().count()), total + 1, "{name}: rows of the file");
            if name == "median_closing" {
                assert_eq!(figure["value"], 30, "of 30 and 40 days the lower");
            } else {
                assert_eq!(figure["value"], total, "{name}");
            }
        }
        for (name, wanted) in [
            ("critical_findings", 1), ("overdue_actions", 1), ("slipped_actions", 1), ("open_actions", 2), ("open_incidents", 1), ("new_incidents", 1),
            ("unaccepted_risks", 1), ("quiet_vendors", 1), ("closed_findings", 1), ("closed_in_year", 2), ("moved_dates", 1), ("slips", 2),
            ("new_vendors", 1), ("untiered_vendors", 1), ("approved_deviations", 1), ("planned_dialogues", 3), ("held_dialogues", 1), ("late_follow_ups", 3),
            ("open_escalations", 1), ("escalation_steps", 1), ("plan_decisions", 1), ("service_decisions", 1),
            ("missed_dialogues", 1), ("unproven_vendors", 1), ("unverified_vendors", 1), ("unverified_requirements", 2), ("silent_vendors", 1), ("late_reviews", 1),
        ] {
            assert_eq!(value(&all, name), wanted, "{name}");
        }
        for page in ["/overview", "/overview/follow-up"] {
            let text = omar.get(page).await.expect(200).text();
            for figure in &figures {
                let on_director = figure["part"] != "follow_up";
                let href = figure["rows"].as_str().unwrap().trim_start_matches("/api/v1").replace('=', "&#x3D;");
                let plain = figure["rows"].as_str().unwrap().trim_start_matches("/api/v1").to_string();
                let has = text.contains(&href) || text.contains(&plain);
                assert_eq!(has, on_director == (page == "/overview"), "{page} {plain}");
            }
        }
        let csv = omar.get("/overview/measures/new_vendors?since=2026-10-23&format=csv").await.expect(200).text();
        assert!(csv.contains("'=Alfa Vård AB"), "a formula stays text: {csv}");
        let early = ask(&omar, &token, "/api/v1/overview/measures/new_vendors?since=2025-01-01").await;
        assert_eq!(early["total"], 5);
        omar.get("/overview/measures/new_vendors?since=igar").await.expect(422);
        omar.get("/overview/measures/nonsense").await.expect(404);
    }

    // Domain.md 1.3 row 7.
    async fn the_follow_up_itself_has_its_figures(t: &Harness) {
        everything(t);
        let eva = t.region_user(Role::ContractManager);
        eva.get("/overview/follow-up").await.expect(200).has(&[
            "Planerade dialoger", "Hållna dialoger", "Dialoger som inte hölls", "Granskningar som har väntat för länge",
            "Leverantörer med krav som ingen har verifierat", "Krav som ingen har verifierat", "Mediantid till avslutad brist, dagar", "Flyttade slutdatum, senaste året",
        ]);
        eva.get("/overview/measures/unverified_requirements").await.expect(200).has(&["/coverage/A.5.2", "/coverage/A.5.4"]).lacks(&["/coverage/A.5.1\"", "/coverage/A.5.3"]);
        // What is planned is what the page of meetings calls planned, each row with its own address.
        eva.get("/overview/measures/planned_dialogues").await.expect(200).has(&["2026-09 Rådgivning", "/follow-up/", "2026-10 Rådgivning", "/dialogues/"]);
        let token = t.token(&t.region, Role::ContractManager);
        let months = ask(&eva, &token, "/api/v1/meetings/figures?from=2025-12&to=2026-11").await;
        let planned: i64 = months["months"].as_array().unwrap().iter().map(|month| month["planned"].as_i64().unwrap()).sum();
        assert_eq!((planned, &value(&ask(&eva, &token, "/api/v1/overview").await, "planned_dialogues")), (3, &json!(3)));
        eva.get("/overview/measures/late_follow_ups").await.expect(200).has(&["AVT-1 Rådgivning", "2026-11-01"]);
        eva.get("/overview/measures/missed_dialogues").await.expect(200).has(&["2026-11 Rådgivning", "Alfa Vård AB"]).lacks(&["2026-10 Rådgivning"]);
    }

    async fn a_day_is_kept_once_and_days_without_the_service_are_said(t: &Harness) {
        vendor(t, "Alfa AB", &[]);
        let omar = t.region_user(Role::SecurityOfficer);
        omar.get("/overview").await.expect(200).has(&["Inga dagsvärden har sparats än", "Det finns inga värden från förra månaden"]);
        for _ in 0..3 {
            overview::sweep(&t.app, t.now()).unwrap();
        }
        let token = t.token(&t.region, Role::SecurityOfficer);
        let path = "/api/v1/overview/measures/untiered_vendors";
        assert_eq!(ask(&omar, &token, path).await["trend"], json!([{"on": "2026-11-23", "value": 1}]));
        vendor(t, "Beta AB", &[]);
        t.advance_days(3);
        let omar = crate::categorisation::again(t, &omar);
        overview::sweep(&t.app, t.now()).unwrap();
        let list = ask(&omar, &token, path).await;
        assert_eq!(list["trend"], json!([{"on": "2026-11-23", "value": 1}, {"on": "2026-11-26", "value": 2}]), "nothing is invented");
        assert_eq!(list["missing"], json!([{"from": "2026-11-24", "to": "2026-11-25", "days": 2}]));
        omar.get("/overview/measures/untiered_vendors").await.expect(200).has(&["Dagar som saknas", "2026-11-24 – 2026-11-25", "<svg", "Visa siffrorna", "2026-11-26"]);
        omar.get("/overview").await.expect(200).has(&["Dagar som saknas"]);
        // The days that are asked for, not after today and not for ever.
        let some = ask(&omar, &token, &format!("{path}?from=2026-11-20&to=2026-11-24")).await;
        assert_eq!(some["trend"], json!([{"on": "2026-11-23", "value": 1}]));
        assert_eq!(some["missing"], json!([{"from": "2026-11-24", "to": "2026-11-24", "days": 1}]));
        let later = ask(&omar, &token, &format!("{path}?from=2026-11-26&to=2031-01-01")).await;
        assert_eq!(later["trend"], json!([{"on": "2026-11-26", "value": 2}]));
        omar.get("/overview/measures/untiered_vendors?from=2026-11-20&to=2026-11-24").await.expect(200)
            .has(&["value=\"2026-11-20\"", "value=\"2026-11-24\""]);
        omar.get("/overview/measures/untiered_vendors?from=0001-01-01&to=0001-02-01").await.expect(200).has(&["Det finns inga dagsvärden i perioden"]);
        omar.get("/overview/measures/untiered_vendors?from=igar").await.expect(422);
        let old = ("day", "2011-01-01");
        insert(t, "measure_snapshots", &[("organisation_id", t.region.id.as_str()), old, ("measure", "untiered_vendors"), ("value", "7")]);
        let longest = ask(&omar, &token, &format!("{path}?from=2000-01-01")).await;
        assert!(!longest["trend"].to_string().contains("2011"), "ten years at most: {}", longest["trend"]);
        let then = ask(&omar, &token, &format!("{path}?from=2010-12-01&to=2011-02-01")).await;
        assert_eq!(then["trend"], json!([{"on": "2011-01-01", "value": 7}]));
        // A month later the figure stands beside what it was.
        t.advance_days(28);
        vendor(t, "Gamma AB", &[]);
        let omar = crate::categorisation::again(t, &omar);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let all = ask(&omar, &token, "/api/v1/overview").await;
        assert_eq!(all["compared_with"], "2026-11-23");
        let figure = all["figures"].as_array().unwrap().iter().find(|f| f["measure"] == "untiered_vendors").unwrap().clone();
        assert_eq!((&figure["value"], &figure["before"], &figure["change"]), (&json!(3), &json!(1), &json!(2)));
        omar.get("/overview").await.expect(200).has(&["+2", "Jämförs med värdena från 2026-11-23"]);
    }

    // Domain.md 1.3 row 21.
    async fn a_goal_has_baseline_target_and_day(t: &Harness) {
        everything(t);
        let omar = t.region_user(Role::SecurityOfficer);
        let path = "/overview/measures/open_actions/goal";
        let good = [("baseline", "10"), ("baseline_on", "2026-01-01"), ("target", "0"), ("target_on", "2027-01-01"), ("note", "Beslut HSN 2026-1"), ("version", "0")];
        omar.post(path, &[("baseline", "tio"), ("target", ""), ("version", "0")]).await.expect(422).has(&["Skriv ett heltal"]);
        omar.post(path, &[("baseline", "10"), ("baseline_on", "2026-01-01"), ("target", "0"), ("target_on", "2025-01-01"), ("version", "0")]).await.expect(422).has(&["Målet ska ligga efter"]);
        omar.post(path, &good).await.expect(303);
        omar.post(path, &good).await.expect(409);
        omar.get("/overview/measures/open_actions").await.expect(200).has(&["80 %", "Beslut HSN 2026-1", "2027-01-01"]);
        omar.get("/overview/follow-up").await.expect(200).has(&["Mål för siffrorna", "80 %"]);
        t.region_user(Role::Reader).post(path, &good).await.expect(403);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let body = json!({"baseline": 10, "baseline_on": "2026-01-01", "target": 1, "target_on": "2027-01-01"});
        omar.api(&token, "PUT", &format!("/api/v1{path}"), body.clone(), &[("if-match", "\"1\"")]).await.expect(200);
        omar.api(&token, "PUT", &format!("/api/v1{path}"), body.clone(), &[("if-match", "\"1\"")]).await.expect(412);
        omar.api(&token, "PUT", &format!("/api/v1{path}"), json!({"baseline": 10}), &[("if-match", "\"2\"")]).await.expect(422).has(&["/target"]);
    }

    async fn one_sees_only_figures_whose_rows_one_may_read(t: &Harness) {
        everything(t);
        let reader = t.region_user(Role::Reader);
        reader.get("/overview").await.expect(200).has(&["Försenade åtgärder"]).lacks(&["Pågående incidenter", "open_incidents", "Nya incidenter"]);
        reader.get("/overview/measures/open_incidents").await.expect(403);
        reader.get("/overview/measures/open_incidents?format=csv").await.expect(403);
        let token = t.token(&t.region, Role::Reader);
        assert_eq!(value(&ask(&reader, &token, "/api/v1/overview").await, "open_incidents"), Value::Null);
        reader.api(&token, "GET", "/api/v1/overview/measures/open_incidents", Value::Null, &[]).await.expect(404);
        // Another organisation counts its own rows only.
        let other = t.token(&t.other_region, Role::SecurityOfficer);
        let all = ask(&reader, &other, "/api/v1/overview").await;
        for figure in all["figures"].as_array().unwrap() {
            assert!(figure["value"] == 0 || figure["value"].is_null(), "{figure}");
        }
        let (_, lena) = crate::questionnaires::browsers(t, &crate::questionnaires::scene(t));
        for path in ["/overview", "/overview/follow-up", "/overview/memo", "/overview/report.pdf", "/overview/measures/overdue_actions", "/overview/vendors", "/overview/clauses?clause=KV-01", "/overview/administrations", "/overview/mailings"] {
            lena.get(path).await.expect(403).lacks(&["Alfa Vård AB"]);
        }
    }

    async fn figures_cost_the_same_queries_whatever_the_portfolio(t: &Harness) {
        everything(t);
        let omar = t.region_user(Role::SecurityOfficer);
        let paths = ["/overview", "/overview/follow-up", "/overview/memo", "/overview/measures/untiered_vendors", "/overview/vendors", "/overview/clauses?clause=KV-01", "/overview/administrations"];
        let mut before = Vec::new();
        for path in paths {
            before.push(queries(t, &omar, path).await);
        }
        for n in 0..60 {
            vendor(t, &format!("Fler {n} AB"), &[]);
        }
        for (path, count) in paths.into_iter().zip(before) {
            assert_eq!(queries(t, &omar, path).await, count, "{path}");
            assert!(count <= 20, "{path}: {count} queries");
        }
    }
}
