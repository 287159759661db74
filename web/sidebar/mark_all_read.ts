import { switcherChunk } from "../app/chunks.ts";
import type { App, Chat } from "../app/app_context.ts";
import { notifyChunkFailed } from "../ui/lazy/chunk_error.ts";
import { troubleWith } from "../ui/lazy/fetch_chunk.ts";

/** From the menu of all rooms and by shortcut; the code behind it is fetched when needed. */
export function markAllRead(app: App, chat: Chat): void {
  const again = () => markAllRead(app, chat);
  void troubleWith(async () => void (await switcherChunk.fetch()).markRoomsRead(app, chat)).then(
    (trouble) => trouble && notifyChunkFailed(app, { trouble, again }),
  );
}
