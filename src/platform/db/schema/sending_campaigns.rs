//! Sendings to many vendors, reminders of self-assessments, and answers that come back as a workbook.

diesel::table! {
    sendings (id) {
        id -> Text,
        organisation_id -> Text,
        number -> Integer,
        title -> Text,
        search_text -> Text,
        question_set -> Text,
        due_on -> Date,
        message -> Nullable<Text>,
        internal_note -> Nullable<Text>,
        selection -> Text,
        origin -> Text,
        state -> Text,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
        started_by -> Nullable<Text>,
        started_by_name -> Nullable<Text>,
        started_at -> Nullable<Timestamp>,
        finished_at -> Nullable<Timestamp>,
        updated_at -> Timestamp,
        version -> Integer,
        set_version_id -> Nullable<Text>,
    }
}

diesel::table! {
    sending_receivers (id) {
        id -> Text,
        organisation_id -> Text,
        sending_id -> Text,
        vendor_id -> Text,
        name_folded -> Text,
        state -> Text,
        why -> Nullable<Text>,
        assessment_id -> Nullable<Text>,
        attempts -> Integer,
        sent_at -> Nullable<Timestamp>,
        opened_at -> Nullable<Timestamp>,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    assessment_reminders (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        step -> Integer,
        escalated -> Bool,
        sent_at -> Timestamp,
    }
}

diesel::table! {
    assessment_digests (id) {
        id -> Text,
        organisation_id -> Text,
        person_id -> Text,
        on_date -> Date,
        assessments -> Integer,
        sent_at -> Timestamp,
    }
}

diesel::table! {
    sending_settings (id) {
        id -> Text,
        organisation_id -> Text,
        ladder -> Text,
        grace_days -> Integer,
        escalate -> Bool,
        automatic -> Bool,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    answer_workbooks (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        file_name -> Text,
        sha256 -> Text,
        size -> BigInt,
        state -> Text,
        uploaded_by -> Text,
        uploaded_by_name -> Text,
        uploaded_at -> Timestamp,
        saved_count -> Nullable<Integer>,
        merged_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}
