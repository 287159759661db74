// A script of its own, before the page's: notices that the page cannot start, where the browser is too old (V1), or where the
// page's script did not come or failed. It has to run where that one cannot even be read: nothing after ES2015.

/** The path of `cannot_start_words.ts`, put in by the build. */
declare const CANNOT_START: string;

const root = document.getElementById("app");
// One of them is missing in every browser before the oldest, and none in those after.
const isTooOld = !("Segmenter" in Intl && "CSS" in window && CSS.supports("color", "light-dark(red, red)"));

/** The page's script sees it, and begins nothing. */
function giveUp(problem: "old" | "failed"): void {
  if (!root) return;
  root.setAttribute("data-start", problem);
  const script = document.createElement("script");
  script.src = CANNOT_START;
  script.addEventListener("error", () => {
    root.textContent = "Confab could not start. Reload the page.";
  });
  document.head.appendChild(script);
}

if (isTooOld) giveUp("old");
else if (root) {
  // By then the page's script has run, or never will.
  window.addEventListener("load", () => {
    if (!root.hasAttribute("data-start")) giveUp("failed");
  });
  window.addEventListener("unhandledrejection", () => {
    if (!root.hasAttribute("data-drawn")) giveUp("failed");
  });
}
