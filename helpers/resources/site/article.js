// The article view: the text with everything that was found in it; the address says which article and which place.
"use strict";

const SURE = 0.5;  // below it a quotation is shown as doubtful
const LINES = ["solid", "dashed", "dotted", "double"], STRIPES = [null, 135, 45, 90];
const nameKinds = ["person", "organisation", "place", "other"];

// --- how speakers look ---

// The speakers quoted most have the same colour in each article; others take what is left, with another line.
function styleSpeakers(quotes, index) {
  const looks = new Map();
  const leaders = index.colours.length;
  const here = [...new Set(quotes.map((quote) => quote.key).filter((key) => key !== ""))];
  const taken = index.colours.map(() => 0);
  for (const key of here) {
    if (/^\d+$/.test(key) && Number(key) < leaders) {
      looks.set(key, { colour: index.colours[Number(key)], line: LINES[0], angle: null });
      taken[Number(key)] += 1;
    }
  }
  let line = 1;
  for (const key of here.filter((other) => !looks.has(other))) {
    const place = taken.indexOf(Math.min(...taken));
    looks.set(key, { colour: index.colours[place], line: LINES[line % LINES.length], angle: STRIPES[Math.min(taken[place], 3)] });
    taken[place] += 1;
    line = line % (LINES.length - 1) + 1;
  }
  return looks;
}
function paint(element, quote, looks, index) {
  const look = looks.get(quote.key) ?? { colour: index.grey, line: "dotted", angle: null };
  element.style.setProperty("--colour", look.colour);
  element.style.setProperty("--line-style", look.line);
  element.style.setProperty("--angle", `${look.angle ?? 0}deg`);
  element.classList.toggle("striped", look.angle !== null);
}

// --- the marks ---

function readQuote(row, number, index) {
  const [start, end, kind, counts, score, foundBy, cue, speakers, spans] = row;
  return {
    number, start, end, kind: index.kinds[kind], counts, score, foundBy, cue, spans,
    speakers: speakers.map(([place, how]) => ({ id: index.speakers.id[place], name: index.speakers.name[place], how })),
    key: speakers.map(([place]) => place).join(" "),
  };
}
const nameAll = (quote) => quote.speakers.map((speaker) => speaker.name).join(" and ") || "unknown";
function describe(quote) {
  const parts = [nameAll(quote), quote.kind, quote.cue ? `cue: ${quote.cue}` : "no cue"];
  if (!quote.counts) parts.push(quote.kind === "scare" ? "nobody speaks: not counted" : "belief or plan: not counted");
  parts.push(`found by ${quote.foundBy}`, `score ${quote.score.toFixed(2)}${quote.score < SURE ? ", unsure" : ""}`);
  return parts.join(" · ");
}

function listMarks(quotes, names, here) {
  const layers = { content: 0, source: 2, cue: 2 };
  const roles = ["content", "source", "cue"];
  const marks = quotes.flatMap((quote) => quote.spans.map(([role, start, end]) =>
    ({ start, end, role: roles[role], layer: layers[roles[role]] + (roles[role] === "content" && quote.kind === "scare" ? 1 : 0), quote })));
  for (const [start, end, kind, relation, id, name, how, meant] of names) {
    marks.push({ start, end, role: "name", layer: 3, name: { kind, relation, id, name, how, meant } });
  }
  if (here) marks.push({ ...here, role: "here", layer: -1 });
  return marks;
}

// A link within a link is none: `within` tells.
function makeMark(mark, looks, index, { within }) {
  if (mark.role === "here") return make("mark.here");
  if (mark.role === "name") {
    const { kind, relation, id, name, how, meant } = mark.name;
    const title = [name, kind, relation, how && `linked by: ${how}`, meant && `may stand for ${meant}`].filter(Boolean).join(" · ");
    const known = nameKinds.includes(kind) ? kind : "other";
    return id === null || within ? make(`span.name.${known}`, { title }) : make(`a.name.${known}`, { href: toEntity(id), title });
  }
  const { quote } = mark;
  const title = (mark.role === "content" ? "" : `${mark.role} of the quotation: `) + describe(quote);
  if (mark.role !== "content") return make(`span.${mark.role}`, { title, "data-quote": quote.number });
  const look = quote.kind === "scare" ? "scare" : quote.kind === "indirect" ? "indirect" : "direct";
  const element = make(`span.quote.${look}${quote.score < SURE ? ".unsure" : ""}`, { title, "data-quote": quote.number });
  paint(element, quote, looks, index);
  return element;
}

