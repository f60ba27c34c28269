//! Catalogues with their relations, and the administration's own management system.

diesel::table! {
    frameworks (id) {
        id -> Text,
        organisation_id -> Text,
        kind -> Text,
        urn -> Text,
        ref_id -> Nullable<Text>,
        name -> Text,
        search_text -> Text,
        description -> Nullable<Text>,
        edition -> Nullable<Text>,
        provider -> Nullable<Text>,
        locale -> Nullable<Text>,
        extra -> Text,
        node_count -> Integer,
        file_format -> Nullable<Text>,
        file_name -> Nullable<Text>,
        file_sha256 -> Nullable<Text>,
        report -> Nullable<Text>,
        retired_at -> Nullable<Timestamp>,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    framework_nodes (id) {
        id -> Text,
        organisation_id -> Text,
        framework_id -> Text,
        parent_id -> Nullable<Text>,
        place -> Integer,
        level -> Integer,
        urn -> Text,
        ref_id -> Nullable<Text>,
        name -> Nullable<Text>,
        description -> Nullable<Text>,
        assessable -> Bool,
        extra -> Text,
        version -> Integer,
    }
}

diesel::table! {
    framework_relations (id) {
        id -> Text,
        organisation_id -> Text,
        from_framework -> Text,
        from_node -> Text,
        to_framework -> Text,
        to_node -> Text,
        relation -> Text,
        strength -> Integer,
        source -> Text,
        note -> Nullable<Text>,
        extra -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    isms_clauses (id) {
        id -> Text,
        organisation_id -> Text,
        clause_id -> Text,
        state -> Text,
        evidence -> Nullable<Text>,
        evidence_on -> Nullable<Date>,
        owner_id -> Nullable<Text>,
        owner_name -> Nullable<Text>,
        target_on -> Nullable<Date>,
        gap -> Nullable<Text>,
        next_step -> Nullable<Text>,
        cost_low -> Nullable<BigInt>,
        cost_high -> Nullable<BigInt>,
        cost_note -> Nullable<Text>,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    isms_controls (id) {
        id -> Text,
        organisation_id -> Text,
        control_id -> Text,
        applicable -> Bool,
        justification -> Text,
        state -> Text,
        owner_id -> Nullable<Text>,
        owner_name -> Nullable<Text>,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    isms_steps (id) {
        id -> Text,
        organisation_id -> Text,
        clause_id -> Nullable<Text>,
        title -> Text,
        description -> Nullable<Text>,
        owner_id -> Text,
        owner_name -> Text,
        due_on -> Date,
        state -> Text,
        done_on -> Nullable<Date>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    isms_goals (id) {
        id -> Text,
        organisation_id -> Text,
        title -> Text,
        unit -> Text,
        baseline -> Double,
        baseline_on -> Date,
        target -> Double,
        target_on -> Date,
        owner_id -> Nullable<Text>,
        owner_name -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    isms_goal_values (id) {
        id -> Text,
        organisation_id -> Text,
        goal_id -> Text,
        measured_on -> Date,
        value -> Double,
        note -> Nullable<Text>,
        measured_by_name -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    isms_events (id) {
        id -> Text,
        organisation_id -> Text,
        kind -> Text,
        title -> Text,
        planned_on -> Date,
        held_on -> Nullable<Date>,
        conclusion -> Nullable<Text>,
        diary_number -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    isms_snapshots (id) {
        id -> Text,
        organisation_id -> Text,
        month -> Date,
        clauses_total -> Integer,
        clauses_ongoing -> Integer,
        clauses_in_place -> Integer,
        clauses_works -> Integer,
        percent -> Integer,
        taken_at -> Timestamp,
    }
}

diesel::table! {
    isms_courses (id) {
        id -> Text,
        organisation_id -> Text,
        title -> Text,
        description -> Nullable<Text>,
        valid_months -> Nullable<Integer>,
        retired_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    isms_course_roles (id) {
        id -> Text,
        organisation_id -> Text,
        course_id -> Text,
        role_folded -> Text,
        role_name -> Text,
        target_percent -> Integer,
    }
}

diesel::table! {
    isms_staff (id) {
        id -> Text,
        organisation_id -> Text,
        name -> Text,
        name_folded -> Text,
        role_folded -> Text,
        role_name -> Text,
        unit -> Nullable<Text>,
        left_on -> Nullable<Date>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    isms_course_records (id) {
        id -> Text,
        organisation_id -> Text,
        course_id -> Text,
        staff_id -> Text,
        taken_on -> Date,
        valid_until -> Nullable<Date>,
        note -> Nullable<Text>,
        recorded_by_name -> Text,
        created_at -> Timestamp,
    }
}
