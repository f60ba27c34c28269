use super::fields::heading_form;
use super::*;
use crate::base::OrgNumber;
use crate::platform::sheets::{Cell, Sheet, read};
use chrono::NaiveDate;

const REGISTER: &[u8] = include_bytes!("../../../../tests/data/avtalsregister.xlsx");
const VENDORS: &[u8] = include_bytes!("../../../../tests/data/leverantorer-cp1252.csv");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn contracts(sheets: &[Sheet]) -> Vec<ReadRow<ContractRow>> {
    let table = find_table(sheets, ImportKind::Contracts).unwrap();
    read_contracts(&table, &guess_mapping(&table.headers, ImportKind::Contracts))
}

fn vendors(sheets: &[Sheet]) -> Vec<ReadRow<VendorRow>> {
    let table = find_table(sheets, ImportKind::Vendors).unwrap();
    read_vendors(&table, &guess_mapping(&table.headers, ImportKind::Vendors))
}

fn csv(source: &str) -> Vec<Sheet> {
    read("a.csv", source.as_bytes()).unwrap()
}

/// A contract file with one row whose cells are given by field.
fn one_contract(changes: &[(&str, Cell)]) -> ReadRow<ContractRow> {
    let mut cells = vec![
        ("Avtalsnr", Cell::text("A-1")),
        ("Leverantör", Cell::text("Ek AB")),
        ("Org.nr", Cell::text("992181-5909")),
        ("Avtalets namn", Cell::text("Avtal")),
        ("Giltigt fr.o.m.", Cell::text("2025-01-01")),
        ("Giltigt t.o.m.", Cell::text("2026-12-31")),
        ("Typ", Cell::text("IT")),
        ("Årsvärde (kr)", Cell::Empty),
        ("Avtalsansvarig", Cell::Empty),
        ("Anm.", Cell::Empty),
    ];
    for (heading, cell) in changes {
        cells.iter_mut().find(|(known, _)| known == heading).unwrap().1 = cell.clone();
    }
    let rows = vec![
        cells.iter().map(|(heading, _)| Cell::text(*heading)).collect(),
        cells.into_iter().map(|(_, cell)| cell).collect(),
    ];
    contracts(&[Sheet { name: "A".into(), rows }]).remove(0)
}

fn codes<T>(row: &ReadRow<T>) -> Vec<&'static str> {
    row.outcome.as_ref().err().into_iter().flatten().map(|error| error.code).collect()
}

#[test]
fn the_register_lands_but_for_its_four_bad_rows() {
    let rows = contracts(&read("avtalsregister.xlsx", REGISTER).unwrap());
    assert_eq!(rows.len(), 320);
    assert_eq!(rows.iter().filter(|row| row.outcome.is_ok()).count(), 316);
    let refused: Vec<_> = rows
        .iter()
        .filter_map(|row| row.outcome.as_ref().err().map(|errors| (row.row_number, errors)))
        .flat_map(|(row, errors)| errors.iter().map(move |e| (row, e.column.as_str(), e.header.as_str(), e.code)))
        .collect();
    assert_eq!(
        refused,
        [
            (44, "D", "Org.nr", "error-org-number-check-digit"),
            (81, "H", "Giltigt t.o.m.", "import-error-end-before-start"),
            (125, "C", "Leverantör", "import-error-required"),
            (125, "D", "Org.nr", "import-error-required"),
            (155, "G", "Giltigt fr.o.m.", "import-error-date-unreadable"),
        ]
    );
    assert!(rows.iter().all(|row| row.warnings.is_empty()));
}

