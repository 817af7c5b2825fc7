// The explorer: a chart of speakers and a table of quotations that follow the filters.
"use strict";

const ROWS = 50;
const find = (id) => document.getElementById(id);

// --- the words, which come in several files ---

function makeReader({ index, quotes }) {
  const said = (row) => load(`said-${Math.floor(row / index.quotesAFile)}`);
  const read = (file, row) => {
    const place = row % index.quotesAFile;
    const around = file.around[place], at = file.at[place];
    const slice = cut(around), end = at + quotes.end[row] - quotes.start[row];
    const printed = slice(at, end);
    const parts = [slice(0, at), printed, slice(end)];
    return { parts, text: file.text[place] ?? printed, around, source: file.source[place] };
  };
  return {
    one: async (row) => read(await said(row), row),
    all: async () => {
      const files = await Promise.all(quotes.article.flatMap((_, row) => (row % index.quotesAFile ? [] : [said(row)])));
      return (row) => read(files[Math.floor(row / index.quotesAFile)], row);
    },
    haystacks: async () => {
      const files = await Promise.all(quotes.article.flatMap((_, row) => (row % index.quotesAFile ? [] : [said(row)])));
      return files.flatMap((file) => file.around.map((around) => around.toLowerCase()));
    },
  };
}

// --- the table ---

const columns = {
  speaker: ["Speaker", (row, data) => data.nameSpeakers(row)],
  text: ["Quotation", null],
  cue: ["Cue", (row, { index, quotes }) => index.cues[quotes.cue[row]] ?? ""],
  kind: ["Kind", (row, { index, quotes }) => index.kinds[quotes.kind[row]]],
  article: ["Article", (row, { index, quotes }) => index.articles.title[quotes.article[row]]],
  date: ["Date", (row, { index, quotes }) => index.articles.date[quotes.article[row]] ?? ""],
  score: ["Score", (row, { quotes }) => quotes.score[row] / 100],
};

function sortRows(rows, sort, data) {
  const name = sort.replace(/^-/, "");
  const read = columns[name]?.[1];
  if (!read) return rows;
  const values = new Map(rows.map((row) => [row, read(row, data)]));
  const order = new Intl.Collator(undefined, { numeric: true });
  const compare = name === "score" ? (a, b) => a - b : order.compare;
  const turn = sort.startsWith("-") ? -1 : 1;
  return [...rows].sort((a, b) => turn * compare(values.get(a), values.get(b)) || a - b);
}

function makeHead(state, sortBy) {
  const cells = Object.entries(columns).map(([name, [label, read]]) => {
    const order = state.sort === name ? "ascending" : state.sort === `-${name}` ? "descending" : "none";
    const content = read ? make("button.sort", { type: "button", "data-sort": name, onclick: () => sortBy(name) }, label) : label;
    return make("th", { scope: "col", role: "columnheader", "aria-sort": read ? order : null }, content);
  });
  return make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...cells));
}

// The outlets of near copies that print the same, and the titles of those that have none.
function findAlso(row, { index, quotes, tellings }) {
  const { outlets, title } = index.articles, own = quotes.article[row];
  const others = (tellings.others.get(tellings.told[row]) ?? []).map((other) => quotes.article[other]).filter((place) => place !== own);
  const names = others.flatMap((place) => (outlets[place].length ? outlets[place] : [shorten(title[place], 40)]));
  return [...new Set(names)].filter((name) => !outlets[own].includes(name));
}

async function makeRow(row, data, reader) {
  const { index, quotes } = data;
  const place = quotes.article[row];
  const { parts } = await reader.one(row);
  const cell = (label, ...content) => make("td", { role: "cell", "data-label": label }, ...content);
  const who = quotes.speakers[row].flatMap((speaker, rank) => [
    rank ? " and " : "", make("a", { href: toEntity(index.speakers.id[speaker]) }, index.speakers.name[speaker]),
  ]);
  const link = make("a.said", { href: toArticle(index.articles.id[place], quotes.start[row], quotes.end[row]) }, parts[1]);
  const sentence = make("span", { lang: index.articles.language[place] }, make("span.quiet", {}, parts[0]), link, make("span.quiet", {}, parts[2]));
  const title = make("span", { lang: index.articles.language[place] }, shorten(index.articles.title[place], 60));
  const outlet = nameOutlets(index.articles, place), also = findAlso(row, data);
  return make("tr", { role: "row", "data-quote": row },
    cell("Speaker", ...(who.length ? who : [make("span.quiet", {}, UNKNOWN)])), cell("Quotation", sentence),
    cell("Cue", columns.cue[1](row, data)), cell("Kind", columns.kind[1](row, data)),
    cell("Article", title, outlet ? make("span.quiet", {}, ` · ${outlet}`) : null,
      also.length ? make("span.quiet.also", {}, ` · also in: ${also.join(", ")}`) : null),
    cell("Date", columns.date[1](row, data)), cell("Score", (quotes.score[row] / 100).toFixed(2)));
}

