// The theme of the help is that of the page on this machine. It runs in the browser, from this text, so it may use nothing
// from outside itself; before the body is drawn, so that nothing flashes.
// The server is compiled without the types of a browser; these are the few parts that the script needs.
declare const document: { documentElement: { dataset: Record<string, string | undefined> } };
declare const localStorage: { getItem(key: string): string | null };
declare const matchMedia: (query: string) => { matches: boolean };

function applyTheme(): void {
  const root = document.documentElement;
  try {
    // As web/settings/appearance_state.ts keeps it. Without it the system decides.
    const { theme, contrast } = JSON.parse(localStorage.getItem("confab:look") ?? "{}");
    if (theme === "light" || theme === "dark") root.dataset["theme"] = theme;
    if (contrast === "more") root.dataset["contrast"] = contrast;
  } catch {
    // No storage, or not ours to read.
  }
  if (matchMedia("(prefers-contrast: more)").matches) root.dataset["contrast"] = "more";
}

export const themeScript = `"use strict";\n(${applyTheme.toString()})();\n`;
