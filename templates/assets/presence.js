// Who else answers: the page tells that its reader is still here, and hears who else is. Without it the list is as it
// was when the page was opened.
const PAUSE = 30000;

export function startPresence() {
  const box = document.querySelector("[data-presence]");
  const list = box?.querySelector("[data-presence-list]");
  const token = document.querySelector('form[data-autosave] input[name="_csrf"]')?.value;
  if (!box || !list || !token) return;
  setInterval(() => { if (!document.hidden) refresh(box, list, token); }, PAUSE);
}

async function refresh(box, list, token) {
  try {
    const response = await fetch(box.dataset.presence, {
      method: "POST",
      body: new URLSearchParams({ _csrf: token }),
      headers: { "X-Requested-With": "autosave", Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
    });
    if (response.ok) show(list, (await response.json()).others);
  } catch { /* the next time, perhaps */ }
}

// Only what has changed is written, so that nothing is read aloud twice.
function show(list, lines) {
  const now = [...list.children].map((item) => item.textContent.trim());
  if (now.join("\n") === lines.join("\n")) return;
  list.replaceChildren(...lines.map((line) => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  }));
}
