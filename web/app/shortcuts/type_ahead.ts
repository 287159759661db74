// Keys pressed between opening a view and its arrival are kept for it: typed text goes to its field, none of it to
// the page below.
import { isComposed } from "../../ui/is_composed.ts";

export function createTypeAhead(window: Window) {
  const { document } = window;
  let typed = "";
  let waiting = 0;
  /** The element that had the focus when the first of them was opened. */
  let before: Element | null = null;

  function press(event: KeyboardEvent): void {
    const { key, target } = event;
    if (isComposed(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const isPress = key === "Enter" || key === " ";
    // Where it is said that it is not here yet there are buttons; behind words a space belongs to them.
    const isOnButton = target instanceof Element && target.closest("dialog button, .chunk-failed button");
    if (isOnButton && isPress && (typed === "" || key === "Enter")) return;
    if (key === "Backspace") typed = typed.slice(0, -1);
    else if (key.length === 1) typed += key;
    else if (!isPress) return;
    take(event);
  }

  /** From on-screen keyboards, which send no keys. */
  function input(event: InputEvent): void {
    if (event.inputType !== "insertText") return;
    typed += event.data ?? "";
    take(event);
  }

  function take(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
  }

  function listen(on: boolean): void {
    const change = on ? "addEventListener" : "removeEventListener";
    document[change]("keydown", press as EventListener, true);
    document[change]("beforeinput", input as EventListener, true);
  }

  return {
    /** Gives how it ends: it is here and has the focus where it wants it, or it was closed before. */
    hold(): (isHere: boolean) => void {
      waiting += 1;
      if (waiting === 1) {
        before = document.activeElement;
        listen(true);
      }
      let isOver = false;
      return (isHere) => {
        if (isOver) return;
        isOver = true;
        waiting -= 1;
        // A chunk inside the chunk is still loading.
        if (waiting > 0) return;
        listen(false);
        const field = document.activeElement;
        const text = typed;
        typed = "";
        if (!isHere || text === "" || field === before || !field?.matches("input, textarea")) return;
        // As if it were typed now: nothing newer keeps what can be undone.
        // oxlint-disable-next-line typescript/no-deprecated
        document.execCommand("insertText", false, text);
      };
    },
  };
}
