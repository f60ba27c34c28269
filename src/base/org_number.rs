//! A Swedish organisation number that has been read once and is then trusted.
//! Source: domain.md section 11 (ten digits, Luhn check digit; third digit below two means that
//! it is a person's number, that is, personal data).

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;

/// Ten digits with a right check digit. Neither `Display` nor `Serialize` exists: whoever shows
/// it has to choose between [`OrgNumber::display`] and [`OrgNumber::masked`].
#[derive(
    Clone, PartialEq, Eq, Hash, PartialOrd, Ord, diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = Text)]
pub struct OrgNumber(String);

/// Why a text is not an organisation number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OrgNumberError {
    #[error("letters in the number")]
    Letters,
    #[error("not ten digits")]
    Length,
    #[error("twelve digits, but no known prefix")]
    Prefix,
    #[error("wrong check digit")]
    CheckDigit,
    #[error("characters that no register of companies uses")]
    Foreign,
}

impl OrgNumberError {
    /// The word key of this error.
    pub fn code(self) -> &'static str {
        match self {
            OrgNumberError::Letters => "error-org-number-letters",
            OrgNumberError::Length => "error-org-number-length",
            OrgNumberError::Prefix => "error-org-number-prefix",
            OrgNumberError::CheckDigit => "error-org-number-check-digit",
            OrgNumberError::Foreign => "error-org-number-foreign",
        }
    }
}

impl OrgNumber {
    /// The ten digits, without hyphen: the form that is stored and compared.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// A sole trader's number is the person's own number, and so personal data.
    pub fn is_personal(&self) -> bool {
        self.0.as_bytes().get(2).is_some_and(|digit| *digit < b'2')
    }

    /// In full with its hyphen, `992181-5909`; also for a person's number.
    pub fn display(&self) -> String {
        let (left, right) = self.0.split_at_checked(6).unwrap_or((&self.0, ""));
        format!("{left}-{right}")
    }

    /// For lists, exports and logs: a person's number shows no digit at all, since already the
    /// first one tells the decade of birth.
    pub fn masked(&self) -> String {
        if self.is_personal() { "••••••-••••".to_string() } else { self.display() }
    }
}

impl std::str::FromStr for OrgNumber {
    type Err = OrgNumberError;

    /// Accepts white space, a hyphen (or `+`, or a dash), the prefixes 16, 19 and 20, and the
    /// VAT form `SE` + ten digits + `01`.
    fn from_str(text: &str) -> Result<Self, OrgNumberError> {
        let bare: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '+' | '\u{2010}'..='\u{2014}' | '\u{2212}'))
            .collect();
        let vat = bare.strip_prefix("SE").or_else(|| bare.strip_prefix("se"));
        let digits = vat.unwrap_or(&bare);
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(OrgNumberError::Letters);
        }
        let ten = match (digits.len(), vat) {
            (10, _) => digits,
            (12, Some(_)) => digits.strip_suffix("01").ok_or(OrgNumberError::Prefix)?,
            (12, None) => without_prefix(digits).ok_or(OrgNumberError::Prefix)?,
            _ => return Err(OrgNumberError::Length),
        };
        if !check_digit_holds(ten) {
            return Err(OrgNumberError::CheckDigit);
        }
        Ok(OrgNumber(ten.to_string()))
    }
}

/// 16 stands before any number; 19 and 20 are centuries and so only before a person's number.
fn without_prefix(digits: &str) -> Option<&str> {
    if let Some(rest) = digits.strip_prefix("16") {
        return Some(rest);
    }
    let rest = digits.strip_prefix("19").or_else(|| digits.strip_prefix("20"))?;
    rest.as_bytes().get(2).is_some_and(|digit| *digit < b'2').then_some(rest)
}

/// The Luhn sum over ten digits; all zeros add up but are nobody's number.
fn check_digit_holds(ten: &str) -> bool {
    let sum = weighted_sum(ten);
    sum > 0 && sum.is_multiple_of(10)
}

/// Luhn: every other digit from the first counts twice, and two-digit products by their digit sum.
fn weighted_sum(digits: &str) -> u32 {
    digits
        .bytes()
        .enumerate()
        .map(|(place, byte)| {
            let weighted = u32::from(byte.saturating_sub(b'0')) * if place % 2 == 0 { 2 } else { 1 };
            weighted / 10 + weighted % 10
        })
        .sum()
}

/// Nine digits with their check digit after them: for the invented numbers of demo and load tests.
pub fn with_check_digit(nine: &str) -> String {
    format!("{nine}{}", (10 - weighted_sum(nine) % 10) % 10)
}

impl std::fmt::Debug for OrgNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OrgNumber({})", self.masked())
    }
}

