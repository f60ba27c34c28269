// A person at a browser: finds fields by name and forms by address, reads what the page says, and
// does the same with scripts on and off.
import { chromium } from "playwright-core";
import assert from "node:assert/strict";
import { existsSync } from "node:fs";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export function openChromium() {
  const executablePath = PLACES.find((path) => path && existsSync(path));
  assert.ok(executablePath, `no Chromium at ${PLACES.filter(Boolean).join(", ")}; set CHROMIUM`);
  return chromium.launch({ executablePath, args: FLAGS });
}

export class Person {
  /// An `inspector` looks at each page that this person comes to.
  static async at(browser, base, { name, scripts, inspector }) {
    const person = new Person();
    person.context = await browser.newContext({ javaScriptEnabled: scripts, locale: "sv-SE", viewport: { width: 1280, height: 900 } });
    person.page = await person.context.newPage();
    Object.assign(person, { name, base, scripts, inspector, complaints: [], method: "GET" });
    person.page.setDefaultTimeout(10_000);
    person.page.on("request", (request) => {
      if (request.isNavigationRequest() && request.frame() === person.page.mainFrame()) person.method = request.method();
    });
    person.page.on("pageerror", (error) => person.complaints.push(`${person.page.url()}: ${error.message}`));
    person.page.on("console", (said) => {
      if (said.type() === "error" && !/status of 4\d\d/.test(said.text())) person.complaints.push(`${person.page.url()}: ${said.text()}`);
    });
    person.page.on("response", (answer) => {
      if (answer.status() >= 500) person.complaints.push(`${answer.request().method()} ${answer.url()}: ${answer.status()}`);
    });
    return person;
  }

  get path() {
    return this.page.url().slice(this.base.length);
  }

  async open(path) {
    const answer = await this.page.goto(path.startsWith("http") ? path : this.base + path);
    assert.ok(answer.status() < 400, `${path}: ${answer.status()}\n${await this.said()}`);
    await this.look();
  }

  async look() {
    await this.inspector?.look(this, this.method !== "GET");
  }

  /// The words of the page.
  said() {
    return this.page.locator("body").innerText();
  }

  async reads(...texts) {
    const said = await this.said();
    for (const text of texts) {
      const found = text instanceof RegExp ? text.test(said) : said.includes(text);
      assert.ok(found, `${this.name} at ${this.path} does not read ${text}:\n${said}`);
    }
  }

  async doesNotRead(...texts) {
    const said = await this.said();
    for (const text of texts) assert.ok(!said.includes(text), `${this.name} at ${this.path} reads ${text}`);
  }

  form(address) {
    return this.page.locator(address.startsWith("form") ? address : `form[action*="${address}"]`).first();
  }

  /// Fills in fields by name: text, choice, radio, checkbox (true or false), file ({file: path}).
  async fill(form, fields) {
    for (const [name, value] of Object.entries(fields)) {
      const field = form.locator(`[name="${name}"]`).and(form.locator(":not([type=hidden])"));
      assert.ok(await field.count() > 0, `no field ${name} at ${this.path}`);
      const kind = await field.first().evaluate((e) => (e.tagName === "INPUT" ? e.type : e.tagName.toLowerCase()));
      if (kind === "select") await field.first().selectOption(String(value));
      else if (kind === "radio") await this.pick(form.locator(`[name="${name}"][value="${value}"]`));
      else if (kind === "checkbox" && typeof value === "boolean") await field.first().setChecked(value, { force: true });
      else if (kind === "checkbox") await this.pick(form.locator(`[name="${name}"][value="${value}"]`));
      else if (kind === "file") await field.first().setInputFiles(value);
      else await field.first().fill(String(value));
    }
  }

  /// Opens the folds that a form stands in.
  async unfold(form) {
    const folds = form.locator("xpath=ancestor::details[not(@open)]/summary");
    while (await folds.count()) await folds.first().click();
  }

  async pick(choice) {
    await choice.first().check({ force: true });
  }

  /// Presses a button or a link, and looks at the page that follows.
  async press(button) {
    await this.pressQuietly(button);
    await this.look();
  }

  /// Says yes where a dialog asks.
  async pressQuietly(button) {
    const from = this.page.url();
    const followed = this.page.waitForEvent("framenavigated", { predicate: (f) => f === this.page.mainFrame() });
    followed.catch(() => {});
    await button.click();
    if (this.scripts) {
      const asked = this.page.locator("dialog[open]");
      if (await asked.count()) await asked.locator("button").last().click();
    }
    await followed.catch(() => { throw new Error(`nothing followed the button at ${from}`); });
    await this.page.waitForLoadState("load");
  }

  /// Fills in the form that leads to an address and sends it; fails if the page refuses. `button` is
  /// a selector on the page, for buttons that stand outside their form.
  async send(address, fields = {}, options = {}) {
    await this.sendQuietly(address, fields, options);
    await this.look();
  }

  async sendQuietly(address, fields = {}, { refused = false, button } = {}) {
    const form = this.form(address);
    assert.ok(await form.count() > 0, `${this.name} sees no form to ${address} at ${this.path}:\n${await this.said()}`);
    await this.unfold(form);
    await this.fill(form, fields);
    const answer = this.page.waitForResponse((r) => r.request().method() === "POST" && !r.request().headers()["x-requested-with"]);
    answer.catch(() => {});
    await this.pressQuietly(button ? this.page.locator(button).first() : form.locator('button[type="submit"], button:not([type])').first());
    const status = (await answer).status();
    if (refused) assert.ok(status >= 400 && status < 500, `expected a refusal at ${address}, got ${status}`);
    else assert.ok(status < 400, `${this.name}: ${address} answered ${status}:\n${await this.said()}`);
  }

  /// Follows the link that leads to an address.
  async follow(address) {
    await this.press(this.page.locator(`main a[href*="${address}"], nav a[href*="${address}"]`).first());
  }

  /// The address of the first link that matches.
  async hrefOf(pattern) {
    const all = await this.page.locator("a[href]").evaluateAll((list) => list.map((a) => a.getAttribute("href")));
    const found = all.find((href) => pattern.test(href));
    assert.ok(found, `no link like ${pattern} at ${this.path}: ${all.join(" ")}`);
    return found;
  }

  async signIn(email, password) {
    await this.open("/sign-in");
    await this.send("/sign-in", { email, password });
  }
}