#[test]
fn every_style_of_the_register_is_read() {
    let rows = contracts(&read("avtalsregister.xlsx", REGISTER).unwrap());
    let row = |number: u32| rows.iter().find(|row| row.row_number == number).unwrap().outcome.clone().unwrap();
    let first = row(4);
    assert_eq!((first.reference.as_str(), first.diary_number.as_deref()), ("AVT-2018-0001", Some("HSN 2018-1433")));
    assert_eq!((first.starts_on, first.ends_on), (day("2021-08-19"), Some(day("2027-08-18"))));
    assert_eq!((first.annual_value_sek, first.kind), (Some(64_459_000), VendorKind::CareProvider));
    assert_eq!(first.manager_email.unwrap().as_str(), "eva.bjork@almea.example");
    assert_eq!(first.note.as_deref(), Some("Sekretess"));
    assert_eq!(row(6).note.as_deref(), Some("=1+1"), "a formula is text, never its result");
    assert_eq!(row(6).manager_email, None);
    assert_eq!(row(8).org_number, "997181-9090".parse::<OrgNumber>().unwrap(), "a numeric cell");
    let prefixed = row(13);
    assert_eq!(prefixed.org_number.display(), "996974-6503");
    assert_eq!((prefixed.starts_on, prefixed.ends_on), (day("2023-11-25"), Some(day("2029-11-23"))));
    assert_eq!(row(24).annual_value_sek, Some(45_054_000));
    assert_eq!(row(24).kind, VendorKind::ItSupplier);
    assert_eq!(row(31).annual_value_sek, Some(68_534_000));
}

#[test]
fn names_in_capitals_take_the_nicer_form_of_another_row() {
    let rows = contracts(&read("avtalsregister.xlsx", REGISTER).unwrap());
    let name =
        |number: u32| rows.iter().find(|row| row.row_number == number).unwrap().outcome.clone().unwrap().vendor_name;
    assert_eq!(name(29), "Malmåker Ungdomsmottagning AB");
    assert_eq!(name(5), "SJÖHAMRA DRIFT AB", "no other row has it nicer");
    assert_eq!(nicer_name(&name(5), "Sjöhamra Drift AB"), "Sjöhamra Drift AB");
    assert_eq!(nicer_name("Sjöhamra Drift AB", "  SJÖHAMRA   DRIFT AB "), "Sjöhamra Drift AB");
    assert_eq!(nicer_name("Ekbrunn Ambulans AB (dubblett)", "Ekbrunn Ambulans AB"), "Ekbrunn Ambulans AB");
    assert_eq!(nicer_name("ABB AB", "Abb Ab"), "ABB AB");
    assert!(is_same_name("ÅSMUNDA  REHAB AB", "Åsmunda Rehab AB (dubblett)") && !is_same_name("Ek AB", "Bok AB"));
}

#[test]
fn the_vendor_list_lands_with_one_warning() {
    let sheets = read("leverantorer-cp1252.csv", VENDORS).unwrap();
    let rows = vendors(&sheets);
    assert_eq!(rows.len(), 91);
    assert!(rows.iter().all(|row| row.outcome.is_ok()));
    let warnings: Vec<_> = rows
        .iter()
        .flat_map(|row| {
            row.warnings.iter().map(|w| (row.row_number, w.column.as_str(), w.code, w.args["value"].as_str()))
        })
        .collect();
    assert_eq!(warnings, [(35, "F", "import-warning-email", "inte en adress")]);
    let row = |number: u32| rows.iter().find(|row| row.row_number == number).unwrap().outcome.clone().unwrap();
    assert_eq!((row(35).email, row(35).legal_name.as_str()), (None, "Ekbrunn Backup AB"));
    assert_eq!(["SE", "SE", "TH", "SE"], [2, 3, 5, 13].map(|n| row(n).country), "SE, Sverige, TH, empty");
    assert_eq!(row(2).hsa_id.unwrap().as_str(), "SE9921815909-E100");
    assert_eq!(
        (row(3).kind, row(3).contact_name, row(3).phone),
        (VendorKind::ItSupplier, None, Some("070-4186027".into()))
    );

    let (mut first, second) = (row(92), row(5));
    assert_eq!(first.org_number, second.org_number);
    first.fill_from(&second);
    assert_eq!((first.legal_name.as_str(), first.email), ("Ekbrunn Ambulans AB", second.email));
}

