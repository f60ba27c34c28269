//! Samples of every page, in the states worth looking at.

use super::*;
use crate::features::dialogues::minutes::model::CallKind;
use crate::features::dialogues::minutes::views::CallView;
use crate::features::dialogues::minutes::{
    self, Attendance, Minutes, MinutesAction, MinutesContract, MinutesItem, Next, Party, Previous, Titles,
};
use crate::features::dialogues::snapshot::Change;
use crate::platform::view::Sampled;
use chrono::{DateTime, Utc};

fn id(n: u32) -> Id {
    // Ids sort by time, so a time a millisecond apart gives ids that differ.
    Id::new(DateTime::<Utc>::from_timestamp(1_795_435_200 + i64::from(n), 0).unwrap_or_default())
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn at() -> Instant {
    DateTime::<Utc>::from_timestamp(1_795_435_200, 0).unwrap_or_default().into()
}

fn head(status: DialogueStatus) -> Head {
    Head {
        id: id(1),
        version: 3,
        number: 4,
        held_on: day(2026, 11, 23),
        status,
        contract_id: id(2),
        contract_reference: "AVT-2024-17".into(),
        contract_title: "Ögonsjukvård i Almeå norra".into(),
        vendor_id: id(3),
        vendor_name: "Åsmunda Ögonklinik AB".into(),
        chair_name: Some("Karin Öberg".into()),
        minute_checker: None,
        done: 9,
        total: 14,
    }
}

fn action(status: ActionStatus) -> ActionView {
    ActionView {
        id: id(9),
        number: 12,
        version: 2,
        status,
        responsible: Responsible::Vendor,
        owner: Some("Eva Björk".into()),
        due_on: day(2026, 12, 1),
        original_due_on: day(2026, 10, 15),
        slips: 2,
        closed: false,
        may_postpone: status != ActionStatus::ReportedDone,
        may_verify: status == ActionStatus::ReportedDone,
        reported_note: (status == ActionStatus::ReportedDone)
            .then(|| "Loggningen är påslagen i båda miljöerna.".to_string()),
        meetings: 4,
    }
}

fn item(kind: ItemKind, action: Option<ActionView>) -> ItemView {
    let decided = kind == ItemKind::Decision;
    ItemView {
        id: id(20),
        title: if kind == ItemKind::Standing { "Öppnande".into() } else { "Loggning i båda miljöerna".into() },
        kind,
        standing: kind == ItemKind::Standing,
        status: if decided { ItemStatus::Decided } else { ItemStatus::Untouched },
        note: decided.then(|| "Genomgång av läget.".to_string()),
        decision: decided.then(|| "Ny frist beviljas.".to_string()),
        action,
        finding_id: (kind == ItemKind::Finding).then(|| id(31)),
    }
}

fn people() -> Vec<ParticipantView> {
    let person = |name: &str, side, email: Option<&str>| ParticipantView {
        name: name.into(),
        side,
        duty: email.map(|_| "Verksamhetschef".to_string()),
        email: email.map(ToString::to_string),
        present: email.is_some(),
        receives_minutes: email.is_some(),
    };
    vec![
        person("Karin Öberg", Side::Region, Some("karin.oberg@almea.example")),
        person("Märta Sjöström", Side::Vendor, None),
    ]
}

fn neighbour() -> Option<Neighbour> {
    Some(Neighbour { id: id(4), label: "oktober 2026".into() })
}

fn history() -> Vec<Happened> {
    vec![Happened { at: at(), who: "Karin Öberg".into(), text: "låste: dialog".into(), note: None, tone: "ok" }]
}

fn minutes() -> Minutes {
    let recorded = |status, changes| MinutesAction {
        id: id(9),
        number: 12,
        title: "Loggning i båda miljöerna".into(),
        responsible: Responsible::Vendor,
        owner: Some("Eva Björk".into()),
        due_on: day(2026, 11, 1),
        original_due_on: day(2026, 10, 15),
        slips: 1,
        status,
        opened_on: day(2026, 8, 1),
        meetings_open: 4,
        note: Some("Pågår.".into()),
        decision: Some("Ny frist beviljas.".into()),
        changes,
    };
    let change = |field: &str, from: Option<&str>, to: &str| Change {
        field: field.into(),
        from: from.map(ToString::to_string),
        to: Some(to.into()),
    };
    Minutes {
        format: minutes::FORMAT.into(),
        organisation: Party { name: "Region Almeå".into(), org_number: Some("232100-0016".into()) },
        vendor: Party { name: "Åsmunda Ögonklinik AB".into(), org_number: None },
        contract: MinutesContract {
            reference: "AVT-2024-17".into(),
            diary_number: Some("HSN 2026-1".into()),
            title: "Ögonsjukvård i Almeå norra".into(),
            starts_on: Some(day(2024, 1, 1)),
            ends_on: None,
        },
        period: "2026-11".into(),
        held_on: day(2026, 11, 23),
        number: 4,
        chair: Some("Karin Öberg".into()),
        minute_checker: None,
        participants: vec![Attendance { name: "Karin Öberg".into(), side: Side::Region, role: None, present: true }],
        previous: Some(Previous { period: "2026-10".into(), held_on: day(2026, 10, 20), sha256: None }),
        items: vec![MinutesItem {
            section: 3,
            kind: ItemKind::Action,
            object_id: Some(id(9)),
            title: Titles { sv: "Loggning".into(), en: "Logging".into() },
            status: ItemStatus::Decided,
            note: Some("Pågår.".into()),
            decision: Some("Ny frist beviljas.".into()),
        }],
        actions: vec![
            recorded(ActionStatus::Open, vec![change("new", None, "Loggning")]),
            recorded(
                ActionStatus::Verified,
                vec![
                    change("title", Some("Logg"), "Loggning"),
                    change("status", Some("open"), "verified"),
                    change("responsible", Some("region"), "vendor"),
                    change("owner", None, "Eva Björk"),
                    change("due_on", Some("2026-10-15"), "2026-11-01"),
                ],
            ),
        ],
        next: Some(Next { period: "2026-12".into(), held_on: day(2026, 12, 23) }),
        locked_at: at(),
        locked_by: "Karin Öberg".into(),
        meeting: Some(minutes::views::sample_meeting()),
        trend: vec![],
    }
}

fn record(lang: Language) -> RecordView {
    RecordView::of(minutes(), "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae", lang)
}

fn bare_record(lang: Language) -> RecordView {
    let bare = Minutes {
        participants: vec![],
        previous: None,
        items: vec![],
        actions: vec![],
        next: None,
        meeting: None,
        ..minutes()
    };
    RecordView::of(bare, "2c26", lang)
}

fn listed(status: DialogueStatus) -> Listed {
    Listed {
        id: id(1),
        number: 4,
        period: "2026-11".into(),
        held_on: day(2026, 11, 23),
        status,
        version: 1,
        contract_id: id(2),
        contract_reference: "AVT-2024-17".into(),
        contract_title: "Ögonsjukvård i Almeå norra".into(),
        vendor_id: id(3),
        vendor_name: "Åsmunda Ögonklinik AB".into(),
        cancelled: false,
    }
}

impl Sampled for ListPage {
    const TEMPLATE: &'static str = "pages/dialogues/list";
    fn samples(_: Language) -> Vec<Self> {
        let page = |locked: bool, rows: Vec<Listed>| ListPage {
            tabs: vec![Tab { label: "Kommande".into(), href: "/dialogues".into(), current: !locked, count: Some(1) }],
            form: FormState::default(),
            contracts: vec![Choice::new("1", "Åsmunda, AVT-2024-17")],
            statuses: vec![DialogueStatus::Planned, DialogueStatus::Held],
            pager: Pager { number: 1, pages: 2, total: 51 },
            rows,
            locked,
            can_edit: true,
        };
        let off = Listed { cancelled: true, ..listed(DialogueStatus::Planned) };
        vec![
            page(false, vec![listed(DialogueStatus::Planned), off]),
            page(true, vec![listed(DialogueStatus::Locked)]),
            page(false, vec![]),
        ]
    }
}

impl Sampled for NewPage {
    const TEMPLATE: &'static str = "pages/dialogues/new";
    fn samples(_: Language) -> Vec<Self> {
        vec![
            NewPage { form: FormState::default(), contracts: vec![Choice::new("1", "Åsmunda: AVT-2024-17")] },
            NewPage { form: FormState::default(), contracts: vec![] },
        ]
    }
}

impl Sampled for ShowPage {
    const TEMPLATE: &'static str = "pages/dialogues/show";
    fn samples(_: Language) -> Vec<Self> {
        let page = |status, can: bool| ShowPage {
            head: head(status),
            sections: sections(vec![
                (1, item(ItemKind::Standing, None)),
                (3, item(ItemKind::Action, Some(action(ActionStatus::Open)))),
                (8, item(ItemKind::Finding, None)),
                (13, item(ItemKind::Decision, None)),
            ]),
            participants: people(),
            internal_note: can.then(|| "Bara för oss.".to_string()),
            override_ends_on: can.then(|| day(2026, 12, 31)),
            withheld: if can { 2 } else { 0 },
            proposals: if can { 2 } else { 0 },
            cancelled: !can,
            uninvited: if can { vec!["Olle Säker".into()] } else { vec![] },
            previous: neighbour().filter(|_| can),
            history: history(),
            form: FormState::default(),
            section_choices: Section::ALL.to_vec(),
            can_edit: can,
            can_lock: can,
        };
        let empty = ShowPage { participants: vec![], ..page(DialogueStatus::Planned, true) };
        vec![
            page(DialogueStatus::Planned, true),
            page(DialogueStatus::Held, true),
            page(DialogueStatus::Held, false),
            empty,
        ]
    }
}

impl Sampled for LockedPage {
    const TEMPLATE: &'static str = "pages/dialogues/locked";
    fn samples(lang: Language) -> Vec<Self> {
        let delivery = |state, error: Option<&str>| Delivery {
            to: "eva.bjork@asmunda.example".into(),
            state,
            error: error.map(ToString::to_string),
            attempts: 2,
            at: at(),
        };
        let page = |deliveries: Vec<Delivery>| LockedPage {
            id: id(1),
            record: record(lang),
            faults: vec![FaultView { part: minutes::model::MinutesPart::Record, which: None }],
            minutes_waiting: deliveries.is_empty(),
            deliveries,
            internal_note: Some("Bara för oss.".into()),
            previous: neighbour(),
            next: neighbour(),
            history: history(),
        };
        let all = vec![
            delivery("waiting", None),
            delivery("retrying", Some("smtp")),
            delivery("sent", None),
            delivery("failed", Some("smtp")),
        ];
        let bare = LockedPage {
            record: bare_record(lang),
            faults: vec![],
            minutes_waiting: false,
            internal_note: None,
            previous: None,
            next: None,
            ..page(vec![])
        };
        vec![page(all), page(vec![]), bare]
    }
}

impl Sampled for EditPage {
    const TEMPLATE: &'static str = "pages/dialogues/edit";
    fn samples(_: Language) -> Vec<Self> {
        vec![EditPage {
            head: head(DialogueStatus::Held),
            form: FormState::default(),
            people: FormState::default().with("p0_name", "Karin Öberg").with("p0_present", "1"),
            seats: vec![Seat { place: 0, name: "Karin Öberg".into() }, Seat { place: 1, name: String::new() }],
            sides: Side::ALL.to_vec(),
            languages: Language::ALL.to_vec(),
        }]
    }
}

impl Sampled for MeetingPage {
    const TEMPLATE: &'static str = "pages/dialogues/meeting";
    fn samples(_: Language) -> Vec<Self> {
        let page = |item: ItemView, unfolded: &str, can: bool| MeetingPage {
            head: head(DialogueStatus::Held),
            agenda: vec![
                AgendaEntry {
                    id: id(20),
                    title: "Öppnande".into(),
                    standing: true,
                    status: ItemStatus::TakenUp,
                    current: false,
                },
                AgendaEntry {
                    id: id(21),
                    title: "Loggning".into(),
                    standing: false,
                    status: ItemStatus::Untouched,
                    current: true,
                },
            ],
            item,
            item_version: 1,
            section: Section::ActionPlan,
            place: 3,
            previous: can.then(|| id(20)),
            next: can.then(|| id(22)),
            changes: vec![Difference { label: "Status".into(), old: Some("Öppen".into()), new: None }],
            new_since: can,
            form: FormState::default(),
            conflict: if can {
                vec![Difference { label: "Anteckning".into(), old: Some("Förr".into()), new: Some("Nu".into()) }]
            } else {
                Vec::new()
            },
            aside: if can { MeetingAside::sample() } else { MeetingAside::default() },
            action_form: FormState::default(),
            step_form: FormState::default(),
            unfolded: unfolded.into(),
            statuses: ItemStatus::ALL.to_vec(),
            parties: Responsible::ALL.to_vec(),
            owners: vec![Choice::new(id(31), "Karin Öberg (Region Almeå)")],
            can_edit: can,
            can_add_action: can,
            can_verify: can,
            can_lock: can,
        };
        let on_action = |status| item(ItemKind::Action, Some(action(status)));
        vec![
            page(on_action(ActionStatus::Open), "postpone", true),
            page(on_action(ActionStatus::ReportedDone), "verify", true),
            page(item(ItemKind::Standing, None), "action", true),
            page(item(ItemKind::Decision, None), "", false),
            page(item(ItemKind::Finding, None), "", true),
        ]
    }
}

impl Sampled for ClosePage {
    const TEMPLATE: &'static str = "pages/dialogues/close";
    fn samples(_: Language) -> Vec<Self> {
        let left = || Left { id: id(20), title: "Loggning".into(), standing: false };
        let page = ClosePage {
            head: head(DialogueStatus::Held),
            blocking: vec![left()],
            missing: vec!["Behörigheter".into()],
            security: vec![left()],
            others: vec![left()],
            withheld: 1,
            proposals: 1,
            participants: people(),
            recipients: 1,
            quorum: minutes::views::sample_meeting().quorum,
            form: FormState::default(),
            cadence: Some(1),
            refused: Some("Går inte.".into()),
            can_lock: true,
        };
        let ready = ClosePage {
            blocking: vec![],
            missing: vec![],
            security: vec![],
            others: vec![],
            withheld: 0,
            proposals: 0,
            recipients: 0,
            cadence: None,
            refused: None,
            ..page.clone()
        };
        vec![page, ClosePage { can_lock: false, ..ready.clone() }, ready]
    }
}

impl Sampled for PortalListPage {
    const TEMPLATE: &'static str = "pages/portal_dialogues/list";
    fn samples(_: Language) -> Vec<Self> {
        let pager = Pager { number: 1, pages: 1, total: 1 };
        let asking = minutes::approving::Asking {
            dialogue_id: id(1),
            held_on: day(2026, 11, 23),
            contract_reference: "AVT-2024-17".into(),
        };
        let full = PortalListPage {
            asking: vec![asking],
            upcoming: vec![listed(DialogueStatus::Planned)],
            locked: vec![listed(DialogueStatus::Locked)],
            pager: pager.clone(),
        };
        vec![full, PortalListPage { asking: vec![], upcoming: vec![], locked: vec![], pager }]
    }
}

impl Sampled for PortalShowPage {
    const TEMPLATE: &'static str = "pages/portal_dialogues/show";
    fn samples(_: Language) -> Vec<Self> {
        let page = PortalShowPage {
            number: 4,
            held_on: day(2026, 11, 23),
            status: DialogueStatus::Planned,
            contract_reference: "AVT-2024-17".into(),
            contract_title: "Ögonsjukvård i Almeå norra".into(),
            chair_name: Some("Karin Öberg".into()),
            sections: vec![TitleSection { number: 3, section: Section::ActionPlan, titles: vec!["Loggning".into()] }],
            actions: vec![OwnAction {
                id: id(9),
                number: 12,
                title: "Loggning".into(),
                status: ActionStatus::Open,
                due_on: day(2026, 12, 1),
                slips: 1,
            }],
            call: Some(CallView::sample(CallKind::Invited)),
            cancelled: false,
        };
        let call = Some(CallView::sample(CallKind::Cancelled));
        let off = PortalShowPage { call, cancelled: true, ..page.clone() };
        let held = PortalShowPage { call: None, status: DialogueStatus::Held, ..page.clone() };
        let held = PortalShowPage { actions: vec![], chair_name: None, ..held };
        vec![held, off, page]
    }
}

impl Sampled for PortalRecordPage {
    const TEMPLATE: &'static str = "pages/portal_dialogues/locked";
    fn samples(lang: Language) -> Vec<Self> {
        vec![
            PortalRecordPage {
                id: id(1),
                record: record(lang),
                faults: vec![FaultView {
                    part: minutes::model::MinutesPart::Approval,
                    which: Some("Eva Björk".into()),
                }],
            },
            PortalRecordPage { id: id(1), record: bare_record(lang), faults: vec![] },
        ]
    }
}
