//! Samples of every page: with everything in it, and with as little as can be.

use super::model::{ReceiverState, SendingDelivery, SendingOrigin, SendingState, Tally, Why};
use super::progress::{MailPreview, ReceiverLine};
use super::views::*;
use crate::base::{Id, Language};
use crate::features::controls::QuestionSet;
use crate::platform::view::{Choice, FormState, Pager, Sampled};
use chrono::{DateTime, NaiveDate, Utc};

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default()
}

fn id() -> Id {
    Id::new(at())
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 15).unwrap_or_default()
}

fn pager() -> Pager {
    Pager { number: 1, pages: 2, total: 60 }
}

fn tally() -> Tally {
    Tally { total: 60, queued: 20, sent: 30, failed: 4, skipped: 6 }
}

fn head(state: SendingState, full: bool) -> SendingHead {
    let text = |text: &str| full.then(|| text.to_string());
    SendingHead {
        id: id(),
        number: 4,
        question_set: QuestionSet::Full,
        set_title: text("Vårdappar, version 2"),
        question_count: 62,
        due_on: day(),
        message: text("Hör av er om något är oklart."),
        internal_note: text("Beslut i ledningsgruppen den 3 november."),
        state,
        origin: if full { SendingOrigin::Proposed } else { SendingOrigin::Person },
        created_by_name: "Eva Björk".into(),
        started_by_name: text("Eva Björk"),
        version: 2,
        tone: "info",
        selection: if full { vec!["Kritisk".into(), "Vårdgivare".into()] } else { Vec::new() },
        can_send: full,
    }
}

impl Sampled for SendingsPage {
    const TEMPLATE: &'static str = "pages/sendings/list";
    fn samples(_: Language) -> Vec<Self> {
        let row = |state, origin| SendingRow {
            id: id(),
            number: 4,
            title: "Årlig självskattning".into(),
            question_set: QuestionSet::Lite,
            set_title: (state == SendingState::Sent).then(|| "Vårdappar, version 2".to_string()),
            state,
            origin,
            due_on: day(),
            tally: tally(),
        };
        let rows = SendingState::ALL.iter().map(|state| row(*state, SendingOrigin::Proposed)).collect();
        let full = SendingsPage {
            form: FormState::default(),
            rows,
            pager: pager(),
            states: SendingState::ALL,
            can_send: true,
        };
        vec![SendingsPage { rows: Vec::new(), can_send: false, ..full.clone() }, full]
    }
}

impl Sampled for EditSendingPage {
    const TEMPLATE: &'static str = "pages/sendings/edit";
    fn samples(_: Language) -> Vec<Self> {
        let of = |id: Option<Id>| EditSendingPage {
            id,
            action: "/sendings".into(),
            form: FormState::default().with("version", 1).with("tier_1", 1),
            sets: vec![
                Choice::new(QuestionSet::Lite, "Liten uppsättning"),
                Choice::new("own:1", "Vårdappar, version 2"),
            ],
            tiers: vec![TierBox { name: "tier_1".into(), label: "Kritisk".into() }],
            kinds: vec!["care_provider", "it_supplier"],
            filters: vec![Choice::new("1", "Mina i norr")],
        };
        vec![of(None), of(Some(id()))]
    }
}

impl Sampled for DraftPage {
    const TEMPLATE: &'static str = "pages/sendings/draft";
    fn samples(_: Language) -> Vec<Self> {
        let row = |why: Option<Why>, tier| CandidateRow {
            vendor_id: id(),
            name: "Åsmunda Ögonklinik AB".into(),
            tier,
            tier_preliminary: why.is_some(),
            people: if why.is_none() { vec!["Sara Lind (sara.lind@asmunda.example)".into()] } else { Vec::new() },
            why,
        };
        let mail = |language| MailPreview {
            language,
            to_name: "Sara Lind".into(),
            subject: "Självskattning från Region Almeå".into(),
            text: "Hej Sara Lind\n\nNi har 62 frågor att svara på.".into(),
            count: 3,
        };
        let mut rows = vec![row(None, Some(2)), row(None, None)];
        rows.extend(Why::ALL.iter().map(|why| row(Some(*why), Some(3))));
        let full = DraftPage {
            head: head(SendingState::Draft, true),
            able: 12,
            unable: 3,
            people: 14,
            rows,
            pager: pager(),
            left_out: 2,
            mails: vec![mail(Language::Sv), mail(Language::En)],
            questions: vec![QuestionLine { id: "Q01".into(), text: "Har ni en policy?".into() }],
            form: FormState::default(),
        };
        let bare = DraftPage {
            head: head(SendingState::Draft, false),
            able: 0,
            people: 0,
            rows: Vec::new(),
            left_out: 0,
            mails: Vec::new(),
            ..full.clone()
        };
        vec![bare, full]
    }
}

impl Sampled for RunPage {
    const TEMPLATE: &'static str = "pages/sendings/run";
    fn samples(_: Language) -> Vec<Self> {
        let line = |delivery: SendingDelivery, full: bool| ReceiverLine {
            id: id(),
            vendor_id: id(),
            vendor_name: "Åsmunda Ögonklinik AB".into(),
            state: if full { ReceiverState::Sent } else { ReceiverState::Failed },
            why: (!full).then_some(Why::Nobody),
            delivery,
            mail_error: (delivery == SendingDelivery::Bounced).then(|| "550 no such user".into()),
            late: full,
            assessment_id: full.then(id),
            answered: 12,
            question_count: 62,
            attempts: 1,
            sent_at: full.then(|| at().into()),
            opened_at: full.then(|| at().into()),
        };
        let rows = SendingDelivery::ALL.iter().flat_map(|delivery| [line(*delivery, true), line(*delivery, false)]);
        let full = RunPage {
            head: head(SendingState::Sending, true),
            tally: tally(),
            done: 40,
            rows: rows.map(ReceiverRow::from).collect(),
            pager: pager(),
            form: FormState::default(),
            states: ReceiverState::ALL.iter().map(|state| state.as_str()).collect(),
            can_pause: true,
            can_resume: true,
            can_stop: true,
            can_retry: true,
            can_invite: true,
        };
        let bare = RunPage {
            head: head(SendingState::Sent, false),
            rows: Vec::new(),
            can_pause: false,
            can_resume: false,
            can_stop: false,
            can_retry: false,
            can_invite: false,
            ..full.clone()
        };
        vec![bare, full]
    }
}

impl Sampled for SendingLinkPage {
    const TEMPLATE: &'static str = "pages/sendings/link";
    fn samples(_: Language) -> Vec<Self> {
        let of = |is_link| SendingLinkPage {
            sending_id: id(),
            vendor: "Åsmunda Ögonklinik AB".into(),
            name: "Sara Lind".into(),
            email: "sara.lind@asmunda.example".into(),
            link: "https://tillit.example/invitation/abc".into(),
            is_link,
        };
        vec![of(true), of(false)]
    }
}

impl Sampled for SendingSettingsPage {
    const TEMPLATE: &'static str = "pages/sendings/settings";
    fn samples(_: Language) -> Vec<Self> {
        let of = |can_edit| SendingSettingsPage {
            form: FormState::default().with("ladder", "-14, -3, 0, 7").with("grace_days", 5).with("escalate", 1),
            version: 1,
            intervals: vec![Interval { tier: 1, months: Some(12) }, Interval { tier: 4, months: None }],
            can_edit,
        };
        vec![of(true), of(false)]
    }
}
