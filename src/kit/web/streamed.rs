//! A stored file that is sent piece by piece, so that a large one takes no more memory than a small one.

use super::{Answer, Web};
use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Bytes;
use std::fs::File;
use std::io::Read;

const PIECE: usize = 64 * 1024;

impl Web {
    /// As `download`, from a file.
    pub fn download_file(&self, file_name: &str, media_type: &str, file: File) -> Answer {
        let ascii: String = file_name.chars().map(|c| if c.is_ascii_graphic() && c != '"' { c } else { '_' }).collect();
        let encoded: String =
            url::form_urlencoded::byte_serialize(file_name.as_bytes()).collect::<String>().replace('+', "%20");
        let pieces = futures_util::stream::try_unfold(file, |mut file| async move {
            let read = tokio::task::spawn_blocking(move || {
                let mut piece = vec![0; PIECE];
                file.read(&mut piece).map(|length| {
                    piece.truncate(length);
                    (file, piece)
                })
            });
            let (file, piece) = read.await.map_err(std::io::Error::other)??;
            Ok::<_, std::io::Error>(if piece.is_empty() { None } else { Some((Bytes::from(piece), file)) })
        });
        Ok(HttpResponse::Ok()
            .content_type(media_type)
            .insert_header((
                "Content-Disposition",
                format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}"),
            ))
            .insert_header(("Content-Security-Policy", "default-src 'none'; sandbox"))
            // Compressed already.
            .insert_header(("Content-Encoding", "identity"))
            .insert_header((CACHE_CONTROL, "no-store"))
            .streaming(Box::pin(pieces)))
    }
}
