//! What drives the product and the plain model side by side: each step is done in both, and what differs is told at once.

use super::minutes::{self, day, guest};
use super::support::Harness;
use super::year_model::{Escalated, Figures, Line, MANAGER, Model, OFFICER, Told, VENDORS};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use tillit::access::{Role, Side};
use tillit::base::{Id, Instant, Refusal};
use tillit::features::accounts::{self, Organisation, OrganisationKind, Person};
use tillit::features::contracts::{self, Contract};
use tillit::features::dialogues::minutes::calling::{self, NewCall};
use tillit::features::dialogues::{self, Dialogue, ItemEdit, ItemKind, ItemStatus, MeetingAction, Minutes};
use tillit::features::escalations::{self, LadderCause, LadderOrigin, NewEscalation, NewStep, Said};
use tillit::features::findings::{
    self, EffectResult, FindingOrigin, NewAction, NewEffect, NewFinding, Responsible, Severity,
};
use tillit::features::meetings::FollowUpKind;
use tillit::features::overview::Measure;
use tillit::features::vendors::{self, Vendor};
use tillit::features::{meetings, notices, overview};
use tillit::kit::Ctx;
use tillit::kit::notices::{Notice, NoticeKind};
use tillit::kit::outbox;
use tillit::platform::db::schema as tables;

/// A vendor with its contract and its only person.
pub struct Party {
    pub vendor: Vendor,
    pub contract: Contract,
    home: Organisation,
    person: Person,
}

pub struct World<'a> {
    pub t: &'a Harness,
    pub model: Model,
    pub manager: Person,
    pub officer: Person,
    pub parties: Vec<Party>,
    /// What the model calls a thing, and its id; and the other way about, with addresses.
    ids: BTreeMap<String, Id>,
    names: BTreeMap<String, String>,
    /// Locked minutes by meeting: the text and its fingerprint as they were at the lock.
    pub kept: BTreeMap<String, (String, String)>,
}

/// A vendor like the first one, of another tier.
fn another(t: &Harness, first: &minutes::Scene, name: &str, tier: i32) -> Party {
    let (ctx, now) = (first.ctx(t), t.now());
    let legal_name = format!("{name} Vård AB");
    let home = t.write(|c| accounts::add_organisation(c, now, OrganisationKind::Vendor, &legal_name, None, false));
    let (person, _) = t.person(&home, Role::VendorAdmin, &format!("{name} Ek"));
    let vendor = Vendor {
        id: ctx.new_id(),
        name_folded: legal_name.to_lowercase(),
        search_text: name.to_lowercase(),
        legal_name,
        tier: Some(tier),
        vendor_organisation_id: Some(home.id.clone()),
        ..first.vendor.clone()
    };
    let reference = format!("AVT-{tier}");
    let contract = Contract { id: ctx.new_id(), vendor_id: vendor.id.clone(), reference, ..first.contract.clone() };
    t.write(|c| {
        vendors::insert(c, &vendor)?;
        contracts::insert(c, &contract)
    });
    Party { vendor, contract, home, person }
}

