//! The plain model of a year of dialogues: what is open, carried, told, escalated and counted, reckoned by hand. It knows
//! the product's numbers (7 and 14 days, two moves, 92 days) as a reader of the handbook does, and calls none of its rules.
//!
//! Every hour that the test uses (01:30 to 10:00) is the same day in Sweden as by Greenwich.

use chrono::{DateTime, Datelike, Duration, Months, NaiveDate, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// The vendors by tier, each called as its only person; with the manager and the security officer they are everybody.
pub const VENDORS: [&str; 3] = ["Asta", "Bodil", "Cissi"];
pub const MANAGER: &str = "Karin";
pub const OFFICER: &str = "Omar";

/// Figures of the reports by their key.
pub type Figures = BTreeMap<&'static str, i64>;
/// A reminder: of what, its day, which step of the ladder, and to whom.
pub type Told = (String, NaiveDate, i32, String);
/// An escalation: of what, why, when it was opened and closed.
pub type Escalated = (String, &'static str, NaiveDate, Option<NaiveDate>);

/// Something to be done.
pub struct Task {
    pub vendor: usize,
    /// The vendor is to do it, not the region.
    pub theirs: bool,
    pub due: NaiveDate,
    pub stage: &'static str,
    /// The days on which its due day was moved.
    pub moved: Vec<NaiveDate>,
    pub verified: Option<NaiveDate>,
    pub finding: Option<String>,
    /// When anybody last did anything with it.
    pub touched: DateTime<Utc>,
}

impl Task {
    fn is_working(&self) -> bool {
        matches!(self.stage, "open" | "in_progress")
    }

    fn is_open(&self) -> bool {
        self.is_working() || self.stage == "reported_done"
    }
}

pub struct Finding {
    pub vendor: usize,
    pub severity: &'static str,
    pub opened: NaiveDate,
    pub closed: Option<NaiveDate>,
    pub touched: DateTime<Utc>,
}

pub struct Decision {
    pub vendor: usize,
    pub is_open: bool,
}

/// What is looked at again some months after its task was verified.
pub struct Check {
    theirs: bool,
    due: NaiveDate,
    made: bool,
}

/// What the plan of a contract asks for.
pub struct Activity {
    vendor: usize,
    kind: &'static str,
    due: NaiveDate,
    done: bool,
}

impl Activity {
    fn name(&self) -> String {
        format!("{} {} {}", VENDORS[self.vendor], self.kind, self.due)
    }
}

/// What each plan asks for within its first year: so many months apart by tier, a dialogue by the last day of its month.
/// What comes later is reminded of after the year.
fn activities(first: NaiveDate) -> Vec<Activity> {
    let intervals = [
        ("dialogue", [1, 3, 12]),
        ("assessment", [12, 12, 12]),
        ("verification", [24, 24, 0]),
        ("chain", [6, 12, 12]),
        ("exercise", [12, 24, 0]),
    ];
    let mut all = Vec::new();
    for (kind, by_tier) in intervals {
        for (vendor, apart) in by_tier.into_iter().enumerate().filter(|(_, apart)| *apart > 0) {
            for months in (apart..=12).step_by(apart as usize) {
                let same_day = first + Months::new(months);
                let month_end = (same_day.with_day(1).unwrap() + Months::new(1)).pred_opt().unwrap();
                let due = if kind == "dialogue" { month_end } else { same_day };
                all.push(Activity { vendor, kind, due, done: false });
            }
        }
    }
    all
}

/// A task as locked minutes have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub stage: String,
    pub due: NaiveDate,
    pub slips: i32,
    /// In how many meetings it has been, this one included.
    pub age: u32,
    /// Since the minutes before: `new`, or which of `status` and `due_on` differ.
    pub changes: Vec<String>,
}

/// A dialogue, with what stands on its agenda.
pub struct Meeting {
    pub vendor: usize,
    pub number: i32,
    pub on: NaiveDate,
    pub called_off: bool,
    pub locked: bool,
    pub tasks: BTreeSet<String>,
    pub decisions: BTreeSet<String>,
    pub findings: BTreeSet<String>,
    /// What its minutes say of each task.
    pub record: BTreeMap<String, Line>,
    pub decided: i64,
}

impl Meeting {
    pub fn name(&self) -> String {
        format!("{} {}", VENDORS[self.vendor], self.number)
    }

    fn month(&self) -> i32 {
        month(self.on)
    }

    /// What the series of the contract counts of its minutes.
    pub fn figures(&self) -> BTreeMap<&'static str, i64> {
        let count = |is: &dyn Fn(&Line) -> bool| self.record.values().filter(|line| is(line)).count() as i64;
        let working = |line: &Line| matches!(line.stage.as_str(), "open" | "in_progress");
        let open = |line: &Line| working(line) || line.stage == "reported_done";
        let changed = |line: &Line, what: &str| line.changes.iter().any(|change| change == what);
        BTreeMap::from([
            ("open", count(&open)),
            ("closed", count(&|line| !open(line))),
            ("overdue", count(&|line| working(line) && line.due < self.on)),
            ("new", count(&|line| changed(line, "new"))),
            ("moved", count(&|line| changed(line, "due_on"))),
            ("decisions", self.decided),
        ])
    }
}

