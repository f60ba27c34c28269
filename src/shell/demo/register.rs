//! Vendors in every state, and their contracts.

use super::people::{People, Who};
use super::story::Story;
use crate::base::org_number::with_check_digit;
use crate::base::{Id, Result};
use crate::features::contracts::{self, ClauseInput, ClauseMet, Contract, InContract, NewContract};
use crate::features::vendors::{self, Criteria, NewContact, NewStep, NewVendor, Vendor, VendorKind, VendorStatus};
use chrono::{Duration, NaiveDate};

pub struct Register {
    pub vidlyssna: Vendor,
    pub arkivhyllan: Vendor,
    pub husläkarna: Vendor,
    pub portalverket: Vendor,
    pub arkivhyllan_in_lindvik: Vendor,
    pub call_line: Contract,
    pub archive: Contract,
    pub gp: Contract,
    pub platform: Contract,
    pub archive_in_lindvik: Contract,
}

/// D V O A C S; `-` is unknown.
fn criteria(levels: &str) -> Criteria {
    let mut digits = levels.chars().map(|c| c.to_digit(10).and_then(|d| u8::try_from(d).ok()));
    let mut next = || digits.next().flatten();
    Criteria {
        data_class: next(),
        data_subjects: next(),
        criticality: next(),
        access: next(),
        chain: next(),
        substitution: next(),
    }
}

struct Line {
    name: &'static str,
    nine: &'static str,
    kind: VendorKind,
    country: &'static str,
    status: VendorStatus,
    levels: Option<&'static str>,
    tags: &'static [&'static str],
    note: Option<&'static str>,
}

const fn line(name: &'static str, nine: &'static str, kind: VendorKind, levels: Option<&'static str>) -> Line {
    Line { name, nine, kind, country: "SE", status: VendorStatus::Active, levels, tags: &[], note: None }
}

fn enter(story: &Story<'_>, who: &Who, line: &Line) -> Result<Vendor> {
    story.act(who, |c, ctx| {
        let new = NewVendor {
            legal_name: line.name.to_string(),
            org_number: (!line.nine.is_empty()).then(|| with_check_digit(line.nine)),
            hsa_id: None,
            kind: line.kind,
            country: line.country.to_string(),
            // Ending is a step of its own, with a reason.
            status: if line.status == VendorStatus::Ended { VendorStatus::Active } else { line.status },
            manager_id: Some(who.person.id.clone()),
            tags: line.tags.iter().map(|t| (*t).to_string()).collect(),
            internal_note: line.note.map(ToString::to_string),
        };
        let vendor = vendors::add(c, ctx, &new)?;
        let vendor = match line.levels {
            Some(levels) => vendors::categorise_vendor(c, ctx, &vendor.id, &criteria(levels), None)?,
            None => vendor,
        };
        if line.status != VendorStatus::Ended {
            return Ok(vendor);
        }
        let step = NewStep {
            status: VendorStatus::Ended,
            reason: "Tolkningen upphandlades på nytt.".to_string(),
            planned_end: None,
            contracts_after: None,
        };
        vendors::take_step(c, ctx, &vendor.id, &step, vendor.version)
    })
}

struct Terms {
    reference: &'static str,
    diary: &'static str,
    title: &'static str,
    starts: NaiveDate,
    ends: Option<NaiveDate>,
    value: i64,
}

fn agree(story: &Story<'_>, who: &Who, vendor: &Vendor, terms: &Terms) -> Result<Contract> {
    story.act(who, |c, ctx| {
        let new = NewContract {
            vendor_id: vendor.id.clone(),
            reference: terms.reference.to_string(),
            diary_number: Some(terms.diary.to_string()),
            title: terms.title.to_string(),
            starts_on: Some(terms.starts),
            ends_on: terms.ends,
            notice_months: Some(6),
            annual_value_sek: Some(terms.value),
            manager_id: Some(who.person.id.clone()),
            parent_id: None,
            internal_note: None,
        };
        contracts::add(c, ctx, &new)
    })
}

