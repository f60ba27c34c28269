use super::{Limits, read, yaml_text};
use serde_json::{Value, json};

const LIMITS: Limits = Limits { bytes: 100_000, values: 2_000, depth: 20, aliases: 50 };

fn tree(text: &str) -> Value {
    read(text.as_bytes(), &LIMITS).unwrap()
}

fn refused(text: &str) -> (&'static str, String) {
    let error = read(text.as_bytes(), &LIMITS).unwrap_err();
    (error.code, error.args.get("path").cloned().unwrap_or_default())
}

#[test]
fn plain_values_mean_what_they_look_like() {
    let read =
        tree("a: 1\nb: 1.10\nc: 007\nd: 1.5\ne: ~\nf: true\ng: 2024-07-09\nh: '1'\ni: yes\nj: -3\nk: |\n  x\n  y\n");
    assert_eq!(
        read,
        json!({"a": 1, "b": "1.10", "c": "007", "d": 1.5, "e": null, "f": true, "g": "2024-07-09", "h": "1",
            "i": "yes", "j": -3, "k": "x\ny\n"})
    );
    assert_eq!(tree("\u{feff}{\"a\": [1, {\"b\": null}]}"), json!({"a": [1, {"b": null}]}));
}

#[test]
fn what_is_written_is_read_the_same() {
    for value in [
        json!({"a": {"b": [1, [2, []], {"c": "x: y # z", "d": {}}], "no": "ja"}, "å ä": "rad\nrad\t\"q\" \\ \u{85}\u{2028}"}),
        json!(["1.10", 1.5, null, true, "", "- a", "{}", "*x", "&y", "!z", " ledande"]),
        json!([[["a"]], {"x": [{"y": [[]]}]}]),
        json!("text"),
    ] {
        let text = yaml_text(&value);
        assert_eq!(tree(&text), value, "{text}");
    }
}

#[test]
fn a_bomb_is_stopped_before_it_goes_off() {
    let mut laughs = String::from("l0: &l0 [\"ha\", \"ha\"]\n");
    for n in 1..30 {
        let before = format!("*l{}", n - 1);
        laughs.push_str(&format!("l{n}: &l{n} [{before}, {before}, {before}, {before}]\n"));
    }
    assert!(["error-tree-values", "error-tree-aliases"].contains(&refused(&laughs).0));
    let many: String = (0..60).map(|n| format!("k{n}: *a\n")).collect();
    assert_eq!(refused(&format!("a: &a x\n{many}")).0, "error-tree-aliases");
    assert_eq!(tree("a: &a [1]\nb: *a\n"), json!({"a": [1], "b": [1]}));
    assert_eq!(refused("a: &a [1, *a]\n").0, "error-tree-aliases-own");
    assert_eq!(refused(&format!("{}1{}", "[".repeat(40), "]".repeat(40))).0, "error-tree-depth");
    let deep: String = (0..40).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    assert_eq!(refused(&deep).0, "error-tree-depth");
    let wide: String = (0..3_000).map(|n| format!("- {n}\n")).collect();
    assert_eq!(refused(&wide).0, "error-tree-values");
    assert_eq!(refused(&"a".repeat(200_000)).0, "error-tree-bytes");
    // a chain of repetitions that each go one level deeper
    let mut steps = String::from("l0: &l0 [x]\n");
    for n in 1..30 {
        steps.push_str(&format!("l{n}: &l{n} [*l{}]\n", n - 1));
    }
    assert_eq!(refused(&steps).0, "error-tree-depth");
}

#[test]
fn tricks_are_refused_with_their_place() {
    for (text, code, path) in [
        (
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
            "error-tree-xml",
            "",
        ),
        ("a:\n  b: !!python/object/apply:os.system [ls]\n", "error-tree-tag", "a.b"),
        ("a: !include /etc/passwd\n", "error-tree-tag", "a"),
        ("a: 1\nb: {c: 1, c: 2}\n", "error-tree-twice", "b.c"),
        ("{\"a\": [{\"b\": 1, \"b\": 2}]}", "error-tree-twice", "a[0].b"),
        ("? [a, b]\n: c\n", "error-tree-key", ""),
        ("a: 1\n---\nb: 2\n", "error-tree-documents", ""),
        ("a: [1, 2\nb: 3\n", "error-tree-syntax", ""),
        ("{\"a\": }", "error-tree-syntax", ""),
        ("{\"a\": \"\\u0000\"}", "error-tree-encoding", ""),
        ("", "error-file-empty", ""),
    ] {
        assert_eq!(refused(text), (code, path.to_string()), "{text}");
    }
    assert_eq!(read(b"a: \xff\xfe", &LIMITS).unwrap_err().code, "error-tree-encoding");
}
