// The entity view: everything about one name or speaker, each sentence with its place; without one, all of them.
"use strict";

const SENTENCES = 100;

// The sentences of an article, or its quotations of one speaker, below its title.
function showPlaces(index, rows, sentences, { speaking }) {
  const groups = new Map();
  for (const row of rows) {
    const [place] = sentences[row[0]];
    groups.set(place, [...(groups.get(place) ?? []), row]);
  }
  return [...groups].map(([place, some]) => {
    const { id, title, date, language } = index.articles;
    const facts = [nameOutlets(index.articles, place), date[place]].filter(Boolean).join(" · ");
    const lines = joinSentences(some).map((lines) => makeSentence(lines, sentences, id[place], language[place], speaking));
    return make("section", {}, make("h3", {}, make("a", { href: address.to("article.html", encode(id[place])), lang: language[place] }, title[place]),
      facts ? make("span.quiet", {}, ` · ${facts}`) : null), make("ol.sentences", {}, ...lines));
  });
}
// A sentence is shown once, however often it holds the name.
function joinSentences(rows) {
  const sentences = new Map();
  for (const row of rows) sentences.set(row[0], [...(sentences.get(row[0]) ?? []), row]);
  return [...sentences.values()];
}

function makeSentence(rows, sentences, articleId, language, speaking) {
  const [, from, text] = sentences[rows[0][0]];
  const [, start, end, repeats, source, how, counts] = rows[0];
  const href = toArticle(articleId, start, end);
  if (text === null) return make("li.quiet", {}, make("a", { href }, "A place in the text"), ", which is not part of this site");
  const slice = cut(text), line = make("span", { lang: language });
  let done = 0;
  for (const [, begin, finish] of rows) {
    if (begin - from < done) continue;
    line.append(slice(done, begin - from), make("a.hit", { href: toArticle(articleId, begin, finish) }, slice(begin - from, finish - from)));
    done = finish - from;
  }
  line.append(slice(done));
  const told = speaking ? [source && `source: “${source}”`, how, counts ? null : "not counted: belief, plan, or nobody speaks"] : [];
  const notes = [...told, repeats ? "repeat in a near copy" : null].filter(Boolean);
  return make("li", {}, line, notes.length ? make("span.quiet", {}, ` · ${notes.join(" · ")}`) : null);
}

// Hundreds of sentences are shown in portions.
function showSome(title, rows, draw) {
  const box = make("div", {});
  let shown = SENTENCES;
  const show = () => {
    const more = rows.length - shown;
    const button = make("button", { type: "button", onclick: () => { shown *= 4; show(); } }, `Show more (${more.toLocaleString("en")})`);
    box.replaceChildren(...draw(rows.slice(0, shown)), ...(more > 0 ? [button] : []));
  };
  show();
  return [make("h2", {}, title), box];
}

function showForms(forms, index) {
  const rows = forms.map(([language, form, countsAs, how, count]) => make("tr", {}, make("td", {}, index.languages[language]?.name ?? language),
    make("td", { lang: language }, form), make("td", {}, countsAs), make("td", {}, how), make("td.number", {}, String(pickCount(count, index)))));
  const heads = ["Language", "Form", "Counts as", "Linked by", "Mentions"].map((label) => make("th", { scope: "col" }, label));
  return make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
}

// Numbers come as pairs: once per story, and with all repeats in near copies.
const pickCount = ([once, all], index) => (index.byStory ? once : all);

async function showEntity(main, index, entities, place) {
  const id = entities.id[place];
  const file = await load(`names-${entities.file[place]}`);
  const { forms, mentions, quotes } = file.entities[id];
  const table = showForms(forms, index);
  const [named, counted] = [entities.mentions[place], entities.quotes[place]].map((counts) => pickCount(counts, index));
  const repeats = [["mention", entities.mentions[place]], ["quotation", entities.quotes[place]]].map(([what, [once, all]]) => [what, all - once]);
  const said = counted ? make("p", {}, make("a", { href: toSpeaker(id) }, `${things(counted, "quotation")} in the explorer`)) : null;
  main.replaceChildren(make("p", {}, make("a", { href: address.to("entity.html") }, "All names and speakers")),
    make("h1", {}, entities.name[place]),
    make("p.quiet", {}, `${entities.kind[place]} · ${things(named, "mention")} · ${things(counted, "quotation")}`),
    make("p.quiet", {}, tellRepeats(repeats, index.byStory)), said ?? "");
  if (forms.length) {
    main.append(make("h2", {}, "Forms, by language, and what links them"), make("div.output", {}, make("div", {}, table)));
    serveTable(table, 0);
  }
  const draw = (speaking) => (rows) => showPlaces(index, rows, file.sentences, { speaking });
  if (quotes.length) main.append(...showSome("What was said", quotes, draw(true)));
  if (mentions.length) main.append(...showSome("Where the name stands", mentions, draw(false)));
  document.title = `${entities.name[place]} · ${document.title.split(" · ").pop()}`;
}

function showEntities(main, index, entities, note) {
  const search = make("input", { type: "search", name: "name" }), told = make("span.quiet", { role: "status" });
  const body = make("tbody", {});
  const show = () => {
    const word = search.value.trim().toLowerCase();
    const fit = entities.name.flatMap((name, place) => (name.toLowerCase().includes(word) ? [place] : []));
    body.replaceChildren(...fit.slice(0, 2 * SENTENCES).map((place) => make("tr", {},
      make("td", {}, make("a", { href: toEntity(entities.id[place]) }, entities.name[place])), make("td", {}, entities.kind[place]),
      make("td.number", {}, String(pickCount(entities.mentions[place], index))),
      make("td.number", {}, String(pickCount(entities.quotes[place], index))))));
    told.textContent = ` ${Math.min(fit.length, 2 * SENTENCES)} of ${things(fit.length, "name and speaker", "names and speakers")}`;
  };
  search.addEventListener("input", show);
  show();
  const heads = ["Name", "Kind", "Mentions", "Quotations"].map((label) => make("th", { scope: "col" }, label));
  main.replaceChildren(make("h1", {}, "Names and speakers"), note ?? "",
    make("p.quiet", {}, `Mentions and quotations in near copies count ${index.byStory ? "once per story" : "each time"}.`), make("p.bar", {}, make("label", {}, "Search ", search), told),
    make("div.output", {}, make("table", {}, make("thead", {}, make("tr", {}, ...heads)), body)));
}

views.entity = async () => {
  const [index, entities] = await Promise.all([load("index"), load("entities")]);
  const main = document.getElementById("entity");
  const show = async () => {
    const id = decode(address.read());
    const place = entities.id.indexOf(id);
    if (place >= 0) await showEntity(main, index, entities, place);
    else showEntities(main, index, entities, id ? make("p.failed", { role: "alert" }, `Nobody and nothing here has the id ${id}. These are all there are:`) : null);
    scrollTo(0, 0);
  };
  address.changed = () => show().catch((error) => fail(main, error));
  await show();
};
begin("entity");
