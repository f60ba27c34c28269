// What autosave shows in the form: errors at their fields, and both texts of a conflicting edit.
function make(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

const part = (form, field) => form.querySelector(`[data-field="${CSS.escape(field)}"]`);

export function showErrors(form, errors) {
  clearErrors(form);
  for (const { field, text } of errors) {
    const box = part(form, field);
    const line = box?.querySelector(".field-error");
    if (!line) continue;
    line.querySelector("[data-error-text]").textContent = text;
    line.hidden = false;
    box.classList.add("field-bad");
    box.querySelector(".input")?.setAttribute("aria-invalid", "true");
  }
}

export function clearErrors(form) {
  for (const box of form.querySelectorAll(".field-bad")) {
    box.classList.remove("field-bad");
    const line = box.querySelector(".field-error");
    if (line) line.hidden = true;
    box.querySelector(".input")?.removeAttribute("aria-invalid");
  }
}

// body: {conflict: {field: text that is saved now}, version}
export function showConflict(save, body) {
  const { form, state } = save;
  form.querySelectorAll(".conflict").forEach((old) => old.remove());
  const box = make("div", "conflict");
  box.setAttribute("role", "group");
  box.tabIndex = -1;
  box.append(make("p", "conflict-head", save.word("conflictTitle")));
  box.setAttribute("aria-label", save.word("conflictTitle"));
  const fields = Object.entries(body.conflict).filter(([name]) => form.elements.namedItem(name));
  for (const [name, theirs] of fields) {
    const label = part(form, name)?.querySelector(".field-label")?.firstChild?.textContent.trim();
    if (label) box.append(make("p", "", label));
    const texts = make("div", "conflict-texts");
    texts.append(card(save.word("conflictYours"), shown(form, name, read(form, name))), card(save.word("conflictTheirs"), shown(form, name, theirs)));
    box.append(texts);
  }
  const buttons = make("div", "row");
  const mine = make("button", "button button-primary", save.word("keepYours"));
  const other = make("button", "button button-secondary", save.word("keepTheirs"));
  const both = make("button", "button button-secondary", save.word("merge"));
  mine.type = other.type = both.type = "button";
  const end = (write) => {
    if (write) fields.forEach(([name, theirs]) => put(form, name, theirs));
    save.setVersion(body.version);
    save.paused = false;
    box.remove();
    if (write) { save.saved = save.content(); save.forget(); save.say("", ""); } else save.later(0);
    const first = fields[0] && form.elements.namedItem(fields[0][0]);
    (first?.focus ? first : first?.[0])?.focus();
  };
  mine.addEventListener("click", () => end(false));
  other.addEventListener("click", () => end(true));
  // Free texts follow each other, lists hold the lines of both once; the person looks it through.
  both.addEventListener("click", () => {
    for (const [name, theirs] of fields) {
      const field = form.elements.namedItem(name);
      if (field?.tagName === "TEXTAREA") field.value = together(theirs, field.value, name === "list");
    }
    end(false);
  });
  buttons.append(mine, other);
  if (save.word("merge") && fields.some(([name]) => form.elements.namedItem(name)?.tagName === "TEXTAREA")) buttons.append(both);
  box.append(buttons);
  save.say("invalid", save.word("conflictTitle"));
  (state ?? form.lastElementChild).after(box);
  box.focus();
}

function together(theirs, mine, lines) {
  if (lines) return [...new Set(`${theirs}\n${mine}`.split("\n").map((line) => line.trim()).filter(Boolean))].join("\n");
  if (theirs.includes(mine.trim())) return theirs;
  return mine.includes(theirs.trim()) ? mine : `${theirs.trim()}\n\n${mine.trim()}`;
}

function card(head, text) {
  const made = make("div", "conflict-text");
  made.append(make("strong", "", head), make("p", "", text || "–"));
  return made;
}

const read = (form, name) => new FormData(form).get(name)?.toString() ?? "";

// The words beside a radio or in a select, not its code.
function shown(form, name, value) {
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (field.type === "radio" && field.value === value) return field.closest("label")?.textContent.trim() ?? value;
    if (field.tagName === "SELECT") return [...field.options].find((option) => option.value === value)?.text ?? value;
  }
  return value;
}

function put(form, name, value) {
  for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (["radio", "checkbox"].includes(field.type)) field.checked = field.value === value;
    else field.value = value;
  }
}