fn month(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0() as i32
}

/// The step of a ladder that has come: the latest, unless it is the last and came two weeks ago or more.
fn step(ladder: &[i64], due: NaiveDate, today: NaiveDate) -> Option<i32> {
    let gone = (today - due).num_days();
    let last = *ladder.iter().rfind(|step| **step <= gone)?;
    let too_late = ladder.last() == Some(&last) && gone - last >= 14;
    (!too_late).then_some(last as i32)
}

#[derive(Default)]
pub struct Model {
    pub now: DateTime<Utc>,
    pub tasks: BTreeMap<String, Task>,
    pub findings: BTreeMap<String, Finding>,
    pub decisions: BTreeMap<String, Decision>,
    pub meetings: Vec<Meeting>,
    pub escalations: BTreeSet<Escalated>,
    /// Checks of effect by their task.
    checks: BTreeMap<String, Check>,
    /// The decided steps of the ladder: of what, and its day.
    steps: Vec<(String, NaiveDate)>,
    activities: Vec<Activity>,
    pub told: BTreeSet<Told>,
    /// Who has been told something that no mail has said.
    waiting: BTreeSet<String>,
    /// The one mail of a person and day.
    pub digests: BTreeSet<(NaiveDate, String)>,
    /// Every other mail by its name.
    pub mails: BTreeMap<&'static str, i64>,
    /// The figures of each day on which the worker was at work, as they were the first time.
    pub days: BTreeMap<NaiveDate, Figures>,
    skipped: BTreeSet<(String, i32, i32)>,
    cancelled_in_row: [u32; 3],
}

impl Model {
    pub fn at(now: DateTime<Utc>) -> Model {
        Model { now, activities: activities(now.date_naive()), ..Model::default() }
    }

    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    fn mail(&mut self, name: &'static str, count: i64) {
        *self.mails.entry(name).or_default() += count;
    }

    // What people do.

    pub fn open(&mut self, name: &str, vendor: usize, theirs: bool, due: NaiveDate, finding: Option<&str>) {
        let task = Task {
            vendor,
            theirs,
            due,
            stage: "open",
            moved: Vec::new(),
            verified: None,
            finding: finding.map(ToString::to_string),
            touched: self.now,
        };
        self.tasks.insert(name.to_string(), task);
        if theirs {
            self.mail("action_assigned", 1);
        }
    }

    pub fn find(&mut self, name: &str, vendor: usize, severity: &'static str) {
        let (opened, touched) = (self.today(), self.now);
        self.findings.insert(name.to_string(), Finding { vendor, severity, opened, closed: None, touched });
    }

    pub fn close(&mut self, finding: &str) {
        self.findings.get_mut(finding).unwrap().closed = Some(self.today());
    }

    /// The task comes to another stage; who has to know is mailed.
    pub fn set(&mut self, name: &str, stage: &'static str) {
        let (today, now) = (self.today(), self.now);
        let task = self.tasks.get_mut(name).unwrap();
        (task.stage, task.touched) = (stage, now);
        if stage == "verified" {
            task.verified = Some(today);
            // Three, six or nine months later, by tier.
            let due = today + Months::new([3, 6, 9][task.vendor]);
            self.checks.insert(name.to_string(), Check { theirs: task.theirs, due, made: false });
        }
        match stage {
            "reported_done" => self.mail("action_reported", 1),
            "verified" => self.mail("action_verified", 1),
            _ => {}
        }
    }

