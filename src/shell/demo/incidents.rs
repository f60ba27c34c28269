//! A tip about a shared storage becomes an incident with clocks and figures of its extent.

use super::people::People;
use super::story::Story;
use crate::base::{Id, Result};
use crate::features::incidents::{
    self, Assessed, Confidence, ConsequenceKind, ConsequenceLevel, Edit, Exposure, Figure, IncidentSource, Judgement,
    LogCoverage, NewIncident, PublishingChoice, TimelineEdit, TimelineHeading, TimelineReview, Unit,
};
use chrono::Duration;

/// Registers the incident at the shared storage and gives its id.
pub fn happen(story: &Story<'_>, people: &People, storage: &Id) -> Result<Id> {
    let received = story.now() - Duration::hours(3);
    let incident = story.act(&people.eva, |c, ctx| {
        let new = NewIncident {
            title: "Inspelade samtal på en lagringsyta utan lösenord".to_string(),
            description: Some("En journalist kunde lyssna på samtal utan att logga in.".to_string()),
            source: IncidentSource::Press,
            contact: Some("Almeåbladets nyhetschef, tips@almeabladet.example".to_string()),
            received_at: Some(received),
            owner_id: Some(people.omar.person.id.clone()),
            node_id: Some(storage.clone()),
            vendor_id: None,
            contract_id: None,
        };
        let incident = incidents::register(c, ctx, &new)?;
        incidents::notify(c, ctx, &incident.id)?;
        Ok(incident)
    })?;
    story.act(&people.omar, |c, ctx| {
        let edit = Edit {
            title: incident.title.clone(),
            description: incident.description.clone(),
            source: incident.source,
            contact: incident.contact.clone(),
            owner_id: incident.owner_id.clone(),
            occurred_from: None,
            occurred_to: None,
            detected_by_vendor_at: Some(received - Duration::hours(5)),
            vendor_reported_at: None,
            region_aware_at: Some(received),
            significant: Judgement::Yes,
            significance_reason: Some("Fler än 500 personer kan vara berörda.".to_string()),
            personal_data: Judgement::Yes,
            persons_notified: None,
            root_cause: Some("Lagringsytan kan ha kopplats in utan brandvägg vid en uppgradering.".to_string()),
            root_cause_confidence: Confidence::Suspected,
            open_questions: Some("Sedan när har ytan varit öppen?".to_string()),
        };
        incidents::edit(c, ctx, &incident.id, None, &edit)?;
        for figure in [
            figure(Exposure::Exposed, (2_700_000, 2_700_000), "Almeåbladet", "Ljudfiler på lagringsytan"),
            figure(
                Exposure::Exposed,
                (650_000, 900_000),
                "Vidlyssna Vårdlinje",
                "Samtal, uppskattat ur växelns statistik",
            ),
            figure(Exposure::ConfirmedAccessed, (55, 55), "Vidlyssna Vårdlinje", "Nedladdade filer i åtkomstloggen"),
        ] {
            incidents::add_figure(c, ctx, &incident.id, figure, None)?;
        }
        let judged = [
            (ConsequenceKind::Privacy, ConsequenceLevel::Serious, "Samtal om hälsa."),
            (ConsequenceKind::PatientSafety, ConsequenceLevel::Limited, "Rådgivningen är öppen som vanligt."),
        ];
        let judged = judged.map(|(category, level, note)| Assessed { category, level, note: Some(note.to_string()) });
        incidents::assess(c, ctx, &incident.id, &judged)?;
        Ok(incident.id.clone())
    })
}

/// What is known is told as a timeline: Eva prepares and reviews it, the director decides that it is published.
pub fn tell(story: &Story<'_>, people: &People, incident: &Id) -> Result<()> {
    let timeline = story.act(&people.eva, |c, ctx| {
        let timeline = incidents::prepare_timeline(c, ctx, &story.app.views, incident)?;
        let place = (incident, &timeline.id);
        let lead = |text: &str| Some(text.to_string());
        let heading = TimelineHeading {
            title_sv: "Samtal på en lagringsyta: det här vet vi".to_string(),
            title_en: "Calls on a storage area: what we know".to_string(),
            lead_sv: lead("Inspelade samtal har kunnat nås utan lösenord. Vi skriver mer när vi vet mer."),
            lead_en: lead("Recorded calls could be reached without a password. We add more as we know it."),
        };
        incidents::edit_timeline(c, ctx, place, None, &heading)?;
        for entry in incidents::timeline_entries(c, &ctx.scope, &timeline.id)? {
            let edit = TimelineEdit {
                at: Some(entry.occurred_at.utc()),
                text_sv: entry.text_sv,
                text_en: entry.text_en,
                review: TimelineReview::Publish,
                paragraph: None,
                reason: None,
            };
            incidents::save_timeline_entry(c, ctx, place, &entry.id, None, &edit)?;
        }
        let secret = TimelineEdit {
            at: Some(story.now() - Duration::hours(2)),
            text_sv: "Leverantören stängde lagringsytan med en ny regel i brandväggen.".to_string(),
            text_en: "The vendor closed the storage area with a new rule in the firewall.".to_string(),
            review: TimelineReview::LeaveOut,
            paragraph: Some("osl_18_8".to_string()),
            reason: Some("Visar hur lagringsytan skyddas.".to_string()),
        };
        incidents::add_timeline_entry(c, ctx, place, &secret)?;
        Ok(timeline.id)
    })?;
    let choice = PublishingChoice {
        name: people.birgitta.person.name.clone(),
        role: "Regiondirektör".to_string(),
        decided_on: Some(story.today),
        diary_number: Some("RS 2026/204".to_string()),
    };
    story.act(&people.birgitta, |c, ctx| {
        incidents::publish_timeline(c, ctx, (incident, &timeline), None, &choice).map(drop)
    })
}

fn figure(category: Exposure, (low, high): (i64, i64), source: &str, counting_rule: &str) -> Figure {
    Figure {
        category,
        unit: Unit::Calls,
        low: Some(low),
        high: Some(high),
        none_found: false,
        source: source.to_string(),
        counting_rule: counting_rule.to_string(),
        evidence_basis: None,
        log_coverage: if category == Exposure::Exposed { LogCoverage::Unknown } else { LogCoverage::Partial },
        log_from: None,
        log_to: None,
        note: None,
    }
}
