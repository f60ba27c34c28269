//! The vendor in depth: steps of its life, certificates, ratings, an organisation's own fields, saved filters.

diesel::table! {
    vendor_steps (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        from_status -> Text,
        to_status -> Text,
        reason -> Nullable<Text>,
        planned_end -> Nullable<Date>,
        contracts_after -> Nullable<Text>,
        decided_by -> Text,
        decided_by_name -> Text,
        decided_at -> Timestamp,
    }
}

diesel::table! {
    vendor_certificates (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        kind -> Text,
        edition -> Nullable<Text>,
        standard -> Text,
        issuer -> Text,
        accreditation_body -> Nullable<Text>,
        accredited -> Bool,
        scope -> Text,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
        note -> Nullable<Text>,
        internal_note -> Nullable<Text>,
        by_vendor -> Bool,
        added_by_name -> Text,
        added_at -> Timestamp,
        removed_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    vendor_ratings (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        kind -> Text,
        rating -> Text,
        source -> Text,
        rated_on -> Date,
        added_by_name -> Text,
        added_at -> Timestamp,
    }
}

diesel::table! {
    extra_fields (id) {
        id -> Text,
        organisation_id -> Text,
        key -> Text,
        label_sv -> Text,
        label_en -> Text,
        kind -> Text,
        choices -> Text,
        required -> Bool,
        shown_to_vendor -> Bool,
        in_list -> Bool,
        active -> Bool,
        version -> Integer,
    }
}

diesel::table! {
    extra_values (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        field_id -> Text,
        value -> Text,
        folded -> Text,
    }
}

diesel::table! {
    saved_filters (id) {
        id -> Text,
        organisation_id -> Text,
        person_id -> Text,
        name -> Text,
        query -> Text,
        shared -> Bool,
        created_at -> Timestamp,
    }
}

diesel::joinable!(extra_values -> extra_fields (field_id));
diesel::allow_tables_to_appear_in_same_query!(extra_fields, extra_values);
