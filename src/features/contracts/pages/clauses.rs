//! The clause checklist: one autosaved form a clause. Without script each form is saved by its
//! button, and a conflicting edit shows both texts on the same page.

use super::head::{Loaded, crumbs, head, load};
use crate::base::clock::swedish_date;
use crate::base::{FieldError, Id, Language, Refusal, Result, text};
use crate::features::contracts::clauses::{self as checklist, ClauseInput, clauses_for};
use crate::features::contracts::effective::EffectiveLine;
use crate::features::contracts::records::{Amendment, ClauseMet, Contract, InContract};
use crate::features::contracts::store::{self, OwnLine};
use crate::features::contracts::views::{ClauseCard, ClauseGroup, ClausesPage, DeviationNote, OwnCard};
use crate::features::vendors::{Choice, conflict_rows, current_tier};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::collections::BTreeMap;

/// The card that says that nobody has looked.
const UNKNOWN: &str = "unknown";
const IN_CONTRACT: &[&str] = &["present", "partly", "missing", "not_applicable", UNKNOWN];

/// A save that was refused, to be shown in its clause's card.
struct Refused<'a> {
    clause_id: &'a str,
    fields: &'a Fields,
    errors: Vec<FieldError>,
    stored: BTreeMap<String, String>,
}

pub async fn clauses(web: Web, id: Path<Id>) -> Answer {
    render(&web, StatusCode::OK, id.into_inner(), None).await
}

pub async fn save_clause(form: Posted, path: Path<(Id, String)>) -> Answer {
    let (web, (id, clause_id)) = (&form.web, path.into_inner());
    let (target, named, version) = (id.clone(), clause_id.clone(), form.fields.version());
    let again = form.fields.get("again").is_some();
    let save = if again { checklist::look_again } else { checklist::set_clause };
    let outcome = match input(&form.fields) {
        Ok(input) => web.write(move |c, ctx| save(c, ctx, &target, &named, &input, version)).await,
        Err(refusal) => Err(refusal),
    };
    let refused = |errors, stored| Refused { clause_id: &clause_id, fields: &form.fields, errors, stored };
    match outcome {
        Ok(row) if web.is_autosave() => web.saved(row.version),
        Ok(row) => web.redirect_saying(
            format!("/contracts/{id}/clauses#{}", row.clause_id),
            "ok",
            if again { "contracts-clause-seen-again" } else { "contracts-clause-saved" },
            &[("clause", row.clause_id.clone())],
        ),
        Err(refusal) if web.is_autosave() => Err(refusal),
        Err(Refusal::Invalid(errors)) => {
            render(web, StatusCode::UNPROCESSABLE_ENTITY, id, Some(refused(errors, BTreeMap::new()))).await
        }
        Err(Refusal::Conflict(stored)) => {
            render(web, StatusCode::CONFLICT, id, Some(refused(Vec::new(), stored))).await
        }
        Err(other) => Err(other),
    }
}

fn input(fields: &Fields) -> Result<ClauseInput> {
    let refuse = |e: FieldError| Refusal::Invalid(vec![e]);
    let in_contract = match fields.get("in_contract") {
        None | Some("" | UNKNOWN) => None,
        Some(_) => fields.parsed::<InContract>("in_contract", "error-choice").map_err(refuse)?,
    };
    let met = fields.parsed::<ClauseMet>("met", "error-choice").map_err(refuse)?.unwrap_or(ClauseMet::Unknown);
    Ok(ClauseInput { in_contract, section: fields.optional("section"), met, note: fields.optional("note") })
}

async fn render(web: &Web, status: StatusCode, id: Id, refused: Option<Refused<'_>>) -> Answer {
    let (loaded, around) = web
        .read(move |c, ctx| {
            let loaded = load(c, ctx, &id)?;
            let named: Vec<Id> = loaded.lines.iter().filter_map(|line| line.amendment.clone()).collect();
            let parent = loaded.contract.parent_id.as_ref().map(|p| store::find(c, &ctx.scope, p)).transpose()?;
            let around = Around {
                own: store::own_lines(c, &ctx.scope, &loaded.contract, loaded.vendor.tier)?,
                elsewhere: store::unmet_elsewhere(c, &ctx.scope, &loaded.contract.id)?,
                amendments: store::amendments_by_id(c, &ctx.scope, &named)?,
                parent,
            };
            Ok((loaded, around))
        })
        .await?;
    let (edition, _) = clauses_for(current_tier(&loaded.vendor));
    let page = ClausesPage {
        head: head(web, &loaded, "clauses"),
        groups: groups(web, &loaded, &around, refused.as_ref()),
        own: around.own.iter().map(|line| own_card(web, line, around.parent.as_ref())).collect(),
        own_in_contract: InContract::ALL.iter().map(|state| state.as_str()).collect(),
        catalogue_version: edition.version.to_string(),
        in_contract: IN_CONTRACT.to_vec(),
        met: ClauseMet::ALL.iter().map(|met| met.as_str()).collect(),
    };
    let title = web.word_with("contracts-clauses-title", &[("reference", loaded.contract.reference.clone())]);
    web.page_titled(status, "pages/contracts/clauses", title, crumbs(web, &loaded.contract), &page)
}

