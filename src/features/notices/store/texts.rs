//! Mail texts that an organisation has written itself.

use crate::access::Scope;
use crate::base::{Id, Language, Result};
use crate::features::notices::model::MailEvent;
use crate::features::notices::records::MailText;
use crate::platform::db::Db;
use crate::platform::db::schema::mail_texts;
use diesel::prelude::*;

/// Every version of every text, the newest of each first.
pub fn all(c: &mut Db, scope: &Scope) -> Result<Vec<MailText>> {
    Ok(mail_texts::table
        .filter(mail_texts::organisation_id.eq(scope.client()?))
        .order((mail_texts::event, mail_texts::language, mail_texts::number.desc()))
        .select(MailText::as_select())
        .load(c)?)
}

/// The versions of one text, the newest first; at most a hundred.
pub fn versions(c: &mut Db, scope: &Scope, event: MailEvent, language: Language) -> Result<Vec<MailText>> {
    Ok(mail_texts::table
        .filter(mail_texts::organisation_id.eq(scope.client()?))
        .filter(mail_texts::event.eq(event))
        .filter(mail_texts::language.eq(language))
        .order(mail_texts::number.desc())
        .limit(100)
        .select(MailText::as_select())
        .load(c)?)
}

/// The text that a mail of the organisation is written with; None when the shipped one holds.
pub fn in_force(c: &mut Db, organisation_id: &Id, event: MailEvent, language: Language) -> Result<Option<MailText>> {
    let newest: Option<MailText> = mail_texts::table
        .filter(mail_texts::organisation_id.eq(organisation_id))
        .filter(mail_texts::event.eq(event))
        .filter(mail_texts::language.eq(language))
        .order(mail_texts::number.desc())
        .select(MailText::as_select())
        .first(c)
        .optional()?;
    Ok(newest.filter(|text| !text.restored))
}

pub fn insert(c: &mut Db, row: &MailText) -> Result<()> {
    diesel::insert_into(mail_texts::table).values(row).execute(c)?;
    Ok(())
}