// Marks may overlap in any way: the text is cut at all their ends, and each piece is put into all marks over it. Marks
// that go on from the piece before stay open.
function markPart(target, [, start, text], marks, { looks, index, stops }) {
  const slice = cut(text), end = start + countLetters(text);
  const inside = marks.filter((mark) => Math.max(mark.start, start) < Math.min(mark.end, end));
  inside.sort((a, b) => a.layer - b.layer || (b.end - b.start) - (a.end - a.start));
  const bound = (place) => Math.min(Math.max(place, start), end);
  const cuts = [...new Set([start, end, ...inside.flatMap((mark) => [bound(mark.start), bound(mark.end)])])].sort((a, b) => a - b);
  let open = [];
  for (let place = 0; place + 1 < cuts.length; place += 1) {
    const [from, to] = [cuts[place], cuts[place + 1]];
    const over = inside.filter((mark) => mark.start <= from && to <= mark.end);
    let kept = 0;
    while (kept < open.length && open[kept].mark === over[kept]) kept += 1;
    open = open.slice(0, kept);
    for (const mark of over.slice(kept)) {
      const outer = open.at(-1)?.element ?? target;
      // Each quotation has a place to be reached with the keys, right before its first words.
      if (mark.role === "content" && !stops.has(mark.quote)) {
        stops.set(mark.quote, makeStop(mark.quote));
        outer.append(stops.get(mark.quote));
      }
      const element = makeMark(mark, looks, index, { within: open.some((other) => other.element.tagName === "A") });
      outer.append(element);
      open.push({ mark, element });
    }
    (open.at(-1)?.element ?? target).append(slice(from - start, to - start));
  }
}
function makeStop(quote) {
  return make("button.stop", { type: "button", "data-quote": quote.number, "data-number": quote.number + 1,
    "aria-label": `Quotation ${quote.number + 1}: ${describe(quote)}` });
}

// --- the page ---

const tags = { headline: "h2", heading: "h2" };
// What is none of the article's text is smaller and pale, and says what it is.
const beside = new Set(["date", "byline", "caption", "correction", "boilerplate"]);
function dress(kind) {
  if (beside.has(kind)) return ["p.part.quiet", { title: kind }];
  return [kind === "standfirst" ? "p.part.standfirst" : `${tags[kind] ?? "p"}.part`, {}];
}
function showParts(article, marks, tools) {
  return article.parts.map((part) => {
    const element = make(...dress(part[0]));
    markPart(element, part, marks, tools);
    return element;
  });
}

function showLegend(quotes, looks, index) {
  const speakers = new Map();
  for (const quote of quotes) if (quote.kind !== "scare" && !speakers.has(quote.key)) speakers.set(quote.key, quote);
  const chips = [...speakers.values()].map((quote) => {
    const chip = make("span.quote.direct.chip", {});
    paint(chip, quote, looks, index);
    quote.speakers.forEach((speaker, rank) => chip.append(rank ? " and " : "", make("a", { href: toSpeaker(speaker.id) }, speaker.name)));
    if (!quote.speakers.length) chip.append(make("a", { href: toSpeaker("unknown") }, "unknown"));
    return make("li", {}, chip);
  });
  const example = (kind, words) => make(`span.${kind}`, {}, words);
  const unsure = quotes.filter((quote) => quote.score < SURE).length;
  return [
    make("ul.legend", { "aria-label": "Speakers" }, ...chips),
    make("details.how", {}, make("summary", {}, "What the marks mean"), make("p", {},
      "Words in quote marks stand on a ground in the colour of their speaker, indirect ones above a line. A ", example("source", "source"), " and a ",
      example("cue", "cue"), " are bold. Names lead to their sentences: ", ...nameKinds.flatMap((kind) => [example(`name.${kind}`, kind), " "]),
      ". Words in marks that nobody speaks have a ", example("quote.scare", "thin line"), ". A pale ground with a dashed edge is ",
      example("quote.direct.unsure", "unsure"), `: its score is under ${SURE}${unsure ? ` (${things(unsure, "quotation")} here)` : " (none here)"}. `,
      "The number before a quotation tells who speaks, how it was found and how sure that is; hovering does too.")),
  ];
}

function tell(box, quote) {
  box.replaceChildren(make("p", {}, make("strong", {}, `${quote.number + 1}. `),
    ...(quote.speakers.length ? quote.speakers.flatMap(({ id, name, how }, rank) => [rank ? " and " : "", make("a", { href: toSpeaker(id) }, name), ` (${how})`]) : ["unknown"]),
    describe(quote).slice(nameAll(quote).length)));
  box.hidden = false;
}

function showBeside(nav, index, place) {
  const { id, title, language } = index.articles;
  const link = (label, other) => (id[other] === undefined ? null :
    make("a", { href: address.to("article.html", encode(id[other])) }, `${label}: `, make("span", { lang: language[other] }, title[other])));
  nav.replaceChildren(...[link("Previous article", place - 1), link("Next article", place + 1)].filter(Boolean));
}

