import { Icon } from "../ui/icons.tsx";
import { tConversation } from "./words.ts";

/** In place of the composer (G5). */
export function ArchivedLine() {
  return (
    <p class="archived-line">
      <Icon name="archive" size={16} />
      {tConversation("archivedLine")}
    </p>
  );
}
