// Looks at every page when somebody first comes to it: axe-core in light and dark, in Swedish and
// English, nothing sideways on a phone. With E2E_SHOTS=1 it takes its pictures, wide, dark and on a phone.

import { AxeBuilder } from "@axe-core/playwright";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const SHOTS = join(dirname(fileURLToPath(import.meta.url)), "../shots");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// What the colour scheme can change: the markup of a page is the same in both.
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];
const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

export class Inspector {
  constructor() {
    mkdirSync(SHOTS, { recursive: true });
    this.faults = [];
    this.seen = new Set();
  }

  /// `posted` pages are the answer to a form that was refused: they are seen in one language, since
  /// changing it would leave them.
  async look(person, posted) {
    const kind = await kindOf(person, posted);
    if (this.seen.has(kind)) return;
    this.seen.add(kind);
    const language = await languageOf(person.page);
    await this.check(person, kind);
    if (posted || !(await person.form("/language").count())) return;
    await person.sendQuietly("/language");
    await this.check(person, kind);
    await person.sendQuietly("/language");
    if ((await languageOf(person.page)) !== language) throw new Error(`the language did not come back at ${person.path}`);
  }

  async check({ page }, kind) {
    const language = await languageOf(page);
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      const axe = new AxeBuilder({ page });
      const { violations } = await (scheme === "light" ? axe.withTags(TAGS) : axe.withRules(COLOUR_RULES)).analyze();
      for (const v of violations) {
        const where = v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join("\n    ");
        this.faults.push(`${kind} (${language}, ${scheme}): ${v.id}: ${v.help}\n    ${where}`);
      }
      if (language === "sv") await picture(page, `${kind}-${scheme === "light" ? "wide" : "dark"}`);
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize(PHONE);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (sideways > 1) this.faults.push(`${kind} (${language}): ${sideways} px sideways on a phone`);
    if (language === "sv") await picture(page, `${kind}-phone`);
    await page.setViewportSize(WIDE);
  }
}

const languageOf = (page) => page.locator("html").getAttribute("lang");

/// The address without ids, and which forms the page shows: a dialogue that is open and one that is
/// locked are two pages, three hundred vendors are one.
async function kindOf(person, posted) {
  const fold = (text) => text
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID")
    .replace(/\b(Q|KV-)\d\d\b/g, "$1")
    .replace(/\/(invitation|reset)\/.+/, "/$1/TOKEN")
    .replace(/=[^&]+/g, "=")
    .replace(/#.*/, "");
  const forms = await person.page.locator("main form[action]").evaluateAll((list) => list.map((f) => f.getAttribute("action")));
  const shown = [...new Set(forms.map(fold))].sort().map((f) => f.split("/").pop()).join("+");
  const role = person.role ?? "";
  return `${role}${fold(person.path)}${shown ? `~${shown}` : ""}${posted ? "~refused" : ""}`;
}

async function picture(page, name) {
  if (!process.env.E2E_SHOTS) return;
  const file = name.replace(/[^A-Za-z0-9=_~+-]+/g, "_").slice(0, 140);
  await page.screenshot({ path: join(SHOTS, `${file}.png`), fullPage: true }).catch(() => {});
}
