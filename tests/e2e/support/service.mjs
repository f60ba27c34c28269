// The service under test: the real binary with a data folder of its own, and a real SMTP server.
import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

export function binary() {
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  const path = process.env.TILLIT_BIN ?? join(target, "debug/tillit");
  if (!existsSync(path)) throw new Error(`${path} is not there: build it, or set TILLIT_BIN`);
  return path;
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/// A database of one's own in the PostgreSQL cluster that DATABASE_URL names, as from
/// `scripts/temporary-postgres`. Without DATABASE_URL the embedded one in the data folder is used.
async function ownDatabase(url, name) {
  await run("psql", ["-q", url, "-c", `CREATE DATABASE ${name}`]);
  return url.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
}

export class Service {
  static async prepare(smtpUrl) {
    const service = new Service();
    service.folder = mkdtempSync(join(tmpdir(), "tillit-e2e-"));
    service.port = await freePort();
    service.base = `http://127.0.0.1:${service.port}`;
    service.env = {
      ...process.env,
      TILLIT_DATA: service.folder,
      TILLIT_BIND: `127.0.0.1:${service.port}`,
      TILLIT_BASE_URL: service.base,
      TILLIT_SMTP_URL: smtpUrl,
      TILLIT_LOG_LEVEL: process.env.TILLIT_LOG_LEVEL ?? "warn",
    };
    delete service.env.TILLIT_BIN;
    if (service.env.DATABASE_URL) service.env.DATABASE_URL = await ownDatabase(service.env.DATABASE_URL, `e2e_${service.port}`);
    return service;
  }

  /// Runs one command of the binary and gives what it printed.
  async command(...args) {
    const { stdout } = await run(binary(), args, { env: this.env });
    return stdout;
  }

  /// Starts serving. Days ahead of the calendar let a test live next month.
  async start(daysAhead = 0) {
    this.daysAhead = daysAhead;
    const env = { ...this.env, TILLIT_CLOCK_OFFSET_DAYS: String(daysAhead) };
    this.child = spawn(binary(), ["serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
    this.log = "";
    this.child.stdout.on("data", (text) => { this.log += text; });
    this.child.stderr.on("data", (text) => { this.log += text; });
    for (let tries = 0; tries < 400; tries += 1) {
      if (this.child.exitCode !== null) break;
      const answer = await fetch(`${this.base}/readyz`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((wait) => setTimeout(wait, 50));
    }
    throw new Error(`the service did not start: ${this.log}`);
  }

  /// Stops as an operator would, and insists that it stops in time.
  async stop() {
    if (!this.child || this.child.exitCode !== null) return;
    const ended = new Promise((done) => this.child.once("exit", done));
    const started = Date.now();
    this.child.kill("SIGTERM");
    const late = setTimeout(() => this.child.kill("SIGKILL"), 15_000);
    await ended;
    clearTimeout(late);
    if (Date.now() - started > 12_000) throw new Error("SIGTERM did not stop the service within 10 s");
  }

  async restart(daysAhead) {
    await this.stop();
    await this.start(daysAhead);
  }

  async clear() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
