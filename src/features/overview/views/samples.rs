//! Samples of the pages of the reports.

use super::{
    AdministrationRow, AdministrationsPage, BehindShown, ChangeShown, ClauseAnswer, ClausePage, ClauseRow,
    DifferenceShown, FigureShown, FiguresPage, GoalShown, MailingForm, MailingsPage, MeasurePage, MemoPage, PartShown,
    PastPage, PersonBox, TextForm, TextsPage, ThenShown,
};
use crate::base::{Id, Language};
use crate::features::overview::model::{Measure, Part, Place, ReportKind};
use crate::features::overview::records::{Goal, OwnText};
use crate::features::overview::rules::{Administration, MissingDays, TrendPoint, VendorBehind, chart};
use crate::features::vendors::Tab;
use crate::platform::view::{Choice, FormState, Pager, Sampled};
use chrono::{DateTime, Days, NaiveDate, Utc};

fn now() -> DateTime<Utc> {
    DateTime::<Utc>::from_timestamp(1_795_420_800, 0).unwrap_or_default()
}

fn day() -> NaiveDate {
    crate::base::clock::swedish_date(now())
}

fn ago(days: u64) -> NaiveDate {
    day().checked_sub_days(Days::new(days)).unwrap_or(day())
}

fn tabs() -> Vec<Tab> {
    let tab = |label: &str, current| Tab { label: label.into(), href: "/overview".into(), current, count: None };
    vec![tab("Ledningen", true), tab("Uppföljningen", false)]
}

fn pager(total: i64) -> Pager {
    Pager { number: 1, pages: (total / 50).max(1), total }
}

fn parts(wanted: &[Part]) -> Vec<PartShown> {
    let figure = |measure: &Measure| FigureShown {
        measure: *measure,
        value: "12".into(),
        then: if *measure == Measure::MedianClosing { "–".into() } else { "9".into() },
        change: "+3".into(),
        tone: "attention",
        href: format!("/overview/measures/{measure}"),
    };
    let part = |part: &Part| PartShown {
        part: *part,
        figures: Measure::ALL.iter().filter(|measure| measure.part() == *part).map(figure).collect(),
    };
    wanted.iter().map(part).collect()
}

fn missing() -> Vec<MissingDays> {
    vec![MissingDays { from: ago(9), to: ago(7), days: 3 }, MissingDays { from: ago(3), to: ago(3), days: 1 }]
}

impl Sampled for FiguresPage {
    const TEMPLATE: &'static str = "pages/overview/figures";
    fn samples(_: Language) -> Vec<Self> {
        let all = [Part::Critical, Part::Changed, Part::Decided, Part::Unknown];
        let page = FiguresPage {
            tabs: tabs(),
            director: true,
            today: day(),
            compared: Some(ago(31)),
            since: ago(30),
            parts: parts(&all),
            text: "Läget är bättre än i höstas.\n\nTvå leverantörer återstår.".into(),
            missing: missing(),
            never: false,
            goals: Vec::new(),
        };
        let first = FiguresPage {
            compared: None,
            text: String::new(),
            missing: Vec::new(),
            never: true,
            parts: Vec::new(),
            ..page.clone()
        };
        let shown = |progress| GoalShown {
            goal: goal(),
            value: "9".into(),
            progress,
            href: "/overview/measures/overdue_actions".into(),
        };
        let own = FiguresPage {
            director: false,
            parts: parts(&[Part::FollowUp]),
            text: String::new(),
            goals: vec![shown(Some(88)), shown(None)],
            ..page.clone()
        };
        vec![page, first, own]
    }
}

fn goal() -> Goal {
    Goal {
        id: Id::new(now()),
        organisation_id: Id::new(now()),
        measure: Measure::OverdueActions,
        baseline: 40,
        baseline_on: ago(300),
        target: 5,
        target_on: day(),
        note: Some("Beslutat av direktören.".into()),
        updated_by_name: "Karin Öberg".into(),
        updated_at: now().into(),
        version: 1,
    }
}

