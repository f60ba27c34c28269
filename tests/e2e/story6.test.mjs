// Acceptance story 6: an auditor asks "how do you know?". A requirement is noted in a contract, the vendor answers and
// hands in evidence, somebody at the region reviews, and the auditor goes from the figure for everybody to the single proof.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { answer } from "./support/answers.mjs";
import { evidence } from "./support/files.mjs";
import { Inspector } from "./support/inspector.mjs";
import { Mailbox } from "./support/mailbox.mjs";
import { Person, openChromium } from "./support/person.mjs";
import { Service } from "./support/service.mjs";

const ID = "[0-9a-f]{8}-[0-9a-f-]{27}";
const PASSWORD = "Blå cykel vid Ältens strand 7";
const EVA = { name: "Eva Björk", email: "eva.bjork@almea.example" };
const OLLE = { name: "Olle Haddad", email: "olle.haddad@almea.example" };
const GUNILLA = { name: "Gunilla Ros", email: "gunilla.ros@almea.example" };
const SARA = { name: "Sara Lind", email: "sara.lind@asmunda.example" };
const VENDOR = "Åsmunda Ögonklinik AB";
const CONTROL = "A.5.1";

const day = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });

test("story 6: how do you know?", { timeout: 900_000 }, async (t) => {
  const box = await Mailbox.open();
  const service = await Service.prepare(box.url);
  const browser = await openChromium();
  const world = { box, service, browser };
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
    assert.deepEqual([world.admin, world.eva, world.olle, world.gunilla, world.sara].flatMap((p) => p?.complaints ?? []), []);
    if (world.inspector) assert.equal(world.inspector.faults.length, 0, `\n${world.inspector.faults.join("\n")}`);
  } finally {
    await browser.close();
    await service.clear();
    await box.close();
  }
});

const STAGES = [
  ["the region and its three people", people],
  ["the contract holds the requirement", register],
  ["before anything is said, the chain says what is missing", nothing],
  ["the vendor answers and hands in evidence", answers],
  ["somebody else reviews it", review],
  ["the auditor goes from the figure to the single proof", drill],
  ["the Statement of Applicability says the same on paper", statement],
];

async function arrive(world, name, link) {
  const someone = await Person.at(world.browser, world.service.base, { name, scripts: true, inspector: world.inspector });
  await someone.open(link);
  await someone.send("/invitation/", { password: PASSWORD, repeat: PASSWORD });
  return someone;
}

async function people(world) {
  const { service, box } = world;
  const said = await service.command("setup", "--organisation", "Region Almeå", "--org-number", "232100-0016", "--kind", "region", "--admin", "anna.admin@almea.example");
  await service.start();
  world.admin = await arrive(world, "Anna Admin", /https?:\/\/\S+/.exec(said)[0]);
  for (const [key, who, role] of [["eva", EVA, "contract_manager"], ["olle", OLLE, "security_officer"], ["gunilla", GUNILLA, "auditor"]]) {
    await world.admin.open("/users/new");
    await world.admin.send("/users", { ...who, role, language: "sv" });
    const mail = await box.take(who.email, /./);
    world[key] = await arrive(world, who.name, /https?:\/\/\S+\/invitation\/\S+/.exec(mail.text)[0]);
  }
}

