//! The words of classification: aspects, levels, classes, and how strongly a platform says no.

use crate::base::FieldError;
use serde::{Deserialize, Serialize};

crate::text_enum! {
    /// K, R, T and S: confidentiality, integrity, availability (`a`), traceability (`t`).
    pub enum Aspect { C => "c", I => "i", A => "a", T => "t" }
}
crate::text_enum! {
    pub enum Audience { Public => "public", Internal => "internal", Partner => "partner" }
}
crate::text_enum! {
    /// How people come to a service. It never touches the class.
    pub enum Channel { Web => "web", Phone => "phone", Video => "video", Paper => "paper", Other => "other" }
}
crate::text_enum! {
    pub enum ServiceStatus { Planned => "planned", Published => "published", Stopped => "stopped" }
}
crate::text_enum! {
    /// "Får inte", which nobody may override; "bör inte", with a decision for a time; allowed.
    pub enum Strength { MustNot => "must_not", ShouldNot => "should_not", Allowed => "allowed" }
}
crate::text_enum! {
    /// What a platform may lack, and so what a rule against a type rests on.
    pub enum Capability { Authentication => "authentication", AccessControl => "access_control", Logging => "logging" }
}
crate::text_enum! {
    /// `Pending`: a lowering that waits for a second person.
    pub enum ClassificationState { InForce => "in_force", Pending => "pending", Replaced => "replaced", Refused => "refused" }
}
crate::text_enum! {
    pub enum ApprovalState { Asked => "asked", Approved => "approved", Refused => "refused" }
}

/// The highest level that the product handles; the next one belongs to security protection.
pub const HIGHEST: u8 = 3;

/// A level of one aspect, 0-3 (domain.md 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ClassLevel(u8);

/// Why a level cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoLevel {
    /// Level 4: handled outside the system.
    SecurityProtection,
    Unreadable,
}

impl ClassLevel {
    /// Errors: `SecurityProtection` for 4, `Unreadable` for anything else outside 0-3.
    pub fn new(level: i64) -> Result<ClassLevel, NoLevel> {
        match u8::try_from(level) {
            Ok(level) if level <= HIGHEST => Ok(ClassLevel(level)),
            Ok(4) => Err(NoLevel::SecurityProtection),
            _ => Err(NoLevel::Unreadable),
        }
    }

    /// A level as typed: nothing, or a digit. A number of a sheet may read `3` or `3.0`.
    pub fn read(text: &str) -> Result<Option<ClassLevel>, NoLevel> {
        let text = text.trim();
        let text = text.strip_suffix(".0").unwrap_or(text);
        match text {
            "" | "-" | "–" => Ok(None),
            digits => digits.parse().map_err(|_| NoLevel::Unreadable).and_then(ClassLevel::new).map(Some),
        }
    }

    pub fn get(self) -> u8 {
        self.0
    }
}

/// A class by aspect; `None` is "oklassad": nobody has said, which is never taken as low.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Class {
    /// Confidentiality (K).
    pub c: Option<u8>,
    /// Integrity (R).
    pub i: Option<u8>,
    /// Availability (T).
    pub a: Option<u8>,
    /// Traceability (S).
    pub t: Option<u8>,
}

impl Class {
    pub const fn of(c: u8, i: u8, a: u8, t: u8) -> Class {
        Class { c: Some(c), i: Some(i), a: Some(a), t: Some(t) }
    }

    /// From four columns; what is outside 0-3 cannot have been stored.
    pub fn stored(c: Option<i32>, i: Option<i32>, a: Option<i32>, t: Option<i32>) -> Class {
        let level = |value: Option<i32>| value.and_then(|v| u8::try_from(v).ok());
        Class { c: level(c), i: level(i), a: level(a), t: level(t) }
    }

    /// As the four columns hold it, in the order K R T S.
    pub fn columns(self) -> [Option<i32>; 4] {
        [self.c, self.i, self.a, self.t].map(|level| level.map(i32::from))
    }

    pub fn get(self, aspect: Aspect) -> Option<u8> {
        match aspect {
            Aspect::C => self.c,
            Aspect::I => self.i,
            Aspect::A => self.a,
            Aspect::T => self.t,
        }
    }

    pub fn set(&mut self, aspect: Aspect, level: Option<u8>) {
        match aspect {
            Aspect::C => self.c = level,
            Aspect::I => self.i = level,
            Aspect::A => self.a = level,
            Aspect::T => self.t = level,
        }
    }

    /// Every aspect is known.
    pub fn is_whole(self) -> bool {
        Aspect::ALL.iter().all(|aspect| self.get(*aspect).is_some())
    }

