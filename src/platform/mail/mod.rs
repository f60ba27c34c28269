//! The door to the mail server: SMTP with lettre.

use crate::base::{Refusal, Result};
use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message, SmtpTransport, Transport};

/// A mail ready to be sent.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Becomes the Message-ID, so that a mail sent twice can be recognised.
    pub id: String,
    pub to: String,
    pub to_name: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub parts: Vec<Part>,
    /// The address that ends such mails with one click, when the reader may be without them.
    pub unsubscribe: Option<String>,
    pub sent_at: DateTime<Utc>,
}

#[derive(Debug, Clone)]
pub struct Part {
    pub file_name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

/// Why a letter did not leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsent {
    pub reason: String,
    /// Trying again changes nothing: the server has refused this letter (5xx), or it cannot be written.
    pub for_good: bool,
}

enum Way {
    Smtp(SmtpTransport),
    /// The demo: the in-app mailbox shows the outbox itself, nothing leaves the machine.
    Nowhere,
}

pub struct Mailer {
    way: Way,
    from: Mailbox,
}

impl Mailer {
    /// `smtp://`, `smtps://` or `smtp+starttls://`, with `user:password@` before the host when needed.
    pub fn new(url: &str, from: &str) -> Result<Mailer> {
        let from: Mailbox = from.parse().map_err(|e| Refusal::fault(format!("mail_from {from:?}: {e}")))?;
        if url.is_empty() {
            return Err(Refusal::fault("smtp_url is empty"));
        }
        // STARTTLS under the name that people know; lettre asks for it by a parameter.
        let url = match url.strip_prefix("smtp+starttls://") {
            Some(rest) => format!("smtp://{rest}?tls=required"),
            None => url.to_string(),
        };
        let transport = SmtpTransport::from_url(&url)
            .map_err(|e| Refusal::fault(format!("smtp_url: {e}")))?
            .timeout(Some(std::time::Duration::from_secs(20)))
            .build();
        Ok(Mailer { way: Way::Smtp(transport), from })
    }

    /// A mailer that sends nothing: for the demo, whose mailbox page shows every mail.
    pub fn kept_in_the_demo(from: &str) -> Result<Mailer> {
        let from: Mailbox = from.parse().map_err(|e| Refusal::fault(format!("mail_from {from:?}: {e}")))?;
        Ok(Mailer { way: Way::Nowhere, from })
    }

    /// Hands the letter to the server.
    pub fn send(&self, letter: &Letter) -> std::result::Result<(), Unsent> {
        let unwritten = |e: Refusal| Unsent { reason: e.to_string(), for_good: true };
        let message = self.message(letter).map_err(unwritten)?;
        match &self.way {
            Way::Smtp(transport) => {
                let sent = transport.send(&message).map(drop);
                sent.map_err(|e| Unsent { reason: format!("smtp: {e}"), for_good: is_for_good(&e) })
            }
            Way::Nowhere => Ok(()),
        }
    }

    fn message(&self, letter: &Letter) -> Result<Message> {
        let address: Address = letter.to.parse().map_err(|e| Refusal::fault(format!("recipient: {e}")))?;
        let domain = self.from.email.domain().to_string();
        let bodies = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
        let builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(letter.to_name.clone()), address))
            .subject(&letter.subject)
            .date(letter.sent_at.into())
            .message_id(Some(format!("<{}@{domain}>", letter.id)));
        let mut mixed = MultiPart::mixed().multipart(bodies);
        for part in &letter.parts {
            mixed = mixed.singlepart(attachment(part)?);
        }
        let mut message = builder.multipart(mixed).map_err(Refusal::fault)?;
        if let Some(address) = &letter.unsubscribe {
            // RFC 8058: the reader's mail program presses the link for them.
            let headers = message.headers_mut();
            let name = HeaderName::new_from_ascii_str;
            headers.insert_raw(HeaderValue::new(name("List-Unsubscribe"), format!("<{address}>")));
            let post = "List-Unsubscribe=One-Click".to_string();
            headers.insert_raw(HeaderValue::new(name("List-Unsubscribe-Post"), post));
        }
        Ok(message)
    }
}

/// Whether the server has refused the letter itself. A 5xx that refuses us (RFC 4954: 530, 534, 535, 538) is a password or
/// an agreement that somebody has to put right, and then the letter goes.
fn is_for_good(error: &lettre::transport::smtp::Error) -> bool {
    let ours = |code: u16| matches!(code, 530 | 534 | 535 | 538 | 554);
    // RFC 3463: X.7 is a policy, such as not to relay for us.
    let is_policy = error.to_string().contains(": 5.7.");
    error.is_permanent() && !is_policy && !error.status().is_some_and(|code| ours(code.into()))
}

fn attachment(part: &Part) -> Result<SinglePart> {
    let media: ContentType = part.media_type.parse().map_err(|e| Refusal::fault(format!("media type: {e}")))?;
    Ok(Attachment::new(part.file_name.clone()).body(part.bytes.clone(), media))
}

#[cfg(test)]
mod tests {
    use super::{Letter, Mailer};

    #[test]
    fn a_mail_that_one_may_be_without_says_so_in_its_head() {
        let mailer = Mailer::kept_in_the_demo("Tillit <tillit@almea.example>").unwrap();
        let address =
            format!("https://tillit.example/unsubscribe/019a0000-0000-7000-8000-000000000000.{}", "a".repeat(64));
        let letter = |unsubscribe| Letter {
            id: "1".to_string(),
            to: "sara.lind@asmunda.example".to_string(),
            to_name: "Sara Lind".to_string(),
            subject: "Notis".to_string(),
            text: "Hej".to_string(),
            html: "<p>Hej</p>".to_string(),
            parts: Vec::new(),
            unsubscribe,
            sent_at: chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap(),
        };
        let head = |unsubscribe| {
            let bytes = mailer.message(&letter(unsubscribe)).unwrap().formatted();
            String::from_utf8(bytes).unwrap().replace("\r\n ", " ")
        };
        let with = head(Some(address.clone()));
        assert!(with.contains(&format!("<{address}>")), "{with}");
        assert!(with.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{with}");
        assert!(!head(None).contains("List-Unsubscribe"));
    }

    #[test]
    fn each_way_to_a_server_is_understood() {
        for url in ["smtp://localhost:2525", "smtps://u:p@mail.example", "smtp+starttls://u:p@mail.example:587"] {
            assert!(Mailer::new(url, "Tillit <tillit@almea.example>").is_ok(), "{url}");
        }
        for url in ["", "ftp://mail.example", "mail.example"] {
            assert!(Mailer::new(url, "Tillit <tillit@almea.example>").is_err(), "{url}");
        }
        assert!(Mailer::new("smtp://localhost", "inte en adress").is_err());
    }
}
