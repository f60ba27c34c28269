//! The organisation's own clauses, verified legal references, and documents made from the library.

use super::{contract_clauses, contracts, vendors};

diesel::table! {
    own_clauses (id) {
        id -> Text,
        organisation_id -> Text,
        code -> Text,
        replaces -> Bool,
        draft -> Nullable<Text>,
        draft_by_name -> Nullable<Text>,
        published -> Integer,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    own_clause_versions (id) {
        id -> Text,
        organisation_id -> Text,
        own_clause_id -> Text,
        number -> Integer,
        content -> Text,
        sha256 -> Text,
        decision_reference -> Text,
        published_by_name -> Text,
        published_at -> Timestamp,
    }
}

diesel::table! {
    own_clause_checks (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        own_clause_id -> Text,
        in_contract -> Text,
        section -> Nullable<Text>,
        note -> Nullable<Text>,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    legal_verifications (id) {
        id -> Text,
        organisation_id -> Text,
        reference -> Text,
        source -> Text,
        read_on -> Date,
        state -> Text,
        note -> Nullable<Text>,
        verified_by -> Text,
        verified_by_name -> Text,
        verified_at -> Timestamp,
    }
}

diesel::table! {
    amendment_packages (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        number -> Integer,
        kind -> Text,
        state -> Text,
        snapshot -> Text,
        sha256 -> Text,
        takes_effect_on -> Nullable<Date>,
        made_by_name -> Text,
        made_at -> Timestamp,
        settled_on -> Nullable<Date>,
        settled_by_name -> Nullable<Text>,
        settled_note -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::joinable!(own_clause_versions -> own_clauses (own_clause_id));
diesel::joinable!(own_clause_checks -> contracts (contract_id));
diesel::allow_tables_to_appear_in_same_query!(own_clause_versions, own_clauses);
diesel::allow_tables_to_appear_in_same_query!(own_clause_checks, contracts);
diesel::allow_tables_to_appear_in_same_query!(own_clause_checks, vendors);
diesel::allow_tables_to_appear_in_same_query!(own_clause_checks, contract_clauses);
diesel::allow_columns_to_appear_in_same_group_by_clause!(contract_clauses::clause_id, vendors::tier);
diesel::allow_columns_to_appear_in_same_group_by_clause!(contract_clauses::in_contract, vendors::tier);
diesel::allow_columns_to_appear_in_same_group_by_clause!(contract_clauses::met, vendors::tier);
