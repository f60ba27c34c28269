// Shows how much has been written of what fits, beside a textarea with data-count.
export function startCounts() {
  for (const area of document.querySelectorAll("textarea[data-count]")) {
    const line = document.querySelector(`[data-count-for="${CSS.escape(area.id)}"]`);
    const now = line?.querySelector("[data-count-now]");
    if (!now) continue;
    const limit = Number(area.dataset.count);
    const show = () => {
      const length = [...area.value].length;
      now.textContent = String(length);
      line.classList.toggle("field-count-over", length > limit);
      line.hidden = length < limit / 2;
    };
    area.addEventListener("input", show);
    show();
  }
}
