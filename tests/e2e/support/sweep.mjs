// Every page that was visited, once more: axe-core in light and dark, Swedish and English; pictures of
// it wide, on a phone and dark.
import { AxeBuilder } from "@axe-core/playwright";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const shots = join(dirname(fileURLToPath(import.meta.url)), "../shots");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// One address of each kind: ids are folded away, so that 316 vendors are one page.
export function kinds(visited) {
  const found = new Map();
  for (const path of [...visited].sort()) {
    const kind = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID").replace(/=[^&]+/g, "=").replace(/#.*/, "").replace(/[A-Za-z0-9_-]{40,}/g, "TOKEN");
    if (!/\.(pdf|xlsx|csv|json)(\?|$)/.test(path) && !found.has(kind)) found.set(kind, path.replace(/#.*/, ""));
  }
  return found;
}

/// Sweeps what a person visited, in the person's own session. Gives the violations in words.
export async function sweep(person, visited, side) {
  mkdirSync(shots, { recursive: true });
  const faults = [];
  const page = person.page;
  for (const language of ["sv", "en"]) {
    await person.open([...visited][0]);
    await setLanguage(person, language);
    for (const [kind, path] of kinds(visited)) {
      const answer = await page.goto(person.base + path).catch(() => null);
      if (!answer || answer.status() >= 400 || !(answer.headers()["content-type"] ?? "").includes("html")) continue;
      for (const scheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
        for (const v of violations) {
          faults.push(`${kind} (${language}, ${scheme}): ${v.id}: ${v.help}\n    ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join("\n    ")}`);
        }
        await picture(page, `${side}${kind}-${language}-${scheme}`);
      }
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize({ width: 390, height: 844 });
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (sideways > 1) faults.push(`${kind} (${language}): ${sideways} px sideways on a phone`);
      await picture(page, `${side}${kind}-${language}-phone`);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  }
  return faults;
}

async function setLanguage(person, language) {
  const page = person.page;
  const now = await page.locator("html").getAttribute("lang");
  if (now === language) return;
  await person.send("/language");
}

async function picture(page, name) {
  const file = name.replace(/[^A-Za-z0-9=_-]+/g, "_").slice(0, 120);
  await page.screenshot({ path: join(shots, `${file}.png`), fullPage: true }).catch(() => {});
}