impl<DB: Backend> ToSql<Text, DB> for OrgNumber
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        <str as ToSql<Text, DB>>::to_sql(&self.0, out)
    }
}

impl<DB: Backend> FromSql<Text, DB> for OrgNumber
where
    String: FromSql<Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        <String as FromSql<Text, DB>>::from_sql(bytes)?.parse().map_err(Into::into)
    }
}

/// The number of a company in any country; a foreign one is kept as written, with its country.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CompanyNumber {
    Swedish(OrgNumber),
    /// `country` is an ISO 3166 alpha-2 code other than `SE`.
    Foreign {
        country: String,
        number: String,
    },
}

impl CompanyNumber {
    /// Reads a number by the rules of `country`. A company abroad may still have a Swedish
    /// number (a branch), so that is tried first.
    pub fn read(country: &str, text: &str) -> Result<CompanyNumber, OrgNumberError> {
        match text.parse() {
            Ok(number) => Ok(CompanyNumber::Swedish(number)),
            Err(error) if country.eq_ignore_ascii_case("SE") => Err(error),
            Err(_) => {
                if text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
                    return Err(OrgNumberError::Foreign);
                }
                let number = crate::base::text::tidy(text);
                let long_enough = (3..=40).contains(&number.chars().count());
                if !long_enough {
                    return Err(OrgNumberError::Length);
                }
                // Registers abroad use letters and marks, but every number has a digit.
                let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '/' | '&');
                if !number.chars().all(plain) || !number.bytes().any(|b| b.is_ascii_digit()) {
                    return Err(OrgNumberError::Foreign);
                }
                Ok(CompanyNumber::Foreign { country: country.to_ascii_uppercase(), number })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<OrgNumber, OrgNumberError> {
        text.parse()
    }

    #[test]
    fn every_way_of_writing_it_gives_the_same_number() {
        for text in [
            "992181-5909",
            "9921815909",
            " 992181-5909 ",
            "169921815909",
            "16992181-5909",
            "992181 5909",
            "992181\u{2013}5909",
            "SE992181590901",
            "992181\u{a0}5909",
        ] {
            assert_eq!(read(text).unwrap().display(), "992181-5909", "{text}");
        }
        for real in ["232100-0016", "556000-0001", "232100-0131", "212000-1249"] {
            assert!(!read(real).unwrap().is_personal(), "{real}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        assert_eq!(read("9978649202"), Err(OrgNumberError::CheckDigit));
        assert_eq!(read("0000000000"), Err(OrgNumberError::CheckDigit));
        assert_eq!(read("99218159"), Err(OrgNumberError::Length));
        assert_eq!(read(""), Err(OrgNumberError::Length));
        assert_eq!(read("99218I-5909"), Err(OrgNumberError::Letters));
        assert_eq!(read("179921815909"), Err(OrgNumberError::Prefix));
        assert_eq!(read("199921815909"), Err(OrgNumberError::Prefix));
    }

    #[test]
    fn a_persons_number_is_never_shown_by_accident() {
        // Fictional: 1212-12-12 with the check digit that the sum asks for.
        for text in ["121212-1212", "191212121212", "121212+1212"] {
            let number = read(text).unwrap();
            assert!(number.is_personal());
            assert_eq!(number.masked(), "••••••-••••");
            assert_eq!(format!("{number:?}"), "OrgNumber(••••••-••••)");
            assert_eq!(number.digits(), "1212121212");
        }
        assert_eq!(format!("{:?}", read("9921815909").unwrap()), "OrgNumber(992181-5909)");
    }

    #[test]
    fn foreign_numbers_keep_their_country() {
        let thai = CompanyNumber::read("th", " 0105 5560 00012 ").unwrap();
        assert_eq!(thai, CompanyNumber::Foreign { country: "TH".into(), number: "0105 5560 00012".into() });
        assert!(matches!(CompanyNumber::read("TH", "992181-5909"), Ok(CompanyNumber::Swedish(_))));
        assert_eq!(CompanyNumber::read("SE", "12"), Err(OrgNumberError::Length));
        assert_eq!(CompanyNumber::read("NO", "12"), Err(OrgNumberError::Length));
        for bad in ["<script>1", "saknas", "=1+2 |", "12345\u{2028}6"] {
            assert_eq!(CompanyNumber::read("NO", bad), Err(OrgNumberError::Foreign), "{bad}");
        }
        for good in ["HRB 12345/B", "NO 987 654 321", "0105.5560-00012"] {
            assert!(matches!(CompanyNumber::read("DE", good), Ok(CompanyNumber::Foreign { .. })), "{good}");
        }
    }
}
