//! What a vendor answers once, whom it shows it to, and what each of them makes of it.

diesel::table! {
    passport_answers (id) {
        id -> Text,
        organisation_id -> Text,
        question_id -> Text,
        catalogue_version -> Text,
        status -> Nullable<Text>,
        value -> Text,
        comment -> Nullable<Text>,
        shown_on_site -> Bool,
        answered_by -> Text,
        answered_by_name -> Text,
        answered_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    passport_shares (id) {
        id -> Text,
        organisation_id -> Text,
        client_id -> Text,
        question_id -> Text,
        shared_at -> Timestamp,
        shared_by_name -> Text,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_by_name -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    passport_reviews (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        question_id -> Text,
        answer_version -> Integer,
        status -> Text,
        assurance -> Text,
        note -> Nullable<Text>,
        reviewed_by -> Text,
        reviewed_by_name -> Text,
        reviewed_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    passport_evidence (id) {
        id -> Text,
        organisation_id -> Text,
        question_id -> Text,
        evidence_id -> Text,
        added_by_name -> Text,
        added_at -> Timestamp,
        removed_at -> Nullable<Timestamp>,
        removed_by_name -> Nullable<Text>,
    }
}
