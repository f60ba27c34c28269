use super::*;
use crate::features::incidents::model::{Certainty, Confidence, IncidentSource, IncidentState, Judgement};

fn at(hours: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap() + chrono::Duration::hours(hours)
}

fn id() -> Id {
    Id::new(at(0))
}

fn incident() -> Incident {
    Incident {
        id: id(),
        organisation_id: id(),
        number: 1,
        title: "Hemligt namn".into(),
        search_text: String::new(),
        description: None,
        source: IncidentSource::Press,
        contact: None,
        received_at: at(5).into(),
        owner_id: None,
        owner_name: String::new(),
        state: IncidentState::Reported,
        node_id: None,
        occurred_from: None,
        occurred_to: None,
        detected_by_vendor_at: None,
        vendor_reported_at: None,
        region_aware_at: Some(at(5).into()),
        significant: Judgement::Unknown,
        significance_reason: None,
        assessed_at: None,
        assessed_by_name: None,
        personal_data: Judgement::Unknown,
        persons_notified: None,
        root_cause: None,
        root_cause_confidence: Confidence::Unknown,
        open_questions: None,
        clock_model: String::new(),
        decision: None,
        decided_by_name: None,
        closed_at: None,
        version: 1,
    }
}

fn report(clock: ClockKey, sent: Option<i64>) -> Report {
    Report {
        id: id(),
        organisation_id: id(),
        incident_id: id(),
        clock,
        sent_at: sent.map(|hours| at(hours).into()),
        case_id: None,
        reason: None,
        recorded_by_name: String::new(),
        recorded_at: at(0).into(),
        version: 1,
    }
}

fn party(told: Option<i64>) -> Party {
    Party {
        id: id(),
        organisation_id: id(),
        incident_id: id(),
        vendor_id: id(),
        contract_id: None,
        certainty: Certainty::Certain,
        manager_id: None,
        manager_name: None,
        notified_at: told.map(|hours| at(hours).into()),
        notified_by_name: None,
        acknowledged_at: None,
        acknowledged_by_name: None,
    }
}

#[test]
fn what_is_known_is_proposed_in_order_and_once() {
    let keys = |all: Vec<Proposal>| all.into_iter().map(|one| one.key).collect::<Vec<_>>();
    assert_eq!(keys(proposals(&incident(), &[], &[], None)), ["received"], "aware at the same moment is told once");
    let known = Incident {
        detected_by_vendor_at: Some(at(1).into()),
        vendor_reported_at: Some(at(4).into()),
        region_aware_at: Some(at(3).into()),
        closed_at: Some(at(90).into()),
        ..incident()
    };
    let reports = [
        report(ClockKey::Gdpr33, Some(30)),
        report(ClockKey::CslEarly, None),
        // it is the vendor's report, which the incident has
        report(ClockKey::Contract, Some(4)),
    ];
    let parties = [party(Some(8)), party(Some(6)), party(None)];
    assert_eq!(
        keys(proposals(&known, &reports, &parties, Some(at(50).into()))),
        ["detected", "aware", "vendor_reported", "received", "notified", "report:gdpr_33", "handled", "closed"]
    );
    assert_eq!(keys(proposals(&incident(), &[report(ClockKey::Contract, Some(4))], &[], None)).len(), 2);
}

fn edit(review: TimelineReview) -> EntryEdit {
    EntryEdit {
        at: Some(at(0)),
        text_sv: " Vi fick veta det. ".into(),
        text_en: "We were told.".into(),
        review,
        paragraph: Some("osl_18_8".into()),
        reason: Some("Visar skyddet.".into()),
    }
}

#[test]
fn an_entry_says_what_its_review_needs() {
    let fields = |edit: &EntryEdit| match checked(edit, |key| key == "osl_18_8", at(1)) {
        Ok(_) => Vec::new(),
        Err(Refusal::Invalid(errors)) => errors.into_iter().map(|error| error.field).collect(),
        Err(other) => panic!("{other}"),
    };
    let (open, publish, out) = (TimelineReview::Unreviewed, TimelineReview::Publish, TimelineReview::LeaveOut);
    for (edit, wanted) in [
        (edit(open), vec![]),
        (edit(publish), vec![]),
        (edit(out), vec![]),
        (EntryEdit { at: None, ..edit(open) }, vec!["at"]),
        (EntryEdit { at: Some(at(2)), ..edit(open) }, vec!["at"]),
        (EntryEdit { text_sv: "  ".into(), ..edit(out) }, vec!["text_sv"]),
        (EntryEdit { text_en: " ".into(), ..edit(publish) }, vec!["text_en"]),
        (EntryEdit { text_en: String::new(), ..edit(out) }, vec![]),
        (EntryEdit { paragraph: None, reason: None, ..edit(out) }, vec!["paragraph", "reason"]),
        (EntryEdit { paragraph: Some("osl_99".into()), ..edit(out) }, vec!["paragraph"]),
        (EntryEdit { text_sv: "x".repeat(MAX_TEXT + 1), ..edit(open) }, vec!["text_sv"]),
    ] {
        assert_eq!(fields(&edit), wanted, "{edit:?}");
    }
    let kept = checked(&edit(publish), |_| true, at(1)).unwrap();
    assert_eq!((kept.text_sv.as_str(), kept.paragraph, kept.reason), ("Vi fick veta det.", None, None));
}

#[test]
fn four_eyes_and_a_review_of_everything_stand_before_publication() {
    let (preparer, writer, decider) = (id(), id(), id());
    let hands = [preparer.clone(), writer.clone()];
    let (open, publish, out) = (TimelineReview::Unreviewed, TimelineReview::Publish, TimelineReview::LeaveOut);
    let code = |who: &Id, reviews: &[TimelineReview]| match check_publishing(&hands, who, reviews) {
        Ok(()) => "",
        Err(Refusal::Rule(code, _)) => code,
        Err(other) => panic!("{other}"),
    };
    assert_eq!(code(&decider, &[publish, out]), "");
    assert_eq!(code(&preparer, &[publish, out]), "rule-timeline-own-work");
    assert_eq!(code(&writer, &[publish]), "rule-timeline-own-work");
    assert_eq!(code(&decider, &[publish, open]), "rule-timeline-unreviewed");
    assert_eq!(code(&decider, &[out]), "rule-timeline-empty");
    assert_eq!(code(&decider, &[]), "rule-timeline-empty");
}
