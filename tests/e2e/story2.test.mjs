// Acceptance story 2: a municipality finds that its e-service platform holds what it was never approved for.
// The list of services comes in, nine lie above the ceiling, each gets a risk analysis, one goes all the way to
// a decision by somebody else, a spot check is drawn, and the board gets its memo.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Inspector } from "./support/inspector.mjs";
import { Mailbox } from "./support/mailbox.mjs";
import { Person, openChromium } from "./support/person.mjs";
import { Service, root } from "./support/service.mjs";

const ID = "[0-9a-f]{8}-[0-9a-f-]{27}";
const PASSWORD = "Blå cykel vid Ältens strand 7";
const SARA = { name: "Sara Holm", email: "sara.holm@lindvik.example" };
const JONAS = { name: "Jonas Åkerman", email: "jonas.akerman@lindvik.example" };
const HELENA = { name: "Helena Ström", email: "helena.strom@lindvik.example" };
const LIST = join(root, "tests/data/e-tjanster.csv");
const PLATFORM = "E-tjänstportalen";
const CEILING = 2;

const day = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });

/// What the file itself says: how many services there are, and which have a level above the ceiling.
function expected() {
  const lines = readFileSync(LIST, "utf8").replace(/^\ufeff/, "").trim().split(/\r?\n/).slice(1);
  const cells = lines.map((line) => line.split(";"));
  const above = cells.filter((row) => row.slice(4, 8).some((level) => Number(level) > CEILING)).map((row) => row[0]);
  return { total: cells.length, above };
}

test("story 2: services above the ceiling of their platform", { timeout: 900_000 }, async (t) => {
  const box = await Mailbox.open();
  const service = await Service.prepare(box.url);
  const browser = await openChromium();
  const world = { box, service, browser, facts: expected() };
  if (!process.env.E2E_NO_INSPECTION) world.inspector = new Inspector();
  try {
    for (const [name, work] of STAGES) {
      let passed = false;
      await t.test(name, async () => {
        await work(world);
        passed = true;
      });
      if (!passed) throw new Error(`stopped after: ${name}`);
    }
    assert.deepEqual([world.admin, world.sara, world.jonas, world.helena].flatMap((p) => p?.complaints ?? []), []);
    if (world.inspector) assert.equal(world.inspector.faults.length, 0, `\n${world.inspector.faults.join("\n")}`);
  } finally {
    await browser.close();
    await service.clear();
    await box.close();
  }
});

const STAGES = [
  ["the municipality and its three people", people],
  ["the list of services comes in", register],
  ["the ceiling is set, and the list of breaches follows", breaches],
  ["the campaign starts from the list of breaches", campaign],
  ["one analysis is written by two people", analysis],
  ["somebody else decides", decision],
  ["the board memo says what was found", memo],
  ["a spot check is drawn, and drawn again", spotCheck],
];

async function people(world) {
  const { service, browser, box, inspector } = world;
  const said = await service.command("setup", "--organisation", "Lindvik kommun", "--org-number", "212000-1249", "--kind", "municipality", "--admin", "anna.admin@lindvik.example");
  await service.start();
  const arrive = async (name, link) => {
    const someone = await Person.at(browser, service.base, { name, scripts: true, inspector });
    await someone.open(link);
    await someone.send("/invitation/", { password: PASSWORD, repeat: PASSWORD });
    return someone;
  };
  world.admin = await arrive("Anna Admin", /https?:\/\/\S+/.exec(said)[0]);
  for (const [key, who, role] of [["sara", SARA, "contract_manager"], ["jonas", JONAS, "security_officer"], ["helena", HELENA, "director"]]) {
    await world.admin.open("/users/new");
    await world.admin.send("/users", { ...who, role, language: "sv" });
    const mail = await box.take(who.email, /./);
    world[key] = await arrive(who.name, /https?:\/\/\S+\/invitation\/\S+/.exec(mail.text)[0]);
  }
}