impl Sampled for MeasurePage {
    const TEMPLATE: &'static str = "pages/overview/measure";
    fn samples(_: Language) -> Vec<Self> {
        let points: Vec<TrendPoint> =
            [(40, 30), (39, 28), (20, 12), (0, 9)].map(|(days, value)| TrendPoint { on: ago(days), value }).to_vec();
        let row = BehindShown {
            what: "#4 Loggning".into(),
            href: "/actions/1".into(),
            whose: Some("Åsmunda Ögonklinik AB".into()),
            tier: Some(1),
            on: Some(day()),
            at: None,
        };
        let bare = BehindShown { whose: None, tier: None, on: None, at: Some(now().into()), ..row.clone() };
        let page = MeasurePage {
            measure: Measure::OverdueActions,
            days: 92,
            value: "120".into(),
            is_median: false,
            since: None,
            filter: FormState::default(),
            rows: vec![row, bare],
            pager: pager(120),
            export_xlsx: "/overview/measures/overdue_actions?format=xlsx".into(),
            export_csv: "/overview/measures/overdue_actions?format=csv".into(),
            trend_form: FormState::default().with("from", ago(366)).with("to", day()),
            chart: chart(&points, false, Some(5)),
            points,
            weekly: false,
            missing: missing(),
            goal: Some(goal()),
            progress: Some(88),
            form: FormState::default().with("baseline", 40).with("version", 1),
            can_edit: true,
        };
        let empty = MeasurePage {
            measure: Measure::MedianClosing,
            value: "–".into(),
            is_median: true,
            since: Some(ago(365)),
            rows: Vec::new(),
            pager: pager(0),
            chart: None,
            points: Vec::new(),
            missing: Vec::new(),
            goal: None,
            progress: None,
            can_edit: false,
            ..page.clone()
        };
        vec![MeasurePage { weekly: true, progress: None, ..page.clone() }, page, empty]
    }
}

impl Sampled for MemoPage {
    const TEMPLATE: &'static str = "pages/overview/memo";
    fn samples(_: Language) -> Vec<Self> {
        let page = MemoPage {
            tabs: tabs(),
            background: "Nämnden beslutade i juni.".into(),
            assessment: String::new(),
            proposal: "Nämnden lägger rapporten till handlingarna.".into(),
            parts: parts(&[Part::Critical]),
            today: day(),
            compared: Some(ago(31)),
            can_edit: true,
        };
        vec![MemoPage { can_edit: false, compared: None, ..page.clone() }, page]
    }
}

impl Sampled for TextsPage {
    const TEMPLATE: &'static str = "pages/overview/texts";
    fn samples(_: Language) -> Vec<Self> {
        let row = OwnText {
            id: Id::new(now()),
            organisation_id: Id::new(now()),
            place: Place::Director,
            text_sv: "Läget".into(),
            text_en: "The state".into(),
            updated_by_name: "Karin Öberg".into(),
            updated_at: now().into(),
            version: 2,
        };
        let text = |place: &Place| TextForm {
            place: *place,
            form: FormState::default().with("version", 0),
            longest: 500,
            row: (*place == Place::Director).then(|| row.clone()),
        };
        vec![TextsPage { tabs: tabs(), texts: Place::ALL.iter().map(text).collect() }]
    }
}

impl Sampled for PastPage {
    const TEMPLATE: &'static str = "pages/overview/vendors";
    fn samples(_: Language) -> Vec<Self> {
        let then = ThenShown {
            id: "1".into(),
            name: "Åsmunda Ögonklinik AB".into(),
            org_number: Some("556677-8899".into()),
            kind: "Vårdgivare".into(),
            country: "SE".into(),
            status: "Aktiv".into(),
            tier: Some(2),
            tier_preliminary: true,
            manager: Some("Eva Björk".into()),
            contracts: 2,
        };
        let bare = ThenShown { org_number: None, tier: None, manager: None, ..then.clone() };
        let change = ChangeShown { label: "Nivå".into(), old: None, new: Some("2".into()) };
        let differs = DifferenceShown {
            vendor_id: "1".into(),
            name: "Åsmunda Ögonklinik AB".into(),
            difference: "Ändrad".into(),
            tone: "info",
            changes: vec![change],
        };
        let added = DifferenceShown { changes: Vec::new(), tone: "ok", ..differs.clone() };
        let page = PastPage {
            tabs: tabs(),
            form: FormState::default(),
            from: ago(180),
            to: day(),
            count_from: 100,
            count_to: 120,
            count_differences: 30,
            whole: true,
            list: vec![then, bare],
            differences: Vec::new(),
            pager: pager(120),
            log_from: Some(ago(90)),
            href_from: "/overview/vendors?to=2026-05-27&view=list".into(),
            href_list: "/overview/vendors?view=list".into(),
            href_differences: "/overview/vendors?view=differences".into(),
            export_xlsx: "/overview/vendors?format=xlsx".into(),
            export_csv: "/overview/vendors?format=csv".into(),
        };
        let other = PastPage {
            whole: false,
            list: Vec::new(),
            differences: vec![differs, added],
            log_from: None,
            ..page.clone()
        };
        vec![
            PastPage { list: Vec::new(), ..page.clone() },
            PastPage { differences: Vec::new(), ..other.clone() },
            page,
            other,
        ]
    }
}

