use super::*;
use std::io::Write;

const REGISTER: &[u8] = include_bytes!("../../../tests/data/avtalsregister.xlsx");
const VENDORS: &[u8] = include_bytes!("../../../tests/data/leverantorer-cp1252.csv");

fn text(cell: &str) -> Cell {
    Cell::text(cell)
}

#[test]
fn the_register_keeps_its_row_numbers_dates_and_formulas() {
    let sheets = read("avtalsregister.xlsx", REGISTER).unwrap();
    assert_eq!(sheets.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["Avtal", "Läs mig"]);
    let rows = &sheets[0].rows;
    assert_eq!(rows.len(), 327);
    assert!(rows[1].is_empty(), "row 2 is empty and still there");
    assert_eq!(rows[3][7], Cell::Date(NaiveDate::from_ymd_opt(2027, 8, 18).unwrap()));
    assert_eq!(rows[3][8], Cell::Number(64_459_000.0));
    assert_eq!(rows[7][3], Cell::Number(9_971_819_090.0));
    assert_eq!(rows[5][10], Cell::Formula { text: "1+1".into(), cached: Box::new(Cell::Empty) });
    assert_eq!(rows[5][10].as_text(), "=1+1");
    assert_eq!(rows[326][0], text("Summa"));
}

#[test]
fn windows_letters_are_read() {
    let sheets = read("leverantorer-cp1252.csv", VENDORS).unwrap();
    let rows = &sheets[0].rows;
    assert_eq!((sheets[0].name.as_str(), rows.len()), ("leverantorer-cp1252", 92));
    assert_eq!(rows[0][0], text("Namn"));
    assert_eq!(rows[3][4], text("Mårten Sjö"));
    assert_eq!(rows[4][4], text("Jörgen Ängström"));
}

#[test]
fn every_encoding_gives_the_same_rows() {
    let source = "Namn;Ort\r\nÅsmunda;Örebro\r\n";
    let utf16 = |big: bool| -> Vec<u8> {
        "\u{feff}"
            .encode_utf16()
            .chain(source.encode_utf16())
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    };
    let files = [
        source.as_bytes().to_vec(),
        format!("\u{feff}{source}").into_bytes(),
        utf16(false),
        utf16(true),
        encoding_rs::WINDOWS_1252.encode(source).0.into_owned(),
    ];
    for file in files {
        let rows = &read("a.csv", &file).unwrap()[0].rows;
        assert_eq!(rows, &[vec![text("Namn"), text("Ort")], vec![text("Åsmunda"), text("Örebro")]]);
    }
}

#[test]
fn separators_quotes_and_blank_lines() {
    let rows = |source: &str| read("a.csv", source.as_bytes()).unwrap().remove(0).rows;
    let quoted = rows("Namn;Anm\n\n\"Ek; Bok AB\";\"säger \"\"hej\"\"\nigen\"\n");
    assert_eq!(quoted[1], Vec::<Cell>::new());
    assert_eq!(quoted[2], vec![text("Ek; Bok AB"), text("säger \"hej\"\nigen")]);
    for (source, why) in [("a\tb,x\nc\td\n", "tab"), ("a|b\nc|d;1\n", "bar"), ("sep=|\na|b\n", "hint")] {
        assert!(rows(source).iter().any(|row| row.len() == 2), "{why}");
    }
    // Decimal commas do not make it comma-separated.
    assert_eq!(rows("Namn;Belopp\nEk;1,5\nBok;2,5\n")[1], vec![text("Ek"), text("1,5")]);
    assert_eq!(rows("name,number\nEk,1\n")[1], vec![text("Ek"), text("1")]);
    assert_eq!(rows("a;b\n'=1+1;'kort\n")[1], vec![text("=1+1"), text("'kort")]);
    assert_eq!(read("a.csv", b"a;b\nc;\"d\n"), Err(SheetError::UnclosedQuote(2)));
}

#[test]
fn what_is_no_sheet_is_refused() {
    let cases: [(&str, &[u8], SheetError); 9] = [
        ("a.csv", b"", SheetError::Empty),
        ("a.csv", b" \r\n", SheetError::Empty),
        ("a.xlsx", b"MZ\x90\x00\x03\x00", SheetError::NotASheet),
        ("a.csv", b"MZ\x90\x00\x03\x00", SheetError::NotASheet),
        ("a.csv", b"%PDF-1.7\n", SheetError::NotASheet),
        ("a.xls", b"<html><table></table></html>", SheetError::NotASheet),
        ("a.csv", b"<html><table></table></html>", SheetError::NotASheet),
        ("a.xlsx", b"Namn;Ort\n", SheetError::NotASheet),
        ("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", SheetError::OldExcel),
    ];
    for (name, bytes, error) in cases {
        assert_eq!(read(name, bytes), Err(error), "{name} {bytes:?}");
    }
    assert!(matches!(read("a.xlsx", b"PK\x03\x04 cut short"), Err(SheetError::Damaged(_))));
    assert_eq!(read("a.xlsx", &zipped(&[("word/document.xml", b"<w/>".to_vec())])), Err(SheetError::NotASheet));
}

