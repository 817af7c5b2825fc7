// Charts: those of the notebooks are drawn when they come near, take their colours from the page, and lead to the
// sentences that they count.
"use strict";

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
  // Else a phone has no room for the numbers, or for the words that stand in their place.
  const room = Math.max(0, ...chart.data.map(({ type, x, text }) => (type === "heatmap" ? x.length * (text ? 3 : 1.7) : 0)));
  if (room) plot.style.minWidth = `max(21rem, ${9 + room}rem)`;
  charts.set(plot, { ...chart, layout: structuredClone(chart.layout) });
  Plotly.newPlot(plot, chart.data, chart.layout, options)
    .then(() => heat(plot, charts.get(plot)))
    .then(() => Plotly.relayout(plot, { ...colours(figure, plot._fullLayout), ...fit(plot, charts.get(plot).layout) }))
    .then(() => { plot.dataset.drawn = "done"; leadOn(plot, chart.layout.meta?.newsbook); });
}

const near = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) { near.unobserve(entry.target); draw(entry.target); }
}, { rootMargin: "600px" });

// What a mark counts: a chart says in `meta` what the ids of its marks open, and a trace what all its marks have in common.
function findOpening(point, { opens, repeats }) {
  const id = point.id ?? [point.customdata].flat()[0];
  if (typeof id !== "string" || (!id && opens !== "speaker")) return null;
  if (opens === "entity") return toEntity(id);
  if (opens === "article") return address.to("article.html", encode(id));
  const shared = point.data.meta?.newsbook ?? {};
  const own = opens === "explore" ? Object.fromEntries(new URLSearchParams(id)) : { [opens]: id || "unknown" };
  const filters = { ...own, ...shared, kind: shared.kind?.split("|"), repeats };
  const parts = Object.entries(filters).filter(([, value]) => value).map(([name, value]) => `${name}=${joinValues([value].flat())}`);
  return address.to("explore.html", parts.join("&"));
}
function leadOn(plot, told = {}) {
  const { opens } = told;
  if (!["entity", "speaker", "cue", "article", "explore"].includes(opens) || !("views" in root.dataset)) return;
  plot.classList.add("leads-on");
  plot.on("plotly_click", (event) => {
    const target = findOpening(event.points[0], told);
    if (target) location.href = target;
  });
}

const listDrawn = () => document.querySelectorAll('.chart .plot[data-drawn="done"]');
document.addEventListener("theme", () => {
  for (const plot of listDrawn()) {
    Plotly.relayout(plot, colours(plot.closest("figure"), plot._fullLayout));
    heat(plot, charts.get(plot));
  }
});
// Only the width matters: on a phone the height changes whenever the bar with the address goes away.
let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth === width) return;
  width = innerWidth;
  for (const plot of listDrawn()) Plotly.relayout(plot, fit(plot, charts.get(plot).layout));
});
