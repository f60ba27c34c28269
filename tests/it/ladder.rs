//! The escalation ladder: postponements, the rule, each step with its record, letters and memos, and what the vendor never
//! sees; verifying by another person, and the check of the effect some months later.

use super::notices::sql;
use super::support::{Browser, Harness};
use serde_json::{Value, json};
use tillit::access::Role;
use tillit::base::{Id, Refusal};
use tillit::features::accounts::{self, Organisation, OrganisationKind};
use tillit::features::contracts::{self, Contract};
use tillit::features::escalations::{self, Escalation, LadderCause, LadderOrigin, NewEscalation, NewStep, Said};
use tillit::features::findings::{
    self, Action, ActionStatus, EffectResult, FindingOrigin, NewAction, NewFinding, Responsible, Severity,
};
use tillit::features::vendors::{self, Vendor, VendorKind, VendorStatus};
use tillit::kit::Ctx;
use tillit::kit::snapshot::sha256_hex;

/// In everything that the vendor must not read.
const SECRET: &str = "HEMLIGT-INTERNT";

pub struct World {
    pub vendor: Vendor,
    pub contract: Contract,
    pub vendor_organisation: Organisation,
    pub region: Browser,
    pub ctx: Ctx,
    pub portal: Browser,
    pub eva: Ctx,
}

pub fn world(t: &Harness) -> World {
    let now = t.now();
    let (person, ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    let manager = person.id.clone();
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
            manager_id: Some(manager),
            tags: String::new(),
            internal_note: None,
            vendor_organisation_id: Some(organisation.id.clone()),
            tier: Some(1),
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
    let region = t.browser_for(&person, ctx.clone());
    let (eva_person, eva) = t.person(&vendor_organisation, Role::VendorMember, "Eva Björk");
    let portal = t.browser_for(&eva_person, eva.clone());
    World { vendor, contract, vendor_organisation, region, ctx, portal, eva }
}

impl World {
    pub fn finding(&self, t: &Harness, severity: Severity) -> findings::Finding {
        let new = NewFinding {
            vendor_id: self.vendor.id.clone(),
            contract_id: Some(self.contract.id.clone()),
            origin: FindingOrigin::Manual,
            origin_object_id: None,
            origin_part: None,
            title: format!("Brist {severity} {SECRET}"),
            description: None,
            severity,
            responsible: Responsible::Vendor,
            control_ids: vec![],
            internal_note: Some(SECRET.into()),
        };
        t.write(|c| findings::open_finding(c, &self.ctx, &new))
    }

    pub fn action(&self, t: &Harness, title: &str, finding: Option<&findings::Finding>, due_on: &str) -> Action {
        let new = NewAction {
            vendor_id: self.vendor.id.clone(),
            contract_id: Some(self.contract.id.clone()),
            finding_id: finding.map(|f| f.id.clone()),
            title: title.into(),
            description: None,
            responsible: Responsible::Vendor,
            owner_id: None,
            owner_name: None,
            due_on: due_on.parse().unwrap(),
            focus: None,
            internal_note: Some(SECRET.into()),
        };
        t.write(|c| findings::open_action(c, &self.ctx, &new))
    }

    fn escalate(&self, t: &Harness, origin: LadderOrigin, id: &Id) -> Escalation {
        let new = NewEscalation { origin, origin_id: id.clone(), cause: LadderCause::Other, reason: SECRET.into() };
        t.write(|c| escalations::open(c, &self.ctx, &new))
    }
}

/// The fields of a letter for correction, as the form sends them.
pub fn letter_fields<'a>(version: &'a str, demand: &'a str, due_on: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("version", version),
        ("step", "correction"),
        ("decided_on", "2026-11-23"),
        ("decided_by_name", "Karin Öberg"),
        ("decided_role", "Avtalsansvarig"),
        ("reason", SECRET),
        ("delegation", SECRET),
        ("demand", demand),
        ("due_on", due_on),
        ("diary_number", "HSN 2026-0911"),
    ]
}

