// Forms with data-autosave save themselves on every change and 800 ms after the last key.
// What was typed is never lost: a link or another form waits until it is saved, a failed save is retried,
// an ended session keeps the text in this tab until it is back, and a conflicting edit shows both texts. What the
// server refuses is not sent again: it says why, and the text stays. All words come from save_state.hbs and the server.
import { showConflict, showErrors, clearErrors } from "./autosave_view.js";

const PAUSE = 800;
const LONGEST_WAIT = 60000;
// How long a link or another form waits for what is being saved.
const LEAVING = 2000;
// A browser carries at most 64 KB after its page is gone.
const CARRIED = 60000;

export function startAutosave() {
  const saves = [...document.querySelectorAll("form[data-autosave]")].map((form) => new Autosave(form));
  if (saves.length) saveBeforeLeaving(saves);
}

// A link is followed, and another form of the page is sent, once what was typed is saved or could not be.
function saveBeforeLeaving(saves) {
  let leaving = null;
  const hold = (event, go) => {
    const waiting = saves.filter((save) => save.waits() && save.form !== event.target);
    if (event.defaultPrevented || leaving === "now" || !(leaving || waiting.length)) return;
    event.preventDefault();
    if (leaving) return;
    leaving = "soon";
    const late = new Promise((resolve) => { setTimeout(resolve, LEAVING); });
    Promise.race([Promise.all(waiting.map((save) => save.flush())), late]).finally(() => {
      leaving = "now";
      go();
      leaving = null;
    });
  };
  document.addEventListener("submit", (event) => {
    const { target, submitter } = event;
    hold(event, () => target.requestSubmit(submitter));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const here = link.hash && link.href.split("#")[0] === location.href.split("#")[0];
    if (here || link.hasAttribute("download") || (link.target && link.target !== "_self")) return;
    hold(event, () => location.assign(link.href));
  });
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-save-state]");
    this.key = `tillit-draft:${location.pathname}:${form.getAttribute("action")}`;
    this.saved = this.content();
    this.failures = 0;
    this.busy = false;
    this.submitting = false;
    form.addEventListener("input", () => this.later(PAUSE));
    form.addEventListener("change", () => this.later(0));
    form.addEventListener("submit", (event) => this.sending(event));
    addEventListener("online", () => { if (this.dirty()) this.later(0); });
    addEventListener("pagehide", () => this.leave());
    addEventListener("beforeunload", (event) => {
      if ((this.failures || this.refused) && this.dirty() && !this.submitting) event.preventDefault();
    });
    this.restore();
  }

  // A save under way raises the version, so a form sent beside it would be refused as stale: it waits.
  sending(event) {
    if (event.defaultPrevented) return;
    clearTimeout(this.timer);
    if (this.refused) {
      event.preventDefault();
      return this.say("invalid", this.refused);
    }
    if (this.busy) {
      event.preventDefault();
      this.held = { submitter: event.submitter };
      return;
    }
    this.submitting = true;
    this.forget();
  }

  sendHeld() {
    const held = this.held;
    this.held = null;
    if (held && !this.paused) this.form.requestSubmit(held.submitter ?? undefined);
  }

  // The fields that a person fills in; tokens and versions change by themselves.
  content() {
    const data = new URLSearchParams(new FormData(this.form));
    data.delete("_csrf");
    data.delete("version");
    return data.toString();
  }

  dirty() { return this.content() !== this.saved; }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  // Whether something is typed that is not saved and can be.
  waits() { return !this.submitting && !this.paused && (this.busy || this.dirty()); }

  // Saves now; done when what is typed is saved or could not be.
  async flush() {
    clearTimeout(this.timer);
    await this.sent;
    if (this.waits()) await this.save();
  }

  // The page goes away: what is typed is sent, and stays in this tab in case that comes to nothing.
  leave() {
    if (!this.dirty() || this.submitting) return;
    this.keep();
    this.save();
  }

  save() {
    if (this.busy) return this.later(PAUSE);
    if (!this.dirty() || this.submitting || this.paused) return;
    this.sent = this.send();
    return this.sent;
  }

  async send() {
    const sent = this.content();
    const body = new URLSearchParams(new FormData(this.form)).toString();
    this.busy = true;
    this.say("saving", this.word("saving"));
    try {
      const response = await fetch(this.form.action, {
        method: "POST",
        body,
        keepalive: body.length < CARRIED,
        headers: { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8", "X-Requested-With": "autosave", Accept: "application/json" },
        credentials: "same-origin",
        redirect: "manual",
      });
      await this.answer(response, sent);
    } catch {
      this.retry();
    } finally {
      this.busy = false;
      this.sendHeld();
    }
  }

  async answer(response, sent) {
    if (response.type === "opaqueredirect" || response.status === 401) return this.sessionOver();
    if (response.status === 429 || response.status >= 500) return this.retry();
    const body = await response.json();
    if (response.ok) return this.done(body, sent);
    if (response.status === 409 && body.conflict) {
      // What this tab sent as its page went away has come through: nobody else wrote.
      if (this.restored && this.isStored(body.conflict)) return this.done({ version: body.version, saved_at: "" }, sent);
      this.paused = true;
      this.keep();
      return showConflict(this, body);
    }
    if (response.status === 422) {
      this.saved = sent; // do not send the same refused text again by itself
      this.keep();
      showErrors(this.form, body.errors ?? []);
      return this.say("invalid", this.word("invalid"));
    }
    if (response.status === 409 && body.message) return this.refuse(body.message);
    return this.retry();
  }

  // A rule says no, as when somebody has locked the minutes: no later attempt would be let through. The text can be
  // read and copied.
  refuse(message) {
    this.paused = true;
    this.refused = message;
    this.failures = 0;
    this.keep();
    for (const field of this.form.querySelectorAll("textarea, input")) field.readOnly = true;
    this.say("invalid", message);
  }

  isStored(stored) {
    const own = new FormData(this.form);
    return Object.entries(stored).every(([name, text]) => !own.has(name) || own.get(name).trim() === text.trim());
  }

  done(body, sent) {
    this.restored = false;
    this.failures = 0;
    this.saved = sent;
    this.setVersion(body.version);
    this.forget();
    clearErrors(this.form);
    this.say("saved", `${this.word("saved")} ${body.saved_at}`);
    this.form.dispatchEvent(new CustomEvent("autosaved", { bubbles: true, detail: body }));
    if (this.dirty()) this.later(PAUSE);
  }

  setVersion(version) {
    const field = this.form.elements.namedItem("version");
    if (field && version !== undefined) field.value = String(version);
  }

  retry() {
    this.failures += 1;
    this.keep();
    this.say("offline", this.word("offline"));
    this.later(Math.min(1000 * 2 ** this.failures, LONGEST_WAIT));
  }

  sessionOver() {
    this.failures += 1;
    this.keep();
    this.say("session", `${this.word("sessionOver")} `);
    const link = document.createElement("a");
    link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
    link.textContent = this.word("sessionLink");
    link.addEventListener("click", () => { this.submitting = true; });
    this.state?.append(link);
  }

  // Drafts live in this tab only, and go when they are saved. One knows the version that it was typed over.
  keep() {
    const draft = new URLSearchParams(this.content());
    const version = this.form.elements.namedItem("version")?.value;
    if (version) draft.set("version", version);
    try { sessionStorage.setItem(this.key, draft.toString()); } catch { /* private mode */ }
  }

  forget() {
    try { sessionStorage.removeItem(this.key); } catch { /* private mode */ }
  }

  restore() {
    let draft = null;
    try { draft = sessionStorage.getItem(this.key); } catch { /* private mode */ }
    if (draft === null) return;
    const values = new URLSearchParams(draft);
    const version = values.get("version");
    values.delete("version");
    if (values.toString() === this.saved) return this.forget();
    // Somebody has saved since: the server answers with both texts.
    if (version) this.setVersion(version);
    for (const field of this.form.elements) {
      if (!field.name || ["_csrf", "version"].includes(field.name) || ["hidden", "submit", "button", "file"].includes(field.type)) continue;
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.getAll(field.name).includes(field.value);
      else if (values.has(field.name)) field.value = values.get(field.name);
    }
    this.restored = true;
    this.say("offline", this.word("restored"));
    this.later(PAUSE);
  }

  word(name) { return this.state?.dataset[name] ?? ""; }

  say(kind, text) {
    if (!this.state) return;
    this.state.dataset.state = kind;
    this.state.textContent = text;
  }
}
