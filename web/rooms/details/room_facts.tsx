import type { RoomInfo } from "../../../src/protocol/shapes.ts";
import { Icon } from "../../ui/icons.tsx";
import { longDate } from "../../i18n/times.ts";
import { tRooms } from "../words.ts";
import { RetentionLine } from "../retention_line.tsx";

/** Topic, visibility and creation date. */
export function DetailsFacts({ info: { id, topic, kind, createdAt } }: { info: RoomInfo }) {
  const isPrivate = kind === "private";
  return (
    <section class="details-section">
      {topic && (
        <p class="details-topic" dir="auto">
          {topic}
        </p>
      )}
      <p class="details-fact">
        <Icon name={isPrivate ? "lock" : "room"} size={16} />
        {tRooms(isPrivate ? "isPrivateRoom" : "isPublicRoom")}
      </p>
      <p class="details-fact">
        <Icon name="clock" size={16} />
        {tRooms("createdOn", { date: longDate(createdAt) })}
      </p>
      <RetentionLine roomId={id} />
    </section>
  );
}
