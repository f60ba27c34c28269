// Acceptance story 1 of the domain: 1177 again. A contract manager finds a shared storage under one
// contract, sees every contract behind it, registers the incident from there with its four clocks and
// figures that are never merged; and the vendor confirms its chain in the portal.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Inspector } from "./support/inspector.mjs";
import { Mailbox } from "./support/mailbox.mjs";
import { Person, openChromium } from "./support/person.mjs";
import { Service } from "./support/service.mjs";

const ID = "[0-9a-f]{8}-[0-9a-f-]{27}";
const PASSWORD = "Blå cykel vid Ältens strand 7";
const EVA = { name: "Eva Björk", email: "eva.bjork@almea.example" };
const LENA = { name: "Lena Sjö", email: "lena.sjo@vidlyssna.example" };

const day = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });

test("1177 again: from a shared storage to an incident, and a chain that is confirmed", { timeout: 900_000 }, async (t) => {
  const box = await Mailbox.open();
  const service = await Service.prepare(box.url);
  const browser = await openChromium();
  const world = { box, service, browser };
  if (!process.env.E2E_NO_INSPECTION) world.inspector = new Inspector();
  try {
    for (const [name, work] of STAGES) {
      let failed;
      await t.test(name, async () => work(world).catch((error) => { failed = error; throw error; }));
      if (failed) throw new Error(`stopped after: ${name}`);
    }
    assert.deepEqual([world.eva, world.lena].flatMap((person) => person?.complaints ?? []), []);
    if (world.inspector) {
      await t.test("every page is accessible in both languages, light and dark", () => {
        assert.ok(world.inspector.seen.size > 18, `${world.inspector.seen.size} pages`);
        assert.equal(world.inspector.faults.length, 0, `\n${world.inspector.faults.join("\n")}`);
      });
    }
  } finally {
    await browser.close();
    await service.clear();
    await box.close();
  }
});

const STAGES = [
  ["a region with three vendors and their contracts", prepare],
  ["the storage is recorded and every contract behind it is listed in under a minute", discover],
  ["the chain is shown as a picture and as a table", chain],
  ["the incident is registered from the node, and the four clocks stand there", incident],
  ["exposed and confirmed figures stand side by side and are never merged", figures],
  ["the vendor confirms its chain in the portal and proposes what was missing", confirm],
  ["the region sees the confirmation and accepts the proposal", decide],
];

async function person(world, name) {
  return Person.at(world.browser, world.service.base, { name, scripts: true, inspector: world.inspector });
}

async function accept(someone, link) {
  await someone.open(link);
  await someone.send("/invitation/", { password: PASSWORD, repeat: PASSWORD });
}

