// Tables: a click on a heading sorts, words are searched for, and all of it is saved as CSV.
"use strict";

const collator = new Intl.Collator(undefined, { numeric: true });
const readNumber = (text) => (/^-?[\d,]*\.?\d+%?$/.test(text) ? parseFloat(text.replace(/,/g, "")) : null);
function compareCells(one, other) {
  const numbers = [readNumber(one), readNumber(other)];
  return numbers.includes(null) ? collator.compare(one, other) : numbers[0] - numbers[1];
}
function sortTable(table, head, place) {
  const turn = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", turn > 0 ? "ascending" : "descending");
  const rows = [...table.tBodies[0].rows].map((row) => [row.cells[place].textContent, row]);
  rows.sort(([one], [other]) => turn * compareCells(one, other));
  table.tBodies[0].append(...rows.map(([, row]) => row));
}

const FEW_ROWS = 8;
function serveTable(table, number) {
  const rows = [...table.tBodies[0].rows];
  // A box that scrolls must be reached with the keys as well.
  const box = table.parentElement;
  Object.entries({ tabindex: 0, role: "group", "aria-label": "Table" }).forEach(([name, value]) => box.setAttribute(name, value));
  if (rows.length < 2 || table.tHead.rows.length !== 1) return;
  [...table.tHead.rows[0].cells].forEach((head, place) => {
    const button = make("button.sort", { type: "button", onclick: () => sortTable(table, head, place) }, ...head.childNodes);
    head.setAttribute("aria-sort", "none");
    head.replaceChildren(button);
  });
  const told = make("span.quiet", { role: "status" });
  const search = make("input", { type: "search", oninput: () => {
    const words = search.value.toLowerCase().split(/\s+/);
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    told.textContent = search.value.trim() ? `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows` : "";
  } });
  const save = () => {
    const shown = [...table.rows].filter((row) => !row.hidden).map((row) => [...row.cells].map((cell) => cell.textContent));
    download(`table-${number + 1}.csv`, shown.map((row) => row.map((text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text))));
  };
  const label = rows.length > FEW_ROWS ? make("label", {}, "Search ", search) : null;
  box.before(make("div.tools", {}, label, make("button", { type: "button", onclick: save }, "Download CSV"), told));
}
