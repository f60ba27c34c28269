// The summary of a refused form says which field each error is about, in the field's own words.
export function startErrors() {
  for (const link of document.querySelectorAll(".error-summary a[href^='#f-']")) {
    const field = document.getElementById(link.hash.slice(1));
    const label = field?.labels?.[0] ?? field?.closest(".field")?.querySelector(".field-label");
    const words = label?.firstChild?.textContent.trim();
    if (words && !link.textContent.includes(words)) link.prepend(`${words}: `);
  }
}