both! {
    async fn a_letter_reaches_the_vendor_and_nothing_else_does(t: &Harness) {
        let w = world(t);
        let action = w.action(t, "Byt nycklar", None, "2026-12-20");
        t.drain();
        let page = w.region.get(&format!("/escalations/new?origin=action&id={}", action.id)).await.expect(200);
        page.has(&["Byt nycklar", "Åsmunda"]);
        let id = action.id.to_string();
        let fields = [("origin", "action"), ("origin_id", id.as_str()), ("cause", "other"), ("reason", "")];
        w.region.post("/escalations", &fields).await.expect(422).has(&["Fyll i det här fältet"]);
        let fields = [("origin", "action"), ("origin_id", id.as_str()), ("cause", "other"), ("reason", SECRET)];
        let at = w.region.post("/escalations", &fields).await.expect(303).location().to_string();
        w.region.post("/escalations", &fields).await.expect(409).has(&["redan eskalerat"]);
        w.region.get(&format!("/actions/{}", action.id)).await.expect(200).has(&["Eskalering 1"]);
        w.region.get("/escalations").await.expect(200).has(&["Byt nycklar", "Inget steg beslutat"]);
        w.region.get(&format!("{at}?step=correction")).await.expect(200).has(&["Rättelseanmodan", "2026-12-07"]);

        let steps = format!("{at}/steps");
        w.region.post(&steps, &letter_fields("1", " ", "2026-12-07")).await.expect(422).has(&["Fyll i det här fältet", "HSN 2026-0911"]);
        w.region.post(&steps, &letter_fields("1", "Byt alla nycklar", "2026-11-22")).await.expect(422).has(&["inte har passerat", "Byt alla nycklar"]);
        w.region.post(&steps, &letter_fields("1", "Byt alla nycklar", "2026-12-07")).await.expect(303);
        w.region.post(&steps, &letter_fields("1", "Byt alla nycklar", "2026-12-07")).await.expect(409);
        w.region.post(&steps, &letter_fields("2", "Byt alla nycklar", "2026-12-07")).await.expect(409).has(&["redan på det steget"]);
        let mails = t.drain();
        assert_eq!(mails.len(), 1, "the vendor's person is told of the letter; nobody of what they did themselves");
        assert!(mails[0].subject.contains("Brev från Region Almeå") && mails[0].text.contains("7 december 2026"), "{}", mails[0].text);
        assert!(!mails[0].text.contains(SECRET) && !mails[0].text.contains("nycklar"));

        // The vendor sees the letter and its deadline; the rest is the region's own.
        let shown = w.portal.get("/portal/letters").await.expect(200).has(&["Byt alla nycklar", "2026-12-07", "Region Almeå", "HSN 2026-0911"]).lacks(&[SECRET]);
        let text = shown.text();
        let paper = text.split('"').find(|part| part.starts_with("/portal/letters/")).unwrap().to_string();
        let pdf = w.portal.get(&paper).await.expect(200);
        assert!(pdf.body.starts_with(b"%PDF"));
        assert!(pdf.header("content-disposition").unwrap().contains("1.1.pdf"));
        let token = t.token(&w.vendor_organisation, Role::VendorMember);
        let body = w.portal.api(&token, "GET", "/api/v1/letters", Value::Null, &[]).await.expect(200).lacks(&[SECRET]).json();
        assert_eq!(body["total"], 1);
        for field in ["reason", "delegation", "decided_by_name", "cost_low", "proposal", "outcome", "escalation_id", "step", "recorded_by_name"] {
            assert!(body["items"][0].get(field).is_none(), "{field} is the region's own");
        }
        let letter = body["items"][0]["id"].as_str().unwrap().to_string();
        w.portal.api(&token, "GET", &format!("/api/v1/letters/{letter}/letter.pdf?lang=en"), Value::Null, &[]).await.expect(200);
        for path in ["/escalations", &at, &format!("{at}/steps/{letter}/letter.pdf")] {
            let status = w.portal.get(path).await.status;
            assert!(matches!(status, 403 | 404), "{path} {status}");
            w.portal.api(&token, "GET", &format!("/api/v1{path}"), Value::Null, &[]).await.expect(404);
        }
        let rival = t.write(|c| accounts::add_organisation(c, t.now(), OrganisationKind::Vendor, "Rival AB", None, false));
        let (rut, rut_ctx) = t.person(&rival, Role::VendorAdmin, "Rut Rival");
        let rut = t.browser_for(&rut, rut_ctx);
        rut.get("/portal/letters").await.expect(200).lacks(&["Byt alla nycklar"]);
        rut.get(&format!("/portal/letters/{letter}/letter.pdf")).await.expect(404);
    }

    async fn each_step_keeps_its_record_and_the_board_gets_a_memo(t: &Harness) {
        let w = world(t);
        let finding = w.finding(t, Severity::High);
        let row = w.escalate(t, LadderOrigin::Finding, &finding.id);
        let at = format!("/escalations/{}", row.id);
        let decided = [("decided_on", "2026-11-23"), ("decided_by_name", "Nämnden"), ("decided_role", "Hälso- och sjukvårdsnämnden"), ("reason", "Risk för patienter"),
            ("proposal", "Nämnden häver avtalet"), ("diary_number", "HSN 2026-1"), ("step", "board"), ("version", "1")];
        let with = |more: &[(&'static str, &'static str)]| -> Vec<(&'static str, &'static str)> { decided.iter().chain(more).copied().collect() };
        w.region.post(&format!("{at}/steps"), &with(&[])).await.expect(422).has(&["Fyll i det här fältet"]);
        w.region.post(&format!("{at}/steps"), &with(&[("cost_low", "900 000"), ("cost_high", "400 000")])).await.expect(422).has(&["kan inte vara lägre"]);
        w.region.post(&format!("{at}/steps"), &with(&[("cost_low", "mycket"), ("cost_high", "1")])).await.expect(422).has(&["heltal", "mycket"]);
        w.region.post(&format!("{at}/steps"), &with(&[("cost_low", "400 000 kr"), ("cost_high", "900 000")])).await.expect(303);
        let steps = t.read(|c| escalations::steps(c, &w.ctx.scope, &row.id));
        assert_eq!((steps[0].cost_low, steps[0].cost_high, steps[0].recorded_by_name.as_str()), (Some(400_000), Some(900_000), "Karin Öberg"));
        let memo = format!("{at}/steps/{}", steps[0].id);
        for lang in ["sv", "en"] {
            let pdf = w.region.get(&format!("{memo}/memo.pdf?lang={lang}")).await.expect(200);
            assert!(pdf.body.starts_with(b"%PDF"));
            let again = w.region.get(&format!("{memo}/memo.pdf?lang={lang}")).await.expect(200);
            assert_eq!(pdf.body, again.body, "the same step gives the same bytes");
        }
        let docx = w.region.get(&format!("{memo}/memo.docx")).await.expect(200);
        assert!(docx.body.starts_with(b"PK"));
        w.region.get(&format!("{memo}/letter.pdf")).await.expect(404);

        w.region.post(&format!("{memo}/outcome"), &[("version", "1"), ("outcome", "")]).await.expect(422);
        w.region.post(&format!("{memo}/outcome"), &[("version", "1"), ("outcome", "Enligt förslaget"), ("outcome_on", "2026-11-24")]).await.expect(422).has(&["framtiden"]);
        w.region.post(&format!("{memo}/outcome"), &[("version", "1"), ("outcome", "Enligt förslaget")]).await.expect(303);
        // Lowered with a reason alone, then closed with one.
        let lower = [("version", "2"), ("step", "management"), ("decided_on", "2026-11-23"), ("decided_by_name", "Nämnden"), ("decided_role", "Nämnden"), ("reason", "Återremiss")];
        w.region.post(&format!("{at}/steps"), &lower).await.expect(303);
        w.region.get(&at).await.expect(200).has(&["Enligt förslaget", "Återremiss", "Sänkning", "Ledningen"]);
        w.region.post(&format!("{at}/close"), &[("version", "3"), ("close_reason", " ")]).await.expect(422);
        w.region.post(&format!("{at}/close"), &[("version", "2"), ("close_reason", "Klart")]).await.expect(409);
        w.region.post(&format!("{at}/close"), &[("version", "3"), ("close_reason", "Klart")]).await.expect(303);
        w.region.post(&format!("{at}/close"), &[("version", "4"), ("close_reason", "Klart")]).await.expect(409);
        w.region.get("/escalations").await.expect(200).lacks(&["Brist high"]);
        w.region.get("/escalations?shown=closed&q=brist").await.expect(200).has(&["Brist high"]);
        let sheet = w.region.get("/escalations/export?shown=closed").await.expect(200);
        assert!(sheet.body.starts_with(b"PK"));
        // Who may only read may not decide, and another organisation finds nothing.
        let reader = t.region_user(Role::Reader);
        reader.get(&at).await.expect(200).lacks(&[&format!("action=\"{at}/close\"")]);
        let refused = reader.post(&format!("{at}/close"), &[("version", "1"), ("close_reason", "x")]).await.status;
        assert!(matches!(refused, 403 | 404), "{refused}");
        let (other, ctx) = t.person(&t.other_region, Role::ContractManager, "Nils Ek");
        t.browser_for(&other, ctx).get(&at).await.expect(404);
        t.drain();
    }

    async fn a_letter_or_memo_that_was_changed_is_found_and_not_given_out(t: &Harness) {
        let w = world(t);
        let action = w.action(t, "Byt nycklar", None, "2026-12-20");
        let at = format!("/escalations/{}", w.escalate(t, LadderOrigin::Action, &action.id).id);
        let broken = || -> (usize, Vec<(String, bool)>) {
            let (seen, broken) = t.read(|c| escalations::verify_all(c, &w.ctx));
            (seen, broken.into_iter().map(|one| (one.step_id, one.is_missing)).collect())
        };
        assert_eq!(broken(), (0, vec![]));
        w.region.post(&format!("{at}/steps"), &letter_fields("1", "Byt alla nycklar", "2026-12-07")).await.expect(303);
        let memo = [("version", "2"), ("step", "management"), ("decided_on", "2026-11-23"), ("decided_by_name", "Birgitta Ek"), ("decided_role", "Direktör"),
            ("reason", "Risk"), ("proposal", "Häv avtalet")];
        w.region.post(&format!("{at}/steps"), &memo).await.expect(303);
        let id: Id = at.rsplit('/').next().unwrap().parse().unwrap();
        let steps = t.read(|c| escalations::steps(c, &w.ctx.scope, &id));
        let (memo, letter) = (&steps[0], &steps[1]);
        assert_eq!(broken(), (2, vec![]));
        let token = t.token(&t.region, Role::ContractManager);
        let other = letter.letter.as_ref().unwrap().replace("Byt alla", "Behåll alla");
        let paper = format!("{at}/steps/{}/letter.pdf", letter.id);
        // The text alone; with a fingerprint of its own, which is not the one that the log has; gone, with and without it.
        for change in [
            format!("letter = '{other}', letter_sha256 = '{}'", sha256_hex(&other)),
            "letter = NULL".to_string(),
            "letter = NULL, letter_sha256 = NULL".to_string(),
            format!("letter = '{other}', letter_sha256 = '{}'", letter.letter_sha256.as_ref().unwrap()),
        ] {
            sql(t, &format!("UPDATE escalation_steps SET {change} WHERE id = '{}'", letter.id));
            assert_eq!(broken(), (2, vec![(letter.id.to_string(), false)]), "{change}");
            w.region.get(&at).await.expect(200).has(&["Det som är sparat stämmer inte", "memo.pdf"]).lacks(&["letter.pdf"]);
            w.region.get(&paper).await.expect(409).has(&["inte längre det som beslutades"]);
            let whole = w.region.api(&token, "GET", &format!("/api/v1{at}"), Value::Null, &[]).await.expect(200).json();
            assert_eq!((&whole["steps"][0]["tampered"], &whole["steps"][1]["tampered"]), (&json!(false), &json!(true)), "{change}");
            w.region.api(&token, "GET", &format!("/api/v1{paper}"), Value::Null, &[]).await.expect(409).has(&["rule-ladder-tampered"]);
        }
        w.portal.get("/portal/letters").await.expect(200).has(&["inte längre är det som skickades"]).lacks(&["Behåll alla"]);
        w.portal.get(&format!("/portal/letters/{}/letter.pdf", letter.id)).await.expect(409);
        let vendor_token = t.token(&w.vendor_organisation, Role::VendorMember);
        w.portal.api(&vendor_token, "GET", "/api/v1/letters", Value::Null, &[]).await.expect(409).has(&["rule-ladder-tampered"]);
        sql(t, &format!("UPDATE escalation_steps SET memo = '{{}}' WHERE id = '{}'", memo.id));
        for file in ["memo.pdf", "memo.docx"] {
            w.region.get(&format!("{at}/steps/{}/{file}", memo.id)).await.expect(409);
        }
        sql(t, &format!("DELETE FROM escalation_steps WHERE id = '{}'", letter.id));
        assert_eq!(broken(), (2, vec![(memo.id.to_string(), false), (letter.id.to_string(), true)]));
        t.drain();
    }

    async fn the_page_says_how_what_was_escalated_stands_and_proposes_an_end(t: &Harness) {
        let w = world(t);
        let (action, finding) = (w.action(t, "Byt nycklar", None, "2026-12-20"), w.finding(t, Severity::High));
        let token = t.token(&t.region, Role::ContractManager);
        for (origin, id, before, after) in
            [(LadderOrigin::Action, &action.id, "open", "cancelled"), (LadderOrigin::Finding, &finding.id, "open", "closed")]
        {
            let at = format!("/escalations/{}", w.escalate(t, origin, id).id);
            w.region.get(&at).await.expect(200).has(&["Öppen"]).lacks(&["Det som eskalerades är ordnat"]);
            let api = format!("/api/v1{at}");
            let whole = w.region.api(&token, "GET", &api, Value::Null, &[]).await.expect(200).json();
            assert_eq!((&whole["origin_status"], &whole["propose_close"]), (&json!(before), &json!(false)));
            match origin {
                LadderOrigin::Action => t.write(|c| findings::cancel(c, &w.ctx, id, None, "Behövs inte").map(drop)),
                _ => t.write(|c| findings::close_finding(c, &w.ctx, id, None, Some("Ordnat")).map(drop)),
            }
            w.region.get(&at).await.expect(200).has(&["Det som eskalerades är ordnat", "href=\"#close\""]);
            let whole = w.region.api(&token, "GET", &api, Value::Null, &[]).await.expect(200).json();
            assert_eq!((&whole["origin_status"], &whole["propose_close"]), (&json!(after), &json!(true)));
            w.region.post(&format!("{at}/close"), &[("version", "1"), ("close_reason", "Ordnat")]).await.expect(303);
            w.region.get(&at).await.expect(200).lacks(&["Det som eskalerades är ordnat"]);
        }
        t.drain();
    }

    async fn a_letter_never_tells_of_an_action_that_the_vendor_does_not_see(t: &Harness) {
        let w = world(t);
        let new = NewAction {
            vendor_id: w.vendor.id.clone(),
            contract_id: Some(w.contract.id.clone()),
            finding_id: None,
            title: "Förbered ny upphandling".into(),
            description: None,
            responsible: Responsible::Region,
            owner_id: None,
            owner_name: None,
            due_on: "2026-12-20".parse().unwrap(),
            focus: None,
            internal_note: None,
        };
        let action = t.write(|c| findings::open_internal(c, &w.ctx, &new));
        let at = format!("/escalations/{}", w.escalate(t, LadderOrigin::Action, &action.id).id);
        w.region.get(&format!("{at}?step=correction")).await.expect(200).has(&["Brevet kan inte skickas"]).lacks(&["name=\"demand\""]);
        w.region.post(&format!("{at}/steps"), &letter_fields("1", "Byt alla nycklar", "2026-12-07")).await.expect(409).has(&["skulle avslöja den"]);
        w.portal.get("/portal/letters").await.expect(200).lacks(&["Byt alla nycklar"]);
        let inside = [("version", "1"), ("step", "management"), ("decided_on", "2026-11-23"), ("decided_by_name", "Birgitta Ek"), ("decided_role", "Direktör"),
            ("reason", "Risk"), ("proposal", "Skynda på")];
        w.region.post(&format!("{at}/steps"), &inside).await.expect(303);
        assert!(t.drain().iter().all(|mail| mail.to_name != "Eva Björk"), "the vendor hears of nothing");
    }

    async fn what_nobody_touches_escalates_by_itself(t: &Harness) {
        let w = world(t);
        let (high, critical, low) = (w.finding(t, Severity::High), w.finding(t, Severity::Critical), w.finding(t, Severity::Low));
        let worked = w.action(t, "Byt nycklar", Some(&high), "2027-02-01");
        let raised = w.action(t, "Fristående åtgärd", None, "2027-02-01");
        t.write(|c| findings::set_priority(c, &w.ctx, &raised.id, None, Severity::Critical).map(drop));
        t.drain();
        let open = |t: &Harness| -> Vec<(Id, LadderCause)> {
            let filter = escalations::Filter::default();
            let page = t.read(|c| escalations::list(c, &w.ctx.scope, &filter, tillit::base::PageRequest::new(None, None)));
            let mut all: Vec<(Id, LadderCause)> = page.items.into_iter().map(|(row, _)| (row.origin_id, row.cause)).collect();
            all.sort();
            all
        };
        let sweep = |t: &Harness| escalations::sweep(&t.app, t.now()).unwrap();
        t.advance_days(6);
        sweep(t);
        assert!(open(t).is_empty());
        t.advance_days(1);
        sweep(t);
        let mut want = vec![(critical.id.clone(), LadderCause::Untouched), (raised.id.clone(), LadderCause::Untouched)];
        want.sort();
        assert_eq!(open(t), want, "a week without a touch");
        sweep(t);
        assert_eq!(open(t).len(), 2, "the rule runs twice and does nothing more");
        let mails = t.drain();
        assert_eq!(mails.len(), 2, "the vendor's manager is told of each");
        assert!(mails.iter().all(|mail| mail.text.contains("har blivit liggande")), "{}", mails[0].text);
        // Somebody begins the other action: the rule waits from there.
        t.advance_days(5);
        let now = t.ctx_of(&person(t, &w), &t.region, Role::ContractManager);
        t.write(|c| findings::start(c, &now, &worked.id, None).map(drop));
        t.advance_days(13);
        sweep(t);
        assert_eq!(open(t).len(), 2);
        t.advance_days(1);
        sweep(t);
        assert!(open(t).contains(&(worked.id.clone(), LadderCause::Untouched)), "two weeks after the last touch");
        assert!(!open(t).iter().any(|(id, _)| *id == low.id || *id == high.id), "low waits, and a finding waits for its action");
        t.drain();
    }

    async fn another_person_verifies_and_the_effect_is_checked_months_later(t: &Harness) {
        let w = world(t);
        let finding = w.finding(t, Severity::High);
        let action = w.action(t, "Byt nycklar", Some(&finding), "2026-12-20");
        let own = w.action(t, "Egen", None, "2026-12-20");
        // Reported by telephone: whoever noted it does not verify it.
        t.write(|c| findings::report_done(c, &w.ctx, &own.id, None, "Klart").map(drop));
        let page = format!("/actions/{}", own.id);
        w.region.get(&page).await.expect(200).has(&["Någon annan behöver verifiera"]);
        w.region.post(&format!("{page}/verify"), &[("version", "2"), ("effective", "true"), ("note", "")]).await.expect(409).has(&["själv klarrapporterat"]);
        let me = w.ctx.actor.person_id.to_string();
        let mine = w.action(t, "Ägd", None, "2026-12-20");
        w.region.post("/actions/bulk", &[("id", mine.id.as_str()), ("set", "owner"), ("owner_id", &me)]).await.expect(200).has(&["Ändrade: 1"]);
        t.write(|c| findings::report_done(c, &w.eva, &mine.id, None, "Klart").map(drop));
        w.region.post(&format!("/actions/{}/verify", mine.id), &[("version", "3"), ("effective", "true"), ("note", "Sett")]).await.expect(409).has(&["ansvarar själv för åtgärden"]);
        // Nor does one hand it over in order to verify it: the owner stays while it waits.
        let region_token = t.token(&t.region, Role::ContractManager);
        w.region.api(&region_token, "PATCH", &format!("/api/v1/actions/{}", mine.id), json!({ "owner_id": null }), &[("if-match", "\"3\"")]).await.expect(409).has(&["rule-action-reported"]);
        let refused = t.app.db.write_now(|c| findings::change_one(c, &w.ctx, &mine.id, None, &findings::BulkChange::Owner(w.eva.actor.person_id.clone())));
        assert!(matches!(refused, Err(Refusal::Rule("rule-action-reported", _))));
        w.region.api(&region_token, "PATCH", &format!("/api/v1/actions/{}", mine.id), json!({ "title": "Ägd ännu" }), &[("if-match", "\"3\"")]).await.expect(200);

        t.write(|c| findings::report_done(c, &w.eva, &action.id, None, "Bytta").map(drop));
        let page = format!("/actions/{}", action.id);
        w.region.post(&format!("{page}/verify"), &[("version", "2"), ("effective", "true"), ("note", " ")]).await.expect(422).has(&["Prioriteten är hög"]);
        w.region.post(&format!("{page}/verify"), &[("version", "2"), ("effective", "true"), ("note", "Sett i loggen")]).await.expect(303);
        let check = t.read(|c| findings::checks_of_action(c, &w.ctx.scope, &action.id)).remove(0);
        assert_eq!((check.due_on.to_string().as_str(), check.tier, check.result), ("2027-02-23", Some(1), None));
        t.write(|c| findings::close_finding(c, &w.ctx, &finding.id, None, None).map(drop));
        w.region.get("/effect-checks").await.expect(200).has(&["Byt nycklar", "2027-02-23"]);
        let token = t.token(&w.vendor_organisation, Role::VendorAdmin);
        w.portal.api(&token, "GET", "/api/v1/effect-checks", Value::Null, &[]).await.expect(404);
        w.portal.get(&format!("/portal{page}")).await.expect(200).lacks(&["2027-02-23", SECRET]);

        let at = format!("/effect-checks/{}", check.id);
        w.region.upload(&format!("{at}/evidence"), &[], "file", "stickprov.txt", b"fem av fem").await.expect(303);
        w.region.upload(&format!("{at}/evidence"), &[], "file", "stickprov.pdf", b"MZ program").await.expect(422);
        let text = w.region.get(&at).await.expect(200).has(&["stickprov.txt"]).text();
        let file = text.split('"').find(|part| part.starts_with(&format!("{at}/evidence/"))).unwrap().to_string();
        assert_eq!(w.region.get(&file).await.expect(200).body, b"fem av fem");
        w.portal.api(&token, "GET", &format!("/api/v1{file}"), Value::Null, &[]).await.expect(404);
        w.region.post(&at, &[("version", "1"), ("result", "not_effective"), ("note", "Gamla nycklar gäller"), ("evidence", ""), ("due_on", "")]).await.expect(422).has(&["Gamla nycklar gäller"]);
        let failed = [("version", "1"), ("result", "not_effective"), ("note", "Gamla nycklar gäller"), ("evidence", SECRET), ("due_on", "2027-01-15")];
        w.region.post(&at, &failed).await.expect(303);
        w.region.post(&at, &failed).await.expect(409);
        let again = t.read(|c| findings::find_action(c, &w.ctx.scope, &action.id));
        assert_eq!((again.status, again.due_on.to_string().as_str(), again.verified_effective), (ActionStatus::InProgress, "2027-01-15", Some(false)));
        assert!(t.read(|c| findings::find_finding(c, &w.ctx.scope, &finding.id)).is_open(), "the finding stands open again");
        w.portal.get(&format!("/portal{page}")).await.expect(200).has(&["Gamla nycklar gäller"]).lacks(&[SECRET]);
        let made = t.read(|c| findings::checks_of_action(c, &w.ctx.scope, &action.id)).remove(0);
        assert_eq!((made.result, made.checked_by_name.as_deref(), made.evidence.as_deref()), (Some(EffectResult::NotEffective), Some("Karin Öberg"), Some(SECRET)));
        // Whoever reported it does not judge its effect either.
        let (_, omar) = t.person(&t.region, Role::SecurityOfficer, "Omar Haddad");
        t.write(|c| findings::verify(c, &omar, &own.id, None, true, "Sett").map(drop));
        let at = format!("/effect-checks/{}", t.read(|c| findings::checks_of_action(c, &w.ctx.scope, &own.id)).remove(0).id);
        w.region.get(&at).await.expect(200).has(&["Någon annan behöver verifiera"]);
        let judged = [("version", "1"), ("result", "effective"), ("note", "Fungerar"), ("evidence", "Loggen")];
        w.region.post(&at, &judged).await.expect(409).has(&["själv klarrapporterat"]);
        t.drain();
    }

    async fn a_finding_says_its_root_cause_and_that_it_is_escalated(t: &Harness) {
        let w = world(t);
        let finding = w.finding(t, Severity::High);
        let page = format!("/findings/{}", finding.id);
        w.region.get(&page).await.expect(200).has(&["/escalations/new"]).lacks(&["Rutin saknas", "Eskalering 1"]);
        let cause = [("version", "0"), ("kind", "routine"), ("confidence", "assumed"), ("description", "Ingen äger loggarna")];
        w.region.post(&format!("{page}/cause"), &cause).await.expect(303);
        let row = w.escalate(t, LadderOrigin::Finding, &finding.id);
        // Escalated already, it offers no second escalation, which would be refused.
        let shown = w.region.get(&page).await.expect(200).has(&["Rutin saknas eller är oklar", "Antaget", "Ingen äger loggarna"]);
        shown.has(&["Eskalering 1", &format!("/escalations/{}", row.id)]).lacks(&["/escalations/new"]);
        t.drain();
    }

    async fn the_api_climbs_the_ladder_too(t: &Harness) {
        let w = world(t);
        let action = w.action(t, "Byt nycklar", None, "2026-12-20");
        let token = t.token(&t.region, Role::ContractManager);
        let call = |method: &'static str, path: String, body: Value| {
            let (token, browser) = (token.clone(), &w.region);
            async move { browser.api(&token, method, &path, body, &[]).await }
        };
        let body = json!({"origin": "action", "origin_id": action.id, "cause": "postponed"});
        call("POST", "/api/v1/escalations".into(), body).await.expect(422).has(&["/reason"]);
        let body = json!({"origin": "action", "origin_id": action.id, "cause": "untouched", "reason": "x"});
        call("POST", "/api/v1/escalations".into(), body).await.expect(422).has(&["/cause"]);
        let body = json!({"origin": "action", "origin_id": action.id, "cause": "postponed", "reason": "Tredje gången"});
        let made = call("POST", "/api/v1/escalations".into(), body).await.expect(201).json();
        assert_eq!((made["number"].as_i64(), made["ladder"][3]["value"].as_str(), made["step"].is_null()), (Some(1), Some("board"), true));
        let at = format!("/api/v1/escalations/{}", made["id"].as_str().unwrap());
        call("POST", format!("{at}/steps"), json!({"step": "vite"})).await.expect(422).has(&["/step"]);
        call("POST", format!("{at}/steps"), json!({"step": "penalty"})).await.expect(422).has(&["/delegation", "/demand", "/due_on", "/decided_on"]);
        let step = json!({"step": "penalty", "decided_on": "2026-11-23", "decided_by_name": "Birgitta Ek", "decided_role": "Direktör", "delegation": "4.2",
            "reason": "Avtalets punkt 9", "demand": "Betala vite", "due_on": "2026-12-23"});
        let step = call("POST", format!("{at}/steps"), step).await.expect(201).json();
        let outcome = format!("{at}/steps/{}/outcome", step["id"].as_str().unwrap());
        call("POST", outcome, json!({"outcome": "Betalt"})).await.expect(200).has(&["2026-11-23"]);
        call("GET", format!("{at}/steps/{}/letter.pdf", step["id"].as_str().unwrap()), Value::Null).await.expect(200);
        call("GET", format!("{at}/steps/{}/memo.docx", step["id"].as_str().unwrap()), Value::Null).await.expect(404);
        let whole = call("GET", at.clone(), Value::Null).await.expect(200).json();
        assert_eq!((whole["step"].as_str(), whole["steps"][0]["outcome"].as_str()), (Some("penalty"), Some("Betalt")));
        call("POST", format!("{at}/close"), json!({"close_reason": "Betalt"})).await.expect(200);
        let list = call("GET", "/api/v1/escalations?shown=open".into(), Value::Null).await.expect(200).json();
        assert_eq!(list["total"], 0);
        t.drain();
    }

    async fn two_meetings_called_off_are_one_escalation(t: &Harness) {
        let w = world(t);
        let series = t.write(|c| tillit::features::dialogues::start_series(c, &w.ctx, &w.contract.id, "2026-12-15".parse().unwrap()));
        let first = t.write(|c| escalations::open_for_cancelled(c, &w.ctx, &series.id, "Inställt två gånger"));
        let again = t.write(|c| escalations::open_for_cancelled(c, &w.ctx, &series.id, "Inställt tre gånger"));
        assert_eq!((first.id == again.id, first.cause, first.step), (true, LadderCause::CancelledMeetings, None));
        let step = NewStep {
            step: "correction".into(),
            said: Said {
                decided_on: Some(w.ctx.today()),
                decided_by_name: "Karin Öberg".into(),
                decided_role: "Avtalsansvarig".into(),
                reason: "Inställt".into(),
                demand: Some("Kom till nästa dialog".into()),
                due_on: Some("2026-12-20".parse().unwrap()),
                ..Said::default()
            },
        };
        let (row, _) = t.write(|c| escalations::decide(c, &w.ctx, &first.id, None, &step));
        assert_eq!(row.step.as_deref(), Some("correction"), "the first step of the ladder");
        t.drain();
    }
}

fn person(t: &Harness, w: &World) -> tillit::features::accounts::Person {
    let people = t.read(|c| accounts::organisation_people(c, &w.ctx.scope));
    people.into_iter().find(|(person, _)| person.id == w.ctx.actor.person_id).unwrap().0
}
