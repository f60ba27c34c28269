//! A document in words: the same text as PDF and as DOCX, from its snapshot alone.

use super::appendices::{Instructed, Material, SubProcessor};
use super::model::PackageKind;
use super::records::PackageRow;
use super::snapshot::{Package, Party};
use crate::base::{Language, Refusal, Result, countries};
use crate::kit::App;
use crate::platform::docx::{self, Block};
use crate::platform::view::Views;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct Paper {
    lang: Language,
    title: String,
    subtitle: String,
    description: String,
    author: String,
    /// Page number, as a phrase.
    page: String,
    reference: String,
    sha256: String,
    sha_label: String,
    facts: Vec<(String, String)>,
    sections: Vec<Section>,
    signing: String,
    signers: Vec<Signer>,
}

#[derive(Debug, Clone, Serialize)]
struct Section {
    heading: String,
    paragraphs: Vec<String>,
    numbered: bool,
    items: Vec<Item>,
}

#[derive(Debug, Clone, Serialize)]
struct Item {
    heading: String,
    paragraphs: Vec<String>,
    facts: Vec<(String, String)>,
}

#[derive(Debug, Clone, Serialize)]
struct Signer {
    party: String,
    lines: Vec<String>,
}

/// The words of one language.
struct Words<'a> {
    views: &'a Views,
    language: Language,
}

impl Words<'_> {
    fn say(&self, key: &str) -> String {
        self.views.word0(self.language, &format!("library-paper-{key}"))
    }

    fn with(&self, key: &str, args: &[(&str, String)]) -> String {
        self.views.word_of(self.language, &format!("library-paper-{key}"), args.iter().cloned())
    }

    fn day(&self, day: NaiveDate) -> String {
        let month = self.views.word0(self.language, &format!("pdf-dialogue-month-{}", day.month()));
        format!("{}\u{a0}{month} {}", day.day(), day.year())
    }

    fn maybe_day(&self, day: Option<NaiveDate>) -> String {
        day.map_or_else(|| self.say("none"), |day| self.day(day))
    }

    fn list(&self, values: &[String]) -> String {
        if values.is_empty() { self.say("none") } else { values.join(", ") }
    }

    /// A country by its name; what is no code stands as it was written.
    fn country(&self, code: &str) -> String {
        if countries::is_code(code) {
            self.views.word0(self.language, &format!("country-{code}"))
        } else {
            code.to_string()
        }
    }

    fn countries(&self, codes: &[String]) -> String {
        self.list(&codes.iter().map(|code| self.country(code)).collect::<Vec<_>>())
    }

    fn party(&self, party: &Party) -> String {
        match &party.org_number {
            Some(number) => format!("{} ({number})", party.name),
            None => party.name.clone(),
        }
    }

    fn fact(&self, key: &str, value: impl Into<String>) -> (String, String) {
        (self.say(&format!("fact-{key}")), value.into())
    }
}

/// The document in a language.
fn paper(views: &Views, row: &PackageRow, language: Language) -> Result<Paper> {
    let package = Package::open(&row.snapshot)?;
    let w = Words { views, language };
    let kind = package.kind;
    let mut facts = vec![
        w.fact("client", w.party(&package.client)),
        w.fact("vendor", w.party(&package.vendor)),
        w.fact("contract", format!("{} {}", package.reference, package.title)),
        w.fact("diary", package.diary_number.clone().unwrap_or_else(|| w.say("none"))),
        w.fact("ends", w.maybe_day(package.ends_on)),
    ];
    facts.push(match kind {
        PackageKind::Amendment => w.fact("effect", w.maybe_day(package.takes_effect_on)),
        _ => w.fact("made", w.day(crate::base::clock::swedish_date(package.made_at.utc()))),
    });
    let empty = Material::default();
    let material = package.material.as_ref().unwrap_or(&empty);
    let sections = match kind {
        PackageKind::Amendment => amendment(&w, &package),
        PackageKind::Instruction => instruction(&w, material),
        PackageKind::SubProcessors => sub_processors(&w, material),
    };
    let lines = || vec![w.say("place"), w.say("name")];
    Ok(Paper {
        lang: language,
        title: w.with(&format!("title-{kind}"), &[("number", row.number.to_string())]),
        subtitle: package.title.clone(),
        description: w.say(&format!("description-{kind}")),
        author: package.client.name.clone(),
        page: views.word0(language, "pdf-dialogue-page"),
        reference: package.reference.clone(),
        sha256: row.sha256.clone(),
        sha_label: w.say("sha"),
        facts,
        sections,
        signing: w.say("signing"),
        signers: vec![
            Signer { party: package.client.name, lines: lines() },
            Signer { party: package.vendor.name, lines: lines() },
        ],
    })
}

fn amendment(w: &Words<'_>, package: &Package) -> Vec<Section> {
    let effect = match package.takes_effect_on {
        Some(day) => w.with("effect", &[("day", w.day(day))]),
        None => w.say("effect-agreed"),
    };
    let items = package.clauses.iter().map(|packed| Item {
        heading: format!("{} {}", packed.code, packed.content.title(w.language)),
        paragraphs: vec![packed.content.text(w.language)],
        facts: vec![
            w.fact("evidence", packed.content.evidence(w.language)),
            w.fact("test", packed.content.test(w.language)),
        ],
    });
    vec![
        Section {
            heading: w.say("heading-amendment"),
            paragraphs: vec![
                w.with("amends", &[("reference", package.reference.clone()), ("title", package.title.clone())]),
                effect,
                w.say("unchanged"),
            ],
            numbered: false,
            items: Vec::new(),
        },
        Section { heading: w.say("heading-clauses"), paragraphs: Vec::new(), numbered: true, items: items.collect() },
    ]
}

