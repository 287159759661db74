/** As tall as its text; the style sheet says where that ends. */
export function fitHeight(area: HTMLTextAreaElement): void {
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight}px`;
}
