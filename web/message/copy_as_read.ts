// What is copied of messages is what is read of them: the marks of lists with it, nothing that only a pointer or a screen reader
// finds. The browser's own copy has neither.

/** Not part of the text: hidden times, the language of a code block, avatars, icon buttons. */
const unread = ".gutter-time, figcaption, .avatar, .icon-button, .message-actions, .unseen, svg";
const inline = /^(?:A|BDI|BUTTON|CODE|DEL|EM|SPAN|STRONG|TIME)$/;
/** What a reader of HTML needs to know. */
const keptAttributes = ["href", "value", "dir"];

export function copyAsRead(document: Document): void {
  document.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    const range = selection?.rangeCount === 1 ? selection.getRangeAt(0) : null;
    const isField = event.target instanceof Element && event.target.matches("input, textarea");
    if (!range || isField || event.defaultPrevented || !event.clipboardData) return;
    const copied = range.cloneContents();
    // Within a line the browser does it well.
    if (!copied.querySelector("article, li, figcaption")) return;
    const whole = document.createElement("div");
    whole.append(withLists(range, copied));
    for (const one of whole.querySelectorAll(unread)) one.remove();
    event.preventDefault();
    event.clipboardData.setData("text/plain", readOut(whole, cutItems(range)));
    event.clipboardData.setData("text/html", plainHtml(whole));
  });
}

const elementAt = (node: Node) => (node instanceof Element ? node : node.parentElement);

/** Within a list the copy is of items alone: what is around them is put around them again. */
function withLists({ commonAncestorContainer }: Range, copied: DocumentFragment): Node {
  let whole: Node = copied;
  let at = elementAt(commonAncestorContainer);
  for (; at?.closest("li, ul, ol"); at = at.parentElement) {
    const around = at.cloneNode();
    around.appendChild(whole);
    whole = around;
  }
  return whole;
}

/** Items in which the selection begins, from the outside in: whether it begins behind their first letter. */
function cutItems({ startContainer, startOffset }: Range): boolean[] {
  const cut: boolean[] = [];
  for (let item = elementAt(startContainer)?.closest("li"); item; item = item.parentElement?.closest("li")) {
    const before = new Range();
    before.setStart(item, 0);
    before.setEnd(startContainer, startOffset);
    cut.unshift(before.toString() !== "");
  }
  return cut;
}

function readOut(whole: Element, cut: boolean[]): string {
  let text = "";
  let items = 0;
  const toLine = () => {
    if (text !== "" && !text.endsWith("\n")) text += "\n";
  };

  function read(node: Node, depth: number): void {
    if (node instanceof Text) text += node.data;
    if (!(node instanceof HTMLElement)) return;
    const isLine = !inline.test(node.tagName);
    if (isLine) toLine();
    if (isLine && text !== "") text += "\n".repeat(Number(node.style.getPropertyValue("--gap")) || 0);
    // Set apart by space alone.
    if (node.matches("time, .edited, .author-mark") && /\S$/u.test(text)) text += " ";
    if (node instanceof HTMLLIElement) {
      const mark = node.hasAttribute("value") ? `${node.value}.` : "•";
      // The first are those in which the selection begins.
      if (!cut[items]) text += `${"  ".repeat(depth)}${mark} `;
      items += 1;
      const [first, ...rest] = node.childNodes;
      // Its first line stands beside its mark.
      if (first instanceof HTMLParagraphElement) for (const one of first.childNodes) read(one, depth + 1);
      else if (first) read(first, depth + 1);
      for (const one of rest) read(one, depth + 1);
    } else for (const one of node.childNodes) read(one, depth);
    if (isLine) toLine();
  }

  read(whole, 0);
  return text.replace(/\n$/u, "");
}

function plainHtml(whole: HTMLElement): string {
  for (const link of whole.querySelectorAll("a")) link.setAttribute("href", link.href);
  for (const one of whole.querySelectorAll("*")) {
    for (const name of one.getAttributeNames()) if (!keptAttributes.includes(name)) one.removeAttribute(name);
  }
  return whole.innerHTML;
}
