//! Self-assessments.

diesel::table! {
    assessments (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        contract_id -> Nullable<Text>,
        question_set -> Text,
        catalogue_version -> Text,
        tier -> Nullable<Integer>,
        status -> Text,
        due_on -> Date,
        message -> Nullable<Text>,
        internal_note -> Nullable<Text>,
        sent_by -> Text,
        sent_by_name -> Text,
        sent_at -> Timestamp,
        submitted_at -> Nullable<Timestamp>,
        submitted_late -> Bool,
        declared_by -> Nullable<Text>,
        declared_role -> Nullable<Text>,
        return_note -> Nullable<Text>,
        returned_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        closed_by_name -> Nullable<Text>,
        question_count -> Integer,
        answered_count -> Integer,
        reviewed_count -> Integer,
        claimed_low -> Nullable<Integer>,
        claimed_high -> Nullable<Integer>,
        verified -> Nullable<Integer>,
        version -> Integer,
    }
}

diesel::table! {
    answers (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        question_id -> Text,
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
    answer_reviews (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        question_id -> Text,
        status -> Nullable<Text>,
        assurance -> Text,
        comment -> Nullable<Text>,
        internal_note -> Nullable<Text>,
        reviewed_by -> Text,
        reviewed_by_name -> Text,
        reviewed_at -> Timestamp,
        version -> Integer,
    }
}
