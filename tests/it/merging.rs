//! Two rows that are the same company become one: everything follows, nothing is lost, and nobody is merged by mistake.

use super::support::tables::{insert, schema};
use super::support::{Browser, Harness};
use diesel::RunQueryDsl;
use diesel::sql_types::BigInt;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tillit::access::Role;
use tillit::base::{Id, text};
use tillit::features::accounts::{self, OrganisationKind};
use tillit::features::merging::{self, DERIVED_TABLES, HANDLED_TABLES, NODE_COLUMNS, UNTOUCHED_TABLES};
use tillit::features::vendors::{self, Criteria, NewContact, NewVendor, Vendor, VendorKind, VendorStatus};
use tillit::kit::Ctx;
use tillit::platform::view::Views;
use tillit::platform::view::samples::render_samples;

#[test]
fn the_pages_render_with_their_samples() {
    let views = Views::new().unwrap();
    render_samples::<merging::views::DuplicatesPage>(&views).unwrap();
    render_samples::<merging::views::ChoosePage>(&views).unwrap();
    render_samples::<merging::views::MergePage>(&views).unwrap();
}

/// Fails when a later table names a vendor or a party of a chain and the merge does not know of it.
#[test]
fn every_table_that_names_a_vendor_is_handled() {
    let known: BTreeSet<&str> = HANDLED_TABLES.iter().chain(DERIVED_TABLES).chain(UNTOUCHED_TABLES).copied().collect();
    let mut faults = Vec::new();
    for table in schema() {
        for column in &table.columns {
            if column.name.ends_with("vendor_id") && !known.contains(table.name.as_str()) {
                faults.push(format!(
                    "{}.{}: add the table to follows! in merging/store/follow.rs",
                    table.name, column.name
                ));
            }
            let party = (table.name.as_str(), column.name.as_str());
            if column.name.ends_with("node_id") && !NODE_COLUMNS.contains(&party) {
                faults.push(format!("{}.{}: move it in merging/store/parties.rs", table.name, column.name));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(known.len() > 10, "the list is read");
}

struct World {
    ctx: Ctx,
    region: Browser,
    token: String,
    kept: Vendor,
    merged: Vendor,
}

fn new_vendor(name: &str, number: Option<&str>) -> NewVendor {
    NewVendor {
        legal_name: name.to_string(),
        org_number: number.map(ToString::to_string),
        hsa_id: None,
        kind: VendorKind::ItSupplier,
        country: "SE".to_string(),
        status: VendorStatus::Active,
        manager_id: None,
        tags: Vec::new(),
        internal_note: None,
    }
}

fn world(t: &Harness) -> World {
    let (karin, ctx) = t.person(&t.region, Role::ContractManager, "Karin Öberg");
    let kept = NewVendor {
        internal_note: Some("Första noten".into()),
        ..new_vendor("Arkivhyllan Drift AB", Some("992181-5909"))
    };
    let kept = t.write(|c| vendors::add(c, &ctx, &kept));
    t.app.clock.advance(chrono::Duration::minutes(1));
    let merged = NewVendor {
        internal_note: Some("Andra noten".into()),
        hsa_id: Some("SE9921815909-E100".into()),
        tags: vec!["lagring".into()],
        ..new_vendor("Arkivhyllan Drift", None)
    };
    let later = Ctx { now: t.now(), ..ctx.clone() };
    let merged = t.write(|c| vendors::add(c, &later, &merged));
    World {
        token: t.token_of(&karin, &t.region, Role::ContractManager),
        region: t.browser_for(&karin, ctx.clone()),
        ctx,
        kept,
        merged,
    }
}

impl World {
    fn path(&self) -> String {
        format!("/vendors/{}/merge", self.kept.id)
    }

    async fn post(&self, more: &[(&str, &str)]) -> super::support::Answer {
        let (version, with_version) = (self.kept.version.to_string(), self.merged.version.to_string());
        let mut fields = vec![
            ("with", self.merged.id.as_str()),
            ("version", version.as_str()),
            ("with_version", with_version.as_str()),
        ];
        fields.extend_from_slice(more);
        self.region.post(&self.path(), &fields).await
    }

    fn now(&self, t: &Harness, id: &Id) -> Vendor {
        t.read(|c| vendors::find(c, &self.ctx.scope, id))
    }
}

/// A row of a table with the vendor's id, and plain values in the rest.
fn row(t: &Harness, table: &str, vendor: &Id, more: &[(&str, &str)]) -> Id {
    let organisation = t.region.id.to_string();
    let mut given = vec![("organisation_id", organisation.as_str()), ("vendor_id", vendor.as_str())];
    given.extend_from_slice(more);
    insert(t, table, &given)
}

#[derive(diesel::QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn count(t: &Harness, sql: String) -> i64 {
    t.read(|c| Ok(diesel::sql_query(sql).get_result::<Counted>(c)?)).n
}

fn contract(t: &Harness, vendor: &Id, reference: &str) -> Id {
    row(t, "contracts", vendor, &[("reference", reference), ("title", "Lagring")])
}

/// `day` tells the order of their making.
fn link(t: &Harness, contract: &Id, parent: &Id, child: &Id, day: u8) -> Id {
    let made = format!("2026-01-{day:02} 08:00:00.000000");
    let organisation = t.region.id.to_string();
    insert(
        t,
        "chain_links",
        &[
            ("organisation_id", organisation.as_str()),
            ("contract_id", contract.as_str()),
            ("parent_node_id", parent.as_str()),
            ("child_node_id", child.as_str()),
            ("task", "Lagrar"),
            ("source", "declared"),
            ("approval", "none"),
            ("state", "active"),
            ("started_on", "2026-01-01"),
            ("information_types", ""),
            ("countries", ""),
            ("remote_countries", ""),
            ("created_at", &made),
        ],
    )
}

fn node(t: &Harness, vendor: Option<&Id>, name: &str) -> Id {
    let organisation = t.region.id.to_string();
    let folded = text::fold(name);
    let mut given = vec![
        ("organisation_id", organisation.as_str()),
        ("kind", if vendor.is_some() { "vendor" } else { "storage" }),
        ("name", name),
        ("name_folded", &folded),
        ("search_text", &folded),
    ];
    given.extend(vendor.map(|id| ("vendor_id", id.as_str())));
    insert(t, "chain_nodes", &given)
}

both! {
    async fn duplicates_are_suggested_and_merged_side_by_side(t: &Harness) {
        let w = world(t);
        w.region.get("/vendors").await.expect(200).has(&["/vendors/duplicates"]);
        let list = w.region.get("/vendors/duplicates").await.expect(200);
        let href = format!("/vendors/{}/merge?with={}", w.kept.id, w.merged.id);
        list.has(&["Arkivhyllan Drift AB", "Samma namn", &href.replace('=', "&#x3D;")]);
        let found = w.region.api(&w.token, "GET", "/api/v1/vendor-duplicates", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&found["total"], &found["items"][0]["because"]), (&json!(1), &json!(["name"])));
        t.write(|c| vendors::add_contact(c, &w.ctx, &w.merged.id, &NewContact { name: "Åsa Ek".into(), ..NewContact::default() }));
        let deal = contract(t, &w.merged.id, "R-1");
        let page = w.region.get(&href).await.expect(200);
        page.has(&["992181-5909 (SE)", "SE9921815909-E100", "Första noten", "Andra noten", "Kontaktpersoner", "Avtal", "går inte att ångra"]);
        w.post(&[("internal_note", "both"), ("legal_name", "kept")]).await.expect(303);
        let (kept, merged) = (w.now(t, &w.kept.id), w.now(t, &w.merged.id));
        assert_eq!(kept.internal_note.as_deref(), Some("Första noten\n\nAndra noten"));
        assert_eq!((kept.hsa_id.as_deref(), kept.tags.as_str(), kept.legal_name.as_str()), (Some("SE9921815909-E100"), "lagring", "Arkivhyllan Drift AB"));
        assert_eq!((merged.status, kept.status, kept.version), (VendorStatus::Ended, VendorStatus::Active, w.kept.version + 1));
        assert!(t.read(|c| vendors::contacts(c, &w.ctx.scope, &kept.id)).iter().any(|person| person.name == "Åsa Ek"));
        assert!(kept.search_text.contains("lagring"), "it is found by its new tags");
        // the old address leads on, and the history of both is told at the new one
        let old = w.region.get(&format!("/vendors/{}", merged.id)).await.expect(303);
        assert_eq!(old.location(), format!("/vendors/{}", kept.id));
        w.region.get(&format!("/vendors/{}", kept.id)).await.expect(200).has(&["sammanslagen med Arkivhyllan Drift AB"]);
        let told = w.region.get(&format!("/vendors/{}?tab=history", kept.id)).await.expect(200);
        told.has(&["Arkivhyllan Drift slogs samman med leverantören", "Sammanslagen med Arkivhyllan Drift AB", "Kontaktpersonen Åsa Ek lades till"]);
        w.region.get(&format!("/contracts/{deal}")).await.expect(200).has(&["Arkivhyllan Drift AB"]);
        w.region.get("/vendors/duplicates").await.expect(200).has(&["Inga troliga dubbletter"]);
        // the list and the API say where it went
        w.region.get("/vendors?status=ended").await.expect(200).has(&["Sammanslagen med", &format!("href=\"/vendors/{}\"", kept.id)]);
        let listed = w.region.api(&w.token, "GET", "/api/v1/vendors", Value::Null, &[]).await.expect(200).json();
        for row in listed["items"].as_array().unwrap() {
            let into = if row["id"] == json!(merged.id) { json!(kept.id) } else { Value::Null };
            assert_eq!(row["merged_into_id"], into, "{row}");
        }
        let one = w.region.api(&w.token, "GET", &format!("/api/v1/vendors/{}", merged.id), Value::Null, &[]).await.expect(200).json();
        assert_eq!(one["merged_into_id"], json!(kept.id));
        // nothing more is written on the row that has gone
        let edit = w.region.get(&format!("/vendors/{}/contacts/new", merged.id)).await;
        assert_eq!(edit.status, 200);
        w.region.post(&format!("/vendors/{}/contacts/new", merged.id), &[("name", "Ny")]).await.expect(409);
        assert_eq!(count(t, format!("SELECT count(*) AS n FROM audit_events WHERE verb IN ('merge', 'merge_away') AND object_id IN ('{}', '{}')", kept.id, merged.id)), 2);
    }

    async fn everything_that_names_the_vendor_follows_in_one_transaction(t: &Harness) {
        let w = world(t);
        let gone = &w.merged.id;
        let (person, _) = t.person(&t.region, Role::SecurityOfficer, "Omar Haddad");
        let by = ("decided_by", person.id.as_str());
        let deal = contract(t, gone, "R-1");
        let under = ("contract_id", deal.as_str());
        row(t, "vendor_contacts", gone, &[]);
        t.write(|c| vendors::categorise_vendor(c, &w.ctx, gone, &Criteria { data_class: Some(3), ..Criteria::default() }, None));
        row(t, "tier_overrides", gone, &[by, ("expires_on", "2027-01-01")]);
        row(t, "assessments", gone, &[under, ("question_set", "lite"), ("status", "sent"), ("sent_by", person.id.as_str())]);
        row(t, "findings", gone, &[under, ("origin", "manual"), ("severity", "high"), ("responsible", "vendor"), ("control_ids", "[]"), ("created_by", person.id.as_str())]);
        let action = row(t, "actions", gone, &[under, ("responsible", "vendor"), ("status", "open"), ("created_by", person.id.as_str())]);
        row(t, "dialogues", gone, &[under, ("period", "2026-11"), ("status", "planned")]);
        row(t, "tier_proposals", gone, &[("cause", "chain"), ("status", "open"), ("before", "null")]);
        let round = insert(t, "categorisation_rounds", &[("organisation_id", t.region.id.as_str()), ("reach", "all"), ("status", "open"), ("created_by", person.id.as_str())]);
        for vendor in [gone, &w.kept.id] {
            row(t, "categorisation_round_lines", vendor, &[("round_id", round.as_str())]);
        }
        row(t, "platforms", gone, &[]);
        let incident = insert(t, "incidents", &[
            ("organisation_id", t.region.id.as_str()), ("source", "tip"), ("state", "open"), ("significant", "unknown"), ("personal_data", "unknown"),
            ("root_cause_confidence", "unknown"), ("clock_model", "incident-clocks-2026-1"),
        ]);
        row(t, "incident_parties", gone, &[("incident_id", incident.as_str()), ("certainty", "certain")]);
        row(t, "attachments", gone, &[("object_type", "vendor"), ("object_id", gone.as_str()), ("uploaded_by", person.id.as_str())]);
        row(t, "risks", gone, &[("state", "draft"), ("category", "trust")]);
        let organisation = ("organisation_id", t.region.id.as_str());
        let (one, two) = (node(t, None, "Mellanled"), node(t, None, "Serverhall"));
        let tie = link(t, &deal, &one, &two, 1);
        let campaign = insert(t, "chain_campaigns", &[organisation, ("state", "open")]);
        let asked = row(t, "chain_confirmations", gone, &[under, ("campaign_id", campaign.as_str()), ("state", "asked")]);
        row(t, "chain_corrections", gone, &[under, ("confirmation_id", asked.as_str()), ("kind", "comment"), ("state", "proposed")]);
        row(t, "chain_follow_ups", gone, &[under, ("link_id", tie.as_str())]);
        row(t, "subcontract_cases", gone, &[under, ("state", "draft"), ("applicant_id", person.id.as_str())]);
        row(t, "vendor_certificates", gone, &[]);
        row(t, "vendor_ratings", gone, &[]);
        row(t, "vendor_steps", gone, &[by]);
        row(t, "vendor_focus_areas", gone, &[("area", "access_control")]);
        row(t, "vendor_reviews", gone, &[("kind", "external"), ("status", "planned")]);
        let judged = [("question_id", "Q01"), ("status", "met"), ("assurance", "a1"), ("reviewed_by", person.id.as_str())];
        row(t, "passport_reviews", gone, &judged);
        let sending = insert(t, "sendings", &[("organisation_id", t.region.id.as_str()), ("state", "draft"), ("origin", "person")]);
        row(t, "sending_receivers", gone, &[("sending_id", sending.as_str()), ("state", "queued")]);
        for key in ["ort", "enhet"] {
            let field = insert(t, "extra_fields", &[organisation, ("key", key)]);
            row(t, "extra_values", gone, &[("field_id", field.as_str()), ("value", "hos den andra")]);
            if key == "ort" {
                row(t, "extra_values", &w.kept.id, &[("field_id", field.as_str()), ("value", "hos den som blir kvar")]);
            }
        }
        row(t, "plans", gone, &[under, ("created_by", person.id.as_str())]);
        row(t, "escalations", gone, &[under, ("origin", "action"), ("origin_id", action.as_str()), ("cause", "other"), ("opened_by", person.id.as_str())]);
        row(t, "public_records", gone, &[("kind", "document"), ("type_key", "letter"), ("direction", "incoming"), ("created_by", person.id.as_str())]);
        row(t, "legal_holds", gone, &[]);
        node(t, Some(gone), "Arkivhyllan Drift");
        let merged = w.now(t, gone);
        let w = World { merged, ..w };
        w.post(&[("internal_note", "kept")]).await.expect(303);
        let mut empty = Vec::new();
        for table in schema() {
            for column in table.columns.iter().filter(|column| column.name.ends_with("vendor_id")) {
                let left = |id: &Id| count(t, format!("SELECT count(*) AS n FROM {} WHERE {} = '{id}'", table.name, column.name));
                if UNTOUCHED_TABLES.contains(&table.name.as_str()) {
                    assert!(left(&w.merged.id) > 0, "{} is the log", table.name);
                    continue;
                }
                assert_eq!(left(&w.merged.id), 0, "{} still names the row that went", table.name);
                if left(&w.kept.id) == 0 && !DERIVED_TABLES.contains(&table.name.as_str()) {
                    empty.push(table.name.clone());
                }
            }
        }
        assert!(empty.is_empty(), "this test must put a row in {empty:?}");
        assert_eq!(count(t, format!("SELECT count(*) AS n FROM categorisation_round_lines WHERE round_id = '{round}'")), 1, "a round asks once");
        let values = |value: &str| count(t, format!("SELECT count(*) AS n FROM extra_values WHERE value = '{value}'"));
        assert_eq!((values("hos den andra"), values("hos den som blir kvar")), (1, 1), "one value a field, that of the kept first");
        let (kept, gone) = (w.now(t, &w.kept.id), w.now(t, &w.merged.id));
        assert_eq!((kept.tier.is_some(), gone.tier), (true, None), "the only judgement there was holds");
        t.drain();
    }

    async fn the_judgement_that_is_chosen_is_the_one_that_stands(t: &Harness) {
        let w = world(t);
        let low = Criteria { data_class: Some(0), data_subjects: Some(0), criticality: Some(0), access: Some(0), chain: Some(0), substitution: Some(0) };
        let kept = t.write(|c| vendors::categorise_vendor(c, &w.ctx, &w.kept.id, &low, None));
        t.app.clock.advance(chrono::Duration::minutes(30));
        let later = Ctx { now: t.now(), ..w.ctx.clone() };
        let merged = t.write(|c| vendors::categorise_vendor(c, &later, &w.merged.id, &Criteria::default(), None));
        assert_ne!(kept.tier, merged.tier);
        let w = World { kept, merged, ..w };
        w.region.get(&format!("{}?with={}", w.path(), w.merged.id)).await.expect(200).has(&["name=\"judgement\""]);
        t.app.clock.advance(chrono::Duration::minutes(1));
        w.post(&[("judgement", "kept"), ("internal_note", "kept")]).await.expect(303);
        let standing = t.read(|c| vendors::latest_categorisation(c, &w.ctx.scope, &w.kept.id)).unwrap();
        assert_eq!(Some(standing.tier), w.kept.tier, "not the later one");
        assert_eq!(w.now(t, &w.kept.id).tier, w.kept.tier);
    }

    async fn two_parties_of_a_chain_become_one_without_doubles_or_circles(t: &Harness) {
        let w = world(t);
        let (a, b) = (node(t, Some(&w.kept.id), "Arkivhyllan Drift AB"), node(t, Some(&w.merged.id), "Arkivhyllan Drift"));
        let (mid, end) = (node(t, None, "Mellanled"), node(t, None, "Serverhall"));
        let (deal, second) = (contract(t, &w.kept.id, "R-1"), contract(t, &w.merged.id, "R-2"));
        let itself = link(t, &deal, &a, &b, 1);
        let first = link(t, &deal, &a, &end, 2);
        let double = link(t, &deal, &b, &end, 3);
        let other = link(t, &second, &b, &end, 4);
        let around = [link(t, &second, &b, &mid, 5), link(t, &second, &mid, &a, 6)];
        let refused = w.post(&[]).await.expect(409);
        refused.has(&["cirkel i leveranskedjan för R-2"]);
        assert_eq!(w.now(t, &w.merged.id).status, VendorStatus::Active, "nothing was done by half");
        t.write(|c| Ok(diesel::sql_query(format!("UPDATE chain_links SET state = 'ended' WHERE id = '{}'", around[1])).execute(c)?));
        let incident = insert(t, "incidents", &[
            ("organisation_id", t.region.id.as_str()), ("source", "tip"), ("state", "open"), ("significant", "unknown"), ("personal_data", "unknown"),
            ("root_cause_confidence", "unknown"), ("clock_model", "incident-clocks-2026-1"), ("node_id", b.as_str()),
        ]);
        w.post(&[]).await.expect(303);
        let state = |id: &Id, state: &str| count(t, format!("SELECT count(*) AS n FROM chain_links WHERE id = '{id}' AND state = '{state}'"));
        assert_eq!([state(&itself, "ended"), state(&double, "ended"), state(&first, "active"), state(&other, "active")], [1, 1, 1, 1]);
        assert_eq!(count(t, format!("SELECT count(*) AS n FROM chain_nodes WHERE id = '{b}'")), 0);
        assert_eq!(count(t, format!("SELECT count(*) AS n FROM chain_links WHERE parent_node_id = '{b}' OR child_node_id = '{b}'")), 0);
        assert_eq!(count(t, format!("SELECT count(*) AS n FROM chain_links WHERE parent_node_id = '{a}' AND state = 'active'")), 3);
        assert_eq!(count(t, format!("SELECT count(*) AS n FROM incidents WHERE id = '{incident}' AND node_id = '{a}'")), 1);
        t.drain();
    }

    async fn what_must_not_be_merged_is_refused(t: &Harness) {
        let w = world(t);
        let itself = format!("{}?with={}", w.path(), w.kept.id);
        w.region.get(&itself).await.expect(409).has(&["inte att slå samman med sig själv"]);
        let own = json!({"with": w.kept.id, "with_version": 1});
        let api = format!("/api/v1{}", w.path());
        w.region.api(&w.token, "POST", &api, own, &[("if-match", "\"1\"")]).await.expect(409);
        // different numbers need a word about why
        let other = t.write(|c| vendors::add(c, &w.ctx, &new_vendor("Arkivhyllan i Norr AB", Some("556000-0001"))));
        let w = World { merged: other, ..w };
        w.region.get(&format!("{}?with={}", w.path(), w.merged.id)).await.expect(200).has(&["Olika organisationsnummer"]);
        w.post(&[("reason", "")]).await.expect(422).has(&["Kryssa i att de är samma", "Skriv varför"]);
        w.post(&[("different_numbers", "1"), ("reason", "Numret byttes vid en fusion 2026")]).await.expect(303);
        let gone = w.now(t, &w.merged.id);
        assert_eq!((gone.status, w.now(t, &w.kept.id).org_number.as_deref()), (VendorStatus::Ended, Some("9921815909")));
        // one that has gone cannot be merged again, in either place
        w.post(&[("different_numbers", "1"), ("reason", "x")]).await.expect(409).has(&["redan sammanslagen"]);
        w.region.get(&format!("/vendors/{}/merge?with={}", w.merged.id, w.kept.id)).await.expect(409);
    }

    async fn whose_people_sign_in_is_chosen_and_never_guessed(t: &Harness) {
        let w = world(t);
        let now = t.now();
        let mut homes = Vec::new();
        for (vendor, name) in [(&w.kept, "Ett"), (&w.merged, "Två")] {
            let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, name, None, false));
            t.write(|c| vendors::link_organisation(c, &w.ctx, &vendor.id, &home.id));
            homes.push(home.id);
        }
        let (kept, merged) = (w.now(t, &w.kept.id), w.now(t, &w.merged.id));
        let w = World { kept, merged, ..w };
        w.post(&[]).await.expect(422).has(&["Båda har egna användare"]);
        w.post(&[("portal", "both")]).await.expect(422);
        w.post(&[("portal", "merged")]).await.expect(303);
        assert_eq!(w.now(t, &w.kept.id).vendor_organisation_id.as_ref(), homes.get(1));
        assert_eq!(w.now(t, &w.merged.id).vendor_organisation_id, None);
    }

    async fn a_stale_version_of_either_is_a_conflict(t: &Harness) {
        let w = world(t);
        let renamed = NewVendor { legal_name: "Arkivhyllan Ny".into(), ..NewVendor::of(&w.merged) };
        t.write(|c| vendors::update(c, &w.ctx, &w.merged.id, &renamed, w.merged.version));
        w.post(&[("reason", "Samma ägare")]).await.expect(409).has(&["Uppgifterna har ändrats", "Arkivhyllan Ny", "Samma ägare"]);
        let api = format!("/api/v1{}", w.path());
        let body = json!({"with": w.merged.id, "with_version": w.merged.version});
        w.region.api(&w.token, "POST", &api, body.clone(), &[]).await.expect(428);
        let stale = w.region.api(&w.token, "POST", &api, body, &[("if-match", "\"1\"")]).await.expect(412).json();
        assert_eq!(stale["stored"]["with_legal_name"], "Arkivhyllan Ny");
        let wrong = json!({"with": w.merged.id, "choose": {"legal_name": "both", "colour": "kept"}});
        let refused = w.region.api(&w.token, "POST", &api, wrong, &[("if-match", "\"1\"")]).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/choose/colour");
        let good = json!({"with": w.merged.id, "with_version": w.merged.version + 1, "choose": {"legal_name": "merged", "tags": "both"}});
        let answer = w.region.api(&w.token, "POST", &api, good, &[("if-match", "\"1\"")]).await.expect(200);
        assert_eq!((answer.header("etag"), &answer.json()["merged_id"]), (Some("\"2\""), &json!(w.merged.id)));
        assert_eq!(w.now(t, &w.kept.id).legal_name, "Arkivhyllan Ny");
    }

    async fn only_ones_own_register_and_only_those_who_may_edit_it(t: &Harness) {
        let w = world(t);
        let (_, theirs) = t.person(&t.other_region, Role::ContractManager, "Sara Holm");
        let other = t.write(|c| vendors::add(c, &theirs, &new_vendor("Arkivhyllan Drift AB", Some("992181-5909"))));
        w.region.get(&format!("{}?with={}", w.path(), other.id)).await.expect(404);
        w.region.post(&w.path(), &[("with", other.id.as_str()), ("version", "1"), ("with_version", "1")]).await.expect(404);
        w.region.post(&format!("/vendors/{}/merge", other.id), &[("with", w.kept.id.as_str()), ("version", "1"), ("with_version", "1")]).await.expect(404);
        let reader = t.region_user(Role::Reader);
        assert!(matches!(reader.get("/vendors/duplicates").await.status, 403 | 404));
        assert!(matches!(reader.post(&w.path(), &[("with", w.merged.id.as_str())]).await.status, 403 | 404));
        w.region.get(&w.path()).await.expect(200).has(&["Sök upp den leverantör"]);
        w.region.get(&format!("{}?q=arkivhyllan", w.path())).await.expect(200).has(&[&format!("merge?with={}", w.merged.id)]).lacks(&[other.id.as_str()]);
    }

    async fn a_chain_of_merges_leads_to_the_last_and_costs_as_few_queries(t: &Harness) {
        let w = world(t);
        w.post(&[]).await.expect(303);
        let last = t.write(|c| vendors::add(c, &w.ctx, &new_vendor("Arkivhyllan Koncern", None)));
        let kept = w.now(t, &w.kept.id);
        let (version, with_version) = (last.version.to_string(), kept.version.to_string());
        let fields = [("with", kept.id.as_str()), ("version", version.as_str()), ("with_version", with_version.as_str())];
        w.region.post(&format!("/vendors/{}/merge", last.id), &fields).await.expect(303);
        let old = w.region.get(&format!("/vendors/{}", w.merged.id)).await.expect(303);
        assert_eq!(old.location(), format!("/vendors/{}", last.id));
        let told = w.region.get(&format!("/vendors/{}?tab=history", last.id)).await.expect(200);
        told.has(&["Arkivhyllan Drift slogs samman med leverantören", "Arkivhyllan Drift AB slogs samman med leverantören"]);
        let cost = |before: u64| t.app.db.query_count() - before;
        let before = t.app.db.query_count();
        w.region.get("/vendors/duplicates").await.expect(200);
        let few = cost(before);
        for n in 0..30 {
            t.write(|c| vendors::add(c, &w.ctx, &new_vendor(&format!("Fotvård {}", n / 2), None)));
        }
        let before = t.app.db.query_count();
        w.region.get("/vendors/duplicates").await.expect(200).has(&["15 par"]);
        assert_eq!(cost(before), few);
    }
}
