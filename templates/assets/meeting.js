// Meeting mode by keyboard: j and k move between items, s goes to the status, n to the note,
// a to a new action. Keys are left alone while somebody types.
const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";

export function startMeeting() {
  const items = [...document.querySelectorAll("[data-meeting-item]")];
  if (!items.length) return;
  let at = items.findIndex((item) => `#${item.id}` === location.hash);
  const mark = () => items.forEach((item, index) => item.classList.toggle("meeting-now", index === at));
  const go = (to) => {
    if (!items[to]) return false;
    at = to;
    mark();
    items[at].focus({ preventScroll: true });
    items[at].scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    history.replaceState(null, "", `#${items[at].id}`);
    return true;
  };
  // With one item a page the neighbours are links: rel="next" and rel="prev" marked data-meeting-link.
  const follow = (rel) => document.querySelector(`a[rel="${rel}"][data-meeting-link]`)?.click();
  const focusIn = (selector, inner) => {
    const part = (items[at] ?? items[0]).querySelector(selector);
    (part?.matches(inner) ? part : part?.querySelector(inner))?.focus();
  };
  document.addEventListener("focusin", (event) => {
    const index = items.findIndex((item) => item.contains(event.target));
    if (index >= 0 && index !== at) { at = index; mark(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target.closest?.("[data-meeting-item]")) return items[at]?.focus();
    if (event.target.closest?.(`${TYPING}, dialog, details[open]`)) return;
    const keys = {
      j: () => go(at + 1) || follow("next"),
      k: () => go(at - 1) || follow("prev"),
      s: () => focusIn("[data-meeting-status]", "input:checked, input, select, button"),
      n: () => focusIn("[data-meeting-note]", "textarea, input"),
      a: () => {
        const action = (items[at] ?? document).querySelector("[data-meeting-action]") ?? document.querySelector("[data-meeting-action]");
        if (action?.matches("details")) { action.open = true; action.querySelector("input:not([type=hidden]), textarea, select")?.focus(); } else action?.click();
      },
    };
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  mark();
}
