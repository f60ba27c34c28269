//! An option, an amendment and a deviation of a contract.

use super::{Home, Objects};

pub fn objects(home: &Home<'_>, all: &mut Objects) {
    let contract = all["contracts"].clone();
    let of = ("contract_id", contract.as_str());
    let option = home.row("contract_options", &[of, ("state", "open"), ("extends_to_on", "2028-12-31")]);
    let amendment = home.row("contract_amendments", &[of, ("state", "proposed"), ("title", "Dolt tillägg")]);
    let deviation = home.row(
        "contract_deviations",
        &[of, ("clause_id", "KV-05"), ("state", "proposed"), ("proposed_by", home.person_id.as_str())],
    );
    all.insert("options", option);
    all.insert("amendments", amendment);
    all.insert("deviations", deviation);
}
