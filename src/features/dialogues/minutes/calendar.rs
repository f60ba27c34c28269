//! A calendar file (iCalendar, RFC 5545 and 5546) of one meeting for one person: a request or a cancellation.

use chrono::{DateTime, Utc};

/// A meeting as it stands in somebody's calendar. `uid` is the same for every file about one meeting, and `sequence` rises.
#[derive(Debug, Clone)]
pub struct Event<'a> {
    pub uid: &'a str,
    pub sequence: i32,
    pub cancelled: bool,
    pub stamp: DateTime<Utc>,
    pub starts: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    pub summary: &'a str,
    pub description: Option<&'a str>,
    pub location: Option<&'a str>,
    /// Name and address.
    pub organizer: Option<(&'a str, &'a str)>,
    /// Name and address; each person gets a file of their own, so nobody sees the others' addresses.
    pub attendee: (&'a str, &'a str),
}

impl Event<'_> {
    fn method(&self) -> &'static str {
        if self.cancelled { "CANCEL" } else { "REQUEST" }
    }

    /// The media type that mail programs know an invitation by.
    pub fn media_type(&self) -> String {
        format!("text/calendar; charset=utf-8; method={}", self.method())
    }

    /// The file: lines of at most 75 octets that end with CR and LF.
    pub fn write(&self) -> String {
        let (name, address) = self.attendee;
        let mut lines = vec![
            "BEGIN:VCALENDAR".to_string(),
            "VERSION:2.0".to_string(),
            "PRODID:-//Tillit//Tillit//SV".to_string(),
            "CALSCALE:GREGORIAN".to_string(),
            format!("METHOD:{}", self.method()),
            "BEGIN:VEVENT".to_string(),
            format!("UID:{}", escaped(self.uid)),
            format!("SEQUENCE:{}", self.sequence),
            format!("DTSTAMP:{}", moment(self.stamp)),
            format!("DTSTART:{}", moment(self.starts)),
            format!("DTEND:{}", moment(self.ends)),
            format!("SUMMARY:{}", escaped(self.summary)),
        ];
        lines.extend(self.description.map(|text| format!("DESCRIPTION:{}", escaped(text))));
        lines.extend(self.location.map(|text| format!("LOCATION:{}", escaped(text))));
        lines.extend(
            self.organizer.map(|(name, address)| format!("ORGANIZER;CN={}:mailto:{}", quoted(name), plain(address))),
        );
        lines.push(format!(
            "ATTENDEE;CN={};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP={}:mailto:{}",
            quoted(name),
            if self.cancelled { "FALSE" } else { "TRUE" },
            plain(address)
        ));
        lines.push(format!("STATUS:{}", if self.cancelled { "CANCELLED" } else { "CONFIRMED" }));
        lines.push("TRANSP:OPAQUE".to_string());
        lines.push("END:VEVENT".to_string());
        lines.push("END:VCALENDAR".to_string());
        lines.iter().map(|line| folded(line)).collect()
    }
}

fn moment(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text value: what has a meaning of its own is escaped, and no other control character passes.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A parameter's value between quotation marks, which it cannot hold itself.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.chars().filter(|c| !c.is_control() && *c != '"').collect::<String>())
}

fn plain(address: &str) -> String {
    address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect()
}

/// Folds a line at 75 octets, never within a character: the rest follows after a line end and a space.
fn folded(line: &str) -> String {
    const LONGEST: usize = 75;
    let (mut out, mut length) = (String::new(), 0);
    for c in line.chars() {
        if length + c.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn event() -> Event<'static> {
        Event {
            uid: "0193f2a1@tillit",
            sequence: 3,
            cancelled: false,
            stamp: Utc.with_ymd_and_hms(2026, 11, 23, 8, 0, 0).unwrap(),
            starts: Utc.with_ymd_and_hms(2028, 2, 29, 12, 0, 0).unwrap(),
            ends: Utc.with_ymd_and_hms(2028, 2, 29, 13, 0, 0).unwrap(),
            summary: "Uppföljningsmöte; Region Almeå, AVT-1\\2",
            description: Some("Rad ett\nRad två\u{7}"),
            location: None,
            organizer: Some(("Karin \"K\" Öberg", "karin@almea.example")),
            attendee: ("Åsa Ärlig", "asa@asmunda.example\r\nBCC:x"),
        }
    }

    #[test]
    fn a_request_and_a_cancellation() {
        let text = event().write();
        for line in [
            "METHOD:REQUEST\r\n",
            "SEQUENCE:3\r\n",
            "UID:0193f2a1@tillit\r\n",
            "DTSTART:20280229T120000Z\r\n",
            "SUMMARY:Uppföljningsmöte\\; Region Almeå\\, AVT-1\\\\2\r\n",
            "DESCRIPTION:Rad ett\\nRad två\r\n",
            "ORGANIZER;CN=\"Karin K Öberg\":mailto:karin@almea.example\r\n",
        ] {
            assert!(text.contains(line), "{line:?} is not in\n{text}");
        }
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
        // What somebody wrote never becomes a line of its own.
        assert!(!text.contains("\nBCC"), "{text}");
        let gone = Event { cancelled: true, sequence: 4, ..event() };
        let text = gone.write();
        assert!(
            text.contains("METHOD:CANCEL\r\n")
                && text.contains("STATUS:CANCELLED\r\n")
                && text.contains("SEQUENCE:4\r\n")
        );
        assert_eq!(gone.media_type(), "text/calendar; charset=utf-8; method=CANCEL");
    }

    #[test]
    fn lines_are_folded_between_characters() {
        let long = "å".repeat(200);
        let text = Event { summary: &long, ..event() }.write();
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        let whole = text.replace("\r\n ", "");
        assert!(whole.contains(&format!("SUMMARY:{long}\r\n")));
    }
}