#[test]
fn dates_of_every_style() {
    for (text, date) in [
        ("2023-04-25", "2023-04-25"),
        ("20231125", "2023-11-25"),
        ("19/8 2021", "2021-08-19"),
        ("19/8/2021", "2021-08-19"),
        ("19.8.2021", "2021-08-19"),
        ("25-04-2023", "2023-04-25"),
        ("19 augusti 2021", "2021-08-19"),
        ("den 1 feb. 2024", "2024-02-01"),
        ("1 May 2024", "2024-05-01"),
        ("August 19, 2021", "2021-08-19"),
        ("2023/4/5", "2023-04-05"),
        ("2023-04-25 00:00:00", "2023-04-25"),
        ("2023-04-25T12:30:00Z", "2023-04-25"),
        (" 2023-04-25\u{a0}", "2023-04-25"),
        ("29/2 2024", "2024-02-29"),
    ] {
        let row = one_contract(&[("Giltigt fr.o.m.", Cell::text(text)), ("Giltigt t.o.m.", Cell::Empty)]);
        assert_eq!(row.outcome.unwrap().starts_on, day(date), "{text}");
    }
    for (cell, date) in [(Cell::Number(20_231_125.0), "2023-11-25"), (Cell::Number(44_526.0), "2021-11-26")] {
        let row = one_contract(&[("Giltigt fr.o.m.", cell.clone())]);
        assert_eq!(row.outcome.unwrap().starts_on, day(date), "{cell:?}");
    }
    for text in ["", "tills vidare", "t.v.", "-"] {
        assert_eq!(one_contract(&[("Giltigt t.o.m.", Cell::text(text))]).outcome.unwrap().ends_on, None, "{text}");
    }
}

#[test]
fn dates_that_are_none() {
    for (text, code) in [
        ("våren 2023", "import-error-date-unreadable"),
        ("2023", "import-error-date-unreadable"),
        ("19/8 21", "import-error-date-unreadable"),
        ("31/2 2023", "import-error-date-impossible"),
        ("29/2 2023", "import-error-date-impossible"),
        ("2023-13-01", "import-error-date-impossible"),
        ("0203-01-01", "import-error-date-impossible"),
        ("20231301", "import-error-date-impossible"),
        ("åäö:00", "import-error-date-unreadable"),
    ] {
        assert_eq!(codes(&one_contract(&[("Giltigt fr.o.m.", Cell::text(text))])), [code], "{text}");
    }
    let formula = Cell::Formula { text: "TODAY()".into(), cached: Box::default() };
    assert_eq!(codes(&one_contract(&[("Giltigt fr.o.m.", formula)])), ["import-error-formula"]);
    assert_eq!(codes(&one_contract(&[("Giltigt fr.o.m.", Cell::Empty)])), ["import-error-required"]);
    let backwards = one_contract(&[("Giltigt t.o.m.", Cell::text("2024-12-31"))]);
    assert_eq!(codes(&backwards), ["import-error-end-before-start"]);
}

#[test]
fn amounts_of_every_style() {
    let amount = |cell: Cell| {
        let row = one_contract(&[("Årsvärde (kr)", cell)]);
        row.outcome.map(|row| row.annual_value_sek).map_err(|errors| errors[0].code)
    };
    for (text, kronor) in [
        ("45 054 000 kr", 45_054_000),
        ("45\u{a0}054\u{a0}000\u{a0}kr", 45_054_000),
        ("45\u{202f}054 000", 45_054_000),
        ("64459000", 64_459_000),
        ("1.234.567,50", 1_234_568),
        ("1,234,567.50", 1_234_568),
        ("1 500:-", 1_500),
        ("1,5 mkr", 1_500_000),
        ("1,125 mkr", 1_125_000),
        ("450 tkr", 450_000),
        ("SEK 12.000", 12_000),
        ("12,50", 13),
        ("0", 0),
        ("2 miljoner kronor", 2_000_000),
        ("1'000", 1_000),
        ("100 kr/år", 100),
    ] {
        assert_eq!(amount(Cell::text(text)), Ok(Some(kronor)), "{text}");
    }
    assert_eq!(amount(Cell::Number(64_459_000.4)), Ok(Some(64_459_000)));
    let saved = Cell::Formula { text: "A1*2".into(), cached: Box::new(Cell::Number(10.0)) };
    assert_eq!(amount(saved), Ok(Some(10)));
    for text in ["", "-", "–"] {
        assert_eq!(amount(Cell::text(text)), Ok(None), "{text}");
    }
    for text in ["enligt avtal", "12 EUR", "1.2.3", "1e9", "9999999999999999"] {
        assert_eq!(amount(Cell::text(text)), Err("import-error-amount-unreadable"), "{text}");
    }
    assert_eq!(amount(Cell::text("-5 kr")), Err("import-error-amount-negative"));
    assert_eq!(amount(Cell::Number(f64::NAN)), Err("import-error-amount-unreadable"));
}

