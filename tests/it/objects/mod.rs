//! One row of every kind of object in an organisation, for the test that nobody reaches another
//! organisation's. Each area has a file; the key of an object is the address segment before its id.

mod answering;
mod base;
mod asking;
mod services;
mod chains;
mod contract_depth;
mod clauses;
mod categorisation;
mod reviewing;
mod reviews;
mod records;
mod register;
mod subcontracts;
mod risks;
mod notices;
mod sendings;
mod meetings;
mod frameworks;
mod plans;
mod ladder;

use super::support::Harness;
use super::support::tables::insert;
use std::collections::BTreeMap;
use tillit::base::Id;
use tillit::features::accounts::Organisation;

/// Placeholders that name an entry of a catalogue, which is the same for everybody.
pub const CATALOGUE: &[(&str, &str)] = &[
    ("clauses", "KV-01"),
    ("questions", "Q01"),
    ("coverage", "A.5.1"),
    ("answers", "Q01"),
    ("sections", "A"),
    ("reviews", "Q01"),
    ("reports", "gdpr_33"),
    ("case-reviews", "security"),
    ("passport", "Q01"),
    ("agreed", "kv25_patch"),
    // no control of any standard: the page of one that exists is everybody's own
    ("soa", "A.0.0"),
];

/// Objects by the address segment that stands before their id.
pub type Objects = BTreeMap<&'static str, String>;

/// Whose rows are made, and by whom.
pub struct Home<'a> {
    pub t: &'a Harness,
    pub organisation: &'a Organisation,
    /// A contract manager of the organisation.
    pub person_id: Id,
}

impl Home<'_> {
    /// A row of the organisation: the given columns, something plain in the others.
    pub fn row(&self, table: &str, given: &[(&str, &str)]) -> String {
        let mut all = vec![("organisation_id", self.organisation.id.as_str())];
        all.extend_from_slice(given);
        insert(self.t, table, &all).to_string()
    }

    /// A file that can be fetched, as the home's person shared it at something of the vendor's.
    pub fn file(&self, vendor_id: &str, object_type: &str, object_id: &str, part: &str) -> String {
        let stored = self.t.app.files.put(b"Dold bilaga").unwrap();
        let size = stored.size.to_string();
        self.row(
            "attachments",
            &[
                ("vendor_id", vendor_id),
                ("object_type", object_type),
                ("object_id", object_id),
                ("part", part),
                ("file_name", "bilaga.txt"),
                ("media_type", "text/plain"),
                ("size", &size),
                ("sha256", &stored.sha256),
                ("uploaded_by", self.person_id.as_str()),
                ("shared", "true"),
            ],
        )
    }
}

/// One row of every kind in an organisation. The vendor is tied to `vendor_organisation`, when there is one.
pub fn objects(t: &Harness, home: &Organisation, vendor_organisation: Option<&Organisation>) -> Objects {
    let (mut all, home) = base::objects(t, home, vendor_organisation);
    #[rustfmt::skip]
    let areas: &[fn(&Home<'_>, &mut Objects)] = &[
        answering::objects,
        services::objects,
        chains::objects,
        contract_depth::objects,
        clauses::objects,
        categorisation::objects,
        reviews::objects,
        reviewing::objects,
        records::objects,
        register::objects,
        subcontracts::objects,
        risks::objects,
        asking::objects,
        sendings::objects,
        frameworks::objects,
        notices::objects,
        plans::objects,
        ladder::objects,
        meetings::objects,
    ];
    for area in areas {
        area(&home, &mut all);
    }
    all.extend(CATALOGUE.iter().map(|(kind, id)| (*kind, (*id).to_string())));
    all
}
