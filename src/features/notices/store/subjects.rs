//! What the object of a notice is called, and where it is: asked when the notice is read, by the scope and the role of
//! its reader. What they may not see is not found. One query for each type of object, however many there are.

use crate::access::{Permission, Side};
use crate::base::{Id, Result};
use crate::features::notices::model::{Subject, Subjects};
use crate::features::subcontractors::CaseState;
use crate::kit::Ctx;
use crate::kit::outbox::Kind;
use crate::platform::db::Db;
use crate::platform::db::schema::{
    actions, assessments, chain_confirmations, contracts, dialogue_calls, dialogues, disclosures, disposals,
    effect_checks, escalations, evidence_items, follow_up_lines, incidents, minutes_approvals, organisations, outbox,
    plans, risks, services, subcontract_cases, vendor_certificates, vendors,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// An id, a name, and whose it is: the vendor's on the region's side, the client's on the vendor's.
type Named = (Id, String, String);

/// The objects by type and id; what the reader may not see is missing.
pub fn subjects(c: &mut Db, ctx: &Ctx, wanted: &BTreeSet<(String, String)>) -> Result<Subjects> {
    let mut by_type: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (kind, id) in wanted {
        by_type.entry(kind).or_default().push(id);
    }
    let mut all = Subjects::new();
    for (kind, ids) in by_type {
        // SQLite takes no more than some thousands of values in a statement.
        for some in ids.chunks(1000) {
            for (id, subject) in of_type(c, ctx, kind, some)? {
                all.insert((kind.to_string(), id.to_string()), subject);
            }
        }
    }
    Ok(all)
}

fn of_type(c: &mut Db, ctx: &Ctx, kind: &str, ids: &[&str]) -> Result<Vec<(Id, Subject)>> {
    let needed = match kind {
        "action" | "effect_check" => Permission::ActionRead,
        "assessment" => Permission::AssessmentRead,
        "dialogue" | "minutes" | "minutes_approval" | "minutes_news" | "dialogue_call" | "follow_up_line" => {
            Permission::DialogueRead
        }
        "escalation" => Permission::FindingRead,
        "risk" => Permission::RiskRead,
        "incident" => Permission::IncidentRead,
        "disclosure" | "disposal" => Permission::RecordRead,
        "mail" if ctx.scope.side() == Side::Region => Permission::Desk,
        _ if ctx.scope.side() == Side::Vendor => Permission::Portal,
        _ => Permission::RegisterRead,
    };
    if !ctx.can(needed) {
        return Ok(Vec::new());
    }
    match (kind, ctx.scope.side()) {
        ("mail", _) => of_mail(c, ctx, ids),
        ("minutes_approval" | "minutes_news" | "dialogue_call", _) => of_meeting(c, ctx, kind, ids),
        (_, Side::Region) => of_region(c, ctx, kind, ids),
        (_, Side::Vendor) => of_vendor(c, ctx, kind, ids),
    }
}

/// A mail that never arrived: its id and name, to whom it went, and what it was about.
type Undelivered = (Id, String, Option<String>, String, String);

/// Mails are called by what they say, and are whose they were for. Whoever rules the log is led there, anybody else to
/// what the mail was about.
fn of_mail(c: &mut Db, ctx: &Ctx, ids: &[&str]) -> Result<Vec<(Id, Subject)>> {
    let rows: Vec<Undelivered> = outbox::table
        .filter(outbox::id.eq_any(ids))
        .filter(outbox::organisation_id.eq(super::home(&ctx.scope)?))
        .filter(outbox::kind.eq(Kind::Mail))
        .select((outbox::id, outbox::name, outbox::recipient, outbox::object_type, outbox::object_id))
        .load(c)?;
    let (place, ruler) = match ctx.scope.side() {
        Side::Region => ("/notices", Permission::UsersManage),
        Side::Vendor => ("/portal/notices", Permission::PortalUsers),
    };
    let rules = ctx.can(ruler);
    let wanted = rows.iter().filter(|_| !rules).map(|(.., kind, id)| (kind.clone(), id.clone())).collect();
    let about = subjects(c, ctx, &wanted)?;
    let one = |(id, event, whose, kind, object): Undelivered| {
        let href = match about.get(&(kind, object)) {
            Some(subject) => subject.href.clone(),
            None if rules => format!("{place}/deliveries?state=failed"),
            None => place.to_string(),
        };
        (id, Subject { word: Some(format!("notices-event-{event}")), title: String::new(), whose, href })
    };
    Ok(rows.into_iter().map(one).collect())
}

/// What was sent about a meeting is called by the meeting, and is seen by whoever may see that.
fn of_meeting(c: &mut Db, ctx: &Ctx, kind: &str, ids: &[&str]) -> Result<Vec<(Id, Subject)>> {
    let pairs: Vec<(Id, Id)> = match kind {
        "minutes_approval" => minutes_approvals::table
            .filter(minutes_approvals::id.eq_any(ids))
            .select((minutes_approvals::id, minutes_approvals::dialogue_id))
            .load(c)?,
        "dialogue_call" => dialogue_calls::table
            .filter(dialogue_calls::id.eq_any(ids))
            .select((dialogue_calls::id, dialogue_calls::dialogue_id))
            .load(c)?,
        // The news were told by a job, which knows its meeting.
        _ => outbox::table
            .filter(outbox::id.eq_any(ids))
            .filter(outbox::object_type.eq("dialogue"))
            .select((outbox::id, outbox::object_id))
            .load(c)?,
    };
    let meetings: BTreeSet<&str> = pairs.iter().map(|(_, meeting)| meeting.as_str()).collect();
    let of_what = if kind == "dialogue_call" { "dialogue" } else { "minutes" };
    let found: BTreeMap<Id, Subject> =
        of_type(c, ctx, of_what, &meetings.into_iter().collect::<Vec<_>>())?.into_iter().collect();
    Ok(pairs.into_iter().filter_map(|(id, meeting)| Some((id, found.get(&meeting)?.clone()))).collect())
}

/// The minutes of meetings, beside them.
fn minutes(meetings: Vec<(Id, Subject)>) -> Vec<(Id, Subject)> {
    meetings.into_iter().map(|(id, one)| (id, Subject { href: format!("{}/minutes", one.href), ..one })).collect()
}

fn shown(rows: Vec<Named>, place: &str) -> Vec<(Id, Subject)> {
    let one = |(id, title, whose): Named| {
        let href = format!("{place}/{id}");
        (id, Subject { word: None, title, whose: Some(whose).filter(|whose| !whose.is_empty()), href })
    };
    rows.into_iter().map(one).collect()
}

/// A certificate: its id, kind, edition and standard, and whose it is.
type Certified = (Id, String, Option<String>, String, String);

/// A certificate is called by the word of its kind and its edition, unless its standard says something else.
fn certificate((id, kind, edition, standard, whose): Certified, href: String) -> (Id, Subject) {
    let code = edition.as_ref().map_or_else(|| kind.clone(), |edition| format!("{kind}:{edition}"));
    let (word, title) = if standard == code {
        (Some(format!("vendors-certificate-kind-{kind}")), edition.unwrap_or_default())
    } else {
        (None, standard)
    };
    (id, Subject { word, title, whose: Some(whose), href })
}

/// Rows of a table with a vendor, by the client's own scope.
macro_rules! with_vendor {
    ($c:expr, $ctx:expr, $table:ident, $ids:expr, $name:expr) => {
        $table::table
            .inner_join(vendors::table)
            .filter($table::organisation_id.eq($ctx.scope.client()?))
            .filter($table::id.eq_any($ids))
            .select(($table::id, $name, vendors::legal_name))
            .load($c)?
    };
}

fn of_region(c: &mut Db, ctx: &Ctx, kind: &str, ids: &[&str]) -> Result<Vec<(Id, Subject)>> {
    Ok(match kind {
        "action" => shown(with_vendor!(c, ctx, actions, ids, actions::title), "/actions"),
        "contract" => shown(with_vendor!(c, ctx, contracts, ids, contracts::title), "/contracts"),
        "subcontract" => shown(with_vendor!(c, ctx, subcontract_cases, ids, subcontract_cases::name), "/subcontracts"),
        "dialogue" => shown(with_vendor!(c, ctx, dialogues, ids, dialogues::period), "/dialogues"),
        "minutes" => minutes(of_region(c, ctx, "dialogue", ids)?),
        "escalation" => shown(with_vendor!(c, ctx, escalations, ids, escalations::title), "/escalations"),
        "effect_check" => {
            let rows: Vec<Named> = effect_checks::table
                .inner_join(actions::table.inner_join(vendors::table))
                .filter(effect_checks::organisation_id.eq(ctx.scope.client()?))
                .filter(effect_checks::id.eq_any(ids))
                .select((effect_checks::id, actions::title, vendors::legal_name))
                .load(c)?;
            shown(rows, "/effect-checks")
        }
        "follow_up_line" => activities(c, ctx, ids)?,
        "assessment" => {
            let rows: Vec<(Id, NaiveDate, String)> = with_vendor!(c, ctx, assessments, ids, assessments::due_on);
            shown(dated(rows), "/assessments")
        }
        "certificate" => {
            let rows: Vec<(Certified, Id)> = vendor_certificates::table
                .inner_join(vendors::table)
                .filter(vendor_certificates::organisation_id.eq(ctx.scope.client()?))
                .filter(vendor_certificates::id.eq_any(ids))
                .filter(vendor_certificates::removed_at.is_null())
                .select((
                    (
                        vendor_certificates::id,
                        vendor_certificates::kind,
                        vendor_certificates::edition,
                        vendor_certificates::standard,
                        vendors::legal_name,
                    ),
                    vendors::id,
                ))
                .load(c)?;
            let one = |(row, vendor): (Certified, Id)| certificate(row, format!("/vendors/{vendor}?tab=certificates"));
            rows.into_iter().map(one).collect()
        }
        "chain_confirmation" => {
            let rows: Vec<(Id, NaiveDate, String)> =
                with_vendor!(c, ctx, chain_confirmations, ids, chain_confirmations::due_on);
            shown(dated(rows), "/chains/confirmations")
        }
        "risk" => {
            let rows: Vec<(Id, i32, String)> = risks::table
                .filter(risks::organisation_id.eq(ctx.scope.client()?))
                .filter(risks::id.eq_any(ids))
                .select((risks::id, risks::number, risks::title))
                .load(c)?;
            let named = |(id, number, title)| (id, format!("R{number} {title}"), String::new());
            shown(rows.into_iter().map(named).collect(), "/risks")
        }
        "vendor" => {
            let rows: Vec<(Id, String)> = vendors::table
                .filter(vendors::organisation_id.eq(ctx.scope.client()?))
                .filter(vendors::id.eq_any(ids))
                .select((vendors::id, vendors::legal_name))
                .load(c)?;
            shown(rows.into_iter().map(|(id, name)| (id, name, String::new())).collect(), "/vendors")
        }
        "service" => {
            let rows: Vec<(Id, String)> = services::table
                .filter(services::organisation_id.eq(ctx.scope.client()?))
                .filter(services::id.eq_any(ids))
                .select((services::id, services::name))
                .load(c)?;
            shown(rows.into_iter().map(|(id, name)| (id, name, String::new())).collect(), "/services")
        }
        "incident" => {
            let rows: Vec<(Id, i32, String)> = incidents::table
                .filter(incidents::organisation_id.eq(ctx.scope.client()?))
                .filter(incidents::id.eq_any(ids))
                .select((incidents::id, incidents::number, incidents::title))
                .load(c)?;
            let named = |(id, number, title)| (id, format!("#{number} {title}"), String::new());
            shown(rows.into_iter().map(named).collect(), "/incidents")
        }
        // what was asked for may name people: a notice goes by mail too
        "disclosure" => {
            let rows: Vec<(Id, i32)> = disclosures::table
                .filter(disclosures::organisation_id.eq(ctx.scope.client()?))
                .filter(disclosures::id.eq_any(ids))
                .select((disclosures::id, disclosures::number))
                .load(c)?;
            shown(numbered(rows), "/disclosures")
        }
        "disposal" => {
            let rows: Vec<(Id, i32)> = disposals::table
                .filter(disposals::organisation_id.eq(ctx.scope.client()?))
                .filter(disposals::id.eq_any(ids))
                .select((disposals::id, disposals::number))
                .load(c)?;
            shown(numbered(rows), "/disposals")
        }
        _ => Vec::new(),
    })
}

/// Activities of follow-up plans, called by what is to be done; a vendor may have several contracts.
fn activities(c: &mut Db, ctx: &Ctx, ids: &[&str]) -> Result<Vec<(Id, Subject)>> {
    let rows: Vec<(Id, String, String, String)> = follow_up_lines::table
        .inner_join(contracts::table.on(contracts::id.eq(follow_up_lines::contract_id)))
        .inner_join(vendors::table.on(vendors::id.eq(contracts::vendor_id)))
        .filter(follow_up_lines::organisation_id.eq(ctx.scope.client()?))
        .filter(follow_up_lines::id.eq_any(ids))
        .select((follow_up_lines::id, follow_up_lines::kind, contracts::reference, vendors::legal_name))
        .load(c)?;
    let one = |(id, kind, reference, vendor): (Id, String, String, String)| {
        let href = format!("/follow-up/{id}");
        let (word, whose) = (format!("meetings-kind-{kind}"), format!("{vendor}, {reference}"));
        (id, Subject { word: Some(word), title: String::new(), whose: Some(whose), href })
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Rows of a table whose vendor is the reader's own organisation, with the client's name.
macro_rules! of_own {
    ($c:expr, $ctx:expr, $table:ident, $ids:expr, $name:expr) => {
        $table::table
            .inner_join(vendors::table)
            .inner_join(organisations::table.on(organisations::id.eq($table::organisation_id)))
            .filter(vendors::vendor_organisation_id.eq($ctx.scope.vendor()?))
            .filter($table::id.eq_any($ids))
            .select(($table::id, $name, organisations::name))
            .load($c)?
    };
}

fn of_vendor(c: &mut Db, ctx: &Ctx, kind: &str, ids: &[&str]) -> Result<Vec<(Id, Subject)>> {
    Ok(match kind {
        "action" => {
            let rows: Vec<Named> = actions::table
                .inner_join(vendors::table)
                .inner_join(organisations::table.on(organisations::id.eq(actions::organisation_id)))
                .filter(vendors::vendor_organisation_id.eq(ctx.scope.vendor()?))
                .filter(actions::id.eq_any(ids))
                .filter(actions::withheld.eq(false))
                .select((actions::id, actions::title, organisations::name))
                .load(c)?;
            shown(rows, "/portal/actions")
        }
        "dialogue" => shown(of_own!(c, ctx, dialogues, ids, dialogues::period), "/portal/dialogues"),
        "minutes" => minutes(of_vendor(c, ctx, "dialogue", ids)?),
        "plan" => {
            let rows: Vec<Named> = plans::table
                .inner_join(vendors::table.on(vendors::id.eq(plans::vendor_id)))
                .inner_join(organisations::table.on(organisations::id.eq(plans::organisation_id)))
                .filter(vendors::vendor_organisation_id.eq(ctx.scope.vendor()?))
                .filter(plans::id.eq_any(ids))
                .filter(plans::shared_at.is_not_null())
                .select((plans::id, plans::title, organisations::name))
                .load(c)?;
            shown(rows, "/portal/plans")
        }
        "subcontract" => {
            // What the client writes down by telephone is the vendor's to see once it is an application.
            let rows: Vec<Named> = subcontract_cases::table
                .inner_join(vendors::table)
                .inner_join(organisations::table.on(organisations::id.eq(subcontract_cases::organisation_id)))
                .filter(vendors::vendor_organisation_id.eq(ctx.scope.vendor()?))
                .filter(subcontract_cases::id.eq_any(ids))
                .filter(subcontract_cases::state.ne(CaseState::Draft).or(subcontract_cases::by_phone.eq(false)))
                .select((subcontract_cases::id, subcontract_cases::name, organisations::name))
                .load(c)?;
            shown(rows, "/portal/subcontracts")
        }
        "assessment" => {
            let rows: Vec<(Id, NaiveDate, String)> = of_own!(c, ctx, assessments, ids, assessments::due_on);
            shown(dated(rows), "/portal/assessments")
        }
        "certificate" => {
            let name = (vendor_certificates::kind, vendor_certificates::edition, vendor_certificates::standard);
            let rows: Vec<(Id, Kinded, String)> = of_own!(c, ctx, vendor_certificates, ids, name);
            let one = |(id, (kind, edition, standard), whose)| {
                certificate((id, kind, edition, standard, whose), "/portal/certificates".to_string())
            };
            rows.into_iter().map(one).collect()
        }
        "evidence" => {
            let rows: Vec<(Id, String)> = evidence_items::table
                .filter(evidence_items::organisation_id.eq(ctx.scope.vendor()?))
                .filter(evidence_items::id.eq_any(ids))
                .select((evidence_items::id, evidence_items::title))
                .load(c)?;
            let one = |(id, title)| {
                let href = "/portal/evidence".to_string();
                (id, Subject { word: None, title, whose: None, href })
            };
            rows.into_iter().map(one).collect()
        }
        _ => Vec::new(),
    })
}

/// A document's kind, edition and standard.
type Kinded = (String, Option<String>, String);

/// What has no name of its own is called by its number.
fn numbered(rows: Vec<(Id, i32)>) -> Vec<Named> {
    rows.into_iter().map(|(id, number)| (id, format!("#{number}"), String::new())).collect()
}

/// What has no name of its own is called by its day.
fn dated(rows: Vec<(Id, NaiveDate, String)>) -> Vec<Named> {
    rows.into_iter().map(|(id, day, whose)| (id, day.to_string(), whose)).collect()
}
