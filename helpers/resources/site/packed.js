// A site in one file: shows one page at a time, as the address says, and leads all links to the pages within.
"use strict";

(() => {
  const box = document.getElementById("packed");
  let shown = null;

  // "explore.html#q=war" in the folder is "#explore.html#q=war" here, and "#heading" is on the page that is shown.
  function turnLinks(page) {
    for (const link of box.querySelectorAll("a[href]")) {
      const target = link.getAttribute("href");
      if (target.startsWith("#")) link.setAttribute("href", `#${page}${target}`);
      else if (document.getElementById(`page-${target.split("#")[0]}`)) link.setAttribute("href", `#${target}`);
    }
  }

  function show() {
    const known = document.getElementById(`page-${address.page()}`) ? address.page() : "index.html";
    if (known === shown) {
      if (address.changed) address.changed();
      else scrollToHeading();
      return;
    }
    shown = known;
    address.changed = null;
    document.getElementById("note").hidden = true;
    const page = document.getElementById(`page-${known}`);
    document.title = page.dataset.title;
    box.replaceChildren(page.content.cloneNode(true));
    turnLinks(known);
    serveTheme();
    prepare();
    scrollTo(0, 0);
    scrollToHeading();
    const view = views[known.replace(".html", "")];
    view?.().catch((error) => fail(document.getElementById("main"), error));
  }

  function scrollToHeading() {
    const heading = decode(address.read());
    if (heading) document.getElementById(heading)?.scrollIntoView();
  }

  addEventListener("hashchange", show);
  show();
})();
