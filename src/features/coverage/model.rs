//! The words of the coverage.

use crate::base::Id;
use crate::features::contracts::ClauseMet;
use crate::features::controls::{Assurance, Clause, Control};
use crate::features::question_sets::Asked;
use crate::features::questionnaires::AnswerStatus;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeSet;

crate::text_enum! {
    /// What there is to show that a control is met, weakest first. A vendor has exactly one for each control. That
    /// something is known not to be met is a mark beside it, never a state.
    pub enum State {
        /// Required, and nothing shows that it is met.
        Unknown => "unknown",
        /// The vendor says so.
        Claimed => "claimed",
        /// It was verified, and what that rests on is too old.
        Expired => "expired",
        /// We have reviewed it, as strongly as the tier asks for, and it still counts.
        Verified => "verified",
        NotRequired => "not_required",
    }
}

impl State {
    /// How it is stored: one letter a control.
    pub const fn letter(self) -> char {
        match self {
            State::Unknown => 'u',
            State::Expired => 'e',
            State::Claimed => 'c',
            State::Verified => 'v',
            State::NotRequired => 'n',
        }
    }

    pub fn of_letter(letter: char) -> Option<State> {
        State::ALL.iter().copied().find(|state| state.letter() == letter)
    }

    /// The tone of its badge.
    pub const fn tone(self) -> &'static str {
        match self {
            State::Unknown | State::Expired => "serious",
            State::Claimed => "attention",
            State::Verified => "ok",
            State::NotRequired => "neutral",
        }
    }
}

/// How many controls, or vendors, are in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Counts {
    pub unknown: usize,
    pub expired: usize,
    pub claimed: usize,
    pub verified: usize,
    pub not_required: usize,
}

impl Counts {
    pub fn add(&mut self, state: State) {
        match state {
            State::Unknown => self.unknown += 1,
            State::Expired => self.expired += 1,
            State::Claimed => self.claimed += 1,
            State::Verified => self.verified += 1,
            State::NotRequired => self.not_required += 1,
        }
    }

    pub fn join(&mut self, other: Counts) {
        self.unknown += other.unknown;
        self.expired += other.expired;
        self.claimed += other.claimed;
        self.verified += other.verified;
        self.not_required += other.not_required;
    }

    pub fn of(&self, state: State) -> usize {
        match state {
            State::Unknown => self.unknown,
            State::Expired => self.expired,
            State::Claimed => self.claimed,
            State::Verified => self.verified,
            State::NotRequired => self.not_required,
        }
    }

    /// All that is required, whatever shows that it is met.
    pub fn required(&self) -> usize {
        self.unknown + self.expired + self.claimed + self.verified
    }
}

/// A clause that the vendor's tier asks for.
#[derive(Debug, Clone)]
pub struct Demand {
    pub clause: &'static Clause,
    /// Every running contract says that it does not apply.
    pub left_out: bool,
    /// The worst that is known of it in the running contracts.
    pub met: ClauseMet,
}

impl Demand {
    /// The region knows that it is not wholly met. That it is met proves nothing and counts for nothing.
    pub fn falls_short(&self) -> bool {
        !self.left_out && matches!(self.met, ClauseMet::NotMet | ClauseMet::Partly)
    }
}

/// A review that holds for the answer as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    pub status: AnswerStatus,
    pub assurance: Assurance,
    /// The last day on which it counts.
    pub valid_until: NaiveDate,
}

/// A question in the newest handed in self-assessment that asks it.
#[derive(Debug, Clone)]
pub struct Reply {
    pub question: Asked,
    /// The assessment that asked it.
    pub assessment_id: Id,
    pub claim: Option<AnswerStatus>,
    pub review: Option<Verdict>,
}

/// Everything that decides where the controls stand for one vendor.
#[derive(Debug, Clone)]
pub struct Facts {
    pub tier: Option<u8>,
    /// What the tier asks an answer to be supported by.
    pub required: Assurance,
    pub demands: Vec<Demand>,
    pub replies: Vec<Reply>,
    /// Controls that an open finding names, or an open action of one.
    pub findings: BTreeSet<String>,
    /// The last days of running contracts.
    pub last_days: Vec<NaiveDate>,
}

/// Where one control stands.
#[derive(Debug, Clone)]
pub struct Cell {
    pub control: &'static Control,
    pub state: State,
    /// Something is known not to be met.
    pub lacking: bool,
    /// The next day on which time alone changes it.
    pub changes_on: Option<NaiveDate>,
}

/// Where every control of the standard stands for one vendor.
#[derive(Debug, Clone)]
pub struct Matrix {
    pub standard: &'static str,
    pub tier: Option<u8>,
    pub cells: Vec<Cell>,
    pub changes_on: Option<NaiveDate>,
}

impl Matrix {
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.cells.iter().for_each(|cell| counts.add(cell.state));
        counts
    }

    pub fn lacking(&self) -> usize {
        self.cells.iter().filter(|cell| cell.lacking).count()
    }

    /// As stored: one letter a control, in the order of the standard.
    pub fn letters(&self) -> String {
        self.cells.iter().map(|cell| cell.state.letter()).collect()
    }
}
