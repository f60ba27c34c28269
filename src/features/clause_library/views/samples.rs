//! What the pages look like, in the states worth looking at.

use super::*;
use crate::base::Language;
use crate::features::clause_library::rules::AmendBasis;
use crate::features::contracts::Coverage;
use crate::platform::view::Sampled;

fn say(language: Language, sv: &str, en: &str) -> String {
    if language == Language::Sv { sv.to_string() } else { en.to_string() }
}

fn at() -> Instant {
    chrono::DateTime::UNIX_EPOCH.into()
}

fn id() -> Id {
    Id::new(chrono::DateTime::UNIX_EPOCH)
}

fn day() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2027, 6, 30)
}

fn pager() -> Pager {
    Pager { number: 1, pages: 1, total: 1 }
}

fn tally() -> Tally {
    Tally { asked: 12, present: 6, partly: 1, missing: 2, voluntary: 1, deviation: 1, unknown: 1 }
}

fn legal(verified: bool) -> LegalLine {
    LegalLine {
        reference: "GDPR art. 28.3".into(),
        verified,
        state: verified.then_some(LegalState::Verified),
        source: verified.then(|| "eur-lex.europa.eu".into()),
        read_on: day().filter(|_| verified),
        by: verified.then(|| "Maria Kron".into()),
        note: None,
        verify_href: "/legal-references/verify?reference=GDPR".into(),
        codes: vec!["KV-10".into(), "KV-05".into()],
    }
}

fn withdrawn() -> LegalLine {
    LegalLine { verified: false, state: Some(LegalState::Withdrawn), ..legal(true) }
}

fn fault(grade: FaultGrade, language: Language) -> FaultLine {
    FaultLine {
        grade,
        tone: if grade == FaultGrade::Error { "serious" } else { "attention" },
        text: say(language, "Skriv hur kravet prövas.", "Say how the clause is tested."),
    }
}

fn head(language: Language) -> ContractHead {
    ContractHead {
        id: "1".into(),
        reference: "AVT-2024-17".into(),
        vendor_id: "1".into(),
        vendor: "Åsmunda Ögonklinik AB".into(),
        tier: Some(1),
        tier_preliminary: false,
        starts_on: day(),
        ends_on: day(),
        annual_value_sek: Some(4_250_000),
        manager: Some("Karin Öberg".into()),
        coverage: Coverage { total: 48, present: 20, unknown: 28, ..Coverage::default() },
        tabs: vec![crate::features::vendors::Tab {
            label: say(language, "Översikt", "Overview"),
            href: "/contracts/1".into(),
            current: false,
            count: None,
        }],
        subtabs: Vec::new(),
        can_edit: true,
        can_check: true,
        can_start_dialogues: true,
        can_add_finding: true,
        can_assess: true,
    }
}

impl Sampled for ListPage {
    const TEMPLATE: &'static str = "pages/clauses/list";

    fn samples(language: Language) -> Vec<Self> {
        let row = |errors, origin, coverage| ClauseRow {
            code: "KV-05".into(),
            title: say(language, "Krav på underleverantörer", "Requirements on subcontractors"),
            group: say(language, "Leveranskedja", "Supply chain"),
            origin,
            tiers: vec![1, 2, 3],
            errors,
            warnings: errors,
            legal: 3,
            verified: 1,
            tally: tally(),
            coverage,
        };
        let page = |rows| ListPage {
            form: FormState::default(),
            rows,
            pager: pager(),
            groups: vec![Choice::new("drift", "Drift")],
            tiers: vec!["1", "2", "3", "4"],
            legal: vec![Choice::new("GDPR art. 32", "GDPR art. 32")],
            origins: Origin::ALL,
            catalogue_version: "clauses-2026-1".into(),
            can_write: true,
        };
        vec![page(vec![row(0, Origin::Catalogue, Some(54)), row(1, Origin::Own, None)]), page(Vec::new())]
    }
}

