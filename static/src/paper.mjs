// Shows the Print buttons, which do nothing without a script and so come hidden.

/** @param {Document} page */
export function offerPaper(page) {
  for (const button of page.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
