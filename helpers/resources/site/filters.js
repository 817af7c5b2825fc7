// The filters of the explorer: what the address says, and which quotations it means.
"use strict";

const UNKNOWN = "unknown";
const lists = ["speaker", "language", "outlet", "kind", "cue", "article"];

// --- the state and the address ---

function readState(text) {
  const state = { from: "", to: "", q: "", all: false, repeats: null, sort: "", page: 1, ...Object.fromEntries(lists.map((name) => [name, []])) };
  for (const part of text.split("&").filter(Boolean)) {
    const [name, value = ""] = [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)];
    if (lists.includes(name)) state[name] = value.split("|").map(decode).filter(Boolean);
    else if (name === "all") state.all = value === "1";
    else if (name === "repeats") state.repeats = value === "1";
    else if (name === "page") state.page = Math.max(1, parseInt(value, 10) || 1);
    else if (["from", "to"].includes(name)) state[name] = /^\d{4}-\d\d-\d\d$/.test(value) ? value : "";
    else if (["q", "sort"].includes(name)) state[name] = decode(value);
  }
  // Words that nobody speaks count only where what is left out by default counts.
  state.all ||= state.kind.includes("scare");
  return state;
}
// A program may have written the | between values as %7C: what is unknown as a whole is read as several. What the address
// does not say is as the site counts.
function mendState(state, index) {
  const known = new Set([...index.speakers.id, ...index.articles.outlets.flat(), ...index.cues]);
  const mend = (value) => (value.includes("|") && !known.has(value) ? value.split("|") : [value]);
  const byDefault = !index.byStory;
  return { ...state, byDefault, repeats: state.repeats ?? byDefault, ...Object.fromEntries(lists.map((name) => [name, state[name].flatMap(mend)])) };
}
function writeState(state) {
  const parts = lists.filter((name) => state[name].length).map((name) => `${name}=${joinValues(state[name])}`);
  for (const name of ["from", "to", "q", "sort"]) if (state[name]) parts.push(`${name}=${encode(state[name])}`);
  if (state.all) parts.push("all=1");
  if (state.repeats !== state.byDefault) parts.push(`repeats=${state.repeats ? 1 : 0}`);
  if (state.page > 1) parts.push(`page=${state.page}`);
  return parts.join("&");
}

// --- what is chosen ---

// Words in marks are a phrase; of all others each must stand in the sentence.
function readWords(q) {
  const words = [...q.toLowerCase().matchAll(/["“„»]([^"“”«]+)["”“«]?|(\S+)/g)];
  return words.map((match) => (match[1] ?? match[2]).trim()).filter(Boolean);
}

// A number for what a row holds: that of a value in the index; -1 stands for none, -2 for what this site does not have.
function findPlaces(values, known) {
  return values.length ? new Set(values.map((value) => { const place = known.indexOf(value); return place < 0 ? -2 : place; })) : null;
}

// Near copies print the same quotation: `told` is the row of its first telling, `others` are all rows of one that has
// several. Numbers are those of different tellings.
function readTellings({ article, repeats }) {
  const told = Int32Array.from(article, (_, row) => row), others = new Map();
  for (const [row, first] of repeats) {
    told[row] = first;
    if (!others.has(first)) others.set(first, [first]);
    others.get(first).push(row);
  }
  return { told, others };
}
function countTellings(rows, { told }, state) {
  if (state.repeats) return rows.length;
  const seen = new Uint8Array(told.length);
  let count = 0;
  for (const row of rows) {
    count += 1 - seen[told[row]];
    seen[told[row]] = 1;
  }
  return count;
}

function choose(state, { index, quotes, haystacks }) {
  const { articles } = index;
  const kinds = findPlaces(state.kind, index.kinds), cues = findPlaces(state.cue, index.cues);
  const speakers = findPlaces(state.speaker.filter((id) => id !== UNKNOWN), index.speakers.id);
  const alsoUnknown = state.speaker.includes(UNKNOWN);
  const within = articles.id.map((id, place) =>
    (!state.language.length || state.language.includes(articles.language[place]))
    && (!state.outlet.length || articles.outlets[place].some((outlet) => state.outlet.includes(outlet)))
    && (!state.article.length || state.article.includes(id))
    && (!state.from || (articles.date[place] ?? "") >= state.from)
    && (!state.to || (articles.date[place] ?? "9999") <= state.to));
  const words = haystacks ? readWords(state.q) : [];
  const rows = [], all = [];
  for (let row = 0; row < quotes.article.length; row += 1) {
    if (!state.all && !quotes.counts[row]) continue;
    all.push(row);
    if (!within[quotes.article[row]]) continue;
    if (kinds && !kinds.has(quotes.kind[row])) continue;
    if (cues && !cues.has(quotes.cue[row])) continue;
    const who = quotes.speakers[row];
    if (state.speaker.length && !(who.length ? who.some((place) => speakers?.has(place)) : alsoUnknown)) continue;
    if (words.length && !words.every((word) => haystacks[row].includes(word))) continue;
    rows.push(row);
  }
  return { rows, all };
}
