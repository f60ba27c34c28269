// Forms with data-autosave save themselves on every change and 800 ms after the last key.
// What was typed is never lost: a failed save is retried, an ended session keeps the text in this
// tab until it is back, and a conflicting edit shows both texts. All words come from save_state.hbs.
import { showConflict, showErrors, clearErrors } from "./autosave_view.js";

const PAUSE = 800;
const LONGEST_WAIT = 60000;

export function startAutosave() {
  for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
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
    addEventListener("pagehide", () => { if (this.dirty() && !this.submitting) this.keep(); });
    addEventListener("beforeunload", (event) => { if (this.failures && this.dirty() && !this.submitting) event.preventDefault(); });
    this.restore();
  }

  // A save under way raises the version, so a form sent beside it would be refused as stale: it waits.
  sending(event) {
    if (event.defaultPrevented) return;
    clearTimeout(this.timer);
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

  async save() {
    if (this.busy) return this.later(PAUSE);
    if (!this.dirty() || this.submitting || this.paused) return;
    const sent = this.content();
    this.busy = true;
    this.say("saving", this.word("saving"));
    try {
      const response = await fetch(this.form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(this.form)),
        headers: { "X-Requested-With": "autosave", Accept: "application/json" },
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
    return this.retry();
  }

  done(body, sent) {
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

  // Drafts live in this tab only, and go when they are saved.
  keep() {
    try { sessionStorage.setItem(this.key, this.content()); } catch { /* private mode */ }
  }

  forget() {
    try { sessionStorage.removeItem(this.key); } catch { /* private mode */ }
  }

  restore() {
    let draft = null;
    try { draft = sessionStorage.getItem(this.key); } catch { /* private mode */ }
    if (draft === null || draft === this.saved) return this.forget();
    const values = new URLSearchParams(draft);
    for (const field of this.form.elements) {
      if (!field.name || ["_csrf", "version"].includes(field.name) || ["hidden", "submit", "button", "file"].includes(field.type)) continue;
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.getAll(field.name).includes(field.value);
      else if (values.has(field.name)) field.value = values.get(field.name);
    }
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
