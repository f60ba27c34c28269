//! Chain confirmation: rounds, what vendors were asked and said, and their own follow-up.

diesel::table! {
    chain_campaigns (id) {
        id -> Text,
        organisation_id -> Text,
        title -> Text,
        due_on -> Date,
        tiers -> Text,
        automatic -> Bool,
        state -> Text,
        model_version -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
        closed_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    chain_confirmations (id) {
        id -> Text,
        organisation_id -> Text,
        campaign_id -> Text,
        vendor_id -> Text,
        contract_id -> Text,
        due_on -> Date,
        asked_on -> Date,
        recipients -> Integer,
        state -> Text,
        reminded_on -> Nullable<Date>,
        signed_on -> Nullable<Date>,
        signed_by_name -> Nullable<Text>,
        signed_by_role -> Nullable<Text>,
        note -> Nullable<Text>,
        finding_id -> Nullable<Text>,
        created_at -> Timestamp,
        version -> Integer,
        phone_by_name -> Nullable<Text>,
    }
}

diesel::table! {
    chain_statements (id) {
        id -> Text,
        organisation_id -> Text,
        confirmation_id -> Text,
        link_id -> Text,
        answer -> Text,
        said_by_name -> Text,
        said_at -> Timestamp,
    }
}

diesel::table! {
    chain_corrections (id) {
        id -> Text,
        organisation_id -> Text,
        confirmation_id -> Text,
        vendor_id -> Text,
        contract_id -> Text,
        kind -> Text,
        link_id -> Nullable<Text>,
        parent_node_id -> Nullable<Text>,
        node_kind -> Nullable<Text>,
        name -> Nullable<Text>,
        org_number -> Nullable<Text>,
        country -> Nullable<Text>,
        location -> Nullable<Text>,
        task -> Nullable<Text>,
        data_class -> Nullable<Integer>,
        information_types -> Text,
        persons_low -> Nullable<BigInt>,
        persons_high -> Nullable<BigInt>,
        countries -> Text,
        remote_countries -> Text,
        transfer_mechanism -> Nullable<Text>,
        comment -> Nullable<Text>,
        state -> Text,
        proposed_by_name -> Text,
        proposed_at -> Timestamp,
        decided_by_name -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        decision_note -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    chain_follow_ups (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        contract_id -> Text,
        link_id -> Text,
        held_on -> Date,
        method -> Text,
        outcome -> Text,
        note -> Nullable<Text>,
        registered_by_name -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    chain_missed_follow_ups (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        due_on -> Date,
        finding_id -> Nullable<Text>,
        created_at -> Timestamp,
        link_id -> Nullable<Text>,
    }
}

use super::kit::organisations;
use super::register::{contracts, vendors};
use super::supply_chain::{chain_links, chain_nodes};

diesel::joinable!(chain_confirmations -> chain_campaigns (campaign_id));
diesel::joinable!(chain_confirmations -> vendors (vendor_id));
diesel::joinable!(chain_confirmations -> contracts (contract_id));
diesel::joinable!(chain_corrections -> vendors (vendor_id));
diesel::joinable!(chain_follow_ups -> vendors (vendor_id));
diesel::joinable!(chain_follow_ups -> chain_links (link_id));

diesel::allow_tables_to_appear_in_same_query!(
    chain_campaigns,
    chain_confirmations,
    chain_statements,
    chain_corrections,
    chain_follow_ups,
    chain_missed_follow_ups,
);
diesel::allow_tables_to_appear_in_same_query!(chain_campaigns, vendors);
diesel::allow_tables_to_appear_in_same_query!(chain_campaigns, contracts);
diesel::allow_tables_to_appear_in_same_query!(chain_campaigns, chain_links);
diesel::allow_tables_to_appear_in_same_query!(chain_campaigns, chain_nodes);
diesel::allow_tables_to_appear_in_same_query!(chain_confirmations, vendors);
diesel::allow_tables_to_appear_in_same_query!(chain_confirmations, contracts);
diesel::allow_tables_to_appear_in_same_query!(chain_confirmations, chain_links);
diesel::allow_tables_to_appear_in_same_query!(chain_confirmations, chain_nodes);
diesel::allow_tables_to_appear_in_same_query!(chain_statements, vendors);
diesel::allow_tables_to_appear_in_same_query!(chain_statements, contracts);
diesel::allow_tables_to_appear_in_same_query!(chain_statements, chain_links);
diesel::allow_tables_to_appear_in_same_query!(chain_statements, chain_nodes);
diesel::allow_tables_to_appear_in_same_query!(chain_corrections, vendors);
diesel::allow_tables_to_appear_in_same_query!(chain_corrections, contracts);
diesel::allow_tables_to_appear_in_same_query!(chain_corrections, chain_links);
diesel::allow_tables_to_appear_in_same_query!(chain_corrections, chain_nodes);
diesel::allow_tables_to_appear_in_same_query!(chain_follow_ups, vendors);
diesel::allow_tables_to_appear_in_same_query!(chain_follow_ups, contracts);
diesel::allow_tables_to_appear_in_same_query!(chain_follow_ups, chain_links);
diesel::allow_tables_to_appear_in_same_query!(chain_follow_ups, chain_nodes);
diesel::allow_tables_to_appear_in_same_query!(chain_missed_follow_ups, vendors);
diesel::allow_tables_to_appear_in_same_query!(chain_missed_follow_ups, contracts);
diesel::allow_tables_to_appear_in_same_query!(chain_missed_follow_ups, chain_links);
diesel::allow_tables_to_appear_in_same_query!(chain_missed_follow_ups, chain_nodes);
diesel::allow_tables_to_appear_in_same_query!(chain_confirmations, organisations);
diesel::allow_tables_to_appear_in_same_query!(chain_links, vendors);
diesel::allow_tables_to_appear_in_same_query!(chain_nodes, vendors);
diesel::allow_tables_to_appear_in_same_query!(chain_nodes, contracts);