fn instruction(w: &Words<'_>, material: &Material) -> Vec<Section> {
    let item = |one: &Instructed| Item {
        heading: one.purpose.clone(),
        paragraphs: Vec::new(),
        facts: vec![
            w.fact("party", one.party.clone()),
            w.fact("role", w.say(&format!("role-{}", one.role))),
            w.fact("task", one.task.clone()),
            w.fact("types", w.list(&one.information_types)),
            w.fact("class", one.data_class.map_or_else(|| w.say("unknown"), |class| class.to_string())),
            w.fact("persons", persons(w, one)),
            w.fact("countries", w.countries(&one.countries)),
            w.fact("remote", w.countries(&one.remote_countries)),
            w.fact("transfer", transfer(w, one.transfer_mechanism)),
        ],
    };
    vec![Section {
        heading: w.say("heading-instruction"),
        paragraphs: vec![w.say("instruction-text")],
        numbered: true,
        items: material.instructed.iter().map(item).collect(),
    }]
}

fn sub_processors(w: &Words<'_>, material: &Material) -> Vec<Section> {
    let item = |one: &SubProcessor| Item {
        heading: one.name.clone(),
        paragraphs: Vec::new(),
        facts: vec![
            w.fact("number", one.org_number.clone().unwrap_or_else(|| w.say("none"))),
            w.fact("country", one.country.as_deref().map_or_else(|| w.say("unknown"), |code| w.country(code))),
            w.fact("tier", one.tier.to_string()),
            w.fact("task", one.task.clone()),
            w.fact("purposes", w.list(&one.purposes)),
            w.fact("role", {
                let roles: Vec<String> = one.roles.iter().map(|role| w.say(&format!("role-{role}"))).collect();
                w.list(&roles)
            }),
            w.fact("countries", w.countries(&one.countries)),
            w.fact("remote", w.countries(&one.remote_countries)),
            w.fact("transfer", transfer(w, one.transfer_mechanism)),
            w.fact("approval", {
                let state = w.say(&format!("approval-{}", one.approval));
                match one.approval_valid_until {
                    Some(day) => format!("{state}, {}", w.with("until", &[("day", w.day(day))])),
                    None => state,
                }
            }),
        ],
    };
    vec![Section {
        heading: w.say("heading-subprocessors"),
        paragraphs: vec![w.say("subprocessors-text")],
        numbered: true,
        items: material.engaged.iter().map(item).collect(),
    }]
}

fn persons(w: &Words<'_>, one: &Instructed) -> String {
    match (one.persons_low, one.persons_high) {
        (Some(low), Some(high)) if low != high => format!("{low}–{high}"),
        (Some(count), _) | (None, Some(count)) => count.to_string(),
        (None, None) => w.say("unknown"),
    }
}

fn transfer(w: &Words<'_>, mechanism: Option<crate::features::chains::TransferMechanism>) -> String {
    mechanism.map_or_else(|| w.say("none"), |mechanism| w.say(&format!("transfer-{mechanism}")))
}

/// The document as PDF; the same package gives the same bytes.
pub fn pdf(app: &App, row: &PackageRow, language: Language) -> Result<Vec<u8>> {
    let paper = serde_json::to_value(paper(&app.views, row, language)?).map_err(Refusal::fault)?;
    app.printer.render("amendment", &paper, row.made_at.utc()).map_err(Refusal::fault)
}

/// The document as DOCX.
pub fn docx(app: &App, row: &PackageRow, language: Language) -> Result<Vec<u8>> {
    let paper = paper(&app.views, row, language)?;
    let mut blocks = vec![Block::Title(paper.title.clone()), Block::Lead(paper.subtitle)];
    blocks.extend(paper.facts.into_iter().map(|(label, value)| Block::Fact(label, value)));
    for section in paper.sections {
        blocks.push(Block::Heading(section.heading));
        blocks.extend(section.paragraphs.into_iter().map(Block::Paragraph));
        for item in section.items {
            blocks.push(Block::Item { heading: item.heading, numbered: section.numbered });
            blocks.extend(item.paragraphs.into_iter().map(Block::Paragraph));
            blocks.extend(item.facts.into_iter().map(|(label, value)| Block::Fact(label, value)));
        }
    }
    blocks.push(Block::Heading(paper.signing));
    let signers = paper.signers.into_iter();
    blocks.push(Block::Signatures(
        signers.map(|signer| docx::Signer { party: signer.party, lines: signer.lines }).collect(),
    ));
    blocks.push(Block::Fact(paper.sha_label, paper.sha256));
    let about = docx::About { title: &paper.title, author: &paper.author, language, made_at: row.made_at.utc() };
    docx::write(&about, &blocks)
}

/// What the file is called, without its ending.
pub fn file_name(views: &Views, row: &PackageRow, reference: &str, language: Language) -> String {
    let w = Words { views, language };
    let title = w.with(&format!("title-{}", row.kind), &[("number", row.number.to_string())]);
    format!("{title} {reference}").replace(['/', '\\'], "-")
}