    pub fn postpone(&mut self, name: &str, due: NaiveDate) {
        let (today, now) = (self.today(), self.now);
        let task = self.tasks.get_mut(name).unwrap();
        (task.due, task.touched) = (due, now);
        task.moved.push(today);
    }

    /// A third move waits for a step of the ladder.
    pub fn may_postpone(&self, name: &str) -> bool {
        self.tasks[name].moved.len() < 2
    }

    pub fn escalate(&mut self, of: &str, cause: &'static str) {
        self.escalations.insert((of.to_string(), cause, self.today(), None));
    }

    pub fn settle(&mut self, of: &str) {
        let open = self.escalations.iter().find(|(what, _, _, closed)| what == of && closed.is_none()).unwrap().clone();
        self.escalations.remove(&open);
        self.escalations.insert((open.0, open.1, open.2, Some(self.today())));
    }

    /// A step of the ladder with a day; the vendor gets a letter.
    pub fn decide(&mut self, of: &str, due: NaiveDate) {
        self.steps.push((of.to_string(), due));
        self.mail("escalation_letter", 1);
    }

    /// Somebody has looked whether the task still works, and it does.
    pub fn look_again(&mut self, task: &str) {
        self.checks.get_mut(task).unwrap().made = true;
    }

    /// An activity of a plan has been done.
    pub fn fulfil(&mut self, activity: &str) {
        self.activities.iter_mut().find(|one| one.name() == activity).unwrap().done = true;
    }

    fn is_escalated(&self, of: &str) -> bool {
        self.escalations.iter().any(|(what, _, _, closed)| what == of && closed.is_none())
    }

    // Meetings.

    fn of(&self, vendor: usize) -> impl Iterator<Item = &Meeting> {
        self.meetings.iter().filter(move |meeting| meeting.vendor == vendor)
    }

    /// The place of the vendor's meeting that is still to come.
    pub fn next(&self, vendor: usize) -> usize {
        self.meetings.iter().position(|meeting| meeting.vendor == vendor && !meeting.locked).unwrap()
    }

    fn open_tasks(&self, vendor: usize) -> BTreeSet<String> {
        let theirs = self.tasks.iter().filter(|(_, task)| task.vendor == vendor && task.is_open());
        theirs.map(|(name, _)| name.clone()).collect()
    }

    fn open_decisions(&self, vendor: usize) -> BTreeSet<String> {
        let theirs = self.decisions.iter().filter(|(_, decision)| decision.vendor == vendor && decision.is_open);
        theirs.map(|(text, _)| text.clone()).collect()
    }

    /// What is open, and every open finding that no earlier meeting has had, comes onto the agenda; nothing is taken away.
    fn bring_in(&mut self, place: usize) {
        let vendor = self.meetings[place].vendor;
        let had: BTreeSet<&String> = self.of(vendor).filter(|m| m.locked).flat_map(|m| &m.findings).collect();
        let open = self.findings.iter().filter(|(_, finding)| finding.vendor == vendor && finding.closed.is_none());
        let found: Vec<String> = open.map(|(name, _)| name.clone()).filter(|name| !had.contains(name)).collect();
        let (tasks, decisions) = (self.open_tasks(vendor), self.open_decisions(vendor));
        let meeting = &mut self.meetings[place];
        meeting.findings.extend(found);
        meeting.tasks.extend(tasks);
        meeting.decisions.extend(decisions);
    }

    /// A planned meeting, with everything that is open on its agenda.
    pub fn plan(&mut self, vendor: usize, number: i32, on: NaiveDate) {
        self.meetings.push(Meeting {
            vendor,
            number,
            on,
            called_off: false,
            locked: false,
            tasks: BTreeSet::new(),
            decisions: BTreeSet::new(),
            findings: BTreeSet::new(),
            record: BTreeMap::new(),
            decided: 0,
        });
        self.bring_in(self.meetings.len() - 1);
    }

    /// An invitation to a day reaches the manager and the vendor's person, with the agenda as it stands that day.
    pub fn call(&mut self, vendor: usize, on: NaiveDate) {
        let place = self.next(vendor);
        self.meetings[place].on = on;
        self.meetings[place].called_off = false;
        self.bring_in(place);
        self.mail("dialogue_call", 2);
    }