#[test]
fn a_file_of_30_megabytes_is_refused() {
    assert_eq!(read("a.csv", &vec![b'a'; 30_000_000]), Err(SheetError::TooLarge));
    assert_eq!(SheetError::TooLarge.args()["max"], "10");
}

fn zipped(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_bomb_is_refused_before_it_is_opened() {
    let bomb = zipped(&[("xl/sharedStrings.xml", vec![b' '; 60_000_000])]);
    assert!(bomb.len() < 1_000_000);
    assert_eq!(read("a.xlsx", &bomb), Err(SheetError::Bomb));
    let many: Vec<(String, Vec<u8>)> = (0..15).map(|n| (format!("xl/{n}.xml"), vec![0; 1_000_000])).collect();
    let parts: Vec<(&str, Vec<u8>)> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    assert_eq!(read("a.xlsx", &zipped(&parts)), Err(SheetError::Bomb));
}

#[test]
fn a_bomb_that_lies_about_its_size_is_refused() {
    let mut bomb = zipped(&[("xl/sharedStrings.xml", vec![b' '; 60_000_000])]);
    let size = 60_000_000_u32.to_le_bytes();
    let places: Vec<usize> = bomb.windows(4).enumerate().filter(|(_, w)| *w == size).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bomb[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(matches!(read("a.xlsx", &bomb), Err(SheetError::Bomb | SheetError::Damaged(_))));
}

/// A workbook made by our own writer, with its sheet replaced.
fn workbook_with(sheet_data: &str) -> Vec<u8> {
    let made = write_xlsx("A", &[Column::new("a", 5, ColumnKind::Text)], &[]).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(made.as_slice())).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut parts = Vec::new();
    for name in &names {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut bytes).unwrap();
        if name.ends_with("sheet1.xml") {
            bytes = format!("<worksheet><sheetData>{sheet_data}</sheetData></worksheet>").into_bytes();
        }
        parts.push((name.as_str(), bytes));
    }
    zipped(&parts)
}

#[test]
fn far_cells_and_wild_references_cost_nothing() {
    let one = |place: &str| read("a.xlsx", &workbook_with(&format!("<row><c r=\"{place}\"><v>1</v></c></row>")));
    assert_eq!(one("B2").unwrap()[0].rows, [vec![], vec![Cell::Empty, Cell::Number(1.0)]]);
    assert_eq!(one("A1048576"), Err(SheetError::TooManyRows));
    assert_eq!(one("XFD1"), Err(SheetError::TooManyColumns));
    assert!(one("ZZZZZZZZZZ99999999999").is_err());
    let si = "<row><c r=\"A1\"><f t=\"shared\" si=\"4294967290\" ref=\"A1:A2\">1</f><v>1</v></c></row>";
    assert!(read("a.xlsx", &workbook_with(si)).is_ok());
}

#[test]
fn what_is_written_can_be_read_and_holds_no_formula() {
    let columns = [
        Column::new("Namn", 20, ColumnKind::Text),
        Column::new("Från", 12, ColumnKind::Date),
        Column::new("Belopp", 12, ColumnKind::Money),
    ];
    let date = Cell::Date(NaiveDate::from_ymd_opt(2026, 11, 2).unwrap());
    let rows = vec![
        vec![text("Åsmunda Ögonklinik AB"), date.clone(), Cell::Number(1_500.0)],
        vec![text("=HYPERLINK(\"http://x\")"), Cell::Empty, Cell::Number(-2.5)],
        vec![text("@SUM(A1)"), text("+46 70")],
        vec![Cell::Formula { text: "1+1".into(), cached: Box::default() }],
    ];
    let xlsx =
        read("ut.xlsx", &write_xlsx("Leverantörer: [alla] / 2026, och ännu fler", &columns, &rows).unwrap()).unwrap();
    assert_eq!(xlsx[0].name, "Leverantörer alla 2026, och änn");
    assert_eq!(xlsx[0].rows[1], rows[0]);
    assert_eq!(xlsx[0].rows[2][0], rows[1][0]);
    assert_eq!(xlsx[0].rows[4][0], text("=1+1"));

    let csv = write_csv(&columns, &rows).unwrap();
    let source = String::from_utf8(csv.clone()).unwrap();
    assert!(source.starts_with("\u{feff}Namn;Från;Belopp\r\nÅsmunda Ögonklinik AB;2026-11-02;1500\r\n"));
    assert!(source.contains("\"'=HYPERLINK(\"\"http://x\"\")\";;-2,5\r\n"));
    assert!(source.contains("'@SUM(A1);'+46 70\r\n") && source.contains("'=1+1\r\n"));
    assert_eq!(read("ut.csv", &csv).unwrap()[0].rows[3], rows[2]);
}

#[test]
fn a_sheet_without_rows_can_be_written() {
    assert!(write_xlsx("'", &[], &[]).is_ok());
    assert!(write_xlsx("History", &[Column::new("a", 5, ColumnKind::Text)], &[]).is_ok());
}

#[test]
fn column_letters_as_in_a_spreadsheet() {
    for (index, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (199, "GR")] {
        assert_eq!(column_letters(index), letters);
        assert_eq!(column_index(letters), Some(index));
    }
    assert_eq!((column_index("b"), column_index("XFD"), column_index("")), (Some(1), None, None));
}
