//! What a password must be, and the slow work on it, kept off the async threads and outside
//! every transaction.

use crate::base::{FieldError, Refusal, Result};
use crate::platform::secrets;

pub const MIN_CHARS: usize = 10;
/// Longer ones are refused rather than cut: hashing time must stay bounded.
const MAX_CHARS: usize = 200;
const MIN_SCORE: u8 = 3;
/// zxcvbn knows no Swedish; these are what people here begin with.
const SWEDISH: &[&str] = &[
    "tillit",
    "leverantör",
    "region",
    "kommun",
    "lösenord",
    "losenord",
    "hemligt",
    "hemlig",
    "sommar",
    "sommaren",
    "vinter",
    "höst",
    "vår",
    "januari",
    "februari",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
    "måndag",
    "fredag",
    "sverige",
    "stockholm",
    "göteborg",
    "malmö",
    "välkommen",
    "hejsan",
    "fotboll",
    "sjukhus",
    "vården",
    "qwertyå",
];

/// Runs slow work on the threads made for it.
pub async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Refusal::fault)?
}

/// Checks a new password twice typed and gives its hash. `known` are words that make it guessable
/// here. Errors: Invalid at `password` or `repeat`.
pub async fn hash_new(password: String, repeat: String, known: Vec<String>) -> Result<String> {
    off_thread(move || {
        check(&password, &repeat, &known)?;
        secrets::hash_password(&password)
    })
    .await
}

fn check(password: &str, repeat: &str, known: &[String]) -> Result<()> {
    let length = password.chars().count();
    if length < MIN_CHARS {
        return Err(Refusal::Invalid(vec![FieldError::new("password", "error-too-short").with("min", MIN_CHARS)]));
    }
    if length > MAX_CHARS {
        return Err(Refusal::Invalid(vec![FieldError::new("password", "error-too-long").with("max", MAX_CHARS)]));
    }
    let known: Vec<&str> = known.iter().map(String::as_str).chain(SWEDISH.iter().copied()).collect();
    // Judging a very long text takes long and tells nothing that its beginning does not.
    let beginning: String = password.chars().take(72).collect();
    if secrets::password_strength(&beginning, &known) < MIN_SCORE {
        return Err(Refusal::invalid("password", "error-password-weak"));
    }
    if password != repeat {
        return Err(Refusal::invalid("repeat", "error-password-mismatch"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn guessable_passwords_are_refused() {
        for weak in ["kort", "lösenord123", "1234567890", "aaaaaaaaaaaa", "eva.bjork@almea.example"] {
            assert!(check(weak, weak, &["eva.bjork@almea.example".to_string()]).is_err(), "{weak}");
        }
        assert!(check("Rätt häst batteri 9!", "Rätt häst batteri 9!", &[]).is_ok());
        assert!(check("Rätt häst batteri 9!", "Rätt häst", &[]).is_err());
        let long = "x".repeat(201);
        assert!(check(&long, &long, &[]).is_err());
    }
}
