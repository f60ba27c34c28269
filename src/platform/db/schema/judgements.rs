//! Tiering models, proposals, and campaigns of categorisation.

diesel::table! {
    tiering_models (id) {
        id -> Text,
        organisation_id -> Text,
        title -> Text,
        model_version -> Text,
        status -> Text,
        base_version -> Text,
        body -> Text,
        decision_reference -> Nullable<Text>,
        valid_from -> Nullable<Date>,
        published_by -> Nullable<Text>,
        published_by_name -> Nullable<Text>,
        published_at -> Nullable<Timestamp>,
        applied_at -> Nullable<Timestamp>,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
        drafted_by -> Text,
    }
}

diesel::table! {
    tier_proposals (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        cause -> Text,
        model_version -> Text,
        data_class -> Nullable<Integer>,
        data_subjects -> Nullable<Integer>,
        criticality -> Nullable<Integer>,
        access -> Nullable<Integer>,
        chain -> Nullable<Integer>,
        substitution -> Nullable<Integer>,
        from_tier -> Nullable<Integer>,
        tier -> Integer,
        preliminary -> Bool,
        order_value -> Integer,
        applied -> Bool,
        before -> Text,
        status -> Text,
        raised_by_name -> Text,
        created_at -> Timestamp,
        note -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        decided_by_name -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    categorisation_rounds (id) {
        id -> Text,
        organisation_id -> Text,
        title -> Text,
        reach -> Text,
        due_on -> Date,
        note -> Nullable<Text>,
        status -> Text,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
        reminded_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        version -> Integer,
        narrowed -> Nullable<Text>,
        closed_by_name -> Nullable<Text>,
        remaining -> Nullable<Integer>,
    }
}

diesel::table! {
    categorisation_round_lines (id) {
        id -> Text,
        organisation_id -> Text,
        round_id -> Text,
        vendor_id -> Text,
        owner_id -> Nullable<Text>,
        from_tier -> Nullable<Integer>,
        skipped_reason -> Nullable<Text>,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

use super::{categorisations, persons, vendors};

diesel::joinable!(tier_proposals -> vendors (vendor_id));
diesel::joinable!(categorisation_round_lines -> vendors (vendor_id));
diesel::joinable!(categorisation_round_lines -> categorisation_rounds (round_id));
diesel::allow_tables_to_appear_in_same_query!(tier_proposals, vendors);
diesel::allow_tables_to_appear_in_same_query!(tier_proposals, categorisations);
diesel::allow_tables_to_appear_in_same_query!(categorisation_round_lines, vendors);
diesel::allow_tables_to_appear_in_same_query!(categorisation_round_lines, categorisations);
diesel::allow_tables_to_appear_in_same_query!(categorisation_round_lines, categorisation_rounds);
diesel::allow_tables_to_appear_in_same_query!(categorisation_round_lines, persons);
diesel::allow_tables_to_appear_in_same_query!(categorisation_rounds, categorisations);
