//! The floors of the house, read from the source text: imports go down, each kind of work has its
//! place, and no file grows past one subject. The checks are tried on bad samples first.

use super::support::source::{File, Import, files_under, imports, without_tests};

/// The floors from below. A file may import its own floor and those before it.
const FLOORS: &[&str] = &["base", "access", "platform", "kit", "features", "shell"];
/// Parts that a feature keeps to itself, whatever its `mod.rs` says.
const WORKING_PARTS: &[&str] = &["store", "records", "actions", "pages", "api", "jobs"];
const LONGEST: usize = 500;

/// Value types of the base floor that know how they are stored; everything else there is plain.
const STORED_VALUES: &[&str] = &[
    "base/id.rs",
    "base/instant.rs",
    "base/text_enum.rs",
    "base/org_number.rs",
    "base/email.rs",
    "base/hsa_id.rs",
    "base/language.rs",
    "base/period.rs",
];
fn floor(name: &str) -> Option<usize> {
    FLOORS.iter().position(|f| *f == name)
}

/// The features in the order of `src/features/mod.rs`, which is the order of dependency.
fn feature_order(features_mod: &str) -> Vec<String> {
    features_mod
        .lines()
        .filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(ToString::to_string)
        .collect()
}

struct House {
    features: Vec<String>,
    /// `features/accounts/store` and the like: modules that only their own feature may name. What a
    /// `mod.rs` declares `pub mod` is shown, except the working parts, which never are.
    inner_modules: Vec<String>,
    /// `features/controls/catalogue` and the like: items that a `mod.rs` shows by `pub use`. One may
    /// have the name of the private module that it comes from.
    shown_items: Vec<String>,
}

/// The items of `pub use inner::{One, two};`, as paths below the feature.
fn reexported(file: &File) -> Vec<String> {
    let folder = file.path.trim_end_matches("/mod.rs");
    let statements = file.text.split("pub use ").skip(1).filter_map(|rest| rest.split(';').next());
    let items = statements.flat_map(|statement| {
        let items = statement
            .split_once('{')
            .map_or_else(|| statement.rsplit("::").next().unwrap_or_default(), |(_, list)| list.trim_end_matches('}'));
        items.split(',').map(|item| item.trim().trim_end_matches('}').to_string()).collect::<Vec<_>>()
    });
    items.filter(|item| !item.is_empty()).map(|item| format!("{folder}/{item}")).collect()
}

impl House {
    fn of(files: &[File]) -> House {
        let features_mod =
            files.iter().find(|f| f.path == "features/mod.rs").map(|f| f.text.as_str()).unwrap_or_default();
        let shown = |module: &str| {
            let (folder, name) = module.rsplit_once('/').unwrap_or_default();
            let declared = files
                .iter()
                .find(|f| f.path == format!("{folder}/mod.rs"))
                .is_some_and(|f| f.text.contains(&format!("pub mod {name};")));
            declared && !WORKING_PARTS.contains(&name)
        };
        let inner_modules = files
            .iter()
            .filter_map(|f| f.path.strip_suffix("/mod.rs").or_else(|| f.path.strip_suffix(".rs")))
            .filter(|p| p.starts_with("features/") && p.matches('/').count() == 2 && !shown(p))
            .map(ToString::to_string)
            .collect();
        let shown_items = files
            .iter()
            .filter(|f| f.path.starts_with("features/") && stem(&f.path) == "mod")
            .flat_map(reexported)
            .collect();
        House { features: feature_order(features_mod), inner_modules, shown_items }
    }

    fn import_fault(&self, file: &File, import: &Import) -> Option<String> {
        let place: Vec<&str> = file.path.split('/').collect();
        let (here, there) = (floor(place[0])?, floor(import.segments.first()?)?);
        let said = || format!("{}:{}: {}", file.path, import.line, import.segments.join("::"));
        if there > here {
            return Some(format!("{} goes up from {} to {}", said(), FLOORS[here], FLOORS[there]));
        }
        let (own, other) = (part(place.get(1).copied()), import.segments.get(1).map_or("", String::as_str));
        if FLOORS[here] == "platform"
            && FLOORS[there] == "platform"
            && !other.is_empty()
            && place.len() > 1
            && own != other
            && own != "mod"
        {
            return Some(format!("{}: the door {own} opens the door {other}", said()));
        }
        if FLOORS[there] != "features" || other.is_empty() {
            return None;
        }
        if FLOORS[here] == "features" && own != "mod" && own != other {
            let order = |name: &str| self.features.iter().position(|f| f == name);
            if let (Some(own_at), Some(other_at)) = (order(own), order(other))
                && other_at >= own_at
            {
                return Some(format!("{}: {own} comes before {other}", said()));
            }
        }
        let inside = import.segments.get(2).map(|m| format!("features/{other}/{m}")).unwrap_or_default();
        let is_item = import.segments.len() == 3 && self.shown_items.contains(&inside);
        (own != other && !is_item && self.inner_modules.contains(&inside))
            .then(|| format!("{}: take it from the mod.rs of {other}", said()))
    }
}

