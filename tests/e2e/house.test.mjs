// What everything else in the browser stands on: the service starts, its cookies hold, and strict
// CSP refuses nothing of our own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
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
