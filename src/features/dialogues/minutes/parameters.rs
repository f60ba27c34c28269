//! Quorum, deadlines and lengths, as data.

use super::model::{MeetingSeat, QuorumEffect};
use crate::access::Side;
use crate::base::text;
use crate::features::controls::{Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/minutes-2026-1.toml"))];

/// What the rules of meetings count with; every number and seat is a parameter [P].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinutesTerms {
    pub version: String,
    pub valid_from: NaiveDate,
    pub reply_working_days: u32,
    pub quorum_effect: QuorumEffect,
    pub cancelled_in_row: usize,
    pub meeting_minutes: i32,
    pub longest_meeting_minutes: i32,
    pub agenda_days: u64,
    pub quorum: Vec<NeededSeat>,
    duties: Vec<Duty>,
}

/// A seat that must be taken; without tiers, whatever the vendor's tier is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeededSeat {
    pub seat: MeetingSeat,
    pub tiers: Vec<i32>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Duty {
    seat: MeetingSeat,
    side: Side,
    begins: Vec<String>,
}

impl Versioned for MinutesTerms {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl MinutesTerms {
    /// The version in force on a day.
    pub fn on(day: NaiveDate) -> &'static MinutesTerms {
        static ALL: LazyLock<Versions<MinutesTerms>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        ALL.on(day)
    }

    /// The seat that a role points at, until a person says otherwise.
    pub fn seat_of(&self, side: Side, duty: Option<&str>) -> MeetingSeat {
        let Some(duty) = duty.map(text::fold) else { return MeetingSeat::Other };
        let points = |begin: &String| {
            let begin = text::fold(begin);
            // A short word is a title of its own: "vd" is not the beginning of another.
            duty == begin || duty.starts_with(&format!("{begin} ")) || begin.len() > 4 && duty.starts_with(&begin)
        };
        self.duties
            .iter()
            .find(|known| known.side == side && known.begins.iter().any(points))
            .map_or(MeetingSeat::Other, |known| known.seat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_can_be_read() {
        let terms = MinutesTerms::on("2026-11-23".parse().unwrap());
        assert_eq!((terms.cancelled_in_row, terms.quorum_effect), (2, QuorumEffect::Warn));
        assert_eq!(terms.quorum.iter().map(|q| q.tiers.len()).collect::<Vec<_>>(), [0, 0, 1]);
    }

    #[test]
    fn a_role_points_at_a_seat() {
        let terms = MinutesTerms::on("2026-11-23".parse().unwrap());
        for (side, duty, seat) in [
            (Side::Vendor, Some("Verksamhetschef"), MeetingSeat::VendorHead),
            (Side::Vendor, Some("Vd"), MeetingSeat::VendorHead),
            (Side::Vendor, Some("Vdr-tekniker"), MeetingSeat::Other),
            (Side::Region, Some("Verksamhetschef"), MeetingSeat::Other),
            (Side::Region, Some("Informationssäkerhetsstrateg"), MeetingSeat::InformationSecurity),
            (Side::Region, None, MeetingSeat::Other),
        ] {
            assert_eq!(terms.seat_of(side, duty), seat, "{side} {duty:?}");
        }
    }
}
