//! An e-mail address that has been read once and is then trusted.

use serde::Serialize;

/// A syntactically usable address, kept as typed (trimmed); compared by its lower-case form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form by which two addresses are the same.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

impl std::str::FromStr for Email {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim();
        let (local, domain) = text.split_once('@').ok_or(())?;
        let good = !local.is_empty()
            && text.len() <= 254
            && domain.contains('.')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
            && !domain.contains("..")
            && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>,;:\"()[]\\".contains(c))
            && !domain.contains('@');
        if good { Ok(Email(text.to_string())) } else { Err(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Email;

    #[test]
    fn addresses() {
        for good in ["a@b.se", " eva.bjork@almea.example ", "å@ä.se"] {
            assert!(good.parse::<Email>().is_ok(), "{good}");
        }
        for bad in ["inte en adress", "a@b", "@b.se", "a@b..se", "a b@c.se", "a@b@c.se", ""] {
            assert!(bad.parse::<Email>().is_err(), "{bad}");
        }
    }
}
