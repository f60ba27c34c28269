// Acceptance story 3: the monthly meeting with a vendor of tier 1, in 30 minutes including the approval of its minutes.
// Both sides prepare, the meeting goes through every item, the minutes are locked, and each side approves them on its own
// page. A plain model of a person's time is added up for both sides, from the first page that anybody opens to the diary
// number; what is only tried here to see it refused costs nothing.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { evidence } from "./support/files.mjs";
import { Inspector } from "./support/inspector.mjs";
import { Mailbox } from "./support/mailbox.mjs";
import { Person, openChromium } from "./support/person.mjs";
import { Service } from "./support/service.mjs";

// The model, in seconds: a click (also a choice among cards, a tick, a fold, a link in a mail), a field that is written
// or chosen from a list, a page that is read. Every page counts alike, the shared screen once: both sides look at it.
const CLICK = 5;
const FIELD = 10;
const PAGE = 20;
const MOST_SECONDS = 30 * 60;

const ID = "[0-9a-f]{8}-[0-9a-f-]{27}";
const PASSWORD = "Blå cykel vid Ältens strand 7";
const EVA = { name: "Eva Björk", email: "eva.bjork@almea.example" };
const OMAR = { name: "Omar Haddad", email: "omar.haddad@almea.example" };
const SARA = { name: "Sara Lind", email: "sara.lind@vidlyssna.example" };
const VENDOR = "Vidlyssna Vårdlinje AB";
const CONTRACT = "ALM-2024-017";
const SECRET = "Bara för oss i regionen";
/// Longer than any month, so that the next meeting never falls in the month of the last.
const MONTH = 31;

const DONE = { title: "Stäng lagringsytan mot internet", responsible: "vendor", due: 25 };
const LATE = { title: "Inför återläsning av säkerhetskopior", responsible: "vendor", due: 20 };
const OURS = { title: "Lämna listan över behöriga", responsible: "region", due: 60 };
const NEW = "Visa gallringen av inspelningar";
const PROPOSED = "Ny driftleverantör i mars";
const DECIDED = "Loggarna ska sparas i tolv månader.";
const DECIDED_NOW = "Loggningen granskas på plats.";
const REPORTED = "Stängd, se beslutet.";
const ANSWERED = "Utrustningen kommer i februari.";

const day = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });
/// As it is compared with what a PDF says, where words are broken over lines.
const squash = (text) => text.replace(/[\s\u00a0\u00ad\u200b\u2060-]+/g, "");

test("story 3: the monthly meeting in 30 minutes, approved by both sides", { timeout: 1_200_000 }, async (t) => {
  const box = await Mailbox.open();
  const service = await Service.prepare(box.url);
  const browser = await openChromium();
  const world = { box, service, browser, watch: new Stopwatch() };
  if (!process.env.E2E_NO_INSPECTION) world.inspector = new Inspector();
  try {
    for (const [name, work] of STAGES) {
      let passed = false;
      await t.test(name, async () => {
        world.watch.stage = name;
        await work(world);
        passed = true;
      });
      if (!passed) throw new Error(`stopped after: ${name}`);
    }
    for (const line of world.watch.lines()) t.diagnostic(line);
    assert.deepEqual([world.eva, world.sara].flatMap((person) => person?.complaints ?? []), []);
    if (world.inspector) await t.test("every page is accessible in both languages, light and dark", () => assert.deepEqual(world.inspector.faults, []));
  } finally {
    await browser.close();
    await service.clear();
    await box.close();
  }
});

const STAGES = [
  ["a vendor of tier 1 whose last month's meeting left three actions and a decision", prepare],
  ["both sides are called, with a calendar file", call],
  ["the vendor prepares: reports an action, answers for another, proposes an item", vendorPrepares],
  ["the region prepares, and takes the proposal onto the agenda", regionPrepares],
  ["the meeting begins, with a quorum and everything that is open", begin],
  ["no lock while an action or information security is untouched", tooEarly],
  ["every item of the agenda is gone through", meet],
  ["the minutes are locked and sent for approval", lock],
  ["the vendor reads what it approves, and approves", vendorApproves],
  ["the minutes are approved by both and get their diary number", register],
  ["all of it took less than thirty minutes", inTime],
  ["nothing that is open slips past: the next month has it all", next],
];

/// Adds up what the people of both sides do while it is running, which it never is while `aside` works.
class Stopwatch {
  constructor() {
    Object.assign(this, { running: false, stage: "", entries: [] });
  }

  add(side, seconds, what) {
    if (this.running) this.entries.push({ side, seconds, what, stage: this.stage });
  }

