//! Vendors, contracts, imports.

diesel::table! {
    vendors (id) {
        id -> Text,
        organisation_id -> Text,
        legal_name -> Text,
        name_folded -> Text,
        search_text -> Text,
        org_number -> Nullable<Text>,
        hsa_id -> Nullable<Text>,
        kind -> Text,
        country -> Text,
        status -> Text,
        manager_id -> Nullable<Text>,
        tags -> Text,
        internal_note -> Nullable<Text>,
        vendor_organisation_id -> Nullable<Text>,
        tier -> Nullable<Integer>,
        tier_preliminary -> Bool,
        order_value -> Nullable<Integer>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
        deputy_id -> Nullable<Text>,
        legal_basis -> Nullable<Text>,
        planned_end -> Nullable<Date>,
        phone_on -> Nullable<Date>,
        phone_by_name -> Nullable<Text>,
        phone_with -> Nullable<Text>,
    }
}

diesel::table! {
    vendor_contacts (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        name -> Text,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        duty -> Nullable<Text>,
        created_at -> Timestamp,
        version -> Integer,
        roles -> Nullable<Text>,
        hours -> Nullable<Text>,
        opens -> Nullable<Text>,
        closes -> Nullable<Text>,
    }
}

diesel::table! {
    categorisations (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        model_version -> Text,
        data_class -> Nullable<Integer>,
        data_subjects -> Nullable<Integer>,
        criticality -> Nullable<Integer>,
        access -> Nullable<Integer>,
        chain -> Nullable<Integer>,
        substitution -> Nullable<Integer>,
        tier -> Integer,
        preliminary -> Bool,
        order_value -> Integer,
        reasons -> Text,
        note -> Nullable<Text>,
        decided_by -> Text,
        decided_by_name -> Text,
        decided_at -> Timestamp,
        cause -> Nullable<Text>,
        automatic -> Bool,
    }
}

diesel::table! {
    tier_overrides (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        from_tier -> Integer,
        tier -> Integer,
        reason -> Text,
        expires_on -> Date,
        decided_by -> Text,
        decided_by_name -> Text,
        decided_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    contracts (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        reference -> Text,
        diary_number -> Nullable<Text>,
        title -> Text,
        title_folded -> Text,
        search_text -> Text,
        starts_on -> Nullable<Date>,
        ends_on -> Nullable<Date>,
        notice_months -> Nullable<Integer>,
        annual_value_sek -> Nullable<BigInt>,
        manager_id -> Nullable<Text>,
        parent_id -> Nullable<Text>,
        internal_note -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    contract_clauses (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        clause_id -> Text,
        catalogue_version -> Text,
        in_contract -> Nullable<Text>,
        section -> Nullable<Text>,
        met -> Text,
        note -> Nullable<Text>,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    imports (id) {
        id -> Text,
        organisation_id -> Text,
        kind -> Text,
        file_name -> Text,
        file_sha256 -> Text,
        mapping -> Text,
        status -> Text,
        created_count -> Integer,
        updated_count -> Integer,
        unchanged_count -> Integer,
        refused_count -> Integer,
        outcomes -> Text,
        created_by -> Text,
        created_at -> Timestamp,
        applied_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}