async function makeSheet(rows, data, reader) {
  const read = await reader.all();
  const { articles } = data.index;
  const head = ["speaker", "quotation", "kind", "cue", "source", "sentence", "article", "outlet", "date", "language", "score", "article_id", "start", "end", "also_in", "told_first"];
  const lines = rows.map((row) => {
    const { text, around, source } = read(row), place = data.quotes.article[row];
    const first = data.tellings.told[row];
    return [data.nameSpeakers(row), text, columns.kind[1](row, data), columns.cue[1](row, data), source, around,
      articles.title[place], nameOutlets(articles, place), articles.date[place], articles.language[place], data.quotes.score[row] / 100,
      articles.id[place], data.quotes.start[row], data.quotes.end[row], findAlso(row, data).join(", "),
      `${articles.id[data.quotes.article[first]]}:${data.quotes.start[first]}-${data.quotes.end[first]}`];
  });
  return [head, ...lines];
}

// --- the page ---

function fillForm(form, data, change) {
  const { index } = data;
  const options = {
    language: Object.keys(index.languages).map((code) => [code, index.languages[code].name]),
    kind: index.kinds.map((kind) => [kind, kind]),
    outlet: [...new Set(index.articles.outlets.flat())].sort().map((outlet) => [outlet, outlet]),
  };
  for (const [name, values] of Object.entries(options)) {
    const box = form.querySelector(`[data-facet="${name}"]`);
    box.hidden = values.length < 2;
    for (const [value, label] of values) {
      const input = make("input", { type: "checkbox", name, value, onchange: () => change(name, value) });
      box.append(make("label", {}, input, ` ${label}`));
    }
  }
  // Thousands of options are only made when somebody begins to type.
  const names = { speaker: index.speakers.name, cue: index.cues };
  for (const name of ["speaker", "cue"]) {
    const input = form.elements[name], options = find(`${name}s`);
    const fill = () => { if (!options.children.length) options.append(...names[name].map((value) => make("option", { value }))); };
    input.addEventListener("focus", fill, { once: true });
    input.addEventListener("change", () => {
      const typed = input.value.trim().toLowerCase();
      const near = names[name].flatMap((label, place) => (label.toLowerCase().includes(typed) ? [place] : []));
      const place = near.find((one) => names[name][one].toLowerCase() === typed) ?? near[0];
      if (!typed) return;
      if (place === undefined && !(name === "speaker" && typed === UNKNOWN)) {
        input.setCustomValidity(`Nobody and nothing here is called “${input.value}”.`);
        input.reportValidity();
        return;
      }
      input.value = "";
      change(name, place === undefined ? UNKNOWN : name === "speaker" ? index.speakers.id[place] : index.cues[place]);
    });
    input.addEventListener("input", () => input.setCustomValidity(""));
  }
}

function showForm(form, state) {
  for (const input of form.querySelectorAll("fieldset input")) input.checked = state[input.name].includes(input.value);
  for (const name of ["from", "to", "q"]) if (form.elements[name].value !== state[name]) form.elements[name].value = state[name];
  form.elements.all.checked = state.all;
  form.elements.repeats.checked = state.repeats;
  form.querySelector('[value="scare"]').parentElement.hidden = !state.all;
}

function showChosen(list, state, { data, nameSpeaker }, drop) {
  const { index } = data;
  const names = {
    speaker: (id) => (id === UNKNOWN ? UNKNOWN : index.speakers.name[index.speakers.id.indexOf(id)]),
    language: (code) => index.languages[code]?.name, article: (id) => index.articles.title[index.articles.id.indexOf(id)],
  };
  const chips = lists.flatMap((name) => state[name].map((value) => {
    const words = `${name}: ${shorten(names[name]?.(value) ?? value, 50)}`;
    return make("li", {}, make("button.chip", { type: "button", "aria-label": `Remove ${words}`, onclick: () => drop(name, value) }, words, " ×"));
  }));
  list.replaceChildren(...chips);
}