    /// Called off once more; the second time in a row is a finding of its own, whose name is given, and an escalation.
    pub fn call_off(&mut self, vendor: usize) -> Option<String> {
        let place = self.next(vendor);
        self.meetings[place].called_off = true;
        self.mail("dialogue_call", 2);
        self.cancelled_in_row[vendor] += 1;
        if self.cancelled_in_row[vendor] < 2 {
            return None;
        }
        let (meeting, finding) = (self.meetings[place].name(), format!("{} ställer in", VENDORS[vendor]));
        self.find(&finding, vendor, "high");
        self.escalate(&meeting, "cancelled_meetings");
        Some(finding)
    }

    /// The meeting begins: what has come since it was planned comes onto its agenda.
    pub fn begin(&mut self, vendor: usize) {
        self.bring_in(self.next(vendor));
    }

    /// A task agreed at the meeting stands on its agenda.
    pub fn agree(&mut self, name: &str, vendor: usize, due: NaiveDate) {
        self.open(name, vendor, true, due, None);
        let place = self.next(vendor);
        self.meetings[place].tasks.insert(name.to_string());
    }

    /// Everything has been gone through, the minutes are locked, and the next meeting is planned.
    pub fn lock(&mut self, vendor: usize, decided: Option<&str>, next: NaiveDate) {
        let place = self.next(vendor);
        let number = self.meetings[place].number;
        let tasks = self.meetings[place].tasks.iter();
        let record: BTreeMap<String, Line> =
            tasks.map(|name| (name.clone(), self.line(vendor, number, name))).collect();
        let (tasks, findings) = (self.meetings[place].tasks.clone(), self.meetings[place].findings.clone());
        for name in tasks {
            self.tasks.get_mut(&name).unwrap().touched = self.now;
        }
        for name in findings {
            self.findings.get_mut(&name).unwrap().touched = self.now;
        }
        let meeting = &mut self.meetings[place];
        (meeting.locked, meeting.record) = (true, record);
        if let Some(text) = decided {
            meeting.decided = 1;
            self.decisions.insert(text.to_string(), Decision { vendor, is_open: true });
        }
        self.cancelled_in_row[vendor] = 0;
        if vendor == 0 {
            self.mail("minutes", 2);
        }
        self.plan(vendor, number + 1, next);
    }

    fn line(&self, vendor: usize, number: i32, name: &str) -> Line {
        let task = &self.tasks[name];
        let earlier = self.of(vendor).filter(|m| m.number < number && m.tasks.contains(name)).count();
        let before = self.of(vendor).find(|m| m.number == number - 1).and_then(|m| m.record.get(name));
        let mut changes = Vec::new();
        match before {
            None => changes.push("new".to_string()),
            Some(before) => {
                if before.stage != task.stage {
                    changes.push("status".to_string());
                }
                if before.due != task.due {
                    changes.push("due_on".to_string());
                }
            }
        }
        Line {
            stage: task.stage.to_string(),
            due: task.due,
            slips: task.moved.len() as i32,
            age: earlier as u32 + 1,
            changes,
        }
    }

    // What time does.

    /// The worker is at work; between 20 and 07 nobody is mailed. Gives who is reminded of what.
    pub fn work(&mut self, awake: bool) -> BTreeSet<Told> {
        self.bring_in_what_is_new();
        self.escalate_untouched();
        self.tell_of_skipped();
        let (today, figures) = (self.today(), self.figures());
        self.days.entry(today).or_insert(figures);
        let told = self.remind();
        if awake {
            let waiting = std::mem::take(&mut self.waiting);
            // Whoever has had the day's mail waits for the next day's.
            self.waiting = waiting.into_iter().filter(|who| !self.digests.insert((today, who.clone()))).collect();
        }
        told
    }

    /// The agenda of each meeting of the next seven days is brought up to date.
    fn bring_in_what_is_new(&mut self) {
        let near = self.today()..=self.today() + Duration::days(7);
        for place in 0..self.meetings.len() {
            if !self.meetings[place].locked && near.contains(&self.meetings[place].on) {
                self.bring_in(place);
            }
        }
    }

