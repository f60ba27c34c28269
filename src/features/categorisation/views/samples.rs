//! Samples of every page, in the states worth looking at.

use super::*;
use crate::base::Language;
use crate::platform::view::Sampled;

pub(super) fn say(lang: Language, sv: &str, en: &str) -> String {
    if lang == Language::Sv { sv.to_string() } else { en.to_string() }
}

pub(super) fn id() -> Id {
    Id::new(chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default())
}

pub(super) fn at() -> Instant {
    chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default().into()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 18).unwrap_or_default()
}

pub(super) fn choices() -> Vec<Choice> {
    vec![Choice::new("1", "Karin Öberg")]
}

pub(super) fn pager(total: i64) -> Pager {
    Pager { number: 1, pages: (total + 49) / 50, total }
}

fn model(own: bool, status: ModelStatus) -> ModelRow {
    ModelRow {
        id: own.then(id),
        title: own.then(|| "Nivåmodell 2027".to_string()),
        version: if own { "own-2026-1" } else { "tiering-2026-1" }.to_string(),
        base_version: own.then(|| "tiering-2026-1".to_string()),
        status,
        valid_from: (status == ModelStatus::Published).then(day),
        in_force: !own,
        who: own.then(|| "Karin Öberg".to_string()),
        at: own.then(at),
    }
}

pub(super) fn round(status: RoundStatus) -> RoundRow {
    RoundRow {
        id: id(),
        title: "Årlig omprövning av nivå 1 och 2".to_string(),
        reach: Reach::Due,
        status,
        due_on: day(),
        progress: Progress { total: 12, done: 7, skipped: 1 },
        left: 4,
        created_by_name: "Karin Öberg".to_string(),
    }
}

fn proposal(applied: bool, state: &'static str) -> ProposalRow {
    ProposalRow {
        id: id(),
        vendor_id: id(),
        vendor_name: "Åsmunda Ögonklinik AB".to_string(),
        cause: Trigger::NewCountry,
        from_tier: applied.then_some(3),
        tier: 1,
        preliminary: !applied,
        applied,
        state,
        raised_by_name: "Karin Öberg".to_string(),
        created_at: at(),
    }
}

impl Sampled for OverviewPage {
    const TEMPLATE: &'static str = "pages/categorisation/overview";