views.explore = async () => {
  const [index, quotes] = await Promise.all([load("index"), load("quotes")]);
  const nameSpeaker = (place) => (place < 0 ? UNKNOWN : index.speakers.name[place]);
  const nameSpeakers = (row) => quotes.speakers[row].map(nameSpeaker).join(" and ") || UNKNOWN;
  const data = { index, quotes, nameSpeakers, haystacks: null, tellings: readTellings(quotes) };
  const reader = makeReader(data);
  const form = find("filters"), figure = find("speakers-chart"), table = find("rows");
  let state, rows = [], turn = 0;

  function go(change, options) {
    state = { ...state, page: 1, ...change };
    address.write(writeState(state), options);
    return show();
  }
  const toggle = (name, value) =>
    go({ [name]: state[name].includes(value) ? state[name].filter((other) => other !== value) : [...state[name], value] });
  const pick = (place) => toggle("speaker", place < 0 ? UNKNOWN : index.speakers.id[place]);

  async function showRows(mine) {
    const pages = Math.max(1, Math.ceil(rows.length / ROWS));
    const page = Math.min(state.page, pages), first = (page - 1) * ROWS;
    const lines = await Promise.all(rows.slice(first, first + ROWS).map((row) => makeRow(row, data, reader)));
    if (mine !== turn) return;
    const sortBy = async (name) => {
      await go({ sort: state.sort === name ? `-${name}` : state.sort === `-${name}` ? "" : name });
      table.querySelector(`[data-sort="${name}"]`)?.focus();
    };
    table.replaceChildren(makeHead(state, sortBy), make("tbody", { role: "rowgroup" }, ...lines));
    const turnTo = (number) => { go({ page: number }); find("rows-title").scrollIntoView(); };
    const button = (label, number, off) => make("button", { type: "button", disabled: off ? "" : null, onclick: () => turnTo(number) }, label);
    const told = rows.length ? `Rows ${first + 1} to ${first + lines.length} of ${rows.length.toLocaleString("en")}` : "Nothing fits all of these filters.";
    find("pager").replaceChildren(button("Previous", page - 1, page === 1), ` ${told} `, button("Next", page + 1, page === pages));
  }

  async function show() {
    const mine = (turn += 1);
    showForm(form, state);
    showChosen(find("chosen"), state, { data, nameSpeaker }, toggle);
    if (state.q && !data.haystacks) {
      find("count").textContent = "Searching…";
      data.haystacks = await reader.haystacks();
      if (mine !== turn) return;
    }
    const found = choose(state, data);
    rows = sortRows(found.rows, state.sort, data);
    const [some, all] = [rows, found.all].map((some) => countTellings(some, data.tellings, state));
    const repeats = rows.length - countTellings(rows, data.tellings, { repeats: false });
    find("count").textContent = `${some.toLocaleString("en")} of ${things(all, "quotation")}`;
    find("repeats").textContent = tellRepeats([["quotation", repeats]], !state.repeats);
    const counts = countSpeakers(rows, data, state);
    const chosen = (place) => state.speaker.includes(place < 0 ? UNKNOWN : index.speakers.id[place]);
    drawSpeakers(figure, counts, data, { nameSpeaker, pick, chosen });
    await showRows(mine);
    if (mine === turn) figure.dataset.shown = writeState(state) || "all";
  }

  fillForm(form, data, toggle);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.elements.all.addEventListener("change", () => 
    go({ all: form.elements.all.checked, kind: state.kind.filter((kind) => kind !== "scare" || form.elements.all.checked) }));
  form.elements.repeats.addEventListener("change", () => go({ repeats: form.elements.repeats.checked }));
  for (const name of ["from", "to"]) form.elements[name].addEventListener("change", () => go({ [name]: form.elements[name].value }));
  let typing;
  form.elements.q.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => go({ q: form.elements.q.value }, { replace: true }), 100);
  });
  // The words are many files: they are read while somebody goes on to type.
  form.elements.q.addEventListener("focus", async () => { data.haystacks ??= await reader.haystacks(); }, { once: true });
  find("reset").addEventListener("click", () => { form.reset(); go(mendState(readState(""), index)); });
  find("csv").addEventListener("click", async () => download("quotations.csv", await makeSheet(rows, data, reader)));
  if (narrowPage.matches) find("panel").open = false;
  const follow = () => { state = mendState(readState(address.read()), index); return show(); };
  address.changed = follow;
  await follow();
};
begin("explore");
