//! A question as an assessment asks it: of a shipped catalogue, which lives as long as the program, or of a snapshot,
//! which lives as long as somebody reads it. Both look like a `Question`.

use super::model::{Body, Condition, SetQuestion};
use crate::base::{Id, Language, Refusal, Result};
use crate::features::controls::{FollowUpModel, Question};
use std::collections::VecDeque;
use std::ops::Deref;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// A question of a snapshot: what every reader knows, and what only own sets have.
#[derive(Debug)]
struct OwnQuestion {
    question: Question,
    own: SetQuestion,
}

#[derive(Debug, Clone)]
enum Source {
    Shipped(&'static Question),
    Own(Arc<OwnQuestion>),
}

/// One question that is asked. Copies are cheap: they share the texts.
#[derive(Debug, Clone)]
pub struct Asked(Source);

impl Deref for Asked {
    type Target = Question;

    fn deref(&self) -> &Question {
        match &self.0 {
            Source::Shipped(question) => question,
            Source::Own(own) => &own.question,
        }
    }
}

impl Asked {
    pub fn shipped(question: &'static Question) -> Asked {
        Asked(Source::Shipped(question))
    }

    fn own(&self) -> Option<&SetQuestion> {
        match &self.0 {
            Source::Shipped(_) => None,
            Source::Own(own) => Some(&own.own),
        }
    }

    /// 1-3: the set's own, or by the model for a shipped question. Never told to the vendor.
    pub fn weight(&self, model: &FollowUpModel) -> u8 {
        self.own().map_or_else(|| model.weight(self), |own| own.weight)
    }

    /// The answer that must stand before this one is asked.
    pub fn condition(&self) -> Option<&Condition> {
        self.own().and_then(|own| own.condition.as_ref())
    }

    /// True when an answer is complete only with evidence.
    pub fn evidence_required(&self) -> bool {
        self.own().is_some_and(|own| own.evidence_required)
    }

    /// Why it is asked, what a good answer holds and whom to ask: for everybody. Own sets may leave them blank.
    pub fn guidance(&self, language: Language) -> [Option<String>; 3] {
        let texts = match &self.0 {
            Source::Shipped(question) => question.guidance.as_ref().map(|guidance| guidance.open(language)),
            Source::Own(asked) => {
                Some([&asked.own.why, &asked.own.good, &asked.own.ask].map(|text| text.get(language)))
            }
        };
        texts.unwrap_or_default().map(said)
    }

    /// Signs that an answer is weak: for the region alone.
    pub fn warnings(&self, language: Language) -> Option<String> {
        match &self.0 {
            Source::Shipped(question) => {
                question.guidance.as_ref().and_then(|guidance| said(guidance.warnings(language)))
            }
            Source::Own(asked) => said(asked.own.warnings.get(language)),
        }
    }

    /// The evidence that is expected, and the language of the text: shipped questions say it in Swedish alone.
    pub fn evidence(&self, language: Language) -> (&str, Language) {
        match self.own().map(|own| own.evidence.get(language)).filter(|text| !text.is_empty()) {
            Some(text) => (text, language),
            None => (&self.evidence_sv, Language::Sv),
        }
    }

