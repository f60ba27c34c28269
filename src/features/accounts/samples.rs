//! Samples of the pages for signed-in people.

use super::users::{self, User, UserState};
use super::views::{AccountPage, HandOverPage, NewUserPage, SessionRow, TokenPage, TokenRow, UserPage, UsersPage};
use crate::access::{Role, Side};
use crate::base::{Id, Instant, Language};
use crate::platform::view::{FormState, Pager, Sampled};
use chrono::DateTime;

fn at() -> Instant {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default().into()
}

fn id() -> Id {
    Id::new(at().utc())
}

fn user(name: &str, role: Role, state: UserState) -> User {
    let signed_in = (state == UserState::Active).then(at);
    User {
        id: id(),
        person_id: id(),
        name: name.into(),
        email: Some("namn@almea.example".into()),
        role,
        state,
        last_sign_in_at: signed_in,
        version: 1,
    }
}

impl Sampled for UsersPage {
    const TEMPLATE: &'static str = "pages/accounts/users";
    fn samples(_: Language) -> Vec<Self> {
        let users = vec![
            user("Karin Öberg", Role::ContractManager, UserState::Active),
            user("Nils Ek", Role::Admin, UserState::Invited),
            user("Eva Björk", Role::Reader, UserState::Disabled),
            User { email: None, ..user("Per Berg", Role::Reader, UserState::Contact) },
        ];
        let full = UsersPage {
            base: "/users",
            filter: FormState::default(),
            pager: Pager { number: 1, pages: 1, total: 4 },
            users,
        };
        let empty = UsersPage {
            users: Vec::new(),
            pager: Pager { number: 1, pages: 1, total: 0 },
            base: "/portal/users",
            ..full.clone()
        };
        vec![full, empty]
    }
}

impl Sampled for NewUserPage {
    const TEMPLATE: &'static str = "pages/accounts/user_new";
    fn samples(_: Language) -> Vec<Self> {
        let page = |base, side| NewUserPage {
            base,
            form: FormState::default(),
            roles: users::roles_of(side),
            languages: Language::ALL,
        };
        vec![page("/users", Side::Region), page("/portal/users", Side::Vendor)]
    }
}

impl Sampled for UserPage {
    const TEMPLATE: &'static str = "pages/accounts/user";
    fn samples(_: Language) -> Vec<Self> {
        let page = |state, is_self| UserPage {
            base: "/users",
            user: user("Karin Öberg", Role::ContractManager, state),
            form: FormState::default().with("role", "contract_manager"),
            roles: users::roles_of(Side::Region),
            is_self,
        };
        vec![
            page(UserState::Active, false),
            page(UserState::Invited, false),
            page(UserState::Disabled, false),
            page(UserState::Active, true),
        ]
    }
}

impl Sampled for HandOverPage {
    const TEMPLATE: &'static str = "pages/accounts/hand_over";
    fn samples(_: Language) -> Vec<Self> {
        let form = FormState::default().with("link", "https://tillit.example/invitation/x");
        [true, false]
            .map(|is_link| HandOverPage { base: "/users", name: "Eva Björk".into(), form: form.clone(), is_link })
            .to_vec()
    }
}

impl Sampled for AccountPage {
    const TEMPLATE: &'static str = "pages/accounts/account";
    fn samples(_: Language) -> Vec<Self> {
        let session = |current| SessionRow {
            id: id(),
            current,
            user_agent: "Firefox".into(),
            address: "192.0.2.1".into(),
            created_at: at(),
            last_seen_at: at(),
        };
        let token = |last_used_at| TokenRow {
            id: id(),
            name: "Rapport".into(),
            role: Role::Reader,
            organisation: "Region Almeå".into(),
            expires_at: at(),
            last_used_at,
        };
        let page = AccountPage {
            form: FormState::default().with("name", "Karin Öberg").with("language", "sv").with("days", 90),
            version: 1,
            email: "karin.oberg@almea.example".into(),
            role: Role::ContractManager,
            organisation: "Region Almeå".into(),
            languages: Language::ALL,
            sessions: vec![session(true), session(false)],
            tokens: vec![token(Some(at())), token(None)],
        };
        vec![page.clone(), AccountPage { tokens: Vec::new(), sessions: vec![session(true)], ..page }]
    }
}

impl Sampled for TokenPage {
    const TEMPLATE: &'static str = "pages/accounts/token";
    fn samples(_: Language) -> Vec<Self> {
        vec![TokenPage { form: FormState::default().with("token", "abc") }]
    }
}
