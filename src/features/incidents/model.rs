//! The words of incidents.

crate::text_enum! {
    /// Who made the incident known.
    pub enum IncidentSource {
        Vendor => "vendor",
        Own => "own",
        Press => "press",
        Tip => "tip",
        Authority => "authority",
        OtherClient => "other_client",
        Other => "other",
    }
}

crate::text_enum! {
    /// Where an incident stands.
    pub enum IncidentState {
        Reported => "reported",
        Assessing => "assessing",
        Open => "open",
        Handled => "handled",
        Closed => "closed",
    }
}

crate::text_enum! {
    /// An answer that may be missing still; unknown is never taken for no.
    pub enum Judgement { Unknown => "unknown", Yes => "yes", No => "no" }
}

crate::text_enum! {
    /// How sure one is of the root cause.
    pub enum Confidence {
        Unknown => "unknown",
        Suspected => "suspected",
        Likely => "likely",
        Confirmed => "confirmed",
    }
}

crate::text_enum! {
    /// How a contract is touched: through its own chain, through a node that others share, or added by a person.
    pub enum Certainty { Certain => "certain", Possible => "possible", Added => "added" }
}

crate::text_enum! {
    /// What a figure of exposure says (domain.md 1.3 row 15): the four are never merged.
    pub enum Exposure {
        Exposed => "exposed",
        ProbablyAccessed => "probably_accessed",
        ConfirmedAccessed => "confirmed_accessed",
        Unknown => "unknown",
    }
}

crate::text_enum! {
    /// What is counted.
    pub enum Unit {
        Records => "records",
        Calls => "calls",
        Persons => "persons",
        Files => "files",
        Hours => "hours",
        Accounts => "accounts",
    }
}

crate::text_enum! {
    /// Whether there are logs of the period in which access was possible.
    pub enum LogCoverage { Unknown => "unknown", None => "none", Partial => "partial", Whole => "whole" }
}

crate::text_enum! {
    /// The kinds of consequence, each assessed or unknown (domain.md 1.3 row 18).
    pub enum ConsequenceKind {
        PatientSafety => "patient_safety",
        Privacy => "privacy",
        Trust => "trust",
        Economy => "economy",
        Operations => "operations",
    }
}

crate::text_enum! {
    pub enum ConsequenceLevel {
        Unknown => "unknown",
        None => "none",
        Limited => "limited",
        Serious => "serious",
        VerySerious => "very_serious",
    }
}
