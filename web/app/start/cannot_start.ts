// Says why the page cannot start (V2), where the guard noticed it. It has to run in browsers that are too old: nothing after ES2015.
import { oldestBrowsers } from "./oldest_browsers.ts";
import { cannotStart } from "./cannot_start_words.ts";

function show(root: Element): void {
  const language = chosenLanguage();
  const words = cannotStart[language];
  const { chrome, firefox, safari } = oldestBrowsers;
  const isOld = root.getAttribute("data-start") === "old";
  const line = document.createElement("p");
  line.textContent = (isOld ? words.old : words.failed)
    .replace("{chrome}", chrome)
    .replace("{firefox}", firefox)
    .replace("{safari}", safari);
  const box = document.createElement("div");
  box.className = "cannot-start";
  box.lang = language;
  box.dir = language === "ar" ? "rtl" : "ltr";
  box.setAttribute("role", "alert");
  box.appendChild(line);
  if (!isOld) box.appendChild(reloadButton(words.reload));
  root.textContent = "";
  root.appendChild(box);
}

function reloadButton(text: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.className = "button";
  button.textContent = text;
  button.addEventListener("click", () => location.reload());
  return button;
}

/** The language chosen on this machine, else the browser's. */
function chosenLanguage(): keyof typeof cannotStart {
  for (const tag of [storedLanguage()].concat(navigator.languages)) {
    const main = tag.toLowerCase().split("-")[0];
    if (main === "en" || main === "de" || main === "ar" || main === "ja") return main;
  }
  return "en";
}

/** See `settings/appearance_state.ts`. Storage may be forbidden, and hold anything. */
function storedLanguage(): string {
  try {
    return String(JSON.parse(String(localStorage.getItem("confab:look"))).language);
  } catch (error) {
    return String(error);
  }
}

const root = document.getElementById("app");
// The page may have been drawn after all.
if (root && !root.hasAttribute("data-drawn")) show(root);
