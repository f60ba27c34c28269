//! The story, told by turning the calendar from three months ago to this morning.

use super::people::{self, Who};
use super::{
    answering, assessments, categorisation, chains, clause_library, contract_depth, coverage, duplicates, follow_up,
    frameworks, incidents, ladder, meetings, minutes, notices, overview, passports, plans, question_sets, records,
    register, reviewing, reviews, risks, services, subcontracts, vendor_depth,
};
use crate::base::clock::{ZONE, swedish_date};
use crate::base::{Period, Refusal, Result};
use crate::kit::{App, Ctx, TourStop};
use crate::platform::db::Db;
use crate::platform::mail::Mailer;
use crate::shell::worker;
use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, TimeZone, Utc};

pub struct Story<'a> {
    pub app: &'a App,
    pub today: NaiveDate,
    mailer: Mailer,
    real_now: DateTime<Utc>,
}

impl Story<'_> {
    pub fn now(&self) -> DateTime<Utc> {
        self.app.clock.now()
    }

    /// A day of the month `months` from now, never later than today.
    pub fn day(&self, months: i32, day: u32) -> NaiveDate {
        let first = Period::of(self.today).plus(months).first_day();
        first.with_day(day).unwrap_or(first).min(self.today)
    }

    /// Turns the calendar to `date`, at `hour` in Sweden.
    pub fn turn_to(&self, date: NaiveDate, hour: u32) -> Result<()> {
        let local = date.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default());
        let target = ZONE.from_local_datetime(&local).earliest().ok_or_else(|| Refusal::fault("no such time"))?;
        self.app.clock.advance(target.to_utc() - self.now());
        Ok(())
    }

    /// One use case by one person, now.
    pub fn act<T>(&self, who: &Who, work: impl FnOnce(&mut Db, &Ctx) -> Result<T>) -> Result<T> {
        let ctx = who.ctx(self);
        self.app.db.write_now(|c| work(c, &ctx))
    }

    /// Lets the worker send what is waiting, at the story's own time.
    pub fn post(&self) -> Result<()> {
        worker::drain(self.app, Some(&self.mailer)).map(drop)
    }
}

