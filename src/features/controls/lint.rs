//! The linter of clauses: a clause that nobody can test, that asks for no kind of evidence, whose words are vague or
//! whose numbers nobody can change without rewriting it (domain.md 1.3 row 10). The words and the grades are data.

use super::versions::{Versioned, Versions, embedded};
use crate::base::Language;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const FILES: &[&str] =
    &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/clause-lint-2026-1.toml"))];

crate::text_enum! {
    /// What shows that a clause is met.
    pub enum EvidenceType {
        Certificate => "certificate",
        Document => "document",
        Record => "record",
        Report => "report",
        Register => "register",
        Agreement => "agreement",
        Configuration => "configuration",
        Statement => "statement",
        OnSite => "on_site",
    }
}

crate::text_enum! {
    /// In what a parameter is counted.
    pub enum ParameterUnit {
        Minutes => "minutes",
        Hours => "hours",
        Days => "days",
        WorkingDays => "working_days",
        Months => "months",
        Years => "years",
        Percent => "percent",
        Kronor => "kronor",
        Times => "times",
    }
}

crate::text_enum! {
    /// What is wrong with a clause.
    pub enum FaultCode {
        NoText => "no_text",
        NoTest => "no_test",
        NoEvidence => "no_evidence",
        NoEvidenceType => "no_evidence_type",
        NoTier => "no_tier",
        BareNumber => "bare_number",
        UnknownParameter => "unknown_parameter",
        Vague => "vague",
    }
}

crate::text_enum! {
    pub enum FaultGrade { Error => "error", Warning => "warning" }
}

/// A number that a contract agrees on. The text names it as `{key}`, or writes the number and the unit out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    pub key: String,
    pub value: i64,
    pub unit: ParameterUnit,
}

/// One fault of a clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct LintFault {
    pub code: FaultCode,
    pub grade: FaultGrade,
    /// In which of the two texts, when it is in one.
    #[schema(value_type = Option<String>)]
    pub language: Option<Language>,
    /// The words that are at fault.
    pub found: Option<String>,
}

/// What the linter looks at. Each pair is Swedish and English.
#[derive(Debug, Clone, Copy)]
pub struct Linted<'a> {
    pub text: (&'a str, &'a str),
    pub test: (&'a str, &'a str),
    pub evidence: (&'a str, &'a str),
    pub evidence_types: &'a [EvidenceType],
    pub tiers: &'a [u8],
    pub parameters: &'a [Parameter],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PerLanguage {
    sv: Vec<String>,
    en: Vec<String>,
}

impl PerLanguage {
    fn of(&self, language: Language) -> &[String] {
        match language {
            Language::Sv => &self.sv,
            Language::En => &self.en,
        }
    }
}

/// One version of the linter's words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LintTerms {
    version: String,
    valid_from: NaiveDate,
    vague: PerLanguage,
    grades: BTreeMap<String, FaultGrade>,
    numbers: BTreeMap<String, i64>,
    units: BTreeMap<String, PerLanguage>,
}

impl Versioned for LintTerms {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl LintTerms {
    /// The version in force on a day.
    pub fn on(day: NaiveDate) -> &'static LintTerms {
        static ALL: LazyLock<Versions<LintTerms>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        ALL.on(day)
    }

    fn fault(&self, code: FaultCode, language: Option<Language>, found: Option<String>) -> LintFault {
        let grade = self.grades.get(code.as_str()).copied().unwrap_or(FaultGrade::Error);
        LintFault { code, grade, language, found }
    }

    /// The unit that the words begin with, and how it is written there.
    fn unit_at(&self, language: Language, words: &[String]) -> Option<(ParameterUnit, String)> {
        // A unit of two words first: working days are not days.
        let mut found: Option<(ParameterUnit, String)> = None;
        for unit in ParameterUnit::ALL {
            let forms = self.units.get(unit.as_str()).map_or(&[][..], |forms| forms.of(language));
            for form in forms {
                let parts: Vec<&str> = form.split(' ').collect();
                let longest = found.as_ref().map_or(0, |(_, text)| text.len());
                let here = words.len() >= parts.len() && words.iter().zip(&parts).all(|(word, part)| word == part);
                if here && form.len() > longest {
                    found = Some((*unit, form.clone()));
                }
            }
        }
        found
    }
}

/// `24 timmar`: a value with its unit, as a sentence has it.
pub fn written(parameter: &Parameter, language: Language) -> String {
    let terms = LintTerms::on(NaiveDate::MAX);
    let forms = terms.units.get(parameter.unit.as_str()).map_or(&[][..], |forms| forms.of(language));
    let one = parameter.value == 1;
    let form = forms.get(usize::from(one)).or_else(|| forms.first()).cloned().unwrap_or_default();
    format!("{} {form}", parameter.value)
}

/// The text with each `{key}` replaced by what it stands for.
pub fn with_parameters(text: &str, parameters: &[Parameter], language: Language) -> String {
    let mut filled = text.to_string();
    for parameter in parameters {
        filled = filled.replace(&format!("{{{}}}", parameter.key), &written(parameter, language));
    }
    filled
}

