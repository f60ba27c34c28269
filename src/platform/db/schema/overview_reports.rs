//! What was counted each day, goals, texts of reports, and who is sent what.

diesel::table! {
    measure_snapshots (id) {
        id -> Text,
        organisation_id -> Text,
        day -> Date,
        measure -> Text,
        value -> BigInt,
        taken_at -> Timestamp,
    }
}

diesel::table! {
    measure_goals (id) {
        id -> Text,
        organisation_id -> Text,
        measure -> Text,
        baseline -> BigInt,
        baseline_on -> Date,
        target -> BigInt,
        target_on -> Date,
        note -> Nullable<Text>,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    report_texts (id) {
        id -> Text,
        organisation_id -> Text,
        place -> Text,
        text_sv -> Text,
        text_en -> Text,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    report_mailings (id) {
        id -> Text,
        organisation_id -> Text,
        report -> Text,
        day_of_month -> Integer,
        secrecy_marked -> Bool,
        active -> Bool,
        last_period -> Nullable<Text>,
        updated_by_name -> Text,
        updated_at -> Timestamp,
        version -> Integer,
    }
}

diesel::table! {
    report_receivers (id) {
        id -> Text,
        organisation_id -> Text,
        mailing_id -> Text,
        person_id -> Text,
    }
}
