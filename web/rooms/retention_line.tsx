import { useEffect, useState } from "preact/hooks";

import { useApp, useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { longDate } from "../i18n/times.ts";
import { tRooms } from "./words.ts";

interface RoomRetention {
  appliedDays: number | null;
  heldAt: number | null;
}

/** How long this room keeps messages, and whether it is on legal hold (J1, J4). Empty while unknown. */
export function RetentionLine({ roomId }: { roomId: number }) {
  const { api, attempt } = useApp();
  const isAdmin = useChat().user.value.role === "admin";
  const [retention, setRetention] = useState<RoomRetention | null>(null);

  async function load(): Promise<void> {
    setRetention((await api("GET /rooms/{id}/retention", { params: { id: roomId } })).retention);
  }
  useEffect(() => void load().catch(() => setRetention(null)), [roomId]);

  if (!retention) return null;
  const { appliedDays, heldAt } = retention;
  const turn = () =>
    attempt(async () => {
      await api(`${heldAt === null ? "PUT" : "DELETE"} /rooms/{id}/hold`, { params: { id: roomId } });
      await load();
    });
  return (
    <>
      {appliedDays !== null && (
        <p class="details-fact">
          <Icon name="clock" size={16} />
          {tRooms("keptForDays", { count: appliedDays })}
        </p>
      )}
      {heldAt !== null && (
        <p class="details-fact">
          <Icon name="lock" size={16} />
          {tRooms("onHold", { date: longDate(heldAt) })}
        </p>
      )}
      {isAdmin && (
        <button type="button" class="details-more" onClick={() => void turn()}>
          {tRooms(heldAt === null ? "hold" : "release")}
        </button>
      )}
    </>
  );
}
