// What comes when it is first needed, or once a room is shown: one `import()` for each chunk, and no feature by name. Which
// files each becomes is said in build.ts.
import { chunk } from "../ui/lazy/chunk.ts";

export const adminChunk = chunk(() => import("../admin/admin_view.tsx"));
export const completionChunk = chunk(() => import("../composer/completion.tsx"));
/** Messages. Fetched at once, while the server is asked who is here: who is not will need it after signing in. */
export const conversationChunk = chunk(() => import("./chunks/conversation_chunk.ts"));
export const dialogsChunk = chunk(() => import("./chunks/dialogs_chunk.ts"));
export const filesChunk = chunk(() => import("./chunks/files_chunk.ts"));
export const highlightChunk = chunk(() => import("../composer/highlight_text.ts"));
/** What is beside a room or in its place. */
export const panelsChunk = chunk(() => import("./chunks/panels_chunk.ts"));
export const settingsChunk = chunk(() => import("../settings/settings_view.tsx"));
export const signInChunk = chunk(() => import("./chunks/sign_in_chunk.ts"));
export const switcherChunk = chunk(() => import("./chunks/switcher_chunk.ts"));
/** Menus, cards and what is done with a message. */
export const toolsChunk = chunk(() => import("./chunks/tools_chunk.ts"));
export const uploadsChunk = chunk(() => import("../files/uploads_chunk.ts"));

/** Once messages have been drawn: then they open at once. */
export const fetchTools = () => fetchAll(toolsChunk, completionChunk, highlightChunk);

/** While nothing else happens, so that all of it opens at once, offline too. */
export function fetchWhenIdle(): void {
  fetchTools();
  fetchAll(switcherChunk, dialogsChunk, panelsChunk, filesChunk, uploadsChunk);
}

function fetchAll(...chunks: { fetch: () => Promise<unknown> }[]): void {
  for (const { fetch } of chunks) fetch().catch(() => {});
}