/// A text for reading: a `{last_day}` that no parameter stands for is written as `last day`.
pub fn without_braces(text: &str) -> String {
    let mut plain = text.to_string();
    for name in placeholders(text) {
        plain = plain.replace(&format!("{{{name}}}"), &name.replace('_', " "));
    }
    plain
}

/// Reads `24 timmar`, `24 hours` or `24 h`, in either language.
pub fn read_quantity(text: &str) -> Option<(i64, ParameterUnit)> {
    let terms = LintTerms::on(NaiveDate::MAX);
    let words = words(text);
    let (first, rest) = words.split_first()?;
    let value = first.parse().ok()?;
    let named = rest.first().and_then(|word| word.parse().ok());
    let unit = named.or_else(|| {
        let written = [Language::Sv, Language::En];
        written.into_iter().find_map(|language| terms.unit_at(language, rest)).map(|(unit, _)| unit)
    })?;
    Some((value, unit))
}

/// Every fault of a clause, the errors first.
pub fn lint(clause: &Linted<'_>, terms: &LintTerms) -> Vec<LintFault> {
    let mut faults = Vec::new();
    let both =
        [(clause.text, FaultCode::NoText), (clause.test, FaultCode::NoTest), (clause.evidence, FaultCode::NoEvidence)];
    for (texts, code) in both {
        for (language, text) in [(Language::Sv, texts.0), (Language::En, texts.1)] {
            if text.trim().is_empty() {
                faults.push(terms.fault(code, Some(language), None));
            }
        }
    }
    if clause.evidence_types.is_empty() {
        faults.push(terms.fault(FaultCode::NoEvidenceType, None, None));
    }
    if clause.tiers.is_empty() {
        faults.push(terms.fault(FaultCode::NoTier, None, None));
    }
    for (language, text) in [(Language::Sv, clause.text.0), (Language::En, clause.text.1)] {
        for name in placeholders(text) {
            if !clause.parameters.iter().any(|parameter| parameter.key == name) {
                faults.push(terms.fault(FaultCode::UnknownParameter, Some(language), Some(format!("{{{name}}}"))));
            }
        }
        let words = words(text);
        for found in bare_numbers(terms, language, &words, clause.parameters) {
            faults.push(terms.fault(FaultCode::BareNumber, Some(language), Some(found)));
        }
        for phrase in terms.vague.of(language) {
            if holds(&words, phrase) {
                faults.push(terms.fault(FaultCode::Vague, Some(language), Some(phrase.clone())));
            }
        }
    }
    faults.sort_by_key(|fault| fault.grade);
    faults
}

/// The names between braces.
fn placeholders(text: &str) -> Vec<String> {
    let parts = text.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_string()).collect()
}

/// Lower case, without the marks around each word; a percent sign is a word of its own.
fn words(text: &str) -> Vec<String> {
    let apart = text.to_lowercase().replace('%', " % ");
    apart
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%' && c != '{' && c != '}').to_string())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Numbers with a unit that no parameter holds.
fn bare_numbers(terms: &LintTerms, language: Language, words: &[String], parameters: &[Parameter]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let value = word.parse::<i64>().ok().or_else(|| terms.numbers.get(word).copied());
        let after = words.get(at + 1..).unwrap_or_default();
        if let (Some(value), Some((unit, form))) = (value, terms.unit_at(language, after))
            && !parameters.iter().any(|parameter| parameter.value == value && parameter.unit == unit)
        {
            found.push(format!("{word} {form}"));
        }
    }
    found
}

/// How many letters may follow the word of the list.
const ENDING: usize = 3;

fn holds(words: &[String], phrase: &str) -> bool {
    let parts: Vec<&str> = phrase.split(' ').collect();
    let is = |word: &String, part: &&str| {
        word.strip_prefix(part)
            .is_some_and(|rest| rest.chars().count() <= ENDING && rest.chars().all(char::is_alphabetic))
    };
    words.windows(parts.len().max(1)).any(|some| some.iter().zip(&parts).all(|(word, part)| is(word, part)))
}

#[cfg(test)]
mod tests {
    use super::super::{ClauseDetails, catalogue};
    use super::*;