impl Sampled for ShowPage {
    const TEMPLATE: &'static str = "pages/clauses/show";

    fn samples(language: Language) -> Vec<Self> {
        let page = |full: bool| ShowPage {
            code: "KV-05".into(),
            group: say(language, "Leveranskedja", "Supply chain"),
            origin: if full { Origin::Version } else { Origin::Catalogue },
            own_id: full.then(id),
            number: full.then_some(2),
            text_sv: "Leverantören svarar för underleverantörer.".into(),
            text_en: "The supplier is responsible for subcontractors.".into(),
            rationale_sv: "Den svagaste länken avgör.".into(),
            rationale_en: "The weakest link decides.".into(),
            evidence_sv: "Avtal".into(),
            evidence_en: "Contracts".into(),
            evidence_types: EvidenceType::ALL.to_vec(),
            test_sv: "Läs avtalet.".into(),
            test_en: "Read the contract.".into(),
            tiers: vec![1, 2],
            controls: if full { vec!["A.5.20".into()] } else { Vec::new() },
            nis2: if full { vec!["d".into()] } else { Vec::new() },
            parameters: if full { vec![Choice::new("tid", "24 h")] } else { Vec::new() },
            legal: if full { vec![legal(true), legal(false), withdrawn()] } else { Vec::new() },
            faults: if full {
                vec![fault(FaultGrade::Error, language), fault(FaultGrade::Warning, language)]
            } else {
                Vec::new()
            },
            tally: tally(),
            coverage: full.then_some(54),
            bars: if full {
                vec![Bar { label: say(language, "Finns", "Present"), value: 6, of: 12, tone: "ok", href: None }]
            } else {
                Vec::new()
            },
            new_href: (!full).then(|| "/own-clauses/new?replaces=KV-05".into()),
            can_verify: full,
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for OwnListPage {
    const TEMPLATE: &'static str = "pages/clauses/own_list";

    fn samples(language: Language) -> Vec<Self> {
        let row = |replaces: bool| OwnRow {
            id: id(),
            code: "RA-01".into(),
            title: say(language, "Veckologg", "A log every week"),
            text: say(language, "Loggen lämnas inom 2 arbetsdagar.", "The log is handed over within 2 working days."),
            replaces,
            published: i32::from(replaces),
            draft: !replaces,
            draft_by_name: (!replaces).then(|| "Omar Haddad".into()),
            updated_at: at(),
        };
        let page = |rows| OwnListPage { rows, pager: pager(), can_write: true };
        vec![page(vec![row(true), row(false)]), page(Vec::new())]
    }
}

impl Sampled for EditPage {
    const TEMPLATE: &'static str = "pages/clauses/edit";

    fn samples(language: Language) -> Vec<Self> {
        let page = |kept: bool, full: bool| EditPage {
            id: kept.then(id),
            code: "RA-01".into(),
            replaces: full,
            action: "/own-clauses".into(),
            form: FormState::default().with("tier_1", "1"),
            publish_form: FormState::default(),
            version: 2,
            draft: full,
            groups: vec![Choice::new("drift", "Drift")],
            tiers: vec![BoxField { name: "tier_1".into(), label: say(language, "Kritisk", "Critical") }],
            evidence_types: vec![BoxField { name: "type_record".into(), label: say(language, "Protokoll", "Record") }],
            faults: vec![fault(FaultGrade::Error, language)],
            versions: if full {
                vec![VersionLine {
                    number: 1,
                    decision_reference: "RS 2026-7".into(),
                    published_by_name: "Omar Haddad".into(),
                    published_at: at(),
                    sha256: "ab".repeat(32),
                    text_sv: "Loggar granskas.".into(),
                    text_en: "Logs are reviewed.".into(),
                }]
            } else {
                Vec::new()
            },
            conflict: if full {
                vec![ConflictRow { label: say(language, "Rubrik", "Title"), yours: "A".into(), theirs: "B".into() }]
            } else {
                Vec::new()
            },
            can_write: true,
            can_publish: full,
        };
        vec![page(false, false), page(true, true), page(true, false), EditPage { can_write: false, ..page(true, true) }]
    }
}

impl Sampled for LegalPage {
    const TEMPLATE: &'static str = "pages/clauses/legal";

    fn samples(_: Language) -> Vec<Self> {
        let page = |rows, can_verify| LegalPage {
            form: FormState::default(),
            rows,
            pager: pager(),
            states: vec!["verified", "unverified"],
            can_verify,
        };
        vec![page(vec![legal(true), legal(false), withdrawn()], true), page(Vec::new(), false)]
    }
}

impl Sampled for VerifyPage {
    const TEMPLATE: &'static str = "pages/clauses/verify";

    fn samples(_: Language) -> Vec<Self> {
        let page = |history| VerifyPage {
            reference: "GDPR art. 28.3".into(),
            codes: vec!["KV-10".into()],
            form: FormState::default().with("state", "verified"),
            states: LegalState::ALL,
            history,
        };
        let event = |state, note: Option<&str>| LegalEvent {
            state,
            source: "eur-lex.europa.eu".into(),
            read_on: day().unwrap_or_default(),
            by: "Maria Kron".into(),
            at: at(),
            note: note.map(Into::into),
        };
        vec![
            page(vec![event(LegalState::Withdrawn, Some("Ny lydelse.")), event(LegalState::Verified, None)]),
            page(Vec::new()),
        ]
    }
}

impl Sampled for ReviewPage {
    const TEMPLATE: &'static str = "pages/clauses/review";

    fn samples(language: Language) -> Vec<Self> {
        let cell = |standing: &ClauseStanding| Cell {
            standing: *standing,
            count: tally().count(*standing),
            href: "/contracts/review?view=contracts".into(),
        };
        let clause = |asked| ReviewClause {
            code: "KV-05".into(),
            title: say(language, "Krav på underleverantörer", "Requirements on subcontractors"),
            asked,
            coverage: (asked > 0).then_some(54),
            cells: ClauseStanding::ALL.iter().map(cell).collect(),
        };
        let next = |basis, takes_effect_on| NextPossible { basis, raise_by_on: None, takes_effect_on };
        let contract = |next| ReviewContract {
            id: id(),
            reference: "AVT-2024-17".into(),
            title: "Ögonsjukvård".into(),
            vendor_name: "Åsmunda Ögonklinik AB".into(),
            tier: Some(1),
            ends_on: day(),
            gaps: 4,
            unknown: 1,
            coverage: Some(54),
            next,
        };
        let page = |view, contracts| ReviewPage {
            view,
            form: FormState::default().with("standing", "missing"),
            sort: "-gaps".into(),
            clauses: vec![clause(12), clause(0)],
            standings: ClauseStanding::ALL,
            contracts,
            pager: pager(),
            codes: vec![Choice::new("KV-05", "KV-05")],
        };
        let bases = AmendBasis::ALL.iter().map(|basis| contract(Some(next(*basis, day()))));
        vec![
            page("clauses", Vec::new()),
            page("contracts", bases.chain([contract(None)]).collect()),
            page("contracts", Vec::new()),
        ]
    }
}

impl Sampled for GapsPage {
    const TEMPLATE: &'static str = "pages/clauses/gaps";

    fn samples(language: Language) -> Vec<Self> {
        let row = |standing: ClauseStanding| GapRow {
            code: "KV-05".into(),
            title: say(language, "Krav på underleverantörer", "Requirements on subcontractors"),
            standing,
            tone: standing.tone(),
            is_gap: standing.is_gap(),
            text: say(language, "Leverantören svarar.", "The supplier is responsible."),
            rationale: say(language, "Den svagaste länken avgör.", "The weakest link decides."),
            legal: vec![legal(true), legal(false)],
            tiers: vec![1, 2],
        };
        let own = OwnGapRow {
            id: id(),
            code: "RA-01".into(),
            title: say(language, "Veckologg", "Weekly log"),
            standing: ClauseStanding::Unknown,
            tone: "neutral",
            form: FormState::default(),
            version: 0,
        };
        let page = |basis, tier, rows: Vec<GapRow>, own, can_prepare| GapsPage {
            head: head(language),
            tier,
            next: NextPossible { basis, raise_by_on: day().filter(|_| can_prepare), takes_effect_on: day() },
            tally: tally(),
            coverage: tier.map(|_| 54),
            form: FormState::default(),
            part: if rows.is_empty() { if can_prepare { "own" } else { "unchecked" } } else { "gaps" },
            tabs: vec![Tab { label: "Luckor".into(), href: "#".into(), current: true, count: Some(3) }],
            pager: pager(),
            others: rows.iter().take(usize::from(can_prepare)).cloned().collect(),
            rows,
            own,
            in_contract: vec!["present", "partly", "missing", "not_applicable"],
            can_prepare,
        };
        let rows = || ClauseStanding::ALL.iter().map(|standing| row(*standing)).collect::<Vec<_>>();
        let mut pages = vec![
            page(AmendBasis::Renewal, Some(1), rows(), vec![own.clone()], true),
            page(AmendBasis::Renewal, None, rows(), vec![own.clone()], false),
            page(AmendBasis::Renewal, Some(1), Vec::new(), vec![own], true),
        ];
        pages.extend(AmendBasis::ALL.iter().map(|basis| page(*basis, None, Vec::new(), Vec::new(), false)));
        pages
    }
}

fn package(kind: PackageKind, state: PackageState) -> PackageLine {
    PackageLine {
        id: id(),
        number: 1,
        kind,
        state,
        tone: "ok",
        takes_effect_on: day(),
        made_by_name: "Karin Öberg".into(),
        made_at: at(),
        settled_on: day().filter(|_| state != PackageState::Prepared),
        sha256: "ab".repeat(32),
    }
}

impl Sampled for PackagesPage {
    const TEMPLATE: &'static str = "pages/clauses/packages";

    fn samples(language: Language) -> Vec<Self> {
        let page = |rows: Vec<PackageLine>, instructed, can_prepare| PackagesPage {
            head: head(language),
            rows,
            pager: pager(),
            instructed,
            engaged: instructed,
            controllers: instructed,
            without_role: if instructed > 0 { vec!["Driftnätet Syd AB".into()] } else { Vec::new() },
            can_prepare,
        };
        let all = || {
            let kinds = PackageKind::ALL.iter();
            kinds.zip(PackageState::ALL).map(|(kind, state)| package(*kind, *state)).collect()
        };
        vec![page(all(), 2, true), page(all(), 1, false), page(Vec::new(), 0, true)]
    }
}

impl Sampled for PackagePage {
    const TEMPLATE: &'static str = "pages/clauses/package";

    fn samples(language: Language) -> Vec<Self> {
        let page = |state: PackageState| {
            let settled = state != PackageState::Prepared;
            PackagePage {
                package: package(PackageKind::Amendment, state),
                contract_id: id(),
                contract: "AVT-2024-17 Ögonsjukvård".into(),
                vendor: "Åsmunda Ögonklinik AB".into(),
                settled_by_name: settled.then(|| "Karin Öberg".into()),
                settled_note: settled.then(|| say(language, "Undertecknat på mötet.", "Signed at the meeting.")),
                contents: vec!["KV-05".into()],
                form: FormState::default().with("state", "signed"),
                states: vec!["signed", "dropped"],
                version: 1,
                can_settle: !settled,
            }
        };
        vec![page(PackageState::Prepared), page(PackageState::Signed)]
    }
}
