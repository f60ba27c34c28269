// Filter forms (data-live) submit when a choice changes, and after a pause in typing.
const PAUSE = 600;
const FOCUS = "tillit-filter-focus";

export function startFilters() {
  for (const form of document.querySelectorAll("form[data-live]")) {
    let timer;
    const first = new URLSearchParams(new FormData(form)).toString();
    const submit = () => {
      clearTimeout(timer);
      if (new URLSearchParams(new FormData(form)).toString() === first) return;
      try { sessionStorage.setItem(FOCUS, document.activeElement?.id ?? ""); } catch { /* private mode */ }
      form.requestSubmit();
    };
    form.addEventListener("change", (event) => { if (event.target.matches("select, [type=checkbox], [type=radio], [type=date]")) submit(); });
    form.addEventListener("input", (event) => {
      if (!event.target.matches("[type=search], [type=text]")) return;
      clearTimeout(timer);
      timer = setTimeout(submit, PAUSE);
    });
    // Empty filters do not belong in an address that is mailed to a colleague.
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
    });
  }
  restoreFocus();
}

function restoreFocus() {
  try {
    const id = sessionStorage.getItem(FOCUS);
    sessionStorage.removeItem(FOCUS);
    const field = id && document.getElementById(id);
    if (!field) return;
    field.focus();
    if (field.matches("[type=search], [type=text]")) field.setSelectionRange(field.value.length, field.value.length);
  } catch { /* private mode */ }
}
