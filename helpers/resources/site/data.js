// What the views share: data from files beside the page, the address, pieces of the page, text by code points, CSV.
"use strict";

// A page opened from a disk may not read files, but it may load scripts: each data file calls newsbook(name, content).
const arrived = new Map();
const awaited = new Map();
function newsbook(name, content) {
  arrived.set(name, Promise.resolve(content));
  awaited.get(name)?.(content);
}
function load(name) {
  if (!arrived.has(name)) {
    const packed = document.getElementById(`data-${name}`);
    arrived.set(name, packed ? Promise.resolve(JSON.parse(packed.textContent)) : new Promise((resolve, reject) => {
      awaited.set(name, resolve);
      const script = document.createElement("script");
      script.onerror = () => reject(new Error(`data/${name}.js is missing: copy the whole folder of the site`));
      script.src = `data/${name}.js`;
      document.head.append(script);
    }));
  }
  return arrived.get(name);
}

// A packed site is one page whose address ends in "#explore.html#speaker=…"; else the page has the part behind the last #.
const isPacked = "packed" in document.documentElement.dataset;
const address = {
  to: (page, state = "") => (isPacked ? `#${page}` : page) + (state ? `#${state}` : ""),
  read: () => (isPacked ? location.hash.split("#").slice(2).join("#") : location.hash.slice(1)),
  page: () => (isPacked ? location.hash.split("#")[1] || "index.html" : location.pathname.split("/").pop()),
  // Typing changes the address without a step back for each letter.
  write(state, { replace = false } = {}) {
    const target = isPacked ? address.to(address.page(), state) : `#${state}`;
    if (target === location.hash || (!state && !location.hash)) return;
    history[replace ? "replaceState" : "pushState"](null, "", target);
  },
  // What is to be done when the address changes: one function, that of the view that is shown.
  changed: null,
};
if (!isPacked) addEventListener("hashchange", () => address.changed?.());

// Mail programs and people may spoil an address: what cannot be read is taken as it stands.
function decode(text) {
  const plain = text.replace(/\+/g, " ");
  try { return decodeURIComponent(plain); } catch { return plain; }
}
const encode = (text) => encodeURIComponent(text).replace(/%20/g, "+").replace(/%3A/g, ":");

const joinValues = (values) => values.map(encode).join("|");

const toArticle = (id, start, end) => address.to("article.html", `${encode(id)}:${start}-${end}`);
const toEntity = (id) => address.to("entity.html", encode(id));
const toSpeaker = (id) => address.to("explore.html", `speaker=${encode(id)}`);

// An element: make("p.note", { lang: "de" }, "text", other, …). Text is only ever text.
function make(kind, attributes = {}, ...children) {
  const [tag, ...classes] = kind.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}
function fail(main, error) {
  main.append(make("p.failed", { role: "alert" }, error.message));
}

// Offsets count code points, JavaScript counts halves of some: cut(text) gives a function that cuts as Python does.
function cut(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (start, end) => text.slice(start, end);
  const letters = Array.from(text);
  return (start, end) => letters.slice(start, end).join("");
}
const countLetters = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text).length : text.length);
const shorten = (text, longest) => (text.length <= longest ? text : text.slice(0, longest - 1).trimEnd() + "…");
const things = (number, one, many = one + "s") => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

const nameOutlets = ({ outlets }, place) => outlets[place].join(", ");

// Whether near copies count, and how many repeats there are: `told` are pairs of what is counted and their number.
function tellRepeats(told, byStory) {
  const what = told.map(([name]) => `each ${name}`).join(" and ");
  const numbers = told.map(([name, count]) => things(count, "repeat") + (told.length > 1 ? ` of ${name}s` : "")).join(" and ");
  const verb = told.length === 1 && told[0][1] === 1 ? "is" : "are";
  const start = what[0].toUpperCase() + what.slice(1);
  return byStory ? `${start} counts once per story: ${numbers} in near copies ${verb} left out of the numbers.`
    : `${start} counts as often as near copies print it: ${numbers} ${verb} counted.`;
}

// A spreadsheet runs a cell that begins so as a formula, and Excel takes UTF-8 for it only where a mark says so.
function quoteCell(value) {
  const text = String(value ?? "");
  const safe = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\n\r\t]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
function download(name, rows) {
  const text = "\ufeff" + rows.map((row) => row.map(quoteCell).join(",")).join("\n") + "\n";
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