async function prepare(world) {
  const said = await world.service.command("setup", "--organisation", "Region Almeå", "--org-number", "232100-0016", "--kind", "region", "--admin", "anna.admin@almea.example");
  await world.service.start();
  const admin = await Person.at(world.browser, world.service.base, { name: "Anna Admin", scripts: true });
  await accept(admin, /https?:\/\/\S+/.exec(said)[0]);
  await admin.open("/users/new");
  await admin.send("/users", { ...EVA, role: "contract_manager", language: "sv" });
  const mail = await world.box.take(EVA.email, /./);
  world.eva = await person(world, EVA.name);
  await accept(world.eva, /https?:\/\/\S+\/invitation\/\S+/.exec(mail.text)[0]);
  const token = (await world.service.command("token", "create", "--email", EVA.email, "--role", "contract_manager")).trim().split("\n").pop();
  const api = async (path, body) => {
    const answer = await fetch(`${world.service.base}/api/v1${path}`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/json" }, body: JSON.stringify(body) });
    const text = await answer.text();
    assert.ok(answer.ok, `${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  const register = async (legal_name, reference, title) => {
    const vendor = await api("/vendors", { legal_name, kind: "care_provider", country: "SE", status: "active" });
    await api(`/vendors/${vendor.id}/categorisations`, { data_class: 3, data_subjects: 4, criticality: 4, access: 2, chain: 2, substitution: 3 });
    const contract = await api("/contracts", { vendor_id: vendor.id, reference, title });
    return { vendor: vendor.id, contract: contract.id, reference, name: legal_name };
  };
  world.call = await register("Vidlyssna Vårdlinje AB", "ALM-2024-017", "Sjukvårdsrådgivning per telefon");
  world.others = [
    await register("Fjärdens Ambulans AB", "ALM-2023-090", "Bokning av sjukresor"),
    await register("Ekens Kundtjänst AB", "ALM-2025-003", "Växel och kundtjänst"),
  ];
  // The call line's own subcontractor is known; the storage that all three use is not.
  const archive = await api("/chains/links", {
    contract_id: world.call.contract, source: "declared", task: "Växel, inspelning och lagring", data_class: 3, countries: ["SE"], vendor_visible: true,
    new_node: { kind: "subcontractor", name: "Arkivhyllan Drift AB", country: "SE" },
    processings: [{ purpose: "Lagring av inspelade samtal", role: "processor", legal_note: "HEMLIG-ANTECKNING" }],
  });
  world.archive = archive.child_node_id;
  const invited = await api(`/vendors/${world.call.vendor}/invitations`, { ...LENA, role: "vendor_admin" });
  const letter = await world.box.take(LENA.email, /./);
  world.lenaLink = /https?:\/\/\S+\/invitation\/\S+/.exec(letter.text)?.[0] ?? invited.link;
  world.api = api;
}

async function record(eva, contract, parent) {
  await eva.open(`/contracts/${contract}/chain`);
  await eva.open(`/contracts/${contract}/chain/new?q=Lagringsytan`);
  const known = eva.page.locator('input[name="child"][value^="node:"]');
  const fields = { task: "Lagrar ljudfiler", source: "discovered", data_class: 3, persons_low: "650 000", persons_high: "900 000", countries: "Sverige", purpose_0: "Lagring", role_0: "subprocessor", vendor_visible: false };
  if (await known.count()) {
    fields.child = await known.first().getAttribute("value");
  } else {
    Object.assign(fields, { child: "new", kind: "storage", name: "Lagringsytan i Sundsvall", country: "Sverige", location: "Sundsvall" });
  }
  if (parent) fields.parent_node_id = parent;
  await eva.send(`form[action="/contracts/${contract}/chain/new"][method="post"]`, fields);
  assert.match(eva.path, new RegExp(`^/chains/nodes/${ID}$`));
  return eva.path;
}

async function discover(world) {
  const { eva, inspector } = world;
  // The clock counts the person's work, not the inspection of the pages.
  eva.inspector = undefined;
  for (const other of world.others) await record(eva, other.contract);
  const started = Date.now();
  world.node = await record(eva, world.call.contract, world.archive);
  await eva.reads("Lagringsytan i Sundsvall", "3 berörs säkert", ...world.others.map((other) => other.reference), world.call.reference, ...world.others.map((other) => other.name));
  const seconds = (Date.now() - started) / 1000;
  assert.ok(seconds < 60, `${seconds} s from the discovery to the list`);
  await eva.reads(/650\s000–2\s700\s000|650\s000–\s?2\s700\s000/);
  eva.inspector = inspector;
  for (const path of [world.node, `${world.node}/edit`, "/chains", "/chains?view=found_unapproved", "/chains/nodes", `/contracts/${world.call.contract}/chain/new?q=Lagringsytan`]) await eva.open(path);
}

async function chain(world) {
  const { eva } = world;
  const place = `/contracts/${world.call.contract}/chain`;
  await eva.open(place);
  await eva.reads("Arkivhyllan Drift AB", "Aldrig godkänd", "Saknar godkännande");
  assert.equal(await eva.page.locator("svg.chain-picture title").first().textContent(), "Leveranskedjan under Vidlyssna Vårdlinje AB");
  await eva.open(`${place}?focus=${world.archive}&depth=2`);
  await eva.open(`${place}?shape=table`);
  await eva.reads("Lagringsytan i Sundsvall", "Underbiträde");
  await eva.open(`${place}/terms`);
  await eva.open(`/vendors/${world.call.vendor}/chain`);
  await eva.open(place);
  await eva.open(`${place}?shape=table`);
  const link = await eva.hrefOf(new RegExp(`^/chains/links/${ID}$`));
  for (const path of [link, `${link}/edit`, `${link}/end`]) await eva.open(path);
}

async function incident(world) {
  const { eva } = world;
  await eva.open(world.node);
  await eva.follow("/incidents/new?node_id=");
  await eva.reads("Lagringsytan i Sundsvall");
  await eva.send('form[action="/incidents"]', { title: "Inspelade samtal på en lagringsyta utan lösenord", source: "press", contact: "Almeåbladet" });
  world.incident = eva.path;
  assert.match(world.incident, new RegExp(`^/incidents/${ID}$`));
  await eva.open(`${world.incident}/edit`);
  const now = new Date(Date.now() - 3_600_000).toLocaleString("sv-SE", { timeZone: "Europe/Stockholm" }).slice(0, 16).replace(" ", "T");
  await eva.send("/edit", { detected_by_vendor_at: now, region_aware_at: now, personal_data: "yes", significant: "yes", significance_reason: "Fler än 500 personer." });
  const clocks = await eva.page.locator("#clocks tbody tr").count();
  assert.ok(clocks >= 4, `${clocks} clocks`);
  const running = await eva.page.locator("#clocks tbody tr", { hasText: "kvar" }).count();
  assert.ok(running >= 4, `${running} clocks run:\n${await eva.page.locator("#clocks").innerText()}`);
  await eva.reads(world.call.reference, ...world.others.map((other) => other.reference));
}

async function figures(world) {
  const { eva } = world;
  const add = async (fields) => {
    await eva.open(`${world.incident}/exposures/new`);
    await eva.send("/exposures", { unit: "calls", log_coverage: "partial", ...fields });
  };
  await add({ category: "exposed", low: "2 700 000", high: "2 700 000", source: "Almeåbladet", counting_rule: "Ljudfiler på lagringsytan" });
  await add({ category: "exposed", low: "650 000", high: "900 000", source: "Tillsynsmyndigheten", counting_rule: "Unika samtal" });
  await add({ category: "confirmed_accessed", low: "55", high: "55", source: "Vidlyssna Vårdlinje", counting_rule: "Nedladdade filer i åtkomstloggen", evidence_basis: "Åtkomstlogg" });
  await eva.open(world.incident);
  const groups = await eva.page.locator(".figure-group").allInnerTexts();
  const exposed = groups.find((text) => /2\s700\s000/.test(text));
  assert.ok(exposed && /650\s000–900\s000/.test(exposed), `both figures of exposure stand in one group:\n${groups.join("\n---\n")}`);
  const confirmed = groups.find((text) => /^55 /m.test(text));
  assert.ok(confirmed && confirmed !== exposed && !/700\s000/.test(confirmed), "what is confirmed stands apart");
}

async function confirm(world) {
  const { eva, box } = world;
  await eva.open("/chains/rounds/new");
  await eva.send("/chains/rounds", { title: "Kedjebekräftelse", due_on: day(21), tier_1: true });
  world.round = eva.path;
  world.lena = await person(world, LENA.name);
  await accept(world.lena, world.lenaLink);
  const { lena } = world;
  const mail = await box.take(LENA.email, /leveranskedja/);
  assert.ok(mail.text.includes(world.call.reference), mail.text);
  await lena.open(/https?:\/\/\S+\/portal\/chain/.exec(mail.text)[0]);
  await lena.follow("/portal/chain/");
  const place = lena.path;
  await lena.reads("Arkivhyllan Drift AB");
  // What the region found and keeps to itself is not there, nor its notes.
  await lena.doesNotRead("Lagringsytan i Sundsvall", "HEMLIG-ANTECKNING");
  await lena.send(`${place}/sign`, { name: LENA.name, role: "Verksamhetschef" }, { refused: true });
  await lena.reads("föreslå en rättelse");
  await lena.open(`${place}/proposals/new`);
  await lena.send("/proposals", { node_kind: "storage", name: "Molnlagret Nord AB", country: "Sverige", task: "Säkerhetskopior", countries: "Sverige" });
  const answer = await lena.page.locator('input[name^="answer_"]').first().getAttribute("name");
  await lena.send(`${place}/sign`, { [answer]: "confirmed", name: LENA.name, role: "Verksamhetschef" });
  await lena.reads("Bekräftad", "Molnlagret Nord AB");
  await lena.open("/portal/chain");
  await lena.open("/portal/follow-ups");
  const option = await lena.page.locator('select[name="link_id"] option:not([value=""])').first().getAttribute("value");
  await lena.send("/portal/follow-ups", { link_id: option, held_on: day(-10), method: "audit", outcome: "good" });
  await lena.reads("Revision");
}

async function decide(world) {
  const { eva } = world;
  await eva.open("/chains/rounds");
  await eva.open(world.round);
  await eva.reads("Bekräftad", LENA.name);
  await eva.open("/chains/corrections");
  await eva.follow("/chains/confirmations/");
  await eva.reads("Molnlagret Nord AB", "Verksamhetschef");
  await eva.send("/decide", {});
  await eva.open(`/contracts/${world.call.contract}/chain?shape=table`);
  await eva.reads("Molnlagret Nord AB", "Väntar på beslut");
}