    /// What is critical or high, and nobody has touched for 7 or 14 days. A finding waits for its tasks.
    fn escalate_untouched(&mut self) {
        let patience = |severity: &str| match severity {
            "critical" => Some(Duration::days(7)),
            "high" => Some(Duration::days(14)),
            _ => None,
        };
        let mut due = Vec::new();
        for (name, finding) in self.findings.iter().filter(|(_, finding)| finding.closed.is_none()) {
            let Some(patience) = patience(finding.severity) else { continue };
            let tasks: Vec<(&String, &Task)> =
                self.tasks.iter().filter(|(_, t)| t.finding.as_ref() == Some(name) && t.is_open()).collect();
            let left = tasks.iter().filter(|(_, task)| task.is_working() && self.now - task.touched >= patience);
            due.extend(left.map(|(task, _)| (*task).clone()));
            // Meetings that were called off are escalated by themselves.
            let is_met = name.ends_with(" ställer in");
            if tasks.is_empty() && !is_met && self.now - finding.touched >= patience {
                due.push(name.clone());
            }
        }
        for name in due {
            if !self.is_escalated(&name) {
                self.escalate(&name, "untouched");
                self.mail("escalation_opened", 1);
            }
        }
    }

    /// A meeting that was to be held in a month that has passed: told once for each month, twice at the most; the second
    /// time it is escalated, unless it or its vendor is already.
    fn tell_of_skipped(&mut self) {
        let this = month(self.today());
        let late = self.meetings.iter().filter(|meeting| !meeting.locked && meeting.month() < this);
        let late: Vec<(usize, (String, i32, i32))> = late
            .map(|meeting| (meeting.vendor, (meeting.name(), meeting.month(), (this - meeting.month()).min(2))))
            .collect();
        let news: Vec<(usize, (String, i32, i32))> =
            late.into_iter().filter(|(_, step)| self.skipped.insert(step.clone())).collect();
        if !news.is_empty() {
            self.mail("dialogue_skipped", 1);
        }
        for (vendor, (name, ..)) in news.into_iter().filter(|(_, (.., level))| *level == 2) {
            let of_vendor: BTreeSet<String> = self.of(vendor).map(Meeting::name).collect();
            let is_known = self.escalations.iter().any(|(what, cause, _, closed)| {
                closed.is_none() && (*what == name || *cause == "skipped_meeting" && of_vendor.contains(what))
            });
            if !is_known {
                self.escalate(&name, "skipped_meeting");
                self.mail("escalation_opened", 1);
            }
        }
    }

    /// Reminders of tasks that are to be done, a week before, on the day and a week after; and of meetings, a week and a
    /// day before. The vendor first, the region from the day on; nobody of a meeting that is called off. Of what the
    /// follow-up itself has to do, the region alone.
    fn remind(&mut self) -> BTreeSet<Told> {
        let today = self.today();
        let mut all = BTreeSet::new();
        for (name, task) in self.tasks.iter().filter(|(_, task)| task.is_working()) {
            let Some(step) = step(&[-7, 0, 7], task.due, today) else { continue };
            let people = match (task.theirs, step) {
                (true, -7) => vec![VENDORS[task.vendor]],
                (true, _) => vec![VENDORS[task.vendor], OFFICER],
                (false, _) => vec![MANAGER],
            };
            all.extend(people.into_iter().map(|who| (name.clone(), task.due, step, who.to_string())));
        }
        for meeting in self.meetings.iter().filter(|meeting| !meeting.locked && !meeting.called_off) {
            let Some(step) = step(&[-7, -1], meeting.on, today) else { continue };
            let people = [VENDORS[meeting.vendor], MANAGER];
            all.extend(people.map(|who| (meeting.name(), meeting.on, step, who.to_string())));
        }
        all.extend(self.remind_of_follow_up());
        let told: BTreeSet<Told> = all.difference(&self.told).cloned().collect();
        self.waiting.extend(told.iter().map(|(.., who)| who.clone()));
        self.told.extend(told.iter().cloned());
        told
    }

