import type { StorageUsage } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { fileSize } from "../files/file_words.ts";
import { nameOf } from "../people/people_words.ts";
import { tAdmin } from "./words.ts";
import { PageList } from "../ui/paged_list.tsx";
import { PersonAvatar } from "../people/person_avatar.tsx";
import { usePages } from "../ui/use_pages.ts";

/** File usage per person, largest first (G11). */
export function UsageList() {
  const { api } = useApp();
  const pages = usePages<StorageUsage>(async (after) => {
    const { people, next } = await api("GET /admin/storage", { query: { after, limit: 20 } });
    return { items: people, next };
  });
  return (
    <PageList
      pages={pages}
      label={tAdmin("usage")}
      class="usage-list"
      empty={<p class="setting-note">{tAdmin("noUsage")}</p>}
    >
      {(rows) => rows.map((usage) => <UsageRow key={usage.user.id} usage={usage} />)}
    </PageList>
  );
}

function UsageRow({ usage: { user, bytes, unpostedBytes } }: { usage: StorageUsage }) {
  const person = useChat().state.value.people.get(user.id) ?? user;
  return (
    <li class="usage">
      <PersonAvatar author={person} size={28} />
      <bdi class="usage-name">{nameOf(person)}</bdi>
      <span class="usage-size">
        <bdi>{fileSize(bytes)}</bdi>
        {unpostedBytes > 0 && (
          <span class="usage-note">{tAdmin("unposted", { size: fileSize(unpostedBytes) })}</span>
        )}
      </span>
    </li>
  );
}
