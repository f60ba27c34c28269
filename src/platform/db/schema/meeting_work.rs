//! Agenda templates, decisions carried forward, preparation, follow-up plans, skipped dialogues and runs of a month.

diesel::table! {
    agenda_templates (id) {
        id -> Text,
        organisation_id -> Text,
        tier -> Nullable<Integer>,
        number -> Integer,
        name -> Text,
        state -> Text,
        body -> Text,
        created_by -> Text,
        created_by_name -> Text,
        created_at -> Timestamp,
        published_by_name -> Nullable<Text>,
        published_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    dialogue_agendas (id) {
        id -> Text,
        organisation_id -> Text,
        dialogue_id -> Text,
        template_id -> Nullable<Text>,
    }
}

diesel::table! {
    meeting_decisions (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        dialogue_id -> Text,
        item_id -> Text,
        number -> Integer,
        decided_on -> Date,
        title_sv -> Text,
        title_en -> Text,
        decision -> Text,
        state -> Text,
        closed_note -> Nullable<Text>,
        closed_by_name -> Nullable<Text>,
        closed_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    prepared_answers (id) {
        id -> Text,
        organisation_id -> Text,
        dialogue_id -> Text,
        item_id -> Text,
        answer -> Text,
        written_by -> Text,
        written_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    agenda_proposals (id) {
        id -> Text,
        organisation_id -> Text,
        dialogue_id -> Text,
        section -> Text,
        title -> Text,
        explanation -> Nullable<Text>,
        state -> Text,
        reason -> Nullable<Text>,
        item_id -> Nullable<Text>,
        proposed_by -> Text,
        proposed_by_name -> Text,
        proposed_at -> Timestamp,
        decided_by_name -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    contract_follow_ups (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        tier -> Integer,
        model_version -> Text,
        anchor_on -> Date,
        planned_to -> Date,
        made_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    follow_up_lines (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        kind -> Text,
        opens_on -> Date,
        due_on -> Date,
        period -> Text,
        owner_id -> Nullable<Text>,
        owner_name -> Nullable<Text>,
        state -> Text,
        done_on -> Nullable<Date>,
        done_by_name -> Nullable<Text>,
        note -> Nullable<Text>,
        object_id -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    skipped_dialogues (id) {
        id -> Text,
        organisation_id -> Text,
        dialogue_id -> Text,
        contract_id -> Text,
        period -> Text,
        level -> Integer,
        told -> Integer,
        noted_at -> Timestamp,
        escalated_at -> Timestamp,
    }
}

diesel::table! {
    month_runs (id) {
        id -> Text,
        organisation_id -> Text,
        period -> Text,
        language -> Text,
        state -> Text,
        total -> Integer,
        sha256 -> Nullable<Text>,
        size -> Nullable<BigInt>,
        error -> Nullable<Text>,
        started_by -> Text,
        started_by_name -> Text,
        started_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    month_run_files (id) {
        id -> Text,
        organisation_id -> Text,
        run_id -> Text,
        position -> Integer,
        dialogue_id -> Text,
        state -> Text,
        file_name -> Nullable<Text>,
        sha256 -> Nullable<Text>,
        size -> Nullable<BigInt>,
        error -> Nullable<Text>,
    }
}
