// Acceptance story 5: a journalist requests the list of vendors. It becomes a masked extract in which the masked text is
// gone, a decision by somebody who may refuse, and a log. A marked letter with files goes the same way. The files are
// attacked as a reader would: their words, their tags, their metadata, their streams, what is attached to them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inflateRawSync, inflateSync } from "node:zlib";
import { evidence } from "./support/files.mjs";
import { Inspector } from "./support/inspector.mjs";
import { Mailbox } from "./support/mailbox.mjs";
import { Person, openChromium } from "./support/person.mjs";
import { Service, root } from "./support/service.mjs";

const ID = "[0-9a-f]{8}-[0-9a-f-]{27}";
const PASSWORD = "Blå cykel vid Ältens strand 7";
const PEOPLE = {
  eva: { name: "Eva Björk", email: "eva.bjork@almea.example", role: "contract_manager" },
  maria: { name: "Maria Kron", email: "maria.kron@almea.example", role: "legal_counsel" },
  gunilla: { name: "Gunilla Ros", email: "gunilla.ros@almea.example", role: "auditor" },
  kim: { name: "Kim Lund", email: "kim.lund@almea.example", role: "reader" },
};
const SARA = { name: "Sara Lind", email: "sara.lind@vidlyssna.example" };
const VENDOR = "Vidlyssna Vårdlinje AB";
const ASKED = "Listan över alla leverantörer och vårdgivare";
/// A sheltered place, under contract twice, and written differently.
const SHELTER = "Lindormens Kvinnojour";
const SECRET = "Bara för oss i regionen";
/// Of a sole trader: a person's own.
const PERSONAL = "800101-9804";
const HIDDEN = [SHELTER, "Lindormens", "Kvinnojour", PERSONAL, PERSONAL.replace("-", ""), SECRET];
const LETTER = "Servern står i skåp 12.\nLarmet är tyst.\nKoden är Q4711Z. Fråga Berit Ekvall.";
const LETTER_HIDDEN = ["skåp 12", "Q4711Z", "Berit Ekvall", "ritning.pdf"];

const day = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });
/// Words are broken over lines, and cells over each other: only the letters are compared.
const squash = (text) => text.toLowerCase().replace(/[\s\u00a0\u00ad\u200b\u2060-]+/g, "");

test("story 5: a journalist requests the list of vendors", { timeout: 1_200_000 }, async (t) => {
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
    assert.deepEqual(Object.values(world).flatMap((one) => one?.complaints ?? []), []);
    if (world.inspector) await t.test("every page is accessible in both languages, light and dark", () => assert.deepEqual(world.inspector.faults, []));
  } finally {
    await browser.close();
    await service.clear();
    await box.close();
  }
});

const STAGES = [
  ["the region has its people and its register", arrive],
  ["the diary's numbers have a pattern of the region's own", settings],
  ["who asks and why is not asked", ask],
  ["what is wrong is said at its field, and nothing is made", wrong],
  ["the list becomes a masked extract in one flow", extract],
  ["what is masked is nowhere in the files", attack],
  ["masking is a refusal: only who may decides, with reasons, and says how to appeal", decide],
  ["the answer leaves, and the log says all of it but what was masked", log],
  ["a marked letter with files goes the same way, late as it is", letter],
  ["nobody else comes near", hidden],
];

async function person({ browser, service, inspector }, name, link) {
  const one = await Person.at(browser, service.base, { name, scripts: true, inspector });
  await one.open(link);
  await one.send("/invitation/", { password: PASSWORD, repeat: PASSWORD });
  return one;
}

const invitation = (mail) => /https?:\/\/\S+\/invitation\/\S+/.exec(mail.text)[0];

