//! Reviews of services: campaigns, analyses, memos, spot checks.

diesel::table! {
    analysis_campaigns (id) {
        id -> Text,
        organisation_id -> Text,
        number -> Integer,
        title -> Text,
        search_text -> Text,
        why -> Text,
        platform_id -> Nullable<Text>,
        manager_id -> Text,
        manager_name -> Text,
        owner_id -> Text,
        owner_name -> Text,
        due_on -> Date,
        diary_number -> Nullable<Text>,
        basis -> Text,
        state -> Text,
        closed_at -> Nullable<Timestamp>,
        closed_note -> Nullable<Text>,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    service_analyses (id) {
        id -> Text,
        organisation_id -> Text,
        campaign_id -> Text,
        service_id -> Text,
        name_folded -> Text,
        number -> Integer,
        state -> Text,
        owner_id -> Text,
        owner_name -> Text,
        due_on -> Date,
        content -> Text,
        ready_by -> Nullable<Text>,
        ready_by_name -> Nullable<Text>,
        ready_at -> Nullable<Timestamp>,
        decision -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        decided_by_name -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        reason -> Nullable<Text>,
        diary_number -> Nullable<Text>,
        snapshot -> Nullable<Text>,
        sha256 -> Nullable<Text>,
        replaced_at -> Nullable<Timestamp>,
        removed_at -> Nullable<Timestamp>,
        removed_reason -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    analysis_authors (id) {
        id -> Text,
        organisation_id -> Text,
        analysis_id -> Text,
        person_id -> Text,
        person_name -> Text,
        duty -> Nullable<Text>,
        added_at -> Timestamp,
    }
}

diesel::table! {
    analysis_measures (id) {
        id -> Text,
        organisation_id -> Text,
        analysis_id -> Text,
        measure -> Text,
        owner_id -> Nullable<Text>,
        owner_name -> Text,
        due_on -> Date,
        action_id -> Nullable<Text>,
        created_at -> Timestamp,
    }
}

diesel::table! {
    review_reminders (id) {
        id -> Text,
        organisation_id -> Text,
        person_id -> Text,
        on_date -> Date,
        sent_at -> Timestamp,
    }
}

diesel::table! {
    board_memos (id) {
        id -> Text,
        organisation_id -> Text,
        campaign_id -> Text,
        number -> Integer,
        diary_number -> Nullable<Text>,
        snapshot -> Text,
        sha256 -> Text,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    spot_checks (id) {
        id -> Text,
        organisation_id -> Text,
        number -> Integer,
        title -> Text,
        search_text -> Text,
        purpose -> Text,
        population -> Text,
        population_sha256 -> Text,
        population_size -> Integer,
        selection -> Text,
        seed -> Text,
        algorithm -> Text,
        sample_size -> Integer,
        diary_number -> Nullable<Text>,
        state -> Text,
        drawn_by -> Text,
        drawn_by_name -> Text,
        drawn_at -> Timestamp,
        conclusion -> Nullable<Text>,
        closed_by_name -> Nullable<Text>,
        closed_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    spot_check_items (id) {
        id -> Text,
        organisation_id -> Text,
        spot_check_id -> Text,
        position -> Integer,
        service_id -> Text,
        service_name -> Text,
        outcome -> Text,
        looked_at -> Nullable<Text>,
        looked_on -> Nullable<Date>,
        looked_by -> Nullable<Text>,
        note -> Nullable<Text>,
        evidence -> Nullable<Text>,
        finding_id -> Nullable<Text>,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::allow_tables_to_appear_in_same_query!(analysis_campaigns, service_analyses);
