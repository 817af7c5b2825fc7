// The page works without this file but for the charts: it draws them when they come near, unfolds code, and switches
// between light and dark.
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

// A chart takes its text and lines from the page, so that it is as readable in the dark.
function colours(figure, layout) {
  const style = getComputedStyle(figure);
  const change = { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", "font.color": style.color };
  change["title.subtitle.font.color"] = style.outlineColor;
  for (const axis of Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key))) {
    change[axis + ".gridcolor"] = change[axis + ".linecolor"] = change[axis + ".zerolinecolor"] = style.borderTopColor;
  }
  return change;
}

function draw(figure) {
  const plot = figure.querySelector(".plot");
  if (plot.dataset.drawn || !window.Plotly) return;
  plot.dataset.drawn = "begun";
  const chart = JSON.parse(figure.querySelector("script").textContent);
  const options = { ...chart.config, responsive: true, displaylogo: false };
  Plotly.newPlot(plot, chart.data, chart.layout, options)
    .then(() => Plotly.relayout(plot, colours(figure, plot._fullLayout)))
    .then(() => { plot.dataset.drawn = "done"; });
}

function showTheme() {
  document.getElementById("theme").setAttribute("aria-pressed", String(isDark()));
  for (const plot of document.querySelectorAll('.plot[data-drawn="done"]')) {
    Plotly.relayout(plot, colours(plot.closest("figure"), plot._fullLayout));
  }
}

document.addEventListener("DOMContentLoaded", () => {
  const figures = document.querySelectorAll("figure.chart");
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) { near.unobserve(entry.target); draw(entry.target); }
  }, { rootMargin: "600px" });
  figures.forEach((figure) => near.observe(figure));
  addEventListener("beforeprint", () => figures.forEach(draw));

  // On a phone the contents would fill the first screen.
  const contents = document.querySelector(".contents details");
  if (contents && matchMedia("(max-width: 52rem)").matches) contents.open = false;

  showTheme();
  systemIsDark.addEventListener("change", showTheme);
  document.getElementById("theme").addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember(root.dataset.theme);
    showTheme();
  });
  document.getElementById("code")?.addEventListener("click", (event) => {
    const cells = [...document.querySelectorAll("details.code")];
    const open = cells.some((cell) => !cell.open);
    cells.forEach((cell) => { cell.open = open; });
    event.target.setAttribute("aria-pressed", String(open));
  });
  document.querySelector("header [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
});
