// Finds what a person would: by role and name, or by the text that is seen. It runs in the page, the same in each browser.

export interface Wanted {
  /** As ARIA calls it. */
  role?: string;
  /** Its accessible name: all of it, or a pattern. */
  name?: string | RegExp;
  /** The text in it: a part of it, or a pattern. Without a role, the smallest elements that hold it. */
  text?: string | RegExp;
  within?: Wanted;
}

/** The source of a function of the page: from what is wanted, as `toJson` has it, to elements that are seen, in their order. */
export const findSource = `(${find.toString()})`;

/** Patterns as JSON holds them. */
export const toJson = (wanted: Wanted) =>
  JSON.stringify(wanted, (_key, value: unknown) =>
    value instanceof RegExp ? { source: value.source, flags: value.flags } : value,
  );

// Nothing outside of it is there when it runs.
function find(wanted: Wanted): HTMLElement[] {
  const selectors: Record<string, string> = {
    article: "article",
    button: "button, summary, input[type=submit]",
    checkbox: "input[type=checkbox]",
    combobox: "select",
    complementary: "aside",
    dialog: "dialog",
    heading: "h1, h2, h3, h4",
    img: "img",
    link: "a[href]",
    main: "main",
    navigation: "nav",
    radio: "input[type=radio]",
    region: "section",
    searchbox: "input[type=search]",
    textbox: "textarea, input:not([type]), input[type=text], input[type=password]",
  };
  const fromContent = /^(?:button|checkbox|heading|link|menuitem|option|radio|tab)$/;
  const plain = (text: string | null | undefined) => (text ?? "").replace(/\s+/g, " ").trim();

  function matches(text: string, pattern: unknown, isWhole: boolean): boolean {
    if (typeof pattern === "string") return isWhole ? text === pattern : text.includes(pattern);
    const { source, flags } = pattern as RegExp;
    return new RegExp(source, flags).test(text);
  }

  function textOf(element: Element): string {
    const sent = [...element.childNodes].map((node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.textContent;
      if (!(node instanceof Element) || node.ariaHidden === "true") return "";
      return node.ariaLabel ?? (node instanceof HTMLImageElement ? node.alt : textOf(node));
    });
    return sent.join("");
  }

  function nameOf(element: HTMLElement, role: string): string {
    const ids = element.getAttribute("aria-labelledby")?.split(" ") ?? [];
    const labels = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    const candidates = [
      ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" "),
      element.ariaLabel,
      labels ? [...(element.labels ?? [])].map(textOf).join(" ") : "",
      element instanceof HTMLImageElement ? element.alt : "",
      fromContent.test(role) ? textOf(element) : "",
      element.title,
      element.getAttribute("placeholder"),
    ];
    return plain(candidates.find((name) => plain(name) !== ""));
  }

  function isSeen(element: Element): boolean {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
  }

  function all(wanted: Wanted): HTMLElement[] {
    const { role, name, text, within } = wanted;
    const roots = within ? all(within) : [document.body];
    const implicit = role === undefined ? "*" : (selectors[role] ?? "");
    const selector = [role === undefined ? "" : `[role=${role}]`, implicit].filter(Boolean).join(", ");
    return roots
      .flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)])
      .filter((one, at, them) => them.indexOf(one) === at)
      .filter((one) => role === undefined || [null, role].includes(one.getAttribute("role")))
      .filter((one) => text === undefined || matches(plain(one.textContent), text, false))
      .filter((one) => name === undefined || matches(nameOf(one, role ?? ""), name, true))
      .filter((one) => isSeen(one) && (role === undefined || !one.closest("[aria-hidden=true]")))
      .filter(
        (one, _at, them) => role !== undefined || !them.some((other) => other !== one && one.contains(other)),
      );
  }

  return all(wanted);
}
