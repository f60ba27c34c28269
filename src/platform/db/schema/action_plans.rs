//! Plans, their lines and decisions, the causes of findings, and the days to their due dates.

diesel::table! {
    plans (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        contract_id -> Nullable<Text>,
        number -> Integer,
        title -> Text,
        search_text -> Text,
        purpose -> Nullable<Text>,
        internal_note -> Nullable<Text>,
        review_id -> Nullable<Text>,
        template_key -> Nullable<Text>,
        template_version -> Nullable<Text>,
        starts_on -> Date,
        shared_at -> Nullable<Timestamp>,
        shared_by_name -> Nullable<Text>,
        closed_at -> Nullable<Timestamp>,
        closed_by_name -> Nullable<Text>,
        close_note -> Nullable<Text>,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
        shown_from -> Nullable<Integer>,
    }
}

diesel::table! {
    plan_lines (id) {
        id -> Text,
        organisation_id -> Text,
        plan_id -> Text,
        action_id -> Text,
        position -> Integer,
        origin -> Text,
        starts_on -> Date,
        milestone -> Nullable<Text>,
        expected_evidence -> Nullable<Text>,
        private_note -> Nullable<Text>,
        added_by_name -> Text,
        added_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    plan_decisions (id) {
        id -> Text,
        organisation_id -> Text,
        plan_id -> Text,
        number -> Integer,
        decided_role -> Text,
        decided_by_name -> Text,
        decided_on -> Date,
        delegation -> Text,
        diary_number -> Nullable<Text>,
        snapshot -> Text,
        sha256 -> Text,
        recorded_by -> Text,
        recorded_by_name -> Text,
        recorded_at -> Timestamp,
    }
}

diesel::table! {
    finding_causes (id) {
        id -> Text,
        organisation_id -> Text,
        finding_id -> Text,
        kind -> Text,
        confidence -> Text,
        description -> Text,
        written_by_name -> Text,
        written_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    due_day_settings (id) {
        id -> Text,
        organisation_id -> Text,
        critical -> Integer,
        high -> Integer,
        medium -> Integer,
        low -> Integer,
        valid_from -> Date,
        reason -> Text,
        set_by -> Text,
        set_by_name -> Text,
        set_at -> Timestamp,
    }
}

diesel::joinable!(plan_lines -> plans (plan_id));
diesel::allow_tables_to_appear_in_same_query!(plan_lines, plans);
