//! Samples of every page.

use super::disposal_samples::package_line;
use super::*;
use crate::base::Language;
use crate::features::records::model::DisclosureStep;
use crate::features::records::parameters::Parameters;
use crate::platform::view::Sampled;
use chrono::{DateTime, TimeZone, Utc};

pub(super) fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 8, 0, 0).single().unwrap_or_default()
}

pub(super) fn day() -> NaiveDate {
    at().date_naive()
}

pub(super) fn id() -> Id {
    Id::new(at())
}

pub(super) fn pager() -> Pager {
    Pager { number: 1, pages: 2, total: 61 }
}

pub(super) fn choices() -> Vec<Choice> {
    vec![Choice::new("osl_18_8", "OSL 18 kap. 8 §"), Choice::new("letter", "Skrivelse")]
}

fn paragraphs(language: Language) -> Vec<GroundView> {
    Parameters::on(day()).paragraphs.explained(language)
}

fn mark() -> MarkView {
    MarkView {
        id: id(),
        label: "OSL 18 kap. 8 §".into(),
        warning: Some("Prata med säkerhetsskyddschefen.".into()),
        reason: "Visar var larmet sitter".into(),
        made_by_name: "Eva Björk".into(),
        made_at: at().into(),
    }
}

fn record() -> PublicRecord {
    PublicRecord {
        id: id(),
        organisation_id: id(),
        number: 12,
        kind: RecordKind::Document,
        object_id: id(),
        vendor_id: None,
        type_key: "letter".into(),
        type_version: "1".into(),
        diary_number: Some("KS 2026/117".into()),
        direction: Direction::Incoming,
        dated_on: day(),
        counterpart: Some("Vidlyssna Vårdlinje AB".into()),
        subject: "Svar om lagring".into(),
        body: None,
        closed_on: Some(day()),
        search_text: String::new(),
        disposal_id: None,
        disposed_at: None,
        created_by: id(),
        created_by_name: "Eva Björk".into(),
        created_at: at().into(),
        updated_at: at().into(),
        version: 1,
    }
}

fn row(full: bool) -> RecordRow {
    RecordRow {
        id: id(),
        number: 12,
        subject: "Svar om lagring".into(),
        kind: RecordKind::Document,
        type_name: "Skrivelse".into(),
        direction: Direction::Incoming,
        dated_on: day(),
        diary_number: full.then(|| "KS 2026/117".into()),
        case_link: full.then(|| "https://diarium.example/117".into()),
        counterpart: full.then(|| "Vidlyssna Vårdlinje AB".into()),
        is_marked: full,
        is_disposed: !full,
    }
}

fn rule(own: bool) -> RuleView {
    RuleView {
        kind: if own { RetentionKind::Dispose } else { RetentionKind::Preserve },
        years: own.then_some(2),
        counts_from: CountsFrom::Closed,
        plan_reference: own.then(|| "Plan 2026".into()),
        due_on: own.then(day),
    }
}

pub(super) fn hold(lifted: bool) -> Hold {
    Hold {
        id: id(),
        organisation_id: id(),
        title: "Tvist".into(),
        reason: "Stämning väntas".into(),
        reference: lifted.then(|| "T 12-26".into()),
        record_id: (!lifted).then(id),
        vendor_id: lifted.then(id),
        placed_by_name: "Eva Björk".into(),
        placed_at: at().into(),
        lifted_by_name: lifted.then(|| "Helena Ström".into()),
        lifted_at: lifted.then(|| at().into()),
        lifted_reason: lifted.then(|| "Förlikning".into()),
        version: 1,
    }
}

impl Sampled for RecordsPage {
    const TEMPLATE: &'static str = "pages/records/list";
    fn samples(_: Language) -> Vec<Self> {
        let page = |rows| RecordsPage {
            form: FormState::default(),
            rows,
            pager: pager(),
            kinds: RecordKind::ALL,
            types: choices(),
            vendors: choices(),
            directions: Direction::ALL,
            can_edit: true,
        };
        vec![page(vec![row(true), row(false)]), page(vec![])]
    }
}

