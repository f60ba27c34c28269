//! Risks: scenarios, ratings, what was agreed, simulations, controls, acceptances.

diesel::table! {
    risk_tables (id) {
        id -> Text,
        organisation_id -> Text,
        number -> Integer,
        table_version -> Text,
        definition -> Text,
        note -> Nullable<Text>,
        created_by_name -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    risk_settings (id) {
        id -> Text,
        organisation_id -> Text,
        lens_b -> Bool,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    risks (id) {
        id -> Text,
        organisation_id -> Text,
        number -> Integer,
        title -> Text,
        search_text -> Text,
        scenario -> Nullable<Text>,
        threat -> Text,
        asset -> Text,
        category -> Text,
        vendor_id -> Nullable<Text>,
        contract_id -> Nullable<Text>,
        link_id -> Nullable<Text>,
        node_id -> Nullable<Text>,
        service_id -> Nullable<Text>,
        owner_id -> Nullable<Text>,
        owner_name -> Text,
        review_on -> Nullable<Date>,
        state -> Text,
        common_cause -> Bool,
        round -> Integer,
        table_version -> Nullable<Text>,
        likelihood_low -> Nullable<Integer>,
        likelihood_high -> Nullable<Integer>,
        residual_low -> Nullable<Integer>,
        residual_high -> Nullable<Integer>,
        consequence_low -> Nullable<Integer>,
        consequence_high -> Nullable<Integer>,
        level -> Nullable<Text>,
        residual_level -> Nullable<Text>,
        fingerprint -> Text,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    risk_ratings (id) {
        id -> Text,
        organisation_id -> Text,
        risk_id -> Text,
        round -> Integer,
        rater_id -> Text,
        rater_name -> Text,
        table_version -> Text,
        likelihood_low -> Integer,
        likelihood_high -> Integer,
        consequences -> Text,
        note -> Nullable<Text>,
        rated_at -> Timestamp,
    }
}

diesel::table! {
    risk_assessments (id) {
        id -> Text,
        organisation_id -> Text,
        risk_id -> Text,
        round -> Integer,
        table_version -> Text,
        model_version -> Text,
        likelihood_low -> Integer,
        likelihood_high -> Integer,
        consequences -> Text,
        reason -> Text,
        level -> Text,
        residual_level -> Text,
        credit -> Text,
        assessed_by_name -> Text,
        assessed_at -> Timestamp,
    }
}

diesel::table! {
    risk_intervals (id) {
        id -> Text,
        organisation_id -> Text,
        risk_id -> Text,
        inputs -> Text,
        note -> Text,
        stated_by_name -> Text,
        stated_at -> Timestamp,
    }
}

diesel::table! {
    risk_simulations (id) {
        id -> Text,
        organisation_id -> Text,
        risk_id -> Text,
        intervals_id -> Text,
        model_version -> Text,
        inherent -> Text,
        residual -> Text,
        credit -> Text,
        simulated_by_name -> Text,
        simulated_at -> Timestamp,
    }
}

diesel::table! {
    risk_controls (id) {
        id -> Text,
        organisation_id -> Text,
        risk_id -> Text,
        control_id -> Text,
        acts_by -> Text,
        effect_low -> Integer,
        effect_high -> Integer,
        reduction_low -> Integer,
        reduction_high -> Integer,
        note -> Nullable<Text>,
        stated_by_name -> Text,
        stated_at -> Timestamp,
    }
}

diesel::table! {
    risk_actions (id) {
        id -> Text,
        organisation_id -> Text,
        risk_id -> Text,
        action_id -> Text,
        linked_by_name -> Text,
        linked_at -> Timestamp,
    }
}

diesel::table! {
    risk_acceptances (id) {
        id -> Text,
        organisation_id -> Text,
        risk_id -> Text,
        level -> Text,
        model_version -> Text,
        state -> Text,
        reason -> Text,
        conditions -> Nullable<Text>,
        reference -> Nullable<Text>,
        valid_until -> Date,
        review_on -> Date,
        fingerprint -> Text,
        proposed_by -> Text,
        proposed_by_name -> Text,
        proposed_at -> Timestamp,
        accepted_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
        ended_by_name -> Nullable<Text>,
        end_reason -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    risk_approvals (id) {
        id -> Text,
        organisation_id -> Text,
        acceptance_id -> Text,
        person_id -> Text,
        person_name -> Text,
        role -> Text,
        answer -> Text,
        note -> Nullable<Text>,
        answered_at -> Timestamp,
    }
}

diesel::table! {
    risk_runs (id) {
        id -> Text,
        organisation_id -> Text,
        state -> Text,
        seed -> BigInt,
        trials -> Integer,
        scenarios -> Integer,
        trials_done -> Integer,
        outcome -> Nullable<Text>,
        requested_by_name -> Text,
        requested_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(risks, risk_intervals);
