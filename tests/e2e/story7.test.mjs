// Acceptance story 7: a vendor asks in the portal for a sub-processor in a third country. Silence approves
// nothing; a check, three reviews by three people and an explicit decision with conditions do. The tier is
// counted anew and shown before the decision, and the letter is downloaded.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { evidence } from "./support/files.mjs";
import { Inspector } from "./support/inspector.mjs";
import { Mailbox } from "./support/mailbox.mjs";
import { Person, openChromium } from "./support/person.mjs";
import { Service, root } from "./support/service.mjs";

const ID = "[0-9a-f]{8}-[0-9a-f-]{27}";
const PASSWORD = "Blå cykel vid Ältens strand 7";
const CONTRACT = "AVT-2023-0046";
const NAME = "Nattpasset Rådgivning Ltd";
const PEOPLE = {
  eva: { name: "Eva Björk", email: "eva.bjork@almea.example", role: "contract_manager" },
  omar: { name: "Omar Haddad", email: "omar.haddad@almea.example", role: "security_officer" },
  daniel: { name: "Daniel Öst", email: "daniel.ost@almea.example", role: "data_protection_officer" },
  maria: { name: "Maria Kron", email: "maria.kron@almea.example", role: "legal_counsel" },
  birgitta: { name: "Birgitta Falk", email: "birgitta.falk@almea.example", role: "director" },
};
const SARA = { name: "Sara Lind", email: "sara.lind@ekbrunn.example" };

const day = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });

test("story 7: a sub-processor in a third country", { timeout: 1_200_000 }, async (t) => {
  const box = await Mailbox.open();
  const service = await Service.prepare(box.url);
  const browser = await openChromium();
  const world = { box, service, browser };
  if (!process.env.E2E_NO_INSPECTION) world.inspector = new Inspector();
  try {
    for (const [name, work] of STAGES) {
      await t.test(name, () => work(world).catch((error) => { world.broken = true; throw error; }));
      if (world.broken) throw new Error(`stopped after: ${name}`);
    }
    assert.deepEqual(Object.values(world).flatMap((p) => p?.complaints ?? []), []);
    if (world.inspector) await t.test("every page is accessible in both languages, light and dark", () => assert.deepEqual(world.inspector.faults, []));
  } finally {
    await browser.close();
    await service.clear();
    await box.close();
  }
});

const STAGES = [
  ["the region has its people and its register", arrive],
  ["the contract gives a general authorisation, and the vendor applies in the portal", apply],
  ["silence is said to approve nothing, and the application is checked", check],
  ["three people review", review],
  ["the tier is shown before the decision, which is explicit and has conditions", decide],
  ["both sides read the decision, and the letter is a PDF", read],
];

async function person({ browser, service, inspector }, name, link) {
  const one = await Person.at(browser, service.base, { name, scripts: true, inspector });
  await one.open(link);
  await one.send("/invitation/", { password: PASSWORD, repeat: PASSWORD });
  return one;
}

const linkIn = (text) => {
  const link = /https?:\/\/\S+\/invitation\/\S+/.exec(text)?.[0];
  assert.ok(link, text);
  return link;
};

async function arrive(world) {
  const said = await world.service.command("setup", "--organisation", "Region Almeå", "--org-number", "232100-0016", "--kind", "region", "--admin", "anna.admin@almea.example");
  await world.service.start();
  world.admin = await person(world, "Anna Admin", /https?:\/\/\S+/.exec(said)?.[0]);
  for (const [key, { name, email, role }] of Object.entries(PEOPLE)) {
    await world.admin.open("/users/new");
    await world.admin.send("/users", { name, email, role, language: "sv" });
    world[key] = await person(world, name, linkIn((await world.box.take(email, /./)).text));
  }
  const { eva, box } = world;
  await eva.open("/imports/new");
  await eva.send("/imports", { kind: "contracts", file: join(root, "tests/data/avtalsregister.xlsx") });
  await eva.send("/mapping");
  await eva.send("/apply");
  await eva.open(`/contracts?q=${CONTRACT}`);
  world.contract = await eva.hrefOf(new RegExp(`^/contracts/${ID}$`));
  await eva.open(world.contract);
  world.vendor = await eva.hrefOf(new RegExp(`^/vendors/${ID}$`));
  await eva.open(`${world.vendor}/categorise`);
  await eva.send("/categorise", { data_class: 3, data_subjects: 2, criticality: 2, access: 2, chain: 1, substitution: 1 });
  await eva.open(`${world.vendor}/invite`);
  await eva.send("/invite", { name: SARA.name, email: SARA.email });
  world.sara = await person(world, SARA.name, linkIn((await box.take(SARA.email, /./)).text));
}

/// Fills in every radio group of the form with one value, and whatever else is given.
async function answerAll(who, form, prefix, value, more = {}) {
  const names = await who.page.locator(`form[action*="${form}"] input[type=radio][name^="${prefix}"]`).evaluateAll((all) => [...new Set(all.map((input) => input.name))]);
  await who.send(form, { ...Object.fromEntries(names.map((name) => [name, value])), ...more });
  return names.length;
}