function showList(main, index) {
  const { articles } = index;
  const rows = articles.id.map((id, place) => make("tr", {},
    make("td", { lang: articles.language[place] }, make("a", { href: address.to("article.html", encode(id)) }, articles.title[place])),
    make("td", {}, nameOutlets(articles, place) || "–"), make("td", {}, articles.date[place] ?? "–"),
    make("td", {}, index.languages[articles.language[place]].name), make("td.number", {}, String(articles.words[place]))));
  const heads = ["Article", "Outlet", "Date", "Language", "Words"].map((label) => make("th", { scope: "col" }, label));
  const table = make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
  main.replaceChildren(make("h1", {}, "The articles"), make("div.output", {}, make("div", {}, table)));
  serveTable(table, 0);
}

async function showArticle(main, index, place, here) {
  const { articles } = index;
  const file = await load(`texts-${Math.floor(place / index.articlesAFile)}`);
  const article = file[articles.id[place]];
  const quotes = article.quotes.map((row, number) => readQuote(row, number, index));
  const looks = styleSpeakers(quotes, index), stops = new Map();
  const asked = here && quotes.find((quote) => quote.start === here.start && quote.end === here.end);
  const marks = listMarks(quotes, article.names, asked ? null : here);
  const facts = [nameOutlets(articles, place), articles.date[place], index.languages[articles.language[place]].name, things(articles.words[place], "word"),
    things(quotes.filter((quote) => quote.counts).length, "quotation")];
  const note = index.excerpts ? make("p.note", {}, article.parts.length
    ? "The full text is not part of this site. These are its quotations in order, with the sentences around them."
    : "The full text is not part of this site, and no quotation was found in it.") : null;
  const text = make("article.text", { lang: articles.language[place] }, ...showParts(article, marks, { looks, index, stops }));
  const told = make("span", { role: "status" });
  const steps = make("div.steps", {}, make("button", { type: "button", "data-step": "-1" }, "Previous quotation"),
    make("button", { type: "button", "data-step": "1" }, "Next quotation"), told,
    make("a", { href: address.to("explore.html", `article=${encode(articles.id[place])}`) }, "All in the explorer"));
  const title = make("h1", { lang: articles.language[place] }, articles.title[place]);
  main.replaceChildren(title, make("p.quiet", {}, facts.filter(Boolean).join(" · ")), note ?? "",
    ...showLegend(quotes, looks, index), steps, text);
  document.title = `${articles.title[place]} · ${document.title.split(" · ").pop()}`;
  serveQuotes(main, { quotes, stops, told, asked });
  const target = asked ? stops.get(asked) : main.querySelector(".here");
  if (target) target.scrollIntoView({ block: "center" });
  else scrollTo(0, 0);
}

function serveQuotes(main, { quotes, stops, told, asked }) {
  const box = document.getElementById("details");
  const order = quotes.filter((quote) => stops.has(quote));
  let current = asked ? order.indexOf(asked) : -1;
  const light = (quote, on) => {
    for (const mark of main.querySelectorAll(`.text [data-quote="${quote.number}"]`)) mark.classList.toggle("current", on);
  };
  const select = (place) => {
    if (order[current]) light(order[current], false);
    current = place;
    light(order[place], true);
    told.textContent = `${place + 1} of ${order.length}`;
    tell(box, order[place]);
  };
  for (const step of main.querySelectorAll("[data-step]")) {
    step.disabled = !order.length;
    step.onclick = () => {
      select((Math.max(current, step.dataset.step < 0 ? 0 : -1) + Number(step.dataset.step) + order.length) % order.length);
      stops.get(order[current]).scrollIntoView({ block: "center" });
    };
  }
  told.textContent = things(order.length, "quotation");
  stops.forEach((stop, quote) => { stop.onfocus = stop.onclick = () => select(order.indexOf(quote)); });
  main.querySelector(".text").addEventListener("mouseover", (event) => {
    const mark = event.target.closest("[data-quote]");
    if (mark && matchMedia("(hover: hover)").matches) tell(box, quotes[mark.dataset.quote]);
  });
  main.addEventListener("keydown", (event) => { if (event.key === "Escape") box.hidden = true; });
  if (current >= 0) select(current);
}

views.article = async () => {
  const index = await load("index");
  const main = document.getElementById("read");
  const show = async () => {
    const [, id, start, end] = address.read().match(/^(.*?)(?::(\d+)-(\d+)(?::\d+)?)?$/);
    document.getElementById("details").hidden = true;
    const place = index.articles.id.indexOf(decode(id));
    showBeside(document.getElementById("beside"), index, place < 0 ? NaN : place);
    if (place >= 0) return showArticle(main, index, place, start ? { start: Number(start), end: Number(end) } : null);
    showList(main, index);
    if (id) main.prepend(make("p.failed", { role: "alert" }, `There is no article ${decode(id)} here. These are all there are:`));
    return undefined;
  };
  address.changed = () => show().catch((error) => fail(main, error));
  await show();
};
begin("article");
