//! Inviting somebody at the vendor. The link is shown to the inviter, so nothing depends on mail.

use super::shared::vendor_crumbs;
use crate::access::Role;
use crate::base::refusal::Checks;
use crate::base::{Email, Id, Language, Refusal, Result};
use crate::features::vendors::actions::{self, NewInvitation};
use crate::features::vendors::records::Vendor;
use crate::features::vendors::store;
use crate::features::vendors::views::{InvitePage, InvitedPage};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;

pub async fn invite_form(web: Web, id: Path<Id>) -> Answer {
    let vendor = web.read(move |c, ctx| store::find(c, &ctx.scope, &id)).await?;
    // Vendors abroad get English.
    let language = if vendor.country == "SE" { Language::Sv } else { Language::En };
    let form = FormState::default().with("language", language).with("role", Role::VendorAdmin);
    render(&web, StatusCode::OK, &vendor, form)
}

pub async fn invite(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (&form.web, id.into_inner());
    let target = id.clone();
    let outcome = match command(&form.fields) {
        Ok(new) => {
            web.write(move |c, ctx| {
                let (vendor, invitation) = actions::invite(c, ctx, &target, &new)?;
                Ok((vendor, invitation, new.name, new.email))
            })
            .await
        }
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok((vendor, invitation, name, email)) => {
            let page = InvitedPage {
                id: vendor.id.to_string(),
                name,
                email: email.as_str().to_string(),
                link: format!("{}{}", web.app.settings.base_url, invitation.path),
                is_link: invitation.is_link,
            };
            web.page_titled(
                StatusCode::OK,
                "pages/vendors/invited",
                web.word("vendors-invited"),
                vendor_crumbs(web, &vendor),
                &page,
            )
        }
        Err(refusal) => {
            let errors = refusal.fields()?;
            let vendor = web.read(move |c, ctx| store::find(c, &ctx.scope, &id)).await?;
            render(web, StatusCode::UNPROCESSABLE_ENTITY, &vendor, web.form_with(&form.fields, &errors))
        }
    }
}

fn render(web: &Web, status: StatusCode, vendor: &Vendor, form: FormState) -> Answer {
    let choice = |value: &str, label: String| Choice { value: value.to_string(), label };
    let page = InvitePage {
        id: vendor.id.to_string(),
        form,
        languages: vec![choice("sv", "Svenska".to_string()), choice("en", "English".to_string())],
        roles: [Role::VendorAdmin, Role::VendorMember]
            .into_iter()
            .map(|role| choice(role.as_str(), web.word(&format!("role-{role}"))))
            .collect(),
    };
    web.page_titled(status, "pages/vendors/invite", web.word("vendors-invite"), vendor_crumbs(web, vendor), &page)
}

fn command(fields: &Fields) -> Result<NewInvitation> {
    let mut checks = Checks::default();
    let name = checks.required("name", &fields.text("name"));
    let email = checks.keep::<Email>(fields.required("email", "error-email"));
    let language = checks.keep::<Language>(fields.required("language", "error-choice"));
    let role = checks.keep::<Role>(fields.required("role", "error-choice"));
    checks.done()?;
    let (email, language) = email.zip(language).ok_or(Refusal::NotFound)?;
    Ok(NewInvitation { name, email, language, role: role.ok_or(Refusal::NotFound)? })
}
