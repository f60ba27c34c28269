//! Platforms, information types and services: what is handled where.

diesel::table! {
    platforms (id) {
        id -> Text,
        organisation_id -> Text,
        name -> Text,
        name_folded -> Text,
        search_text -> Text,
        vendor_id -> Nullable<Text>,
        description -> Nullable<Text>,
        ceiling_c -> Nullable<Integer>,
        ceiling_i -> Nullable<Integer>,
        ceiling_a -> Nullable<Integer>,
        ceiling_t -> Nullable<Integer>,
        evidence -> Nullable<Text>,
        missing -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    platform_rules (id) {
        id -> Text,
        organisation_id -> Text,
        platform_id -> Text,
        type_code -> Text,
        strength -> Text,
        legal_source -> Nullable<Text>,
        evidence -> Nullable<Text>,
        decided_by -> Text,
        decided_by_name -> Text,
        decided_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    information_types (id) {
        id -> Text,
        organisation_id -> Text,
        code -> Text,
        name -> Text,
        class_c -> Nullable<Integer>,
        class_i -> Nullable<Integer>,
        class_a -> Nullable<Integer>,
        class_t -> Nullable<Integer>,
        pdl -> Bool,
        legal_basis -> Nullable<Text>,
        reason -> Nullable<Text>,
        owner -> Nullable<Text>,
        diary_number -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    services (id) {
        id -> Text,
        organisation_id -> Text,
        name -> Text,
        name_folded -> Text,
        search_text -> Text,
        platform_id -> Nullable<Text>,
        contract_id -> Nullable<Text>,
        administration -> Nullable<Text>,
        audience -> Text,
        channels -> Text,
        users_per_day -> Nullable<Integer>,
        persons -> Nullable<Integer>,
        affected_groups -> Nullable<Text>,
        fallback_routine -> Nullable<Text>,
        fallback_tested_on -> Nullable<Date>,
        operating_hours -> Nullable<Text>,
        max_outage_hours -> Nullable<Integer>,
        owner_id -> Nullable<Text>,
        information_types -> Text,
        form_fields -> Nullable<Text>,
        class_c -> Nullable<Integer>,
        class_i -> Nullable<Integer>,
        class_a -> Nullable<Integer>,
        class_t -> Nullable<Integer>,
        classified_on -> Nullable<Date>,
        reclassify -> Bool,
        status -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
        alternative_channel -> Nullable<Text>,
    }
}

diesel::table! {
    service_classifications (id) {
        id -> Text,
        organisation_id -> Text,
        service_id -> Text,
        number -> Integer,
        class_c -> Nullable<Integer>,
        class_i -> Nullable<Integer>,
        class_a -> Nullable<Integer>,
        class_t -> Nullable<Integer>,
        information_types -> Text,
        suggested -> Text,
        model_version -> Text,
        reason -> Text,
        state -> Text,
        valid_until -> Date,
        decided_by -> Text,
        decided_by_name -> Text,
        decided_at -> Timestamp,
        second_by -> Nullable<Text>,
        second_by_name -> Nullable<Text>,
        second_note -> Nullable<Text>,
        second_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    service_exceptions (id) {
        id -> Text,
        organisation_id -> Text,
        service_id -> Text,
        platform_id -> Text,
        type_code -> Text,
        reason -> Text,
        measures -> Text,
        ends_on -> Date,
        decided_by -> Text,
        decided_by_name -> Text,
        decided_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    service_approvals (id) {
        id -> Text,
        organisation_id -> Text,
        service_id -> Text,
        state -> Text,
        note -> Nullable<Text>,
        asked_by -> Text,
        asked_by_name -> Text,
        asked_at -> Timestamp,
        decided_by -> Nullable<Text>,
        decided_by_name -> Nullable<Text>,
        decision_note -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    service_versions (id) {
        id -> Text,
        organisation_id -> Text,
        service_id -> Text,
        number -> Integer,
        at -> Timestamp,
        name -> Text,
        platform_id -> Nullable<Text>,
        administration -> Nullable<Text>,
        status -> Text,
        information_types -> Text,
        class_c -> Nullable<Integer>,
        class_i -> Nullable<Integer>,
        class_a -> Nullable<Integer>,
        class_t -> Nullable<Integer>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    platforms,
    platform_rules,
    information_types,
    services,
    service_classifications,
    service_exceptions,
    service_approvals,
    service_versions,
);
