//! Was a clause followed up for every vendor in a time? Followed up means that a person judged whether it is met, or
//! reviewed an answer to one of its questions, for each contract that held. Everything else is a hole, with what is
//! missing.

use chrono::NaiveDate;
use serde::Serialize;

crate::text_enum! {
    /// Why a vendor is not followed up.
    pub enum Hole {
        /// No contract held at any time of it.
        NoContract => "no_contract",
        /// It was followed up for some of the contracts that held, and not for others.
        SomeContracts => "some_contracts",
        /// The clause is in none of the contracts that held, or nobody knows whether it is.
        NotInContract => "not_in_contract",
        /// Nobody has ever judged it.
        Never => "never",
        /// It was judged, but not in this time.
        OtherTime => "other_time",
    }
}

/// What is known of one contract.
#[derive(Debug, Clone)]
pub struct Known {
    pub reference: String,
    /// The clause is in it, wholly or partly.
    pub present: bool,
    /// The clause is said not to apply.
    pub not_applicable: bool,
    /// A framework agreement: whether its clauses are met is judged in each call-off.
    pub called_off: bool,
    /// When it was judged last, at any time.
    pub judged_on: Option<NaiveDate>,
    /// The last follow-up of it within the time: when and by whom.
    pub followed: Option<(NaiveDate, String)>,
}

impl Known {
    fn is_asked(&self) -> bool {
        !self.not_applicable && !self.called_off
    }
}

/// A vendor with what is known of it in the time.
#[derive(Debug, Clone)]
pub struct Asked {
    pub id: String,
    pub name: String,
    pub tier: Option<i32>,
    /// The clause is among those that the vendor's tier asks for.
    pub required: bool,
    /// Contracts that held at some time of it.
    pub contracts: Vec<Known>,
    /// The last follow-up within the time of the vendor as a whole: of every contract.
    pub followed: Option<(NaiveDate, String)>,
}

/// The answer for one vendor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ClauseLine {
    pub vendor_id: String,
    pub name: String,
    pub tier: Option<i32>,
    /// False: the tier does not ask for the clause, or every contract says that it does not apply.
    pub required: bool,
    pub followed_on: Option<NaiveDate>,
    pub followed_by: Option<String>,
    pub hole: Option<Hole>,
    /// When it was judged last, whenever that was.
    pub judged_on: Option<NaiveDate>,
    pub contracts: String,
    /// Those of them that nobody followed up.
    pub missing: String,
}

/// The answer as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Answer {
    /// For every vendor that the clause is required of. False also when there is none.
    pub yes: bool,
    pub required: usize,
    pub followed: usize,
    pub holes: usize,
    pub not_required: usize,
    /// Holes first.
    pub lines: Vec<ClauseLine>,
}

fn line(vendor: Asked) -> ClauseLine {
    let asked: Vec<&Known> = vendor.contracts.iter().filter(|k| k.is_asked()).collect();
    let required = vendor.required && (vendor.contracts.is_empty() || !asked.is_empty());
    let judged_on = vendor.contracts.iter().filter_map(|k| k.judged_on).max();
    let missed: Vec<&str> = asked
        .iter()
        .filter(|k| required && vendor.followed.is_none() && k.followed.is_none())
        .map(|k| k.reference.as_str())
        .collect();
    let hole = if !required || vendor.followed.is_some() {
        None
    } else if vendor.contracts.is_empty() {
        Some(Hole::NoContract)
    } else if missed.is_empty() {
        None
    } else if missed.len() < asked.len() {
        Some(Hole::SomeContracts)
    } else if !asked.iter().any(|k| k.present) {
        Some(Hole::NotInContract)
    } else if judged_on.is_none() {
        Some(Hole::Never)
    } else {
        Some(Hole::OtherTime)
    };
    let references: Vec<&str> = vendor.contracts.iter().map(|k| k.reference.as_str()).collect();
    let (contracts, missing) = (references.join(", "), missed.join(", "));
    let looks = vendor.contracts.into_iter().filter_map(|k| k.followed).chain(vendor.followed);
    let (followed_on, followed_by) = looks.max_by_key(|(on, _)| *on).unzip();
    ClauseLine {
        vendor_id: vendor.id,
        name: vendor.name,
        tier: vendor.tier,
        required,
        followed_on,
        followed_by,
        hole,
        judged_on,
        contracts,
        missing,
    }
}

