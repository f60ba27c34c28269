//! Certificates, own fields and kept filters.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let vendor = all["vendors"].clone();
    let certificate = home.row(
        "vendor_certificates",
        &[
            ("vendor_id", &vendor),
            ("kind", "iso9001"),
            ("standard", "iso9001"),
            ("issuer", "Dolt AB"),
            ("by_vendor", "true"),
        ],
    );
    home.file(&vendor, "certificate", &certificate, "");
    let field = home.row("extra_fields", &[("key", "dolt"), ("kind", "text")]);
    let filter =
        home.row("saved_filters", &[("person_id", home.person_id.as_str()), ("name", "Dolt"), ("query", "tier=1")]);
    all.insert("certificates", certificate);
    all.insert("extra-fields", field);
    all.insert("vendor-filters", filter);
}
