//! What is chosen when two rows become one.

use crate::base::Id;
use std::collections::BTreeMap;

crate::text_enum! {
    /// What the two rows may say differently.
    pub enum Field {
        Name => "legal_name",
        /// The number with the country whose rules it follows.
        Number => "org_number",
        HsaId => "hsa_id",
        Kind => "kind",
        Status => "status",
        Manager => "manager_id",
        Tags => "tags",
        Note => "internal_note",
        /// The vendor's own organisation, whose people sign in.
        Portal => "portal",
        /// The judgement by which the tier stands.
        Judgement => "judgement",
    }
}

crate::text_enum! {
    /// Whose value stays: that of the row that is kept, of the one that ends, or both together.
    pub enum Pick { Kept => "kept", Merged => "merged", Both => "both" }
}

crate::text_enum! {
    /// Why two rows are thought to be the same company.
    pub enum Likeness { Number => "org_number", HsaId => "hsa_id", Name => "name" }
}

impl Field {
    /// Texts that can stand after one another.
    pub fn may_be_both(self) -> bool {
        matches!(self, Field::Tags | Field::Note)
    }
}

/// The row that ends, the versions that were seen of both, and what was chosen.
#[derive(Debug, Clone)]
pub struct MergeCommand {
    pub with: Id,
    pub version: i32,
    pub with_version: i32,
    /// Missing: the value of the kept row, or of the other where that has none.
    pub picks: BTreeMap<Field, Pick>,
    /// Two organisation numbers are two companies by law; somebody says that here they are not.
    pub different_numbers: bool,
    pub reason: Option<String>,
}