async function apply(world) {
  const { sara } = world;
  await sara.open("/portal/subcontracts");
  await sara.reads("Inga ansökningar");
  await sara.open("/portal/subcontracts/new");
  const contract = world.contract.split("/").pop();
  const facts = {
    security_sensitive: "no", contract_id: contract, is_processor: true, name: NAME, country: "Thailand",
    task: "Svarar i telefon på natten", data_class: "3", information_types: "Hälsouppgifter", persons_low: "12000",
    countries: "Sverige, Thailand", remote_countries: "Thailand", starts_on: day(45),
  };
  await sara.send("/portal/subcontracts", facts, { refused: true });
  await sara.send("/portal/subcontracts", { ...facts, transfer_mechanism: "standard_clauses" });
  assert.match(sara.path, /\/claims$/);
  world.id = sara.path.split("/").at(-2);
  await sara.send("/files", { part: "5", file: evidence(world.service.folder) });
  await generally(world);
  assert.equal(await answerAll(sara, "/claims", "answer_", "yes", { note_2: "Ingen egen personal på natten." }), 16);
  await sara.send("/submit");
  await sara.reads("Inskickad", "invända till och med");
  await world.box.take(PEOPLE.eva.email, /Ansökan om underleverantör/);
}

/// The contract manager notes that the contract gives a general authorisation: with the API, as a script would.
async function generally(world) {
  const { service, contract } = world;
  const said = await service.command("token", "create", "--email", PEOPLE.eva.email, "--role", "contract_manager");
  const answer = await fetch(`${service.base}/api/v1/subcontract-terms/${contract.split("/").pop()}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${said.trim().split("\n").pop()}`, "content-type": "application/json", "if-match": '"0"' },
    body: JSON.stringify({ authorisation: "general" }),
  });
  assert.equal(answer.status, 200);
}

async function check(world) {
  const { eva, sara, id } = world;
  await eva.open("/subcontracts");
  await eva.reads("Dina granskningar", NAME, "Tredjeland");
  await eva.open(`/subcontracts/${id}`);
  await eva.reads("Kompletthetskontroll", "Nivån blir 1 i stället för 3");
  await eva.reads("Tystnad godkänner inget här");
  await eva.send("/begin");
  await eva.open(`/subcontracts/${id}/completion`);
  await eva.send("/completion", { text: "Lämna underbiträdesavtalet." });
  await world.box.take(SARA.email, /behöver kompletteras/);
  await sara.open(`/portal/subcontracts/${id}`);
  await sara.reads("Lämna underbiträdesavtalet.");
  await sara.doesNotRead("Nivån blir");
  await sara.send("/submit");
  await eva.open(`/subcontracts/${id}/case-reviews/completeness`);
  await answerAll(eva, "/case-reviews/completeness", "verdict_", "met", { outcome: "supports" });
}

async function review(world) {
  const { id } = world;
  for (const [key, kind] of [["omar", "security"], ["daniel", "privacy"], ["maria", "legal"]]) {
    await world.box.take(PEOPLE[key].email, /väntar på din granskning/);
    await world[key].open(`/subcontracts/${id}/case-reviews/${kind}`);
    await answerAll(world[key], `/case-reviews/${kind}`, "verdict_", "met", { outcome: "conditions", comment: "Tillstyrks om åtkomsten begränsas." });
  }
  // One person does not give two reviews.
  await world.eva.open(`/subcontracts/${id}`);
  await world.eva.reads(PEOPLE.omar.name, PEOPLE.daniel.name, PEOPLE.maria.name, "Tillstyrks med villkor");
}

async function decide(world) {
  const { birgitta, eva, id } = world;
  await eva.open(`/subcontracts/${id}/propose`);
  await eva.send("/propose", { decision: "conditional", reason: "Kraven är uppfyllda för lagring.", conditions: "Fjärråtkomst bara efter godkännande.", valid_until: day(300) });
  await eva.open(`/subcontracts/${id}/decide`);
  await eva.send("/decide", {}, { refused: true });
  await birgitta.open(`/subcontracts/${id}/decide`);
  await birgitta.reads("Nivån blir 1 i stället för 3", "Förslag av Eva Björk");
  await birgitta.send("/decide", { conditions: "Fjärråtkomst bara efter godkännande.\nLoggar lämnas varje månad." });
  await birgitta.reads("Godkänd med villkor", "Loggar lämnas varje månad.");
  await eva.open(world.vendor);
  await eva.reads("Kritisk");
}

async function read(world) {
  const { sara, id, box } = world;
  const mail = await box.take(SARA.email, /Beslut i ärende/);
  assert.ok(mail.text.includes("Godkänd med villkor") && !mail.text.includes("Tillstyrks"), mail.text);
  await sara.open(`/portal/subcontracts/${id}`);
  await sara.reads("Godkänd med villkor", "Fjärråtkomst bara efter godkännande.");
  await sara.doesNotRead("Tillstyrks", "Nivån", PEOPLE.omar.name, "Kritisk");
  const downloaded = sara.page.waitForEvent("download");
  await sara.page.locator('a[href*="letter.pdf?lang=sv"]').click();
  const file = await (await downloaded).path();
  assert.ok(readFileSync(file).subarray(0, 4).equals(Buffer.from("%PDF")));
}
