//! The door to calendars: iCalendar as RFC 5545 writes it. Lines are folded at 75 octets and never within a character, text is
//! escaped, times are UTC, and a whole day is a date. What an event says is the caller's business.

use crate::base::clock::ZONE;
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// The media type of the files and of the part of a mail.
pub const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// When something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// The whole day, wherever one is.
    Day(NaiveDate),
    /// From an instant to another. `swedish` gives the instant of a Swedish wall clock.
    Span(DateTime<Utc>, DateTime<Utc>),
}

/// What a calendar is sent for (RFC 5546).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// To read: a feed.
    Publish,
    /// An invitation, or a new time for one: the same `uid` with a higher `sequence`.
    Request,
    /// It does not take place: the same `uid` with a higher `sequence`.
    Cancel,
}

impl Method {
    fn name(self) -> &'static str {
        match self {
            Method::Publish => "PUBLISH",
            Method::Request => "REQUEST",
            Method::Cancel => "CANCEL",
        }
    }

    /// The media type that mail programs know an invitation by.
    pub fn media_type(self) -> String {
        format!("{MEDIA_TYPE}; method={}", self.name())
    }
}

/// Somebody who invites or is invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    pub name: String,
    pub email: String,
}

/// One entry. `uid` stays the same for ever; `sequence` grows with each change that is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub uid: String,
    pub stamp: DateTime<Utc>,
    pub when: When,
    pub summary: String,
    pub description: Option<String>,
    pub location: Option<String>,
    pub url: Option<String>,
    pub sequence: u32,
    pub organiser: Option<Guest>,
    pub guests: Vec<Guest>,
}

impl Event {
    /// An entry that says only what it is and when.
    pub fn new(uid: impl Into<String>, stamp: DateTime<Utc>, when: When, summary: impl Into<String>) -> Event {
        Event {
            uid: uid.into(),
            stamp,
            when,
            summary: summary.into(),
            description: None,
            location: None,
            url: None,
            sequence: 0,
            organiser: None,
            guests: Vec::new(),
        }
    }
}

/// The calendar as text. `name` is what programs call a subscribed calendar; without it, it is a file to take in.
pub fn write(name: &str, method: Method, events: &[Event]) -> String {
    let mut out = Lines::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//Tillit//Tillit//SV");
    out.line("CALSCALE:GREGORIAN");
    out.line(&format!("METHOD:{}", method.name()));
    if method == Method::Publish && !name.is_empty() {
        out.text("X-WR-CALNAME", name);
        out.line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    }
    for event in events {
        out.event(event, method);
    }
    out.line("END:VCALENDAR");
    out.0
}