async function register({ sara, facts }) {
  await sara.open("/imports/new");
  await sara.send("/imports", { kind: "services", file: LIST });
  assert.match(sara.path, /\/imports\/[^/]+\/mapping/);
  await sara.send("/mapping");
  await sara.reads(String(facts.total));
  await sara.send("/apply");
  await sara.open("/services");
  await sara.reads("Orosanmälan barn");
}

async function breaches(world) {
  const { sara, jonas, facts } = world;
  await sara.open("/platforms");
  world.platform = await sara.hrefOf(new RegExp(`^/platforms/${ID}$`));
  // The ceiling is set by the one who answers for information security.
  await jonas.open(`${world.platform}/edit`);
  const ceiling = { ceiling_c: CEILING, ceiling_i: CEILING, ceiling_a: CEILING, ceiling_t: CEILING };
  await jonas.send(`${world.platform}/edit`, { ...ceiling, evidence: "Säkerhetsgranskning i maj, KS 2026/98." });
  await sara.open(world.platform);
  const share = Math.round((100 * facts.above.length) / facts.total);
  assert.equal(facts.above.length, 9);
  await sara.reads(PLATFORM, new RegExp(`\\b${facts.above.length}\\b`), new RegExp(`${share}\\s*%`), ...facts.above);
}

