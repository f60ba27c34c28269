//! Help with each shipped question for somebody who does not know information security (domain.md 1.3 row 31): why it
//! is asked, what a good answer holds, whom to ask, and for the region alone the signs that an answer is weak. A
//! version of the questions has a file of its own here, and no question of it goes without.

use super::model::Question;
use crate::base::Language;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The version of the questions, and the file with their guidance.
type Source = (&'static str, &'static str);

const GUIDANCE: &[Source] =
    &[("questions-2026-1", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/question-guidance.csv")))];

/// What helps with one question, in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guidance {
    pub id: String,
    pub why_sv: String,
    pub why_en: String,
    pub good_sv: String,
    pub good_en: String,
    /// For the region alone.
    pub warnings_sv: String,
    pub warnings_en: String,
    pub ask_sv: String,
    pub ask_en: String,
}

impl Guidance {
    /// Why it is asked, what a good answer holds and whom to ask: for everybody.
    pub fn open(&self, language: Language) -> [&str; 3] {
        match language {
            Language::Sv => [&self.why_sv, &self.good_sv, &self.ask_sv],
            Language::En => [&self.why_en, &self.good_en, &self.ask_en],
        }
    }

    /// Signs that an answer is weak: for the region alone.
    pub fn warnings(&self, language: Language) -> &str {
        match language {
            Language::Sv => &self.warnings_sv,
            Language::En => &self.warnings_en,
        }
    }

    fn is_whole(&self) -> bool {
        [Language::Sv, Language::En].into_iter().all(|language| {
            let texts = self.open(language);
            texts.into_iter().chain([self.warnings(language)]).all(|text| !text.trim().is_empty())
        })
    }
}

/// Gives the questions of a version their guidance.
pub fn give(version: &str, questions: &mut [Question]) -> Result<(), String> {
    let (_, text) =
        GUIDANCE.iter().find(|(each, _)| *each == version).ok_or_else(|| format!("{version}: no guidance"))?;
    give_from(text, questions).map_err(|error| format!("guidance of {version}: {error}"))
}

fn give_from(text: &str, questions: &mut [Question]) -> Result<(), String> {
    let mut all: BTreeMap<String, Guidance> = BTreeMap::new();
    for row in csv::Reader::from_reader(text.as_bytes()).into_deserialize::<Guidance>() {
        let guidance = row.map_err(|error| error.to_string())?;
        if !guidance.is_whole() {
            return Err(format!("{} lacks a text", guidance.id));
        }
        if let Some(first) = all.insert(guidance.id.clone(), guidance) {
            return Err(format!("{} is there twice", first.id));
        }
    }
    for question in questions {
        let guidance = all.remove(&question.id).ok_or_else(|| format!("{} is missing", question.id))?;
        question.guidance = Some(guidance);
    }
    all.keys().next().map_or(Ok(()), |id| Err(format!("{id} is not a question")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::controls::catalogue;
    use std::collections::BTreeSet;

    /// Longer texts are not read by somebody in a hurry.
    const LONGEST: usize = 400;

    #[test]
    fn every_question_has_every_text_in_both_languages_and_no_text_twice() {
        let questions = &catalogue().current_questions().entries;
        assert_eq!(questions.len(), 62);
        let mut seen = BTreeSet::new();
        for question in questions {
            let guidance = question.guidance.as_ref().unwrap();
            assert_eq!(guidance.id, question.id);
            for language in [Language::Sv, Language::En] {
                for text in guidance.open(language).into_iter().chain([guidance.warnings(language)]) {
                    let length = text.chars().count();
                    assert!((20..=LONGEST).contains(&length), "{}: {length} characters: {text}", question.id);
                    assert_eq!(text, text.trim(), "{}", question.id);
                    assert!(text.ends_with(['.', '?']), "{}: {text}", question.id);
                    assert!(seen.insert(text), "{}: twice: {text}", question.id);
                }
            }
        }
        assert_eq!(seen.len(), 62 * 8);
    }

    #[test]
    fn a_file_that_does_not_fit_its_questions_is_refused() {
        const HEAD: &str = "id,why_sv,why_en,good_sv,good_en,warnings_sv,warnings_en,ask_sv,ask_en\n";
        let two = || catalogue().current_questions().entries[..2].to_vec();
        let given = |rows: &str| give_from(&format!("{HEAD}{rows}"), &mut two());
        assert_eq!(given("Q01,a,b,c,d,e,f,g,h\nQ02,a,b,c,d,e,f,g,h\n"), Ok(()));
        assert_eq!(given("Q01,a,b,c,d,e,f,g,h\n"), Err("Q02 is missing".to_string()));
        assert_eq!(given("Q01,a,b,c,d,e,f,g,h\nQ02,a,b,c,d, ,f,g,h\n"), Err("Q02 lacks a text".to_string()));
        assert_eq!(
            given("Q01,a,b,c,d,e,f,g,h\nQ02,a,b,c,d,e,f,g,h\nQ99,a,b,c,d,e,f,g,h\n"),
            Err("Q99 is not a question".to_string())
        );
        assert_eq!(given("Q01,a,b,c,d,e,f,g,h\nQ01,a,b,c,d,e,f,g,h\n"), Err("Q01 is there twice".to_string()));
        assert!(give_from("id,why_sv\nQ01,a\n", &mut two()).is_err());
        assert_eq!(give("questions-1999-1", &mut two()), Err("questions-1999-1: no guidance".to_string()));
    }
}
