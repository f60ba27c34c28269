//! Posted files: multipart, read to a limit, checked for the CSRF token (pages) or not (API).

use super::form::without_nul;
use super::{Fields, Web};
use crate::base::{FieldError, Refusal, Result};
use crate::kit::attachments::{Attachment, bytes, sniff};
use crate::platform::files::Stored;
use actix_multipart::Multipart;
use actix_web::{FromRequest, HttpRequest, dev};
use futures_util::StreamExt;
use std::future::Future;
use std::pin::Pin;

#[derive(Debug, Clone)]
pub struct UploadedFile {
    pub field: String,
    pub file_name: String,
    pub bytes: Vec<u8>,
}

/// A multipart form. A file over the limit is read to its end and dropped, so that the person gets
/// an answer at the field instead of a broken connection.
pub struct Upload {
    pub web: Web,
    pub fields: Fields,
    pub files: Vec<UploadedFile>,
    /// Files that were too large: `error-file-too-large` at their field.
    pub refused: Vec<FieldError>,
}

const MAX_FIELD_BYTES: usize = 1_000_000;
const MAX_DRAINED_BYTES: usize = 200_000_000;

impl FromRequest for Upload {
    type Error = Refusal;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let web = Web::of(request);
        let multipart = Multipart::from_request(request, payload);
        let is_api = request.path().starts_with("/api/");
        Box::pin(async move {
            let web = web?;
            let multipart = multipart.await.map_err(|_| Refusal::invalid("", "error-form-unreadable"))?;
            let upload = read(web, multipart).await?;
            if !is_api {
                upload.web.check_csrf(upload.fields.get("_csrf"))?;
            }
            Ok(upload)
        })
    }
}

async fn read(web: Web, mut multipart: Multipart) -> Result<Upload> {
    let limit = web.app.settings.upload_max_bytes;
    let mut upload = Upload { web, fields: Fields::default(), files: Vec::new(), refused: Vec::new() };
    let mut drained = 0_usize;
    while let Some(item) = multipart.next().await {
        let mut item = item.map_err(|_| Refusal::invalid("", "error-form-unreadable"))?;
        let field = item.name().unwrap_or_default().to_string();
        let file_name = item.content_disposition().and_then(|d| d.get_filename()).map(ToString::to_string);
        let limit = if file_name.is_some() { limit } else { MAX_FIELD_BYTES };
        let (mut bytes, mut size) = (Vec::new(), 0_usize);
        while let Some(chunk) = item.next().await {
            let chunk = chunk.map_err(|_| Refusal::invalid("", "error-form-unreadable"))?;
            size += chunk.len();
            drained += chunk.len();
            if drained > MAX_DRAINED_BYTES {
                return Err(Refusal::Invalid(vec![
                    FieldError::new(field, "error-file-too-large").with("max", limit / 1_000_000),
                ]));
            }
            if size <= limit {
                bytes.extend_from_slice(&chunk);
            }
        }
        if size > limit {
            let megabytes = limit / 1_000_000;
            upload.refused.push(FieldError::new(field, "error-file-too-large").with("max", megabytes));
        } else if let Some(file_name) = file_name {
            if !(file_name.is_empty() && bytes.is_empty()) {
                upload.files.push(UploadedFile { field, file_name, bytes });
            }
        } else {
            let mut text =
                String::from_utf8(bytes).map_err(|_| Refusal::invalid(field.clone(), "error-form-unreadable"))?;
            without_nul(&mut text);
            upload.fields.0.push((field, text));
        }
    }
    Ok(upload)
}

impl Upload {
    /// The one file of `field`. Errors at the field: too large, or `error-file-required`.
    pub fn file(&self, field: &str) -> Result<&UploadedFile, FieldError> {
        if let Some(error) = self.refused.iter().find(|e| e.field == field) {
            return Err(error.clone());
        }
        self.files.iter().find(|f| f.field == field).ok_or_else(|| FieldError::new(field, "error-file-required"))
    }

    /// Takes the file of `field` and stores its bytes, outside any transaction.
    /// Errors at the field: missing, too large, of a type that is not accepted.
    pub async fn receive(&self, field: &str) -> Result<Received> {
        let at_field = |error: FieldError| Refusal::Invalid(vec![error]);
        let UploadedFile { file_name, bytes, .. } = self.file(field).map_err(at_field)?.clone();
        let media_type = sniff(field, &file_name, &bytes).map_err(at_field)?;
        let files = self.web.app.files.clone();
        let stored = tokio::task::spawn_blocking(move || files.put(&bytes)).await.map_err(Refusal::fault)??;
        Ok(Received { file_name, media_type, stored })
    }
}

/// A file whose bytes are stored and whose type is known.
#[derive(Debug)]
pub struct Received {
    pub file_name: String,
    pub media_type: &'static str,
    pub stored: Stored,
}

impl Web {
    /// Sends the bytes of an attachment that the person may see.
    pub async fn send_attachment(&self, attachment: Attachment) -> super::Answer {
        let files = self.app.files.clone();
        let (name, media_type) = (attachment.file_name.clone(), attachment.media_type.clone());
        let bytes = tokio::task::spawn_blocking(move || bytes(&files, &attachment)).await.map_err(Refusal::fault)??;
        self.download(&name, &media_type, bytes)
    }
}
