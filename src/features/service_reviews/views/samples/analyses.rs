//! One analysis, read and written.

use super::*;
use crate::base::Language;
use crate::platform::view::Sampled;

impl Sampled for AnalysisPage {
    const TEMPLATE: &'static str = "pages/service_reviews/analysis";
    fn samples(_: Language) -> Vec<Self> {
        let measure = |action: bool| Measure {
            id: id(),
            organisation_id: id(),
            analysis_id: id(),
            measure: "Begränsa åtkomsten".into(),
            owner_id: Some(id()),
            owner_name: "Eva Björk".into(),
            due_on: day(),
            action_id: action.then(id),
            created_at: at().into(),
        };
        let author = |duty: Option<&str>| Author {
            id: id(),
            organisation_id: id(),
            analysis_id: id(),
            person_id: id(),
            person_name: "Jonas Åkerman".into(),
            duty: duty.map(ToString::to_string),
            added_at: at().into(),
        };
        let version = |decided: bool, removed: bool| VersionRow {
            id: id(),
            number: 1,
            state: if decided { AnalysisState::Decided } else { AnalysisState::Ready },
            decision: decided.then_some(Decision::Stop),
            decided_by_name: decided.then(|| "Helena Ström".into()),
            decided_at: decided.then(|| at().into()),
            removed_reason: removed.then(|| "Avvecklas".into()),
            current: !decided,
        };
        let full = AnalysisPage {
            analysis: analysis(),
            campaign_title: "E-tjänster över taket".into(),
            facts: facts(),
            content: content(),
            target_name: Some("Vårdplattformen".into()),
            measures: vec![measure(true), measure(false)],
            authors: vec![author(Some("Informationssäkerhetsstrateg")), author(None)],
            versions: vec![version(false, false), version(true, false), version(false, true)],
            frozen: None,
            people: people(),
            decisions: Decision::ALL,
            warnings: vec!["reviews-warn-fallback", "reviews-warn-breach", "reviews-warn-safety"],
            ready_form: FormState::default(),
            decide_form: FormState::default(),
            author_form: FormState::default(),
            measure_form: FormState::default(),
            remove_form: FormState::default(),
            is_ready: true,
            can_edit: true,
            can_decide: true,
            is_own: false,
            can_revise: false,
            can_remove: true,
            can_open_actions: false,
        };
        let decided = AnalysisPage {
            analysis: Analysis {
                state: AnalysisState::Decided,
                decision: Some(Decision::Stop),
                decided_by_name: Some("Helena Ström".into()),
                decided_at: Some(at().into()),
                reason: Some("Taket hålls inte.".into()),
                diary_number: Some("KS 2026/117".into()),
                sha256: Some("ef56".repeat(16)),
                ..analysis()
            },
            frozen: Some(frozen()),
            warnings: vec![],
            is_ready: false,
            can_edit: false,
            can_decide: false,
            can_revise: true,
            can_remove: false,
            can_open_actions: true,
            ..full.clone()
        };
        let bare = AnalysisPage {
            analysis: Analysis {
                state: AnalysisState::NotStarted,
                removed_at: Some(at().into()),
                removed_reason: Some("Avvecklas".into()),
                ready_by_name: None,
                ready_at: None,
                ..analysis()
            },
            facts: bare_facts(),
            content: Content::default(),
            target_name: None,
            measures: vec![],
            authors: vec![],
            warnings: vec![],
            is_ready: false,
            can_edit: false,
            can_decide: false,
            is_own: true,
            can_remove: false,
            ..full.clone()
        };
        vec![AnalysisPage { is_own: true, can_decide: false, ..full.clone() }, full, decided, bare]
    }
}

impl Sampled for AnalysisFormPage {
    const TEMPLATE: &'static str = "pages/service_reviews/analysis_form";
    fn samples(_: Language) -> Vec<Self> {
        let of = |facts: ServiceFacts| AnalysisFormPage {
            id: id(),
            service_name: facts.name.clone(),
            facts,
            form: FormState::default().with("version", 1),
            harms: Harm::ALL,
            decisions: Decision::ALL,
            platforms: people(),
        };
        vec![of(facts()), of(bare_facts())]
    }
}
