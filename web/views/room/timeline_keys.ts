/** Arrow keys go from message to message, once one of them has the focus; Tab goes on to the actions. */
export function focusNeighbour(event: KeyboardEvent, box: HTMLElement | null): void {
  const { target, key } = event;
  if (!box || (key !== "ArrowUp" && key !== "ArrowDown")) return;
  if (!(target instanceof HTMLElement) || (target !== box && target.tagName !== "ARTICLE")) return;
  const messages = [...box.querySelectorAll<HTMLElement>("article")];
  const at = messages.findIndex((message) => message === target);
  // From the list itself upwards: its last message. Downwards the list scrolls as ever.
  if (at === -1 && key === "ArrowDown") return;
  const next = at === -1 ? messages.at(-1) : messages[key === "ArrowUp" ? at - 1 : at + 1];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
