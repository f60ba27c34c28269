//! Own question sets, their versions, focus areas, and what an assessment asked when it was sent.

diesel::table! {
    question_sets (id) {
        id -> Text,
        organisation_id -> Text,
        number -> Integer,
        title_sv -> Text,
        title_en -> Text,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    question_set_versions (id) {
        id -> Text,
        organisation_id -> Text,
        set_id -> Text,
        number -> Integer,
        state -> Text,
        base -> Text,
        body -> Text,
        question_count -> Integer,
        decision_reference -> Nullable<Text>,
        change_log -> Nullable<Text>,
        no_critical_reason -> Nullable<Text>,
        sha256 -> Nullable<Text>,
        published_by -> Nullable<Text>,
        published_by_name -> Nullable<Text>,
        published_at -> Nullable<Timestamp>,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    vendor_focus_areas (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        area -> Text,
        reason -> Text,
        set_by -> Text,
        set_by_name -> Text,
        set_at -> Timestamp,
        lift_decision -> Nullable<Text>,
        lift_note -> Nullable<Text>,
        lifted_by -> Nullable<Text>,
        lifted_by_name -> Nullable<Text>,
        lifted_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    assessment_questions (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        set_version_id -> Nullable<Text>,
        name -> Text,
        focus -> Text,
        sha256 -> Text,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::joinable!(question_set_versions -> question_sets (set_id));
diesel::allow_tables_to_appear_in_same_query!(question_set_versions, question_sets);
