// Acceptance story 4: a one-doctor practice answers the lite set on a phone, with the keyboard alone, from the mailed
// link to the receipt. No pointer is ever used on its side; axe looks at each kind of page.
import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Mailbox } from "./support/mailbox.mjs";
import { Person, openChromium } from "./support/person.mjs";
import { Service, root } from "./support/service.mjs";

const ID = "[0-9a-f]{8}-[0-9a-f-]{27}";
const PASSWORD = "Blå cykel vid Ältens strand 7";
const EVA = { name: "Eva Björk", email: "eva.bjork@almea.example" };
const INGRID = { name: "Ingrid Sand", email: "ingrid.sand@ekbrunn.example" };
const PHONE = { width: 390, height: 844 };
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const MOST_MINUTES = 45;
const QUESTIONS = 29;

const day = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });

test("story 4: a small practice, a phone and a keyboard", { timeout: 900_000 }, async (t) => {
  const box = await Mailbox.open();
  const service = await Service.prepare(box.url);
  const browser = await openChromium();
  const world = { box, service, browser, faults: [], seen: new Set() };
  try {
    for (const [name, work] of STAGES) {
      let passed = false;
      await t.test(name, async () => {
        await work(world);
        passed = true;
      });
      if (!passed) throw new Error(`stopped after: ${name}`);
    }
    assert.deepEqual(world.ingrid.complaints, []);
    assert.equal(world.faults.length, 0, `\n${world.faults.join("\n")}`);
  } finally {
    await browser.close();
    await service.clear();
    await box.close();
  }
});

const STAGES = [
  ["the region sends the lite set to the practice", send],
  ["the practice comes in by the mailed link", arrive],
  ["every question is answered by keyboard", answer],
  ["it is handed in, and the receipt is there", receipt],
  ["the other pages of the practice hold on a phone", others],
];

async function send(world) {
  const { service, browser, box } = world;
  const said = await service.command("setup", "--organisation", "Region Almeå", "--org-number", "232100-0016", "--kind", "region", "--admin", "anna.admin@almea.example");
  await service.start();
  const join_ = async (name, link) => {
    const someone = await Person.at(browser, service.base, { name, scripts: true });
    await someone.open(link);
    await someone.send("/invitation/", { password: PASSWORD, repeat: PASSWORD });
    return someone;
  };
  const admin = await join_("Anna Admin", /https?:\/\/\S+/.exec(said)[0]);
  await admin.open("/users/new");
  await admin.send("/users", { ...EVA, role: "contract_manager", language: "sv" });
  const eva = await join_(EVA.name, /https?:\/\/\S+\/invitation\/\S+/.exec((await box.take(EVA.email, /./)).text)[0]);
  await eva.open("/imports/new");
  await eva.send("/imports", { kind: "contracts", file: join(root, "tests/data/avtalsregister.xlsx") });
  await eva.send("/mapping");
  await eva.send("/apply");
  await eva.open("/vendors?q=ekbrunn+drift");
  const vendor = await eva.hrefOf(new RegExp(`^/vendors/${ID}$`));
  await eva.open(`${vendor}/invite`);
  await eva.send("/invite", { name: INGRID.name, email: INGRID.email });
  world.invitation = /https?:\/\/\S+\/invitation\/\S+/.exec((await box.take(INGRID.email, /./)).text)[0];
  await eva.open(`/assessments/new?vendor_id=${vendor.split("/").pop()}`);
  await eva.send("/assessments", { question_set: "lite", due_on: day(21), message: "Ring om något är oklart." });
  world.assessment = eva.path.split("?")[0];
}

async function arrive(world) {
  const { service, browser, box } = world;
  const ingrid = await Person.at(browser, service.base, { name: INGRID.name, scripts: true });
  await ingrid.page.setViewportSize(PHONE);
  await ingrid.context.addInitScript(() => {
    for (const kind of ["pointerdown", "mousedown", "touchstart"]) addEventListener(kind, () => console.error(`a pointer was used: ${kind}`), true);
  });
  world.ingrid = ingrid;
  world.page = ingrid.page;
  await ingrid.page.goto(world.invitation);
  await look(world, "invitation");
  await tabTo(world, 'input[name="password"]');
  await world.page.keyboard.type(PASSWORD);
  await tabTo(world, 'input[name="repeat"]');
  await world.page.keyboard.type(PASSWORD);
  await enter(world);
  const link = /https?:\/\/\S+\/portal\/\S+\/continue/.exec((await box.take(INGRID.email, /./)).text)[0];
  await ingrid.page.goto(link);
  assert.match(ingrid.path, /\/questions\/Q01$/);
  // What is left of her time stands on the first page, and it is less than 45 minutes.
  const minutes = Number(/(\d+)\s+minuter/.exec(await ingrid.page.locator(".questionnaire-bar").innerText())?.[1]);
  assert.ok(minutes > 0 && minutes < MOST_MINUTES, `${minutes} minutes`);
  world.portal = `/portal${world.assessment}`;
}

