//! Who has which training, by role.

use crate::base::Id;
use chrono::{Days, NaiveDate};
use serde::Serialize;

crate::text_enum! {
    /// How it stands with one person and one course today.
    pub enum Validity { Missing => "missing", Expired => "expired", Ending => "ending", Valid => "valid" }
}

/// A course that somebody took. Without a last day it holds for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub course: Id,
    pub person: Id,
    pub taken_on: NaiveDate,
    pub valid_until: Option<NaiveDate>,
}

/// The best of what a person took of one course. What lies ahead is not taken yet.
pub fn validity<'a>(taken: impl Iterator<Item = &'a Taken>, today: NaiveDate, warn_days: u64) -> Validity {
    let soon = today.checked_add_days(Days::new(warn_days)).unwrap_or(today);
    taken
        .filter(|each| each.taken_on <= today)
        .map(|each| match each.valid_until {
            Some(last) if last < today => Validity::Expired,
            Some(last) if last <= soon => Validity::Ending,
            _ => Validity::Valid,
        })
        .max()
        .unwrap_or(Validity::Missing)
}

/// A role that must have a course, with how many of it have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct RoleShare {
    pub course_id: Id,
    pub role: String,
    /// People of the role who work here now.
    pub people: i32,
    /// Those whose training holds today, also when it ends soon.
    pub trained: i32,
    pub ending: i32,
    /// Whole percent, rounded down; none for a role without people.
    pub percent: Option<i32>,
    pub target_percent: i32,
    pub reached: bool,
}

/// Asked of each role: (course, folded role, its name, target). People: (id, folded role), those who work here.
pub fn shares(
    asked: &[(Id, String, String, i32)],
    people: &[(Id, String)],
    taken: &[Taken],
    today: NaiveDate,
    warn_days: u64,
) -> Vec<RoleShare> {
    asked
        .iter()
        .map(|(course, folded, role, target)| {
            let of_role: Vec<&Id> = people.iter().filter(|(_, r)| r == folded).map(|(id, _)| id).collect();
            let states: Vec<Validity> = of_role
                .iter()
                .map(|id| {
                    let own = taken.iter().filter(|each| each.course == *course && each.person == **id);
                    validity(own, today, warn_days)
                })
                .collect();
            let count = |wanted: &[Validity]| {
                i32::try_from(states.iter().filter(|state| wanted.contains(state)).count()).unwrap_or(i32::MAX)
            };
            let people = i32::try_from(of_role.len()).unwrap_or(i32::MAX);
            let trained = count(&[Validity::Valid, Validity::Ending]);
            let percent = trained.saturating_mul(100).checked_div(people);
            RoleShare {
                course_id: course.clone(),
                role: role.clone(),
                people,
                trained,
                ending: count(&[Validity::Ending]),
                percent,
                target_percent: *target,
                reached: percent.is_none_or(|percent| percent >= *target),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> Id {
        format!("01936a00-0000-7000-8000-0000000000{n:02}").parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn taken(person: u8, taken_on: &str, valid_until: Option<&str>) -> Taken {
        Taken { course: id(1), person: id(person), taken_on: day(taken_on), valid_until: valid_until.map(day) }
    }

    #[test]
    fn a_training_holds_through_its_last_day() {
        let today = day("2026-11-23");
        for (records, state) in [
            (vec![], Validity::Missing),
            (vec![taken(2, "2024-01-01", Some("2026-11-22"))], Validity::Expired),
            (vec![taken(2, "2024-01-01", Some("2026-11-23"))], Validity::Ending),
            (vec![taken(2, "2024-01-01", Some("2027-01-22"))], Validity::Ending),
            (vec![taken(2, "2024-01-01", Some("2027-01-23"))], Validity::Valid),
            (vec![taken(2, "2024-01-01", None)], Validity::Valid),
            (vec![taken(2, "2026-11-24", None)], Validity::Missing),
            (vec![taken(2, "2020-01-01", Some("2021-01-01")), taken(2, "2026-01-01", Some("2028-01-01"))], Validity::Valid),
        ] {
            assert_eq!(validity(records.iter(), today, 60), state, "{records:?}");
        }
    }

    #[test]
    fn each_role_has_its_share() {
        let today = day("2026-11-23");
        let asked = [(id(1), "lakare".to_string(), "Läkare".to_string(), 50), (id(1), "chef".into(), "Chef".into(), 100)];
        let people = [(id(2), "lakare".to_string()), (id(3), "lakare".into()), (id(4), "lakare".into())];
        let records = [taken(2, "2026-01-01", None), taken(3, "2024-01-01", Some("2025-01-01"))];
        let found = shares(&asked, &people, &records, today, 60);
        assert_eq!((found[0].people, found[0].trained, found[0].percent, found[0].reached), (3, 1, Some(33), false));
        // a role that nobody has is no failure, and no hundred percent either
        assert_eq!((found[1].people, found[1].percent, found[1].reached), (0, None, true));
    }
}
