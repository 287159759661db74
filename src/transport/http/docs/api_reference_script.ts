// The script of /docs/reference: it runs in the browser, from this text, so it may use nothing from outside itself. The server is
// compiled without the types of a browser; these are the few parts that the script needs.
interface Field {
  name: string;
  value: string;
  dataset: Record<string, string | undefined>;
}

interface Form {
  dataset: Record<string, string | undefined>;
  querySelector(name: "output"): { textContent: string | null } | null;
  querySelector(name: "textarea"): { value: string } | null;
  querySelectorAll(name: "input"): Iterable<Field>;
  addEventListener(name: "submit", listener: (event: { preventDefault(): void }) => void): void;
}

declare const document: { querySelectorAll(name: "form"): Iterable<Form> };

function tryOut(): void {
  for (const form of document.querySelectorAll("form")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void send(form);
    });
  }

  async function send(form: Form): Promise<void> {
    const output = form.querySelector("output");
    if (!output) return;
    try {
      const response = await fetch(addressOf(form), requestOf(form));
      const text = await response.text();
      output.textContent = `${response.status} ${response.statusText}\n${pretty(text)}`;
    } catch (error) {
      output.textContent = String(error);
    }
  }

  function addressOf(form: Form): string {
    let path = form.dataset["path"] ?? "";
    const query = new URLSearchParams();
    for (const input of form.querySelectorAll("input")) {
      if (input.dataset["in"] === "path") {
        path = path.replace(`{${input.name}}`, encodeURIComponent(input.value));
      } else if (input.value !== "") query.set(input.name, input.value);
    }
    return query.size === 0 ? path : `${path}?${query.toString()}`;
  }

  function requestOf(form: Form): RequestInit {
    const method = form.dataset["method"] ?? "GET";
    const body = form.querySelector("textarea")?.value;
    if (body === undefined || body.trim() === "") return { method };
    return { method, body, headers: { "Content-Type": "application/json" } };
  }

  function pretty(text: string): string {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  }
}

export const referenceScript = `"use strict";\n(${tryOut.toString()})();\n`;
