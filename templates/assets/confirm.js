// Buttons with data-confirm ask in a <dialog> first; the focus goes back to the button.
function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text) made.textContent = text;
  return made;
}

export function startConfirm() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-confirm]");
    if (!button || button.dataset.confirmed) return;
    event.preventDefault();
    ask(button);
  });
}

function ask(button) {
  const dialog = element("dialog", "dialog");
  const title = element("h2", "", button.dataset.confirm);
  title.id = "confirm-title";
  const text = element("p", "dialog-text", button.dataset.confirmText);
  text.id = "confirm-text";
  const cancel = element("button", "button button-secondary", button.dataset.confirmCancel);
  const ok = element("button", `button ${button.classList.contains("button-danger") ? "button-danger" : "button-primary"}`, button.dataset.confirmOk);
  cancel.type = ok.type = "button";
  const buttons = element("div", "dialog-buttons");
  buttons.append(cancel, ok);
  dialog.append(title, text, buttons);
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.setAttribute("aria-describedby", text.id);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    button.focus();
    if (dialog.returnValue !== "ok") return;
    button.dataset.confirmed = "1";
    button.click();
    delete button.dataset.confirmed;
  });
  cancel.addEventListener("click", () => dialog.close("cancel"));
  ok.addEventListener("click", () => dialog.close("ok"));
  dialog.showModal();
  cancel.focus();
}
