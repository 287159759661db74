// One set, drawn for this page: 18 px, strokes of 1.7 px, no fills unless noted. These are the icons of the first screen; the
// others are loaded with the views that draw them (`lazy.tsx`).
import type { LazyIconName } from "./icon_paths_chunk.ts";

const paths = {
  archive: "M2.8 3.5h12.4v3H2.8zM4 6.5v8h10v-8M7.3 9.5h3.4",
  at: "M12 9a3 3 0 1 1-6 0 3 3 0 0 1 6 0Zm0 0v1.2a2 2 0 0 0 4 0V9a7 7 0 1 0-2.8 5.6",
  back: "M11.5 4 6.5 9l5 5",
  bellOff:
    "M4.5 12.5V8a4.5 4.5 0 0 1 .9-2.7M7.6 3.7A4.5 4.5 0 0 1 13.5 8v2.5M12.8 13.5H3.2l1.3-1M7.3 15.8h3.4M2.5 2.5l13 13",
  bookmark: "M5 3h8v12.3L9 12.2l-4 3.1z",
  browse: "M8 13A5 5 0 1 0 8 3a5 5 0 0 0 0 10Zm3.7-1.3L15.5 15.5",
  chat: "M4.5 3.5h9a1.8 1.8 0 0 1 1.8 1.8v5a1.8 1.8 0 0 1-1.8 1.8H9L5.5 15v-2.9h-1a1.8 1.8 0 0 1-1.8-1.8v-5a1.8 1.8 0 0 1 1.8-1.8Z",
  clip: "M14.8 8.3 9 14.1a3.6 3.6 0 0 1-5.1-5.1l5.9-5.9a2.4 2.4 0 0 1 3.4 3.4l-5.9 5.9a1.2 1.2 0 0 1-1.7-1.7l5.3-5.3",
  close: "m4.5 4.5 9 9m0-9-9 9",
  leave: "M10 3H4v12h6M8 9h7.5m-2.7-2.7L15.5 9l-2.7 2.7",
  file: "M4.5 2.5h5.8L14 6.2v9.3H4.5zM10 2.8v3.6h3.7",
  fold: "m5 7 4 4 4-4",
  lock: "M4 8h10v7.2H4zM6 8V5.8a3 3 0 0 1 6 0V8",
  more: "M4 9h.01M9 9h.01M14 9h.01",
  panel: "M2.8 3.5h12.4v11H2.8zM11 3.7v10.6",
  pencil: "m11.5 3.5 3 3L6.5 14.5l-3.5.5.5-3.5zM9.8 5.2l3 3",
  people:
    "M7 8.5A2.8 2.8 0 1 0 7 2.9a2.8 2.8 0 0 0 0 5.6ZM2 15c.3-2.8 2.3-4.3 5-4.3s4.7 1.5 5 4.3M11.7 3.2a2.8 2.8 0 0 1 0 5.1M13.7 11.2c1.3.6 2.1 1.9 2.3 3.8",
  pin: "M6.3 2.8h5.4M7 2.8v4.4L4.6 10h8.8L11 7.2V2.8M9 10v5.4",
  plus: "M9 3.5v11M3.5 9h11",
  reply: "M7.2 4 3 8.2l4.2 4.2M3.3 8.2h7.2a4.5 4.5 0 0 1 4.5 4.5v1.5",
  room: "M7 2.8 5.5 15.2M12.5 2.8 11 15.2M3 6.7h12.5M2.5 11.3H15",
  smile: "M9 15.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM6.3 10.6a3.3 3.3 0 0 0 5.4 0M6.8 7h.01M11.2 7h.01",
  warning: "M9 2.8 16.5 15.2h-15zM9 7.3v3.7M9 13h.01",
} as const;

/** Drawn as fills. */
const solid = {
  mark: "M4.5 3h9A2.5 2.5 0 0 1 16 5.5v5a2.5 2.5 0 0 1-2.5 2.5H9.3L5.4 16v-3h-.9A2.5 2.5 0 0 1 2 10.5v-5A2.5 2.5 0 0 1 4.5 3Z",
  send: "M3.2 2.7 15.9 8.4a.65.65 0 0 1 0 1.2L3.2 15.3a.55.55 0 0 1-.76-.66L4.1 9.7 9 9 4.1 8.3 2.44 3.36a.55.55 0 0 1 .76-.66Z",
  starFull: "m9 1.8 2.2 4.6 5 .7-3.6 3.5.9 5L9 13.2l-4.5 2.4.9-5L1.8 7.1l5-.7z",
} as const;

export type IconName = keyof typeof paths | keyof typeof solid | LazyIconName;

const known: Partial<Record<IconName, string>> = { ...paths };

/** The icons of lazy views: loaded before any of them is drawn. */
export async function loadLazyIcons(): Promise<void> {
  Object.assign(known, (await import("./icon_paths_chunk.ts")).lazyPaths);
}

/** Icons that point along the text: mirrored with its direction. */
const turning = new Set<IconName>(["back", "leave", "list", "panel", "reply", "send"]);

const isSolid = (name: IconName): name is keyof typeof solid => name in solid;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 18 18"
      aria-hidden="true"
      class={turning.has(name) ? "icon is-turning" : "icon"}
    >
      {isSolid(name) ? (
        <path fill="currentColor" d={solid[name]} />
      ) : (
        <path
          d={known[name]}
          fill="none"
          stroke="currentColor"
          stroke-width={name === "more" ? 2.4 : 1.7}
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      )}
    </svg>
  );
}
