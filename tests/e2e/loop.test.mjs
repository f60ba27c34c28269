// The whole loop, as three people in three browsers: a contract register comes in, a vendor is judged,
// asked and reviewed, weak answers become actions, and the actions go through two monthly dialogues
// to two mailed minutes. Once with scripts, once without: the same forms carry both.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Mailbox } from "./support/mailbox.mjs";
import { Person, openChromium } from "./support/person.mjs";
import { evidence } from "./support/files.mjs";
import { Service, root } from "./support/service.mjs";
import { answer } from "./support/answers.mjs";
import { Inspector } from "./support/inspector.mjs";

const ID = "[0-9a-f]{8}-[0-9a-f-]{27}";
const PASSWORD = "Blå cykel vid Ältens strand 7";
const CONTRACT = "AVT-2023-0046";
const VENDOR = "Ekbrunn Drift AB";
const EVA = { name: "Eva Björk", email: "eva.bjork@almea.example" };
const OLLE = { name: "Olle Säker", email: "olle.saker@almea.example" };
const SARA = { name: "Sara Lind", email: "sara.lind@ekbrunn.example" };

/// The calendar date that many days from now, as the service counts them.
const day = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });

for (const scripts of [true, false]) {
  test(`the loop with scripts ${scripts ? "on" : "off"}`, { timeout: 1_500_000 }, async (t) => {
    const box = await Mailbox.open();
    const service = await Service.prepare(box.url);
    const browser = await openChromium();
    const world = { box, service, browser, scripts };
    if (scripts && !process.env.E2E_NO_INSPECTION) world.inspector = new Inspector();
    const stage = async (name, work) => {
      const { passed } = { passed: true, ...(await t.test(name, () => work(world))) };
      assert.ok(passed !== false);
      if (world.broken) throw new Error(`stopped after: ${name}`);
    };
    try {
      for (const [name, work] of STAGES) {
        await stage(name, (w) => work(w).catch((error) => { w.broken = true; throw error; }));
      }
      const complaints = [world.admin, world.eva, world.olle, world.sara].flatMap((p) => p?.complaints ?? []);
      assert.deepEqual(complaints, []);
      if (world.inspector) await t.test("every page is accessible in both languages, light and dark", () => inspected(world));
    } finally {
      await browser.close();
      await service.clear();
      await box.close();
    }
  });
}

const STAGES = [
  ["setup prints a link, and the administrator accepts it", setup],
  ["two colleagues are invited, one by mail and one by a copied link", colleagues],
  ["the contract register is read in", register],
  ["the vendor is categorised", categorise],
  ["the clause checklist is filled in", clauses],
  ["the vendor's person is invited and sent a self-assessment", send],
  ["the vendor answers and submits", answers],
  ["the region reviews, and weak answers become findings and actions", review],
  ["the vendor reports one action done", report],
  ["the first dialogue cannot be locked until every open action was taken up", firstDialogue],
  ["the first minutes are mailed as a PDF", firstMinutes],
  ["both sides approve the first minutes, and the region registers them", approval],
  ["next month the open action is carried with its age", secondDialogue],
];

async function person({ browser, service, scripts, inspector }, name) {
  return Person.at(browser, service.base, { name, scripts, inspector });
}

async function accept(someone, link) {
  await someone.open(link);
  await someone.send("/invitation/", { password: PASSWORD, repeat: PASSWORD });
}

async function setup(world) {
  const said = await world.service.command("setup", "--organisation", "Region Almeå", "--org-number", "232100-0016", "--kind", "region", "--admin", "anna.admin@almea.example");
  await world.service.start();
  const link = /https?:\/\/\S+/.exec(said)?.[0];
  assert.ok(link, said);
  world.admin = await person(world, "Anna Admin");
  await accept(world.admin, link);
  await world.admin.reads("Region Almeå");
}

async function invite(world, { name, email }, role) {
  await world.admin.open("/users/new");
  await world.admin.send("/users", { name, email, role, language: "sv" });
  return world.admin.page.locator('[name="link"]').inputValue();
}

