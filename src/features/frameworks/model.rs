//! The words of catalogues: where one comes from, how two nodes relate, and what a result is.

use serde::{Deserialize, Serialize};

crate::text_enum! {
    /// Where a catalogue comes from.
    pub enum FrameworkKind {
        /// Part of the product; nobody edits it.
        BuiltIn => "built_in",
        /// Made here, node by node.
        Own => "own",
        /// Read from a file; its nodes stay as the file has them.
        Imported => "imported",
    }
}
crate::text_enum! {
    /// The formats of files that are read and written.
    pub enum FileFormat {
        /// The open framework library (YAML).
        Library => "library",
        /// An OSCAL catalog (JSON).
        Oscal => "oscal",
    }
}
crate::text_enum! {
    /// How much of the other node a node holds.
    pub enum Relation {
        /// Both ask for the same.
        Equal => "equal",
        /// The first asks for a part of what the second asks for.
        Subset => "subset",
        /// The first asks for all that the second asks for, and more.
        Superset => "superset",
        /// They have something in common; neither says anything certain of the other.
        Intersects => "intersects",
    }
}
crate::text_enum! {
    /// What is known of a node: from a worse to a better one, with what nobody knows before them.
    pub enum Outcome { Unknown => "unknown", NotMet => "not_met", Partly => "partly", Met => "met" }
}

impl Relation {
    /// The same relation seen from the other node.
    pub fn reversed(self) -> Relation {
        match self {
            Relation::Subset => Relation::Superset,
            Relation::Superset => Relation::Subset,
            same => same,
        }
    }
}

/// A title in both languages. The one that is missing is shown in the other language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    pub sv: Option<String>,
    pub en: Option<String>,
    /// Nobody has compared the Swedish title with the licensed text.
    pub unverified: bool,
}

impl Title {
    pub fn in_language(&self, language: crate::base::Language) -> String {
        let (first, second) = match language {
            crate::base::Language::Sv => (&self.sv, &self.en),
            crate::base::Language::En => (&self.en, &self.sv),
        };
        first.as_ref().or(second.as_ref()).cloned().unwrap_or_default()
    }

    /// To be said beside the title in this language.
    pub fn is_unverified(&self, language: crate::base::Language) -> bool {
        self.unverified && language == crate::base::Language::Sv
    }
}
