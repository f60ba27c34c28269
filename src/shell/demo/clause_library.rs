//! A legal source that somebody has read, a clause of the region's own, and an amendment waiting to be signed.

use super::people::People;
use super::register::Register;
use super::story::Story;
use crate::base::{Id, Result};
use crate::features::clause_library::{self as library, Content, LegalState, NewOwn, NewVerification, PackageKind};
use crate::features::controls::{EvidenceType, Parameter, ParameterUnit};
use chrono::Duration;
use std::collections::BTreeSet;

/// Lets it happen; gives the contract with the gaps.
pub fn fill(story: &Story<'_>, people: &People, register: &Register) -> Result<Id> {
    for (reference, source) in [
        ("GDPR art. 33.2", "EUR-Lex, förordning (EU) 2016/679"),
        ("GDPR art. 28.3, 28.9, 29", "EUR-Lex, förordning (EU) 2016/679"),
    ] {
        let new = NewVerification {
            reference: reference.to_string(),
            source: source.to_string(),
            read_on: Some(story.today - Duration::days(6)),
            state: LegalState::Verified,
            note: None,
        };
        story.act(&people.maria, |c, ctx| library::verify(c, ctx, &new).map(drop))?;
    }
    let content = Content {
        group: "loggning".to_string(),
        title_sv: "Inspelade samtal: logg varje vecka".to_string(),
        title_en: "Recorded calls: a log every week".to_string(),
        text_sv:
            "Leverantören ska varje vecka lämna åtkomstloggen för inspelade samtal till beställaren, inom {frist}."
                .to_string(),
        text_en:
            "The supplier shall every week hand over the access log of recorded calls to the client, within {frist}."
                .to_string(),
        rationale_sv: "Exponeringen pågick länge utan att någon såg den.".to_string(),
        rationale_en: "The exposure went on for long without anybody seeing it.".to_string(),
        evidence_sv: "Veckans åtkomstlogg".to_string(),
        evidence_en: "The access log of the week".to_string(),
        evidence_types: vec![EvidenceType::Record],
        test_sv: "Välj en vecka och sök upp tre lyssningar i loggen.".to_string(),
        test_en: "Choose a week and find three listenings in the log.".to_string(),
        tiers: vec![1],
        controls: vec!["A.8.15".to_string(), "A.8.16".to_string()],
        nis2: vec!["b".to_string()],
        legal_refs: vec!["GDPR art. 32".to_string()],
        parameters: vec![Parameter { key: "frist".to_string(), value: 2, unit: ParameterUnit::WorkingDays }],
    };
    let new = NewOwn { replaces: None, code: Some("ALM-01".to_string()), content: Some(content) };
    let own = story.act(&people.omar, |c, ctx| library::draft(c, ctx, &new))?;
    story.act(&people.birgitta, |c, ctx| library::publish(c, ctx, &own.id, own.version, "HSN 2026/911").map(drop))?;
    let codes: BTreeSet<String> = ["KV-05", "KV-34", "ALM-01"].map(ToString::to_string).into();
    let contract = register.call_line.id.clone();
    story.act(&people.eva, |c, ctx| {
        library::prepare(c, ctx, &contract, PackageKind::Amendment, &codes)?;
        library::prepare(c, ctx, &contract, PackageKind::SubProcessors, &BTreeSet::new()).map(drop)
    })?;
    Ok(contract)
}
