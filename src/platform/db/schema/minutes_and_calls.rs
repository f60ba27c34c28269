//! Minutes after the lock, attendance and invitations of dialogues.

diesel::table! {
    minutes (id) {
        id -> Text,
        organisation_id -> Text,
        dialogue_id -> Text,
        state -> Text,
        text_version -> Integer,
        sent_at -> Nullable<Timestamp>,
        sent_by_name -> Nullable<Text>,
        reply_by -> Nullable<Date>,
        approved_at -> Nullable<Timestamp>,
        diary_number -> Nullable<Text>,
        registered_at -> Nullable<Timestamp>,
        registered_by_name -> Nullable<Text>,
        archive_reference -> Nullable<Text>,
        archived_at -> Nullable<Timestamp>,
        archived_by_name -> Nullable<Text>,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    minutes_texts (id) {
        id -> Text,
        organisation_id -> Text,
        dialogue_id -> Text,
        number -> Integer,
        snapshot -> Text,
        sha256 -> Text,
        fixed_at -> Timestamp,
        fixed_by_name -> Text,
        taken_back_at -> Nullable<Timestamp>,
        taken_back_by_name -> Nullable<Text>,
        taken_back_reason -> Nullable<Text>,
    }
}

diesel::table! {
    minutes_addenda (id) {
        id -> Text,
        organisation_id -> Text,
        dialogue_id -> Text,
        number -> Integer,
        body -> Text,
        sha256 -> Text,
        author_name -> Text,
        author_side -> Text,
        added_at -> Timestamp,
        approved_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    minutes_approvals (id) {
        id -> Text,
        organisation_id -> Text,
        dialogue_id -> Text,
        addendum_id -> Nullable<Text>,
        text_version -> Integer,
        side -> Text,
        name -> Text,
        person_id -> Nullable<Text>,
        email -> Nullable<Text>,
        language -> Text,
        outcome -> Text,
        sha256 -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        channel -> Nullable<Text>,
        recorded_by_name -> Nullable<Text>,
        recorded_note -> Nullable<Text>,
        objection -> Nullable<Text>,
        objected_at -> Nullable<Timestamp>,
        asked_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    dialogue_attendance (id) {
        id -> Text,
        organisation_id -> Text,
        dialogue_id -> Text,
        side -> Text,
        name -> Text,
        attendance -> Text,
        seat -> Text,
        deputy_for -> Nullable<Text>,
    }
}

diesel::table! {
    dialogue_conflicts (id) {
        id -> Text,
        organisation_id -> Text,
        dialogue_id -> Text,
        item_id -> Text,
        side -> Text,
        name -> Text,
        reason -> Text,
        stepped_out -> Bool,
        declared_at -> Timestamp,
        recorded_by_name -> Text,
    }
}

diesel::table! {
    dialogue_calls (id) {
        id -> Text,
        organisation_id -> Text,
        dialogue_id -> Text,
        kind -> Text,
        sequence -> Integer,
        starts_at -> Nullable<Timestamp>,
        length_minutes -> Nullable<Integer>,
        place -> Nullable<Text>,
        reason -> Nullable<Text>,
        sent_at -> Timestamp,
        sent_by_name -> Text,
        sent_by_email -> Nullable<Text>,
    }
}
