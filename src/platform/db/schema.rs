//! The tables as both databases have them; `tests/it/schema.rs` compares this with each, migrated.

diesel::table! {
    organisations (id) {
        id -> Text,
        kind -> Text,
        name -> Text,
        org_number -> Nullable<Text>,
        synthetic -> Bool,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    audit_events (seq) {
        seq -> BigInt,
        id -> Text,
        organisation_id -> Nullable<Text>,
        at -> Timestamp,
        actor_id -> Nullable<Text>,
        actor_name -> Text,
        via -> Text,
        request_id -> Text,
        verb -> Text,
        object_type -> Text,
        object_id -> Text,
        vendor_id -> Nullable<Text>,
        summary -> Text,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
        prev_hash -> Text,
        hash -> Text,
    }
}

diesel::table! {
    audit_head (id) {
        id -> Integer,
        seq -> BigInt,
        hash -> Text,
    }
}

diesel::table! {
    outbox (id) {
        id -> Text,
        organisation_id -> Nullable<Text>,
        kind -> Text,
        name -> Text,
        payload -> Text,
        object_type -> Text,
        object_id -> Text,
        recipient -> Nullable<Text>,
        state -> Text,
        attempts -> Integer,
        run_after -> Timestamp,
        claimed_at -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        done_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    attachments (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Nullable<Text>,
        object_type -> Text,
        object_id -> Text,
        part -> Text,
        file_name -> Text,
        media_type -> Text,
        size -> BigInt,
        sha256 -> Text,
        shared -> Bool,
        uploaded_by -> Text,
        uploaded_by_name -> Text,
        uploaded_at -> Timestamp,
        removed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    idempotency_keys (id) {
        id -> Text,
        organisation_id -> Text,
        key -> Text,
        route -> Text,
        body_hash -> Text,
        status -> Integer,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    persons (id) {
        id -> Text,
        name -> Text,
        name_folded -> Text,
        email -> Nullable<Text>,
        email_folded -> Nullable<Text>,
        phone -> Nullable<Text>,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    accounts (id) {
        id -> Text,
        person_id -> Text,
        email -> Text,
        email_folded -> Text,
        password_hash -> Nullable<Text>,
        language -> Text,
        disabled -> Bool,
        last_sign_in_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    memberships (id) {
        id -> Text,
        person_id -> Text,
        organisation_id -> Text,
        role -> Text,
        created_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    sessions (id) {
        id -> Text,
        token_hash -> Text,
        account_id -> Text,
        membership_id -> Nullable<Text>,
        created_at -> Timestamp,
        last_seen_at -> Timestamp,
        expires_at -> Timestamp,
        user_agent -> Text,
        address -> Text,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    one_time_links (id) {
        id -> Text,
        token_hash -> Text,
        purpose -> Text,
        account_id -> Text,
        created_by -> Nullable<Text>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sign_in_failures (id) {
        id -> Text,
        subject -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    api_tokens (id) {
        id -> Text,
        token_hash -> Text,
        organisation_id -> Text,
        person_id -> Text,
        role -> Text,
        name -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        last_used_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    vendors (id) {
        id -> Text,
        organisation_id -> Text,
        legal_name -> Text,
        name_folded -> Text,
        search_text -> Text,
        org_number -> Nullable<Text>,
        hsa_id -> Nullable<Text>,
        kind -> Text,
        country -> Text,
        status -> Text,
        manager_id -> Nullable<Text>,
        tags -> Text,
        internal_note -> Nullable<Text>,
        vendor_organisation_id -> Nullable<Text>,
        tier -> Nullable<Integer>,
        tier_preliminary -> Bool,
        order_value -> Nullable<Integer>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    vendor_contacts (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        name -> Text,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        duty -> Nullable<Text>,
        created_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    categorisations (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        model_version -> Text,
        data_class -> Nullable<Integer>,
        data_subjects -> Nullable<Integer>,
        criticality -> Nullable<Integer>,
        access -> Nullable<Integer>,
        chain -> Nullable<Integer>,
        substitution -> Nullable<Integer>,
        tier -> Integer,
        preliminary -> Bool,
        order_value -> Integer,
        reasons -> Text,
        note -> Nullable<Text>,
        decided_by -> Text,
        decided_by_name -> Text,
        decided_at -> Timestamp,
    }
}

diesel::table! {
    tier_overrides (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        from_tier -> Integer,
        tier -> Integer,
        reason -> Text,
        expires_on -> Date,
        decided_by -> Text,
        decided_by_name -> Text,
        decided_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    contracts (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        reference -> Text,
        diary_number -> Nullable<Text>,
        title -> Text,
        title_folded -> Text,
        search_text -> Text,
        starts_on -> Nullable<Date>,
        ends_on -> Nullable<Date>,
        notice_months -> Nullable<Integer>,
        annual_value_sek -> Nullable<BigInt>,
        manager_id -> Nullable<Text>,
        parent_id -> Nullable<Text>,
        internal_note -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    contract_clauses (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        clause_id -> Text,
        catalogue_version -> Text,
        in_contract -> Nullable<Text>,
        section -> Nullable<Text>,
        met -> Text,
        note -> Nullable<Text>,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    imports (id) {
        id -> Text,
        organisation_id -> Text,
        kind -> Text,
        file_name -> Text,
        file_sha256 -> Text,
        mapping -> Text,
        status -> Text,
        created_count -> Integer,
        updated_count -> Integer,
        unchanged_count -> Integer,
        refused_count -> Integer,
        outcomes -> Text,
        created_by -> Text,
        created_at -> Timestamp,
        applied_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    assessments (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        contract_id -> Nullable<Text>,
        question_set -> Text,
        catalogue_version -> Text,
        tier -> Nullable<Integer>,
        status -> Text,
        due_on -> Date,
        message -> Nullable<Text>,
        internal_note -> Nullable<Text>,
        sent_by -> Text,
        sent_by_name -> Text,
        sent_at -> Timestamp,
        submitted_at -> Nullable<Timestamp>,
        submitted_late -> Bool,
        declared_by -> Nullable<Text>,
        declared_role -> Nullable<Text>,
        return_note -> Nullable<Text>,
        returned_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        closed_by_name -> Nullable<Text>,
        question_count -> Integer,
        answered_count -> Integer,
        reviewed_count -> Integer,
        claimed_low -> Nullable<Integer>,
        claimed_high -> Nullable<Integer>,
        verified -> Nullable<Integer>,
        version -> Integer,
    }
}

diesel::table! {
    answers (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        question_id -> Text,
        status -> Nullable<Text>,
        value -> Text,
        comment -> Nullable<Text>,
        shown_on_site -> Bool,
        answered_by -> Text,
        answered_by_name -> Text,
        answered_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    answer_reviews (id) {
        id -> Text,
        organisation_id -> Text,
        assessment_id -> Text,
        question_id -> Text,
        status -> Nullable<Text>,
        assurance -> Text,
        comment -> Nullable<Text>,
        internal_note -> Nullable<Text>,
        reviewed_by -> Text,
        reviewed_by_name -> Text,
        reviewed_at -> Timestamp,
        version -> Integer,
    }
}

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

diesel::joinable!(audit_events -> organisations (organisation_id));
diesel::joinable!(outbox -> organisations (organisation_id));
diesel::joinable!(attachments -> organisations (organisation_id));
diesel::joinable!(accounts -> persons (person_id));
diesel::joinable!(memberships -> persons (person_id));
diesel::joinable!(memberships -> organisations (organisation_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(sessions -> memberships (membership_id));
diesel::joinable!(one_time_links -> accounts (account_id));
diesel::joinable!(api_tokens -> organisations (organisation_id));
diesel::joinable!(api_tokens -> persons (person_id));
diesel::joinable!(vendors -> persons (manager_id));
diesel::joinable!(vendor_contacts -> organisations (organisation_id));
diesel::joinable!(vendor_contacts -> vendors (vendor_id));
diesel::joinable!(categorisations -> organisations (organisation_id));
diesel::joinable!(categorisations -> vendors (vendor_id));
diesel::joinable!(tier_overrides -> organisations (organisation_id));
diesel::joinable!(tier_overrides -> vendors (vendor_id));
diesel::joinable!(contracts -> organisations (organisation_id));
diesel::joinable!(contracts -> vendors (vendor_id));
diesel::joinable!(contracts -> persons (manager_id));
diesel::joinable!(contract_clauses -> organisations (organisation_id));
diesel::joinable!(contract_clauses -> contracts (contract_id));
diesel::joinable!(imports -> organisations (organisation_id));
diesel::joinable!(assessments -> organisations (organisation_id));
diesel::joinable!(assessments -> vendors (vendor_id));
diesel::joinable!(assessments -> contracts (contract_id));
diesel::joinable!(answers -> organisations (organisation_id));
diesel::joinable!(answers -> assessments (assessment_id));
diesel::joinable!(answer_reviews -> organisations (organisation_id));
diesel::joinable!(answer_reviews -> assessments (assessment_id));
diesel::joinable!(findings -> organisations (organisation_id));
diesel::joinable!(findings -> vendors (vendor_id));
diesel::joinable!(findings -> contracts (contract_id));
diesel::joinable!(actions -> organisations (organisation_id));
diesel::joinable!(actions -> vendors (vendor_id));
diesel::joinable!(actions -> contracts (contract_id));
diesel::joinable!(actions -> findings (finding_id));
diesel::joinable!(actions -> persons (owner_id));
diesel::joinable!(action_postponements -> organisations (organisation_id));
diesel::joinable!(action_postponements -> actions (action_id));
diesel::joinable!(dialogues -> organisations (organisation_id));
diesel::joinable!(dialogues -> vendors (vendor_id));
diesel::joinable!(dialogues -> contracts (contract_id));
diesel::joinable!(dialogue_items -> organisations (organisation_id));
diesel::joinable!(dialogue_items -> dialogues (dialogue_id));
diesel::joinable!(dialogue_participants -> organisations (organisation_id));
diesel::joinable!(dialogue_participants -> dialogues (dialogue_id));
diesel::joinable!(dialogue_participants -> persons (person_id));

diesel::allow_tables_to_appear_in_same_query!(
    organisations,
    audit_events,
    audit_head,
    outbox,
    attachments,
    idempotency_keys,
    persons,
    accounts,
    memberships,
    sessions,
    one_time_links,
    sign_in_failures,
    api_tokens,
    vendors,
    vendor_contacts,
    categorisations,
    tier_overrides,
    contracts,
    contract_clauses,
    imports,
    assessments,
    answers,
    answer_reviews,
    findings,
    actions,
    action_postponements,
    dialogues,
    dialogue_items,
    dialogue_participants,
);
