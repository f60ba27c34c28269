//! Incidents: who is touched, what was reported, how much was exposed, what is told of it.

diesel::table! {
    incidents (id) {
        id -> Text,
        organisation_id -> Text,
        number -> Integer,
        title -> Text,
        search_text -> Text,
        description -> Nullable<Text>,
        source -> Text,
        contact -> Nullable<Text>,
        received_at -> Timestamp,
        owner_id -> Nullable<Text>,
        owner_name -> Text,
        state -> Text,
        node_id -> Nullable<Text>,
        occurred_from -> Nullable<Timestamp>,
        occurred_to -> Nullable<Timestamp>,
        detected_by_vendor_at -> Nullable<Timestamp>,
        vendor_reported_at -> Nullable<Timestamp>,
        region_aware_at -> Nullable<Timestamp>,
        significant -> Text,
        significance_reason -> Nullable<Text>,
        assessed_at -> Nullable<Timestamp>,
        assessed_by_name -> Nullable<Text>,
        personal_data -> Text,
        persons_notified -> Nullable<BigInt>,
        root_cause -> Nullable<Text>,
        root_cause_confidence -> Text,
        open_questions -> Nullable<Text>,
        clock_model -> Text,
        decision -> Nullable<Text>,
        decided_by_name -> Nullable<Text>,
        closed_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    incident_parties (id) {
        id -> Text,
        organisation_id -> Text,
        incident_id -> Text,
        vendor_id -> Text,
        contract_id -> Nullable<Text>,
        certainty -> Text,
        manager_id -> Nullable<Text>,
        manager_name -> Nullable<Text>,
        notified_at -> Nullable<Timestamp>,
        notified_by_name -> Nullable<Text>,
        acknowledged_at -> Nullable<Timestamp>,
        acknowledged_by_name -> Nullable<Text>,
    }
}

diesel::table! {
    incident_reports (id) {
        id -> Text,
        organisation_id -> Text,
        incident_id -> Text,
        clock -> Text,
        sent_at -> Nullable<Timestamp>,
        case_id -> Nullable<Text>,
        reason -> Nullable<Text>,
        recorded_by_name -> Text,
        recorded_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    incident_exposures (id) {
        id -> Text,
        organisation_id -> Text,
        incident_id -> Text,
        category -> Text,
        unit -> Text,
        low -> Nullable<BigInt>,
        high -> Nullable<BigInt>,
        none_found -> Bool,
        source -> Text,
        counting_rule -> Text,
        evidence_basis -> Nullable<Text>,
        log_coverage -> Text,
        log_from -> Nullable<Date>,
        log_to -> Nullable<Date>,
        note -> Nullable<Text>,
        revises_id -> Nullable<Text>,
        superseded_at -> Nullable<Timestamp>,
        recorded_by_name -> Text,
        recorded_at -> Timestamp,
    }
}

diesel::table! {
    incident_consequences (id) {
        id -> Text,
        organisation_id -> Text,
        incident_id -> Text,
        category -> Text,
        level -> Text,
        note -> Nullable<Text>,
        assessed_by_name -> Text,
        assessed_at -> Timestamp,
    }
}

diesel::table! {
    incident_timelines (id) {
        id -> Text,
        organisation_id -> Text,
        incident_id -> Text,
        number -> Integer,
        state -> Text,
        title_sv -> Text,
        title_en -> Text,
        lead_sv -> Nullable<Text>,
        lead_en -> Nullable<Text>,
        prepared_by_id -> Text,
        prepared_by_name -> Text,
        prepared_at -> Timestamp,
        hands -> Text,
        decided_by_name -> Nullable<Text>,
        decided_role -> Nullable<Text>,
        decided_on -> Nullable<Date>,
        diary_number -> Nullable<Text>,
        published_by_id -> Nullable<Text>,
        published_by_name -> Nullable<Text>,
        published_at -> Nullable<Timestamp>,
        snapshot -> Nullable<Text>,
        sha256 -> Nullable<Text>,
        ended_at -> Nullable<Timestamp>,
        ended_by_name -> Nullable<Text>,
        withdrawn_reason -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    incident_timeline_entries (id) {
        id -> Text,
        organisation_id -> Text,
        timeline_id -> Text,
        occurred_at -> Timestamp,
        source -> Text,
        source_key -> Text,
        text_sv -> Text,
        text_en -> Text,
        review -> Text,
        paragraph -> Nullable<Text>,
        reason -> Nullable<Text>,
        reviewed_by_name -> Nullable<Text>,
        reviewed_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::joinable!(incident_parties -> incidents (incident_id));
diesel::joinable!(incident_reports -> incidents (incident_id));
diesel::joinable!(incident_exposures -> incidents (incident_id));
diesel::joinable!(incident_consequences -> incidents (incident_id));

diesel::allow_tables_to_appear_in_same_query!(
    incidents,
    incident_parties,
    incident_reports,
    incident_exposures,
    incident_consequences
);

use super::vendors;
diesel::allow_tables_to_appear_in_same_query!(incidents, vendors);
diesel::allow_tables_to_appear_in_same_query!(incident_parties, vendors);
