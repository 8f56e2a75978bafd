// Shows the Copy buttons, which do nothing without a script and so come hidden.

/** @param {Document} page */
export function offerCopies(page) {
  if (!navigator.clipboard) {
    return;
  }
  for (const button of page.querySelectorAll("button[data-copy]")) {
    const words = page.getElementById(button.dataset.copy);
    if (!words) {
      continue;
    }
    const before = button.textContent;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(words.innerText.trim());
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = before), 4000);
    });
  }
}
