// Menus are <details>: this closes them on Escape, on a click outside and when another opens,
// and remembers whether the navigation is folded to icons.
const KEY = "tillit-nav";

export function startMenus() {
  const menus = [...document.querySelectorAll("[data-menu]")];
  const closeAll = (except) => menus.forEach((menu) => { if (menu !== except) menu.open = false; });
  menus.forEach((menu) => menu.addEventListener("toggle", () => { if (menu.open) closeAll(menu); }));
  document.addEventListener("click", (event) => {
    const inside = menus.find((menu) => menu.contains(event.target));
    closeAll(inside);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = menus.find((menu) => menu.open);
    if (!open) return;
    open.open = false;
    open.querySelector("summary")?.focus();
  });
  startCollapse();
}

function startCollapse() {
  const button = document.querySelector("[data-nav-collapse]");
  if (!button) return;
  const word = button.querySelector(".nav-word");
  const apply = (folded) => {
    document.documentElement.toggleAttribute("data-nav", folded);
    if (folded) document.documentElement.setAttribute("data-nav", "icons");
    button.setAttribute("aria-expanded", String(!folded));
    word.textContent = folded ? button.dataset.expand : button.dataset.collapse;
    document.querySelectorAll(".nav-list .nav-item").forEach((item) => {
      if (folded) item.title = item.querySelector(".nav-word").textContent;
      else item.removeAttribute("title");
    });
  };
  const read = () => { try { return localStorage.getItem(KEY) === "icons"; } catch { return false; } };
  button.hidden = false;
  apply(read());
  button.addEventListener("click", () => {
    const folded = document.documentElement.getAttribute("data-nav") !== "icons";
    apply(folded);
    try { localStorage.setItem(KEY, folded ? "icons" : "wide"); } catch { /* private mode */ }
  });
}
