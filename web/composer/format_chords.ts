import type { MarkName } from "./format_text.ts";

/** In a field for messages: marks put around what is selected. The sheet of shortcuts reads the same. */
export const markChords = { bold: "Mod+B", italic: "Mod+I", code: "Mod+E" } as const satisfies Partial<
  Record<MarkName, string>
>;
