import type { ServerStatus } from "../../src/protocol/shapes.ts";
import { fileSize } from "../files/file_words.ts";
import { tAdmin } from "./words.ts";

/** Disk usage and the limit at which uploads stop; the same facts are given as text. */
export function DiskBar({ disk }: { disk: NonNullable<ServerStatus["disk"]> }) {
  const { freeBytes, totalBytes, reserveBytes } = disk;
  const percent = (bytes: number) => `${Math.min(100, (bytes / Math.max(1, totalBytes)) * 100)}%`;
  const isLow = freeBytes <= reserveBytes;
  return (
    <div class="disk">
      <div class={isLow ? "disk-bar is-low" : "disk-bar"} aria-hidden="true">
        <span class="disk-used" style={{ inlineSize: percent(totalBytes - freeBytes) }} />
        <span class="disk-reserve" style={{ inlineSize: percent(reserveBytes) }} />
      </div>
      <p class="disk-free">
        {tAdmin("diskFree", { free: fileSize(freeBytes), total: fileSize(totalBytes) })}
      </p>
      <p class="setting-note">{tAdmin("diskReserve", { size: fileSize(reserveBytes) })}</p>
    </div>
  );
}