impl<'a> World<'a> {
    /// Three vendors, each with its first dialogue planned. Minutes go by mail to the first alone: setting them takes longest.
    pub fn new(t: &'a Harness) -> World<'a> {
        let first = minutes::scene(t);
        let (officer, _) = t.person(&t.region, Role::SecurityOfficer, "Omar Said");
        let others = [another(t, &first, VENDORS[1], 2), another(t, &first, VENDORS[2], 3)];
        let planned = first.dialogue.id.clone();
        let asta = Party {
            vendor: first.vendor,
            contract: first.contract,
            home: first.vendor_organisation,
            person: first.vendor_person,
        };
        let mut world = World {
            t,
            model: Model::at(t.now()),
            manager: first.manager,
            officer,
            parties: std::iter::once(asta).chain(others).collect(),
            ids: BTreeMap::new(),
            names: BTreeMap::new(),
            kept: BTreeMap::new(),
        };
        let people = [(MANAGER, world.manager.clone()), (OFFICER, world.officer.clone())];
        let theirs: Vec<_> = VENDORS.into_iter().zip(world.parties.iter().map(|party| party.person.clone())).collect();
        for (name, person) in people.into_iter().chain(theirs) {
            world.names.insert(person.email.unwrap(), name.to_string());
            world.names.insert(person.id.to_string(), name.to_string());
        }
        world.plan(0, "2026-11-23", planned);
        for (vendor, on) in [(1, "2026-11-30"), (2, "2026-11-28")] {
            let (ctx, contract) = (world.manager(), world.parties[vendor].contract.id.clone());
            let dialogue = t.write(|c| dialogues::start_series(c, &ctx, &contract, day(on)));
            let seat = |side, person: &Person| dialogues::NewParticipant {
                receives_minutes: false,
                ..guest(side, &person.name, person.email.as_deref(), None)
            };
            let seats = [seat(Side::Region, &world.manager), seat(Side::Vendor, &world.parties[vendor].person)];
            t.write(|c| dialogues::set_participants(c, &ctx, &dialogue.id, None, &seats));
            world.plan(vendor, on, dialogue.id);
        }
        world
    }

    fn plan(&mut self, vendor: usize, on: &str, id: Id) {
        self.model.plan(vendor, 1, day(on));
        self.learn(&format!("{} 1", VENDORS[vendor]), id);
    }

    fn learn(&mut self, name: &str, id: Id) {
        self.names.insert(id.to_string(), name.to_string());
        self.ids.insert(name.to_string(), id);
    }

    /// What the model calls the thing or the person with this id or address.
    pub fn name(&self, id: &str) -> String {
        self.names.get(id).cloned().unwrap_or_else(|| panic!("the model knows nothing of {id}"))
    }

    pub fn id(&self, name: &str) -> Id {
        self.ids.get(name).cloned().unwrap_or_else(|| panic!("nothing is called {name}"))
    }

    pub fn manager(&self) -> Ctx {
        self.t.ctx_of(&self.manager, &self.t.region, Role::ContractManager)
    }

    fn vendor_of(&self, task: &str) -> Ctx {
        let party = &self.parties[self.model.tasks[task].vendor];
        self.t.ctx_of(&party.person, &party.home, Role::VendorAdmin)
    }

    /// The clock of both goes to an hour by Greenwich.
    pub fn turn(&mut self, on: NaiveDate, hour: u32, minute: u32) {
        let at: DateTime<Utc> = on.and_hms_opt(hour, minute, 0).unwrap().and_utc();
        self.t.app.clock.advance(at - self.t.now());
        self.model.now = self.t.now();
    }

    // What people do.

    pub fn open(&mut self, name: &str, vendor: usize, theirs: bool, due: &str, finding: Option<&str>) {
        let (party, ctx) = (&self.parties[vendor], self.manager());
        let new = NewAction {
            vendor_id: party.vendor.id.clone(),
            contract_id: Some(party.contract.id.clone()),
            finding_id: finding.map(|finding| self.id(finding)),
            title: name.to_string(),
            description: None,
            responsible: if theirs { Responsible::Vendor } else { Responsible::Region },
            owner_id: (!theirs).then(|| self.manager.id.clone()),
            owner_name: None,
            due_on: day(due),
            focus: None,
            internal_note: Some(minutes::SECRET.to_string()),
        };
        let action = self.t.write(|c| findings::open_action(c, &ctx, &new));
        self.learn(name, action.id);
        self.model.open(name, vendor, theirs, day(due), finding);
    }

    pub fn find(&mut self, name: &str, vendor: usize, severity: &'static str) {
        let (party, ctx) = (&self.parties[vendor], self.manager());
        let new = NewFinding {
            vendor_id: party.vendor.id.clone(),
            contract_id: Some(party.contract.id.clone()),
            origin: FindingOrigin::Manual,
            origin_object_id: None,
            origin_part: None,
            title: name.to_string(),
            description: None,
            severity: severity.parse::<Severity>().unwrap(),
            responsible: Responsible::Vendor,
            control_ids: vec!["A.8.15".to_string()],
            internal_note: None,
        };
        let finding = self.t.write(|c| findings::open_finding(c, &ctx, &new));
        self.learn(name, finding.id);
        self.model.find(name, vendor, severity);
    }

    pub fn close(&mut self, finding: &str) {
        let (ctx, id) = (self.manager(), self.id(finding));
        self.t.write(|c| findings::close_finding(c, &ctx, &id, None, Some("Ordnat")));
        self.model.close(finding);
    }

    pub fn begin(&mut self, task: &str) {
        let (ctx, id) = (self.vendor_of(task), self.id(task));
        self.t.write(|c| findings::start(c, &ctx, &id, None));
        self.model.set(task, "in_progress");
    }

    pub fn report(&mut self, task: &str) {
        let (ctx, id) = (self.vendor_of(task), self.id(task));
        self.t.write(|c| findings::report_done(c, &ctx, &id, None, "Infört och provat"));
        self.model.set(task, "reported_done");
    }

    pub fn verify(&mut self, task: &str) {
        let (ctx, id) = (self.manager(), self.id(task));
        self.t.write(|c| findings::verify(c, &ctx, &id, None, true, "Sett i loggen"));
        self.model.set(task, "verified");
        let checks = self.t.read(|c| findings::checks_of_action(c, &ctx.scope, &id));
        assert_eq!(checks.len(), 1, "checks of {task}");
        self.learn(&format!("Kontroll av {task}"), checks[0].id.clone());
    }

    /// The check of effect: the task still works.
    pub fn look_again(&mut self, task: &str) {
        let (ctx, id) = (self.manager(), self.id(&format!("Kontroll av {task}")));
        let (note, evidence) = ("Fungerar".to_string(), "Loggen".to_string());
        let new = NewEffect { result: EffectResult::Effective, note, evidence, due_on: None };
        self.t.write(|c| findings::check_effect(c, &ctx, &id, None, &new));
        self.model.look_again(task);
    }

    /// An activity of a follow-up plan is done.
    pub fn fulfil(&mut self, activity: &str) {
        let (ctx, id) = (self.manager(), self.id(activity));
        self.t.write(|c| meetings::mark_done(c, &ctx, (&id, None), ctx.today(), "Gjort"));
        self.model.fulfil(activity);
    }

    pub fn drop_task(&mut self, task: &str) {
        let (ctx, id) = (self.manager(), self.id(task));
        self.t.write(|c| findings::cancel(c, &ctx, &id, None, "Inte längre aktuellt"));
        self.model.set(task, "cancelled");
    }

    pub fn postpone(&mut self, task: &str, due: &str) {
        let (ctx, id) = (self.manager(), self.id(task));
        self.t.write(|c| findings::postpone(c, &ctx, &id, None, day(due), "Leveransen dröjer"));
        self.model.postpone(task, day(due));
    }

    /// Moved as often as it may be: refused until a step of the ladder has been decided.
    pub fn cannot_postpone(&self, task: &str, due: &str) {
        assert!(!self.model.may_postpone(task));
        let (ctx, id) = (self.manager(), self.id(task));
        let moved = self.t.app.db.write_now(|c| findings::postpone(c, &ctx, &id, None, day(due), "Leveransen dröjer"));
        assert!(matches!(moved, Err(Refusal::Rule("rule-action-needs-escalation", _))), "{moved:?}");
    }

    pub fn escalate(&mut self, task: &str) {
        let (ctx, origin_id) = (self.manager(), self.id(task));
        let (cause, reason) = (LadderCause::Postponed, "Flyttad två gånger".to_string());
        let new = NewEscalation { origin: LadderOrigin::Action, origin_id, cause, reason };
        self.t.write(|c| escalations::open(c, &ctx, &new));
        self.model.escalate(task, "postponed");
    }

    /// The open escalation of a thing.
    fn escalation_of(&self, of: &str) -> Id {
        let (ctx, origin) = (self.manager(), self.id(of));
        let open = self.t.read(|c| escalations::open_of_origins(c, &ctx.scope, std::slice::from_ref(&origin)));
        open[&origin].id.clone()
    }

    /// The first step of the ladder: the vendor gets a letter.
    pub fn decide(&mut self, of: &str, due: &str) {
        let (ctx, id) = (self.manager(), self.escalation_of(of));
        let said = Said {
            decided_on: Some(ctx.today()),
            decided_by_name: "Karin Öberg".to_string(),
            decided_role: "Avtalsansvarig".to_string(),
            reason: "Flyttad två gånger".to_string(),
            demand: Some("Inför rollistan".to_string()),
            due_on: Some(day(due)),
            ..Said::default()
        };
        let new = NewStep { step: "correction".to_string(), said };
        self.t.write(|c| escalations::decide(c, &ctx, &id, None, &new));
        self.learn(&format!("Eskalering av {of}"), id);
        self.model.decide(of, day(due));
    }

    pub fn settle(&mut self, of: &str) {
        let (ctx, id) = (self.manager(), self.escalation_of(of));
        self.t.write(|c| escalations::close(c, &ctx, &id, None, "Ordnat"));
        self.model.settle(of);
    }

    pub fn carry_out(&mut self, decision: &str) {
        let (ctx, id) = (self.manager(), self.id(decision));
        self.t.write(|c| dialogues::carry_out(c, &ctx, &id, None, "Klart"));
        self.model.decisions.get_mut(decision).unwrap().is_open = false;
    }

    // Meetings.

    fn next(&self, vendor: usize) -> Id {
        self.id(&self.model.meetings[self.model.next(vendor)].name())
    }

    pub fn call(&mut self, vendor: usize, on: &str) {
        let (ctx, id) = (self.manager(), self.next(vendor));
        let time = NaiveTime::from_hms_opt(10, 0, 0).unwrap();
        let new = NewCall { held_on: day(on), time, minutes: None, place: None, reason: None };
        self.t.write(|c| calling::call(c, &ctx, &id, None, &new));
        self.model.call(vendor, day(on));
    }

    pub fn call_off(&mut self, vendor: usize) {
        let (ctx, id) = (self.manager(), self.next(vendor));
        let (_, finding) = self.t.write(|c| calling::cancel(c, &ctx, &id, None, "Förhinder"));
        let expected = self.model.call_off(vendor);
        assert_eq!(finding.is_some(), expected.is_some(), "a finding of meetings that are called off");
        if let (Some(finding), Some(name)) = (finding, expected) {
            self.learn(&name, finding.id);
        }
    }

    /// Holds the vendor's meeting: its agenda is the model's; everything is taken up, one thing may be agreed (a task and
    /// its day) and one decided (of a task, in these words); the minutes say what the model says. `chosen` is the next day
    /// when the tier gives none.
    pub fn hold(
        &mut self,
        vendor: usize,
        agreed: Option<(&str, &str)>,
        decided: Option<(&str, &str)>,
        (chosen, next): (Option<NaiveDate>, NaiveDate),
    ) {
        let (t, ctx, id) = (self.t, self.manager(), self.next(vendor));
        let held = t.write(|c| dialogues::start(c, &ctx, &id, None));
        self.model.begin(vendor);
        self.check_agenda(vendor, &held);
        if let Some((title, due)) = agreed {
            let (title, due_on) = (title.to_string(), day(due));
            let new = MeetingAction {
                title: title.clone(),
                responsible: Responsible::Vendor,
                owner_id: None,
                owner_name: None,
                due_on,
            };
            let (action, _) = t.write(|c| dialogues::add_action(c, &ctx, &id, &new));
            self.learn(&title, action.id);
            self.model.agree(&title, vendor, due_on);
        }
        let locked = t.write(|c| {
            for item in dialogues::items(c, &held)? {
                let said = decided.filter(|(task, _)| item.title_sv == *task).map(|(_, words)| words.to_string());
                let status = if said.is_some() { ItemStatus::Decided } else { ItemStatus::TakenUp };
                let edit = ItemEdit { status: Some(status), note: None, decision: said };
                dialogues::set_item(c, &ctx, &id, &item.id, item.version, &edit)?;
            }
            dialogues::lock(c, &ctx, &id, None, chosen)
        });
        self.model.lock(vendor, decided.map(|(_, words)| words), next);
        let contract = &self.parties[vendor].contract.id;
        for decision in t.read(|c| dialogues::open_of_contract(c, &ctx.scope, contract)) {
            self.learn(&decision.decision, decision.id);
        }
        let following = locked.next.expect("the series goes on");
        assert_eq!(following.held_on, next, "the day of the meeting after {}", self.name(id.as_str()));
        let name = format!("{} {}", VENDORS[vendor], following.number);
        self.learn(&name, following.id);
        self.check_minutes(vendor, &locked.dialogue, next);
    }

    /// Headings, open tasks, decisions that are not carried out, and new findings: these and nothing else.
    fn check_agenda(&self, vendor: usize, held: &Dialogue) {
        let meeting = &self.model.meetings[self.model.next(vendor)];
        let items = self.t.read(|c| dialogues::items(c, held));
        let of = |kind: ItemKind| -> BTreeSet<String> {
            let these = items.iter().filter(|item| item.kind == kind);
            these.map(|item| self.name(item.object_id.as_ref().unwrap().as_str())).collect()
        };
        let name = meeting.name();
        assert_eq!(of(ItemKind::Action), meeting.tasks, "tasks on the agenda of {name}");
        assert_eq!(of(ItemKind::Decision), meeting.decisions, "decisions on the agenda of {name}");
        assert_eq!(of(ItemKind::Finding), meeting.findings, "findings on the agenda of {name}");
        let carried = meeting.tasks.len() + meeting.decisions.len() + meeting.findings.len();
        assert_eq!(items.len(), 14 + carried, "the agenda of {name}");
    }

    /// The locked text says of each task what the model says, and names the minutes before by their fingerprint.
    fn check_minutes(&mut self, vendor: usize, locked: &Dialogue, next: NaiveDate) {
        let name = self.name(locked.id.as_str());
        let meeting = self.model.meetings.iter().find(|meeting| meeting.name() == name).unwrap();
        let said = Minutes::of(locked).unwrap().unwrap();
        let lines: BTreeMap<String, Line> = said
            .actions
            .iter()
            .map(|action| {
                let line = Line {
                    stage: action.status.to_string(),
                    due: action.due_on,
                    slips: action.slips,
                    age: action.meetings_open,
                    changes: action.changes.iter().map(|change| change.field.clone()).collect(),
                };
                (self.name(action.id.as_str()), line)
            })
            .collect();
        assert_eq!(lines, meeting.record, "the minutes of {name}");
        assert_eq!((said.held_on, said.number), (meeting.on, meeting.number), "{name}");
        assert_eq!(said.next.map(|next| next.held_on), Some(next), "{name}");
        let before = self.kept.get(&format!("{} {}", VENDORS[vendor], meeting.number - 1));
        let previous = said.previous.and_then(|previous| previous.sha256);
        assert_eq!(previous.as_ref(), before.map(|(_, sha256)| sha256), "the minutes before {name}");
        self.kept.insert(name, (locked.snapshot.clone().unwrap(), locked.sha256.clone().unwrap()));
    }

    // What time does.

    /// Mails and jobs that wait are done; gives the names of the mails.
    fn drain(&self) {
        if self.t.read(outbox::waiting) > 0 {
            self.t.drain();
        }
    }

    /// What the worker does for the follow-up, in its order. The other features' sweeps have tests of their own.
    pub fn sweep(&self) {
        let (app, now) = (&self.t.app, self.t.now());
        dialogues::sweep(app, now).unwrap();
        escalations::sweep(app, now).unwrap();
        meetings::sweep(app, now).unwrap();
        overview::sweep(app, now).unwrap();
        notices::sweep(app, now).unwrap();
    }

    /// What the plans of the contracts ask for, each called by its vendor, kind and day.
    fn learn_activities(&mut self) {
        let all: Vec<(Id, Id, FollowUpKind, NaiveDate)> = self.t.read(|c| {
            use tables::follow_up_lines as l;
            Ok(l::table.select((l::id, l::contract_id, l::kind, l::due_on)).load(c)?)
        });
        for (id, contract, kind, due) in all {
            let vendor = self.parties.iter().position(|party| party.contract.id == contract).unwrap();
            self.learn(&format!("{} {kind} {due}", VENDORS[vendor]), id);
        }
    }

    /// The worker is at work in both; who is told what and the figures of the day are the model's.
    pub fn work(&mut self, awake: bool) {
        self.drain();
        self.sweep();
        self.learn_activities();
        let told = self.model.work(awake);
        self.drain();
        let (now, today) = (self.t.now(), self.model.today());
        assert_eq!(self.told_since(now), told, "told on {today}");
        assert_eq!(self.escalated(), self.model.escalations, "escalations on {today}");
        assert_eq!(self.counted(today).remove(&today).as_ref(), self.model.days.get(&today), "figures of {today}");
    }

    /// Every reminder made at an instant or later.
    pub fn told_since(&self, since: DateTime<Utc>) -> BTreeSet<Told> {
        let since = Instant::from(since);
        let all: Vec<Notice> = self.t.read(|c| {
            Ok(tables::notices::table
                .filter(tables::notices::kind.ne(NoticeKind::Event))
                .filter(tables::notices::created_at.ge(since))
                .select(Notice::as_select())
                .load(c)?)
        });
        let told: BTreeSet<Told> = all
            .iter()
            .map(|one| {
                let who = self.name(one.person_id.as_str());
                (self.name(&one.object_id), one.due_on.unwrap(), one.step.unwrap(), who)
            })
            .collect();
        assert_eq!(told.len(), all.len(), "somebody is told twice");
        told
    }

    pub fn escalated(&self) -> BTreeSet<Escalated> {
        type Row = (Id, LadderCause, Instant, Option<Instant>);
        let all: Vec<Row> = self.t.read(|c| {
            use tables::escalations as e;
            Ok(e::table.select((e::origin_id, e::cause, e::opened_at, e::closed_at)).load(c)?)
        });
        let on = |at: Instant| at.utc().date_naive();
        all.into_iter()
            .map(|(of, cause, opened, closed)| (self.name(of.as_str()), cause.as_str(), on(opened), closed.map(on)))
            .collect()
    }

    /// The stored figures of the days from one on, those that the model has.
    pub fn counted(&self, from: NaiveDate) -> BTreeMap<NaiveDate, Figures> {
        let all: Vec<(NaiveDate, Measure, i64)> = self.t.read(|c| {
            use tables::measure_snapshots as m;
            Ok(m::table.filter(m::day.ge(from)).select((m::day, m::measure, m::value)).load(c)?)
        });
        let known = self.model.figures();
        let mut days: BTreeMap<NaiveDate, Figures> = BTreeMap::new();
        for (on, measure, value) in all.into_iter().filter(|(_, measure, _)| known.contains_key(measure.as_str())) {
            days.entry(on).or_default().insert(measure.as_str(), value);
        }
        days
    }

    /// Every mail in its order, with whom it goes to.
    pub fn mails(&self) -> Vec<(outbox::Row, String)> {
        let all: Vec<outbox::Row> = self.t.read(|c| {
            use tables::outbox as o;
            Ok(o::table.filter(o::kind.eq(outbox::Kind::Mail)).order(o::id).select(outbox::Row::as_select()).load(c)?)
        });
        all.into_iter()
            .map(|row| {
                let to = self.name(row.recipient.as_deref().unwrap());
                (row, to)
            })
            .collect()
    }
}
