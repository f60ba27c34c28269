//! Organisations, audit, outbox, attachments.

diesel::table! {
    organisations (id) {
        id -> Text,
        kind -> Text,
        name -> Text,
        org_number -> Nullable<Text>,
        synthetic -> Bool,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    audit_events (seq) {
        seq -> BigInt,
        id -> Text,
        organisation_id -> Nullable<Text>,
        at -> Timestamp,
        actor_id -> Nullable<Text>,
        actor_name -> Text,
        via -> Text,
        request_id -> Text,
        verb -> Text,
        object_type -> Text,
        object_id -> Text,
        vendor_id -> Nullable<Text>,
        summary -> Text,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
        prev_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    audit_head (id) {
        id -> Integer,
        seq -> BigInt,
        hash -> Text,
    }
}

diesel::table! {
    outbox (id) {
        id -> Text,
        organisation_id -> Nullable<Text>,
        kind -> Text,
        name -> Text,
        payload -> Text,
        object_type -> Text,
        object_id -> Text,
        recipient -> Nullable<Text>,
        state -> Text,
        attempts -> Integer,
        run_after -> Timestamp,
        claimed_at -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        done_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    attachments (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Nullable<Text>,
        object_type -> Text,
        object_id -> Text,
        part -> Text,
        file_name -> Text,
        media_type -> Text,
        size -> BigInt,
        sha256 -> Text,
        shared -> Bool,
        uploaded_by -> Text,
        uploaded_by_name -> Text,
        uploaded_at -> Timestamp,
        removed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    idempotency_keys (id) {
        id -> Text,
        organisation_id -> Text,
        key -> Text,
        route -> Text,
        body_hash -> Text,
        status -> Integer,
        body -> Text,
        created_at -> Timestamp,
    }
}