#[test]
fn a_bad_way_to_reach_somebody_does_not_cost_the_row() {
    let row = one_contract(&[("Avtalsansvarig", Cell::text("Eva")), ("Typ", Cell::text("Städ"))]);
    assert_eq!(
        row.warnings.iter().map(|w| w.code).collect::<Vec<_>>(),
        ["import-warning-kind", "import-warning-manager-email"]
    );
    assert_eq!(row.outcome.unwrap().kind, VendorKind::Other);
    let rows = vendors(&csv(
        "Namn;Organisationsnummer;HSA-id;Land\nEk AB;992181-5909;SE1;Narnia\nEk AB;992181-5909;SE1;Norge\n",
    ));
    assert_eq!((codes(&rows[0]), rows[1].warnings[0].code), (vec!["import-error-country"], "import-warning-hsa-id"));
    assert_eq!(rows[1].outcome.as_ref().unwrap().country, "NO");
}

#[test]
fn an_error_never_repeats_an_organisation_number() {
    let row = one_contract(&[("Org.nr", Cell::text("121212-1213"))]);
    assert_eq!(codes(&row), ["error-org-number-check-digit"]);
    assert!(!format!("{row:?}").contains("1213"));
}

#[test]
fn empty_rows_sums_and_repeated_headings_are_skipped_and_references_are_unique() {
    let rows = contracts(&csv(concat!(
        "Mitt register\n\nAvtalsnr;Leverantör;Org.nr;Avtalets namn;Giltigt fr.o.m.;Årsvärde\n",
        "A-1;Summa Vård AB;992181-5909;Avtal;2025-01-01;5\n;;;;;\nSumma;;;;;5\nTotalt: 1 st;;;;;5\n",
        "Avtalsnr;Leverantör;Org.nr;Avtalets namn;Giltigt fr.o.m.;Årsvärde\n",
        "a-1;Ek AB;992181-5909;Avtal;2025-01-01;5\nSumma avtal;Ek AB;992181-5909;Avtal;2025-01-01;5\n",
    )));
    assert_eq!(rows.iter().map(|row| row.row_number).collect::<Vec<_>>(), [4, 9, 10]);
    assert_eq!(codes(&rows[1]), ["import-error-reference-twice"]);
    assert_eq!(rows[1].outcome.as_ref().unwrap_err()[0].args["row"], "4");
    assert!(rows[2].outcome.is_ok());
    let named = vendors(&csv("Namn;Organisationsnummer\nTotal Vård AB;9921815909\nTotalt;1\nTotalt antal;91\n"));
    assert_eq!(named.iter().map(|row| row.row_number).collect::<Vec<_>>(), [2]);
}

#[test]
fn headings_in_both_languages_and_with_slips() {
    let headers = |text: &str| text.split(';').map(str::to_string).collect::<Vec<_>>();
    let mapped = |text: &str, kind| {
        let mapping = guess_mapping(&headers(text), kind);
        kind.fields().iter().map(|field| mapping.column(*field)).collect::<Vec<_>>()
    };
    let all = |count: usize| (0..count).map(Some).collect::<Vec<_>>();
    for text in [
        "Avtalsnr;Diarienr;Leverantör;Org.nr;Typ;Avtalets namn;Giltigt fr.o.m.;Giltigt t.o.m.;Årsvärde (kr);Avtalsansvarig;Anm.",
        "Contract no.;Registration number;Supplier;Organisation number;Category;Contract name;Start date;End date;Annual value (SEK);Contract manager;Notes",
        "AVTALSNUMMER;Dnr;Leverantor;Organisationsnumer;Typ;Avtalsnamn;Från och med;Till och med;Årsbelopp;Avtalsansvrig;Kommentar",
    ] {
        assert_eq!(mapped(text, ImportKind::Contracts), all(11), "{text}");
    }
    for text in [
        "Namn;Organisationsnummer;HSA-id;Kategori;Kontaktperson;E-post;Telefon;Land",
        "Legal name;Company number;HSA ID;Kind;Contact;E-mail;Phone;Country",
    ] {
        assert_eq!(mapped(text, ImportKind::Vendors), all(8), "{text}");
    }
    let unknown = csv("Färg;Form;Namn\nröd;rund;x\n");
    assert!(find_table(&unknown, ImportKind::Contracts).is_none());
}

