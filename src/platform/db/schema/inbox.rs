//! Notices: what each person is told, how, and in which words.

diesel::table! {
    notices (id) {
        id -> Text,
        organisation_id -> Text,
        home_id -> Text,
        person_id -> Text,
        kind -> Text,
        event -> Nullable<Text>,
        object_type -> Text,
        object_id -> Text,
        due_on -> Nullable<Date>,
        step -> Nullable<Integer>,
        key -> Text,
        mail -> Text,
        digest_id -> Nullable<Text>,
        created_at -> Timestamp,
        read_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    notice_reminders (id) {
        id -> Text,
        organisation_id -> Text,
        kind -> Text,
        dated_id -> Text,
        due_on -> Date,
        step -> Integer,
        receivers -> Integer,
        created_at -> Timestamp,
    }
}

diesel::table! {
    notice_settings (id) {
        id -> Text,
        organisation_id -> Text,
        person_id -> Text,
        language -> Nullable<Text>,
        quiet_from -> Nullable<Text>,
        quiet_to -> Nullable<Text>,
        unsubscribed_at -> Nullable<Timestamp>,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    notice_preferences (id) {
        id -> Text,
        organisation_id -> Text,
        person_id -> Text,
        kind -> Text,
        way -> Text,
    }
}

diesel::table! {
    notice_digests (id) {
        id -> Text,
        organisation_id -> Text,
        person_id -> Text,
        on_date -> Date,
        notices -> Integer,
        outbox_id -> Text,
        sent_at -> Timestamp,
    }
}

diesel::table! {
    mail_texts (id) {
        id -> Text,
        organisation_id -> Text,
        event -> Text,
        language -> Text,
        number -> Integer,
        subject -> Text,
        body -> Text,
        restored -> Bool,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
    }
}

use super::{effect_checks, escalations, organisations, vendor_certificates, vendors};

diesel::joinable!(vendor_certificates -> vendors (vendor_id));
diesel::allow_tables_to_appear_in_same_query!(vendor_certificates, vendors);
diesel::allow_tables_to_appear_in_same_query!(vendor_certificates, organisations);
diesel::joinable!(escalations -> vendors (vendor_id));
diesel::allow_tables_to_appear_in_same_query!(escalations, vendors);
diesel::allow_tables_to_appear_in_same_query!(effect_checks, vendors);
