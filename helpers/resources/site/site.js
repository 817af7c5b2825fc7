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

// Dark cells stand out on white paper, light ones on black: the scale of a heat map turns round in the dark.
const darkHeat = [[0, "#26303b"], [1, "#cfe3f7"]];
function heat(plot, chart) {
  const maps = chart.data.flatMap((trace, place) => (trace.type === "heatmap" ? [place] : []));
  const scales = maps.map((place) => (isDark() ? darkHeat : chart.data[place].colorscale));
  return maps.length ? Plotly.restyle(plot, { colorscale: scales }, maps) : Promise.resolve();
}

// The lines above a chart are broken for a phone, and room is kept for that: on a wide page both are made to fit.
const titleLine = 22, subtitleLine = 17, pad = 14, gap = 10, narrow = 600;
const charts = new WeakMap();
function fill(text, letters) {
  const lines = [""];
  for (const word of (text ?? "").split(/ |<br>/)) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + word.length >= letters) lines.push(word);
    else lines[last] += (lines[last] && " ") + word;
  }
  return lines;
}
function fit(plot, layout) {
  if (!layout.title?.text || !layout.margin?.t) return {};
  const wide = plot.clientWidth >= narrow;
  const title = wide ? fill(layout.title.text, plot.clientWidth / 9.5) : layout.title.text.split("<br>");
  const second = layout.title.subtitle?.text || "";
  const subtitle = !second ? [] : wide ? fill(second, plot.clientWidth / 6.4) : second.split("<br>");
  const legend = plot.querySelector(".legend .bg")?.getBoundingClientRect().height ?? 0;
  const text = titleLine * title.length + subtitleLine * subtitle.length;
  const top = wide ? 2 * pad + text + gap + legend : layout.margin.t;
  const height = layout.height - layout.margin.t + top;
  plot.style.minHeight = height + "px";
  return {
    "title.text": title.join("<br>"), "title.subtitle.text": subtitle.join("<br>"), "margin.t": top, height,
    "legend.y": 1 - (1.5 * pad + text + (wide ? gap : 0)) / height,
  };
}

function draw(figure) {
  const plot = figure.querySelector(".plot");
  if (plot.dataset.drawn || !window.Plotly) return;
  plot.dataset.drawn = "begun";
  const chart = JSON.parse(figure.querySelector("script").textContent);
  const options = { ...chart.config, responsive: true, displaylogo: false };
  const columns = Math.max(0, ...chart.data.map((trace) => (trace.type === "heatmap" ? trace.x.length : 0)));
  if (columns) plot.style.minWidth = `max(21rem, ${9 + 1.7 * columns}rem)`;  // Else a phone has no room for the numbers.
  charts.set(plot, { ...chart, layout: structuredClone(chart.layout) });
  Plotly.newPlot(plot, chart.data, chart.layout, options)
    .then(() => heat(plot, charts.get(plot)))
    .then(() => Plotly.relayout(plot, { ...colours(figure, plot._fullLayout), ...fit(plot, charts.get(plot).layout) }))
    .then(() => { plot.dataset.drawn = "done"; });
}

function showTheme() {
  document.getElementById("theme").setAttribute("aria-pressed", String(isDark()));
  for (const plot of document.querySelectorAll('.plot[data-drawn="done"]')) {
    Plotly.relayout(plot, colours(plot.closest("figure"), plot._fullLayout));
    heat(plot, charts.get(plot));
  }
}

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

  document.addEventListener("click", tellMarks);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    for (const plot of document.querySelectorAll('.plot[data-drawn="done"]')) {
      Plotly.relayout(plot, fit(plot, charts.get(plot).layout));
    }
  });

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