async function colleagues(world) {
  await invite(world, EVA, "contract_manager");
  const mail = await world.box.take(EVA.email, /./);
  const link = /https?:\/\/\S+\/invitation\/\S+/.exec(mail.text)?.[0];
  assert.ok(link, mail.text);
  world.eva = await person(world, EVA.name);
  await accept(world.eva, link);

  const copied = await invite(world, OLLE, "security_officer");
  await world.box.take(OLLE.email, /./);
  world.olle = await person(world, OLLE.name);
  await accept(world.olle, copied);
}

async function register(world) {
  const { eva } = world;
  await eva.open("/imports/new");
  await eva.send("/imports", { kind: "contracts", file: join(root, "tests/data/avtalsregister.xlsx") });
  assert.match(eva.path, /\/imports\/[^/]+\/mapping/);
  // The guess is right; the person only looks at it.
  await eva.reads("Avtalsnr", "Org.nr");
  await eva.send("/mapping");
  await eva.reads("316", /\b4\b/);
  await eva.follow("show=refused");
  await eva.reads(/[Rr]ad/);
  await eva.send("/apply");
  await eva.reads("316");
  await eva.open("/vendors?q=ekbrunn+drift");
  await eva.reads(VENDOR);
  await eva.open(`/contracts?q=${CONTRACT}`);
  world.contract = await eva.hrefOf(new RegExp(`^/contracts/${ID}$`));
  await eva.open(world.contract);
  world.vendor = await eva.hrefOf(new RegExp(`^/vendors/${ID}$`));
  await eva.open(world.vendor);
  await eva.reads(VENDOR);
}

async function categorise({ eva, vendor }) {
  await eva.open(`${vendor}/categorise`);
  await eva.send("/categorise", { data_class: 3, data_subjects: 3, criticality: 3, access: 3, chain: 2, substitution: 3 });
  await eva.reads(/Kritisk|Nivå 1|1/);
  await eva.open(`${vendor}?tab=categorisation`);
  await eva.open(`${vendor}?tab=history`);
}

async function clauses(world) {
  const { eva, olle, contract } = world;
  await eva.open(`${contract}/clauses`);
  await eva.send("/clauses/KV-01", { in_contract: "present", section: "bilaga 3, 4.1", met: "partly" });
  // Two people in the same clause: the second is told, and sees both texts.
  await eva.open(`${contract}/clauses`);
  await olle.open(`${contract}/clauses`);
  await eva.send("/clauses/KV-02", { in_contract: "present", met: "met", note: "Namngiven i bilaga 1." });
  await olle.send("/clauses/KV-02", { in_contract: "missing", note: "Hittar ingen namngiven." }, { refused: true });
  await olle.reads("Namngiven i bilaga 1.");
}

async function send(world) {
  const { eva, vendor, box } = world;
  await eva.open(`${vendor}/invite`);
  await eva.send("/invite", { name: SARA.name, email: SARA.email });
  const mail = await box.take(SARA.email, /./);
  world.saraLink = /https?:\/\/\S+\/invitation\/\S+/.exec(mail.text)?.[0];
  assert.ok(world.saraLink, mail.text);
  await eva.open(`/assessments/new?vendor_id=${vendor.split("/").pop()}`);
  await eva.send("/assessments", { question_set: "lite", due_on: day(21), message: "Ring om något är oklart." });
  world.assessment = eva.path.split("?")[0];
  assert.match(world.assessment, new RegExp(`^/assessments/${ID}$`));
}

async function answers(world) {
  const { box } = world;
  world.sara = await person(world, SARA.name);
  await accept(world.sara, world.saraLink);
  const mail = await box.take(SARA.email, /./);
  const link = /https?:\/\/\S+\/portal\/\S+/.exec(mail.text)?.[0];
  assert.ok(link && mail.text.includes("Ring om något är oklart."), mail.text);
  const { sara } = world;
  await sara.open("/");
  await sara.open(link);
  const portal = `/portal${world.assessment}`;
  world.questions = await answer(sara, portal, {
    weak: 2,
    evidence: evidence(world.service.folder),
  });
  assert.ok(world.questions.length >= 15, `${world.questions.length} questions`);
  await sara.open(`${portal}/submit`);
  await sara.send("/submit", { declared_by: SARA.name, role: "Vd", declared: true });
  await sara.open("/portal/assessments");
  const told = await box.take(EVA.email, /./);
  assert.ok(told.text.includes(VENDOR), told.text);
}

