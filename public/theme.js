// Sets the chosen colour scheme before the first paint, says that a program is on its way, lets every [data-theme-toggle] button
// change the scheme, and closes an open menu on Escape, on a click elsewhere or on one of its links, and when a form is sent. Plain script, so that it
// works before (and without) the wasm.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const read = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const keep = (theme) => { try { localStorage.setItem("theme", theme); } catch { /* private window: not kept */ } };
  const chosen = read();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

  // A page that is about to come alive stands as it will then; one that does not stands as without a script.
  root.dataset.soon = "";
  setTimeout(() => { if (!("alive" in root.dataset)) delete root.dataset.soon; }, 10_000);

  const openMenus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    // A question over the page belongs to the menu that asked it.
    if (!event.target.closest("dialog")) for (const menu of openMenus()) if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
    if (!event.target.closest("[data-theme-toggle]")) return;
    const now = root.dataset.theme ?? (dark.matches ? "dark" : "light");
    const next = now === "dark" ? "light" : "dark";
    root.dataset.theme = next;
    keep(next);
  });
  const close = (menu) => {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) openMenus().forEach(close);
  });
  // What was asked for is done: a second click must not meet the same button, nor that of the next row.
  document.addEventListener("submit", () => openMenus().forEach(close));
})();
