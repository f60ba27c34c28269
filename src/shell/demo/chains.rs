//! The chain under the call line: two subcontractors, one of them abroad, a storage that others share, and a tier
//! that nobody knows.

use super::people::{People, Who};
use super::register::Register;
use super::story::Story;
use crate::base::{Id, Refusal, Result};
use crate::features::chains::{
    self, Child, FollowUpMethod, FollowUpOutcome, GdprRole, LinkApproval, LinkFacts, LinkSource, NewFollowUp, NewLink,
    NewNode, NewProcessing, NewRound, NodeKind, TransferMechanism,
};
use crate::features::contracts::Contract;
use crate::features::vendors;
use chrono::Duration;

/// What the vendors had told, three months ago.
pub struct Declared {
    /// The one who stores for the call line.
    archive_link: Id,
    archive_node: Id,
}

struct Tie<'a> {
    contract: &'a Contract,
    parent: Option<&'a Id>,
    child: Child,
    source: LinkSource,
    facts: LinkFacts,
}

fn tie(story: &Story<'_>, who: &Who, tie: Tie<'_>) -> Result<chains::ChainLink> {
    let new = NewLink {
        contract_id: tie.contract.id.clone(),
        service_id: None,
        parent_node_id: tie.parent.cloned(),
        child: tie.child,
        source: tie.source,
        facts: tie.facts,
    };
    story.act(who, |c, ctx| chains::add_link(c, ctx, &new))
}

fn facts(task: &str, purpose: &str, role: GdprRole, countries: &[&str]) -> LinkFacts {
    LinkFacts {
        task: task.to_string(),
        data_class: Some(3),
        information_types: vec!["Samtalsinspelningar".to_string()],
        persons: (Some(650_000), Some(900_000)),
        countries: countries.iter().map(|country| (*country).to_string()).collect(),
        vendor_visible: true,
        processings: vec![NewProcessing { purpose: purpose.to_string(), role, legal_note: None }],
        ..LinkFacts::default()
    }
}

fn node(kind: NodeKind, name: &str, country: Option<&str>) -> NewNode {
    NewNode {
        kind,
        name: name.to_string(),
        org_number: None,
        country: country.map(ToString::to_string),
        location: None,
        shared_note: None,
        internal_note: None,
        is_another: false,
    }
}

/// Takes in what the vendors have told of their chains.
pub fn declare(story: &Story<'_>, people: &People, register: &Register) -> Result<Declared> {
    let eva = &people.eva;
    let call_line = &register.call_line;
    let night = story.act(eva, |c, ctx| {
        let all = vendors::choices(c, &ctx.scope)?;
        let found = all.into_iter().find(|(_, name)| name.starts_with("Nattpasset")).map(|(id, _)| id);
        found.ok_or_else(|| Refusal::fault("the demo's night vendor is missing"))
    })?;
    let night = tie(
        story,
        eva,
        Tie {
            contract: call_line,
            parent: None,
            child: Child::Vendor(night),
            source: LinkSource::Declared,
            facts: LinkFacts {
                remote_countries: vec!["TH".to_string()],
                transfer_mechanism: Some(TransferMechanism::Unknown),
                persons: (Some(130_000), Some(180_000)),
                ..facts("Svarar på samtal nätter och helger", "Sjukvårdsrådgivning", GdprRole::Controller, &["TH"])
            },
        },
    )?;
    tie(
        story,
        eva,
        Tie {
            contract: call_line,
            parent: Some(&night.child_node_id),
            child: Child::New(node(NodeKind::Unknown, "Okänd växelleverantör i Thailand", None)),
            source: LinkSource::Declared,
            facts: LinkFacts {
                task: "Telefonväxel för nattsamtalen".to_string(),
                transfer_mechanism: Some(TransferMechanism::Unknown),
                vendor_visible: true,
                ..LinkFacts::default()
            },
        },
    )?;
    let archive = tie(
        story,
        eva,
        Tie {
            contract: call_line,
            parent: None,
            child: Child::Vendor(register.arkivhyllan.id.clone()),
            source: LinkSource::Declared,
            facts: facts("Växel, inspelning och lagring", "Lagring av inspelade samtal", GdprRole::Processor, &["SE"]),
        },
    )?;
    let approval = LinkApproval {
        state: chains::ApprovalState::Approved,
        valid_until: Some(story.today + Duration::days(200)),
        reference: Some("HSN 2024/533".to_string()),
        subcontract_id: None,
    };
    story.act(eva, |c, ctx| chains::set_link_approval(c, ctx, &archive.id, &approval))?;
    Ok(Declared { archive_node: archive.child_node_id, archive_link: archive.id })
}

/// The shared storage is found under one contract, and then under two others. Gives its node.
pub fn discover(story: &Story<'_>, people: &People, register: &Register, declared: &Declared) -> Result<Id> {
    let stores = |persons: (i64, i64)| LinkFacts {
        persons: (Some(persons.0), Some(persons.1)),
        vendor_visible: false,
        ..facts("Lagrar ljudfiler", "Lagring", GdprRole::SubProcessor, &["SE"])
    };
    let storage = NewNode {
        location: Some("Sundsvall".to_string()),
        shared_note: Some("Minst två andra kunders filer ligger på samma yta.".to_string()),
        ..node(NodeKind::Storage, "Lagringsytan i Sundsvall", Some("SE"))
    };
    let found = tie(
        story,
        &people.eva,
        Tie {
            contract: &register.call_line,
            parent: Some(&declared.archive_node),
            child: Child::New(storage),
            source: LinkSource::Discovered,
            facts: stores((650_000, 900_000)),
        },
    )?;
    for (contract, persons) in [(&register.archive, (40_000, 60_000)), (&register.gp, (8_000, 9_500))] {
        tie(
            story,
            &people.eva,
            Tie {
                contract,
                parent: None,
                child: Child::Known(found.child_node_id.clone()),
                source: LinkSource::Discovered,
                facts: stores(persons),
            },
        )?;
    }
    Ok(found.child_node_id)
}

/// A round of chain confirmation is running, and the vendor has told how it follows up its own.
pub fn ask(story: &Story<'_>, people: &People, declared: &Declared) -> Result<()> {
    let followed = NewFollowUp {
        link_id: declared.archive_link.clone(),
        held_on: story.today - Duration::days(40),
        method: FollowUpMethod::Meeting,
        outcome: FollowUpOutcome::Remarks,
        note: Some("Åtkomstloggen visades bara för en månad.".to_string()),
    };
    story.act(&people.lena, |c, ctx| chains::follow_up(c, ctx, &followed))?;
    let round = NewRound {
        title: "Kedjebekräftelse, andra halvåret".to_string(),
        due_on: story.today + Duration::days(21),
        tiers: vec![1, 2, 3],
    };
    story.act(&people.omar, |c, ctx| chains::start_round(c, ctx, &round)).map(drop)
}