async function arrive(world) {
  const { service, box } = world;
  const said = await service.command("setup", "--organisation", "Region Almeå", "--org-number", "232100-0016", "--kind", "region", "--admin", "anna.admin@almea.example");
  await service.start();
  const unseen = { ...world, inspector: undefined };
  const admin = await person(unseen, "Anna Admin", /https?:\/\/\S+/.exec(said)[0]);
  for (const [key, who] of Object.entries(PEOPLE)) {
    await admin.open("/users/new");
    await admin.send("/users", { ...who, language: "sv" });
    world[key] = await person(world, who.name, invitation(await box.take(who.email, /./)));
  }
  const { eva } = world;
  await eva.open("/imports/new");
  await eva.send("/imports", { kind: "contracts", file: join(root, "tests/data/avtalsregister.xlsx") });
  await eva.send("/mapping");
  await eva.send("/apply");
  const token = (await service.command("token", "create", "--email", PEOPLE.eva.email, "--role", "contract_manager")).trim().split("\n").pop();
  const api = async (path, body) => {
    const answer = await fetch(`${service.base}/api/v1${path}`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/json" }, body: JSON.stringify(body) });
    const text = await answer.text();
    assert.ok(answer.ok, `${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  const vendor = (legal_name, more = {}) => api("/vendors", { legal_name, kind: "care_provider", country: "SE", status: "active", internal_note: SECRET, ...more });
  const critical = await vendor(VENDOR);
  await api(`/vendors/${critical.id}/categorisations`, { data_class: 3, data_subjects: 4, criticality: 4, access: 2, chain: 2, substitution: 3 });
  await vendor(`${SHELTER} AB`);
  await vendor(`${SHELTER.toUpperCase()} Norr AB`);
  await vendor("Ådalas Fotvård", { org_number: PERSONAL });
  await api(`/vendors/${critical.id}/invitations`, { ...SARA, role: "vendor_admin" });
  world.sara = await person(unseen, SARA.name, invitation(await box.take(SARA.email, /./)));
}

async function settings({ eva }) {
  await eva.open("/record-settings");
  const form = 'form[method=post][action="/record-settings"]';
  await eva.send(form, { diary_pattern: "RS \\d{4}/\\d+", diary_example: "HSN 1" }, { refused: true });
  await eva.reads("Exemplet stämmer inte med mönstret");
  await eva.send(form, { diary_example: "RS 2026/118" });
  assert.equal(await eva.page.locator('[name="diary_example"]').inputValue(), "RS 2026/118");
}

async function ask(world) {
  const { eva } = world;
  await eva.open("/start");
  await eva.follow("/records");
  await eva.follow("/disclosures");
  await eva.reads("Ingen begäran", "ska besvaras skyndsamt");
  await eva.follow("/disclosures/lists");
  await eva.reads("Leverantörslista", "Tjänstelista", "Bara om personen själv har sagt det");
  await eva.page.getByText("Vad paragraferna säger").first().click();
  await eva.reads("OSL 31 kap. 16 §", "ej verifierad");
  const names = await eva.form("/disclosures/lists").evaluate((form) => [...form.elements].map((e) => e.name).filter(Boolean));
  // Nothing asks for a purpose, and what names somebody may be left out.
  assert.deepEqual(names.sort(), ["_csrf", "asked_for", "contact", "diary_number", "mask-kind", "mask-name", "mask-org_number", "mask-status", "mask-tier", "paragraph", "received_on", "requester", "source", "terms"]);
  assert.equal(await eva.page.locator('[name="mask-tier"]').inputValue(), "osl_18_8");
  world.rows = Number(/Listan har ([\d\s\u00a0]+) rader/.exec(await eva.said())?.[1].replace(/\D/g, ""));
  assert.ok(world.rows > 50, `${world.rows} rows`);
}

async function wrong({ eva }) {
  const refused = async (fields, ...said) => {
    await eva.send("/disclosures/lists", fields, { refused: true });
    await eva.reads(...said);
    assert.equal(await eva.page.locator('[name="contact"]').inputValue(), "Hämtas i receptionen");
  };
  await refused({ contact: "Hämtas i receptionen", terms: SHELTER, paragraph: "osl_21_3" }, "Fyll i det här fältet.");
  await refused({ asked_for: ASKED, received_on: day(1) }, "Dagen får inte ligga framåt i tiden.");
  await refused({ received_on: day(0), diary_number: "HSN 2026-1" }, "Numret stämmer inte med era diarienummer", "RS 2026/118");
  await refused({ diary_number: "RS 2026/131", terms: `${SHELTER}\nAB` }, "Skriv minst 3 tecken");
  await refused({ terms: SHELTER, paragraph: "" }, "Fyll i det här fältet.");
  // All of it or nothing: no request was left behind.
  await eva.open("/disclosures");
  await eva.reads("Ingen begäran");
}

async function extract(world) {
  const { eva } = world;
  await eva.open("/disclosures/lists");
  await eva.send("/disclosures/lists", { asked_for: ASKED, contact: "Hämtas i receptionen", diary_number: "RS 2026/131", terms: SHELTER, paragraph: "osl_21_3" });
  world.request = eva.path.split(/[?#]/)[0];
  assert.match(world.request, new RegExp(`^/disclosures/${ID}$`));
  await eva.reads(ASKED, "Anonym", "RS 2026/131", "I tid", "Prövad", "1 uppgift maskad", "Utdrag 1");
  // It cannot be handed over before somebody has decided.
  assert.equal(await eva.form("/hand-over").count(), 0);
  world.pdf = (await eva.hrefOf(new RegExp(`^${world.request}/extracts/${ID}/extract\\.pdf\\?lang=sv$`))).split("?")[0];
}

async function fetched({ service }, who, path) {
  const answer = await who.context.request.get(service.base + path);
  assert.equal(answer.status(), 200, path);
  return answer.body();
}

const TOOLS = [
  ["pdftotext", "-layout", "FILE", "-"],
  ["pdftotext", "-raw", "FILE", "-"],
  ["pdfinfo", "FILE"],
  ["pdfinfo", "-meta", "FILE"],
  ["pdfinfo", "-struct-text", "FILE"],
  ["pdffonts", "FILE"],
  ["pdfdetach", "-list", "FILE"],
];

/// All that the usual tools take out of a PDF.
function takenOut({ service }, pdf) {
  const path = join(service.folder, "attacked.pdf");
  writeFileSync(path, pdf);
  return TOOLS.map(([tool, ...args]) => execFileSync(tool, args.map((arg) => (arg === "FILE" ? path : arg)), { encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "ignore"] })).join("\n");
}

/// The bytes of a file, and of each stream that can be unpacked.
function unpacked(bytes) {
  const parts = [bytes];
  for (let at = bytes.indexOf("stream"); at >= 0; at = bytes.indexOf("stream", at + 6)) {
    if (bytes.subarray(at - 3, at).toString("latin1") === "end") continue;
    const start = at + 6 + (bytes[at + 6] === 13 ? 2 : 1);
    const end = bytes.indexOf("endstream", start);
    if (end < 0) break;
    try {
      parts.push(inflateSync(bytes.subarray(start, end)));
    } catch {
      // Not deflated: its bytes are those of the file.
    }
  }
  return parts;
}

/// A word in the ways that a PDF may hold it.
function forms(word) {
  const utf16 = Buffer.from(word, "utf16le").swap16();
  const hex = utf16.toString("hex");
  return [Buffer.from(word, "utf8"), Buffer.from(word, "latin1"), utf16, Buffer.from(hex), Buffer.from(hex.toUpperCase())];
}

/// No word is left, however it is looked for.
function gone(world, pdf, words) {
  const said = squash(takenOut(world, pdf));
  assert.ok(said.includes(squash("0 embedded files")), "nothing is attached");
  const parts = unpacked(pdf);
  assert.ok(parts.length > 2, "its streams were unpacked");
  for (const word of words) {
    assert.ok(!said.includes(squash(word)), `${word} is still read in the PDF`);
    for (const written of [word, word.toLowerCase(), word.toUpperCase()]) {
      const found = forms(written).findIndex((form) => parts.some((part) => part.includes(form)));
      assert.equal(found, -1, `${written} is still in the bytes of the PDF, as form ${found}`);
    }
  }
  return said;
}

/// The files of a package, by name.
function unzipped(bytes) {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const files = {};
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [length, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const name = bytes.subarray(at + 46, at + 46 + length).toString("utf8");
    files[name] = bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    at += 46 + length + extra + comment;
  }
  return files;
}

const holds = (said, ...parts) => {
  for (const part of parts) assert.ok(said.includes(squash(part)), `${part} is missing in\n${said}`);
};

async function attack(world) {
  const { eva, pdf, rows } = world;
  const swedish = await fetched(world, eva, pdf);
  for (const mark of ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"]) assert.ok(swedish.includes(mark), mark);
  const said = gone(world, swedish, HIDDEN);
  holds(said, VENDOR, "Ådalas Fotvård", "Vårdgivare", `${rows} rader`, "Nivå: Lämnas inte ut: OSL 18 kap. 8 §", "[maskat: OSL 21 kap. 3 §]", "ej verifierad", "Region Almeå", "RS 2026/131");
  // Both of its spellings are gone, and the rest of their rows is there.
  holds(said, "[maskat: OSL 21 kap. 3 §] Norr AB");
  holds(gone(world, await fetched(world, eva, `${pdf}?lang=en`), HIDDEN), VENDOR, "Not disclosed: OSL 18 kap. 8 §", "[masked: OSL 21 kap. 3 §]");
  assert.ok(swedish.equals(await fetched(world, eva, `${pdf}?lang=sv`)), "the same extract is the same file");
  // The package holds that file and its fingerprint, and nothing beside them.
  const files = unzipped(await fetched(world, eva, pdf.replace("extract.pdf", "package.zip")));
  assert.deepEqual(Object.keys(files).sort(), ["extract.pdf", "manifest-sha256.txt"]);
  assert.ok(files["extract.pdf"].equals(swedish));
  assert.ok(files["manifest-sha256.txt"].includes(createHash("sha256").update(swedish).digest("hex")));
}

async function decide(world) {
  const { eva, maria, request } = world;
  const reasons = "Nivån visar hur leverantören följs upp. En adress kan röja ett skyddat boende.";
  await eva.open(request);
  await eva.reads("Du kan lämna ut allt, men inte besluta om avslag");
  // What was masked is a refusal, whatever it is called; and it is not Eva's to refuse.
  await eva.send("/decide", { outcome: "full" }, { refused: true });
  await eva.reads("Utdraget är maskat, så beslutet är att lämna ut delvis");
  await eva.open(request);
  await eva.send("/decide", { outcome: "partial", reasons }, { refused: true });
  await maria.open(request);
  await maria.send("/decide", { outcome: "partial" }, { refused: true });
  await maria.reads("Fyll i det här fältet.");
  await maria.send("/decide", { outcome: "partial", reasons });
  await maria.reads("Handlingarna lämnas ut utom de uppgifter som omfattas av sekretess", PEOPLE.maria.name, reasons);
  // It is decided: neither the words nor the extract change any more.
  for (const step of ["/terms", "/extracts", "/choose", "/decide"]) assert.equal(await maria.form(`form[method=post][action$="${step}"]`).count(), 0, step);
  const paper = await fetched(world, maria, `${request}/decision.pdf`);
  const said = gone(world, paper, HIDDEN);
  holds(said, "Beslut om utlämnande", ASKED, "Anonym", reasons, "OSL 18 kap. 8 §", "OSL 21 kap. 3 §", "kammarrätten", "tre veckor", "ej verifierad", PEOPLE.maria.name, "RS 2026/131");
  holds(gone(world, await fetched(world, maria, `${request}/decision.pdf?lang=en`), HIDDEN), "How to appeal", "not verified");
}

async function log(world) {
  const { eva, gunilla, service, request } = world;
  await eva.open(request);
  await eva.send("/hand-over");
  await eva.reads(`Besvarad: ${day(0)}`);
  const lines = (await eva.page.locator("#log li").allTextContents()).map((line) => line.replace(/\s+/g, " ").trim());
  const steps = ["registrerade begäran", "valde handlingar", "ändrade ord som maskas", "prövade sekretess", "skapade ett utdrag", "beslutade", "besvarade begäran"];
  assert.equal(lines.length, steps.length, lines.join("\n"));
  for (const [at, step] of steps.entries()) {
    const who = step === "beslutade" ? PEOPLE.maria.name : PEOPLE.eva.name;
    // What was counted stands after the step; never the words.
    assert.match(lines[at], new RegExp(`${who}: ${step}( \\(.*\\))?$`));
    assert.ok(!lines[at].includes(SHELTER), lines[at]);
  }
  // Whoever audits reads it all, in the list, as a file and in the log of changes; the masked words stand in none of them.
  await gunilla.open("/disclosures");
  await gunilla.reads(ASKED, "Anonym", "Besvarad", "Lämnas ut delvis", PEOPLE.eva.name);
  const sheet = Object.values(unzipped(await fetched(world, gunilla, "/disclosures/export"))).map((part) => part.toString("utf8")).join("\n");
  for (const part of [ASKED, PEOPLE.maria.name, "RS 2026/131", "Lämnas ut delvis"]) assert.ok(sheet.includes(part), `${part} is not in the file`);
  const sources = [sheet];
  for (const kind of ["disclosure", "disclosure_item", "disclosure_extract"]) {
    await gunilla.open(`/audit?object_type=${kind}`);
    await gunilla.reads(PEOPLE.eva.name);
    sources.push(await gunilla.page.content());
  }
  await gunilla.open("/audit?object_type=disclosure");
  await gunilla.reads("begäran om utlämnande", PEOPLE.maria.name);
  for (const source of sources) for (const word of [SHELTER, "Lindormens"]) assert.ok(!source.toLowerCase().includes(word.toLowerCase()), `${word} stands in a log`);
  await service.command("audit", "verify");
}

async function letter(world) {
  const { eva, maria, service } = world;
  const [text, drawing] = [join(service.folder, "bilaga.txt"), join(service.folder, "ritning.pdf")];
  writeFileSync(text, "Koden Q4711Z gäller skåp 12. Dörren är grön.\n");
  writeFileSync(drawing, Buffer.concat([readFileSync(evidence(service.folder)), Buffer.from("% Q4711Z\n")]));
  await eva.open("/records/new");
  await eva.send('form[method=post][action="/records"]', { subject: "Svar om lagringen", diary_number: "RS 2026/140", counterpart: VENDOR, body: LETTER });
  const record = eva.path.split(/[?#]/)[0];
  for (const file of [text, drawing]) await eva.send(`${record}/files`, { file });
  await eva.reads("bilaga.txt", "ritning.pdf");
  await eva.send("/secrecy-marks", { field_key: "body", paragraph: "osl_18_8", reason: "Visar var larmet sitter." });
  await eva.reads("Kan omfattas av sekretess enligt OSL 18 kap. 8 §", "En markering är en varning, inte ett beslut");
  await eva.open("/records?q=lagringen");
  await eva.reads("Svar om lagringen", "RS 2026/140", "Kan omfattas av sekretess");

  // The same journalist, who now says who it is, has waited for two weeks.
  await eva.open("/disclosures/new");
  await eva.reads("behöver inte uppge namn eller skäl");
  await eva.send('form[method=post][action="/disclosures"]', { asked_for: "Svaret om lagringen, med bilagor", received_on: day(-14), requester: "Almeåbladet" });
  const request = eva.path.split(/[?#]/)[0];
  await eva.reads("Dröjer", "Almeåbladet");
  await eva.open(`${request}?q=lagringen`);
  await eva.send("/choose", { record_ids: record.split("/").pop() });
  await eva.reads("Inte prövad");
  await eva.send("/extracts", {}, { refused: true });
  await eva.reads("är inte prövad");
  await maria.open(request);
  await maria.send("/decide", { outcome: "refused", reasons: "Allt är hemligt." }, { refused: true });
  await maria.reads("Välj minst en paragraf som grund");

  await eva.open(request);
  await eva.follow("/chosen/");
  const item = eva.path.split(/[?#]/)[0];
  const rows = await eva.page.locator('input[type=hidden][name^="key-"]').evaluateAll((all) => all.map((e) => {
    const at = e.name.slice(4);
    return { at, key: e.value, parts: Boolean(e.form.elements[`parts-${at}`]) };
  }));
  const at = (key, parts) => rows.find((row) => row.key.startsWith(key) && row.parts === parts)?.at;
  const [body, annex, plan] = [at("body", true), at("file:", true), at("file:", false)];
  // What was marked is proposed; it is assessed anew all the same.
  await eva.reads("Kan omfattas av sekretess enligt OSL 18 kap. 8 §");
  assert.equal(await eva.page.locator(`[name="how-${body}"]:checked`).getAttribute("value"), "whole");
  const parts = "skåp 12\nQ4711Z";
  await eva.send(item, {
    [`how-${body}`]: "parts", [`parts-${body}`]: parts,
    [`how-${annex}`]: "parts", [`paragraph-${annex}`]: "osl_18_8", [`parts-${annex}`]: "Q4711Z",
  }, { refused: true });
  await eva.reads("Filen lämnas ut som den är. Skriv vem som har läst den.");
  assert.equal((await eva.page.locator(`[name="parts-${body}"]`).inputValue()).replace(/\r/g, ""), parts);
  await eva.send(item, { [`how-${plan}`]: "whole", [`paragraph-${plan}`]: "osl_18_8" });
  await eva.reads("3 uppgifter maskade");
  await eva.send("/terms", { terms: "Berit Ekvall", paragraph: "osl_21_3" });
  await eva.send("/extracts");
  const pdf = (await eva.hrefOf(new RegExp(`^${request}/extracts/${ID}/extract\\.pdf\\?lang=sv$`))).split("?")[0];
  const paper = await fetched(world, eva, pdf);
  holds(gone(world, paper, LETTER_HIDDEN), "Larmet är tyst", "Dörren är grön", "Lämnas inte ut: OSL 18 kap. 8 §", "[maskat: OSL 21 kap. 3 §]");
  // The text file was set anew, the drawing withheld: neither lies in the package.
  const files = unzipped(await fetched(world, eva, pdf.replace("extract.pdf", "package.zip")));
  assert.deepEqual(Object.keys(files).sort(), ["extract.pdf", "manifest-sha256.txt"]);
  for (const part of Object.values(files)) for (const word of LETTER_HIDDEN) assert.ok(!part.includes(word), `${word} is in the package`);
  await maria.open(request);
  await maria.send("/decide", { outcome: "partial", reasons: "Uppgifterna visar var larmet sitter." });
  holds(gone(world, await fetched(world, maria, `${request}/decision.pdf`), LETTER_HIDDEN), "Almeåbladet", "kammarrätten");
  world.letterRequest = request;
}

/// Neither the vendor, nor a reader, nor a stranger; who audits reads and changes nothing.
async function hidden(world) {
  const { sara, kim, gunilla, service, browser, request, pdf, letterRequest } = world;
  const status = async (who, path) => (await who.context.request.get(service.base + path, { maxRedirects: 0 })).status();
  for (const path of ["/records", "/disclosures", "/disclosures/lists", "/disclosures/export", request, letterRequest, pdf, `${request}/decision.pdf`]) {
    for (const who of [sara, kim]) assert.ok([403, 404].includes(await status(who, path)), `${who.name} at ${path}: ${await status(who, path)}`);
  }
  assert.equal(await status(gunilla, "/disclosures/lists"), 403);
  await gunilla.open(letterRequest);
  assert.equal(await gunilla.page.locator("main form[method=post]").count(), 0);
  const stranger = await browser.newContext();
  const answer = await stranger.request.get(service.base + pdf, { maxRedirects: 0 });
  assert.equal(answer.status(), 303);
  await stranger.close();
}
