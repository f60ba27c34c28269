//! Vendors, contracts, assessments, findings, dialogues, incidents and accounts.

use super::{Home, Objects};
use crate::support::Harness;
use crate::support::tables::insert;
use std::collections::BTreeMap;
use tillit::access::Role;
use tillit::features::accounts::{self, Organisation};

/// The objects, and whose they are.
pub fn objects<'a>(
    t: &'a Harness,
    home: &'a Organisation,
    vendor_organisation: Option<&'a Organisation>,
) -> (Objects, Home<'a>) {
    let (person, ctx) = t.person(home, Role::ContractManager, &format!("Nils i {}", home.name));
    let person_id = person.id.to_string();
    let made_by = Home { t, organisation: home, person_id: person.id.clone() };
    let own = |table: &str, given: &[(&str, &str)]| made_by.row(table, given);
    let tie = vendor_organisation.map(|o| o.id.to_string());
    let mut described = vec![
        ("kind", "it_supplier"),
        ("country", "SE"),
        ("status", "active"),
        ("tags", "[]"),
        ("legal_name", "Dold AB"),
    ];
    described.extend(tie.as_deref().map(|id| ("vendor_organisation_id", id)));
    let vendor = own("vendors", &described);
    let of_vendor = [("vendor_id", vendor.as_str())];
    let contact = own("vendor_contacts", &of_vendor);
    let contract = own("contracts", &[of_vendor[0], ("reference", "D-1"), ("title", "Dolt avtal")]);
    let of_contract = [of_vendor[0], ("contract_id", contract.as_str())];
    own("contract_clauses", &[of_contract[1], ("clause_id", "KV-01"), ("met", "unknown")]);
    let list = t.app.files.put("Avtal;Leverantör\n".as_bytes()).unwrap();
    let import = own(
        "imports",
        &[
            ("file_sha256", &list.sha256),
            ("kind", "contracts"),
            ("status", "preview"),
            ("mapping", "{}"),
            ("outcomes", "[]"),
            ("created_by", &person_id),
        ],
    );
    let assessment = own(
        "assessments",
        &[of_contract[0], of_contract[1], ("question_set", "lite"), ("status", "sent"), ("sent_by", &person_id)],
    );
    let finding = own(
        "findings",
        &[
            of_contract[0],
            of_contract[1],
            ("origin", "manual"),
            ("severity", "high"),
            ("responsible", "vendor"),
            ("control_ids", "[]"),
            ("created_by", &person_id),
        ],
    );
    let action = own(
        "actions",
        &[
            of_contract[0],
            of_contract[1],
            ("finding_id", &finding),
            ("responsible", "vendor"),
            ("status", "open"),
            ("created_by", &person_id),
        ],
    );
    let dialogue = own("dialogues", &[of_contract[0], of_contract[1], ("period", "2026-11"), ("status", "held")]);
    let item = own(
        "dialogue_items",
        &[("dialogue_id", &dialogue), ("kind", "action"), ("object_id", &action), ("status", "untouched")],
    );
    let evidence = made_by.file(&vendor, "action", &action, "");
    let answer_evidence = made_by.file(&vendor, "assessment", &assessment, "Q01");
    t.browser_for(&person, ctx);
    let account = t.read(|c| accounts::account_of_person(c, &person.id)).expect("an account").id.to_string();
    let session = insert(
        t,
        "sessions",
        &[("account_id", &account), ("token_hash", &account), ("expires_at", "2026-11-24 08:00:00")],
    )
    .to_string();
    let membership = t.read(|c| accounts::memberships_of(c, &person.id)).remove(0).0.id.to_string();
    let (token, _) =
        t.write(|c| accounts::create_token(c, t.now(), &person.id, &home.id, Role::ContractManager, "annat", 30));
    let incident = own(
        "incidents",
        &[
            ("title", "Dold incident"),
            ("source", "tip"),
            ("state", "open"),
            ("significant", "unknown"),
            ("personal_data", "unknown"),
            ("root_cause_confidence", "unknown"),
            ("clock_model", "incident-clocks-2026-1"),
        ],
    );
    let party = own("incident_parties", &[of_vendor[0], ("incident_id", &incident), ("certainty", "certain")]);
    let timeline = own(
        "incident_timelines",
        &[
            ("incident_id", &incident),
            ("state", "draft"),
            ("title_sv", "Dold tidslinje"),
            ("prepared_by_id", &person_id),
            ("hands", "[]"),
        ],
    );
    let entry = own(
        "incident_timeline_entries",
        &[("timeline_id", &timeline), ("source", "own"), ("text_sv", "Dold uppgift"), ("review", "unreviewed")],
    );
    let all = BTreeMap::from([
        ("timelines", timeline),
        ("entries", entry),
        ("incidents", incident),
        ("parties", party),
        ("vendors", vendor),
        ("contacts", contact),
        ("contracts", contract),
        ("imports", import),
        ("assessments", assessment),
        ("findings", finding),
        ("actions", action),
        ("dialogues", dialogue),
        ("items", item),
        ("evidence", evidence),
        ("assessment evidence", answer_evidence),
        ("users", membership),
        ("tokens", token.id.to_string()),
        ("sessions", session),
        ("clients", home.id.to_string()),
    ]);
    (all, made_by)
}
