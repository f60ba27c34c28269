//! Escalations, who reported and what priority an action has, checks of effect, calendar addresses.

use super::actions;

diesel::table! {
    escalations (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        contract_id -> Nullable<Text>,
        number -> Integer,
        origin -> Text,
        origin_id -> Text,
        cause -> Text,
        title -> Text,
        search_text -> Text,
        reason -> Text,
        step -> Nullable<Text>,
        ladder_version -> Text,
        opened_by -> Text,
        opened_by_name -> Text,
        opened_at -> Timestamp,
        closed_at -> Nullable<Timestamp>,
        closed_by_name -> Nullable<Text>,
        close_reason -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    escalation_steps (id) {
        id -> Text,
        organisation_id -> Text,
        escalation_id -> Text,
        position -> Integer,
        step -> Text,
        direction -> Text,
        decided_on -> Date,
        decided_by_name -> Text,
        decided_role -> Text,
        delegation -> Nullable<Text>,
        reason -> Text,
        demand -> Nullable<Text>,
        due_on -> Nullable<Date>,
        diary_number -> Nullable<Text>,
        cost_low -> Nullable<BigInt>,
        cost_high -> Nullable<BigInt>,
        proposal -> Nullable<Text>,
        outcome -> Nullable<Text>,
        outcome_on -> Nullable<Date>,
        outcome_by_name -> Nullable<Text>,
        letter -> Nullable<Text>,
        letter_sha256 -> Nullable<Text>,
        memo -> Nullable<Text>,
        memo_sha256 -> Nullable<Text>,
        recorded_by -> Text,
        recorded_by_name -> Text,
        recorded_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    action_reports (id) {
        id -> Text,
        organisation_id -> Text,
        action_id -> Text,
        reported_by -> Text,
        reported_by_name -> Text,
        reported_at -> Timestamp,
    }
}

diesel::table! {
    action_priorities (id) {
        id -> Text,
        organisation_id -> Text,
        action_id -> Text,
        priority -> Text,
        set_by_name -> Text,
        set_at -> Timestamp,
    }
}

diesel::table! {
    effect_checks (id) {
        id -> Text,
        organisation_id -> Text,
        action_id -> Text,
        due_on -> Date,
        tier -> Nullable<Integer>,
        model_version -> Text,
        result -> Nullable<Text>,
        note -> Nullable<Text>,
        evidence -> Nullable<Text>,
        checked_by -> Nullable<Text>,
        checked_by_name -> Nullable<Text>,
        checked_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    calendar_feeds (id) {
        id -> Text,
        organisation_id -> Text,
        person_id -> Text,
        secret_hash -> Text,
        created_at -> Timestamp,
        last_used_at -> Nullable<Timestamp>,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::joinable!(escalation_steps -> escalations (escalation_id));
diesel::joinable!(effect_checks -> actions (action_id));
diesel::allow_tables_to_appear_in_same_query!(escalation_steps, escalations);
diesel::allow_tables_to_appear_in_same_query!(effect_checks, actions);