/// Marks clauses of a contract: id, in the contract, section, met, note.
type Mark = (&'static str, InContract, &'static str, ClauseMet, &'static str);

fn mark(story: &Story<'_>, who: &Who, contract: &Id, marks: &[Mark]) -> Result<()> {
    for (clause, in_contract, section, met, note) in marks {
        let text = |t: &str| (!t.is_empty()).then(|| t.to_string());
        let input =
            ClauseInput { in_contract: Some(*in_contract), section: text(section), met: *met, note: text(note) };
        story.act(who, |c, ctx| contracts::set_clause(c, ctx, contract, clause, &input, 0))?;
    }
    Ok(())
}

pub fn fill(story: &Story<'_>, people: &People) -> Result<Register> {
    use ClauseMet::{Met, NotMet, Partly as MetPartly, Unknown};
    use InContract::{Missing, Partly, Present};
    use VendorKind::{CareProvider, ItSupplier, Other};
    let (eva, asa, sara) = (&people.eva, &people.asa, &people.sara);
    let vidlyssna = enter(
        story,
        eva,
        &Line {
            tags: &["1177", "rådgivning"],
            note: Some("Styrelsens ordförande satt tidigare i Arkivhyllans styrelse. Tas upp av oss, inte av dem."),
            ..line("Vidlyssna Vårdlinje AB", "992100101", CareProvider, Some("344243"))
        },
    )?;
    let arkivhyllan = enter(story, eva, &line("Arkivhyllan Drift AB", "992100102", ItSupplier, Some("332322")))?;
    let husläkarna = enter(story, asa, &line("Östra Husläkarna AB", "992100103", CareProvider, Some("322111")))?;
    for other in [
        Line { country: "TH", ..line("Nattpasset Rådgivning Ltd", "", CareProvider, Some("324143")) },
        line("Torgets Kök AB", "992100104", Other, Some("112011")),
        line("Bryggans Fotvård AB", "992100105", CareProvider, None),
        line("Norrljus Röntgen AB", "992100106", CareProvider, Some("33-2--")),
        Line { status: VendorStatus::Prospect, ..line("Kvarnvägens Rehab AB", "992100107", CareProvider, None) },
        Line {
            status: VendorStatus::Leaving,
            ..line("Klippans Journalsystem AB", "992100108", ItSupplier, Some("343423"))
        },
        Line { status: VendorStatus::Ended, ..line("Gamla Vårdtolken HB", "992100109", Other, Some("211111")) },
        line("Ekens Laboratorium AB", "992100110", CareProvider, Some("332122")),
        line("Ängens Äldreboende AB", "992100111", CareProvider, Some("322111")),
        line("Fjärdens Ambulans AB", "992100112", CareProvider, Some("334112")),
    ] {
        enter(story, asa, &other)?;
    }
    // A sole trader: the number is a personal one (third digit below 2) and is masked everywhere.
    enter(story, asa, &line("Brita Lunds Samtalsmottagning", "550815011", CareProvider, Some("311011")))?;
    let portalverket = enter(story, sara, &line("Portalverket Norr AB", "992100113", ItSupplier, Some("333223")))?;
    let arkivhyllan_in_lindvik =
        enter(story, sara, &line("Arkivhyllan Drift AB", "992100102", ItSupplier, Some("321222")))?;
    for other in [
        line("Lindviks Hemtjänst AB", "992100114", CareProvider, Some("322101")),
        line("Skolskjutsen i Lindvik AB", "992100115", Other, Some("112011")),
    ] {
        enter(story, sara, &other)?;
    }
    let link = |who: &Who, vendor: &Vendor, organisation: &Id| {
        story.act(who, |c, ctx| vendors::link_organisation(c, ctx, &vendor.id, organisation))
    };
    let vidlyssna = link(eva, &vidlyssna, &people.vidlyssna.id)?;
    let arkivhyllan = link(eva, &arkivhyllan, &people.arkivhyllan.id)?;
    let husläkarna = link(asa, &husläkarna, &people.husläkarna.id)?;
    let portalverket = link(sara, &portalverket, &people.portalverket.id)?;
    let arkivhyllan_in_lindvik = link(sara, &arkivhyllan_in_lindvik, &people.arkivhyllan.id)?;
    for (who, vendor, name, email, phone, duty) in [
        (eva, &vidlyssna, "Lena Sjö", Some("lena.sjo@vidlyssna.example"), "070-000 00 01", "Verksamhetschef"),
        (eva, &vidlyssna, "Ali Strand", None, "070-000 00 02", "Jour för incidenter, dygnet runt"),
        (asa, &husläkarna, "Ingrid Lund", Some("ingrid.lund@huslakarna.example"), "070-000 00 03", "Verksamhetschef"),
    ] {
        let contact = NewContact {
            name: name.to_string(),
            email: email.map(ToString::to_string),
            phone: Some(phone.to_string()),
            duty: Some(duty.to_string()),
            ..NewContact::default()
        };
        story.act(who, |c, ctx| vendors::add_contact(c, ctx, &vendor.id, &contact))?;
    }

    let starts = story.today - Duration::days(700);
    let call_line = agree(
        story,
        eva,
        &vidlyssna,
        &Terms {
            reference: "ALM-2024-017",
            diary: "HSN 2024/417",
            title: "Sjukvårdsrådgivning per telefon",
            starts,
            ends: Some(story.today + Duration::days(395)),
            value: 48_500_000,
        },
    )?;
    let archive = agree(
        story,
        eva,
        &arkivhyllan,
        &Terms {
            reference: "ALM-2024-018",
            diary: "HSN 2024/418",
            title: "Lagring av samtalsinspelningar",
            starts,
            ends: Some(story.today + Duration::days(62)),
            value: 2_150_000,
        },
    )?;
    let gp = agree(
        story,
        asa,
        &husläkarna,
        &Terms {
            reference: "ALM-2023-204",
            diary: "HSN 2023/1204",
            title: "Vårdval husläkare",
            starts: starts - Duration::days(200),
            ends: None,
            value: 11_200_000,
        },
    )?;
    let platform = agree(
        story,
        sara,
        &portalverket,
        &Terms {
            reference: "LIN-2022-044",
            diary: "KS 2022/0044",
            title: "E-tjänstportalen, drift och utveckling",
            starts: starts - Duration::days(400),
            ends: Some(story.today + Duration::days(210)),
            value: 1_900_000,
        },
    )?;
    let archive_in_lindvik = agree(
        story,
        sara,
        &arkivhyllan_in_lindvik,
        &Terms {
            reference: "LIN-2023-008",
            diary: "KS 2023/0108",
            title: "Säkerhetskopiering av verksamhetssystem",
            starts: starts - Duration::days(100),
            ends: Some(story.today + Duration::days(500)),
            value: 640_000,
        },
    )?;
    mark(
        story,
        eva,
        &call_line.id,
        &[
            ("KV-01", Present, "4.1", Met, ""),
            ("KV-02", Present, "4.2", Met, ""),
            ("KV-05", Partly, "7.3", MetPartly, "Gäller bara första ledet. Tas upp vid nästa ändring av avtalet."),
            ("KV-06", Present, "7.1", NotMet, "Arkivhyllan anlitades innan godkännandet fanns."),
            ("KV-08", Missing, "", Unknown, ""),
            ("KV-13", Missing, "", NotMet, "Avtalet nämner lagring men inte åtkomst och support."),
            ("KV-17", Present, "8.2", Met, ""),
            ("KV-18", Present, "8.3", MetPartly, "Flerfaktor saknas i inspelningssystemet."),
            ("KV-23", Present, "9.1", Met, ""),
            ("KV-30", Missing, "", NotMet, "Inspelningarna ligger på samma lagring som andra kunders."),
            ("KV-34", Present, "11.1", Met, ""),
            ("KV-42", Partly, "15", Unknown, ""),
        ],
    )?;
    mark(
        story,
        eva,
        &archive.id,
        &[
            ("KV-24", Missing, "", NotMet, ""),
            ("KV-28", Present, "5.4", MetPartly, "Krypterat vid överföring, inte vid lagring."),
            ("KV-30", Missing, "", NotMet, ""),
            ("KV-34", Present, "6.1", Met, ""),
        ],
    )?;
    mark(
        story,
        sara,
        &platform.id,
        &[
            ("KV-45", Missing, "", NotMet, "Plattformen är godkänd för klass 2. Flera e-tjänster tar emot klass 3."),
            ("KV-18", Present, "3.4", Met, ""),
            ("KV-37", Partly, "12", Unknown, ""),
        ],
    )?;
    Ok(Register {
        vidlyssna,
        arkivhyllan,
        husläkarna,
        portalverket,
        arkivhyllan_in_lindvik,
        call_line,
        archive,
        gp,
        platform,
        archive_in_lindvik,
    })
}
