//! Style sheets, scripts and pictures, under an address that changes with their content.

use super::engine::Templates;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::sync::LazyLock;

/// One hash over all assets: scripts import each other by relative address, so they share a folder.
static HASH: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Templates::iter().filter(|path| path.starts_with("assets/")).collect();
    names.sort();
    let mut hash = Sha256::new();
    for name in names {
        hash.update(name.as_bytes());
        if let Some(file) = Templates::get(&name) {
            hash.update(&file.data);
        }
    }
    hex::encode(hash.finalize()).chars().take(12).collect()
});

/// The content hash in the current asset addresses.
pub fn asset_hash() -> &'static str {
    &HASH
}

/// The address of an asset: `/assets/<content-hash>/<name>`. It may be cached for ever.
pub fn asset_href(name: &str) -> String {
    format!("/assets/{}/{name}", *HASH)
}

/// The content and media type of an asset, by its name. Unknown names and folders give `None`.
pub fn asset(name: &str) -> Option<(Cow<'static, [u8]>, &'static str)> {
    let mime = match name.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => return None,
    };
    if name.contains('/') || name.contains("..") {
        return None;
    }
    Some((Templates::get(&format!("assets/{name}"))?.data, mime))
}
