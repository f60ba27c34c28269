//! Records, disclosures, disposals, holds and packages.

diesel::table! {
    record_settings (id) {
        id -> Text,
        organisation_id -> Text,
        diary_pattern -> Nullable<Text>,
        diary_example -> Nullable<Text>,
        case_link -> Nullable<Text>,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    record_retention (id) {
        id -> Text,
        organisation_id -> Text,
        type_key -> Text,
        rule -> Text,
        years -> Nullable<Integer>,
        counts_from -> Text,
        plan_reference -> Text,
        decided_by_name -> Text,
        decided_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    public_records (id) {
        id -> Text,
        organisation_id -> Text,
        number -> Integer,
        kind -> Text,
        object_id -> Text,
        vendor_id -> Nullable<Text>,
        type_key -> Text,
        type_version -> Text,
        diary_number -> Nullable<Text>,
        direction -> Text,
        dated_on -> Date,
        counterpart -> Nullable<Text>,
        subject -> Text,
        body -> Nullable<Text>,
        closed_on -> Nullable<Date>,
        search_text -> Text,
        disposal_id -> Nullable<Text>,
        disposed_at -> Nullable<Timestamp>,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    record_marks (id) {
        id -> Text,
        organisation_id -> Text,
        record_id -> Text,
        field_key -> Text,
        paragraph -> Text,
        reason -> Text,
        made_by_name -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    disclosures (id) {
        id -> Text,
        organisation_id -> Text,
        number -> Integer,
        received_on -> Date,
        requester -> Nullable<Text>,
        contact -> Nullable<Text>,
        asked_for -> Text,
        search_text -> Text,
        diary_number -> Nullable<Text>,
        state -> Text,
        responsible_id -> Text,
        responsible_name -> Text,
        terms -> Text,
        outcome -> Nullable<Text>,
        reasons -> Nullable<Text>,
        letter -> Nullable<Text>,
        letter_sha256 -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        decided_by_name -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        closed_on -> Nullable<Date>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    disclosure_items (id) {
        id -> Text,
        organisation_id -> Text,
        disclosure_id -> Text,
        position -> Integer,
        source -> Text,
        record_id -> Nullable<Text>,
        title -> Text,
        assessment -> Text,
        assessed_by_name -> Nullable<Text>,
        assessed_at -> Nullable<Timestamp>,
        read_sha256 -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    disclosure_extracts (id) {
        id -> Text,
        organisation_id -> Text,
        disclosure_id -> Text,
        number -> Integer,
        snapshot -> Text,
        sha256 -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    disclosure_events (id) {
        id -> Text,
        organisation_id -> Text,
        disclosure_id -> Text,
        position -> Integer,
        step -> Text,
        note -> Nullable<Text>,
        by_name -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    legal_holds (id) {
        id -> Text,
        organisation_id -> Text,
        title -> Text,
        reason -> Text,
        reference -> Nullable<Text>,
        record_id -> Nullable<Text>,
        vendor_id -> Nullable<Text>,
        placed_by_name -> Text,
        placed_at -> Timestamp,
        lifted_by_name -> Nullable<Text>,
        lifted_at -> Nullable<Timestamp>,
        lifted_reason -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    disposals (id) {
        id -> Text,
        organisation_id -> Text,
        number -> Integer,
        state -> Text,
        note -> Nullable<Text>,
        proposed_by -> Text,
        proposed_by_name -> Text,
        proposed_at -> Timestamp,
        reference -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        decided_by_name -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        refused_reason -> Nullable<Text>,
        protocol -> Nullable<Text>,
        protocol_sha256 -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    disposal_rows (id) {
        id -> Text,
        organisation_id -> Text,
        disposal_id -> Text,
        position -> Integer,
        record_id -> Text,
        record_number -> Integer,
        diary_number -> Nullable<Text>,
        subject -> Text,
        type_key -> Text,
        dated_on -> Date,
        due_on -> Date,
        files -> Integer,
    }
}

diesel::table! {
    archive_packages (id) {
        id -> Text,
        organisation_id -> Text,
        number -> Integer,
        record_ids -> Text,
        record_count -> Integer,
        sha256 -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
    }
}