    fn terms() -> &'static LintTerms {
        LintTerms::on("2026-11-23".parse().unwrap())
    }

    fn good() -> Linted<'static> {
        Linted {
            text: ("Loggar granskas varje vecka.", "Logs are reviewed every week."),
            test: ("Läs granskningen.", "Read the review."),
            evidence: ("Protokoll", "Minutes"),
            evidence_types: &[EvidenceType::Record],
            tiers: &[1],
            parameters: &[],
        }
    }

    fn codes(clause: &Linted<'_>) -> Vec<FaultCode> {
        lint(clause, terms()).iter().map(|fault| fault.code).collect()
    }

    #[test]
    fn a_clause_that_can_be_followed_up_has_no_fault() {
        assert_eq!(lint(&good(), terms()), []);
    }

    #[test]
    fn each_fault_has_its_code() {
        use FaultCode::*;
        let bare = |sv: &'static str| Linted { text: (sv, good().text.1), ..good() };
        for (clause, wanted) in [
            (Linted { test: ("", "Read."), ..good() }, NoTest),
            (Linted { test: ("Läs.", " "), ..good() }, NoTest),
            (Linted { evidence: ("", "Minutes"), ..good() }, NoEvidence),
            (Linted { evidence_types: &[], ..good() }, NoEvidenceType),
            (Linted { text: ("Text", ""), ..good() }, NoText),
            (Linted { tiers: &[], ..good() }, NoTier),
            (bare("Rapporteras inom 24 timmar."), BareNumber),
            (bare("Rapporteras inom tio arbetsdagar."), BareNumber),
            (bare("Minst 95% av kontona."), BareNumber),
            (bare("Rapporteras inom {tid}."), UnknownParameter),
            (bare("Leverantören ska vidta lämpliga åtgärder."), Vague),
            (bare("Det görs vid behov."), Vague),
            (bare("Det görs skyndsamt!"), Vague),
            (bare("Med rimligt skydd."), Vague),
        ] {
            assert_eq!(codes(&clause), [wanted], "{clause:?}");
        }
    }

    #[test]
    fn a_number_with_its_parameter_and_a_number_that_is_a_name_are_no_faults() {
        let parameters = [
            Parameter { key: "tid".into(), value: 24, unit: ParameterUnit::Hours },
            Parameter { key: "byte".into(), value: 10, unit: ParameterUnit::WorkingDays },
        ];
        let clause = Linted {
            text: (
                "Enligt ISO/IEC 27001 och HSLF-FS 2016:40, i klass 3, inom 24 timmar. Byten inom tio arbetsdagar, larm inom {tid}.",
                "Under ISO/IEC 27001, in class 3, within 24 hours. Changes within ten working days.",
            ),
            parameters: &parameters,
            ..good()
        };
        assert_eq!(lint(&clause, terms()), []);
        // The same number in another unit is another number.
        let days = [Parameter { key: "tid".into(), value: 24, unit: ParameterUnit::Days }];
        let clause = Linted { text: ("Inom 24 timmar.", "Within {tid}."), parameters: &days, ..good() };
        assert_eq!(codes(&clause), [FaultCode::BareNumber]);
    }

    #[test]
    fn vague_words_warn_and_the_rest_stops() {
        let clause = Linted { text: ("Vid behov.", "When needed."), evidence_types: &[], ..good() };
        let faults = lint(&clause, terms());
        assert_eq!(faults.first().map(|fault| fault.grade), Some(FaultGrade::Error));
        assert_eq!(faults.iter().filter(|fault| fault.grade == FaultGrade::Warning).count(), 2);
    }

    #[test]
    fn words_inside_other_words_are_not_found() {
        let clause = Linted { text: ("Bakgrundskontroll och lämplighetsprövning.", "Unreasonableness."), ..good() };
        assert_eq!(lint(&clause, terms()), []);
    }

    #[test]
    fn parameters_are_written_out_in_both_languages() {
        let one = Parameter { key: "tid".into(), value: 1, unit: ParameterUnit::Hours };
        let many = Parameter { key: "tid".into(), value: 24, unit: ParameterUnit::Hours };
        assert_eq!(with_parameters("inom {tid}", &[one], Language::Sv), "inom 1 timme");
        assert_eq!(with_parameters("within {tid}", &[many], Language::En), "within 24 hours");
        for text in ["24 timmar", "24 hours", " 24 h", "24 Timmar."] {
            assert_eq!(read_quantity(text), Some((24, ParameterUnit::Hours)), "{text}");
        }
        assert_eq!(read_quantity("5 working days"), Some((5, ParameterUnit::WorkingDays)));
        assert_eq!(read_quantity("5 working_days"), Some((5, ParameterUnit::WorkingDays)));
        for text in ["", "timmar", "24", "24 äpplen", "många timmar"] {
            assert_eq!(read_quantity(text), None, "{text}");
        }
    }

    /// Row 10: each clause of the catalogue has a test and evidence, and every number its parameter.
    #[test]
    fn every_clause_of_the_catalogue_has_a_test_and_evidence() {
        let details = ClauseDetails::current();
        for clause in &catalogue().current_clauses().entries {
            let detail = details.find(&clause.id).unwrap();
            let linted = Linted {
                text: (&clause.requirement_sv, &detail.text_en),
                test: (&detail.test_sv, &detail.test_en),
                evidence: (&clause.evidence_sv, &detail.evidence_en),
                evidence_types: &detail.evidence_types,
                tiers: &clause.tiers,
                parameters: &detail.parameters,
            };
            let faults = lint(&linted, terms());
            let errors: Vec<_> = faults.iter().filter(|fault| fault.grade == FaultGrade::Error).collect();
            assert!(errors.is_empty(), "{}: {errors:?}", clause.id);
        }
    }
}