/// What a card needs beside its line.
struct Around {
    /// How many other contracts do not meet each clause.
    elsewhere: BTreeMap<String, i64>,
    amendments: Vec<Amendment>,
    /// The framework agreement.
    parent: Option<Contract>,
    /// What only the organisation asks for.
    own: Vec<OwnLine>,
}

fn own_card(web: &Web, line: &OwnLine, parent: Option<&Contract>) -> OwnCard {
    let row = line.stated.as_ref();
    let inherited = parent.filter(|_| line.inherited.is_some());
    OwnCard {
        id: line.id.to_string(),
        code: line.code.clone(),
        title: line.title(web.language()).to_string(),
        text: line.text(web.language()),
        evidence: line.evidence(web.language()).to_string(),
        form: FormState::default()
            .with("in_contract", row.map(|row| row.in_contract.as_str()).unwrap_or_default())
            .with("section", row.and_then(|row| row.section.clone()).unwrap_or_default())
            .with("note", row.and_then(|row| row.note.clone()).unwrap_or_default()),
        version: line.version(),
        in_contract: line.in_contract().map_or(UNKNOWN, InContract::as_str).to_string(),
        inherited: inherited.map(|parent| Choice::new(&parent.id, format!("{} {}", parent.reference, parent.title))),
        saved_by: row.map(|row| row.updated_by_name.clone()),
        saved_at: row.map(|row| row.updated_at),
    }
}

/// The clauses by group, in the catalogue's order.
fn groups(web: &Web, loaded: &Loaded, around: &Around, refused: Option<&Refused<'_>>) -> Vec<ClauseGroup> {
    let mut groups: Vec<ClauseGroup> = Vec::new();
    for line in &loaded.lines {
        let key = text::fold(&line.clause.group);
        let card = card(web, line, around, refused.filter(|r| r.clause_id == line.clause.id));
        match groups.iter_mut().find(|group| group.key == key) {
            Some(group) => group.cards.push(card),
            None => groups.push(ClauseGroup { key, cards: vec![card] }),
        }
    }
    groups
}

fn card(web: &Web, line: &EffectiveLine, around: &Around, refused: Option<&Refused<'_>>) -> ClauseCard {
    let clause = line.clause;
    let today = swedish_date(web.visitor.now);
    let row = line.own_row();
    let inherited = around.parent.as_ref().filter(|_| line.inherited_from.is_some());
    // The form is for the contract's own statement; what the framework agreement says stands beside it.
    let own = if inherited.is_some() { None } else { line.in_contract() };
    let section = line.row.as_ref().and_then(|row| row.section.clone());
    let stored = FormState::default()
        .with("in_contract", own.map_or(UNKNOWN, InContract::as_str))
        .with("section", section.clone().filter(|_| inherited.is_none()).unwrap_or_default())
        .with("met", line.met())
        .with("note", row.and_then(|r| r.note.clone()).unwrap_or_default());
    let amendment = around.amendments.iter().find(|amendment| line.amendment.as_ref() == Some(&amendment.id));
    ClauseCard {
        id: clause.id.clone(),
        title: if web.language() == Language::En { clause.title_en.clone() } else { clause.title_sv.clone() },
        requirement: clause.requirement_sv.clone(),
        evidence: clause.evidence_sv.clone(),
        rationale: clause.rationale_en.clone(),
        controls: clause.controls.clone(),
        nis2: clause.nis2.clone(),
        legal: clause.legal_refs.clone(),
        form: refused.map_or(stored, |r| web.form_with(r.fields, &r.errors)),
        version: line.version(),
        in_contract: line.holds(today).map_or(UNKNOWN, InContract::as_str).to_string(),
        met: line.met().to_string(),
        lacking: line.lacking(today),
        inherited: inherited.map(|parent| Choice::new(&parent.id, format!("{} {}", parent.reference, parent.title))),
        inherited_section: section.filter(|_| inherited.is_some()),
        amendment_of: amendment.map(|amendment| amendment.contract_id.to_string()).unwrap_or_default(),
        amendment: amendment.map(|amendment| {
            let args = [("number", amendment.number.to_string()), ("title", amendment.title.clone())];
            Choice::new(&amendment.id, web.word_with("contracts-amendment-number", &args))
        }),
        deviation: line
            .deviation
            .as_ref()
            .map(|deviation| DeviationNote { standing: deviation.standing(today), until_on: deviation.until_on }),
        lax: line.lax(),
        voluntary: line.voluntary,
        elsewhere: around.elsewhere.get(&clause.id).copied().unwrap_or_default(),
        saved_by: row.map(|r| r.updated_by_name.clone()),
        saved_at: row.map(|r| r.updated_at),
        conflict: refused.map_or_else(Vec::new, |r| conflict_rows(web, "contracts", r.fields, &r.stored, &[])),
        conflict_by: refused.and_then(|r| r.stored.get("by").cloned()).filter(|by| !by.is_empty()),
    }
}
