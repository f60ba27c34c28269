//! Contracts in depth: renewal, options, amendments, deviations, agreed numbers, what is passed on.

diesel::table! {
    contract_renewals (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        renews -> Bool,
        renewal_months -> Nullable<Integer>,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    contract_options (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        number -> Integer,
        use_by_on -> Date,
        extends_to_on -> Date,
        state -> Text,
        note -> Nullable<Text>,
        decided_on -> Nullable<Date>,
        decided_by_name -> Nullable<Text>,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    contract_amendments (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        number -> Integer,
        title -> Text,
        diary_number -> Nullable<Text>,
        note -> Nullable<Text>,
        state -> Text,
        signed_on -> Nullable<Date>,
        dropped_reason -> Nullable<Text>,
        created_by_name -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    amendment_clauses (id) {
        id -> Text,
        organisation_id -> Text,
        amendment_id -> Text,
        contract_id -> Text,
        clause_id -> Text,
        section -> Nullable<Text>,
    }
}

diesel::table! {
    contract_deviations (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        clause_id -> Text,
        reason -> Text,
        until_on -> Date,
        state -> Text,
        proposed_by -> Text,
        proposed_by_name -> Text,
        proposed_at -> Timestamp,
        decided_by -> Nullable<Text>,
        decided_by_name -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        decision_note -> Nullable<Text>,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    agreed_numbers (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        clause_id -> Text,
        parameter -> Text,
        agreed -> Nullable<Integer>,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    flow_downs (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        clause_id -> Text,
        node_id -> Text,
        state -> Text,
        reason -> Nullable<Text>,
        evidence_on -> Nullable<Date>,
        note -> Nullable<Text>,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

use super::register::contracts;

diesel::joinable!(amendment_clauses -> contract_amendments (amendment_id));
diesel::allow_tables_to_appear_in_same_query!(amendment_clauses, contract_amendments);
diesel::allow_tables_to_appear_in_same_query!(contract_deviations, contracts);
diesel::allow_tables_to_appear_in_same_query!(contract_renewals, contracts);
diesel::allow_tables_to_appear_in_same_query!(contract_options, contracts);
