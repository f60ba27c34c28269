//! docs/requirements.md read as data: in order, each row once, the rows that are asked for, and every test
//! that it names. The checks are tried on bad samples first.

use super::support::source::{File, files_under, root};

/// The rows of domain.md 1.3 whose module is REG (register and chain), KLA (classification), TIE (tiering
/// and risk) or UND (approval of subcontractors): the checklist of "the register in depth"; and those of BRI, DIA and
/// RAP (findings, dialogues, reports).
const ASKED_FOR: &[u32] = &[
    7, 8, 9, 11, 12, 19, 20, 21, 22, 27, 28, 29, 33, 35, 36, 37, 38, 39, 40, 43, 46, 47, 49, 51, 52, 55, 56, 57, 58,
    60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84,
];

struct Row {
    number: u32,
    tests: Vec<String>,
}

/// The lines of the table whose first cell is a number; a test is what stands between backticks in the last.
fn rows(text: &str) -> Vec<Row> {
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let [number, .., tests] = cells[..] else { return None };
        let tests = tests.split('`').skip(1).step_by(2).map(ToString::to_string).collect();
        Some(Row { number: number.parse().ok()?, tests })
    };
    text.lines().filter(|line| line.starts_with('|')).filter_map(row).collect()
}

/// Whether `function` is a test of the file: a body that runs on both databases, or a plain test.
fn is_test(text: &str, function: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let (both, plain) = (format!("async fn {function}(t: &Harness)"), format!("fn {function}()"));
    lines
        .iter()
        .enumerate()
        .any(|(at, line)| line.starts_with(&both) || (line.starts_with(&plain) && at > 0 && lines[at - 1] == "#[test]"))
}

/// Where `module::name` may stand: in tests/it, as a unit test's own file, or in a file's module of tests.
fn homes(module: &str) -> Vec<String> {
    let path = module.replace("::", "/");
    let inner = path.strip_suffix("/tests").map(|file| vec![format!("src/{file}.rs"), format!("src/{file}/mod.rs")]);
    let mut all = vec![format!("tests/it/{path}.rs"), format!("src/{path}.rs")];
    all.extend(inner.unwrap_or_default());
    all
}

fn exists(test: &str, files: &[File]) -> bool {
    let Some((module, function)) = test.rsplit_once("::") else { return false };
    let homes = homes(module);
    files.iter().filter(|file| homes.contains(&file.path)).any(|file| is_test(&file.text, function))
}

fn faults(text: &str, asked_for: &[u32], files: &[File]) -> Vec<String> {
    let rows = rows(text);
    let numbers: Vec<u32> = rows.iter().map(|row| row.number).collect();
    let mut found: Vec<String> = numbers
        .windows(2)
        .filter(|two| two[0] >= two[1])
        .map(|two| format!("row {} stands after row {}: twice, or out of order", two[1], two[0]))
        .collect();
    found.extend(asked_for.iter().filter(|row| !numbers.contains(row)).map(|row| format!("row {row} is missing")));
    for row in &rows {
        if row.tests.is_empty() {
            found.push(format!("row {} names no test", row.number));
        }
        let missing = row.tests.iter().filter(|test| !exists(test, files));
        found.extend(missing.map(|test| format!("row {}: there is no test {test}", row.number)));
    }
    found
}

/// The source of the program and of its tests, by their paths in the repository.
fn sources() -> Vec<File> {
    let below = |folder: &str| {
        let rename = |file: File| File { path: format!("{folder}/{}", file.path), ..file };
        files_under(folder, "rs").into_iter().map(rename).collect::<Vec<_>>()
    };
    [below("src"), below("tests/it")].concat()
}

#[test]
fn every_row_is_ticked_once_by_tests_that_exist() {
    let text = std::fs::read_to_string(root().join("docs/requirements.md")).unwrap();
    let faults = faults(&text, ASKED_FOR, &sources());
    assert!(faults.is_empty(), "docs/requirements.md:\n{}", faults.join("\n"));
}

#[test]
fn a_row_without_its_test_is_found() {
    let file = |path: &str, text: &str| File { path: path.to_string(), text: text.to_string() };
    let files = [
        file("tests/it/risks.rs", "both! {\n    async fn a_risk(t: &Harness) {\n    }\n}\nfn helper() {}\n"),
        file("src/features/services/rules/tests.rs", "#[test]\nfn a_rule() {\n}\n"),
        file("src/kit/snapshot.rs", "mod tests {\n    #[test]\n    fn one_text() {\n    }\n}\n"),
    ];
    let good = "| row | where | test |\n|---|---|---|\n\
                | 1 | x | `risks::a_risk`, `features::services::rules::tests::a_rule` |\n\
                | 2 | `/y` | `kit::snapshot::tests::one_text` |\n";
    assert_eq!(faults(good, &[1, 2], &files), Vec::<String>::new());
    for (bad, fault) in [
        (
            "| 2 | x | `risks::a_risk` |\n| 1 | x | `risks::a_risk` |\n",
            "row 1 stands after row 2: twice, or out of order",
        ),
        (
            "| 1 | x | `risks::a_risk` |\n| 1 | y | `risks::a_risk` |\n",
            "row 1 stands after row 1: twice, or out of order",
        ),
        ("| 2 | x | `risks::a_risk` |\n", "row 1 is missing"),
        ("| 1 | x | none |\n", "row 1 names no test"),
        ("| 1 | x | `risks::helper` |\n", "row 1: there is no test risks::helper"),
        ("| 1 | x | `risks::gone` |\n", "row 1: there is no test risks::gone"),
        ("| 1 | x | `a_risk` |\n", "row 1: there is no test a_risk"),
    ] {
        assert_eq!(faults(bad, &[1], &files), [fault], "{bad}");
    }
}
