// The chart of the explorer: a bar a speaker.
"use strict";

const BARS = 15;

function countSpeakers(rows, { index, quotes, tellings }, { repeats }) {
  const counts = new Map();
  const { told, others } = tellings;
  for (const row of rows) {
    const group = `${index.articles.language[quotes.article[row]]} ${index.kinds[quotes.kind[row]] === "indirect" ? 1 : 0}`;
    for (const place of quotes.speakers[row].length ? quotes.speakers[row] : [-1]) {
      if (!counts.has(place)) counts.set(place, { place, all: 0, groups: {}, seen: new Set() });
      const count = counts.get(place);
      if (!repeats && others.has(told[row])) {
        if (count.seen.has(told[row])) continue;
        count.seen.add(told[row]);
      }
      count.all += 1;
      count.groups[group] = (count.groups[group] ?? 0) + 1;
    }
  }
  return [...counts.values()].sort((one, other) => other.all - one.all || one.place - other.place);
}

// Bars are made of the page's own elements: each is a button that keys reach, and they are there long before the library
// that draws the charts of the notebooks.
function listGroups(index) {
  return [0, 1].flatMap((indirect) => Object.entries(index.languages).map(([code, look]) => ({
    key: `${code} ${indirect}`, label: `${look.name}, ${indirect ? "indirect" : "with quote marks"}`,
    look: { ...look, indirect },
  })));
}
const patterns = { "/": "rising", "\\": "falling", x: "crossed", ".": "dotted", "-": "lying", "+": "squared" };
function paintBar(element, { colour, pattern, indirect }) {
  element.style.setProperty("--colour", colour);
  element.classList.add(...[patterns[pattern], indirect ? "indirect" : null].filter(Boolean));
  return element;
}

function makeBar(count, groups, most, { nameSpeaker, pick, chosen }) {
  const own = groups.filter((group) => count.groups[group.key]);
  const told = own.map((group) => `${count.groups[group.key]} ${group.label}`).join("; ");
  const pieces = own.map((group) => {
    const piece = make("span.piece", { style: `width:${(100 * count.groups[group.key]) / most}%` });
    return paintBar(piece, group.look);
  });
  const name = nameSpeaker(count.place);
  return make("li", {}, make("button.one", { type: "button", "aria-pressed": String(chosen(count.place)), title: `${name}: ${told}`,
    onclick: () => pick(count.place) },
  make("span.who", {}, name), make("span.track", {}, ...pieces, make("span.total", {}, count.all.toLocaleString("en"))),
  make("span.unseen", {}, ` quotations: ${told}`)));
}

let barsShown = BARS;
function drawSpeakers(figure, counts, data, tools) {
  const groups = listGroups(data.index).filter((group) => counts.some((count) => count.groups[group.key]));
  const most = Math.max(1, ...counts.map((count) => count.all));
  const legend = groups.map((group) => make("li", {}, paintBar(make("span.swatch"), group.look), ` ${group.label}`));
  figure.querySelector(".keys").replaceChildren(...legend);
  figure.querySelector(".bars").replaceChildren(...counts.slice(0, barsShown).map((count) => makeBar(count, groups, most, tools)));
  const more = figure.querySelector(".more-bars");
  more.hidden = counts.length <= barsShown;
  more.textContent = `Show more of the ${things(counts.length, "speaker")}`;
  more.onclick = () => { barsShown *= 4; drawSpeakers(figure, counts, data, tools); };
}
