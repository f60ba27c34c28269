// Files can be dropped on the area, and the form shows how far the upload has come.
// The answer is shown as a page: the server redirects exactly as it does without script.
export function startDrop() {
  sayAgain();
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
  // A button without a formaction of its own gives the page's address, not the form's.
  const to = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
  const data = new FormData(form, submitter ?? undefined);
  const plainly = () => { bar.hidden = true; HTMLFormElement.prototype.submit.call(form); };
  bar.hidden = false;
  request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total; });
  request.addEventListener("error", plainly);
  request.addEventListener("load", () => {
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    if (request.responseURL && request.responseURL !== new URL(to, location.href).href) {
      keepSaid(page);
      location.assign(request.responseURL); // it was redirected: the upload is done
      return;
    }
    const content = page.querySelector("#content");
    if (!content) return plainly();
    document.querySelector("#content").replaceWith(content);
    content.querySelector("[data-focus]")?.focus();
    startDrop();
  });
  request.open("POST", to);
  request.send(data);
}

// What the server says once ("Filen är uppladdad") was said to the request, so the page that follows repeats it.
function keepSaid(page) {
  const said = page.querySelector(".flash");
  if (said) sessionStorage.setItem("tillit-said", said.outerHTML);
}

function sayAgain() {
  const said = sessionStorage.getItem("tillit-said");
  sessionStorage.removeItem("tillit-said");
  const notice = said && new DOMParser().parseFromString(said, "text/html").querySelector(".flash");
  if (notice) document.querySelector(".flash-region")?.replaceChildren(notice);
}
