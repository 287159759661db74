/** What stands there, if it stands there still, as if it were deleted by hand. */
export function takeOut(field: HTMLTextAreaElement, text: string, near: number): void {
  const { value } = field;
  const start = value.startsWith(text, near) ? near : value.indexOf(text);
  if (start !== -1) putText(field, { start, end: start + text.length }, "");
}

/** In place of a part of the field, as if it were typed: it can be undone, and the field hears of it. */
export function putText(
  field: HTMLTextAreaElement,
  { start, end }: { start: number; end: number },
  text: string,
): void {
  field.focus();
  field.setSelectionRange(start, end);
  // Nothing newer keeps what can be undone.
  // oxlint-disable-next-line typescript/no-deprecated
  if (document.execCommand(text === "" ? "delete" : "insertText", false, text)) return;
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
}
