//! The contexts of inviting somebody at the vendor.

use super::sample_choice;
use crate::base::Language;
use crate::platform::view::{Choice, FormState, Sampled};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct InvitePage {
    pub id: String,
    pub form: FormState,
    pub languages: Vec<Choice>,
    pub roles: Vec<Choice>,
}

/// After an invitation: what the inviter hands over.
#[derive(Debug, Clone, Serialize)]
pub struct InvitedPage {
    pub id: String,
    pub name: String,
    pub email: String,
    pub link: String,
    /// False when the person signs in with a password that exists already.
    pub is_link: bool,
}

impl Sampled for InvitePage {
    const TEMPLATE: &'static str = "pages/vendors/invite";

    fn samples(_: Language) -> Vec<Self> {
        vec![InvitePage {
            id: "1".into(),
            form: FormState::default(),
            languages: sample_choice(),
            roles: sample_choice(),
        }]
    }
}

impl Sampled for InvitedPage {
    const TEMPLATE: &'static str = "pages/vendors/invited";

    fn samples(_: Language) -> Vec<Self> {
        let page = |is_link| InvitedPage {
            id: "1".into(),
            name: "Eva Björk".into(),
            email: "eva.bjork@asmunda.example".into(),
            link: "http://localhost:8080/invitation/abc".into(),
            is_link,
        };
        vec![page(true), page(false)]
    }
}