/// Tells the story and gives the stops of the tour through it.
pub fn tell(app: &mut App) -> Result<Vec<TourStop>> {
    let real_now = app.clock.now();
    let story = Story {
        app,
        today: swedish_date(real_now),
        mailer: Mailer::kept_in_the_demo("Tillit <tillit@demo.example>")?,
        real_now,
    };
    story.turn_to(story.day(-3, 4), 8)?;
    let people = people::arrive(&story)?;
    records::say_numbers(&story, &people)?;
    let register = register::fill(&story, &people)?;
    let declared = chains::declare(&story, &people, &register)?;
    let assessments = assessments::send_and_answer(&story, &people, &register)?;
    let follow_up = follow_up::hold(&story, &people, &register, &assessments)?;
    story.app.clock.advance(story.real_now - story.now() + Duration::seconds(0));
    minutes::approve(&story, &people, &follow_up.locked)?;
    let storage = chains::discover(&story, &people, &register, &declared)?;
    chains::ask(&story, &people, &declared)?;
    let incident = incidents::happen(&story, &people, &storage)?;
    incidents::tell(&story, &people, &incident)?;
    let platform = services::come_to_light(&story, &people, &register)?;
    let reviewed = reviews::go_through(&story, &people, &platform)?;
    let draft = categorisation::tier(&story, &people, &register)?;
    duplicates::happen(&story, &people)?;
    vendor_depth::fill(&story, &people, &register)?;
    passports::show(&story, &people, &register, &assessments.to_review)?;
    contract_depth::deepen(&story, &people, &register)?;
    let subcontract = subcontracts::apply(&story, &people, &register)?;
    let gaps = clause_library::fill(&story, &people, &register)?;
    let risk = risks::weigh(&story, &people, &register, &follow_up.shared_storage)?;
    let again = answering::again(&story, &people, &register)?;
    let proof = coverage::show(&story, &people, &register)?;
    let looked = reviewing::look_closer(&story, &people, &assessments, &register.vidlyssna.id)?;
    let plan = plans::decide(&story, &people, &looked, &register.vidlyssna.id)?;
    let own = frameworks::set_up(&story, &people)?;
    let set = question_sets::ask(&story, &people, &register)?;
    let climbed = ladder::climb(&story, &people, &follow_up.shared_storage)?;
    let asked = records::keep(&story, &people, &register, &follow_up.locked)?;
    meetings::prepare(&story, &people, &register, &follow_up)?;
    overview::show(&story, &people)?;
    notices::arrive(&story, &people)?;
    story.post()?;
    let stop = |key: &'static str, email: &'static str, who: &Who, href: String| TourStop {
        key,
        email,
        person: who.person.name.clone(),
        href,
    };
    let eva = "eva.bjork@almea.example";
    let mut stops = vec![
        stop("start", eva, &people.eva, "/start".to_string()),
        stop("dialogue", eva, &people.eva, format!("/dialogues/{}", follow_up.today)),
        stop("minutes", eva, &people.eva, format!("/dialogues/{}", follow_up.locked)),
        stop("tier", eva, &people.eva, format!("/vendors/{}/categorise", register.vidlyssna.id)),
        stop("clauses", eva, &people.eva, format!("/contracts/{}/clauses", register.call_line.id)),
        stop("library", eva, &people.eva, format!("/contracts/{gaps}/gaps")),
        stop("portal", "lena.sjo@vidlyssna.example", &people.lena, "/portal".to_string()),
        stop("review", "omar.haddad@almea.example", &people.omar, format!("/assessments/{}", assessments.to_review)),
        stop("chain", "omar.haddad@almea.example", &people.omar, format!("/findings/{}", follow_up.shared_storage)),
        stop("platform", "sara.holm@lindvik.example", &people.sara, format!("/findings/{}", follow_up.platform)),
        stop("storage", eva, &people.eva, format!("/chains/nodes/{storage}")),
        stop("duplicates", eva, &people.eva, "/vendors/duplicates".to_string()),
        stop("depth", eva, &people.eva, format!("/vendors/{}?tab=certificates", register.vidlyssna.id)),
        stop("subcontract", eva, &people.eva, format!("/subcontracts/{subcontract}")),
        stop("model", "omar.haddad@almea.example", &people.omar, format!("/tiering-models/{draft}/dry-run")),
        stop("incident", "omar.haddad@almea.example", &people.omar, format!("/incidents/{incident}")),
        stop("services", "jonas.akerman@lindvik.example", &people.jonas, format!("/platforms/{platform}")),
        stop("risk", "omar.haddad@almea.example", &people.omar, format!("/risks/{risk}")),
        stop("coverage", "gunilla.ros@almea.example", &people.gunilla, proof),
        stop("import", eva, &people.eva, "/imports/new".to_string()),
        stop("audit", "gunilla.ros@almea.example", &people.gunilla, "/audit".to_string()),
    ];
    let eva_again = (eva, &people.eva);
    stops.push(stop("vendor_review", eva_again.0, eva_again.1, format!("/reviews/{looked}")));
    stops.push(stop("plan", eva_again.0, eva_again.1, format!("/plans/{plan}")));
    let omar = ("omar.haddad@almea.example", &people.omar);
    stops.push(stop("question_sets", omar.0, omar.1, format!("/question-set-versions/{set}/preview?tier=2")));
    let sara = ("sara.holm@lindvik.example", &people.sara);
    stops.push(stop("reviews", sara.0, sara.1, format!("/service-campaigns/{}", reviewed.campaign)));
    let jonas = ("jonas.akerman@lindvik.example", &people.jonas);
    let omar = ("omar.haddad@almea.example", &people.omar);
    stops.push(stop("passport", omar.0, omar.1, format!("/vendors/{}/passport", register.arkivhyllan.id)));
    stops.push(stop("spot_check", jonas.0, jonas.1, format!("/spot-checks/{}", reviewed.check)));
    let lena = ("lena.sjo@vidlyssna.example", &people.lena);
    stops.push(stop("again", lena.0, lena.1, format!("/portal/assessments/{again}")));
    let omar = ("omar.haddad@almea.example", &people.omar);
    stops.push(stop("frameworks", omar.0, omar.1, format!("/frameworks/{own}/mapping/iso27001-2022")));
    stops.push(stop("own_isms", omar.0, omar.1, "/own-isms".to_string()));
    stops.push(stop("notices", eva_again.0, eva_again.1, "/notices".to_string()));
    stops.push(stop("ladder", eva, &people.eva, format!("/escalations/{climbed}")));
    stops.push(stop("overview", omar.0, omar.1, "/overview".to_string()));
    let maria = ("maria.kron@almea.example", &people.maria);
    stops.push(stop("records", maria.0, maria.1, format!("/disclosures/{asked}")));
    let eva = ("eva.bjork@almea.example", &people.eva);
    stops.push(stop("meetings", eva.0, eva.1, format!("/dialogues/{}/prepare", follow_up.today)));
    Ok(stops)
}
