//! Samples of every page: with everything in it, and with as little as can be.

use super::model::{TimelineReview, TimelineSource, TimelineState};
use super::records::Timeline;
use super::snapshot::SaidEntry;
use super::views::{
    EntryRow, PublishedRow, PublishedTimelinePage, PublishedTimelinesPage, SaidPage, TimelineDraftPage,
    TimelineEntryPage,
};
use crate::base::{Id, Instant, Language};
use crate::features::secrecy::GroundView;
use crate::platform::view::{Choice, FormState, Pager, Sampled};
use chrono::{DateTime, NaiveDate, Utc};

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default()
}

fn now() -> Instant {
    at().into()
}

fn id() -> Id {
    Id::new(at())
}

fn timeline(state: TimelineState) -> Timeline {
    let decided = state.is_decided();
    Timeline {
        id: id(),
        organisation_id: id(),
        incident_id: id(),
        number: 2,
        state,
        title_sv: "Det här vet vi om händelsen".into(),
        title_en: "What we know of the incident".into(),
        lead_sv: decided.then(|| "Samtal låg åtkomliga.".into()),
        lead_en: decided.then(|| "Calls could be reached.".into()),
        prepared_by_id: id(),
        prepared_by_name: "Eva Björk".into(),
        prepared_at: now(),
        hands: "[]".into(),
        decided_by_name: decided.then(|| "Birgitta Falk".into()),
        decided_role: decided.then(|| "Regiondirektör".into()),
        decided_on: decided.then(NaiveDate::default),
        diary_number: decided.then(|| "RS 2026-117".into()),
        published_by_id: decided.then(id),
        published_by_name: decided.then(|| "Birgitta Falk".into()),
        published_at: decided.then(now),
        snapshot: None,
        sha256: decided.then(|| "ab12".into()),
        ended_at: (decided && state != TimelineState::Published).then(now),
        ended_by_name: (decided && state != TimelineState::Published).then(|| "Maria Kron".into()),
        withdrawn_reason: (state == TimelineState::Withdrawn).then(|| "En tid var fel.".into()),
        version: 4,
    }
}

fn entry(review: TimelineReview, source: TimelineSource, full: bool) -> EntryRow {
    EntryRow {
        id: id(),
        at: now(),
        moved_to: full.then(now),
        is_own: source == TimelineSource::Own,
        source,
        text_sv: full.then(|| "Vi fick veta det.".into()),
        text_en: full.then(|| "We were told.".into()),
        review,
        tone: "neutral",
        paragraph: (review == TimelineReview::LeaveOut).then(|| "OSL 18 kap. 8 §".into()),
        reason: (review == TimelineReview::LeaveOut).then(|| "Visar skyddet.".into()),
        reviewed_by_name: full.then(|| "Eva Björk".into()),
        reviewed_at: full.then(now),
        version: 1,
    }
}

fn grounds() -> Vec<GroundView> {
    [false, true]
        .iter()
        .map(|warned| GroundView {
            key: "osl_18_8".into(),
            label: "OSL 18 kap. 8 §".into(),
            text: "Säkerhets- eller bevakningsåtgärder.".into(),
            warning: warned.then(|| "Flytta ut uppgiften.".into()),
            verified: *warned,
        })
        .collect()
}

impl Sampled for TimelineDraftPage {
    const TEMPLATE: &'static str = "pages/incidents/timeline_draft";
    fn samples(_: Language) -> Vec<Self> {
        let page = |state: TimelineState, full: bool| {
            let reviews = TimelineReview::ALL.iter().cycle();
            let both = TimelineSource::ALL.iter().zip(reviews).zip([true, false].iter().cycle());
            let rows = both.map(|((source, review), full)| entry(*review, *source, *full));
            TimelineDraftPage {
                incident_id: id(),
                timeline: timeline(state),
                entries: if full { rows.collect() } else { vec![] },
                unreviewed: usize::from(full) * 4,
                paragraphs: grounds(),
                heading_form: FormState::default().with("version", 4),
                publish_form: FormState::default().with("version", 4),
                withdraw_form: FormState::default().with("version", 4),
                can_edit: full && state == TimelineState::Draft,
                is_own_work: !full,
                can_publish: full && state == TimelineState::Draft,
                can_withdraw: full && state.is_shown(),
                can_prepare: full && state.is_decided(),
                is_shown: state.is_shown(),
            }
        };
        TimelineState::ALL.iter().flat_map(|state| [page(*state, true), page(*state, false)]).collect()
    }
}

impl Sampled for TimelineEntryPage {
    const TEMPLATE: &'static str = "pages/incidents/timeline_entry";
    fn samples(_: Language) -> Vec<Self> {
        let page = |entry_id: Option<Id>| TimelineEntryPage {
            form: FormState::default().with("version", 1),
            incident_id: id(),
            timeline_id: id(),
            source: if entry_id.is_some() { TimelineSource::Received } else { TimelineSource::Own },
            entry_id,
            reviews: TimelineReview::ALL,
            paragraphs: grounds(),
            paragraph_choices: vec![Choice::new("osl_18_8", "OSL 18 kap. 8 §")],
        };
        vec![page(None), page(Some(id()))]
    }
}

impl Sampled for PublishedTimelinesPage {
    const TEMPLATE: &'static str = "pages/incidents/timelines";
    fn samples(_: Language) -> Vec<Self> {
        let row = |full: bool| PublishedRow {
            id: id(),
            title: "Det här vet vi om händelsen".into(),
            number: 2,
            decided_on: full.then(NaiveDate::default),
            decided_by_name: full.then(|| "Birgitta Falk".into()),
            decided_role: full.then(|| "Regiondirektör".into()),
        };
        vec![
            PublishedTimelinesPage {
                rows: vec![row(true), row(false)],
                pager: Pager { number: 1, pages: 2, total: 52 },
            },
            PublishedTimelinesPage { rows: vec![], pager: Pager { number: 1, pages: 1, total: 0 } },
        ]
    }
}

impl Sampled for PublishedTimelinePage {
    const TEMPLATE: &'static str = "pages/incidents/timeline_published";
    fn samples(_: Language) -> Vec<Self> {
        let page = |state: TimelineState, full: bool| PublishedTimelinePage {
            id: id(),
            organisation: "Region Almeå".into(),
            number: 2,
            state,
            said: state.is_shown().then(|| SaidPage {
                lead: full.then(|| "Samtal låg åtkomliga.".into()),
                entries: vec![SaidEntry { at: now(), text: "Vi fick veta det.".into() }],
                left_out: full.then(|| "En uppgift är utelämnad.".into()),
                decided_by_name: "Birgitta Falk".into(),
                decided_role: "Regiondirektör".into(),
                decided_on: NaiveDate::default(),
                diary_number: full.then(|| "RS 2026-117".into()),
                sha256: "ab12".into(),
            }),
            newer_id: (full && state == TimelineState::Replaced).then(id),
            ended_at: (state != TimelineState::Published).then(now),
        };
        [TimelineState::Published, TimelineState::Replaced, TimelineState::Withdrawn]
            .iter()
            .flat_map(|state| [page(*state, true), page(*state, false)])
            .collect()
    }
}