  /// What no person would do on the way: it costs nothing.
  async aside(work) {
    this.running = false;
    try {
      return await work();
    } finally {
      this.running = true;
    }
  }

  seconds(side, stage) {
    const counted = this.entries.filter((one) => (!side || one.side === side) && (!stage || one.stage === stage));
    return counted.reduce((sum, one) => sum + one.seconds, 0);
  }

  lines() {
    const whole = (side, stage) => {
      const minutes = (this.seconds(side, stage) / 60).toFixed(1);
      const count = (what) => this.entries.filter((one) => one.what === what && (!side || one.side === side) && (!stage || one.stage === stage)).length;
      return `${minutes} min (${count("page")} pages, ${count("field")} fields, ${count("click")} clicks)`;
    };
    const stages = [...new Set(this.entries.map((one) => one.stage))];
    return [...stages.map((stage) => `${whole(null, stage)}: ${stage}`), `region: ${whole("region")}`, `vendor: ${whole("vendor")}`, `both: ${whole()}`];
  }
}

/// A person whose clicks, fields and pages are counted; the inspector's own are not.
function timed(person, watch, side) {
  const own = Person.prototype;
  let counting = true;
  const count = (seconds, what, times = 1) => {
    for (let n = 0; counting && n < times; n += 1) watch.add(side, seconds, what);
  };
  person.open = (path) => {
    count(CLICK, "click");
    return own.open.call(person, path);
  };
  person.look = async () => {
    count(PAGE, "page");
    counting = false;
    try {
      await own.look.call(person);
    } finally {
      counting = true;
    }
  };
  person.unfold = async (form) => {
    count(CLICK, "click", await form.locator("xpath=ancestor::details[not(@open)]").count());
    await own.unfold.call(person, form);
  };
  person.fill = async (form, fields) => {
    await own.fill.call(person, form, fields);
    for (const name of Object.keys(fields)) {
      const type = await form.locator(`[name="${name}"]`).and(form.locator(":not([type=hidden])")).first().evaluate((e) => e.type);
      if (["radio", "checkbox"].includes(type)) count(CLICK, "click");
      else count(FIELD, "field");
    }
  };
  // Where a dialog asks, saying yes is a click more.
  person.pressQuietly = async (button) => {
    count(CLICK, "click", (await button.getAttribute("data-confirm")) ? 2 : 1);
    await own.pressQuietly.call(person, button);
  };
  return person;
}

async function arrive(world, name, link, side) {
  const person = await Person.at(world.browser, world.service.base, { name, scripts: true, inspector: world.inspector });
  if (side) timed(person, world.watch, side);
  await person.open(link);
  await person.send("/invitation/", { password: PASSWORD, repeat: PASSWORD });
  return person;
}

const invitation = (mail) => /https?:\/\/\S+\/invitation\/\S+/.exec(mail.text)[0];

