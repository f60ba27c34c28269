//! A subcontractor case of an organisation, and a file that belongs to it.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let (vendor, contract) = (all["vendors"].clone(), all["contracts"].clone());
    let case = home.row(
        "subcontract_cases",
        &[
            ("vendor_id", &vendor),
            ("contract_id", &contract),
            ("name", "Dold underleverantör"),
            ("facts", "{}"),
            ("state", "submitted"),
            ("authorisation", "specific"),
            ("by_phone", "true"),
            ("applicant_id", home.person_id.as_str()),
            ("criteria_version", "subcontract-criteria-2026-1"),
        ],
    );
    let file = home.file(&vendor, "subcontract", &case, "1");
    all.insert("subcontracts", case);
    all.insert("case-files", file);
    all.insert("subcontract-terms", contract);
}
