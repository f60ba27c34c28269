//! Samples of every page: with everything in it, and with as little as can be.

use super::model::MailEvent;
use super::views::*;
use crate::base::{Id, Instant, Language};
use crate::kit::notices::{NoticeKind, Way};
use crate::kit::outbox::State;
use crate::platform::view::{FormState, Pager, Sampled};
use chrono::{DateTime, NaiveDate, Utc};

fn at() -> Instant {
    when().into()
}

fn when() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default()
}

fn pager() -> Pager {
    Pager { number: 1, pages: 2, total: 60 }
}

impl Sampled for InboxPage {
    const TEMPLATE: &'static str = "pages/notices/inbox";
    fn samples(_: Language) -> Vec<Self> {
        let row = |kind: &NoticeKind, full: bool| NoticeRow {
            id: Id::new(when()),
            word: if *kind == NoticeKind::Event {
                "notices-event-minutes".into()
            } else {
                format!("notices-kind-{kind}")
            },
            title: full.then(|| "Inför tvåfaktorsinloggning".into()),
            whose: full.then(|| "Åsmunda Ögonklinik AB".into()),
            hidden: !full,
            due_on: full.then(|| NaiveDate::from_ymd_opt(2026, 12, 15).unwrap_or_default()),
            created_at: at(),
            read: full,
        };
        let full = InboxPage {
            form: FormState::default(),
            rows: NoticeKind::ALL.iter().flat_map(|kind| [row(kind, true), row(kind, false)]).collect(),
            pager: pager(),
            kinds: NoticeKind::ALL,
            place: "/notices",
            unread: 3,
            can_see_log: true,
            can_write_texts: true,
        };
        let bare = InboxPage {
            rows: Vec::new(),
            unread: 0,
            place: "/portal/notices",
            can_see_log: false,
            can_write_texts: false,
            ..full.clone()
        };
        vec![bare, full]
    }
}

impl Sampled for NoticeSettingsPage {
    const TEMPLATE: &'static str = "pages/notices/settings";
    fn samples(_: Language) -> Vec<Self> {
        let row = |kind: &NoticeKind| KindRow {
            kind: *kind,
            name: format!("way_{kind}"),
            hint: if *kind == NoticeKind::Action { "notices-why-action".into() } else { String::new() },
            ways: Way::ALL.to_vec(),
        };
        let of = |unsubscribed| NoticeSettingsPage {
            form: FormState::default().with("quiet_from", "20:00").with("quiet_to", "07:00").with("mail", 1),
            version: 1,
            place: "/notices",
            languages: Language::ALL,
            rows: NoticeKind::ALL.iter().map(row).collect(),
            unsubscribed,
            digest_hour: 7,
            longest_hours: 16,
        };
        vec![of(true), of(false)]
    }
}

impl Sampled for LogPage {
    const TEMPLATE: &'static str = "pages/notices/log";
    fn samples(_: Language) -> Vec<Self> {
        let row = |state: &State, full: bool| LogRow {
            id: Id::new(when()),
            word: "notices-event-notice_digest".into(),
            name: full.then(|| "Sara Lind".into()),
            recipient: full.then(|| "sara.lind@asmunda.example".into()),
            state: *state,
            failed: *state == State::Failed,
            tone: "ok",
            attempts: 2,
            error: full.then(|| "smtp: 550 no such user".into()),
            created_at: at(),
            done_at: full.then(at),
        };
        let rows = State::ALL.iter().flat_map(|state| [row(state, true), row(state, false)]).collect();
        let events = vec!["action_assigned".into(), "mail_failed".into()];
        let full =
            LogPage { form: FormState::default(), place: "/notices", events, rows, pager: pager(), states: State::ALL };
        vec![LogPage { rows: Vec::new(), events: Vec::new(), place: "/portal/notices", ..full.clone() }, full]
    }
}

impl Sampled for UnsubscribePage {
    const TEMPLATE: &'static str = "pages/notices/unsubscribe";
    fn samples(_: Language) -> Vec<Self> {
        let of = |ended| UnsubscribePage { organisation: "Region Almeå".into(), token: "a.b".into(), ended };
        vec![of(true), of(false)]
    }
}

impl Sampled for MailTextsPage {
    const TEMPLATE: &'static str = "pages/notices/texts";
    fn samples(_: Language) -> Vec<Self> {
        let row = |event: &MailEvent| MailTextRow { event: *event, own_sv: true, own_en: false };
        vec![MailTextsPage { rows: MailEvent::ALL.iter().map(row).collect() }]
    }
}

impl Sampled for MailTextPage {
    const TEMPLATE: &'static str = "pages/notices/text";
    fn samples(language: Language) -> Vec<Self> {
        let version = |restored| MailTextVersion {
            number: 2,
            subject: "Dagens notiser".into(),
            body: "Hej {name}\n\n{rows}".into(),
            restored,
            by: "Karin Öberg".into(),
            at: at(),
        };
        let full = MailTextPage {
            event: MailEvent::Digest,
            language,
            version: 2,
            own: true,
            needed: "{rows}".into(),
            examples: vec![Example { place: "{name}".into(), example: "Sara Lind".into() }],
            versions: vec![version(true), version(false)],
            form: FormState::default().with("subject", "Dagens notiser").with("body", "{rows}"),
            preview: Some(Preview { subject: "Dagens notiser".into(), text: "Hej Sara Lind".into() }),
        };
        let bare = MailTextPage { own: false, versions: Vec::new(), version: 0, preview: None, ..full.clone() };
        vec![bare, full]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::notices::actions::sample_values;
    use crate::platform::view::{Views, render_samples};

    #[test]
    fn every_page_renders() {
        let views = Views::new().unwrap();
        render_samples::<InboxPage>(&views).unwrap();
        render_samples::<NoticeSettingsPage>(&views).unwrap();
        render_samples::<LogPage>(&views).unwrap();
        render_samples::<UnsubscribePage>(&views).unwrap();
        render_samples::<MailTextsPage>(&views).unwrap();
        render_samples::<MailTextPage>(&views).unwrap();
    }

    /// The text that one begins to write from is one that could be kept.
    #[test]
    fn every_shipped_text_is_a_good_one() {
        let views = Views::new().unwrap();
        for (event, language) in MailEvent::ALL.iter().flat_map(|e| Language::ALL.iter().map(move |l| (*e, *l))) {
            let word = |part: &str| {
                let text = views.word_of(language, &format!("notices-shipped-{event}-{part}"), []);
                text.replace('«', "{").replace('»', "}")
            };
            let errors = super::super::rules::check_text(event, &word("subject"), &word("body"));
            assert!(errors.is_empty(), "{event} {language}: {errors:?}");
            let samples = sample_values(&views, (event, language), "https://t.example").unwrap();
            for place in event.placeholders() {
                assert!(!samples.get(*place).unwrap().is_empty(), "{event}: {place}");
            }
        }
    }
}
