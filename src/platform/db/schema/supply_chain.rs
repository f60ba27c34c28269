//! The supply chain: who takes part, how they are linked under a contract, and in which roles.

diesel::table! {
    chain_nodes (id) {
        id -> Text,
        organisation_id -> Text,
        kind -> Text,
        vendor_id -> Nullable<Text>,
        name -> Text,
        name_folded -> Text,
        search_text -> Text,
        org_number -> Nullable<Text>,
        country -> Nullable<Text>,
        location -> Nullable<Text>,
        shared_note -> Nullable<Text>,
        internal_note -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    chain_links (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        service_id -> Nullable<Text>,
        parent_node_id -> Text,
        child_node_id -> Text,
        task -> Text,
        data_class -> Nullable<Integer>,
        information_types -> Text,
        persons_low -> Nullable<BigInt>,
        persons_high -> Nullable<BigInt>,
        countries -> Text,
        remote_countries -> Text,
        third_country -> Bool,
        transfer_mechanism -> Nullable<Text>,
        source -> Text,
        vendor_visible -> Bool,
        approval -> Text,
        approval_valid_until -> Nullable<Date>,
        approval_reference -> Nullable<Text>,
        subcontract_id -> Nullable<Text>,
        state -> Text,
        started_on -> Date,
        ended_on -> Nullable<Date>,
        end_reason -> Nullable<Text>,
        confirmed_on -> Nullable<Date>,
        internal_note -> Nullable<Text>,
        created_by_name -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    chain_processings (id) {
        id -> Text,
        organisation_id -> Text,
        link_id -> Text,
        purpose -> Text,
        role -> Text,
        legal_note -> Nullable<Text>,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    chain_terms (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        depth_limit -> Integer,
        note -> Nullable<Text>,
        model_version -> Text,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::joinable!(chain_processings -> chain_links (link_id));

diesel::allow_tables_to_appear_in_same_query!(chain_nodes, chain_links, chain_processings, chain_terms);
use super::register::contracts;
diesel::allow_tables_to_appear_in_same_query!(chain_links, contracts);