    /// What an option of the choice is called, when the set says so itself.
    pub fn option_label(&self, option: &str, language: Language) -> Option<&str> {
        let own = self.own()?;
        own.options.iter().find(|each| each.option == option).map(|each| each.label.get(language))
    }
}

/// A text that is not blank.
fn said(text: &str) -> Option<String> {
    Some(text).filter(|text| !text.trim().is_empty()).map(str::to_string)
}

/// The questions of a snapshot, in the order they are asked.
pub fn questions_of(body: &Body) -> Vec<Asked> {
    let asked = |own: &SetQuestion| {
        let title = body.section(&own.section).map(|section| section.title.clone()).unwrap_or_default();
        let question = Question {
            id: own.id.clone(),
            domain: own.section.clone(),
            domain_sv: title.sv,
            domain_en: title.en,
            question_sv: own.text.sv.clone(),
            question_en: own.text.en.clone(),
            answer_type: own.answer_type.clone(),
            evidence_sv: own.evidence.sv.clone(),
            controls: own.controls.clone(),
            nis2: own.nis2.clone(),
            clause_ids: own.clause_ids.clone(),
            set: own.set,
            critical: own.critical,
            tiers: own.tiers.clone(),
            guidance: None,
        };
        Asked(Source::Own(Arc::new(OwnQuestion { question, own: own.clone() })))
    };
    body.questions.iter().map(asked).collect()
}

/// So many snapshots are kept read, the latest used; one is some hundred kilobytes.
const KEPT: usize = 64;

type Kept = (String, Arc<Vec<Asked>>);

static READ: LazyLock<Mutex<VecDeque<Kept>>> = LazyLock::new(Mutex::default);

/// The questions of an assessment's snapshot; `load` gives its text when nobody has read it lately. What is kept is
/// bounded, and a snapshot never changes, so nothing has to be thrown away in time.
pub fn kept(assessment_id: &Id, sha256: &str, load: impl FnOnce() -> Result<String>) -> Result<Vec<Asked>> {
    let key = format!("{assessment_id}/{sha256}");
    let mut all = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = all.iter().position(|(each, _)| *each == key).and_then(|place| all.remove(place)) {
        let questions = found.1.as_ref().clone();
        all.push_back(found);
        return Ok(questions);
    }
    drop(all);
    let body: Body = serde_json::from_str(&load()?)
        .map_err(|error| Refusal::fault(format!("the questions of {assessment_id}: {error}")))?;
    let questions = questions_of(&body);
    let mut all = READ.lock().unwrap_or_else(PoisonError::into_inner);
    all.push_back((key, Arc::new(questions.clone())));
    while all.len() > KEPT {
        all.pop_front();
    }
    Ok(questions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::controls::{QuestionSet, catalogue};
    use crate::features::question_sets::{Both, seed};

    #[test]
    fn what_is_kept_is_bounded_and_read_once() {
        let body = serde_json::to_string(&Body::default()).unwrap();
        let now = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let first = Id::new(now);
        kept(&first, "a", || Ok(body.clone())).unwrap();
        kept(&first, "a", || panic!("read twice")).unwrap();
        for _ in 0..KEPT * 2 {
            kept(&Id::new(now), "b", || Ok(body.clone())).unwrap();
        }
        assert_eq!(READ.lock().unwrap().len(), KEPT);
        let mut read_again = false;
        kept(&first, "a", || {
            read_again = true;
            Ok(body.clone())
        })
        .unwrap();
        assert!(read_again);
    }

    #[test]
    fn a_shipped_question_is_itself() {
        let question = catalogue().current_questions().find("Q01").unwrap();
        let asked = Asked::shipped(question);
        assert_eq!((asked.id.as_str(), asked.weight(FollowUpModel::current())), ("Q01", 3));
        assert!(asked.condition().is_none() && !asked.evidence_required());
        for language in [Language::Sv, Language::En] {
            let guidance = question.guidance.as_ref().unwrap();
            assert_eq!(asked.guidance(language), guidance.open(language).map(|text| Some(text.to_string())));
            assert_eq!(asked.warnings(language).as_deref(), Some(guidance.warnings(language)));
        }
    }

    #[test]
    fn an_own_question_says_what_its_set_says() {
        let mut body = seed::body_of(catalogue().current_questions(), QuestionSet::Lite);
        body.questions.truncate(2);
        body.questions[0].why = Both::new("Därför", "Because");
        body.questions[0].warnings = Both::new(" ", "");
        let [changed, whole] = <[Asked; 2]>::try_from(questions_of(&body)).unwrap();
        assert_eq!(changed.guidance(Language::Sv)[0].as_deref(), Some("Därför"));
        assert_eq!(changed.warnings(Language::Sv), None);
        // The rest came along when the set was made of the shipped one.
        let shipped = Asked::shipped(catalogue().current_questions().find("Q02").unwrap());
        for language in [Language::Sv, Language::En] {
            assert_eq!(whole.guidance(language), shipped.guidance(language));
            assert_eq!(whole.warnings(language), shipped.warnings(language));
        }
    }
}
