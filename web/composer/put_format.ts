import { markText, type MarkName } from "./format_text.ts";

import { putText } from "./put_text.ts";

/** Around what is selected in the field, as if it were typed. */
export function putMark(field: HTMLTextAreaElement, mark: MarkName): void {
  const selected = { start: field.selectionStart, end: field.selectionEnd };
  const { start, end, text, from, to } = markText(field.value, selected, mark);
  putText(field, { start, end }, text);
  field.setSelectionRange(from, to);
}
