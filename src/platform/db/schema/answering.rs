//! What helps a vendor to answer: its library, who does what, who is here, receipts.

diesel::table! {
    evidence_items (id) {
        id -> Text,
        organisation_id -> Text,
        title -> Text,
        kind -> Text,
        covers_from -> Nullable<Date>,
        covers_to -> Nullable<Date>,
        issued_on -> Nullable<Date>,
        expires_on -> Nullable<Date>,
        history -> Bool,
        note -> Nullable<Text>,
        file_name -> Text,
        media_type -> Text,
        size -> BigInt,
        sha256 -> Text,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
        retired_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    evidence_uses (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        question_id -> Text,
        attachment_id -> Text,
        evidence_id -> Nullable<Text>,
        kind -> Nullable<Text>,
        covers_from -> Nullable<Date>,
        covers_to -> Nullable<Date>,
        issued_on -> Nullable<Date>,
        expires_on -> Nullable<Date>,
        used_by_name -> Text,
        used_at -> Timestamp,
    }
}

diesel::table! {
    section_delegations (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        domain -> Text,
        name_sv -> Text,
        name_en -> Text,
        person_id -> Text,
        person_name -> Text,
        due_on -> Nullable<Date>,
        note -> Nullable<Text>,
        given_by -> Text,
        given_by_name -> Text,
        given_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        ended_by_name -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    answering_presence (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        person_id -> Text,
        person_name -> Text,
        question_id -> Text,
        seen_at -> Timestamp,
    }
}

diesel::table! {
    submission_receipts (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        number -> Integer,
        snapshot -> Text,
        sha256 -> Text,
        submitted_by_name -> Text,
        submitted_at -> Timestamp,
    }
}
