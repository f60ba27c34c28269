//! Findings, actions, dialogues.

diesel::table! {
    findings (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        contract_id -> Nullable<Text>,
        number -> Integer,
        origin -> Text,
        origin_object_id -> Nullable<Text>,
        origin_part -> Nullable<Text>,
        title -> Text,
        search_text -> Text,
        description -> Nullable<Text>,
        severity -> Text,
        responsible -> Text,
        control_ids -> Text,
        internal_note -> Nullable<Text>,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
        closed_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    actions (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        contract_id -> Nullable<Text>,
        finding_id -> Nullable<Text>,
        number -> Integer,
        title -> Text,
        search_text -> Text,
        description -> Nullable<Text>,
        responsible -> Text,
        owner_id -> Nullable<Text>,
        owner_name -> Nullable<Text>,
        due_on -> Date,
        original_due_on -> Date,
        slips -> Integer,
        status -> Text,
        focus -> Nullable<Text>,
        reported_note -> Nullable<Text>,
        reported_by_name -> Nullable<Text>,
        reported_at -> Nullable<Timestamp>,
        verified_note -> Nullable<Text>,
        verified_effective -> Nullable<Bool>,
        verified_by_name -> Nullable<Text>,
        verified_at -> Nullable<Timestamp>,
        internal_note -> Nullable<Text>,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
        withheld -> Bool,
    }
}

diesel::table! {
    action_postponements (id) {
        id -> Text,
        organisation_id -> Text,
        action_id -> Text,
        old_due_on -> Date,
        new_due_on -> Date,
        reason -> Text,
        decided_by -> Text,
        decided_by_name -> Text,
        decided_at -> Timestamp,
    }
}

diesel::table! {
    dialogues (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        contract_id -> Text,
        previous_id -> Nullable<Text>,
        number -> Integer,
        period -> Text,
        held_on -> Date,
        status -> Text,
        chair_name -> Nullable<Text>,
        minute_checker -> Nullable<Text>,
        internal_note -> Nullable<Text>,
        locked_at -> Nullable<Timestamp>,
        locked_by_name -> Nullable<Text>,
        snapshot -> Nullable<Text>,
        sha256 -> Nullable<Text>,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    dialogue_items (id) {
        id -> Text,
        organisation_id -> Text,
        dialogue_id -> Text,
        position -> Integer,
        section -> Integer,
        kind -> Text,
        object_id -> Nullable<Text>,
        title_sv -> Text,
        title_en -> Text,
        status -> Text,
        note -> Nullable<Text>,
        decision -> Nullable<Text>,
        taken_up_at -> Nullable<Timestamp>,
        taken_up_by_name -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    dialogue_participants (id) {
        id -> Text,
        organisation_id -> Text,
        dialogue_id -> Text,
        side -> Text,
        person_id -> Nullable<Text>,
        name -> Text,
        email -> Nullable<Text>,
        duty -> Nullable<Text>,
        language -> Text,
        present -> Bool,
        receives_minutes -> Bool,
        version -> Integer,
    }
}