async function register(world) {
  const { eva } = world;
  await eva.open("/vendors/new");
  await eva.send("form[method=post][action*='/vendors/new']", { legal_name: VENDOR, kind: "care_provider", status: "active", country: "SE" });
  world.vendor = eva.path.split(/[?#]/)[0];
  assert.match(world.vendor, new RegExp(`^/vendors/${ID}$`));
  await eva.open(`${world.vendor}/categorise`);
  await eva.send("/categorise", { data_class: 3, data_subjects: 3, criticality: 3, access: 3, chain: 2, substitution: 3 });
  await eva.open(`/contracts/new?vendor_id=${world.vendor.split("/").pop()}`);
  await eva.send("form[method=post][action*='/contracts/new']", { reference: "AVT-2026-1", title: "Ögonsjukvård" });
  world.contract = eva.path.split(/[?#]/)[0];
  await eva.open(`${world.contract}/clauses`);
  await eva.send("/clauses/KV-01", { in_contract: "present", section: "bilaga 3, 4.1", met: "met" });
}

async function nothing({ gunilla, vendor }) {
  await gunilla.open(`${vendor}/coverage/${CONTROL}`);
  await gunilla.reads("Krävs, inget visar det", "AVT-2026-1", "bilaga 3, 4.1", "Q01: leverantören har inte lämnat in något svar");
}

async function answers(world) {
  const { eva, vendor, box, service } = world;
  await eva.open(`${vendor}/invite`);
  await eva.send("/invite", { name: SARA.name, email: SARA.email });
  const mail = await box.take(SARA.email, /./);
  await eva.open(`/assessments/new?vendor_id=${vendor.split("/").pop()}`);
  await eva.send("/assessments", { question_set: "lite", due_on: day(21), message: "Ring om något är oklart." });
  world.assessment = eva.path.split("?")[0];
  world.sara = await arrive(world, SARA.name, /https?:\/\/\S+\/invitation\/\S+/.exec(mail.text)[0]);
  await box.take(SARA.email, /./);
  world.file = evidence(service.folder);
  const portal = `/portal${world.assessment}`;
  const given = await answer(world.sara, portal, { weak: 0, evidence: world.file });
  assert.equal(given[0].id, "Q01");
  await world.sara.open(`${portal}/submit`);
  await world.sara.send("/submit", { declared_by: SARA.name, role: "Vd", declared: true });
}

async function review(world) {
  const { gunilla, olle, eva, vendor, assessment } = world;
  await gunilla.open(`${vendor}/coverage/${CONTROL}`);
  await gunilla.reads("Påstått", "Q01: ingen har granskat svaret");
  await olle.open(`${assessment}/review?q=Q01`);
  await olle.send("/reviews/Q01", { status: "met", assurance: "a2" });
  // Q01 is critical: until a second person has confirmed the verdict, it is the vendor's word.
  await gunilla.open(`${vendor}/coverage/${CONTROL}`);
  await gunilla.reads("Påstått");
  await eva.open(`${assessment}/review?q=Q01`);
  await eva.send("/questions/Q01/confirm");
}

async function drill(world) {
  const { gunilla, vendor, sara } = world;
  await gunilla.open("/start");
  await gunilla.follow("/coverage");
  await gunilla.reads("Täckning av kontroller", VENDOR);
  await gunilla.follow(`/coverage/controls/${CONTROL}?state=verified`);
  await gunilla.reads(VENDOR);
  await gunilla.follow(`${vendor}/coverage/${CONTROL}`);
  const sha = createHash("sha256").update(readFileSync(world.file)).digest("hex");
  await gunilla.reads("Verifierat", "KV-01", "AVT-2026-1", "bilaga 3, 4.1", EVA.name, "Q01", SARA.name, "Vd", "beslut.pdf", sha, OLLE.name, "A2", "Inget saknas i kedjan", /Logg nr \d+/);
  // The numbers are there in the log; the newest of them is the review's.
  const numbers = [...(await gunilla.said()).matchAll(/Logg nr ([\d, ]+)/g)].flatMap((m) => m[1].split(",").map(Number));
  const number = `Nr ${Math.max(...numbers)}`;
  await gunilla.follow("/audit?vendor_id=");
  await gunilla.reads(number);
  await gunilla.open(`${vendor}/coverage?view=nis2`);
  await gunilla.reads("21.2.a", "ej verifierad");
  await gunilla.open("/coverage/nis2");
  await gunilla.reads("21.2.d");
  // The vendor sees nothing of it.
  const hidden = await sara.context.request.get(`${world.service.base}${vendor}/coverage/${CONTROL}`);
  assert.equal(hidden.status(), 403);
}

async function statement(world) {
  const { gunilla, vendor, service } = world;
  await gunilla.open(`${vendor}/coverage`);
  for (const [lang, texts] of Object.entries({ sv: ["Uttalande om tillämplighet", VENDOR, CONTROL, "Verifierat"], en: ["Statement of Applicability", VENDOR, CONTROL, "Verified"] })) {
    const answer = await gunilla.context.request.get(`${service.base}${vendor}/statement-of-applicability?format=pdf&lang=${lang}`);
    assert.equal(answer.status(), 200);
    const file = join(service.folder, `soa-${lang}.pdf`);
    writeFileSync(file, await answer.body());
    const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).replace(/[\s\u00a0]+/g, " ");
    for (const part of texts) assert.ok(text.includes(part), `${lang}: ${part} is missing in\n${text}`);
  }
}
