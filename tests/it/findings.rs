//! Findings and actions: both sides of the shared plan, through pages and through the API.

use super::support::{Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::{Id, Refusal};
use tillit::features::accounts::{self, Organisation, OrganisationKind};
use tillit::features::contracts::{self, Contract};
use tillit::features::escalations::{self, LadderCause, LadderOrigin, NewEscalation, NewStep, Said};
use tillit::features::findings::{self, ActionStatus, FindingOrigin, NewAction, NewFinding, Responsible, Severity};
use tillit::features::vendors::{self, Vendor, VendorKind, VendorStatus};
use tillit::kit::Ctx;

const SECRET: &str = "HEMLIGT-INTERNT";

struct World {
    vendor: Vendor,
    contract: Contract,
    vendor_organisation: Organisation,
    region: Browser,
    ctx: Ctx,
    portal: Browser,
}

fn world(t: &Harness) -> World {
    let now = t.now();
    let (vendor, contract, vendor_organisation) = t.write(|c| {
        let organisation =
            accounts::add_organisation(c, now, OrganisationKind::Vendor, "Åsmunda Ögonklinik AB", None, false)?;
        let vendor = Vendor {
            id: Id::new(now),
            organisation_id: t.region.id.clone(),
            legal_name: "Åsmunda Ögonklinik AB".into(),
            name_folded: "asmunda ogonklinik ab".into(),
            search_text: "asmunda ogonklinik ab".into(),
            org_number: None,
            hsa_id: None,
            kind: VendorKind::CareProvider,
            country: "SE".into(),
            status: VendorStatus::Active,
            manager_id: None,
            tags: String::new(),
            internal_note: None,
            vendor_organisation_id: Some(organisation.id.clone()),
            tier: Some(2),
            tier_preliminary: false,
            order_value: None,
            created_at: now.into(),
            updated_at: now.into(),
            version: 1,
        };
        vendors::insert(c, &vendor)?;
        let contract = Contract {
            title_folded: String::new(),
            id: Id::new(now),
            organisation_id: t.region.id.clone(),
            vendor_id: vendor.id.clone(),
            reference: "2024-118".into(),
            diary_number: None,
            title: "Ögonsjukvård".into(),
            search_text: "2024-118 ogonsjukvard".into(),
            starts_on: None,
            ends_on: None,
            notice_months: None,
            annual_value_sek: None,
            manager_id: None,
            parent_id: None,
            internal_note: None,
            created_at: now.into(),
            updated_at: now.into(),
            version: 1,
        };
        contracts::insert(c, &contract)?;
        Ok((vendor, contract, organisation))
    });
    let (person, ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    let region = t.browser_for(&person, ctx.clone());
    let (eva, eva_ctx) = t.person(&vendor_organisation, Role::VendorMember, "Eva Björk");
    let portal = t.browser_for(&eva, eva_ctx);
    World { vendor, contract, vendor_organisation, region, ctx, portal }
}

impl World {
    fn new_finding(&self, title: &str) -> NewFinding {
        NewFinding {
            vendor_id: self.vendor.id.clone(),
            contract_id: Some(self.contract.id.clone()),
            origin: FindingOrigin::Manual,
            origin_object_id: None,
            origin_part: None,
            title: title.into(),
            description: None,
            severity: Severity::High,
            responsible: Responsible::Vendor,
            control_ids: vec!["A.8.15".into()],
            internal_note: Some(SECRET.into()),
        }
    }

    fn new_action(&self, title: &str, responsible: Responsible) -> NewAction {
        NewAction {
            vendor_id: self.vendor.id.clone(),
            contract_id: Some(self.contract.id.clone()),
            finding_id: None,
            title: title.into(),
            description: None,
            responsible,
            owner_id: None,
            owner_name: None,
            due_on: "2026-12-20".parse().unwrap(),
            focus: None,
            internal_note: Some(SECRET.into()),
        }
    }

    fn action(&self, t: &Harness, title: &str) -> findings::Action {
        t.write(|c| findings::open_action(c, &self.ctx, &self.new_action(title, Responsible::Vendor)))
    }
}

both! {
    async fn an_action_goes_from_finding_to_verified_on_both_sides(t: &Harness) {
        let w = world(t);
        let vendor_id = w.vendor.id.to_string();
        w.region.get(&format!("/findings/new?vendor_id={vendor_id}")).await.expect(200).has(&["Åsmunda", "2024-118"]);
        let fields = [("vendor_id", vendor_id.as_str()), ("title", "Loggarna sparas i 30 dagar"), ("severity", "high"),
            ("responsible", "vendor"), ("control_ids", "a.8.15, A.8.16"), ("internal_note", SECRET)];
        let finding = w.region.post("/findings", &fields).await.expect(303).location().to_string();
        w.region.get(&finding).await.expect(200).has(&["Loggarna sparas", "A.8.15", SECRET, "2026-12-23"]);
        let fields = [("title", "Förläng lagringen"), ("responsible", "vendor"), ("due_on", "2026-12-20"), ("internal_note", SECRET)];
        w.region.post(&format!("{finding}/actions"), &fields).await.expect(303);
        let mails = t.drain();
        assert_eq!(mails.len(), 1);
        assert!(mails[0].subject.contains("Förläng lagringen") && mails[0].text.contains("20 december 2026"), "{}", mails[0].text);
        assert!(!mails[0].text.contains(SECRET) && !mails[0].html.contains(SECRET));

        w.portal.get("/portal/actions").await.expect(200).has(&["Förläng lagringen", "Region Almeå"]).lacks(&[SECRET]);
        let id = t.read(|c| findings::open_actions_of_contract(c, &w.ctx.scope, &w.contract.id));
        assert!(id.is_empty(), "the finding had no contract");
        let action = t.read(|c| findings::actions_of_vendor(c, &w.ctx.scope, &w.vendor.id)).remove(0);
        let own = format!("/portal/actions/{}", action.id);
        w.portal.get(&own).await.expect(200).has(&["Rapportera klar"]).lacks(&[SECRET, "Loggarna sparas"]);
        w.portal.post(&format!("{own}/start"), &[("version", "1")]).await.expect(303);
        w.portal.upload(&format!("{own}/report"), &[("version", "2"), ("note", " ")], "file", "logg.txt", b"rader").await.expect(422).has(&["Beskriv vad som har gjorts"]);
        let refused = w.portal.upload(&format!("{own}/report"), &[("version", "2"), ("note", "Fem år nu")], "file", "logg.pdf", b"MZ program").await;
        refused.expect(422).has(&["Fem år nu", "stämmer inte med dess filändelse"]);
        w.portal.upload(&format!("{own}/report"), &[("version", "2"), ("note", "Fem år nu")], "file", "logg.txt", b"rader").await.expect(303);
        let mails = t.drain();
        assert_eq!(mails.len(), 1, "the region's person who made it is told");
        assert!(mails[0].subject.contains("Klarrapporterad") && mails[0].text.contains("Fem år nu"));

        let page = format!("/actions/{}", action.id);
        let shown = w.region.get(&page).await.expect(200).has(&["Fem år nu", "logg.txt", "Eva Björk", SECRET]);
        let text = shown.text();
        let file = text.split('"').find(|part| part.starts_with(&format!("{page}/evidence/"))).unwrap().to_string();
        let download = w.region.get(&file).await.expect(200);
        assert!(download.header("content-disposition").unwrap().starts_with("attachment"));
        assert_eq!(download.body, b"rader");
        w.portal.get(&file.replace("/actions/", "/portal/actions/")).await.expect(200);

        w.region.post(&format!("{page}/verify"), &[("version", "3"), ("effective", "false"), ("note", "")]).await.expect(422).has(&["Beskriv vad som fattas"]);
        w.region.post(&format!("{page}/verify"), &[("version", "3")]).await.expect(422);
        w.region.post(&format!("{page}/verify"), &[("version", "3"), ("effective", "false"), ("note", "Testmiljön saknas")]).await.expect(303);
        w.portal.get(&own).await.expect(200).has(&["Testmiljön saknas", "Regionen har skickat tillbaka"]);
        w.portal.upload(&format!("{own}/report"), &[("version", "4"), ("note", "Även test")], "annat", "", b"").await.expect(303);
        w.region.post(&format!("{finding}/close"), &[("version", "1")]).await.expect(409).has(&["fortfarande öppen"]);
        w.region.post(&format!("{page}/verify"), &[("version", "5"), ("effective", "true"), ("note", "")]).await.expect(303);
        let mails = t.drain();
        assert_eq!(mails.len(), 3, "sent back, reported, verified");
        w.region.get(&finding).await.expect(200).has(&["Du kan avsluta bristen"]);
        w.region.post(&format!("{finding}/close"), &[("version", "1")]).await.expect(303);
        w.region.get("/findings").await.expect(200).lacks(&["Loggarna sparas"]);
        w.region.get("/findings?status=closed&q=LOGGARNA").await.expect(200).has(&["Loggarna sparas"]);
        w.region.post(&format!("{finding}/reopen"), &[("version", "2")]).await.expect(303);
        w.region.get("/findings?q=asmunda").await.expect(200).has(&["Loggarna sparas"]);
        w.region.get("/actions?status=verified").await.expect(200).has(&["Förläng lagringen"]);
    }

    async fn each_postponement_keeps_the_old_date_who_and_why(t: &Harness) {
        let w = world(t);
        let action = w.action(t, "Byt nycklar");
        let page = format!("/actions/{}", action.id);
        for (version, due, old) in [("1", "2027-01-15", "2026-12-20"), ("2", "2027-02-15", "2027-01-15")] {
            let reason = format!("Leveransen dröjer {version}");
            w.region.post(&format!("{page}/postpone"), &[("version", version), ("due_on", due), ("reason", &reason)]).await.expect(303);
            w.region.get(&page).await.expect(200).has(&[&format!("{old} → {due}"), &reason, "Karin Öberg"]);
        }
        w.region.get(&page).await.expect(200).has(&["behöver eskaleras", "2 gånger"]);
        // The third needs a decided step of an escalation.
        let third = [("version", "3"), ("due_on", "2027-03-15"), ("reason", "Leveransen dröjer 3")];
        w.region.post(&format!("{page}/postpone"), &third).await.expect(409).has(&["beslutat steg i en öppen eskalering"]);
        let new = NewEscalation { origin: LadderOrigin::Action, origin_id: action.id.clone(), cause: LadderCause::Postponed, reason: SECRET.into() };
        let open = t.write(|c| escalations::open(c, &w.ctx, &new));
        w.region.post(&format!("{page}/postpone"), &third).await.expect(409);
        let said = Said {
            decided_on: Some(w.ctx.today()),
            decided_by_name: "Karin Öberg".into(),
            decided_role: "Avtalsansvarig".into(),
            reason: SECRET.into(),
            proposal: Some("Byt leverantör".into()),
            ..Said::default()
        };
        let decide = |ctx: &Ctx, step: &str| {
            t.write(|c| escalations::decide(c, ctx, &open.id, None, &NewStep { step: step.into(), said: said.clone() }).map(drop));
        };
        decide(&w.ctx, "management");
        let later = |days: i64| {
            let mut ctx = w.ctx.clone();
            ctx.now += chrono::Duration::days(days);
            ctx
        };
        let moved = |days: i64, due: &str, reason: &str| {
            t.app.db.write_now(|c| findings::postpone(c, &later(days), &action.id, None, due.parse().unwrap(), reason))
        };
        moved(1, "2027-03-15", "Leveransen dröjer 3").unwrap();
        // A step down the ladder buys no fourth.
        decide(&later(2), "correction");
        let fourth = moved(3, "2027-04-15", "Skäl");
        assert!(matches!(fourth, Err(Refusal::Rule("rule-action-needs-escalation", _))));
        w.region.get(&page).await.expect(200).has(&["2027-02-15 → 2027-03-15", "Leveransen dröjer 3", "3 gånger"]);
        let stored = t.read(|c| findings::find_action(c, &w.ctx.scope, &action.id));
        assert_eq!((stored.slips, stored.original_due_on.to_string().as_str(), stored.due_on.to_string().as_str()), (3, "2026-12-20", "2027-03-15"));
        let kept = t.read(|c| findings::postponements_of(c, &w.ctx.scope, &action.id));
        assert_eq!(kept.len(), 3);
        w.portal.get(&format!("/portal{page}")).await.expect(200).has(&["2026-12-20 → 2027-01-15", "Leveransen dröjer 1"]).lacks(&[SECRET]);
        for (due, reason, said) in [("2027-03-15", "Skäl", "efter det nuvarande slutdatumet"), ("i morgon", "Skäl", "år-månad-dag"), ("2027-04-01", "", "Fyll i det här fältet")] {
            w.region.post(&format!("{page}/postpone"), &[("version", "4"), ("due_on", due), ("reason", reason)]).await.expect(422).has(&[said]);
        }
        let stale = w.region.post(&format!("{page}/postpone"), &[("version", "1"), ("due_on", "2027-05-01"), ("reason", "Skäl")]).await.expect(409);
        stale.has(&["2027-03-15"]);
        t.drain();
    }

    async fn internal_fields_stay_with_the_region(t: &Harness) {
        let w = world(t);
        let action = t.write(|c| {
            let finding = findings::open_finding(c, &w.ctx, &w.new_finding("Bristens egen rubrik"))?;
            findings::open_action(c, &w.ctx, &NewAction { finding_id: Some(finding.id), ..w.new_action("Delad åtgärd", Responsible::Region) })
        });
        let vendor_token = t.token(&w.vendor_organisation, Role::VendorAdmin);
        for path in [format!("/api/v1/actions/{}", action.id), "/api/v1/actions".to_string()] {
            let answer = w.portal.api(&vendor_token, "GET", &path, Value::Null, &[]).await.expect(200);
            answer.has(&["Delad åtgärd"]).lacks(&[SECRET, "internal_note", "finding_id", "owner_id", "Bristens egen rubrik"]);
        }
        let region_token = t.token(&t.region, Role::ContractManager);
        w.region.api(&region_token, "GET", &format!("/api/v1/actions/{}", action.id), Value::Null, &[]).await.expect(200).has(&[SECRET]);
        // Asking by a finding tells the vendor nothing of which actions came from it.
        for (finding, of_region) in [(action.finding_id.clone().unwrap(), 1), (Id::new(t.now()), 0)] {
            let path = format!("/api/v1/actions?finding_id={finding}");
            for (token, total) in [(&vendor_token, 1), (&region_token, of_region)] {
                assert_eq!(w.region.api(token, "GET", &path, Value::Null, &[]).await.expect(200).json()["total"], total);
            }
        }
        w.portal.get("/portal/actions").await.expect(200).has(&["Delad åtgärd"]).lacks(&[SECRET, "Bristens egen"]);
        w.portal.get(&format!("/portal/actions/{}", action.id)).await.expect(200).lacks(&[SECRET, "Bristens egen", "Rapportera klar"]);
        // The region's file that was not shared is not there for the vendor.
        let page = format!("/actions/{}", action.id);
        w.region.upload(&format!("{page}/evidence"), &[], "file", "internt.txt", b"internt").await.expect(303);
        let text = w.region.get(&page).await.expect(200).has(&["internt.txt", "bara internt"]).text();
        let file = text.split('"').find(|part| part.starts_with(&format!("{page}/evidence/"))).unwrap().to_string();
        w.portal.get(&format!("/portal{page}")).await.expect(200).lacks(&["internt.txt"]);
        w.portal.get(&format!("/portal{file}")).await.expect(404);
        w.portal.api(&vendor_token, "GET", &format!("/api/v1{page}/evidence"), Value::Null, &[]).await.expect(200).lacks(&["internt.txt"]);
        // The other party's action cannot be reported, and a stale answer tells nothing internal.
        let report = format!("/api/v1{page}/report-done");
        w.portal.api(&vendor_token, "POST", &report, json!({"note": "Klart"}), &[]).await.expect(409).has(&["rule-action-not-yours"]);
        // Region pages and findings do not exist for the vendor.
        for path in ["/actions", "/findings", "/findings/suggested", &page] {
            let status = w.portal.get(path).await.status;
            assert!(matches!(status, 403 | 404), "{path} {status}");
        }
        w.portal.api(&vendor_token, "GET", "/api/v1/findings", Value::Null, &[]).await.expect(404);
        let mine = t.write(|c| findings::open_action(c, &w.ctx, &w.new_action("Egen", Responsible::Vendor)));
        let stale = w.portal.post(&format!("/portal/actions/{}/start", mine.id), &[("version", "9")]).await.expect(409);
        stale.lacks(&[SECRET]);
        let report = format!("/api/v1/actions/{}/report-done", mine.id);
        w.portal.api(&vendor_token, "POST", &report, json!({"note": "Klart"}), &[("if-match", "\"9\"")]).await.expect(412).lacks(&[SECRET]);
        for letter in t.drain() {
            assert!(!letter.text.contains(SECRET) && !letter.html.contains(SECRET));
        }
    }

    async fn an_internal_action_is_the_regions_own_until_it_is_shown(t: &Harness) {
        let w = world(t);
        let finding = t.write(|c| findings::open_finding(c, &w.ctx, &w.new_finding("Brist")));
        let of_finding = format!("/findings/{}", finding.id);
        let fields = |responsible: &'static str| [("title", "Se över vitet"), ("description", SECRET), ("responsible", responsible), ("due_on", "2026-12-20"), ("withheld", "1")];
        let refused = w.region.post(&format!("{of_finding}/actions"), &fields("vendor")).await.expect(422);
        refused.has(&["#f-withheld", "kan inte vara bara intern", "Se över vitet"]);
        w.region.post(&format!("{of_finding}/actions"), &fields("region")).await.expect(303);
        w.region.get("/actions").await.expect(200).has(&["Se över vitet", "Bara internt"]);
        let (region, vendor) = (t.token(&t.region, Role::ContractManager), t.token(&w.vendor_organisation, Role::VendorAdmin));
        let mut body = json!({"vendor_id": w.vendor.id, "title": "Byt rutin", "responsible": "vendor", "due_on": "2026-12-20", "withheld": true});
        w.region.api(&region, "POST", "/api/v1/actions", body.clone(), &[]).await.expect(422).has(&["/withheld", "error-action-internal"]);
        body["responsible"] = json!("region");
        let made = w.region.api(&region, "POST", "/api/v1/actions", body, &[]).await.expect(201).json();
        assert_eq!(made["withheld"], true);

        let first = t.read(|c| findings::actions_of_finding(c, &w.ctx.scope, &finding.id)).remove(0).id.to_string();
        let second = made["id"].as_str().unwrap().to_string();
        let hidden = ["Se över vitet", "Byt rutin", SECRET];
        for path in ["/portal", "/portal/actions", "/portal/search?q=rutin"] {
            w.portal.get(path).await.expect(200).lacks(&hidden);
        }
        w.portal.api(&vendor, "GET", "/api/v1/actions", Value::Null, &[]).await.expect(200).has(&["\"total\":0"]);
        for id in [&first, &second] {
            w.portal.get(&format!("/portal/actions/{id}")).await.expect(404);
            w.portal.api(&vendor, "GET", &format!("/api/v1/actions/{id}"), Value::Null, &[]).await.expect(404);
            w.portal.api(&vendor, "POST", &format!("/api/v1/actions/{id}/reveal"), json!({}), &[]).await.expect(404);
        }
        // It is not given to somebody who cannot see it.
        let page = format!("/actions/{first}");
        let given = [("version", "1"), ("title", "Se över vitet"), ("responsible", "vendor")];
        w.region.post(&format!("{page}/edit"), &given).await.expect(422).has(&["Visa den först"]);
        assert!(t.drain().is_empty(), "nobody is told");

        w.region.get(&page).await.expect(200).has(&["Bara din organisation ser åtgärden", "Visa för leverantören"]);
        t.region_user(Role::Reader).get(&page).await.expect(200).has(&["Bara din organisation"]).lacks(&["/reveal"]);
        w.region.post(&format!("{page}/reveal"), &[("version", "9")]).await.expect(409);
        w.region.post(&format!("{page}/reveal"), &[("version", "1")]).await.expect(303);
        w.region.post(&format!("{page}/reveal"), &[("version", "2")]).await.expect(409).has(&["ser redan åtgärden"]);
        w.region.get(&page).await.expect(200).has(&["Åtgärden visades för leverantören"]).lacks(&["Bara din organisation"]);
        w.portal.get(&format!("/portal{page}")).await.expect(200).has(&["Se över vitet"]);
        let path = format!("/api/v1/actions/{second}/reveal");
        w.region.api(&region, "POST", &path, json!({}), &[("if-match", "\"9\"")]).await.expect(412);
        let shown = w.region.api(&region, "POST", &path, json!({}), &[("if-match", "\"1\"")]).await.expect(200).json();
        assert_eq!((&shown["withheld"], &shown["version"]), (&json!(false), &json!(2)));
        w.region.api(&region, "POST", &path, json!({}), &[]).await.expect(409).has(&["rule-action-shown"]);
        w.portal.get("/portal/actions").await.expect(200).has(&["Se över vitet", "Byt rutin"]);
        t.drain();
    }

    async fn the_day_goes_into_calendars_without_a_word_of_what_it_is(t: &Harness) {
        let w = world(t);
        let action = w.action(t, "Byt hemliga nycklar");
        let letters = t.drain();
        assert!(letters.len() == 1 && letters[0].parts.len() == 1, "one mail with one file");
        let part = &letters[0].parts[0];
        assert!(part.file_name == "tillit.ics" && part.media_type.starts_with("text/calendar"), "{} {}", part.file_name, part.media_type);
        let (own, page) = (format!("/portal/actions/{}", action.id), format!("/actions/{}", action.id));
        let unfolded = |text: String| text.replace("\r\n ", "");
        let token = t.token(&w.vendor_organisation, Role::VendorMember);
        let asked = w.portal.get(&format!("{own}/calendar.ics")).await.expect(200);
        assert!(asked.header("content-type").unwrap().starts_with("text/calendar"));
        let program = w.portal.api(&token, "GET", &format!("/api/v1{page}/calendar.ics"), Value::Null, &[]).await.expect(200);
        for text in [String::from_utf8(part.bytes.clone()).unwrap(), asked.text(), program.text()].map(unfolded) {
            let (uid, url) = (format!("UID:portal_action-{}@tillit", action.id), format!("URL:http://localhost:8080{own}"));
            for line in ["SUMMARY:Åtgärd ska vara klar", "DTSTART;VALUE=DATE:20261220", "DTEND;VALUE=DATE:20261221", "SEQUENCE:0", uid.as_str(), url.as_str()] {
                assert!(text.contains(&format!("{line}\r\n")), "{line} in {text}");
            }
            for word in ["nycklar", "smunda", "2024-118", "Karin", SECRET, "Almeå", "X-WR-CALNAME"] {
                assert!(!text.contains(word), "{word} in {text}");
            }
        }
        // Moved: the same entry with a higher number.
        t.write(|c| findings::postpone(c, &w.ctx, &action.id, None, "2027-01-15".parse().unwrap(), "Dröjer").map(drop));
        let text = unfolded(w.region.get(&format!("{page}/calendar.ics")).await.expect(200).text());
        for line in [format!("UID:action-{}@tillit", action.id), format!("URL:http://localhost:8080{page}"), "DTSTART;VALUE=DATE:20270115".into(), "SEQUENCE:1".into()] {
            assert!(text.contains(&format!("{line}\r\n")), "{line} in {text}");
        }
        w.region.get(&page).await.expect(200).has(&["Lägg till i kalendern", &format!("{page}/calendar.ics")]);
        w.portal.get(&own).await.expect(200).has(&["Lägg till i kalendern", &format!("{own}/calendar.ics")]);
        let hidden = t.write(|c| findings::open_planned(c, &w.ctx, &w.new_action("Inte visad", Responsible::Vendor)));
        w.portal.get(&format!("/portal/actions/{}/calendar.ics", hidden.id)).await.expect(404);
        t.drain();
    }

    async fn the_vendor_adds_evidence_before_and_after_it_reports(t: &Harness) {
        let w = world(t);
        let action = w.action(t, "Byt nycklar");
        let (own, page) = (format!("/portal/actions/{}", action.id), format!("/actions/{}", action.id));
        let evidence = format!("{own}/evidence");
        let form = format!("action=\"{evidence}\"");
        w.portal.get(&own).await.expect(200).has(&[&form]);
        w.portal.upload(&evidence, &[], "annat", "", b"").await.expect(422).has(&["Välj en fil."]);
        w.portal.upload(&evidence, &[], "file", "logg.pdf", b"MZ program").await.expect(422).has(&["stämmer inte med dess filändelse"]);
        w.portal.upload(&evidence, &[], "file", "utdrag.txt", b"rader").await.expect(303);
        w.region.get(&page).await.expect(200).has(&["utdrag.txt", "delad med leverantören"]);
        w.portal.upload(&format!("{own}/report"), &[("version", "1"), ("note", "Klart")], "annat", "", b"").await.expect(303);
        w.portal.get(&own).await.expect(200).has(&["utdrag.txt", &form]);
        w.portal.upload(&evidence, &[], "file", "mer.txt", b"mer").await.expect(303);
        w.region.get(&page).await.expect(200).has(&["mer.txt"]);
        t.write(|c| findings::verify(c, &w.ctx, &action.id, None, true, "Sett").map(drop));
        w.portal.upload(&evidence, &[], "file", "sent.txt", b"sent").await.expect(409);
        w.portal.get(&own).await.expect(200).has(&["mer.txt"]).lacks(&[&form, "sent.txt"]);
        // What the region is to do itself takes nothing from the vendor.
        let theirs = t.write(|c| findings::open_action(c, &w.ctx, &w.new_action("Regionens", Responsible::Region)));
        let theirs = format!("/portal/actions/{}", theirs.id);
        w.portal.get(&theirs).await.expect(200).lacks(&[&format!("action=\"{theirs}/evidence\"")]);
        w.portal.upload(&format!("{theirs}/evidence"), &[], "file", "fel.txt", b"fel").await.expect(409);
        t.drain();
    }

    async fn the_priority_is_read_and_set_beside_the_rest(t: &Harness) {
        let w = world(t);
        let action = t.write(|c| {
            let finding = findings::open_finding(c, &w.ctx, &w.new_finding("Nycklar byts inte"))?;
            findings::open_action(c, &w.ctx, &NewAction { finding_id: Some(finding.id), ..w.new_action("Byt nycklar", Responsible::Vendor) })
        });
        let (region, vendor) = (t.token(&t.region, Role::ContractManager), t.token(&w.vendor_organisation, Role::VendorMember));
        let path = format!("/api/v1/actions/{}", action.id);
        let listed = w.region.api(&region, "GET", "/api/v1/actions", Value::Null, &[]).await.expect(200).json();
        assert_eq!(listed["items"][0]["priority"], "high", "the finding's");
        let changed = w.region.api(&region, "PATCH", &path, json!({"priority": "critical"}), &[("if-match", "\"1\"")]).await.expect(200).json();
        assert_eq!((&changed["priority"], &changed["title"], &changed["version"]), (&json!("critical"), &json!("Byt nycklar"), &json!(2)));
        w.region.api(&region, "PATCH", &path, json!({"priority": "low"}), &[("if-match", "\"1\"")]).await.expect(412);
        let edit = format!("/actions/{}/edit", action.id);
        w.region.get(&edit).await.expect(200).has(&["<option value=\"critical\" selected>"]);
        for (priority, status) in [("odd", 422), ("low", 303)] {
            let fields = [("version", "2"), ("title", "Byt nycklar nu"), ("responsible", "vendor"), ("priority", priority)];
            w.region.post(&edit, &fields).await.expect(status);
        }
        let shown = w.region.api(&region, "GET", &path, Value::Null, &[]).await.expect(200).json();
        assert_eq!((&shown["priority"], &shown["title"]), (&json!("low"), &json!("Byt nycklar nu")));
        w.region.get(&format!("/actions/{}", action.id)).await.expect(200).has(&["Låg"]);
        // It is the region's own.
        for path in [path.as_str(), "/api/v1/actions"] {
            w.portal.api(&vendor, "GET", path, Value::Null, &[]).await.expect(200).lacks(&["priority"]);
        }
        t.drain();
    }

    async fn another_organisation_and_weak_roles_find_nothing(t: &Harness) {
        let w = world(t);
        let action = w.action(t, "Hemlig åtgärd");
        let finding = t.write(|c| findings::open_finding(c, &w.ctx, &w.new_finding("Hemlig brist")));
        let (other, other_ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        let stranger = t.browser_for(&other, other_ctx);
        let (rival_organisation, rival) = {
            let organisation = t.write(|c| accounts::add_organisation(c, t.now(), OrganisationKind::Vendor, "Rival AB", None, false));
            let (person, ctx) = t.person(&organisation, Role::VendorAdmin, "Rut Rival");
            (organisation, t.browser_for(&person, ctx))
        };
        for path in [format!("/findings/{}", finding.id), format!("/actions/{}", action.id), format!("/actions/{}/edit", action.id),
            format!("/findings/suggested?contract_id={}", w.contract.id), format!("/findings/new?vendor_id={}", w.vendor.id)] {
            stranger.get(&path).await.expect(404);
        }
        stranger.get("/findings").await.expect(200).lacks(&["Hemlig brist"]);
        stranger.get("/actions").await.expect(200).lacks(&["Hemlig åtgärd"]);
        rival.get(&format!("/portal/actions/{}", action.id)).await.expect(404);
        rival.get("/portal/actions").await.expect(200).lacks(&["Hemlig åtgärd"]);
        rival.post(&format!("/portal/actions/{}/start", action.id), &[("version", "1")]).await.expect(404);
        let token = t.token(&t.other_region, Role::ContractManager);
        let rival_token = t.token(&rival_organisation, Role::VendorAdmin);
        for path in [format!("/api/v1/findings/{}", finding.id), format!("/api/v1/actions/{}", action.id)] {
            stranger.api(&token, "GET", &path, Value::Null, &[]).await.expect(404);
            stranger.api(&rival_token, "GET", &path, Value::Null, &[]).await.expect(404);
            stranger.api(&token, "PATCH", &path, json!({"title": "Min"}), &[("if-match", "\"1\"")]).await.expect(404);
        }
        for step in ["postpone", "verify", "cancel", "report-done", "start", "reveal"] {
            let body = json!({"due_on": "2027-01-01", "reason": "x"});
            let body = match step { "postpone" => body, "verify" => json!({"effective": true}), "cancel" => json!({"reason": "x"}), "report-done" => json!({"note": "x"}), _ => json!({}) };
            stranger.api(&token, "POST", &format!("/api/v1/actions/{}/{step}", action.id), body, &[]).await.expect(404);
        }
        let reader = t.region_user(Role::Reader);
        reader.get(&format!("/actions/{}", action.id)).await.expect(200).lacks(&["/postpone"]);
        let refused = reader.post(&format!("/actions/{}/cancel", action.id), &[("version", "1"), ("reason", "x")]).await.status;
        assert!(matches!(refused, 403 | 404), "{refused}");
        let reader_token = t.token(&t.region, Role::Reader);
        reader.api(&reader_token, "POST", &format!("/api/v1/actions/{}/start", action.id), json!({}), &[]).await.expect(404);
        t.drain();
    }

    async fn the_api_does_the_same(t: &Harness) {
        let w = world(t);
        let (region, vendor) = (t.token(&t.region, Role::ContractManager), t.token(&w.vendor_organisation, Role::VendorMember));
        let body = json!({"vendor_id": w.vendor.id, "contract_id": w.contract.id, "title": "Brist", "severity": "critical", "control_ids": ["A.5.19"]});
        let finding = w.region.api(&region, "POST", "/api/v1/findings", body, &[]).await.expect(201).json();
        let bad = json!({"vendor_id": w.vendor.id, "title": " ", "severity": "low", "control_ids": ["A.99.1"]});
        w.region.api(&region, "POST", "/api/v1/findings", bad, &[]).await.expect(422).has(&["/title", "/control_ids"]);
        let path = format!("/api/v1/findings/{}", finding["id"].as_str().unwrap());
        w.region.api(&region, "PATCH", &path, json!({"title": "Ny"}), &[]).await.expect(428);
        let changed = w.region.api(&region, "PATCH", &path, json!({"title": "Ny"}), &[("if-match", "\"1\"")]).await.expect(200);
        assert_eq!(changed.header("etag"), Some("\"2\""));
        w.region.api(&region, "PATCH", &path, json!({"title": "Gammal"}), &[("if-match", "\"1\"")]).await.expect(412).has(&["Ny"]);

        let mut body = json!({"vendor_id": w.vendor.id, "finding_id": finding["id"], "title": "Åtgärd", "responsible": "vendor", "due_on": "2026-11-22"});
        w.region.api(&region, "POST", "/api/v1/actions", body.clone(), &[]).await.expect(422).has(&["/due_on", "error-date-past"]);
        body["due_on"] = json!("22/11");
        w.region.api(&region, "POST", "/api/v1/actions", body.clone(), &[]).await.expect(422).has(&["/due_on"]);
        body["due_on"] = json!("2026-12-01");
        let action = w.region.api(&region, "POST", "/api/v1/actions", body, &[]).await.expect(201).json();
        assert_eq!(action["contract_id"], json!(w.contract.id), "the finding's contract");
        let path = format!("/api/v1/actions/{}", action["id"].as_str().unwrap());
        w.region.api(&vendor, "POST", &format!("{path}/start"), json!({}), &[]).await.expect(200).has(&["in_progress"]);
        w.region.api(&region, "POST", &format!("{path}/postpone"), json!({"due_on": "2026-11-30", "reason": "x"}), &[]).await.expect(422).has(&["/due_on"]);
        w.region.api(&region, "POST", &format!("{path}/postpone"), json!({"due_on": "2026-12-31", "reason": "Dröjer"}), &[]).await.expect(200);
        let shown = w.region.api(&vendor, "GET", &path, Value::Null, &[]).await.expect(200).json();
        assert_eq!((shown["slips"].as_i64(), shown["postponements"][0]["old_due_on"].as_str()), (Some(1), Some("2026-12-01")));
        w.region.api_upload(&vendor, &format!("{path}/evidence"), &[], "file", "intyg.txt", b"intyg").await.expect(201);
        w.region.api(&vendor, "POST", &format!("{path}/report-done"), json!({"note": "Klart"}), &[]).await.expect(200);
        w.region.api(&vendor, "POST", &format!("{path}/verify"), json!({"effective": true}), &[]).await.expect(404);
        w.region.api(&region, "POST", &format!("{path}/verify"), json!({"effective": true}), &[]).await.expect(200).has(&["verified"]);
        w.region.api(&region, "POST", &format!("{path}/cancel"), json!({"reason": "x"}), &[]).await.expect(409);
        let list = w.region.api(&region, "GET", "/api/v1/actions?status=verified&q=atgard&limit=1", Value::Null, &[]).await.expect(200).json();
        assert_eq!(list["total"], 1);
        w.region.api(&region, "GET", "/api/v1/actions?status=borta", Value::Null, &[]).await.expect(422);
        t.drain();
    }

    async fn one_click_makes_one_finding_of_a_clause(t: &Harness) {
        let w = world(t);
        let (now, contract_id) = (t.now(), w.contract.id.clone());
        t.write(|c| {
            use diesel::RunQueryDsl;
            let row = contracts::ContractClause {
                id: Id::new(now), organisation_id: t.region.id.clone(), contract_id: contract_id.clone(), clause_id: "KV-21".into(),
                catalogue_version: "clauses-2026-1".into(), in_contract: Some(contracts::InContract::Present), section: None,
                met: contracts::ClauseMet::NotMet, note: None, updated_by_name: "Karin".into(), updated_at: now.into(), version: 1,
            };
            diesel::insert_into(tillit::platform::db::schema::contract_clauses::table).values(&row).execute(c)?;
            Ok(())
        });
        let suggested = format!("/findings/suggested?contract_id={}", w.contract.id);
        w.region.get(&suggested).await.expect(200).has(&["KV-21", "Gör till brist"]);
        let click = format!("/contracts/{}/clauses/KV-21/finding", w.contract.id);
        let finding = w.region.post(&click, &[]).await.expect(303).location().to_string();
        let link = format!("/contracts/{}/clauses#KV-21", w.contract.id);
        w.region.get(&finding).await.expect(200).has(&["KV-21", &link]);
        w.region.post(&click, &[]).await.expect(409).has(&["redan en öppen brist"]);
        w.region.get(&suggested).await.expect(200).has(&["Brist 1"]).lacks(&["Gör till brist"]);
        w.region.post(&format!("/contracts/{}/clauses/KV-01/finding", w.contract.id), &[]).await.expect(409);
        w.region.post(&format!("/contracts/{}/clauses/KV-99/finding", w.contract.id), &[]).await.expect(404);
    }

    async fn stale_edits_and_bad_input_are_said_where_they_are(t: &Harness) {
        let w = world(t);
        let action = w.action(t, "Först");
        let edit = format!("/actions/{}/edit", action.id);
        w.region.get(&edit).await.expect(200).has(&["Först", SECRET]);
        w.region.post(&edit, &[("version", "1"), ("title", "Sedan"), ("responsible", "vendor")]).await.expect(303);
        w.region.post(&edit, &[("version", "1"), ("title", "Sent"), ("responsible", "vendor")]).await.expect(409).has(&["Sedan"]);
        w.region.post(&edit, &[("version", "2"), ("title", ""), ("responsible", "vendor"), ("focus", "Kvar")]).await.expect(422).has(&["f-title", "Kvar"]);
        let finding = t.write(|c| findings::open_finding(c, &w.ctx, &w.new_finding("Brist")));
        let add = format!("/findings/{}/actions", finding.id);
        w.region.post(&add, &[("title", "Ny"), ("responsible", "vendor"), ("due_on", "igår")]).await.expect(422).has(&["#f-due_on", "igår"]);
        w.region.post(&add, &[("title", "Ny"), ("responsible", "vendor"), ("due_on", "2026-11-22")]).await.expect(422).has(&["som inte har passerat"]);
        w.region.post(&format!("/findings/{}/close", finding.id), &[("version", "1")]).await.expect(422).has(&["varför bristen ändå"]);
        w.region.post(&format!("/findings/{}/close", finding.id), &[("version", "1"), ("reason", "Fel leverantör")]).await.expect(303);
        w.region.get(&format!("/findings/{}", finding.id)).await.expect(200).has(&["Fel leverantör"]);
        let cancel = format!("/actions/{}/cancel", action.id);
        w.region.post(&cancel, &[("version", "2"), ("reason", "")]).await.expect(422).has(&["cancel-reason-error"]);
        w.region.post(&cancel, &[("version", "2"), ("reason", "Avtalet upphör")]).await.expect(303);
        let stored = t.read(|c| findings::find_action(c, &w.ctx.scope, &action.id));
        assert_eq!(stored.status, ActionStatus::Cancelled);
        t.drain();
    }

    async fn lists_ask_a_fixed_number_of_queries(t: &Harness) {
        let w = world(t);
        let add = |count: usize| {
            for n in 0..count {
                t.write(|c| {
                    let finding = findings::open_finding(c, &w.ctx, &w.new_finding(&format!("Brist {n}")))?;
                    findings::open_action(c, &w.ctx, &NewAction { finding_id: Some(finding.id), ..w.new_action("Åtgärd", Responsible::Region) })
                });
            }
        };
        let paths = ["/findings", "/actions", "/actions?q=atgard", "/actions?overdue=1&owner=me", "/findings/export", "/actions/export"];
        let mut counts = Vec::new();
        for rows in [1, 29] {
            add(rows);
            for path in paths {
                let before = t.app.db.query_count();
                w.region.get(path).await.expect(200);
                counts.push(t.app.db.query_count() - before);
            }
            let before = t.app.db.query_count();
            w.portal.get("/portal/actions").await.expect(200);
            counts.push(t.app.db.query_count() - before);
        }
        let (one, many) = counts.split_at(paths.len() + 1);
        assert_eq!(one, many);
        assert!(one.iter().all(|count| *count <= 12), "{one:?}");
    }
}
