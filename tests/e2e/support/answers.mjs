// Answers a self-assessment question by question, reading from each page what it asks for.
import assert from "node:assert/strict";

/// Answers until no question is left. The first `weak` that ask for a status are answered "not met",
/// one is answered "vet ej". Gives the questions with what was answered.
export async function answer(person, portal, { weak, evidence }) {
  const given = [];
  await person.open(`${portal}/continue`);
  for (let step = 0; step < 80; step += 1) {
    const id = /questions\/(\w+)/.exec(person.path)?.[1];
    if (!id || given.some((q) => q.id === id)) break;
    if (given.length === 0) {
      await person.send(`/questions/${id}/evidence`, { file: evidence });
      await person.reads("beslut.pdf");
    }
    const form = person.page.locator(`form[action$="/questions/${id}"]`).first();
    const states = await form.locator('input[name="status"]').evaluateAll((list) => list.map((e) => e.value));
    const isWeak = states.includes("not_met") && given.filter((q) => q.weak).length < weak;
    const status = states.length === 0 ? null : isWeak ? "not_met" : "met";
    const fields = await wanted(form, status);
    await person.send(`form[action$="/questions/${id}"]`, fields, { button: 'button[form="answer"][value="next"]' });
    given.push({ id, status, weak: isWeak });
  }
  assert.ok(given.length > 0, `no question at ${person.path}`);
  return given;
}

/// What to write in each field that is there.
async function wanted(form, status) {
  const found = await form.locator("input, select, textarea").evaluateAll((list) => list.map((e) => ({
    name: e.name, type: e.tagName === "INPUT" ? e.type : e.tagName.toLowerCase(), value: e.value,
    around: e.closest("[data-field]")?.textContent ?? "",
    options: e.tagName === "SELECT" ? [...e.options].map((o) => o.value).filter(Boolean) : [],
  })));
  const fields = {};
  for (const field of found) {
    const { name, type } = field;
    if (!name || type === "hidden" || type === "file" || type === "submit" || name in fields) continue;
    if (/\.[1-9]\d*\./.test(name)) continue; // One row of a list is enough.
    if (name === "status") fields.status = status;
    else if (name === "comment") fields.comment = status === "not_met" ? "Vi saknar detta i dag och inför det under våren." : "Se bifogat beslut.";
    else if (type === "checkbox") continue;
    else if (type === "radio") fields[name] = field.value;
    else if (type === "select") fields[name] = field.options[0];
    else if (type === "date") fields[name] = dateFor(name);
    else if (/countr/.test(name) || name === "list" && /landskod/i.test(field.around)) fields[name] = "SE";
    else if (/org_number/.test(name)) fields[name] = "";
    else if (/email/.test(name)) fields[name] = "sakerhet@ekbrunn.example";
    else if (/phone/.test(name)) fields[name] = "+46 70 000 00 00";
    else if (type === "number" || type === "text" && /percent|number|hours|days|months/.test(name)) fields[name] = "4";
    else fields[name] = "Enligt vår rutin, beslutad av ledningen.";
  }
  return fields;
}

function dateFor(name) {
  const days = /valid|until|expires|planned|next/.test(name) ? 300 : -60;
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