async function answer(world) {
  const { page, ingrid } = world;
  const seen = new Set();
  for (let step = 0; step < QUESTIONS + 2; step += 1) {
    const id = /questions\/(\w+)/.exec(ingrid.path)?.[1];
    if (!id) break;
    assert.ok(!seen.has(id), `${id} came twice`);
    seen.add(id);
    await look(world, `question-${await kindOfQuestion(page)}`);
    await skip(world);
    // Dates and certificates she does not have at hand: "not in place" is an honest answer and needs no more.
    const hasDate = (await page.locator('form#answer input[type="date"]').count()) > 0;
    await tabTo(world, 'form#answer input[name="status"]');
    await page.keyboard.press("Space");
    if (hasDate) for (let n = 0; n < 2; n += 1) await page.keyboard.press("ArrowDown");
    const chosen = await page.locator('form#answer input[name="status"]:checked').getAttribute("value");
    assert.equal(chosen, hasDate ? "not_met" : "met");
    if (!hasDate) await fillIn(world);
    await tabTo(world, 'button[form="answer"][value="next"]');
    await enter(world);
  }
  assert.equal(seen.size, QUESTIONS);
  assert.match(ingrid.path, /\/submit$/);
}

/// What the first row of each field asks for, with Tab from one to the next.
async function fillIn(world) {
  const { page } = world;
  const names = await page.locator("form#answer").evaluate((form) => [...form.elements]
    .filter((e) => e.name && !["hidden", "submit", "button"].includes(e.type) && !["status", "comment", "shown_on_site"].includes(e.name))
    .map((e) => e.name));
  for (const name of new Set(names)) {
    if (/\.[1-9]\d*\./.test(name)) continue; // One row of a list is enough.
    const selector = `form#answer [name="${name}"]`;
    await tabTo(world, selector);
    const field = page.locator(selector).first();
    const kind = await field.evaluate((e) => (e.tagName === "INPUT" ? e.type : e.tagName.toLowerCase()));
    const hint = await field.evaluate((e) => e.closest("[data-field]")?.textContent ?? "");
    if (kind === "radio") await page.keyboard.press("Space");
    else if (kind === "select") await page.keyboard.press("ArrowDown");
    else if (/countr|org_number/.test(name) || /andskod/.test(hint)) await page.keyboard.type(/org_number/.test(name) ? "" : "SE");
    else if (/percent|number/.test(name)) await page.keyboard.type("4");
    else await page.keyboard.type("Enligt vår rutin");
  }
}

async function receipt(world) {
  const { page, ingrid, service } = world;
  await look(world, "submit");
  await skip(world);
  await tabTo(world, 'input[name="role"]');
  await page.keyboard.type("Verksamhetschef");
  await tabTo(world, 'input[name="declared"]');
  await page.keyboard.press("Space");
  await tabTo(world, 'form[action$="/submit"] button');
  await enter(world);
  await ingrid.reads("Inskickad", "Beställaren får ett meddelande");
  await look(world, "overview");
  await skip(world);
  await tabTo(world, 'a[href$="/receipt"]');
  await enter(world);
  await look(world, "receipt");
  const sha = (await page.locator("[data-sha256]").first().innerText()).trim();
  assert.match(sha, /^[0-9a-f]{64}$/);
  await ingrid.reads("Kontrollsumman stämmer", "Svaren är desamma");
  const pdf = await ingrid.context.request.get(service.base + (await ingrid.hrefOf(/receipt\.pdf/)));
  assert.equal(pdf.status(), 200);
  const file = join(service.folder, "kvittens.pdf");
  writeFileSync(file, await pdf.body());
  const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).replace(/\s+/g, "");
  assert.ok(text.includes(sha), "the receipt does not hold its fingerprint");
}

async function others(world) {
  for (const [kind, path] of [
    ["start", "/portal"],
    ["list", "/portal/assessments"],
    ["sections", `${world.portal}/sections`],
    ["earlier", `${world.portal}/earlier`],
    ["print", `${world.portal}/print`],
    ["evidence", "/portal/evidence"],
    ["read", `${world.portal}/questions/Q01`],
  ]) {
    const answer = await world.page.goto(world.service.base + path);
    assert.equal(answer.status(), 200, path);
    await look(world, kind);
  }
}

/// Tab until the focus is where it should be; a page where that takes forever is a trap.
async function tabTo({ page, ingrid }, selector) {
  for (let step = 0; step < 150; step += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${selector} at ${ingrid.path}`);
}

/// The first Tab gives the way past the menus.
async function skip({ page }) {
  await page.keyboard.press("Tab");
  const link = await page.evaluate(() => document.activeElement?.classList.contains("skip") ?? false);
  if (link) await page.keyboard.press("Enter");
}

/// Presses Enter where the focus is, and waits for the page that follows.
async function enter({ page }) {
  const followed = page.waitForEvent("framenavigated", { predicate: (frame) => frame === page.mainFrame() });
  await page.keyboard.press("Enter");
  await followed;
  await page.waitForLoadState("load");
}

const kindOfQuestion = (page) => page.locator("form#answer").evaluate((form) => [...new Set([...form.elements]
  .filter((e) => e.name && !["hidden", "submit", "button"].includes(e.type) && !["comment", "shown_on_site"].includes(e.name))
  .map((e) => e.name.replace(/\.\d+\./, ".n.")))].join("+"));

/// Once for each kind of page: axe, and nothing sideways.
async function look(world, kind) {
  if (world.seen.has(kind) || process.env.E2E_NO_INSPECTION) return;
  world.seen.add(kind);
  const { violations } = await new AxeBuilder({ page: world.page }).withTags(TAGS).analyze();
  for (const v of violations) {
    world.faults.push(`${kind}: ${v.id}: ${v.help}\n    ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join("\n    ")}`);
  }
  const sideways = await world.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (sideways > 1) world.faults.push(`${kind}: ${sideways} px sideways`);
}
