//! Files of catalogues: read whole or not at all, with a report; written so that they read the same again.

use serde_json::{Value, json};
use std::fmt::Write as _;
use tillit::access::Role;

/// A library file of so many nodes in groups of ten, with keys that nothing here uses.
pub fn library(name: &str, count: usize) -> String {
    let mut text = format!(
        "urn: urn:x:library:{name}\nlocale: sv\nname: Katalog {name}\nversion: 1\ncopyright: Ingen\nobjects:\n  framework:\n    urn: urn:x:framework:{name}\n    name: Katalog {name}\n    requirement_nodes:\n"
    );
    for n in 0..count {
        let _ = write!(
            text,
            "    - urn: urn:x:req_node:{name}:{n}\n      ref_id: 'K{n}'\n      name: Krav {n}\n      annotation: 'Not {n}'\n      odd_key: {n}\n"
        );
        if n % 10 > 0 {
            let _ = write!(
                text,
                "      assessable: true\n      depth: 2\n      parent_urn: urn:x:req_node:{name}:{}\n",
                n - n % 10
            );
        }
    }
    text
}

both! {
    async fn a_file_goes_in_with_a_report_and_comes_out_the_same(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let file = library("prov", 25);
        let report = eva.upload("/frameworks/import", &[], "file", "prov.yaml", file.as_bytes()).await.expect(303).location().to_string();
        eva.get(&report).await.expect(200).has(&["requirement_nodes[].odd_key", "Nej, okänt", "requirement_nodes[0].annotation", "prov.yaml"]);
        let key = report.split('/').nth(2).unwrap().to_string();
        eva.get(&format!("/frameworks/{key}")).await.expect(200).has(&["Krav 24", "Katalog prov"]);
        // imported nodes stay as the file has them
        eva.post(&format!("/frameworks/{key}/nodes"), &[("name", "x")]).await.expect(409).has(&["Bara punkter i egna"]);
        // the same edition twice is one too many
        eva.upload("/frameworks/import", &[], "file", "prov.yaml", file.as_bytes()).await.expect(422).has(&["Samma utgåva"]);
        let export = async |key: &str, format: &str| eva.get(&format!("/frameworks/{key}/export?format={format}")).await.expect(200).body;
        let nodes = async |key: &str| eva.api(&token, "GET", &format!("/api/v1/frameworks/{key}/nodes?limit=200"), Value::Null, &[]).await.expect(200).json();
        let plain = |nodes: Value| -> Vec<Value> {
            nodes["items"].as_array().unwrap().iter().map(|n| json!([n["urn"], n["ref_id"], n["title_sv"], n["assessable"], n["parent"].is_null()])).collect()
        };
        let before = plain(nodes(&key).await);
        for format in ["library", "oscal"] {
            let bytes = export(&key, format).await;
            eva.post(&format!("/frameworks/{key}/retire"), &[("version", if format == "library" { "1" } else { "0" })]).await;
            let name = if format == "library" { "ut.yaml" } else { "ut.json" };
            let done = eva.api_upload(&token, "/api/v1/frameworks/import", &[], "file", name, &bytes).await;
            if format == "library" {
                let again = done.expect(201).json()["framework"]["key"].as_str().unwrap().to_string();
                assert_eq!(plain(nodes(&again).await), before);
                // word for word: what comes out of the second is what came out of the first
                assert_eq!(export(&again, "library").await, bytes);
                assert_eq!(export(&again, "oscal").await, export(&key, "oscal").await);
                eva.post(&format!("/frameworks/{again}/retire"), &[("version", "1")]).await.expect(303);
            } else {
                let again = done.expect(201).json()["framework"]["key"].as_str().unwrap().to_string();
                assert_eq!(plain(nodes(&again).await), before);
                assert_eq!(export(&again, "library").await, export(&key, "library").await);
            }
        }
        t.drain();
    }

    async fn relations_in_the_librarys_own_names_find_the_standards(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        let file = library("eget", 5);
        eva.upload("/frameworks/import", &[], "file", "eget.yaml", file.as_bytes()).await.expect(303);
        let map = "urn: urn:x:map\nobjects:\n  requirement_mapping_sets:\n  - urn: urn:x:set\n    name: Eget till ISO\n    source_framework_urn: urn:x:framework:eget\n    target_framework_urn: urn:intuitem:risk:framework:iso27001-2022\n    requirement_mappings:\n    - {source_requirement_urn: 'urn:x:req_node:eget:1', target_requirement_urn: 'urn:intuitem:risk:req_node:iso27001-2022:a.5.1', relationship: subset, rationale: semantic}\n    - {source_requirement_urn: 'urn:x:req_node:eget:2', target_requirement_urn: 'urn:intuitem:risk:req_node:iso27001-2022:9.2.2', relationship: equal}\n";
        eva.upload("/frameworks/import", &[], "file", "map.yaml", map.as_bytes()).await.expect(200).has(&["Punkten finns inte här", "iso27001-2022:9.2.2", "requirement_mappings[1]"]);
        eva.get("/frameworks/iso27001-2022/nodes/A.5.1").await.expect(200).has(&["Krav 1", "Eget till ISO"]);
        // again: nothing new is in it
        eva.upload("/frameworks/import", &[], "file", "map.yaml", map.as_bytes()).await.expect(422).has(&["Inget lästes in"]);
        let lost = map.replace("urn:x:framework:eget", "urn:x:framework:borta");
        eva.upload("/frameworks/import", &[], "file", "map.yaml", lost.as_bytes()).await.expect(422);
        t.drain();
    }

    async fn bad_files_are_refused_in_words_and_leave_nothing_behind(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        let token = t.token(&t.region, Role::SecurityOfficer);
        let mut bomb = String::from("l0: &l0 [\"ha\", \"ha\"]\n");
        for n in 1..40 {
            let _ = writeln!(bomb, "l{n}: &l{n} [*l{0}, *l{0}, *l{0}, *l{0}]", n - 1);
        }
        let twice = library("x", 12).replace("urn:x:req_node:x:11", "urn:x:req_node:x:10");
        let orphan = library("x", 12).replace("parent_urn: urn:x:req_node:x:10", "parent_urn: urn:x:req_node:x:99");
        for (file, said) in [
            (bomb.as_str(), "värden när allt är utvecklat"),
            ("<?xml version=\"1.0\"?><!DOCTYPE c [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><catalog>&x;</catalog>", "Filen är XML"),
            ("objects: !!python/object/apply:os.system [id]\n", "har en tagg"),
            ("objects: {framework: {urn: u, name: [1]}}\n", "objects.framework.name har fel typ"),
            ("a: 1\n", "varken ett ramverksbibliotek"),
            ("objects: [\n", "Filen kan inte läsas. Rad"),
            (twice.as_str(), "finns redan i filen"),
            (orphan.as_str(), "finns inte i filen"),
        ] {
            eva.upload("/frameworks/import", &[], "file", "fel.yaml", file.as_bytes()).await.expect(422).has(&[said]).lacks(&["root:"]);
            let answer = eva.api_upload(&token, "/api/v1/frameworks/import", &[], "file", "fel.yaml", file.as_bytes()).await.expect(422).json();
            assert_eq!(answer["errors"][0]["pointer"], "/file");
        }
        eva.upload("/frameworks/import", &[], "other", "x.yaml", b"a: 1").await.expect(422);
        eva.upload("/frameworks/import", &[], "file", "x.yaml", b"\xff\xfe\x00a").await.expect(422).has(&["UTF-8"]);
        eva.get("/frameworks").await.expect(200).has(&["Inga egna regelverk"]);
        // a reader may read, and no more
        let rolf = t.region_user(Role::Reader);
        rolf.upload("/frameworks/import", &[], "file", "x.yaml", library("x", 2).as_bytes()).await.expect(403);
        t.drain();
    }

    async fn twelve_hundred_nodes_are_read_in_two_seconds(t: &Harness) {
        let eva = t.region_user(Role::SecurityOfficer);
        let file = library("stor", 1_200);
        let started = std::time::Instant::now();
        eva.upload("/frameworks/import", &[], "file", "stor.yaml", file.as_bytes()).await.expect(303);
        eprintln!("1,200 nodes on {:?}: {:?}", t.engine, started.elapsed());
        eva.get("/frameworks?q=stor").await.expect(200).has(&["Katalog stor"]);
        t.drain();
    }
}
