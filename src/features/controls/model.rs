//! The entries of the catalogues. They are read from `seed-data/`, never from the database.

use super::answer_type::AnswerType;
use super::guidance::Guidance;
use serde::{Deserialize, Deserializer, Serialize};

crate::text_enum! {
    /// Which questions a self-assessment asks. The full set holds every question of the lite set.
    pub enum QuestionSet { Lite => "lite", Full => "full" }
}

crate::text_enum! {
    /// How strongly an answer is supported: a claim, a document handed in, something that we have
    /// reviewed or sampled, an independent audit or test. Ordered from weakest to strongest.
    pub enum Assurance { A0 => "a0", A1 => "a1", A2 => "a2", A3 => "a3" }
}

/// A legal reference. `verified` is true only when a person has read the source text in force;
/// until then it is shown with the words "ej verifierad".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LegalRef {
    pub text: String,
    pub verified: bool,
}

/// One security requirement that a contract should hold.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Clause {
    pub id: String,
    pub group: String,
    pub title_sv: String,
    pub title_en: String,
    pub requirement_sv: String,
    pub rationale_en: String,
    /// Controls of ISO/IEC 27001:2022 annex A.
    #[serde(rename(deserialize = "iso27001_2022_controls"), deserialize_with = "list")]
    pub controls: Vec<String>,
    /// Clauses 4-10 of ISO/IEC 27001:2022.
    #[serde(rename(deserialize = "iso27001_2022_clauses"), deserialize_with = "list")]
    pub clauses: Vec<String>,
    #[serde(deserialize_with = "legal_refs")]
    pub legal_refs: Vec<LegalRef>,
    /// Letters of NIS2 article 21.2.
    #[serde(rename(deserialize = "nis2_art21_2_points"), deserialize_with = "list")]
    pub nis2: Vec<String>,
    #[serde(deserialize_with = "tiers")]
    pub tiers: Vec<u8>,
    #[serde(rename(deserialize = "evidence_expected_sv"))]
    pub evidence_sv: String,
}

/// One question of the self-assessment.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Question {
    pub id: String,
    pub domain: String,
    pub domain_sv: String,
    pub domain_en: String,
    pub question_sv: String,
    pub question_en: String,
    pub answer_type: AnswerType,
    #[serde(rename(deserialize = "evidence_expected_sv"))]
    pub evidence_sv: String,
    #[serde(rename(deserialize = "iso27001_2022_controls"), deserialize_with = "list")]
    pub controls: Vec<String>,
    #[serde(rename(deserialize = "nis2_art21_2_points"), deserialize_with = "list")]
    pub nis2: Vec<String>,
    #[serde(deserialize_with = "list")]
    pub clause_ids: Vec<String>,
    pub set: QuestionSet,
    #[serde(deserialize_with = "flag")]
    pub critical: bool,
    #[serde(deserialize_with = "tiers")]
    pub tiers: Vec<u8>,
    /// Of shipped questions. Part of it is for the region alone, so it never travels with the question.
    #[serde(skip)]
    pub guidance: Option<Guidance>,
}

/// One control of ISO/IEC 27001:2022 annex A.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Control {
    pub id: String,
    pub theme: String,
    pub theme_sv: String,
    pub title_en: String,
    pub title_sv: String,
    /// How sure we are of the Swedish title: `high`, `medium` or `low`.
    pub title_sv_confidence: String,
    /// The numbers of the 2013 edition, which older contracts and KLASSA use.
    #[serde(deserialize_with = "list")]
    pub maps_from_2013: Vec<String>,
    #[serde(deserialize_with = "flag")]
    pub new_in_2022: bool,
    #[serde(deserialize_with = "flag")]
    pub c: bool,
    #[serde(deserialize_with = "flag")]
    pub i: bool,
    #[serde(deserialize_with = "flag")]
    pub a: bool,
    pub control_type: String,
    #[serde(deserialize_with = "list")]
    pub cybersecurity_concepts: Vec<String>,
}

/// Entries of a cell, parted by semicolons; a lone dash means none.
fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty() && *part != "-")
}

fn list<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    Ok(split(&String::deserialize(d)?).map(str::to_string).collect())
}

fn tiers<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u8>, D::Error> {
    split(&String::deserialize(d)?).map(|part| part.parse().map_err(serde::de::Error::custom)).collect()
}

fn flag<'de, D: Deserializer<'de>>(d: D) -> Result<bool, D::Error> {
    match String::deserialize(d)?.as_str() {
        "1" => Ok(true),
        "0" => Ok(false),
        other => Err(serde::de::Error::custom(format!("{other:?} is neither 0 nor 1"))),
    }
}

/// The files do not say which references someone has checked, so none counts as verified.
fn legal_refs<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<LegalRef>, D::Error> {
    let text = String::deserialize(d)?;
    Ok(split(&text).map(|part| LegalRef { text: part.to_string(), verified: false }).collect())
}
