//! What the pages of accounts show.

use super::sessions::Session;
use super::tokens::ApiToken;
use super::users::User;
use crate::access::Role;
use crate::base::{Id, Instant, Language};
use crate::kit::web::Fields;
use crate::platform::view::{FormState, Pager, Sampled};
use serde::Serialize;

/// A form that is carried through a sign-in: where it was going, and what it said.
#[derive(Debug, Clone, Serialize)]
pub struct Kept {
    pub to: String,
    pub fields: Vec<KeptField>,
}

#[derive(Debug, Clone, Serialize)]
pub struct KeptField {
    pub name: String,
    pub value: String,
}

impl Kept {
    /// The fields of an interrupted form on its way to `to`.
    pub fn of(to: &str, fields: &Fields) -> Kept {
        let secret = ["_csrf", "current", "password", "repeat"];
        let own = fields.0.iter().filter(|(name, _)| !secret.contains(&name.as_str()));
        Kept {
            to: to.to_string(),
            fields: own.map(|(name, value)| KeptField { name: name.clone(), value: value.clone() }).collect(),
        }
    }

    /// What a sign-in form carries in its hidden fields `kept_to` and `kept:<name>`.
    pub fn carried(fields: &Fields) -> Option<Kept> {
        let to = super::pages::local_path(fields.get("kept_to")?)?;
        let own = fields.0.iter().filter_map(|(name, value)| Some((name.strip_prefix("kept:")?, value)));
        Some(Kept {
            to,
            fields: own.map(|(name, value)| KeptField { name: name.to_string(), value: value.clone() }).collect(),
        })
    }

    /// The texts that a person would recognise: not ids, versions and single words of choices.
    fn texts(&self) -> Vec<String> {
        let is_text = |f: &&KeptField| f.name != "version" && f.value.trim().contains(char::is_whitespace);
        self.fields.iter().filter(is_text).map(|f| f.value.clone()).collect()
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct SignInPage {
    pub form: FormState,
    /// Where to go afterwards; empty for the start page.
    pub next: String,
    pub kept: Option<Kept>,
    /// Said when there were too many tries.
    pub wait: Option<String>,
}

/// After the sign-in: what was kept, ready to be sent again.
#[derive(Debug, Clone, Serialize)]
pub struct KeptPage {
    pub kept: Kept,
    pub texts: Vec<String>,
}

impl From<Kept> for KeptPage {
    fn from(kept: Kept) -> Self {
        KeptPage { texts: kept.texts(), kept }
    }
}

/// Choosing a password by a one-time link.
#[derive(Debug, Clone, Serialize)]
pub struct LinkPage {
    pub form: FormState,
    pub person_name: String,
    pub email: String,
    pub action: String,
    /// True for an invitation, false for a reset.
    pub invited: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ResetPage {
    pub form: FormState,
    /// True once it was asked for: the answer is the same for every address.
    pub sent: bool,
}

fn kept_sample(lang: Language) -> Kept {
    let text =
        if lang == Language::Sv { "Loggarna sparas i arton månader." } else { "Logs are kept for eighteen months." };
    let field = |name: &str, value: &str| KeptField { name: name.into(), value: value.into() };
    Kept { to: "/portal/assessments/1/answers/L1".into(), fields: vec![field("comment", text), field("version", "3")] }
}

impl Sampled for SignInPage {
    const TEMPLATE: &'static str = "pages/accounts/sign_in";
    fn samples(lang: Language) -> Vec<Self> {
        let plain = SignInPage { form: FormState::default(), next: String::new(), kept: None, wait: None };
        let kept = SignInPage { kept: Some(kept_sample(lang)), wait: Some("30".into()), ..plain.clone() };
        vec![plain, kept]
    }
}

impl Sampled for KeptPage {
    const TEMPLATE: &'static str = "pages/accounts/kept";
    fn samples(lang: Language) -> Vec<Self> {
        vec![kept_sample(lang).into()]
    }
}

impl Sampled for LinkPage {
    const TEMPLATE: &'static str = "pages/accounts/link";
    fn samples(_: Language) -> Vec<Self> {
        let page = |invited| LinkPage {
            form: FormState::default(),
            person_name: "Eva Björk".into(),
            email: "eva.bjork@asmunda.example".into(),
            action: "/invitation/x".into(),
            invited,
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for ResetPage {
    const TEMPLATE: &'static str = "pages/accounts/reset";
    fn samples(_: Language) -> Vec<Self> {
        [false, true].map(|sent| ResetPage { form: FormState::default(), sent }).to_vec()
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct UsersPage {
    /// `/users` or `/portal/users`.
    pub base: &'static str,
    pub filter: FormState,
    pub pager: Pager,
    pub users: Vec<User>,
}

#[derive(Debug, Clone, Serialize)]
pub struct NewUserPage {
    pub base: &'static str,
    pub form: FormState,
    pub roles: Vec<Role>,
    pub languages: &'static [Language],
}

#[derive(Debug, Clone, Serialize)]
pub struct UserPage {
    pub base: &'static str,
    pub user: User,
    pub form: FormState,
    pub roles: Vec<Role>,
    pub is_self: bool,
}

/// The link that an inviter hands over, shown once.
#[derive(Debug, Clone, Serialize)]
pub struct HandOverPage {
    pub base: &'static str,
    pub name: String,
    pub form: FormState,
    pub is_link: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct AccountPage {
    pub form: FormState,
    pub version: i32,
    pub email: String,
    pub role: Role,
    pub organisation: String,
    pub languages: &'static [Language],
    pub sessions: Vec<SessionRow>,
    pub tokens: Vec<TokenRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SessionRow {
    pub id: Id,
    pub current: bool,
    pub user_agent: String,
    pub address: String,
    pub created_at: Instant,
    pub last_seen_at: Instant,
}

impl SessionRow {
    pub fn of(session: Session, current: Option<&Id>) -> SessionRow {
        SessionRow {
            current: Some(&session.id) == current,
            id: session.id,
            user_agent: session.user_agent,
            address: session.address,
            created_at: session.created_at,
            last_seen_at: session.last_seen_at,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct TokenRow {
    pub id: Id,
    pub name: String,
    pub role: Role,
    pub organisation: String,
    pub expires_at: Instant,
    pub last_used_at: Option<Instant>,
}

impl TokenRow {
    pub fn of((token, organisation): (ApiToken, String)) -> TokenRow {
        TokenRow {
            id: token.id,
            name: token.name,
            role: token.role,
            organisation,
            expires_at: token.expires_at,
            last_used_at: token.last_used_at,
        }
    }
}

/// A new token, shown once.
#[derive(Debug, Clone, Serialize)]
pub struct TokenPage {
    pub form: FormState,
}