impl Sampled for ClausePage {
    const TEMPLATE: &'static str = "pages/overview/clauses";
    fn samples(_: Language) -> Vec<Self> {
        let row = ClauseRow {
            vendor_id: "1".into(),
            name: "Åsmunda Ögonklinik AB".into(),
            tier: Some(1),
            contracts: "AVT-1".into(),
            required: true,
            followed_on: None,
            followed_by: None,
            hole: Some("Ingen har någonsin bedömt kravet".into()),
            judged_on: None,
        };
        let followed = ClauseRow {
            followed_on: Some(ago(20)),
            followed_by: Some("Omar Haddad".into()),
            hole: None,
            judged_on: Some(ago(20)),
            ..row.clone()
        };
        let not = ClauseRow { required: false, tier: None, contracts: String::new(), hole: None, ..row.clone() };
        let answer = ClauseAnswer {
            clause_id: "KV-01".into(),
            title: "KV-01 Ledningssystem".into(),
            from: ago(300),
            to: day(),
            yes: false,
            required: 2,
            followed: 1,
            holes: 1,
            not_required: 1,
            choices: tabs(),
            rows: vec![row, followed, not],
            pager: pager(3),
            export_xlsx: "/overview/clauses?format=xlsx".into(),
            export_csv: "/overview/clauses?format=csv".into(),
        };
        let page = ClausePage {
            tabs: tabs(),
            form: FormState::default(),
            clauses: vec![Choice::new("KV-01", "KV-01 Ledningssystem")],
            kinds: vec![Choice::new("care_provider", "Vårdgivare")],
            asked: None,
        };
        let good = ClauseAnswer { yes: true, rows: Vec::new(), pager: pager(0), ..answer.clone() };
        vec![page.clone(), ClausePage { asked: Some(answer), ..page.clone() }, ClausePage { asked: Some(good), ..page }]
    }
}

impl Sampled for AdministrationsPage {
    const TEMPLATE: &'static str = "pages/overview/administrations";
    fn samples(_: Language) -> Vec<Self> {
        let row = AdministrationRow {
            name: "Socialförvaltningen".into(),
            href: "/overview/administrations?name=x#vendors".into(),
            services: "/services?administration=x&status=running".into(),
            row: Administration {
                name: Some("Socialförvaltningen".into()),
                services: 23,
                breaches: 9,
                unclassified: 2,
                vendors: 4,
                critical: 1,
                open_findings: 7,
                late_actions: 3,
                behind: Vec::new(),
            },
        };
        let behind = VendorBehind {
            vendor_id: "1".into(),
            name: "Vidlyssna Vårdlinje AB".into(),
            tier: Some(1),
            open_findings: 4,
            late_actions: 2,
        };
        let page = AdministrationsPage {
            tabs: tabs(),
            rows: vec![row],
            chosen: Some("Socialförvaltningen".into()),
            behind: vec![behind],
            export_xlsx: "/overview/administrations?format=xlsx".into(),
            export_csv: "/overview/administrations?format=csv".into(),
        };
        let chosen = AdministrationsPage { behind: Vec::new(), ..page.clone() };
        let empty = AdministrationsPage { rows: Vec::new(), behind: Vec::new(), chosen: None, ..page.clone() };
        vec![page, chosen, empty]
    }
}

impl Sampled for MailingsPage {
    const TEMPLATE: &'static str = "pages/overview/mailings";
    fn samples(_: Language) -> Vec<Self> {
        let person = |name: &str, chosen| PersonBox { id: Id::new(now()), name: name.into(), chosen };
        let mailing = |report: &ReportKind| MailingForm {
            report: *report,
            form: FormState::default().with("day_of_month", 3).with("secrecy_marked", "1").with("version", 1),
            people: vec![person("Karin Öberg", true), person("Eva Björk", false)],
            last_period: (*report == ReportKind::Director).then(|| "2026-11".into()),
        };
        vec![MailingsPage { tabs: tabs(), mailings: ReportKind::ALL.iter().map(mailing).collect() }]
    }
}
