// What every page does: light and dark, the foot of the window, code that unfolds, paper. Pages can be read without it.
"use strict";

const root = document.documentElement;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ?? (systemIsDark.matches ? "dark" : "light")) === "dark";

// A browser may refuse storage to pages opened from a disk: then the choice holds for one page.
function remember(theme) {
  try { localStorage.setItem("newsbook-theme", theme); } catch { /* see above */ }
}
function recall() {
  try { return localStorage.getItem("newsbook-theme"); } catch { return null; }
}
if (recall()) root.dataset.theme = recall();

function showTheme() {
  document.getElementById("theme").setAttribute("aria-pressed", String(isDark()));
  document.dispatchEvent(new Event("theme"));
}

function serveTheme() {
  showTheme();
  document.getElementById("theme").addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember(root.dataset.theme);
    showTheme();
  });
}

// Explorer, article and names each put a function here; a packed site has all of them on one page.
const views = {};
const ready = new Promise((resolve) => { document.addEventListener("DOMContentLoaded", resolve); });
function begin(name) {
  if (!isPacked) views[name]().catch((error) => fail(document.getElementById("main"), error));
}
const narrowPage = matchMedia("(max-width: 52rem)");

// A phone shows no `title` of a mark: a tap writes it at the foot of the window, from the innermost mark outwards.
function tellMarks(event) {
  const note = document.getElementById("note");
  const lines = [];
  for (let mark = event.target.closest("main [title]"); mark; mark = mark.parentElement.closest("main [title]")) {
    lines.push(mark.title);
  }
  note.textContent = lines.join("\n");
  note.hidden = !lines.length;
}

// Everything on a page that is not a view: a packed site does it for each page that it shows.
function prepare() {
  document.querySelectorAll("figure.chart").forEach((figure) => near.observe(figure));
  document.querySelectorAll(".output table:has(thead)").forEach(serveTable);
  // On a phone the contents would fill the first screen.
  const contents = document.querySelector(".contents details");
  if (contents && narrowPage.matches) contents.open = false;
  document.getElementById("code")?.addEventListener("click", (event) => {
    const cells = [...document.querySelectorAll("details.code")];
    const open = cells.some((cell) => !cell.open);
    cells.forEach((cell) => { cell.open = open; });
    event.target.setAttribute("aria-pressed", String(open));
  });
  document.querySelector("header [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
}

// Paper shows all charts, and what is folded but for code and filters.
function unfold() {
  document.querySelectorAll("figure.chart").forEach(draw);
  const folded = [...document.querySelectorAll("main details:not([open], .code, .panel)")];
  folded.forEach((fold) => { fold.open = true; });
  addEventListener("afterprint", () => folded.forEach((fold) => { fold.open = false; }), { once: true });
}

ready.then(() => {
  addEventListener("beforeprint", unfold);
  document.addEventListener("click", tellMarks);
  // In the views the address behind the # is their state: the link that skips the bar must not change it.
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".skip")) return;
    event.preventDefault();
    document.getElementById("main").focus();
  });
  systemIsDark.addEventListener("change", showTheme);
  if (isPacked) return;
  serveTheme();
  prepare();
});
