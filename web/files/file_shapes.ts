// How a file is shown in a message.
import type { MessageFile } from "../../src/protocol/shapes.ts";
import { fileAddress } from "../../src/protocol/file_address.ts";
import type { IconName } from "../ui/icons.tsx";

type FileShape = "picture" | "audio" | "video" | "card";

const playable: Record<string, FileShape> = {
  "audio/mpeg": "audio",
  "audio/ogg": "audio",
  "audio/wav": "audio",
  "audio/flac": "audio",
  "audio/mp4": "audio",
  "video/mp4": "video",
  "video/webm": "video",
};

/** How it is shown in a message. */
export function shapeOf({ type, thumb, width, height }: MessageFile): FileShape {
  if (thumb && width !== undefined && height !== undefined) return "picture";
  return playable[type] ?? "card";
}

/** Types that a browser opens in a tab; others are downloaded. */
export function opensInTab({ type, thumb }: MessageFile): boolean {
  return thumb === true || type === "text/plain" || type in playable;
}

/** Of the link that opens or saves it. */
export function fileLink(file: MessageFile) {
  const how = opensInTab(file) ? { target: "_blank", rel: "noopener" } : { download: file.name };
  return { href: fileAddress(file), ...how };
}

export function fileIcon(type: string): IconName {
  if (type.startsWith("image/")) return "picture";
  if (type.startsWith("audio/")) return "sound";
  if (type.startsWith("video/")) return "film";
  if (type === "application/zip") return "archive";
  if (type === "text/plain" || type === "application/pdf") return "page";
  return "file";
}

/** Fits into the box and is never enlarged. */
export function fitInto(
  { width, height }: { width: number; height: number },
  box: { width: number; height: number },
): { width: number; height: number } {
  const scale = Math.min(1, box.width / width, box.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