/// The answer, with every hole named.
pub fn answer(vendors: Vec<Asked>) -> Answer {
    let mut lines: Vec<ClauseLine> = vendors.into_iter().map(line).collect();
    lines.sort_by_key(|line| (line.hole.is_none(), !line.required));
    let required = lines.iter().filter(|line| line.required).count();
    let holes = lines.iter().filter(|line| line.hole.is_some()).count();
    Answer {
        yes: required > 0 && holes == 0,
        required,
        followed: required - holes,
        holes,
        not_required: lines.len() - required,
        lines,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(present: bool, judged: Option<&str>) -> Known {
        Known {
            reference: "AVT-1".to_string(),
            present,
            not_applicable: false,
            called_off: false,
            judged_on: judged.map(|day| day.parse().unwrap()),
            followed: None,
        }
    }

    fn followed(reference: &str, day: &str) -> Known {
        let followed = Some((day.parse().unwrap(), "Omar".to_string()));
        Known { reference: reference.to_string(), followed, ..known(true, Some(day)) }
    }

    fn asked(contracts: Vec<Known>, followed: Option<&str>) -> Asked {
        Asked {
            id: "1".to_string(),
            name: "Alfa AB".to_string(),
            tier: Some(1),
            required: true,
            contracts,
            followed: followed.map(|day| (day.parse().unwrap(), "Omar".to_string())),
        }
    }

    #[test]
    fn each_hole_says_what_is_missing() {
        let cases = [
            (asked(vec![], None), Some(Hole::NoContract)),
            (asked(vec![known(false, Some("2026-02-01"))], None), Some(Hole::NotInContract)),
            (asked(vec![known(true, None)], None), Some(Hole::Never)),
            (asked(vec![known(false, None), known(true, Some("2025-02-01"))], None), Some(Hole::OtherTime)),
            (asked(vec![known(true, Some("2026-02-01"))], Some("2026-02-01")), None),
            (Asked { required: false, ..asked(vec![], None) }, None),
            (asked(vec![Known { not_applicable: true, ..known(false, None) }], None), None),
        ];
        for (vendor, hole) in cases {
            assert_eq!(line(vendor.clone()).hole, hole, "{vendor:?}");
        }
    }

    #[test]
    fn each_contract_is_asked_about() {
        let two = |one, other| line(asked(vec![one, other], None));
        let some = two(followed("AVT-1", "2026-02-01"), Known { reference: "AVT-2".to_string(), ..known(true, None) });
        assert_eq!((some.hole, some.missing.as_str()), (Some(Hole::SomeContracts), "AVT-2"));
        assert_eq!(some.followed_on, "2026-02-01".parse().ok());
        let both = two(followed("AVT-1", "2026-02-01"), followed("AVT-2", "2026-03-01"));
        assert_eq!((both.hole, both.missing.as_str(), both.followed_on), (None, "", "2026-03-01".parse().ok()));
        // Neither one that says that it does not apply nor a framework agreement with call-offs is missed.
        let apart = Known { not_applicable: true, ..known(false, None) };
        for spared in [apart, Known { called_off: true, ..known(true, None) }] {
            assert_eq!(two(followed("AVT-1", "2026-02-01"), spared).hole, None);
        }
        // What was reviewed of the vendor as a whole is of every contract.
        assert_eq!(line(asked(vec![known(true, None), known(false, None)], Some("2026-02-01"))).hole, None);
    }

    #[test]
    fn the_answer_is_yes_only_when_nothing_is_missing() {
        let good = || asked(vec![known(true, Some("2026-02-01"))], Some("2026-02-01"));
        let all = answer(vec![good(), asked(vec![], None), Asked { required: false, ..good() }]);
        assert!(!all.yes);
        assert_eq!((all.required, all.followed, all.holes, all.not_required), (2, 1, 1, 1));
        assert_eq!(all.lines[0].hole, Some(Hole::NoContract), "holes first");
        assert!(answer(vec![good()]).yes);
        assert!(!answer(vec![]).yes, "nothing is not everything");
    }
}