    /// No aspect is known.
    pub fn is_none(self) -> bool {
        Aspect::ALL.iter().all(|aspect| self.get(*aspect).is_none())
    }

    /// The higher level of each aspect; never an average (domain.md 3). Unknown gives way to known.
    #[must_use]
    pub fn highest(self, other: Class) -> Class {
        Class { c: self.c.max(other.c), i: self.i.max(other.i), a: self.a.max(other.a), t: self.t.max(other.t) }
    }

    /// Short, for logs and files: `K3 R2 T– S3`.
    pub fn letters(self) -> String {
        let shown = |letter: &str, level: Option<u8>| match level {
            Some(level) => format!("{letter}{level}"),
            None => format!("{letter}–"),
        };
        [shown("K", self.c), shown("R", self.i), shown("T", self.a), shown("S", self.t)].join(" ")
    }

    /// Each level as it came from outside. Errors: the field, with `error-class-level`; level 4 is
    /// said apart, because it stops the case instead of being corrected.
    pub fn checked(self, prefix: &str) -> Result<Class, ClassRefused> {
        let mut errors = Vec::new();
        for aspect in Aspect::ALL {
            match self.get(*aspect).map(|level| ClassLevel::new(i64::from(level))) {
                Some(Err(NoLevel::SecurityProtection)) => return Err(ClassRefused::SecurityProtection),
                Some(Err(NoLevel::Unreadable)) => {
                    errors.push(FieldError::new(format!("{prefix}{aspect}"), "error-class-level"));
                }
                _ => {}
            }
        }
        if errors.is_empty() { Ok(self) } else { Err(ClassRefused::Wrong(errors)) }
    }
}

/// A class that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClassRefused {
    SecurityProtection,
    Wrong(Vec<FieldError>),
}

/// What came of a change that may carry level 4. The gate keeps nothing but the fact that it closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gated<T> {
    Done(T),
    /// `rule-service-gate` is the text to show.
    Stopped,
}

impl<T> Gated<T> {
    /// The value, or the refusal that shows the gate's text.
    pub fn open(self) -> crate::base::Result<T> {
        match self {
            Gated::Done(value) => Ok(value),
            Gated::Stopped => Err(crate::base::Refusal::rule("rule-service-gate")),
        }
    }
}

/// Texts of a column that holds several, with commas between.
pub fn parts(column: &str) -> Vec<String> {
    column.split(',').map(str::trim).filter(|part| !part.is_empty()).map(ToString::to_string).collect()
}

/// The values of a closed set in such a column, in the set's own order.
pub fn read_parts<T: std::str::FromStr + Ord>(column: &str) -> Vec<T> {
    let mut all: Vec<T> = parts(column).iter().filter_map(|part| part.parse().ok()).collect();
    all.sort();
    all.dedup();
    all
}

pub fn joined<T: std::fmt::Display>(all: &[T]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_read_as_it_was_typed() {
        for (text, level) in [("", None), (" 3 ", Some(3)), ("0", Some(0)), ("2.0", Some(2)), ("–", None)] {
            assert_eq!(ClassLevel::read(text).map(|l| l.map(ClassLevel::get)), Ok(level), "{text:?}");
        }
        assert_eq!(ClassLevel::read("4"), Err(NoLevel::SecurityProtection));
        for wrong in ["5", "-1", "hög", "2.5", "400"] {
            assert_eq!(ClassLevel::read(wrong), Err(NoLevel::Unreadable), "{wrong:?}");
        }
    }

    #[test]
    fn the_highest_of_each_aspect_and_never_an_average() {
        let both = Class::of(3, 1, 0, 3).highest(Class { c: Some(1), i: Some(2), a: None, t: None });
        assert_eq!(both, Class::of(3, 2, 0, 3));
        assert_eq!(Class::default().highest(Class::default()), Class::default());
        assert!(Class::default().is_none() && !Class { c: Some(1), ..Class::default() }.is_whole());
        assert_eq!(Class { c: Some(3), ..Class::default() }.letters(), "K3 R– T– S–");
    }

    #[test]
    fn level_four_is_told_from_a_wrong_level() {
        let class = |c| Class { c: Some(c), ..Class::default() };
        assert_eq!(class(4).checked("class_"), Err(ClassRefused::SecurityProtection));
        assert!(matches!(class(9).checked("class_"), Err(ClassRefused::Wrong(errors)) if errors[0].field == "class_c"));
        assert_eq!(class(3).checked(""), Ok(class(3)));
    }
}