fn part(name: Option<&str>) -> &str {
    name.unwrap_or_default().trim_end_matches(".rs")
}

fn import_faults(files: &[File]) -> Vec<String> {
    let house = House::of(files);
    let all = files.iter().flat_map(|f| imports(f).into_iter().map(move |i| (f, i)));
    all.filter_map(|(file, import)| house.import_fault(file, &import)).collect()
}

fn stem(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path).trim_end_matches(".rs")
}

fn in_folder(path: &str, name: &str) -> bool {
    path.contains(&format!("/{name}/"))
}

fn is_test_file(path: &str) -> bool {
    stem(path) == "tests" || in_folder(path, "tests")
}

/// Where diesel may be named: its door, the kit, the stores, and derives on stored rows.
fn may_name_diesel(path: &str) -> bool {
    let store = stem(path).starts_with("store") || stem(path).ends_with("_store") || in_folder(path, "store");
    let row = ["records", "model"].contains(&stem(path)) || in_folder(path, "records");
    path.starts_with("platform/db/")
        || path.starts_with("kit/") && !path.starts_with("kit/web/")
        || path.starts_with("features/") && (store || row)
        || STORED_VALUES.contains(&path)
}

fn may_name_actix(path: &str) -> bool {
    let page = stem(path).starts_with("pages")
        || stem(path).starts_with("api")
        || in_folder(path, "pages")
        || in_folder(path, "api");
    path.starts_with("kit/web/") || path.starts_with("shell/") || path.starts_with("features/") && page
}

/// Rows only derive; a query in them would be a second store.
fn is_row_file(path: &str) -> bool {
    path.starts_with("features/") && ["records", "model"].contains(&stem(path))
}

fn is_pure(path: &str) -> bool {
    path.starts_with("base/") || path.starts_with("access/") || stem(path) == "rules" || in_folder(path, "rules")
}

const WORLD: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "Utc::now",
    "Local::now",
    "SystemTime",
    "Instant::now",
    "tokio::",
    "rand::",
];
const QUERIES: &[&str] = &["RunQueryDsl", ".load(", ".load::<", ".get_result(", ".execute(", "platform::db::Db"];