async function review(world) {
  const { eva, olle, assessment, questions } = world;
  await olle.open(assessment);
  const weak = questions.filter((q) => q.weak);
  for (const question of questions) {
    await olle.open(`${assessment}/review?q=${question.id}`);
    const status = question.weak ? "not_met" : question.status;
    await olle.send(`/reviews/${question.id}`, { ...(status ? { status } : {}), assurance: question.weak ? "a0" : "a1" });
  }
  world.actions = [];
  for (const [at, question] of weak.entries()) {
    await olle.open(`${assessment}/review?q=${question.id}`);
    await olle.send(`/questions/${question.id}/finding`);
    await olle.open(`/findings?vendor_id=${world.vendor.split("/").pop()}`);
    const finding = await olle.page.locator('main a[href^="/findings/"]').evaluateAll(
      (list, known) => list.map((a) => a.getAttribute("href")).find((h) => /^\/findings\/[0-9a-f-]{36}$/.test(h) && !known.includes(h)),
      world.actions.map((a) => a.finding),
    );
    assert.ok(finding, "the finding is in the list");
    await olle.open(finding);
    const title = at === 0 ? "Inför utsedd säkerhetsansvarig" : "Genomför årlig återläsning av säkerhetskopior";
    await olle.send(`${finding}/actions`, { title, responsible: "vendor", due_on: day(at === 0 ? 20 : 60) });
    const href = await olle.hrefOf(new RegExp(`^/actions/${ID}$`));
    world.actions.push({ finding, href, title });
  }
  // The page of a finding lists its own actions only, so each address is that of its action.
  assert.equal(new Set(world.actions.map((a) => a.href)).size, weak.length);
  // The vendor is of tier 1: what Olle made of critical answers waits for a second person before anything is closed.
  await eva.open(assessment);
  await eva.send("/close", {}, { refused: true });
  const waiting = new Set((await eva.page.locator("main").innerText()).match(/Q\d\d/g));
  assert.ok(waiting.size > 0, await eva.said());
  for (const id of waiting) {
    await eva.open(`${assessment}/review?q=${id}`);
    await eva.sendQuietly(`/questions/${id}/confirm`);
  }
  await eva.open(assessment);
  await eva.send("/close");
  await eva.open("/");
  await eva.open("/actions");
  await eva.reads(...world.actions.map((a) => a.title));
}

async function report(world) {
  const { sara, actions, eva } = world;
  for (const _ of actions) await world.box.take(SARA.email, /[Åå]tgärd/);
  await sara.open("/portal/actions");
  await sara.reads(...actions.map((a) => a.title));
  await sara.open(`/portal${actions[0].href}`);
  await sara.send("/report", { note: "Utsedd från och med i dag, se beslut.", file: evidence(world.service.folder) });
  await sara.open(`/portal${actions[1].href}`);
  await eva.open(actions[0].href);
  await eva.reads("Utsedd från och med i dag, se beslut.");
}

async function firstDialogue(world) {
  const { eva, contract, actions } = world;
  await eva.open(`/dialogues/new?contract_id=${contract.split("/").pop()}`);
  await eva.send("/dialogues/new", { contract_id: contract.split("/").pop(), held_on: day(0) });
  world.dialogue = eva.path.split("?")[0];
  assert.match(world.dialogue, new RegExp(`^/dialogues/${ID}$`));
  await eva.reads(...actions.map((a) => a.title));
  await participants(world);
  await eva.open(world.dialogue);
  await eva.send("/start");
  assert.match(eva.path, /\/meeting/);
  // Nothing was taken up yet: the lock is refused, and says what is left.
  await eva.open(`${world.dialogue}/close`);
  await eva.reads(...actions.map((a) => a.title));
  if (await eva.form("/lock").locator("button").count()) await eva.send("/lock", {}, { refused: true });
  await eva.reads(...actions.map((a) => a.title));
  // The reported one is verified on the spot, the other stays open.
  await openItem(world, actions[0]);
  await eva.send("/verify", { effective: "yes", verify_note: "Beslutet är daterat och undertecknat." });
  await eva.send(`${world.dialogue}/items/`, { status: "decided", note: "Beslutet visades.", decision: "Godkänns." });
  await openItem(world, actions[1]);
  await eva.send(`${world.dialogue}/items/`, { status: "taken_up", note: "Första återläsningen är bokad." });
  await typedInHaste(world, actions[1]);
  await security(world);
}

