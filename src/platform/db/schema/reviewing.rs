//! Reviewing self-assessments, and the register of reviews.

diesel::table! {
    review_supports (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        question_id -> Text,
        source -> Text,
        source_id -> Nullable<Text>,
        evidence_kind -> Nullable<Text>,
        evidence_on -> Nullable<Date>,
        holds_until -> Nullable<Date>,
        judged_by -> Text,
        judged_by_name -> Text,
        confirmed_version -> Nullable<Integer>,
        confirmed_by -> Nullable<Text>,
        confirmed_by_name -> Nullable<Text>,
        confirmed_at -> Nullable<Timestamp>,
        refused_version -> Nullable<Integer>,
        refused_reason -> Nullable<Text>,
        refused_by_name -> Nullable<Text>,
        refused_at -> Nullable<Timestamp>,
        lapsed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    review_samples (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        seed -> Text,
        algorithm -> Text,
        parameters -> Text,
        tier -> Nullable<Integer>,
        percent -> Integer,
        always -> Text,
        population -> Text,
        drawn -> Text,
        drawn_at -> Timestamp,
    }
}

diesel::table! {
    question_threads (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        question_id -> Text,
        opened_at -> Timestamp,
        last_side -> Text,
        resolved_at -> Nullable<Timestamp>,
        resolved_by_name -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    question_messages (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        question_id -> Text,
        side -> Text,
        text -> Text,
        written_by -> Text,
        written_by_name -> Text,
        written_by_organisation -> Text,
        written_at -> Timestamp,
        told_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    certificate_scopes (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        certificate_id -> Text,
        covers -> Bool,
        soa_seen -> Bool,
        reason -> Text,
        decided_by -> Text,
        decided_by_name -> Text,
        decided_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    vendor_reviews (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        number -> Integer,
        kind -> Text,
        status -> Text,
        title -> Text,
        search_text -> Text,
        scope -> Text,
        commissioner -> Nullable<Text>,
        reviewer -> Nullable<Text>,
        independence -> Nullable<Text>,
        cost_sek -> Nullable<BigInt>,
        diary_number -> Nullable<Text>,
        starts_on -> Nullable<Date>,
        ends_on -> Nullable<Date>,
        reported_on -> Nullable<Date>,
        distribution -> Nullable<Text>,
        internal_note -> Nullable<Text>,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
        questions -> Nullable<Text>,
    }
}

diesel::table! {
    vendor_review_authors (id) {
        id -> Text,
        organisation_id -> Text,
        review_id -> Text,
        position -> Integer,
        name -> Text,
        duty -> Text,
    }
}

diesel::table! {
    vendor_review_findings (id) {
        id -> Text,
        organisation_id -> Text,
        review_id -> Text,
        finding_id -> Text,
        made_here -> Bool,
        linked_by_name -> Text,
        linked_at -> Timestamp,
    }
}

diesel::table! {
    review_visits (id) {
        id -> Text,
        organisation_id -> Text,
        review_id -> Text,
        number -> Integer,
        held_on -> Date,
        place -> Text,
        present -> Text,
        created_at -> Timestamp,
        locked_at -> Nullable<Timestamp>,
        locked_by_name -> Nullable<Text>,
        snapshot -> Nullable<Text>,
        sha256 -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    review_visit_lines (id) {
        id -> Text,
        organisation_id -> Text,
        visit_id -> Text,
        position -> Integer,
        subject_kind -> Text,
        subject_id -> Text,
        asked -> Text,
        seen -> Text,
        outcome -> Text,
        finding_id -> Nullable<Text>,
        written_by_name -> Text,
        written_at -> Timestamp,
    }
}

use super::{answer_reviews, findings, vendors};
diesel::allow_tables_to_appear_in_same_query!(answer_reviews, review_supports);
diesel::joinable!(vendor_reviews -> vendors (vendor_id));
diesel::joinable!(vendor_review_findings -> vendor_reviews (review_id));
diesel::joinable!(vendor_review_findings -> findings (finding_id));
diesel::allow_tables_to_appear_in_same_query!(vendor_reviews, vendors);
diesel::allow_tables_to_appear_in_same_query!(vendor_review_findings, vendor_reviews);
diesel::allow_tables_to_appear_in_same_query!(vendor_review_findings, findings);
