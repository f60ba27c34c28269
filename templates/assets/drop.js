// Files can be dropped on the area, and the form shows how far the upload has come.
// The answer is shown as a page: the server redirects exactly as it does without script.
export function startDrop() {
  for (const area of document.querySelectorAll("[data-drop]")) {
    const input = area.querySelector("input[type=file]");
    const bar = area.querySelector("progress");
    for (const kind of ["dragenter", "dragover"]) {
      area.addEventListener(kind, (event) => { event.preventDefault(); area.classList.add("drop-over"); });
    }
    for (const kind of ["dragleave", "drop"]) area.addEventListener(kind, () => area.classList.remove("drop-over"));
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!event.dataTransfer?.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    input.form?.addEventListener("submit", (event) => {
      if (!input.files.length || event.defaultPrevented) return;
      event.preventDefault();
      send(input.form, event.submitter, bar);
    });
  }
}

function send(form, submitter, bar) {
  const request = new XMLHttpRequest();
  const data = new FormData(form, submitter ?? undefined);
  const plainly = () => { bar.hidden = true; HTMLFormElement.prototype.submit.call(form); };
  bar.hidden = false;
  request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total; });
  request.addEventListener("error", plainly);
  request.addEventListener("load", () => {
    if (request.responseURL && request.responseURL !== new URL(form.action, location.href).href) {
      location.assign(request.responseURL); // it was redirected: the upload is done
      return;
    }
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const content = page.querySelector("#content");
    if (!content) return plainly();
    document.querySelector("#content").replaceWith(content);
    content.querySelector("[data-focus]")?.focus();
    startDrop();
  });
  request.open("POST", submitter?.getAttribute("formaction") || form.action);
  request.send(data);
}