#[test]
fn a_person_or_a_file_can_correct_the_mapping() {
    let headers: Vec<String> = ["Nr", "Namn", "Org.nr", "Rubrik", "Start"].map(String::from).to_vec();
    let mut mapping = guess_mapping(&headers, ImportKind::Contracts);
    assert_eq!(mapping.missing(ImportKind::Contracts), [Field::Reference, Field::VendorName]);
    mapping.apply("reference = \"a\"\nvendor_name = \"namn\"\n", &headers, ImportKind::Contracts).unwrap();
    assert_eq!((mapping.column(Field::Reference), mapping.column(Field::VendorName)), (Some(0), Some(1)));
    mapping.apply("{\"title\": \"Namn\", \"vendor_name\": \"\"}", &headers, ImportKind::Contracts).unwrap();
    assert_eq!((mapping.column(Field::Title), mapping.column(Field::VendorName)), (Some(1), None));
    let errors =
        mapping.apply("colour = \"A\"\nemail = \"A\"\ntitle = \"Z\"\n", &headers, ImportKind::Contracts).unwrap_err();
    assert_eq!(
        errors.iter().map(|e| (e.code, e.value.as_str())).collect::<Vec<_>>(),
        [("import-error-map-field", "colour"), ("import-error-map-field", "email"), ("import-error-map-column", "Z"),]
    );
    assert_eq!(mapping.apply("{", &headers, ImportKind::Contracts).unwrap_err()[0].code, "import-error-map-form");
    let json = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&json).unwrap(), mapping);
}

#[test]
fn no_heading_means_two_fields_of_one_kind() {
    for kind in ImportKind::ALL {
        let mut known = std::collections::HashMap::new();
        for field in kind.fields() {
            for heading in field.headings() {
                let other = known.insert(heading_form(heading), *field);
                assert!(other.is_none_or(|other| other == *field), "{heading}: {other:?} and {field:?}");
            }
        }
    }
}

/// Every code and every field has words in both languages, and both languages have the same.
#[test]
fn every_code_has_words() {
    let keys = |words: &str| -> Vec<String> {
        words
            .lines()
            .filter_map(|line| line.split_once(" ="))
            .map(|(key, _)| key.to_string())
            .filter(|key| key.starts_with(|c: char| c.is_alphabetic()))
            .collect()
    };
    let swedish = keys(include_str!("../../../../templates/words/sv/exchange.ftl"));
    let english = keys(include_str!("../../../../templates/words/en/exchange.ftl"));
    assert_eq!(swedish, english);
    for words in [
        include_str!("../../../../templates/words/sv/exchange.ftl"),
        include_str!("../../../../templates/words/en/exchange.ftl"),
    ] {
        assert!(fluent_bundle::FluentResource::try_new(words.to_string()).is_ok());
    }
    let mut wanted: Vec<String> = Field::ALL.iter().map(|field| format!("import-field-{field}")).collect();
    let sources = [
        include_str!("rows.rs"),
        include_str!("dates.rs"),
        include_str!("numbers.rs"),
        include_str!("mapping.rs"),
        include_str!("table.rs"),
        include_str!("../../../platform/sheets/mod.rs"),
        include_str!("../../../base/org_number.rs"),
        include_str!("../../../base/hsa_id.rs"),
    ];
    for source in sources {
        let codes = source.split(['"', '`']).filter(|text| {
            ["import-error-", "import-warning-", "error-sheet-", "error-org-number-", "error-hsa-id-"]
                .iter()
                .any(|start| text.len() > start.len() && text.starts_with(start))
        });
        wanted.extend(codes.map(str::to_string));
    }
    for code in wanted {
        assert!(swedish.contains(&code), "{code} has no words");
    }
}