    fn samples(lang: Language) -> Vec<Self> {
        let bar = |value, tone| Bar {
            label: say(lang, "Nivå 1 – kritisk", "Tier 1 – critical"),
            value,
            of: 40,
            tone,
            href: Some("/vendors?tier=1".to_string()),
        };
        let page = |full: bool| OverviewPage {
            bars: vec![bar(3, "accent"), bar(37, "neutral")],
            unjudged: if full { 4 } else { 0 },
            preliminary: if full { 2 } else { 0 },
            waiting: i64::from(full),
            due: usize::from(full),
            model: model(false, ModelStatus::Published),
            drafts: i64::from(full),
            rounds: if full { vec![round(RoundStatus::Open)] } else { Vec::new() },
            hours: 3600,
            staff_hours: 3200,
            hours_left: 400,
            enough: !full,
            can_campaign: full,
            can_model: full,
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for ProposalsPage {
    const TEMPLATE: &'static str = "pages/categorisation/proposals";

    fn samples(_: Language) -> Vec<Self> {
        let page = |rows: Vec<ProposalRow>| ProposalsPage {
            form: FormState::default(),
            pager: pager(if rows.is_empty() { 0 } else { 112 }),
            rows,
            states: &["open", "decided", "all"],
            causes: Trigger::ALL,
            managers: choices(),
        };
        let all = [(true, "open"), (false, "accepted"), (false, "dismissed"), (false, "overtaken")];
        vec![page(all.map(|(applied, state)| proposal(applied, state)).to_vec()), page(Vec::new())]
    }
}

impl Sampled for ProposalPage {
    const TEMPLATE: &'static str = "pages/categorisation/proposal";

    fn samples(lang: Language) -> Vec<Self> {
        let outcome = |tier: Option<i32>| Outcome {
            tier,
            preliminary: tier == Some(1),
            reasons: tier
                .map(|_| say(lang, "Kedjan når tredjeland.", "The chain reaches a third country."))
                .into_iter()
                .collect(),
            order_value: tier.map(|_| 69),
            model_version: tier.map(|_| "tiering-2026-1".to_string()),
            who: tier.map(|_| "Karin Öberg".to_string()),
            at: tier.map(|_| at()),
        };
        let criterion = |changed| ComparedRow {
            label: say(lang, "Leveranskedja", "Supply chain"),
            now: say(lang, "1 – Ett känt led", "1 – One known tier"),
            proposed: say(lang, "4 – Tredjeland", "4 – A third country"),
            changed,
        };
        let page = |applied, state, can_decide: bool| ProposalPage {
            row: proposal(applied, state),
            now: outcome(applied.then_some(1)),
            proposed: outcome(Some(1)),
            moved_to: applied.then_some(2),
            criteria: vec![criterion(true), criterion(false)],
            note: (!can_decide).then(|| say(lang, "Leverantören bytte land.", "The vendor moved.")),
            decided_by_name: (!can_decide).then(|| "Karin Öberg".to_string()),
            decided_at: (!can_decide).then(at),
            form: FormState::default(),
            version: 1,
            can_decide,
        };
        vec![
            page(true, "open", true),
            page(false, "open", true),
            page(false, "dismissed", false),
            page(true, "accepted", false),
        ]
    }
}

impl Sampled for ModelsPage {
    const TEMPLATE: &'static str = "pages/categorisation/models";

    fn samples(_: Language) -> Vec<Self> {
        let page = |can_edit| ModelsPage {
            rows: vec![
                model(true, ModelStatus::Draft),
                model(true, ModelStatus::Published),
                model(false, ModelStatus::Published),
            ],
            pager: pager(2),
            form: FormState::default(),
            bases: vec![Choice::new("tiering-2026-1", "tiering-2026-1")],
            can_edit,
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for ModelPage {
    const TEMPLATE: &'static str = "pages/categorisation/model";

    fn samples(lang: Language) -> Vec<Self> {
        let page = |row: ModelRow, can: bool| ModelPage {
            decision_reference: row.valid_from.map(|_| "RS 2026-118".to_string()),
            published_by_name: row.valid_from.map(|_| "Omar Haddad".to_string()),
            applied_at: row.valid_from.filter(|_| !can).map(|_| at()),
            combinations: 15_625,
            warnings: if can {
                vec![say(lang, "En regel avgör aldrig.", "A rule never decides.")]
            } else {
                Vec::new()
            },
            rules: vec![RuleRow {
                id: "t1-access".to_string(),
                tier: 1,
                floor: can,
                text: say(lang, "Administratör.", "Administrator."),
                conditions: say(lang, "Åtkomst minst 4", "Access at least 4"),
                idle: can,
            }],
            weights: vec![WeightRow {
                criterion: "access".to_string(),
                label: say(lang, "Åtkomst", "Access"),
                weight: 15,
                levels: vec![say(lang, "0 – Ingen", "0 – None")],
                worded: can,
            }],
            terms: vec![TermsRow {
                tier: 1,
                cadence: say(lang, "Dialog varje månad", "Dialogue every month"),
                question_set: "full",
                assurance: "a2",
                hours: 60,
                aim: can.then(|| "2–3 %".to_string()),
            }],
            staff_hours: 3200,
            renewal_months: 12,
            form: FormState::default(),
            stored_version: 3,
            history: vec![HistoryLine {
                at: at(),
                who: "Karin Öberg".to_string(),
                text: say(lang, "Ändrades", "Changed"),
                note: None,
                tone: "neutral",
            }],
            can_edit: can,
            can_publish: can,
            own_draft: !can && row.id.is_some(),
            row,
        };
        vec![
            page(model(true, ModelStatus::Draft), true),
            page(model(true, ModelStatus::Draft), false),
            page(model(true, ModelStatus::Published), false),
            page(model(false, ModelStatus::Published), false),
        ]
    }
}

impl Sampled for EditPage {
    const TEMPLATE: &'static str = "pages/categorisation/model_edit";

    fn samples(lang: Language) -> Vec<Self> {
        let field = |kind| WordedField {
            name: format!("{kind}_1"),
            label: say(lang, "Åtkomst", "Access"),
            hint: (kind == "number").then(|| say(lang, "Procent", "Percent")),
            kind,
            options: choices(),
        };
        let conflict =
            ConflictRow { label: say(lang, "Åtkomst", "Access"), yours: "15".to_string(), theirs: "20".to_string() };
        let page = |part, conflict: Vec<ConflictRow>| EditPage {
            id: id(),
            part,
            key: "t1-access".to_string(),
            form: FormState::default().with("check_1", "1"),
            version: 3,
            groups: vec![FieldGroup {
                name: "weights",
                heading: say(lang, "Vikter", "Weights"),
                hint: Some(say(lang, "Tillsammans 100.", "Together 100.")),
                fields: ["text", "long", "number", "select", "check"].map(field).to_vec(),
            }],
            can_remove: part == "rule",
            conflict,
        };
        ["weights", "rule", "texts", "terms"]
            .map(|part| page(part, vec![conflict.clone()]))
            .into_iter()
            .chain([page("rule", Vec::new())])
            .collect()
    }
}

impl Sampled for DryRunPage {
    const TEMPLATE: &'static str = "pages/categorisation/dry_run";

    fn samples(lang: Language) -> Vec<Self> {
        let page = |moved: usize| DryRunPage {
            row: model(true, ModelStatus::Draft),
            moved,
            judged: 40,
            unjudged: moved,
            matrix: [None, Some(3)]
                .map(|from| MatrixRow {
                    from,
                    cells: (1..=4)
                        .map(|to| Cell {
                            count: if Some(to) == from { 30 } else { moved },
                            stays: Some(to) == from,
                            href: (moved > 0).then(|| "/tiering-models/1/dry-run?from=3&to=2".to_string()),
                        })
                        .collect(),
                })
                .to_vec(),
            totals: vec![1, 2, 30, 7],
            form: FormState::default(),
            rows: (0..moved.min(1))
                .map(|_| MoveRow {
                    vendor_id: id(),
                    vendor_name: "Åsmunda Ögonklinik AB".to_string(),
                    from: Some(3),
                    to: 2,
                    before: vec![say(lang, "Informationen har klass 1 eller 2.", "The information has class 1 or 2.")],
                    after: vec![say(lang, "Åtkomst minst 3", "Access at least 3")],
                })
                .collect(),
            pager: pager(i64::from(moved > 0)),
            tiers: choices(),
            from_tiers: choices(),
            export_xlsx: "/tiering-models/1/dry-run/export?format=xlsx".to_string(),
            export_csv: "/tiering-models/1/dry-run/export?format=csv".to_string(),
        };
        vec![page(37), page(0)]
    }
}

impl Sampled for CapacityPage {
    const TEMPLATE: &'static str = "pages/categorisation/capacity";

    fn samples(lang: Language) -> Vec<Self> {
        let row = |tier, fit, tone| LoadRow {
            tier,
            now: 3,
            vendors: 4,
            each: 60,
            hours: 240,
            share: "12,5 %".to_string(),
            aim: (fit != AimFit::NoAim).then(|| "2–3 %".to_string()),
            fit,
            tone,
        };
        let page = |simulated: bool| CapacityPage {
            form: FormState::default().with("staff_hours", "3200"),
            models: choices(),
            rules: choices(),
            rule_tiers: choices(),
            fields: vec![WordedField {
                name: "hours_1".to_string(),
                label: say(lang, "Nivå 1: timmar", "Tier 1: hours"),
                hint: None,
                kind: "number",
                options: Vec::new(),
            }],
            rows: vec![
                row(1, AimFit::Above, "attention"),
                row(2, AimFit::Within, "ok"),
                row(3, AimFit::Below, "attention"),
                row(4, AimFit::NoAim, "neutral"),
            ],
            bars: vec![Bar { label: say(lang, "Nivå 1", "Tier 1"), value: 240, of: 3200, tone: "accent", href: None }],
            vendors: 40,
            unjudged: usize::from(simulated),
            moved: usize::from(simulated),
            hours_now: 3000,
            hours: 3600,
            staff_hours: 3200,
            left: 400,
            enough: !simulated,
            percent: 112,
            shifts: vec![ShiftRow {
                label: say(lang, "Åtkomst", "Access"),
                up: simulated,
                before: 15,
                after: 25,
                moved: usize::from(simulated) * 3,
                of: 40,
                movers: if simulated { vec!["Almbyrå AB: 3 → 7".to_string()] } else { Vec::new() },
            }],
            simulated,
        };
        vec![page(true), page(false)]
    }
}