/// By keyboard the next item comes at once, and what was typed is with the server all the same.
async function typedInHaste(world, action) {
  const { eva, scripts } = world;
  if (!scripts) return;
  const typed = "Första återläsningen är bokad. Underlaget kommer.";
  await openItem(world, action);
  const at = eva.path;
  const note = eva.page.locator("[data-meeting-note] textarea");
  await note.fill(typed);
  await eva.page.keyboard.press("Escape");
  await eva.page.keyboard.press("j");
  await eva.page.waitForURL((url) => !url.href.endsWith(at));
  await eva.open(at);
  assert.equal(await note.evaluate((field) => field.defaultValue), typed);
}

/// Information security is a block of its own, and no meeting closes without it.
async function security(world) {
  for (const title of ["Behörigheter och loggar", "Sårbarheter, tester och exponering"]) {
    await openItem(world, { title });
    await world.eva.send(`${world.dialogue}/items/`, { status: "no_change", note: "Inget nytt sedan sist." });
  }
}

/// Opens an agenda item in meeting mode.
async function openItem({ eva, dialogue }, action) {
  await eva.open(`${dialogue}/meeting`);
  await eva.press(eva.page.locator('main a[href*="meeting?item="]').filter({ hasText: action.title }).first());
}

/// Both sides are present and get the minutes.
async function participants({ eva, dialogue }) {
  await eva.open(`${dialogue}/edit`);
  const form = eva.form("/participants");
  const seats = await form.locator('input[name$="_email"]').evaluateAll((list) => list.map((e) => [e.name.replace("_email", ""), e.value]));
  const fields = {};
  for (const [who, side] of [[EVA, "region"], [SARA, "vendor"]]) {
    const seat = seats.find(([, email]) => email === who.email) ?? seats.find(([name, email]) => email === "" && !(`${name}_name` in fields));
    assert.ok(seat, `a seat for ${who.name}: ${JSON.stringify(seats)}`);
    const [p] = seat;
    Object.assign(fields, { [`${p}_name`]: who.name, [`${p}_email`]: who.email, [`${p}_side`]: side, [`${p}_present`]: true, [`${p}_receives_minutes`]: true });
  }
  await eva.send("/participants", fields);
  await eva.reads(EVA.name, SARA.name);
}

async function lock({ eva, dialogue }, fields = {}) {
  await eva.open(`${dialogue}/close`);
  await eva.send("/lock", fields);
  await eva.reads(/[0-9a-f]{64}|[0-9a-f]{16}/);
}

/// Takes the minutes' mail and gives the words of its PDF.
async function minutes({ box, service }, to, name) {
  const mail = await box.take(to, /[Pp]rotokoll/);
  const pdf = mail.attachments.find((a) => a.type === "application/pdf" || a.name.endsWith(".pdf"));
  assert.ok(pdf, `${mail.subject}: ${mail.attachments.map((a) => a.name)}`);
  const path = join(service.folder, `${name}.pdf`);
  writeFileSync(path, pdf.bytes);
  return execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
}

async function firstMinutes(world) {
  const late = world.scripts ? await world.eva.context.newPage() : null;
  await late?.goto(`${world.service.base}${world.dialogue}/meeting`);
  await lock(world, { next_on: day(30) });
  if (late) await typedTooLate(late);
  const text = await minutes(world, SARA.email, "first");
  assert.ok(text.includes(world.actions[1].title) && text.includes(VENDOR), text);
  await world.eva.open(world.dialogue);
  const answer = await world.eva.context.request.get(`${world.service.base}${world.dialogue}/report.pdf?lang=en`);
  assert.equal(answer.headers()["content-type"], "application/pdf");
  await world.sara.open("/portal/dialogues");
  await world.sara.open(`/portal${world.dialogue}`);
}

