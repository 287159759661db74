// Keeps the own `tabindex` of elements that Tab must skip for now.

const isStop = (element: HTMLElement) =>
  element.tabIndex >= 0 || (element.matches("audio, video") && !element.hasAttribute("tabindex"));

export function park(element: HTMLElement): void {
  if (!isStop(element)) return;
  element.dataset["parked"] = element.getAttribute("tabindex") ?? "";
  element.tabIndex = -1;
}

export function release(element: HTMLElement): void {
  const { parked } = element.dataset;
  if (parked === undefined) return;
  delete element.dataset["parked"];
  if (parked === "") element.removeAttribute("tabindex");
  else element.setAttribute("tabindex", parked);
}
