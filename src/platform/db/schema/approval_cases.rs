//! Approval of subcontractors: the case, its claims and reviews, and what was decided.

diesel::table! {
    subcontract_terms (id) {
        id -> Text,
        organisation_id -> Text,
        contract_id -> Text,
        authorisation -> Text,
        note -> Nullable<Text>,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    subcontract_cases (id) {
        id -> Text,
        organisation_id -> Text,
        vendor_id -> Text,
        contract_id -> Text,
        number -> Integer,
        previous_id -> Nullable<Text>,
        change_cause -> Nullable<Text>,
        parent_node_id -> Nullable<Text>,
        link_id -> Nullable<Text>,
        is_care -> Bool,
        is_processor -> Bool,
        name -> Text,
        search_text -> Text,
        facts -> Text,
        state -> Text,
        stop_reason -> Nullable<Text>,
        authorisation -> Text,
        by_phone -> Bool,
        applicant_id -> Text,
        applicant_name -> Text,
        criteria_version -> Text,
        created_at -> Timestamp,
        submitted_at -> Nullable<Timestamp>,
        completion_text -> Nullable<Text>,
        completion_asked_on -> Nullable<Date>,
        paused_days -> Integer,
        complete_on -> Nullable<Date>,
        due_on -> Nullable<Date>,
        notice_until -> Nullable<Date>,
        silence_at -> Nullable<Timestamp>,
        starts_on -> Nullable<Date>,
        version -> Integer,
    }
}

diesel::table! {
    subcontract_claims (id) {
        id -> Text,
        organisation_id -> Text,
        case_id -> Text,
        criterion -> Integer,
        answer -> Nullable<Text>,
        note -> Nullable<Text>,
        claimed_by_name -> Text,
        claimed_at -> Timestamp,
    }
}

diesel::table! {
    subcontract_verdicts (id) {
        id -> Text,
        organisation_id -> Text,
        case_id -> Text,
        criterion -> Integer,
        verdict -> Text,
        note -> Nullable<Text>,
        judged_by_name -> Text,
        judged_at -> Timestamp,
    }
}

diesel::table! {
    subcontract_reviews (id) {
        id -> Text,
        organisation_id -> Text,
        case_id -> Text,
        kind -> Text,
        reviewer_id -> Nullable<Text>,
        reviewer_name -> Nullable<Text>,
        outcome -> Nullable<Text>,
        comment -> Nullable<Text>,
        done_at -> Nullable<Timestamp>,
        version -> Integer,
    }
}

diesel::table! {
    subcontract_proposals (id) {
        id -> Text,
        organisation_id -> Text,
        case_id -> Text,
        decision -> Text,
        reason -> Text,
        conditions -> Text,
        valid_until -> Nullable<Date>,
        proposed_by -> Text,
        proposed_by_name -> Text,
        proposed_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    subcontract_objections (id) {
        id -> Text,
        organisation_id -> Text,
        case_id -> Text,
        ground -> Text,
        remedy -> Text,
        text -> Text,
        raised_by_name -> Text,
        raised_at -> Timestamp,
    }
}

diesel::table! {
    subcontract_decisions (id) {
        id -> Text,
        organisation_id -> Text,
        case_id -> Text,
        decision -> Text,
        reason -> Text,
        conditions -> Text,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
        diary_number -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        decided_by_name -> Text,
        decided_at -> Timestamp,
        tier_before -> Nullable<Integer>,
        tier_after -> Nullable<Integer>,
        tier_reasons -> Text,
        snapshot -> Text,
        sha256 -> Text,
    }
}

diesel::table! {
    subcontract_closures (id) {
        id -> Text,
        organisation_id -> Text,
        case_id -> Text,
        kind -> Text,
        closed_on -> Date,
        reason -> Text,
        certificate_missing -> Bool,
        finding_id -> Nullable<Text>,
        closed_by_name -> Text,
        closed_at -> Timestamp,
    }
}