    /// Checks of effect and steps of the ladder a week before, on the day and a week after; activities of the plans two
    /// weeks before instead. The manager does them, but never checks a task of her own; a month that has a meeting is
    /// reminded of by the meeting.
    fn remind_of_follow_up(&self) -> Vec<Told> {
        let today = self.today();
        let mut all = Vec::new();
        for (task, check) in self.checks.iter().filter(|(_, check)| !check.made) {
            let Some(step) = step(&[-7, 0, 7], check.due, today) else { continue };
            let who = if check.theirs { MANAGER } else { OFFICER };
            all.push((format!("Kontroll av {task}"), check.due, step, who.to_string()));
        }
        for (of, due) in self.steps.iter().filter(|(of, _)| self.is_escalated(of)) {
            let Some(step) = step(&[-7, 0, 7], *due, today) else { continue };
            all.push((format!("Eskalering av {of}"), *due, step, MANAGER.to_string()));
        }
        for activity in self.activities.iter().filter(|activity| !activity.done) {
            let Some(step) = step(&[-14, 0, 7], activity.due, today) else { continue };
            let is_met = self.of(activity.vendor).any(|meeting| meeting.month() == month(activity.due));
            if activity.kind != "dialogue" || !is_met {
                all.push((activity.name(), activity.due, step, MANAGER.to_string()));
            }
        }
        all
    }

    // What the reports say.

    pub fn figures(&self) -> Figures {
        let today = self.today();
        let back = |months| today.checked_sub_months(Months::new(months)).unwrap();
        let (month, year) = (back(1), back(12));
        let tasks = |is: &dyn Fn(&Task) -> bool| self.tasks.values().filter(|task| is(task)).count() as i64;
        let findings = |is: &dyn Fn(&Finding) -> bool| self.findings.values().filter(|f| is(f)).count() as i64;
        let meetings = |is: &dyn Fn(&Meeting) -> bool| {
            let of_year = self.meetings.iter().filter(|meeting| meeting.on >= year && meeting.on <= today);
            of_year.filter(|meeting| is(meeting)).count() as i64
        };
        let moves =
            |since: NaiveDate| self.tasks.values().flat_map(|t| &t.moved).filter(|on| **on >= since).count() as i64;
        let closed = |since: NaiveDate| findings(&|finding| finding.closed.is_some_and(|on| on >= since));
        let quiet = self.of(0).all(|m| !m.locked || today - m.on > Duration::days(92));
        let first_day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        BTreeMap::from([
            ("open_actions", tasks(&Task::is_open)),
            ("overdue_actions", tasks(&|task| task.is_working() && task.due < today)),
            ("slipped_actions", tasks(&|task| task.is_open() && task.moved.len() >= 2)),
            ("verified_actions", tasks(&|task| task.verified.is_some_and(|on| on >= month))),
            ("moved_dates", moves(month)),
            ("slips", moves(year)),
            ("open_findings", findings(&|finding| finding.closed.is_none())),
            ("critical_findings", findings(&|f| f.closed.is_none() && f.severity == "critical")),
            ("new_findings", findings(&|finding| finding.opened >= month)),
            ("closed_findings", closed(month)),
            ("closed_in_year", closed(year)),
            ("planned_dialogues", meetings(&|_| true)),
            ("held_dialogues", meetings(&|meeting| meeting.locked)),
            ("missed_dialogues", meetings(&|meeting| !meeting.locked && meeting.on < today)),
            ("locked_minutes", meetings(&|meeting| meeting.locked && meeting.on >= month)),
            ("quiet_vendors", i64::from(quiet)),
            ("new_vendors", if first_day >= month { 3 } else { 0 }),
        ])
    }

    /// The figures of the latest counted day of those a month ago, or up to a week before.
    pub fn month_ago(&self) -> Option<(NaiveDate, &Figures)> {
        let then = self.today().checked_sub_months(Months::new(1)).unwrap();
        let found = self.days.range(then - Duration::days(7)..=then).next_back();
        found.map(|(day, figures)| (*day, figures))
    }

    /// Planned, held, locked, waiting and missing dialogues of the month of a day. No plan asks for more than was called to.
    pub fn month_of(&self, day: NaiveDate) -> [i64; 5] {
        let of_month: Vec<&Meeting> = self.meetings.iter().filter(|meeting| meeting.month() == month(day)).collect();
        let held = of_month.iter().filter(|meeting| meeting.locked).count() as i64;
        let planned = of_month.len() as i64;
        [planned, held, held, planned - held, 0]
    }
}
