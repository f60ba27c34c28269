//! An HSA-id: country, organisation number, hyphen, suffix; at most 31 characters
//! (domain.md section 11).

use super::org_number::OrgNumber;
use serde::Serialize;

/// An HSA-id in capital letters, which is the form by which two are the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct HsaId(String);

/// Why a text is not an HSA-id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HsaIdError {
    #[error("not the form of an HSA-id")]
    Form,
    #[error("the organisation number in it is wrong")]
    OrgNumber,
}

impl HsaIdError {
    /// The word key of this error.
    pub fn code(self) -> &'static str {
        match self {
            HsaIdError::Form => "error-hsa-id-form",
            HsaIdError::OrgNumber => "error-hsa-id-org-number",
        }
    }
}

impl HsaId {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the id was issued under this organisation's number. It need not be: a region can
    /// issue ids for the private providers that it represents.
    pub fn is_under(&self, org_number: &OrgNumber) -> bool {
        self.0.get(2..12) == Some(org_number.digits())
    }
}

impl std::str::FromStr for HsaId {
    type Err = HsaIdError;

    fn from_str(text: &str) -> Result<Self, HsaIdError> {
        let id = text.trim().to_ascii_uppercase();
        let (left, suffix) = id.split_once('-').ok_or(HsaIdError::Form)?;
        let (country, number) = left.split_at_checked(2).ok_or(HsaIdError::Form)?;
        let good = country.bytes().all(|b| b.is_ascii_uppercase())
            && number.len() == 10
            && number.bytes().all(|b| b.is_ascii_digit())
            && (1..=18).contains(&suffix.len())
            && suffix.bytes().all(|b| b.is_ascii_alphanumeric());
        if !good {
            return Err(HsaIdError::Form);
        }
        if country == "SE" && number.parse::<OrgNumber>().is_err() {
            return Err(HsaIdError::OrgNumber);
        }
        Ok(HsaId(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        let id: HsaId = " se9921815909-e100 ".parse().unwrap();
        assert_eq!(id.as_str(), "SE9921815909-E100");
        assert!(id.is_under(&"992181-5909".parse().unwrap()));
        for (bad, why) in [
            ("", HsaIdError::Form),
            ("SE9921815909", HsaIdError::Form),
            ("SE9921815909-", HsaIdError::Form),
            ("SE9921815909-Å100", HsaIdError::Form),
            ("SE9921815909-E1234567890123456789", HsaIdError::Form),
            ("SE992181590-E100", HsaIdError::Form),
            ("åä9921815909-E100", HsaIdError::Form),
            ("SE9921815908-E100", HsaIdError::OrgNumber),
        ] {
            assert_eq!(bad.parse::<HsaId>(), Err(why), "{bad}");
        }
    }
}