impl Sampled for UnregisteredPage {
    const TEMPLATE: &'static str = "pages/records/unregistered";
    fn samples(_: Language) -> Vec<Self> {
        let candidate = |full: bool| CandidateRow {
            object_id: id(),
            vendor_name: full.then(|| "Vidlyssna Vårdlinje AB".into()),
            title: if full { "2026-11".into() } else { String::new() },
            at: full.then(|| at().into()),
        };
        let page = |rows| UnregisteredPage {
            form: FormState::default(),
            kind: RecordKind::Minutes,
            kinds: RecordKind::ALL.to_vec(),
            rows,
            can_edit: true,
        };
        vec![page(vec![candidate(true), candidate(false)]), page(vec![])]
    }
}

impl Sampled for RecordFormPage {
    const TEMPLATE: &'static str = "pages/records/form";
    fn samples(_: Language) -> Vec<Self> {
        let page = |new: bool| RecordFormPage {
            id: (!new).then(id),
            kind: RecordKind::Document,
            object_id: new.then(id),
            is_document: new,
            form: FormState::default(),
            types: choices(),
            directions: Direction::ALL,
            vendors: if new { choices() } else { vec![] },
            example: new.then(|| "KS 2026/117".into()),
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for RecordPage {
    const TEMPLATE: &'static str = "pages/records/show";
    fn samples(language: Language) -> Vec<Self> {
        let part = |file: bool| PartView {
            name: (!file).then_some("records-field-body"),
            detail: if file { "bilaga.pdf".into() } else { String::new() },
            text: "Servern står i skåp 12.".into(),
            file_id: file.then(id),
            marks: vec![mark()],
        };
        let page = |full: bool| RecordPage {
            record: PublicRecord { disposed_at: (!full).then(|| at().into()), ..record() },
            counterpart: full.then(|| "Vidlyssna Vårdlinje AB".into()),
            type_name: "Skrivelse".into(),
            vendor_name: full.then(|| "Vidlyssna Vårdlinje AB".into()),
            case_link: full.then(|| "https://diarium.example/117".into()),
            object_href: full.then(|| "/dialogues/1".into()),
            parts: if full { vec![part(false), part(true)] } else { vec![] },
            rule: rule(full),
            holds: if full { vec![hold(false)] } else { vec![] },
            packages: if full { vec![package_line(false), package_line(true)] } else { vec![] },
            disclosures: if full { disclosure_lines() } else { vec![] },
            disposal_href: (!full).then(|| "/disposals/1".into()),
            mark_fields: choices(),
            suggested: if full { vec!["OSL 18 kap. 8 §".into()] } else { vec![] },
            paragraphs: paragraphs(language),
            paragraph_choices: choices(),
            mark_form: FormState::default(),
            upload_form: FormState::default(),
            can_edit: full,
            can_attach: full,
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for SettingsPage {
    const TEMPLATE: &'static str = "pages/records/settings";
    fn samples(_: Language) -> Vec<Self> {
        let each = |own: bool| TypeRow {
            key: "letter".into(),
            name: "Skrivelse".into(),
            rule: rule(own),
            form: FormState::default(),
            version: 1,
            decided_by_name: own.then(|| "Helena Ström".into()),
            is_open: own,
            suffix: if own { String::new() } else { "-letter".into() },
        };
        let page = |can: bool| SettingsPage {
            form: FormState::default(),
            version: 0,
            types: vec![each(true), each(false)],
            rules: RetentionKind::ALL,
            counts: CountsFrom::ALL,
            parameters: "1".into(),
            can_edit: can,
            can_decide: can,
        };
        vec![page(true), page(false)]
    }
}

fn disclosure_lines() -> Vec<DisclosureLine> {
    let line = |pressure: Pressure, state: DisclosureState| DisclosureLine {
        id: id(),
        number: 3,
        received_on: day(),
        requester: (pressure == Pressure::Fresh).then(|| "Nyhetsbladet".into()),
        asked_for: "Listan över leverantörer".into(),
        state,
        outcome: (state != DisclosureState::Open).then_some(DisclosureOutcome::Partial),
        responsible_name: "Eva Björk".into(),
        days: 2,
        pressure,
    };
    vec![
        line(Pressure::Fresh, DisclosureState::Open),
        line(Pressure::Attention, DisclosureState::Open),
        line(Pressure::Late, DisclosureState::Open),
        line(Pressure::Late, DisclosureState::HandedOver),
    ]
}

impl Sampled for DisclosuresPage {
    const TEMPLATE: &'static str = "pages/records/disclosures";
    fn samples(_: Language) -> Vec<Self> {
        let rows = disclosure_lines();
        let page = |rows| DisclosuresPage {
            form: FormState::default(),
            rows,
            pager: pager(),
            states: DisclosureState::ALL,
            can_edit: true,
        };
        vec![page(rows), page(vec![])]
    }
}

impl Sampled for DisclosureFormPage {
    const TEMPLATE: &'static str = "pages/records/new_disclosure";
    fn samples(_: Language) -> Vec<Self> {
        vec![DisclosureFormPage { form: FormState::default(), people: choices(), example: Some("KS 2026/117".into()) }]
    }
}

impl Sampled for DisclosureEditPage {
    const TEMPLATE: &'static str = "pages/records/edit_disclosure";
    fn samples(_: Language) -> Vec<Self> {
        let form = FormState::default().with("version", 1).with("diary_number", "KS 2026/117");
        let page = |example| DisclosureEditPage { id: id(), number: 3, form: form.clone(), people: choices(), example };
        vec![page(Some("KS 2026/117".into())), page(None)]
    }
}

impl Sampled for ListFlowPage {
    const TEMPLATE: &'static str = "pages/records/list_flow";
    fn samples(language: Language) -> Vec<Self> {
        let column = |samples: &[&str]| ListColumnView {
            field: "mask-tier".into(),
            name: "Nivå".into(),
            samples: samples.iter().map(ToString::to_string).collect(),
        };
        vec![ListFlowPage {
            form: FormState::default(),
            source: DisclosureSource::VendorList,
            sources: vec![DisclosureSource::VendorList, DisclosureSource::ServiceList],
            columns: vec![column(&["1", "2"]), column(&[])],
            paragraphs: paragraphs(language),
            paragraph_choices: choices(),
            total: 12,
            example: None,
        }]
    }
}

fn disclosure(state: DisclosureState) -> Disclosure {
    let decided = state != DisclosureState::Open;
    Disclosure {
        id: id(),
        organisation_id: id(),
        number: 3,
        received_on: day(),
        requester: None,
        contact: None,
        asked_for: "Listan över leverantörer".into(),
        search_text: String::new(),
        diary_number: None,
        state,
        responsible_id: id(),
        responsible_name: "Eva Björk".into(),
        terms: "[]".into(),
        outcome: decided.then_some(DisclosureOutcome::Partial),
        reasons: decided.then(|| "Säkerhetsåtgärder".into()),
        letter: None,
        letter_sha256: None,
        decided_by: None,
        decided_by_name: decided.then(|| "Helena Ström".into()),
        decided_at: decided.then(|| at().into()),
        closed_on: (state == DisclosureState::HandedOver).then(day),
        created_at: at().into(),
        updated_at: at().into(),
        version: 1,
    }
}

impl Sampled for DisclosurePage {
    const TEMPLATE: &'static str = "pages/records/disclosure";
    fn samples(language: Language) -> Vec<Self> {
        let item = |record: bool| ItemLine {
            id: id(),
            position: 1,
            source: if record { DisclosureSource::Record } else { DisclosureSource::VendorList },
            title: "Svar om lagring".into(),
            record_id: record.then(id),
            assessed_by_name: record.then(|| "Eva Björk".into()),
            assessed_at: record.then(|| at().into()),
            masked: 2,
        };
        let extract = ExtractRow {
            id: id(),
            organisation_id: id(),
            disclosure_id: id(),
            number: 1,
            snapshot: String::new(),
            sha256: "ab12".repeat(16),
            created_by_name: "Eva Björk".into(),
            created_at: at().into(),
        };
        let event = |step: &DisclosureStep| DisclosureEvent {
            id: id(),
            organisation_id: id(),
            disclosure_id: id(),
            position: 1,
            step: *step,
            note: match step {
                DisclosureStep::Received | DisclosureStep::Changed | DisclosureStep::Removed => None,
                DisclosureStep::Decided | DisclosureStep::HandedOver => Some("partial".into()),
                _ => Some("2".into()),
            },
            by_name: "Eva Björk".into(),
            at: at().into(),
        };
        let page = |state: DisclosureState| DisclosurePage {
            disclosure: disclosure(state),
            requester: (state == DisclosureState::Open).then(|| "Nyhetsbladet".into()),
            contact: None,
            days: 1,
            pressure: Pressure::Attention,
            items: if state == DisclosureState::Decided { vec![] } else { vec![item(true), item(false)] },
            search: FormState::default().with("q", "lagring"),
            search_path: "/disclosures/1?q=lagring".into(),
            found: match state {
                DisclosureState::Open => Some(Found { rows: vec![row(true), row(false)], pager: pager() }),
                DisclosureState::Decided => Some(Found { rows: vec![], pager: pager() }),
                DisclosureState::HandedOver => None,
            },
            kinds: RecordKind::ALL,
            types: choices(),
            vendors: choices(),
            extracts: if state == DisclosureState::Decided { vec![] } else { vec![extract.clone()] },
            events: DisclosureStep::ALL.iter().map(event).collect(),
            terms_form: FormState::default(),
            choose_form: FormState::default(),
            decide_form: FormState::default(),
            paragraphs: paragraphs(language),
            paragraph_choices: choices(),
            grounds: [true, false]
                .map(|is_ticked| GroundBox { key: "osl_18_8".into(), label: "OSL 18 kap. 8 §".into(), is_ticked })
                .into(),
            outcomes: DisclosureOutcome::ALL,
            can_edit: state == DisclosureState::Open,
            can_refuse: false,
            can_hand_over: state == DisclosureState::Decided,
            has_letter: state != DisclosureState::Open,
        };
        DisclosureState::ALL.iter().map(|state| page(*state)).collect()
    }
}

impl Sampled for AssessPage {
    const TEMPLATE: &'static str = "pages/records/assess";
    fn samples(language: Language) -> Vec<Self> {
        let part = |index: usize, file: bool| AssessRow {
            index,
            key: "body".into(),
            name: "Text".into(),
            detail: if file { "bilaga.pdf".into() } else { String::new() },
            text: if file { String::new() } else { "Servern står i skåp 12.".into() },
            is_long: index == 0,
            are_samples: index == 2,
            file_href: file.then(|| "/records/1/record-files/2".into()),
            has_parts: !file,
            marks: vec![mark()],
        };
        vec![AssessPage {
            disclosure_id: id(),
            disclosure_number: 3,
            item_id: id(),
            version: 1,
            title: "Svar om lagring".into(),
            rows: vec![part(0, false), part(1, true), part(2, false)],
            form: FormState::default().with("how-0", "whole").with("how-1", "open").with("read-1", "Eva Björk"),
            reader: "Eva Björk".into(),
            opennesses: Openness::ALL,
            paragraphs: paragraphs(language),
            paragraph_choices: choices(),
        }]
    }
}
