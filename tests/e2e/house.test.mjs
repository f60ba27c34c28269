// What everything else in the browser stands on: the service starts, its cookies hold, and strict
// CSP refuses nothing of our own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Inspector } from "./support/inspector.mjs";
import { Mailbox } from "./support/mailbox.mjs";
import { Person, openChromium } from "./support/person.mjs";
import { Service } from "./support/service.mjs";

let box, service, browser;
before(async () => {
  box = await Mailbox.open();
  service = await Service.prepare(box.url);
  await service.start();
  browser = await openChromium();
});
after(async () => {
  await browser?.close();
  await service?.clear();
  await box?.close();
});

test("a __Host- cookie holds on this machine's own address", async () => {
  const person = await Person.at(browser, service.base, { name: "Stranger", scripts: true });
  await person.open("/accessibility");
  const cookies = await person.context.cookies();
  const visitor = cookies.find((c) => c.name === "__Host-tillit-visitor");
  assert.ok(visitor?.secure && visitor.httpOnly, JSON.stringify(cookies));
  await person.send("/language");
  assert.equal(await person.page.locator("html").getAttribute("lang"), "en");
  assert.deepEqual(person.complaints, []);
});

test("the inspector finds what is wrong", async () => {
  const person = await Person.at(browser, service.base, { name: "Stranger", scripts: true });
  const inspector = new Inspector();
  await person.open("/sign-in");
  await inspector.check(person, "good");
  assert.deepEqual(inspector.faults, []);
  await person.page.locator("main").evaluate((main) => main.insertAdjacentHTML("beforeend", '<img src="/x.png"><input><p class="wide">x</p>'));
  await person.page.locator(".wide").evaluate((wide) => { wide.style.width = "900px"; });
  await inspector.check(person, "bad");
  const found = inspector.faults.join("\n");
  assert.match(found, /image-alt/);
  assert.match(found, /label/);
  assert.match(found, /sideways on a phone/);
});