async function prepare(world) {
  const { service, box } = world;
  const said = await service.command("setup", "--organisation", "Region Almeå", "--org-number", "232100-0016", "--kind", "region", "--admin", "anna.admin@almea.example");
  await service.start();
  const admin = await arrive({ ...world, inspector: undefined }, "Anna Admin", /https?:\/\/\S+/.exec(said)[0]);
  await admin.open("/users/new");
  await admin.send("/users", { ...EVA, role: "contract_manager", language: "sv" });
  world.eva = await arrive(world, EVA.name, invitation(await box.take(EVA.email, /./)), "region");
  const token = (await service.command("token", "create", "--email", EVA.email, "--role", "contract_manager")).trim().split("\n").pop();
  world.api = async (method, path, body, version) => {
    const headers = { authorization: `Bearer ${token}`, ...(body ? { "content-type": "application/json" } : {}), ...(version === undefined ? {} : { "if-match": `"${version}"` }) };
    const answer = await fetch(`${service.base}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  const { api } = world;
  const me = await api("GET", "/me");
  const vendor = await api("POST", "/vendors", { legal_name: VENDOR, kind: "care_provider", country: "SE", status: "active", internal_note: SECRET });
  await api("POST", `/vendors/${vendor.id}/categorisations`, { data_class: 3, data_subjects: 4, criticality: 4, access: 2, chain: 2, substitution: 3 });
  const contract = await api("POST", "/contracts", { vendor_id: vendor.id, reference: CONTRACT, title: "Sjukvårdsrådgivning per telefon", manager_id: me.person_id, internal_note: SECRET });
  await api("POST", `/vendors/${vendor.id}/invitations`, { ...SARA, role: "vendor_admin" });
  world.sara = await arrive(world, SARA.name, invitation(await box.take(SARA.email, /./)), "vendor");
  const finding = await api("POST", "/findings", { vendor_id: vendor.id, contract_id: contract.id, title: "Granskningen visade en öppen lagringsyta", severity: "medium" });
  world.actions = {};
  for (const { title, responsible, due } of [DONE, LATE, OURS]) {
    const action = await api("POST", "/actions", { vendor_id: vendor.id, contract_id: contract.id, finding_id: finding.id, title, responsible, due_on: day(due), internal_note: SECRET });
    world.actions[title] = action.id;
  }
  Object.assign(world, { vendor: vendor.id, contract: contract.id });
  await lastMonth(world);
}

/// Last month's meeting, as a program would hold it. It plans the one that this story is about.
async function lastMonth(world) {
  const { api, contract, box } = world;
  const first = await api("POST", "/dialogues", { contract_id: contract, held_on: day(0) });
  const there = { present: true, receives_minutes: true };
  const participants = [
    { side: "region", ...EVA, duty: "Avtalsansvarig", ...there },
    { side: "region", ...OMAR, duty: "Informationssäkerhetssamordnare", ...there },
    { side: "vendor", ...SARA, duty: "Verksamhetschef", ...there },
  ];
  await api("PATCH", `/dialogues/${first.id}`, { minute_checker: SARA.name, participants, status: "held" }, first.version);
  const { items } = await api("GET", `/dialogues/${first.id}/agenda`);
  for (const item of items) {
    const isLogs = item.kind === "standing" && item.section === 6;
    const said = isLogs ? { status: "decided", decision: DECIDED } : { status: "taken_up" };
    await api("PUT", `/dialogues/${first.id}/items/${item.id}`, said, item.version);
  }
  const { next_id: id } = await api("POST", `/dialogues/${first.id}/lock`, { next_on: day(MONTH) });
  assert.match(id, new RegExp(`^${ID}$`));
  world.dialogue = `/dialogues/${id}`;
  for (const { email } of [EVA, OMAR, SARA]) await box.take(email, /Protokoll från/);
}

async function call(world) {
  const { api, dialogue, box, service } = world;
  const { version } = await api("GET", dialogue);
  await api("POST", `${dialogue}/calls`, { held_on: day(MONTH), time: "09:00", place: "Videomöte" }, version);
  for (const { email } of [EVA, OMAR, SARA]) {
    const mail = await box.take(email, /Kallelse/);
    const file = mail.attachments.find((one) => one.name.endsWith(".ics"));
    assert.ok(file?.bytes.includes("BEGIN:VEVENT"), `${email}: ${mail.attachments.map((one) => one.name)}`);
    assert.ok(!file.bytes.includes(VENDOR) && !mail.text.includes(SECRET), mail.text);
    if (email === SARA.email) world.called = /https?:\/\/\S+\/portal\/dialogues\/[0-9a-f-]{36}/.exec(mail.text)?.[0];
  }
  assert.ok(world.called, "the vendor's call leads to its page");
  await service.restart(MONTH);
  world.watch.running = true;
}

async function vendorPrepares(world) {
  const { sara, actions, service, dialogue } = world;
  const portal = `/portal${dialogue}`;
  await sara.open(world.called);
  await sara.send("/sign-in", { email: SARA.email, password: PASSWORD });
  assert.equal(sara.path, portal);
  await sara.reads(DONE.title, LATE.title, OURS.title, "Åtgärdsplan");
  await sara.doesNotRead(SECRET);
  await sara.follow(`/portal/actions/${actions[DONE.title]}`);
  await sara.send("/report", { note: REPORTED, file: evidence(service.folder) });
  await sara.reads("Klarrapporterad", "beslut.pdf");
  await sara.follow("/portal/dialogues");
  await sara.follow(`${portal}/prepare`);
  const form = await sara.page.locator('section[id^="item-"]', { hasText: LATE.title }).locator("form").getAttribute("action");
  await sara.send(`form[action="${form}"]`, { answer: ANSWERED });
  assert.equal(await sara.page.locator(`form[action="${form}"] textarea`).inputValue(), ANSWERED);
  await sara.send("/proposals", { section: "changes", title: PROPOSED, explanation: "Vi flyttar driften." });
  await sara.reads(PROPOSED, "Väntar på svar");
}

async function regionPrepares(world) {
  const { eva, dialogue } = world;
  await eva.open("/");
  await eva.send("/sign-in", { email: EVA.email, password: PASSWORD });
  // The meeting is on the first screen, and so is what the vendor says is done.
  await eva.reads(VENDOR, DONE.title);
  await eva.follow(dialogue);
  await eva.reads(DONE.title, LATE.title, OURS.title, "öppen i 2 möten", DECIDED);
  await eva.follow(`${dialogue}/prepare`);
  await eva.reads("Försenade åtgärder", LATE.title, "Väntar på att verifieras", DONE.title, ANSWERED, PROPOSED, DECIDED);
  await eva.send("/accept");
  await eva.reads("Med på dagordningen");
  await eva.follow(dialogue);
  await eva.reads(PROPOSED);
}

async function begin(world) {
  const { eva, dialogue } = world;
  await eva.follow(`${dialogue}/attendance`);
  const place = await eva.page.locator(`input[type=hidden][name$="_name"][value="${OMAR.name}"]`).getAttribute("name");
  await eva.send("/attendance", { [place.replace("_name", "_attendance")]: "remote" });
  await eva.reads("Mötet är beslutsfört");
  await eva.follow(dialogue);
  await eva.send(`${dialogue}/start`);
  assert.match(eva.path, /\/meeting/);
}

/// What stands in the way is said, by name; the lock is refused.
async function tooEarly(world) {
  const { eva, dialogue, watch } = world;
  await watch.aside(async () => {
    await eva.open(`${dialogue}/close`);
    await eva.reads("Öppna åtgärder som inte är genomgångna", DONE.title, LATE.title, OURS.title, "Informationssäkerhet som inte är genomgången");
    await eva.send("/lock", {}, { refused: true });
    await eva.reads("3 öppna åtgärder har inte tagits upp", LATE.title);
    await eva.open(`${dialogue}/meeting`);
  });
}

/// What is done at an item before it is noted, and what is noted. What is not here has no news.
const NOTED = [
  [/^Öppnande/, { status: "taken_up" }],
  [new RegExp(`^Beslut .*: ${DECIDED}`), { note: "Gäller från januari.", status: "no_change" }, decisionIsCarried],
  [new RegExp(`^${DONE.title}`), { note: "Underlaget visades.", status: "taken_up" }, verify],
  [new RegExp(`^${LATE.title}`), { note: "Ny dag, se planen.", status: "taken_up" }, postpone],
  [new RegExp(`^${OURS.title}`), { note: "Lämnas i januari.", status: "no_change" }],
  [new RegExp(`^${PROPOSED}`), { note: "Ansökan kommer i portalen.", status: "taken_up" }],
  [/^Behörigheter och loggar/, { note: "Granskade den tolfte.", status: "taken_up" }],
  [/^Sårbarheter/, { note: "Inga nya fynd.", status: "no_change" }],
  [/^Beslut och eskalering/, { decision: DECIDED_NOW, status: "decided" }],
];

async function meet(world) {
  const { eva, dialogue } = world;
  const topic = async () => (await eva.page.locator(".meeting-topic").textContent()).trim();
  const seen = [];
  for (;;) {
    const title = await topic();
    assert.ok(!seen.includes(title) && seen.length < 60, `${title} came twice, after ${seen.join(" | ")}`);
    seen.push(title);
    // The screen is shared.
    await eva.doesNotRead(SECRET, "Kritisk");
    const [, said, before] = NOTED.find(([known]) => known.test(title)) ?? [null, { status: "no_change" }];
    await before?.(world);
    const isLast = (await eva.page.locator('a[rel="next"][data-meeting-link]').count()) === 0;
    await eva.send(`${dialogue}/items/`, said);
    if (isLast) break;
  }
  // The fourteen headings, the three actions, the decision that was carried here, and the vendor's own item.
  for (const [known] of NOTED) assert.ok(seen.some((title) => known.test(title)), `${known} was not on the agenda: ${seen.join(" | ")}`);
  assert.equal(seen.length, 14 + 3 + 1 + 1, seen.join(" | "));
  await eva.reads(`${seen.length} av ${seen.length}`, "Genomgånget");
  // The last thing is agreed on the spot.
  await eva.send('form[action$="/actions"]', { title: NEW });
  assert.equal(await topic(), NEW);
}

async function decisionIsCarried({ eva }) {
  await eva.reads("Beslut från tidigare möte", `${MONTH} dagar gammalt`);
}

async function verify({ eva }) {
  await eva.reads("Klarrapporterad med kommentaren", REPORTED);
  await eva.send("/verify", { effective: "yes", verify_note: "Beslutet är undertecknat." });
  await eva.reads("Verifierad");
}

async function postpone({ eva }) {
  await eva.reads("Leverantörens svar inför mötet", ANSWERED);
  await eva.send("/postpone", { due_on: day(MONTH + 45), reason: ANSWERED });
  await eva.reads("flyttad en gång", day(MONTH + 45));
}

async function lock(world) {
  const { eva, dialogue, box } = world;
  await eva.follow(`${dialogue}/close`);
  await eva.reads("ger ett möte varje månad", "3 personer får protokollet");
  await eva.send("/lock");
  world.sha256 = (await eva.said()).match(/[0-9a-f]{64}/)?.[0];
  assert.ok(world.sha256, await eva.said());
  await eva.reads("Mötet var beslutsfört", "På distans", "Nästa dialog är planerad");
  for (const { email } of [EVA, OMAR, SARA]) await box.take(email, /Protokoll från/);
  await eva.follow(`${dialogue}/minutes`);
  // One of each side is proposed, and nobody else.
  const proposed = await eva.page.locator("form[action$='/minutes/send'] label", { has: eva.page.locator("input:checked") }).allTextContents();
  assert.deepEqual(proposed.map((text) => text.split(",")[0].trim()).sort(), [EVA.name, SARA.name]);
  await eva.send("/minutes/send");
  await eva.reads("De som är utsedda läser och svarar", "Har inte svarat");
  await eva.send("/minutes/answer");
  await eva.reads("Godkänt", "Har inte svarat");
  await box.take(EVA.email, /Justera protokollet/);
}

async function vendorApproves(world) {
  const { sara, box, dialogue, sha256 } = world;
  const portal = `/portal${dialogue}`;
  const mail = await box.take(SARA.email, /Justera protokollet/);
  await sara.open(/https?:\/\/\S+\/portal\/dialogues\/\S+\/minutes/.exec(mail.text)[0]);
  await sara.reads("Du är utsedd att justera", sha256, EVA.name);
  await sara.follow(portal);
  await sara.reads(DONE.title, LATE.title, OURS.title, NEW, DECIDED_NOW, "Ansökan kommer i portalen.", sha256);
  await sara.doesNotRead(SECRET);
  await sara.follow(`${portal}/minutes`);
  await sara.send("/minutes/answer");
  await sara.reads("Båda parter har godkänt");
  assert.equal(await sara.form("/minutes/answer").count(), 0);
}

async function register(world) {
  const { eva, sara, box, dialogue, service, sha256, watch } = world;
  const [mail, hers] = [await box.take(EVA.email, /är justerat/), await box.take(SARA.email, /är justerat/)];
  await eva.open(/https?:\/\/\S+\/dialogues\/\S+\/minutes/.exec(mail.text)[0]);
  await eva.reads("Båda parter har godkänt", "Kontrollerat nyss");
  await eva.send("/minutes/register", { diary_number: "HSN 2026-0412" });
  await eva.reads("Protokollet är justerat och finns i diariet", "HSN 2026-0412");
  watch.running = false;
  // On paper it says who approved, and both sides have the same.
  const pdf = hers.attachments.find((one) => one.type === "application/pdf");
  assert.ok(pdf, hers.attachments.map((one) => one.type).join());
  const file = join(service.folder, "justerat.pdf");
  writeFileSync(file, pdf.bytes);
  const text = squash(execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8" }));
  for (const part of [VENDOR, DONE.title, LATE.title, NEW, DECIDED_NOW, EVA.name, SARA.name, "Protokollet är justerat av båda parter", "Mötet var beslutsfört"]) {
    assert.ok(text.includes(squash(part)), `${part} is missing in\n${text}`);
  }
  assert.ok(!text.includes(squash(SECRET)));
  // From now on the text stands still, for both.
  await sara.open(`/portal${dialogue}`);
  await sara.reads(sha256);
  await eva.open(`${dialogue}/meeting`);
  assert.equal(eva.path, dialogue);
  const edit = await eva.context.request.get(`${service.base}${dialogue}/edit`);
  assert.equal(edit.status(), 409);
}

async function inTime({ watch }) {
  const said = watch.lines().join("\n");
  for (const side of ["region", "vendor"]) assert.ok(watch.seconds(side) > 60, `${side} did nothing:\n${said}`);
  assert.ok(watch.seconds() < MOST_SECONDS, `\n${said}`);
}

async function next(world) {
  const { eva, dialogue } = world;
  await eva.open(dialogue);
  const href = await eva.page.locator('.notice a[href^="/dialogues/"]', { hasText: "Nästa dialog" }).getAttribute("href");
  await eva.open(href);
  await eva.reads(LATE.title, "öppen i 3 möten", OURS.title, NEW, "flyttad en gång", DECIDED, DECIDED_NOW);
  await eva.doesNotRead(DONE.title);
  await eva.open(`/contracts/${world.contract}/meetings`);
  await eva.open("/meetings");
  await eva.open("/meeting-decisions");
  await eva.reads(DECIDED, DECIDED_NOW);
}
