//! Random tokens and password hashes.

use crate::base::{Refusal, Result};
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRngCore;
use sha2::{Digest, Sha256};

/// A secret that is shown once. Its Debug shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored instead of the secret.
    pub fn hash(&self) -> String {
        hash_token(&self.0)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// 32 random bytes from the operating system, URL-safe.
pub fn token() -> Secret {
    let mut bytes = [0_u8; 32];
    // Without randomness there is no safe way on; the process must not hand out guessable tokens.
    #[allow(clippy::expect_used, reason = "see above")]
    rand::rngs::OsRng.try_fill_bytes(&mut bytes).expect("the operating system gives randomness");
    Secret(URL_SAFE_NO_PAD.encode(bytes))
}

/// SHA-256 in hex. Tokens have 256 random bits, so a fast hash is enough.
pub fn hash_token(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

fn argon() -> Result<Argon2<'static>> {
    // The floor of OWASP's advice: 19 MiB, two passes, one lane.
    let params = Params::new(19 * 1024, 2, 1, None).map_err(Refusal::fault)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Argon2id in PHC form. Takes tens of milliseconds: call it off the async threads.
pub fn hash_password(password: &str) -> Result<String> {
    let salt = SaltString::generate(&mut OsRng);
    argon()?.hash_password(password.as_bytes(), &salt).map(|h| h.to_string()).map_err(Refusal::fault)
}

/// Checks a password. With no stored hash the same work is done, so that time tells nothing.
pub fn verify_password(password: &str, stored: Option<&str>) -> Result<bool> {
    match stored.map(PasswordHash::new) {
        Some(Ok(hash)) => Ok(argon()?.verify_password(password.as_bytes(), &hash).is_ok()),
        _ => hash_password(password).map(|_| false),
    }
}

/// zxcvbn's 0-4; `known` are words that make a password guessable here, such as the e-mail.
pub fn password_strength(password: &str, known: &[&str]) -> u8 {
    u8::from(zxcvbn::zxcvbn(password, known).score())
}
