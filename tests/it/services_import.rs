//! The list of e-services lands as it is, and what does not fit is told with its row and column.

use super::support::Harness;
use serde_json::{Value, json};
use tillit::access::Role;

pub const LIST: &[u8] = include_bytes!("../data/e-tjanster.csv");

fn counts(answer: &Value) -> [i64; 4] {
    ["created", "updated", "unchanged", "refused"].map(|key| answer[key].as_i64().unwrap())
}

pub async fn upload(t: &Harness, token: &str, name: &str, bytes: &[u8], more: &[(&str, &str)]) -> Value {
    let mut fields = vec![("kind", "services")];
    fields.extend_from_slice(more);
    t.stranger().api_upload(token, "/api/v1/imports", &fields, "file", name, bytes).await.expect(201).json()
}

fn told(answer: &Value) -> Vec<(i64, String, String)> {
    let rows = answer["rows"].as_array().unwrap();
    rows.iter()
        .flat_map(|row| {
            let number = row["row"].as_i64().unwrap();
            row["errors"].as_array().unwrap().iter().map(move |error| {
                let text = |key: &str| error[key].as_str().unwrap_or_default().to_string();
                (number, text("column"), text("code"))
            })
        })
        .collect()
}

both! {
    async fn the_list_lands_as_it_is_and_only_once(t: &Harness) {
        let token = t.token(&t.region, Role::SecurityOfficer);
        let omar = t.region_user(Role::SecurityOfficer);
        assert_eq!(counts(&upload(t, &token, "e-tjanster.csv", LIST, &[("dry_run", "true")]).await), [23, 0, 0, 0]);
        omar.get("/services").await.expect(200).has(&["Inga tjänster ännu", "/imports/new?kind&#x3D;services"]);
        let first = upload(t, &token, "e-tjanster.csv", LIST, &[]).await;
        assert_eq!(counts(&first), [23, 0, 0, 0], "{first}");
        assert_eq!(counts(&upload(t, &token, "e-tjanster.csv", LIST, &[]).await), [0, 0, 23, 0]);
        let list = omar.api(&token, "GET", "/api/v1/services?limit=200", Value::Null, &[]).await.expect(200).json();
        assert_eq!(list["total"], 23);
        let find = |name: &str| list["items"].as_array().unwrap().iter().find(|s| s["name"] == name).unwrap().clone();
        let concern = find("Orosanmälan barn");
        assert_eq!(concern["classification"], json!({"c": 3, "i": 2, "a": 3, "t": 3}));
        assert_eq!(concern["information_types"], json!(["protected_identity", "social_services"]));
        assert_eq!((&concern["users_per_day"], &concern["audience"]), (&json!(199), &json!("public")));
        // An empty class is "not classified", which is never low.
        let absence = find("Frånvaro förskola");
        assert_eq!((&absence["worth"], &absence["classification"]["c"]), (&json!("unclassified"), &Value::Null));
        let platforms = omar.api(&token, "GET", "/api/v1/platforms", Value::Null, &[]).await.expect(200).json();
        assert_eq!((&platforms["total"], &platforms["items"][0]["ceiling"]["c"]), (&json!(1), &Value::Null));
        omar.get("/services?q=orosanmalan").await.expect(200).has(&["Orosanmälan barn"]).lacks(&["Anmälan simskola"]);
        t.drain();
    }

    async fn bad_rows_are_told_with_row_and_column(t: &Harness) {
        let token = t.token(&t.region, Role::ContractManager);
        let rows = [
            "E-tjänst;Plattform;Publik/intern;K;R;T;S;Informationstyper;Användare per dag",
            "Bygglov;Portalen;publik;1;1;1;1;;12",
            ";Portalen;publik;1;1;1;1;;",
            "Åäö;Portalen;alla;hög;1;1;1;;",
            "Bygglov;Portalen;publik;1;1;1;1;;",
            "Färdtjänst;Portalen;publik;1;1;1;1;;många",
            "Skolskjuts;Portalen;intern;1;1;1;1;fiskevård;",
        ];
        let answer = upload(t, &token, "lista.csv", rows.join("\n").as_bytes(), &[]).await;
        assert_eq!(counts(&answer), [2, 0, 0, 4], "{answer}");
        let told = told(&answer);
        let told: Vec<(i64, &str, &str)> =
            told.iter().map(|(row, column, code)| (*row, column.as_str(), code.as_str())).collect();
        assert_eq!(told, [
            (3, "A", "import-error-required"),
            (4, "D", "import-error-class"),
            (4, "C", "import-error-audience"),
            (5, "A", "import-error-service-twice"),
            (6, "I", "import-error-count"),
        ]);
        assert!(answer.to_string().contains("import-warning-type"), "an unknown type is left out and told");
        // Columns that say nothing of services are no list of services.
        let other = b"Avtalsnr;Org.nr;Start\n1;2;3\n";
        let refused = t.stranger().api_upload(&token, "/api/v1/imports", &[("kind", "services")], "file", "x.csv", other).await;
        refused.expect(422).has(&["import-error-no-header"]);
        t.drain();
    }

    async fn level_four_is_refused_and_nothing_of_it_is_kept(t: &Harness) {
        let token = t.token(&t.region, Role::SecurityOfficer);
        let omar = t.region_user(Role::SecurityOfficer);
        let file = "E-tjänst;Plattform;K;R;T;S\nHEMLIG-ANLÄGGNING;Portalen;4;1;1;1\nBygglov;Portalen;1;1;1;1\n";
        let answer = upload(t, &token, "lista.csv", file.as_bytes(), &[]).await;
        assert_eq!(counts(&answer), [1, 0, 0, 1]);
        assert_eq!(told(&answer), [(2, "C".to_string(), "rule-service-gate".to_string())]);
        assert!(answer.to_string().contains("säkerhetsskyddschefen"), "{answer}");
        assert!(!answer.to_string().contains("HEMLIG"), "{answer}");
        let id = answer["id"].as_str().unwrap();
        omar.get(&format!("/imports/{id}")).await.expect(200).has(&["säkerhetsskyddschefen"]).lacks(&["HEMLIG"]);
        let kept = t.app.files.get(answer["file_sha256"].as_str().unwrap()).unwrap();
        let kept = String::from_utf8(kept).unwrap();
        assert!(kept.contains("Bygglov") && !kept.contains("HEMLIG") && !kept.contains("ANLÄGGNING"), "{kept}");
        let audit = t.region_user(Role::Auditor).get("/audit").await.expect(200);
        audit.has(&["säkerhetsskydd"]).lacks(&["HEMLIG"]);
        t.drain();
    }

    async fn a_list_may_raise_a_class_and_never_lowers_one(t: &Harness) {
        let token = t.token(&t.region, Role::SecurityOfficer);
        let omar = t.region_user(Role::SecurityOfficer);
        let row = |class: &str| format!("E-tjänst;Plattform;K;R;T;S\nBygglov;Portalen;{class}\n").into_bytes();
        upload(t, &token, "a.csv", &row("2;1;;1"), &[]).await;
        assert_eq!(counts(&upload(t, &token, "a.csv", &row("2;2;1;1"), &[]).await), [0, 1, 0, 0]);
        let lower = upload(t, &token, "a.csv", &row("1;2;1;1"), &[]).await;
        assert_eq!(counts(&lower), [0, 0, 1, 0]);
        assert!(lower.to_string().contains("import-warning-lowering"));
        let list = omar.api(&token, "GET", "/api/v1/services", Value::Null, &[]).await.json();
        assert_eq!(list["items"][0]["classification"], json!({"c": 2, "i": 2, "a": 1, "t": 1}));
        t.drain();
    }

    async fn the_pages_take_the_same_list(t: &Harness) {
        let omar = t.region_user(Role::SecurityOfficer);
        omar.get("/imports/new?kind=services").await.expect(200).has(&["Tjänster"]);
        let mapping = omar.upload("/imports", &[("kind", "services")], "file", "e-tjanster.csv", LIST).await.expect(303);
        let place = mapping.location().trim_end_matches("/mapping").to_string();
        omar.get(mapping.location()).await.expect(200).has(&["A: E-tjänst", "I: Informationstyper", "J: Användare per dag"]);
        omar.get(&place).await.expect(200).has(&["Inget är sparat ännu", "E-tjänstportalen läggs till"]);
        omar.post(&format!("{place}/apply"), &[]).await.expect(303);
        omar.get(&place).await.expect(200).has(&["/services"]);
        omar.get("/services").await.expect(200).has(&["23 träffar", "Oklassad", "Orosanmälan barn"]);
        // An administrator may import vendors, and has no say over services.
        let admin = t.region_user(Role::Admin);
        let mapping = admin.upload("/imports", &[("kind", "services")], "file", "e-tjanster.csv", LIST).await.expect(303);
        let place = mapping.location().trim_end_matches("/mapping").to_string();
        admin.post(&format!("{place}/apply"), &[]).await.expect(403);
        t.drain();
    }
}