async function campaign(world) {
  const { sara, facts, platform } = world;
  await sara.open(platform);
  await sara.follow("/service-campaigns/new");
  await sara.reads(`Visa de ${facts.above.length} tjänster`, PLATFORM);
  await sara.send("form[method=post][action='/service-campaigns']", { title: "E-tjänster över taket", why: "" }, { refused: true });
  await sara.reads("Fyll i det här fältet");
  const person = async (name) => sara.page.locator('[name="manager_id"] option', { hasText: name }).getAttribute("value");
  await sara.send("form[method=post][action='/service-campaigns']", {
    title: "E-tjänster över taket",
    why: "Stickprov visade känsliga uppgifter i flera e-tjänster.",
    manager_id: await person(HELENA.name),
    owner_id: await person(SARA.name),
    due_on: day(30),
    diary_number: "KS 2026/117",
  });
  world.campaign = sara.path.split(/[?#]/)[0];
  assert.match(world.campaign, new RegExp(`^/service-campaigns/${ID}$`));
  await sara.reads(`0 av ${facts.above.length}`, HELENA.name, ...facts.above);
  await sara.open("/service-campaigns");
  await sara.reads("E-tjänster över taket");
  // Two of them are for Jonas, a week earlier.
  await sara.open(world.campaign);
  for (const n of [1, 2]) await sara.page.locator('[name="analysis_id"]').nth(n).check();
  await sara.send(`${world.campaign}/assign`, { owner_id: await sara.page.locator('[name="owner_id"] option', { hasText: JONAS.name }).first().getAttribute("value"), due_on: day(21) });
  await sara.reads("2 av 2 ändrades");
  await sara.open(`${world.campaign}/services?which=all`);
  await sara.open(`${world.campaign}/edit`);
}

async function analysis(world) {
  const { sara } = world;
  await sara.open(`${world.campaign}?q=orosanmalan`);
  await sara.follow("/service-analyses/");
  world.analysis = sara.path.split(/[?#]/)[0];
  await sara.reads("Orosanmälan barn", "K3 över taket K2");
  await sara.send(`${world.analysis}/ready`, {}, { refused: true });
  await sara.reads("är inte ifyllt");
  await sara.open(`${world.analysis}/edit`);
  const written = {
    information: "Anmälningar om barn som far illa, ofta med namn på den som anmäler.",
    scenarios: "En obehörig medarbetare läser anmälningar i plattformens inkorg.",
    privacy: "very_serious",
    privacy_note: "Barnets och anmälarens identitet kan röjas.",
    availability: "serious",
    safety: "very_serious",
    safety_note: "En anmälan som inte kommer fram kan innebära att ett barn far illa.",
    benefit: "Låg tröskel och öppet dygnet runt.",
    harm_of_stopping: "Färre anmälningar kommer in, särskilt på kvällar och helger.",
    operating_hours: "Dygnet runt",
    max_outage_hours: "4",
    alternative_channel: "Socialjouren på telefon",
    fallback_routine: "Pappersblankett som lämnas i receptionen",
    fallback_tested_on: day(-10),
    cost_low: "90 000",
    cost_high: "40 000",
    proposal: "stop",
    proposal_reason: "Plattformen är inte godkänd för uppgifter av den här klassen.",
    move_on: day(60),
  };
  await sara.send(`${world.analysis}/edit`, written, { refused: true });
  await sara.reads("lägre än den lägsta");
  await sara.send(`${world.analysis}/edit`, { cost_low: "40 000", cost_high: "90 000" });
  const jonas = await sara.page.locator('[name="person_id"] option', { hasText: JONAS.name }).getAttribute("value");
  await sara.send(`${world.analysis}/co-authors`, { person_id: jonas, duty: "Informationssäkerhetsstrateg" });
  const owner = await sara.page.locator('[name="measure_owner_id"] option', { hasText: SARA.name }).getAttribute("value");
  await sara.send(`${world.analysis}/compensations`, { measure: "Töm inkorgen varje natt", measure_owner_id: owner, measure_due_on: day(14) });
  await sara.send(`${world.analysis}/ready`);
  await sara.reads("Klar för beslut");
}

async function decision(world) {
  const { jonas, helena } = world;
  // The strategist wrote it too, so the button is not his.
  await jonas.open(world.analysis);
  await jonas.reads("Någon annan fattar beslutet");
  assert.equal(await jonas.form(`${world.analysis}/decide`).count(), 0);
  await helena.open(world.analysis);
  await helena.send(`${world.analysis}/decide`, { decision: "stop", reason: "Uppgifterna får inte ligga kvar. Blankett och telefon ersätter tjänsten.", diary_number: "KS 2026/117-4" });
  await helena.reads("Beslutad", "Beslutat av Helena Ström", "KS 2026/117-4", "SHA-256");
}

async function memo(world) {
  const { sara, facts } = world;
  await sara.open(world.campaign);
  await sara.reads(`1 av ${facts.above.length}`);
  await sara.send(`${world.campaign}/board-memos`);
  const share = Math.round((100 * facts.above.length) / facts.total);
  const wanted = {
    sv: ["Tjänsteskrivelse", `${facts.above.length} av ${facts.total} (${share} procent)`, "KS 2026/117", "40 000–90 000 kr per månad", "Färre anmälningar"],
    en: ["Board memo", `${facts.above.length} of ${facts.total} (${share} per cent)`, "KS 2026/117", "40 000–90 000", "Harm of stopping"],
  };
  for (const [lang, texts] of Object.entries(wanted)) {
    const href = await sara.hrefOf(new RegExp(`/board-memos/${ID}/memo\\.pdf\\?lang=${lang}`));
    const answer = await sara.context.request.get(world.service.base + href);
    assert.equal(answer.status(), 200);
    const file = join(world.service.folder, `memo-${lang}.pdf`);
    writeFileSync(file, await answer.body());
    const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).replace(/[\s\u00a0]+/g, " ");
    for (const part of texts) assert.ok(text.includes(part), `${lang}: ${part} is missing in\n${text}`);
  }
}

async function spotCheck(world) {
  const { jonas, platform } = world;
  await jonas.open(`/spot-checks/new?platform_id=${platform.split("/").pop()}`);
  await jonas.send("form[method=post][action='/spot-checks']", { title: "Stickprov i höst", purpose: "Stämmer klassningen med vad som skrivs?", sample_size: "3" });
  const check = jonas.path.split(/[?#]/)[0];
  await jonas.send(`${check}/draw-again`);
  await jonas.reads("Samma lista, samma frö, samma urval");
  await jonas.follow(`${check}/drawn/`);
  await jonas.send(`${check}/drawn/`, { outcome: "deviation", looked_at: "Tio ärenden", note: "Fritext med personnummer", evidence: "KS 2026/118-3" });
  await jonas.reads("Avvikelse", "Fritext med personnummer", "Jonas Åkerman");
  await jonas.open("/spot-checks");
  await jonas.reads("Stickprov i höst");
}
