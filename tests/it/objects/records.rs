//! A record with a mark and a file, a request with an extract, a disposal, a hold and a package.

use super::{Home, Objects};
use serde_json::json;
use tillit::base::Id;
use tillit::kit::snapshot::sha256_hex;

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let person = home.person_id.to_string();
    let own = |table: &str, given: &[(&str, &str)]| home.row(table, given);
    let id = Id::new(home.t.now()).to_string();
    let record = own(
        "public_records",
        &[
            ("id", &id),
            ("object_id", &id),
            ("kind", "document"),
            ("type_key", "letter"),
            ("direction", "incoming"),
            ("subject", "Dold handling"),
            ("body", "Dold text"),
            ("created_by", &person),
        ],
    );
    let stored = home.t.app.files.put(b"Dold handlingsfil").unwrap();
    let file = own(
        "attachments",
        &[
            ("object_type", "public_record"),
            ("object_id", &record),
            ("part", ""),
            ("file_name", "dold.txt"),
            ("media_type", "text/plain"),
            ("sha256", &stored.sha256),
            ("uploaded_by", &person),
        ],
    );
    let mark = own(
        "record_marks",
        &[("record_id", &record), ("field_key", "body"), ("paragraph", "osl_18_8"), ("reason", "Dolt skäl")],
    );
    let disclosure = own(
        "disclosures",
        &[("state", "open"), ("terms", "[]"), ("responsible_id", &person), ("asked_for", "Dold begäran")],
    );
    let item = own(
        "disclosure_items",
        &[("disclosure_id", &disclosure), ("source", "record"), ("record_id", &record), ("assessment", "{}")],
    );
    let frozen = json!({
        "format": "tillit-record-extract-1", "organisation": "Dold", "disclosure_number": 1, "number": 1,
        "diary_number": null, "made_on": "2026-11-23", "records": [], "grounds": [], "parameters": "-",
    });
    let frozen = frozen.to_string();
    let extract = own(
        "disclosure_extracts",
        &[("disclosure_id", &disclosure), ("snapshot", &frozen), ("sha256", &sha256_hex(&frozen))],
    );
    let disposal = own("disposals", &[("state", "proposed"), ("proposed_by", &person)]);
    let hold = own("legal_holds", &[("title", "Dolt stopp"), ("record_id", &record)]);
    let zip = home.t.app.files.put(b"Dolt paket").unwrap();
    let package = own("archive_packages", &[("record_ids", &json!([record]).to_string()), ("sha256", &zip.sha256)]);
    all.extend([
        ("records", record),
        ("record-files", file),
        ("secrecy-marks", mark),
        ("disclosures", disclosure),
        ("chosen", item),
        ("extracts", extract),
        ("disposals", disposal),
        ("legal-holds", hold),
        ("archive-packages", package),
    ]);
}