/// The instant of a wall clock in Sweden. In the night when the clock goes back the first of the two; a time that the
/// clock leaps over in spring is as far after the leap as it was meant to be after it (RFC 5545, 3.3.5).
pub fn swedish(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    let wall = day.and_time(time);
    if let Some(at) = ZONE.from_local_datetime(&wall).earliest() {
        return at.with_timezone(&Utc);
    }
    let after = wall + Duration::hours(1);
    ZONE.from_local_datetime(&after).earliest().map_or_else(|| wall.and_utc(), |at| at.with_timezone(&Utc))
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// One content line, folded: at most 75 octets before each line break, a space after it.
    fn line(&mut self, content: &str) {
        let mut used = 0;
        for c in content.chars() {
            if used + c.len_utf8() > 75 {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escaped(value)));
    }

    fn event(&mut self, event: &Event, method: Method) {
        self.line("BEGIN:VEVENT");
        self.text("UID", &event.uid);
        self.line(&format!("DTSTAMP:{}", stamp(event.stamp)));
        match event.when {
            When::Day(day) => {
                let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
                self.line(&format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
                self.line(&format!("DTEND;VALUE=DATE:{}", next.format("%Y%m%d")));
                self.line("TRANSP:TRANSPARENT");
            }
            When::Span(from, to) => {
                self.line(&format!("DTSTART:{}", stamp(from)));
                self.line(&format!("DTEND:{}", stamp(to.max(from))));
            }
        }
        self.line(&format!("SEQUENCE:{}", event.sequence));
        match method {
            Method::Publish => {}
            Method::Request => self.line("STATUS:CONFIRMED"),
            Method::Cancel => self.line("STATUS:CANCELLED"),
        }
        self.text("SUMMARY", &event.summary);
        for (name, value) in [("DESCRIPTION", &event.description), ("LOCATION", &event.location)] {
            if let Some(value) = value {
                self.text(name, value);
            }
        }
        if let Some(url) = &event.url {
            self.line(&format!("URL:{}", plain(url)));
        }
        if let Some(organiser) = &event.organiser {
            self.line(&format!("ORGANIZER;CN=\"{}\":mailto:{}", quoted(&organiser.name), plain(&organiser.email)));
        }
        let answer = if method == Method::Cancel { "FALSE" } else { "TRUE" };
        for guest in &event.guests {
            self.line(&format!(
                "ATTENDEE;CN=\"{}\";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP={answer}:mailto:{}",
                quoted(&guest.name),
                plain(&guest.email)
            ));
        }
        self.line("END:VEVENT");
    }
}

fn stamp(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A value of type TEXT: backslash, semicolon, comma and line break are escaped, other control characters left out.
fn escaped(value: &str) -> String {
    let mut safe = String::with_capacity(value.len());
    for c in value.replace("\r\n", "\n").chars() {
        match c {
            '\\' => safe.push_str("\\\\"),
            ';' => safe.push_str("\\;"),
            ',' => safe.push_str("\\,"),
            '\n' => safe.push_str("\\n"),
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}

/// Within quotation marks nothing is escaped, so what would end them is left out.
fn quoted(value: &str) -> String {
    value.chars().filter(|c| !c.is_control() && *c != '"').collect()
}

/// An address: whatever could begin another line or parameter is left out.
fn plain(value: &str) -> String {
    value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// The content lines as a calendar reads them: unfolded.
    fn read(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split("\r\n").filter(|line| !line.is_empty()).map(ToString::to_string).collect()
    }

    fn one(when: When, summary: &str) -> String {
        write("Tillit", Method::Publish, &[Event::new("1@tillit", at("2026-11-23T08:00:00Z"), when, summary)])
    }

    #[test]
    fn a_day_is_a_date_and_ends_on_the_next() {
        let lines = read(&one(When::Day(day("2028-02-29")), "Möte"));
        for line in
            ["DTSTART;VALUE=DATE:20280229", "DTEND;VALUE=DATE:20280301", "DTSTAMP:20261123T080000Z", "UID:1@tillit"]
        {
            assert!(lines.iter().any(|l| l == line), "{line} in {lines:?}");
        }
        assert_eq!((lines[0].as_str(), lines[lines.len() - 1].as_str()), ("BEGIN:VCALENDAR", "END:VCALENDAR"));
    }

    #[test]
    fn lines_are_folded_at_75_octets_and_never_within_a_character() {
        let long = "åäö😀 ".repeat(60);
        let text = one(When::Day(day("2026-12-24")), &long);
        assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
        for line in text.split("\r\n") {
            assert!(line.len() <= 75, "{} octets: {line}", line.len());
        }
        assert!(read(&text).contains(&format!("SUMMARY:{long}")));
    }

    #[test]
    fn text_cannot_become_a_property() {
        let hostile = "a\\b;c,d\r\nATTENDEE:mailto:x@y.z\u{7}";
        let lines = read(&one(When::Day(day("2026-12-24")), hostile));
        assert!(lines.contains(&"SUMMARY:a\\\\b\\;c\\,d\\nATTENDEE:mailto:x@y.z".to_string()), "{lines:?}");
        assert!(!lines.iter().any(|l| l.starts_with("ATTENDEE")));
        let guest = Guest { name: "Eva \"X\"\r\nURL:http://a".into(), email: "eva@a.se\r\nURL:http://b".into() };
        let event = Event {
            organiser: Some(guest.clone()),
            guests: vec![guest],
            ..Event::new("1", at("2026-11-23T08:00:00Z"), When::Day(day("2026-12-24")), "Möte")
        };
        let lines = read(&write("", Method::Request, &[event]));
        assert!(!lines.iter().any(|l| l.starts_with("URL")), "{lines:?}");
        assert!(lines.contains(&"METHOD:REQUEST".to_string()));
    }

    #[test]
    fn the_nights_when_the_clock_is_changed() {
        let time = |text: &str| text.parse::<NaiveTime>().unwrap();
        for (on, clock, instant) in [
            ("2026-03-29", "01:59:00", "2026-03-29T00:59:00Z"),
            ("2026-03-29", "02:30:00", "2026-03-29T01:30:00Z"),
            ("2026-03-29", "03:00:00", "2026-03-29T01:00:00Z"),
            ("2026-10-25", "02:30:00", "2026-10-25T00:30:00Z"),
            ("2026-10-25", "03:00:00", "2026-10-25T02:00:00Z"),
            ("2026-07-01", "09:00:00", "2026-07-01T07:00:00Z"),
            ("2026-12-01", "09:00:00", "2026-12-01T08:00:00Z"),
        ] {
            assert_eq!(swedish(day(on), time(clock)), at(instant), "{on} {clock}");
        }
        let text = one(When::Span(swedish(day("2026-07-01"), time("09:00:00")), at("2026-07-01T08:00:00Z")), "Möte");
        assert!(text.contains("DTSTART:20260701T070000Z\r\nDTEND:20260701T080000Z\r\n"), "{text}");
    }

    #[test]
    fn what_is_called_off_says_so() {
        let event =
            Event { sequence: 2, ..Event::new("1", at("2026-11-23T08:00:00Z"), When::Day(day("2026-12-24")), "Möte") };
        let lines = read(&write("", Method::Cancel, &[event]));
        for line in ["METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2"] {
            assert!(lines.iter().any(|l| l == line), "{line}");
        }
    }

    #[test]
    fn an_invitation_names_who_invites_and_who_is_invited() {
        let guest = |name: &str, email: &str| Guest { name: name.into(), email: email.into() };
        let event = Event {
            sequence: 3,
            organiser: Some(guest("Karin \"K\" Öberg", "karin@almea.example")),
            guests: vec![guest("Åsa Ärlig", "asa@asmunda.example")],
            ..Event::new("1@tillit", at("2026-11-23T08:00:00Z"), When::Day(day("2026-12-24")), "Möte")
        };
        let (asked, gone) = (Method::Request, Method::Cancel);
        let attendee = |answer: &str| {
            format!(
                "ATTENDEE;CN=\"Åsa Ärlig\";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP={answer}:mailto:asa@asmunda.example"
            )
        };
        let lines = read(&write("", asked, std::slice::from_ref(&event)));
        for line in ["ORGANIZER;CN=\"Karin K Öberg\":mailto:karin@almea.example", "STATUS:CONFIRMED", &attendee("TRUE")]
        {
            assert!(lines.iter().any(|l| l == line), "{line} in {lines:?}");
        }
        assert!(read(&write("", gone, &[event])).contains(&attendee("FALSE")));
        assert_eq!(gone.media_type(), "text/calendar; charset=utf-8; method=CANCEL");
    }
}
