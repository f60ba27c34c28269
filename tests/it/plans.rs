//! Plans are made: in one step from a review, from a template, by hand; every action traced to its finding (domain.md
//! 1.3 rows 9, 19, 22, 36, 37, 38), and the root causes of findings.

use super::questionnaires::{Scene, browsers, new as assessment, scene};
use super::support::{Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::{Id, Refusal};
use tillit::features::findings::{self, Finding, FindingOrigin, NewAction, NewFinding, Responsible, Severity};
use tillit::features::plans::{self, NewPlan, Plan, PlanOrigin, PlanState};
use tillit::features::question_sets::{self as sets, FocusArea};
use tillit::features::questionnaires as q;
use tillit::features::vendor_reviews as reviews;
use tillit::platform::view::{Views, render_samples};

#[test]
fn every_page_of_plans_renders_in_both_languages() {
    let views = Views::new().unwrap();
    for pages in [
        render_samples::<findings::views::DueDaysPage>(&views),
        render_samples::<plans::views::PlanList>(&views),
        render_samples::<plans::views::PlanForm>(&views),
        render_samples::<plans::views::PlanShow>(&views),
        render_samples::<plans::views::PlanAdd>(&views),
        render_samples::<plans::views::PlanLineForm>(&views),
        render_samples::<plans::views::PlanCompare>(&views),
        render_samples::<plans::views::PlanDecide>(&views),
        render_samples::<plans::views::CausePage>(&views),
        render_samples::<plans::views::PortalPlanList>(&views),
        render_samples::<plans::views::PortalPlanShow>(&views),
    ] {
        assert!(pages.unwrap().len() >= 4);
    }
}

/// A review of the scene's vendor, without findings: its address.
pub async fn review(region: &Browser, s: &Scene, kind: &str) -> String {
    let vendor = s.vendor.id.to_string();
    let fields = [
        ("vendor_id", vendor.as_str()),
        ("kind", kind),
        ("status", "reported"),
        ("title", "Granskning av rådgivningen"),
        ("scope", "Lagring"),
    ];
    region.post("/reviews", &fields).await.expect(303).location().to_string()
}

pub fn id_in(place: &str) -> Id {
    place.rsplit('/').next().unwrap().parse().unwrap()
}

pub async fn found(region: &Browser, review: &str, severity: &str, responsible: &str, lines: &str) {
    let fields = [("severity", severity), ("responsible", responsible), ("lines", lines)];
    region.post(&format!("{review}/findings"), &fields).await.expect(303);
}

/// A finding of the scene's vendor that falls short of the controls.
pub fn finding(t: &Harness, s: &Scene, title: &str, controls: &[&str]) -> Finding {
    let new = NewFinding {
        vendor_id: s.vendor.id.clone(),
        contract_id: None,
        origin: FindingOrigin::Manual,
        origin_object_id: None,
        origin_part: None,
        title: title.into(),
        description: None,
        severity: Severity::High,
        responsible: Responsible::Vendor,
        control_ids: controls.iter().map(ToString::to_string).collect(),
        internal_note: None,
    };
    t.write(|c| findings::open_finding(c, &s.officer, &new))
}

pub fn action(t: &Harness, s: &Scene, title: &str, finding_id: Option<&Id>) -> findings::Action {
    let new = NewAction {
        vendor_id: s.vendor.id.clone(),
        contract_id: None,
        finding_id: finding_id.cloned(),
        title: title.into(),
        description: None,
        responsible: Responsible::Vendor,
        owner_id: None,
        owner_name: None,
        due_on: "2026-12-20".parse().unwrap(),
        focus: None,
        internal_note: None,
    };
    t.write(|c| findings::open_action(c, &s.officer, &new))
}

/// A plan by hand.
pub fn plan(t: &Harness, s: &Scene, title: &str) -> Plan {
    let new = NewPlan { vendor_id: Some(s.vendor.id.clone()), title: title.into(), ..NewPlan::default() };
    t.write(|c| plans::add(c, &s.officer, &new))
}

pub fn whole(t: &Harness, s: &Scene, id: &Id) -> plans::Whole {
    t.read(|c| plans::open(c, &s.officer, id))
}

both! {
    async fn a_review_becomes_a_plan_in_one_step_with_every_action_traced(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let place = review(&region, &s, "internal").await;
        region.post(&format!("{place}/plan"), &[]).await.expect(409).has(&["inga öppna brister"]);
        found(&region, &place, "critical", "vendor", "Öppen lagringsyta").await;
        found(&region, &place, "medium", "region", "Vi följer inte upp\nLoggar saknas").await;
        // One finding is being put right already: that action comes along, as ongoing.
        let all: Vec<Finding> = t.read(|c| reviews::findings_of(c, &s.officer.scope, &id_in(&place))).into_iter().map(|(_, f)| f).collect();
        let ongoing = action(t, &s, "Loggning införs", Some(&all[2].id));
        t.drain();
        region.get(&place).await.expect(200).has(&["Skapa åtgärdsplan"]);
        let made = region.post(&format!("{place}/plan"), &[]).await.expect(303).location().to_string();
        assert!(t.drain().is_empty(), "the vendor is told of the plan when it is shared, not of each action");
        let whole = whole(t, &s, &id_in(&made));
        let lines: Vec<_> = whole.lines.iter().map(|each| (each.action.title.as_str(), each.line.origin, each.action.responsible, each.action.due_on.to_string())).collect();
        assert_eq!(lines, [
            ("Öppen lagringsyta", PlanOrigin::FromReview, Responsible::Vendor, "2026-12-07".to_string()),
            ("Vi följer inte upp", PlanOrigin::FromReview, Responsible::Region, "2027-02-21".to_string()),
            ("Loggning införs", PlanOrigin::Ongoing, Responsible::Vendor, "2026-12-20".to_string()),
        ]);
        for (each, finding) in whole.lines.iter().zip(&all) {
            assert_eq!(each.finding.as_ref().map(|f| &f.id), Some(&finding.id), "{}", each.action.title);
        }
        assert!(whole.lines.iter().all(|each| each.action.description.is_none()), "what a finding says stays the region's");
        assert_eq!((whole.orphans(), whole.state, &whole.lines[2].action.id), (0, PlanState::Draft, &ongoing.id));
        region.get(&made).await.expect(200).has(&["Öppen lagringsyta", "Från granskningen", "Pågick redan", &place]).lacks(&["Åtgärd utan brist", "Nya åtgärder"]);
        // From a finding one finds the plan, and the review makes no second one while the first is open.
        region.get(&format!("/findings/{}/cause", all[0].id)).await.expect(200).has(&[&made]);
        region.post(&format!("{place}/plan"), &[]).await.expect(409).has(&["finns redan i plan 1"]);
        t.drain();
    }

    async fn a_plan_of_a_review_says_what_it_leaves_out_and_where_that_is(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let other = plan(t, &s, "Tidigare plan");
        // The first finding of each review has its only action in another plan.
        let mut places = Vec::new();
        for lines in ["Loggar saknas\nÖppen yta", "Delade konton\nGammal kryptering", "Ingen rutin"] {
            let place = review(&region, &s, "internal").await;
            found(&region, &place, "high", "vendor", lines).await;
            let (_, first) = t.read(|c| reviews::findings_of(c, &s.officer.scope, &id_in(&place))).remove(0);
            let taken = action(t, &s, &format!("Åtgärd {}", first.title), Some(&first.id)).id;
            t.write(|c| plans::take_in(c, &s.officer, &other.id, None, (&[taken], PlanOrigin::Ongoing)));
            places.push((place, first));
        }
        let made = region.post(&format!("{}/plan", places[0].0), &[]).await.expect(303).location().to_string();
        region.get(&made).await.expect(200).has(&["En brist är inte med: dess öppna åtgärder ingår redan i plan 1."]);
        let token = t.token(&t.region, Role::ContractManager);
        let made = region.api(&token, "POST", &format!("/api/v1{}/plan", places[1].0), json!({}), &[]).await.expect(201).json();
        assert_eq!(made["left_out"], json!([{"finding_id": places[1].1.id, "number": places[1].1.number, "title": "Delade konton", "plans": [{"id": other.id, "number": 1}]}]));
        assert_eq!((made["lines"].as_array().unwrap().len(), &made["lines"][0]["title"]), (1, &json!("Gammal kryptering")));
        region.post(&format!("{}/plan", places[2].0), &[]).await.expect(409).has(&["ingår redan i plan 1"]);
        t.drain();
    }

    async fn each_action_that_comes_into_a_plan_or_is_shown_has_its_event(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let place = review(&region, &s, "internal").await;
        found(&region, &place, "high", "vendor", "Loggar saknas\nÖppen yta").await;
        let (_, first) = t.read(|c| reviews::findings_of(c, &s.officer.scope, &id_in(&place))).remove(0);
        action(t, &s, "Inför loggning", Some(&first.id));
        let made = region.post(&format!("{place}/plan"), &[]).await.expect(303).location().to_string();
        let id = id_in(&made);
        let ongoing = action(t, &s, "Byt nycklar", None).id;
        t.write(|c| plans::take_in(c, &s.officer, &id, None, (&[ongoing], PlanOrigin::Ongoing)));
        let fields = [("version", "2"), ("title", "Öva återläsning"), ("origin", "new"), ("responsible", "region"), ("starts_on", "2026-12-01"), ("due_on", "2026-12-20")];
        region.post(&format!("{made}/add"), &fields).await.expect(303);
        let told = ["”Inför loggning” lades till i planen", "”Öppen yta” lades till i planen", "”Byt nycklar” togs in i planen", "”Öva återläsning” lades till i planen"];
        region.get(&made).await.expect(200).has(&told);
        // What the vendor is shown with the plan is the action's next version; what it had already is not touched.
        t.write(|c| plans::share(c, &s.officer, &id, None));
        let lines = whole(t, &s, &id).lines;
        let versions: Vec<_> = lines.iter().map(|each| (each.action.title.as_str(), each.action.version)).collect();
        assert_eq!(versions, [("Inför loggning", 1), ("Öppen yta", 2), ("Byt nycklar", 1), ("Öva återläsning", 2)]);
        region.get(&format!("/actions/{}", lines[1].action.id)).await.expect(200).has(&["Åtgärden visades för leverantören"]);
        region.get(&format!("/actions/{}", lines[0].action.id)).await.expect(200).lacks(&["Åtgärden visades för leverantören"]);
        region.post(&format!("/actions/{}/edit", lines[1].action.id), &[("version", "1"), ("title", "x"), ("responsible", "vendor")]).await.expect(409);
        t.drain();
    }

    async fn an_orphan_is_flagged_until_it_is_tied_to_a_finding(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let finding = finding(t, &s, "Loggar saknas", &["A.8.15"]);
        let plan = plan(t, &s, "Plan för hand");
        let place = format!("/plans/{}", plan.id);
        region.get(&place).await.expect(200).has(&["Planen har inga åtgärder"]);
        let fields = [("version", "1"), ("title", "Inför loggning"), ("origin", "new"), ("responsible", "vendor"), ("starts_on", "2026-12-01"), ("due_on", "2026-12-20")];
        region.get(&format!("{place}/add")).await.expect(200).has(&["Loggar saknas"]);
        region.post(&format!("{place}/add"), &fields).await.expect(303);
        region.get(&place).await.expect(200).has(&["Åtgärd utan brist", "En åtgärd kan inte spåras till någon brist"]);
        region.get("/plans").await.expect(200).has(&["Plan för hand", "Åtgärd utan brist"]);
        let line = whole(t, &s, &plan.id).lines.remove(0).line;
        let edit = format!("{place}/plan-actions/{}", line.id);
        let id = finding.id.to_string();
        let tied = |version: &'static str, finding: &str| vec![("version".to_string(), version.to_string()), ("origin".to_string(), "new".to_string()), ("starts_on".to_string(), "2026-12-01".to_string()), ("finding_id".to_string(), finding.to_string())];
        let post = |fields: Vec<(String, String)>| { let (region, edit) = (&region, edit.clone()); async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            region.post(&edit, &fields).await
        } };
        region.get(&edit).await.expect(200).has(&["Plats i planen"]);
        post(tied("1", &Id::new(t.now()).to_string())).await.expect(422);
        post(tied("1", &id)).await.expect(303);
        post(tied("1", &id)).await.expect(409);
        region.get(&place).await.expect(200).has(&["Loggar saknas"]).lacks(&["Åtgärd utan brist"]);
        assert_eq!(whole(t, &s, &plan.id).orphans(), 0);
        assert_eq!(t.read(|c| findings::actions_of_finding(c, &s.officer.scope, &finding.id)).len(), 1);
        // Taken out of the plan, the action is still there, and can be taken in again by another.
        region.post(&format!("{edit}/remove"), &[("version", "1")]).await.expect(409);
        let page = region.get(&edit).await.expect(200).text();
        assert_eq!(page.matches("name=\"version\" value=\"2\"").count(), 2, "both forms say which line was seen");
        region.post(&format!("{edit}/remove"), &[("version", "2")]).await.expect(303);
        region.get(&edit).await.expect(404);
        assert_eq!(t.read(|c| findings::actions_of_finding(c, &s.officer.scope, &finding.id)).len(), 1);
        t.drain();
    }

    async fn ongoing_new_and_reviewed_actions_are_listed_apart_with_their_start(t: &Harness) {
        let s = scene(t);
        let old = action(t, &s, "Pågående arbete", None);
        t.advance_days(3);
        let (region, _) = browsers(t, &s);
        let plan = plan(t, &s, "Blandad plan");
        let path = format!("/plans/{}", plan.id);
        let old_id = old.id.to_string();
        region.get(&format!("{path}/add")).await.expect(200).has(&["Pågående arbete"]);
        region.post(&format!("{path}/take-in"), &[("version", "1")]).await.expect(422).has(&["f-actions"]);
        let many: Vec<String> = (0..301).map(|_| Id::new(t.now()).to_string()).collect();
        let many: Vec<(&str, &str)> = [("version", "1")].into_iter().chain(many.iter().map(|id| ("actions", id.as_str()))).collect();
        region.post(&format!("{path}/take-in"), &many).await.expect(409).has(&["högst 300 åtgärder"]);
        region.post(&format!("{path}/take-in"), &[("version", "1"), ("actions", &old_id)]).await.expect(303);
        let other = self::plan(t, &s, "En till");
        region.post(&format!("/plans/{}/take-in", other.id), &[("version", "1"), ("actions", &old_id)]).await.expect(409).has(&["ingår redan i en öppen plan"]);
        let fields = [("version", "2"), ("title", "Ny åtgärd i planen"), ("origin", "new"), ("responsible", "region"), ("starts_on", "2026-12-10"), ("due_on", "2026-12-20")];
        region.post(&format!("{path}/add"), &[("version", "2"), ("title", "x"), ("origin", "new"), ("responsible", "region"), ("starts_on", "2026-12-21"), ("due_on", "2026-12-20")]).await.expect(422).has(&["f-due_on"]);
        region.post(&format!("{path}/add"), &fields).await.expect(303);
        let page = region.get(&path).await.expect(200).text();
        let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is not in {page}"));
        assert!(at("Nya åtgärder") < at("Ny åtgärd i planen") && at("Ny åtgärd i planen") < at("Pågick redan") && at("Pågick redan") < at("Pågående arbete"));
        let whole = whole(t, &s, &plan.id);
        let starts: Vec<_> = whole.lines.iter().map(|each| (each.line.origin, each.line.starts_on.to_string())).collect();
        assert_eq!(starts, [(PlanOrigin::Ongoing, "2026-11-23".to_string()), (PlanOrigin::New, "2026-12-10".to_string())], "what was under way began when it was made");
        let (one, two) = (region.get(&format!("{path}/plan.pdf")).await.expect(200), region.get(&format!("{path}/plan.pdf?lang=en")).await.expect(200));
        assert!(one.body.starts_with(b"%PDF") && two.body.starts_with(b"%PDF"));
        t.drain();
    }

    async fn the_isms_template_gives_milestones_with_expected_evidence(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let finding = finding(t, &s, "Ledningssystem saknas", &["A.5.1"]);
        let (vendor, id) = (s.vendor.id.to_string(), finding.id.to_string());
        region.get("/plans/new").await.expect(200).has(&["Åsmunda Ögonklinik AB"]);
        region.get(&format!("/plans/new?vendor_id={vendor}")).await.expect(200).has(&["LIS-införande", "Ledningssystem saknas"]);
        region.post("/plans", &[("vendor_id", &vendor), ("title", ""), ("starts_on", "2026-11-23")]).await.expect(422).has(&["f-title"]);
        region.post("/plans", &[("vendor_id", &vendor), ("title", "x"), ("template", "nope")]).await.expect(422).has(&["f-template"]);
        region.post("/plans", &[("vendor_id", &vendor), ("title", "x"), ("finding_id", &id)]).await.expect(422).has(&["f-finding_id"]);
        let fields = [("vendor_id", vendor.as_str()), ("title", ""), ("template", "lis"), ("finding_id", id.as_str()), ("starts_on", "2026-12-01")];
        let made = region.post("/plans", &fields).await.expect(303).location().to_string();
        let whole = whole(t, &s, &id_in(&made));
        assert_eq!((whole.plan.title.as_str(), whole.plan.template_version.as_deref(), whole.orphans()), ("LIS-införande", Some("plan-templates-2026-1"), 0));
        assert!(whole.lines.len() >= 12);
        let (first, last) = (&whole.lines[0], &whole.lines[whole.lines.len() - 1]);
        assert_eq!((first.action.due_on.to_string(), last.action.due_on.to_string()), ("2026-12-31".to_string(), "2027-12-31".to_string()));
        for each in &whole.lines {
            assert!(each.line.milestone.is_some() && each.line.expected_evidence.is_some(), "{}", each.action.title);
        }
        assert!(whole.lines.iter().any(|each| each.action.responsible == Responsible::Region), "the region carries out its part");
        region.get(&made).await.expect(200).has(&["1. Beslut, omfattning och ansvar", "Förväntat underlag"]);
        assert!(t.drain().is_empty());
    }

    async fn a_plan_puts_an_area_in_focus_whose_questions_are_asked_until_it_is_lifted(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        let plan = plan(t, &s, "Särskilt fokus");
        let path = format!("/plans/{}", plan.id);
        let access = finding(t, &s, "Delade konton", &["A.5.16"]);
        let change = finding(t, &s, "Ingen kontroll efter ändring", &["A.8.32"]);
        for (title, finding) in [("Inför personliga konton", &access), ("Kontrollera exponering", &change)] {
            let made = action(t, &s, title, Some(&finding.id)).id;
            t.write(|c| plans::take_in(c, &s.officer, &plan.id, None, (&[made], PlanOrigin::New)));
        }
        region.get(&path).await.expect(200).has(&["Behörighet och åtkomst", "Ändringar i drift"]);
        region.post(&format!("{path}/focus"), &[("area", "access_control"), ("reason", " ")]).await.expect(422).has(&["f-reason"]);
        region.post(&format!("{path}/focus"), &[("area", "boats"), ("reason", "x")]).await.expect(422);
        for area in ["access_control", "change_management"] {
            region.post(&format!("{path}/focus"), &[("area", area), ("reason", "Åtgärdsplan 1")]).await.expect(303);
        }
        assert_eq!(whole(t, &s, &plan.id).content().focus, FocusArea::ALL);
        // The next self-assessment asks both areas' questions, with the exposure check after changes.
        let sent = t.write(|c| q::send(c, &s.officer, &assessment(&s.vendor)));
        let full = t.read(|c| q::open(c, &s.admin.scope, &sent.id));
        for id in ["FA1", "FA2", "FA3", "FC1", "FC2", "FC3"] {
            assert!(full.question(id).is_ok(), "{id}");
        }
        let rows = t.read(|c| sets::focus_of(c, &s.officer.scope, &s.vendor.id));
        for row in rows {
            let refused = t.app.db.write_now(|c| sets::lift_focus(c, &s.officer, &row.id, None, ("", "")));
            assert!(matches!(refused, Err(Refusal::Invalid(_))), "an area is lifted only by a decision");
            t.write(|c| sets::lift_focus(c, &s.officer, &row.id, None, ("RS 2027-4", "Verifierat")));
        }
        let sent = t.write(|c| q::send(c, &s.officer, &assessment(&s.vendor)));
        assert!(t.read(|c| q::open(c, &s.admin.scope, &sent.id)).question("FA1").is_err());
        t.drain();
    }

    async fn what_the_audit_office_finds_is_a_recommendation(t: &Harness) {
        let s = scene(t);
        let (region, _) = browsers(t, &s);
        for (kind, origin) in [("audit_office", FindingOrigin::AuditRecommendation), ("internal", FindingOrigin::Review)] {
            let place = review(&region, &s, kind).await;
            found(&region, &place, "high", "region", &format!("Krav saknas {kind}")).await;
            let (_, finding) = t.read(|c| reviews::findings_of(c, &s.officer.scope, &id_in(&place))).remove(0);
            assert_eq!((finding.origin, finding.responsible), (origin, Responsible::Region));
            region.get(&format!("/findings/{}", finding.id)).await.expect(200).has(&[&place]);
        }
        region.get("/findings?responsible=region").await.expect(200).has(&["Krav saknas audit_office", "Krav saknas internal"]);
        region.get("/findings?responsible=vendor").await.expect(200).lacks(&["Krav saknas"]);
        t.drain();
    }

    async fn a_root_cause_is_described_with_how_sure_it_is(t: &Harness) {
        let s = scene(t);
        let (region, vendor) = browsers(t, &s);
        let finding = finding(t, &s, "Öppen lagringsyta", &["A.8.9"]);
        let path = format!("/findings/{}/cause", finding.id);
        region.get(&format!("/findings/{}", finding.id)).await.expect(200).has(&[&path]);
        region.get(&path).await.expect(200).has(&["Ingen har beskrivit grundorsaken", "Ändringar i drift"]);
        region.post(&path, &[("version", "0"), ("kind", "routine"), ("confidence", "assumed"), ("description", " ")]).await.expect(422).has(&["f-description"]);
        region.post(&path, &[("version", "0"), ("kind", "unknown"), ("confidence", "confirmed"), ("description", "Vet ej")]).await.expect(422).has(&["f-confidence"]);
        region.post(&path, &[("version", "0"), ("kind", "not_followed"), ("confidence", "probable"), ("description", "HEMLIG-ORSAK")]).await.expect(303);
        region.get(&path).await.expect(200).has(&["HEMLIG-ORSAK", "Rutin finns men följdes inte"]);
        region.get(&format!("/findings/{}", finding.id)).await.expect(200).has(&["Grundorsaken beskrevs"]);
        vendor.get(&path).await.expect(403).lacks(&["HEMLIG"]);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let api = format!("/api/v1{path}");
        let said = region.api(&token, "GET", &api, Value::Null, &[]).await.expect(200).json();
        assert_eq!((&said["kind"], &said["confidence"], &said["version"]), (&json!("not_followed"), &json!("probable"), &json!(1)));
        let body = json!({"kind": "technology", "confidence": "confirmed", "description": "Fel inställning"});
        region.api(&token, "PUT", &api, body.clone(), &[]).await.expect(428);
        region.api(&token, "PUT", &api, body.clone(), &[("if-match", "\"0\"")]).await.expect(412);
        region.api(&token, "PUT", &api, body, &[("if-match", "\"1\"")]).await.expect(200);
        t.write(|c| findings::close_finding(c, &s.officer, &finding.id, None, Some("Klart")));
        region.post(&path, &[("version", "2"), ("kind", "routine"), ("confidence", "assumed"), ("description", "x")]).await.expect(409);
        t.drain();
    }

    async fn an_organisation_has_its_own_days_to_due_dates(t: &Harness) {
        let s = scene(t);
        let (region, vendor) = browsers(t, &s);
        let finding = finding(t, &s, "Öppen lagringsyta", &[]);
        region.get("/due-days").await.expect(200).has(&["14 dagar", "30 dagar", "Förslag i Tillit"]);
        region.get(&format!("/findings/{}", finding.id)).await.expect(200).has(&["2026-12-23"]);
        let days = |critical: &'static str, high: &'static str, reason: &'static str| [("critical", critical), ("high", high), ("medium", "60"), ("low", "120"), ("valid_from", "2026-11-23"), ("reason", reason)];
        for (fields, field) in [(days("7", "5", "x"), "high"), (days("0", "20", "x"), "critical"), (days("7", "många", "x"), "high"), (days("7", "20", " "), "reason"), (days("7", "731", "x"), "high")] {
            region.post("/due-days", &fields).await.expect(422).has(&[&format!("f-{field}")]);
        }
        region.post("/due-days", &days("7", "20", "Beslut i ledningsgruppen")).await.expect(303);
        region.get(&format!("/findings/{}", finding.id)).await.expect(200).has(&["2026-12-13"]).lacks(&["2026-12-23"]);
        let place = review(&region, &s, "internal").await;
        found(&region, &place, "critical", "vendor", "Kritisk brist").await;
        let made = region.post(&format!("{place}/plan"), &[]).await.expect(303).location().to_string();
        assert_eq!(whole(t, &s, &id_in(&made)).lines[0].action.due_on.to_string(), "2026-11-30");
        // Another organisation keeps the proposal; a vendor has nothing to do there.
        let other = t.token(&t.other_region, Role::SecurityOfficer);
        let shown = region.api(&other, "GET", "/api/v1/due-days", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&shown["total"], &shown["in_force"]["critical"]), (&json!(0), &json!(14)));
        vendor.get("/due-days").await.expect(403);
        let own = t.token(&t.region, Role::SecurityOfficer);
        let body = json!({"critical": 5, "high": 20, "medium": 60, "low": 120, "valid_from": "2027-01-01", "reason": "Nytt år"});
        region.api(&own, "POST", "/api/v1/due-days", body, &[]).await.expect(201);
        let shown = region.api(&own, "GET", "/api/v1/due-days", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&shown["total"], &shown["in_force"]["critical"]), (&json!(2), &json!(7)), "it holds from its day");
        t.drain();
    }

    async fn lists_and_pages_of_plans_cost_the_same_however_many(t: &Harness) {
        let s = scene(t);
        let (region, vendor) = browsers(t, &s);
        let mut counts = Vec::new();
        let first = plan(t, &s, "Första");
        for round in 0..2 {
            for n in 0..(1 + round * 12) {
                let made = action(t, &s, &format!("Åtgärd {round} {n}"), None).id;
                t.write(|c| plans::take_in(c, &s.officer, &first.id, None, (&[made], PlanOrigin::New)));
            }
            if round == 0 {
                t.write(|c| plans::share(c, &s.officer, &first.id, None));
            } else {
                for n in 0..8 {
                    let other = plan(t, &s, &format!("Plan {n}"));
                    let made = action(t, &s, &format!("Annan {n}"), None).id;
                    t.write(|c| plans::take_in(c, &s.officer, &other.id, None, (&[made], PlanOrigin::New)));
                    t.write(|c| plans::share(c, &s.officer, &other.id, None));
                }
            }
            t.drain();
            for (browser, path) in [
                (&region, "/plans".to_string()),
                (&region, format!("/plans/{}", first.id)),
                (&region, format!("/plans/{}/decide", first.id)),
                (&vendor, "/portal/plans".to_string()),
                (&vendor, format!("/portal/plans/{}", first.id)),
            ] {
                browser.get(&path).await.expect(200);
                let before = t.app.db.query_count();
                browser.get(&path).await.expect(200);
                counts.push(t.app.db.query_count() - before);
            }
        }
        let (few, many) = counts.split_at(counts.len() / 2);
        assert_eq!(few, many);
        t.drain();
    }
}
