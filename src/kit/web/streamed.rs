//! A stored file that is sent piece by piece, so that a large one takes no more memory than a small one.

use super::{Answer, Web};
use actix_web::web::Bytes;
use std::fs::File;
use std::io::Read;

const PIECE: usize = 64 * 1024;

impl Web {
    /// As `download`, from a file.
    pub fn download_file(&self, file_name: &str, media_type: &str, file: File) -> Answer {
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
        // Compressed already.
        Ok(Self::attachment(file_name, media_type)
            .insert_header(("Content-Encoding", "identity"))
            .streaming(Box::pin(pieces)))
    }
}
