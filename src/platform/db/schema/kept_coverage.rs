//! Where the controls stand for each vendor, and whose rows are to be counted anew.

diesel::table! {
    coverage_marks (vendor_id) {
        vendor_id -> Text,
        organisation_id -> Text,
    }
}

diesel::table! {
    coverage_vendors (vendor_id) {
        vendor_id -> Text,
        organisation_id -> Text,
        standard -> Text,
        tier -> Nullable<Integer>,
        states -> Text,
        unknown_count -> Integer,
        expired_count -> Integer,
        claimed_count -> Integer,
        verified_count -> Integer,
        not_required_count -> Integer,
        lacking_count -> Integer,
        changes_on -> Nullable<Date>,
    }
}