/// Whoever types when somebody else locks is told why it is not saved, and keeps the text.
async function typedTooLate(page) {
  const note = page.locator("[data-meeting-note] textarea");
  await note.fill("Kom för sent.");
  await page.locator('[data-save-state][data-state="invalid"]').filter({ hasText: /låst/ }).waitFor();
  assert.equal(await note.inputValue(), "Kom för sent.");
  await page.close();
}

/// Sent by the page, answered by each on its own page, and registered. The mails are taken so that none is left for later.
async function approval(world) {
  const { eva, sara, box, dialogue } = world;
  await eva.open(`${dialogue}/minutes`);
  await eva.send("/minutes/send");
  const asked = await box.take(SARA.email, /Justera/);
  const link = /https?:\/\/\S+(\/portal\/dialogues\/\S+\/minutes)/.exec(asked.text)?.[1];
  assert.ok(link, asked.text);
  await box.take(EVA.email, /Justera/);
  await eva.send("/minutes/answer");
  await sara.open(link);
  await sara.reads("Du är utsedd att justera");
  await sara.send("/minutes/answer");
  const approved = await box.take(SARA.email, /är justerat/);
  assert.ok(approved.attachments.length === 1, approved.subject);
  await box.take(EVA.email, /är justerat/);
  await eva.open(`${dialogue}/minutes`);
  await eva.reads("Båda parter har godkänt");
  await eva.send("/minutes/register", { diary_number: "HSN 2026-114" });
  await eva.reads("HSN 2026-114");
  await eva.open(`${dialogue}/attendance`);
  await eva.open(`${dialogue}/call`);
}

async function secondDialogue(world) {
  const { eva, olle, sara, service, actions } = world;
  const first = world.dialogue;
  await service.restart(30);
  for (const [someone, { email }] of [[eva, EVA], [olle, OLLE], [sara, SARA]]) await someone.signIn(email, PASSWORD);
  await eva.open("/dialogues");
  world.dialogue = await eva.hrefOf(new RegExp(`^/dialogues/${ID}$`));
  assert.notEqual(world.dialogue, first);
  await eva.open(world.dialogue);
  await eva.reads(actions[1].title, "öppen i 2 möten");
  await eva.doesNotRead(actions[0].title);
  await eva.send("/start");
  await openItem(world, actions[1]);
  await eva.send(`${world.dialogue}/items/`, { status: "no_change", note: "Återläsningen är flyttad till januari." });
  await security(world);
  await lock(world);
  const text = await minutes(world, SARA.email, "second");
  assert.ok(text.includes(actions[1].title), text);
  assert.match(text.replace(/\s+/g, " "), /öppen i 2 möten/);
}

/// The rest of the pages, which the loop does not need, and the verdict.
async function inspected(world) {
  const { inspector, admin, eva, sara } = world;
  const stranger = await person(world, "Stranger");
  for (const path of ["/sign-in", "/reset", "/accessibility", "/api/docs"]) await stranger.open(path);
  await admin.signIn("anna.admin@almea.example", PASSWORD);
  for (const path of ["/", "/users", "/users/new", "/account", "/imports"]) await admin.open(path);
  const more = ["/", "/vendors", "/contracts", "/assessments", "/findings", "/actions", "/dialogues", "/dialogues?show=locked", `${world.vendor}/edit`,
    `${world.vendor}/tier-override`, `${world.vendor}/contacts/new`, `${world.vendor}/contracts`, `${world.vendor}?tab=contacts`, "/vendors/new",
    `/contracts/new?vendor_id=${world.vendor.split("/").pop()}`, `${world.contract}/edit`, world.assessment, world.dialogue, "/account"];
  for (const path of more) await eva.open(path);
  for (const path of ["/", "/portal/assessments", "/portal/actions", "/portal/dialogues", "/portal/users", "/portal/users/new"]) await sara.open(path);
  // A page that is not there is a page too.
  await eva.page.goto(`${world.service.base}/no-such-page`);
  await eva.look();
  assert.ok(inspector.seen.size > 40, `${inspector.seen.size} pages`);
  assert.equal(inspector.faults.length, 0, `\n${inspector.faults.join("\n")}`);
}
