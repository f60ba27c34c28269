//! What should not be uploaded without a second thought: Swedish personal identity numbers and private keys, in
//! the name of a file and in the text of one that is text.

use crate::base::FieldError;

/// What was found. The person decides, and says so, before the file is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    PersonalNumber,
    PrivateKey,
}

impl Doubt {
    /// The word key of the question that is asked.
    pub fn code(self) -> &'static str {
        match self {
            Doubt::PersonalNumber => "error-evidence-personal-number",
            Doubt::PrivateKey => "error-evidence-private-key",
        }
    }
}

/// Whether a refusal asks for a person's word.
pub fn is_doubt(code: &str) -> bool {
    [Doubt::PersonalNumber, Doubt::PrivateKey].iter().any(|doubt| doubt.code() == code)
}

/// The marks of private keys as common programs write them.
const KEYS: [&str; 3] = ["PRIVATE KEY-----", "PuTTY-User-Key-File-", "AGE-SECRET-KEY-1"];

/// What is doubtful in a file; nothing when a person has looked and `confirmed` it.
pub fn check(field: &str, file_name: &str, bytes: &[u8], confirmed: bool) -> Result<(), FieldError> {
    match doubt(file_name, bytes).filter(|_| !confirmed) {
        Some(doubt) => Err(FieldError::new(field, doubt.code())),
        None => Ok(()),
    }
}

/// The graver one when there are two.
pub fn doubt(file_name: &str, bytes: &[u8]) -> Option<Doubt> {
    let content = if bytes.contains(&0) { None } else { std::str::from_utf8(bytes).ok() };
    let text = content.unwrap_or_default();
    if KEYS.iter().any(|mark| text.contains(mark)) {
        return Some(Doubt::PrivateKey);
    }
    (holds_personal_number(file_name) || holds_personal_number(text)).then_some(Doubt::PersonalNumber)
}

/// Whether a text holds ten or twelve digits that are a person's number: a date that can be, and Luhn's check digit.
/// A day above 60 is a coordination number.
fn holds_personal_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let run = run_of(rest);
        if run.length == 0 {
            at += 1;
            continue;
        }
        if is_personal_number(&run.digits) {
            return true;
        }
        at += run.length;
    }
    false
}

/// Digits that stand together, with at most one hyphen or plus before the last four.
struct Run {
    digits: Vec<u8>,
    length: usize,
}

fn run_of(rest: &[u8]) -> Run {
    let mut digits: Vec<u8> = Vec::new();
    let mut length = 0;
    let mut joined = false;
    for (place, byte) in rest.iter().enumerate() {
        let follows = || rest.get(place + 1).is_some_and(u8::is_ascii_digit);
        match byte {
            b'0'..=b'9' => digits.push(byte - b'0'),
            b'-' | b'+' if !joined && matches!(digits.len(), 6 | 8) && follows() => joined = true,
            _ => break,
        }
        length = place + 1;
    }
    Run { digits, length }
}

fn is_personal_number(digits: &[u8]) -> bool {
    let ten = match digits.len() {
        10 => digits,
        12 if matches!(digits, [1, 9, ..] | [2, 0, ..]) => digits.get(2..).unwrap_or_default(),
        _ => return false,
    };
    let [_, _, m1, m2, d1, d2, ..] = ten else { return false };
    let (month, day) = (m1 * 10 + m2, d1 * 10 + d2);
    let real = (1..=12).contains(&month) && ((1..=31).contains(&day) || (61..=91).contains(&day));
    real && luhn(ten)
}

fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let doubled = u32::from(*digit) * if place % 2 == 1 { 2 } else { 1 };
            doubled / 10 + doubled % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_persons_and_keys_are_seen() {
        // 811228-9874 and 670919-9530 are the tax agency's own examples; 701063-2391 is a coordination number.
        for (name, text, expected) in [
            ("policy.txt", "Anna, 811228-9874, ringde", Some(Doubt::PersonalNumber)),
            ("policy.txt", "198112289874", Some(Doubt::PersonalNumber)),
            ("policy.txt", "6709199530;ja", Some(Doubt::PersonalNumber)),
            ("policy.txt", "701063-2391", Some(Doubt::PersonalNumber)),
            ("journal 811228-9874.pdf", "%PDF\0", Some(Doubt::PersonalNumber)),
            ("nyckel.txt", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl", Some(Doubt::PrivateKey)),
            ("nyckel.txt", "811228-9874 -----BEGIN RSA PRIVATE KEY-----", Some(Doubt::PrivateKey)),
            ("policy.txt", "Beslut 2026-03-01, dnr 2026/118", None),
            ("policy.txt", "811228-9875", None),
            ("policy.txt", "556016-0680", None),
            ("policy.txt", "tel 08-123 45 67, 8112289874123", None),
            ("policy.txt", "-----BEGIN CERTIFICATE-----", None),
            ("policy.pdf", "", None),
        ] {
            assert_eq!(doubt(name, text.as_bytes()), expected, "{name}: {text}");
        }
        assert!(check("file", "811228-9874.txt", b"x", false).is_err());
        assert!(check("file", "811228-9874.txt", b"x", true).is_ok());
    }
}
