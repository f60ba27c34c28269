// Measures what the issue gives numbers for: one server, one client, requests one after another on
// loopback, so a figure is the latency that one person meets. Prints median and 95th percentile.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [engine, bin] = process.argv.slice(2);
const vendors = Number(process.env.BENCH_VENDORS ?? 5000);
const port = 18080;
const base = `http://127.0.0.1:${port}`;
const data = mkdtempSync(join(tmpdir(), "tillit-bench-"));
const env = { ...process.env, TILLIT_DATA: data, TILLIT_BIND: `127.0.0.1:${port}`, TILLIT_BASE_URL: base, TILLIT_LOG_LEVEL: "error" };
if (engine === "sqlite") delete env.DATABASE_URL;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const results = [];
const note = (what, value, limit, unit) => {
  const good = value <= limit;
  results.push({ what, value, limit, unit, good });
  console.log(`${engine.padEnd(9)} ${good ? "ok  " : "MISS"} ${what.padEnd(44)} ${value.toFixed(1)} ${unit} (limit ${limit})`);
};

function request(method, path, { jar = {}, body, headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const cookie = Object.entries(jar).map(([k, v]) => `${k}=${v}`).join("; ");
    const started = process.hrtime.bigint();
    const call = http.request(base + path, { method, agent, headers: { ...(cookie ? { cookie } : {}), ...headers } }, (answer) => {
      const parts = [];
      answer.on("data", (d) => parts.push(d));
      answer.on("end", () => {
        for (const line of answer.headers["set-cookie"] ?? []) {
          const [pair] = line.split(";");
          jar[pair.slice(0, pair.indexOf("="))] = pair.slice(pair.indexOf("=") + 1);
        }
        const bytes = Buffer.concat(parts);
        resolve({ status: answer.statusCode, headers: answer.headers, bytes, text: bytes.toString("utf8"), ms: Number(process.hrtime.bigint() - started) / 1e6 });
      });
    });
    call.on("error", reject);
    call.end(body);
  });
}
const form = (fields) => new URLSearchParams(fields).toString();
const post = (path, jar, fields, headers = {}) =>
  request("POST", path, { jar, body: form(fields), headers: { "content-type": "application/x-www-form-urlencoded", ...headers } });
const csrf = (text) => /name="_csrf" value="([0-9a-f]+)"/.exec(text)?.[1];
const api = (method, path, token, body, headers = {}) =>
  request(method, path, { body: body && JSON.stringify(body), headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers } });

async function serve() {
  const child = spawn(bin, ["serve"], { env, stdio: ["ignore", "inherit", "inherit"] });
  const started = Date.now();
  for (;;) {
    try {
      const answer = await request("GET", "/sign-in");
      if (answer.status === 200) return { child, ms: Date.now() - started };
    } catch {
      if (Date.now() - started > 60_000) throw new Error("the server did not start");
    }
    await new Promise((r) => setTimeout(r, 5));
  }
}
const stop = (child) => new Promise((resolve) => { child.on("exit", resolve); child.kill("SIGTERM"); });

async function measure(what, limit, times, work) {
  for (let i = 0; i < 10; i += 1) await work(i);
  const list = [];
  for (let i = 0; i < times; i += 1) {
    const answer = await work(10 + i);
    if (answer.status >= 400) throw new Error(`${what}: ${answer.status} ${answer.text.slice(0, 400)}`);
    list.push(answer.ms);
  }
  list.sort((a, b) => a - b);
  const p50 = list[Math.floor(list.length / 2)];
  note(`${what}, p50`, p50, limit, "ms");
  console.log(`${"".padEnd(15)} p95 ${list[Math.floor(list.length * 0.95)].toFixed(1)} ms`);
  return p50;
}

try {
  let { child, ms } = await serve();
  note("empty start to first page", ms, 2000, "ms");
  await new Promise((r) => setTimeout(r, 2000));
  const rss = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) / 1024;
  note("idle memory", rss(), 80, "MB");
  await stop(child);

  const began = Date.now();
  const made = JSON.parse(execFileSync(bin, ["generate", "--vendors", String(vendors)], { env, maxBuffer: 1 << 26 }).toString().trim().split("\n").pop());
  console.log(`${engine.padEnd(9)}      generated ${vendors} vendors in ${((Date.now() - began) / 1000).toFixed(1)} s`);

  ({ child } = await serve());
  const manager = { [`__Host-tillit-session`]: made.manager_session };
  const vendor = { [`__Host-tillit-session`]: made.vendor_session };
  await measure("vendor list", 10, 200, () => request("GET", "/vendors", { jar: manager }));
  await measure("vendor list, search", 10, 100, () => request("GET", "/vendors?q=%C3%A5sen", { jar: manager }));
  await measure("start page", 25, 200, () => request("GET", "/start", { jar: manager }));
  await measure("open the full assessment (region)", 20, 100, () => request("GET", `/assessments/${made.assessment_id}`, { jar: manager }));
  await measure("open the full assessment (vendor)", 20, 100, () => request("GET", `/portal/assessments/${made.open_assessment_id}`, { jar: vendor }));
  const card = `/portal/assessments/${made.open_assessment_id}/questions/Q01`;
  const page = await request("GET", card, { jar: vendor });
  const token = csrf(page.text);
  let version = Number(/name="version" value="(\d+)"/.exec(page.text)?.[1] ?? 0);
  await measure("save one answer, durable", 5, 300, async (i) => {
    const answer = await post(card, vendor, { _csrf: token, version: String(version), status: "met", comment: `Svar nummer ${i}` }, { "x-requested-with": "autosave" });
    if (answer.status === 200) version = JSON.parse(answer.text).version;
    return answer;
  });
  const locked = made.locked_dialogue_id;
  await measure("dialogue PDF, warm", 150, 30, () => request("GET", `/dialogues/${locked}/report.pdf?lang=sv`, { jar: manager }));
  console.log(`${"".padEnd(15)} memory under use ${rss().toFixed(0)} MB`);
  await stop(child);

  const rows = ["Avtalsnr;Diarienr;Leverantör;Org.nr;Typ;Avtalets namn;Giltigt fr.o.m.;Giltigt t.o.m.;Årsvärde (kr);Avtalsansvarig"];
  for (let i = 0; i < vendors; i += 1) {
    const nine = `99${String(2_000_000 + i).slice(0, 7)}`;
    rows.push(`IMP-${i};HSN 2026-${i};Inläst leverantör ${i} AB;${withCheckDigit(nine)};Vårdgivare;Vårdval ${i};2025-01-01;2028-12-31;${1000 * i} kr;`);
  }
  const file = join(data, "avtal.csv");
  writeFileSync(file, rows.join("\r\n"));
  const importing = Date.now();
  execFileSync(bin, ["import", "contracts", file, "--organisation", made.organisation_id], { env, stdio: ["ignore", "ignore", "inherit"] });
  note(`import of ${vendors} contract rows`, (Date.now() - importing) / 1000, 5, "s");
  execFileSync(bin, ["audit", "verify"], { env, stdio: ["ignore", "ignore", "inherit"] });
} finally {
  rmSync(data, { recursive: true, force: true });
}
if (results.some((r) => !r.good)) console.log(`${engine}: at least one number was missed`);
process.exit(0);

function withCheckDigit(nine) {
  let sum = 0;
  [...nine].forEach((digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return nine + String((10 - (sum % 10)) % 10);
}
