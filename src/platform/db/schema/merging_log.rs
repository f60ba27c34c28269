//! Which rows of the register were merged into which.

diesel::table! {
    vendor_merges (id) {
        id -> Text,
        organisation_id -> Text,
        merged_id -> Text,
        kept_id -> Text,
        merged_name -> Text,
        moved -> Text,
        reason -> Nullable<Text>,
        merged_by -> Text,
        merged_by_name -> Text,
        merged_at -> Timestamp,
    }
}

use super::vendors;
diesel::allow_tables_to_appear_in_same_query!(vendor_merges, vendors);