fn names(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

fn place_faults(file: &File) -> Vec<String> {
    if is_test_file(&file.path) {
        return Vec::new();
    }
    let path = file.path.as_str();
    let mut faults = Vec::new();
    for (number, line) in without_tests(&file.text) {
        let mut fault = |why: &str| faults.push(format!("{path}:{number}: {why}: {}", line.trim()));
        if names(&line, "diesel::") && !may_name_diesel(path) {
            fault("diesel outside the stores");
        }
        if (names(&line, "actix_web::") || names(&line, "actix_multipart::")) && !may_name_actix(path) {
            fault("actix outside the web's edge");
        }
        if is_row_file(path) && QUERIES.iter().any(|q| line.contains(q)) {
            fault("a query outside the store");
        }
        if is_pure(path) && WORLD.iter().any(|w| names(&line, w)) && path != "base/clock.rs" {
            fault("the outside world in a pure file");
        }
        if is_pure(path) && (line.contains("platform::db::Db") || line.contains("crate::kit::Ctx")) {
            fault("a connection in a pure file");
        }
    }
    faults
}

fn length_fault(path: &str, text: &str) -> Option<String> {
    let lines = text.lines().count();
    (lines > LONGEST).then(|| format!("{path}: {lines} lines; split it by subject"))
}

fn file(path: &str, text: &str) -> File {
    File { path: path.to_string(), text: text.to_string() }
}

#[test]
fn imports_go_down() {
    let faults = import_faults(&files_under("src", "rs"));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_kind_of_work_has_its_place() {
    let faults: Vec<_> = files_under("src", "rs").iter().flat_map(place_faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_file_has_two_subjects() {
    let mut all = files_under("src", "rs");
    for extension in ["hbs", "css", "js", "ftl", "typ"] {
        all.extend(files_under("templates", extension));
    }
    assert!(all.len() > 100, "the folders were not found");
    let faults: Vec<_> = all.iter().filter_map(|f| length_fault(&f.path, &f.text)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_bad_import_is_found() {
    let order = file("features/mod.rs", "pub mod accounts;\npub mod vendors;\npub mod contracts;\n");
    let store = file("features/vendors/store.rs", "");
    let cases = [
        (file("base/text.rs", "use crate::access::Role;"), "goes up from base to access"),
        (file("kit/audit.rs", "fn f() { crate::features::vendors::find(); }"), "goes up from kit to features"),
        (file("kit/audit.rs", "use crate::{base::Id, shell::config};"), "goes up from kit to shell"),
        (file("platform/mail/mod.rs", "use crate::platform::db::Db;"), "the door mail opens the door db"),
        (file("platform/secrets.rs", "use super::files::Files;"), "the door secrets opens the door files"),
        (
            file("features/vendors/rules.rs", "use crate::features::contracts::Contract;"),
            "vendors comes before contracts",
        ),
        (file("features/vendors/store.rs", "use super::super::contracts;"), "vendors comes before contracts"),
        (
            file("features/contracts/store.rs", "use crate::features::vendors::store::find;"),
            "take it from the mod.rs of vendors",
        ),
        (
            file("features/contracts/store.rs", "use crate::features::vendors::{self, store};"),
            "take it from the mod.rs of vendors",
        ),
        (file("shell/pages.rs", "use crate::features::vendors::store;"), "take it from the mod.rs of vendors"),
    ];
    for (bad, why) in cases {
        let text = bad.text.clone();
        let faults = import_faults(&[file(&order.path, &order.text), file(&store.path, &store.text), bad]);
        assert!(faults.len() == 1 && faults[0].contains(why), "{text}: {faults:?}");
    }
    let open = file("features/vendors/mod.rs", "pub mod store;\npub mod rules;");
    let rules = file("features/vendors/rules.rs", "");
    let names_both =
        file("features/contracts/store.rs", "use crate::features::vendors::{rules::categorise, store::find};");
    let faults =
        import_faults(&[file(&order.path, &order.text), file(&store.path, &store.text), open, rules, names_both]);
    assert!(faults.len() == 1 && faults[0].contains("store::find"), "{faults:?}");
    let namesake = file("features/vendors/mod.rs", "mod rules;\npub use rules::{Rule, rules};");
    let rules = file("features/vendors/rules.rs", "");
    let item = file("features/contracts/actions.rs", "use crate::features::vendors::rules;");
    let inner = file("features/contracts/store.rs", "use crate::features::vendors::rules::Hidden;");
    let faults = import_faults(&[file(&order.path, &order.text), namesake, rules, item, inner]);
    assert!(faults.len() == 1 && faults[0].contains("rules::Hidden"), "{faults:?}");
    let good = file(
        "features/contracts/actions.rs",
        "use crate::features::vendors::{self, Vendor};\nuse crate::kit::Ctx;\n// crate::shell is above\n#[cfg(test)]\nmod tests { use crate::shell::x; }",
    );
    assert_eq!(import_faults(&[order, store, good]), Vec::<String>::new());
}

#[test]
fn work_in_the_wrong_place_is_found() {
    let cases = [
        ("features/vendors/actions.rs", "use diesel::prelude::*;", "diesel outside the stores"),
        ("kit/web/form.rs", "use diesel::prelude::*;", "diesel outside the stores"),
        ("base/paging.rs", "#[derive(diesel::Queryable)]", "diesel outside the stores"),
        ("features/vendors/store.rs", "use actix_web::web;", "actix outside the web's edge"),
        ("kit/outbox.rs", "fn f() { actix_web::rt::spawn(x) }", "actix outside the web's edge"),
        ("features/vendors/records.rs", "vendors::table.load::<Vendor>(c)", "a query outside the store"),
        ("features/vendors/rules.rs", "let today = chrono::Utc::now();", "the outside world in a pure file"),
        ("features/exchange/rules/rows.rs", "std::fs::read(path)", "the outside world in a pure file"),
        ("access/policy.rs", "use std::time::SystemTime;", "the outside world in a pure file"),
        ("features/findings/rules.rs", "use crate::platform::db::Db;", "a connection in a pure file"),
    ];
    for (path, text, why) in cases {
        let faults = place_faults(&file(path, text));
        assert!(faults.len() == 1 && faults[0].contains(why), "{path}: {faults:?}");
    }
    for (path, text) in [
        ("features/vendors/store.rs", "use diesel::prelude::*;"),
        ("features/vendors/store/list.rs", "use diesel::prelude::*;"),
        ("features/vendors/pages/show.rs", "use actix_web::web;"),
        ("features/vendors/rules.rs", "// never Utc::now\n#[cfg(test)]\nmod tests { use std::fs; }"),
    ] {
        assert_eq!(place_faults(&file(path, text)), Vec::<String>::new());
    }
    let long = "x\n".repeat(LONGEST + 1);
    assert!(length_fault("shell/cli.rs", &long).is_some());
}
