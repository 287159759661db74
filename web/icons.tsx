// One set, drawn for this page: 18 px, strokes of 1.7 px, no fills but where noted.
const paths = {
  archive: "M2.8 3.5h12.4v3H2.8zM4 6.5v8h10v-8M7.3 9.5h3.4",
  at: "M12 9a3 3 0 1 1-6 0 3 3 0 0 1 6 0Zm0 0v1.2a2 2 0 0 0 4 0V9a7 7 0 1 0-2.8 5.6",
  back: "M11.5 4 6.5 9l5 5",
  bell: "M4.5 12.5V8a4.5 4.5 0 0 1 9 0v4.5l1.3 1H3.2zM7.3 15.8h3.4",
  bellOff:
    "M4.5 12.5V8a4.5 4.5 0 0 1 .9-2.7M7.6 3.7A4.5 4.5 0 0 1 13.5 8v2.5M12.8 13.5H3.2l1.3-1M7.3 15.8h3.4M2.5 2.5l13 13",
  bookmark: "M5 3h8v12.3L9 12.2l-4 3.1z",
  browse: "M8 13A5 5 0 1 0 8 3a5 5 0 0 0 0 10Zm3.7-1.3L15.5 15.5",
  calendar: "M3 4.5h12v10.7H3zM3 8h12M6.3 2.8v3M11.7 2.8v3",
  chat: "M4.5 3.5h9a1.8 1.8 0 0 1 1.8 1.8v5a1.8 1.8 0 0 1-1.8 1.8H9L5.5 15v-2.9h-1a1.8 1.8 0 0 1-1.8-1.8v-5a1.8 1.8 0 0 1 1.8-1.8Z",
  check: "m4 9.5 3.5 3.5L14 5.5",
  clip: "M14.8 8.3 9 14.1a3.6 3.6 0 0 1-5.1-5.1l5.9-5.9a2.4 2.4 0 0 1 3.4 3.4l-5.9 5.9a1.2 1.2 0 0 1-1.7-1.7l5.3-5.3",
  clock: "M9 15.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM9 5.5V9l2.3 1.5",
  close: "m4.5 4.5 9 9m0-9-9 9",
  copy: "M6.5 6.5h8v8h-8zM11.5 3.5h-8v8",
  device: "M3 4h12v8H3zM6.5 15h5M9 12v3",
  door: "M10 3H4v12h6M8 9h7.5m-2.7-2.7L15.5 9l-2.7 2.7",
  doubleCheck: "m1.8 9.5 3 3L11 6M8.3 12.3l.2.2L16 5",
  down: "M9 3.5v11m-4.5-4.5L9 14.5l4.5-4.5",
  eye: "M1.8 9S4.3 4 9 4s7.2 5 7.2 5-2.5 5-7.2 5-7.2-5-7.2-5ZM9 11.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z",
  eyeOff:
    "M7 4.3A7 7 0 0 1 9 4c4.7 0 7.2 5 7.2 5a13 13 0 0 1-2 2.6M4.6 5.6A12.6 12.6 0 0 0 1.8 9S4.3 14 9 14a7 7 0 0 0 3.4-.9M2.5 2.5l13 13",
  file: "M4.5 2.5h5.8L14 6.2v9.3H4.5zM10 2.8v3.6h3.7",
  film: "M2.8 4h12.4v10H2.8zM7.5 6.8v4.4L11.2 9z",
  fold: "m5 7 4 4 4-4",
  gear: "M3 5.5h7M14 5.5h1M3 12.5h1M8 12.5h7M12 7.4a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8ZM6 14.4a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8Z",
  globe:
    "M9 15.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM2.7 9h12.6M9 2.5c1.8 1.8 2.7 4 2.7 6.5s-.9 4.7-2.7 6.5c-1.8-1.8-2.7-4-2.7-6.5s.9-4.7 2.7-6.5Z",
  invite:
    "M7.5 8.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM2.5 15c.3-2.8 2.3-4.3 5-4.3s4.7 1.5 5 4.3M14 6v4m-2-2h4",
  key: "M11.5 10.5a4 4 0 1 0-3.8-2.7L2.5 13v2.5H5l.5-2h2l.5-2 1.3-1.2c.6.1 1.4.2 2.2.2ZM12.3 5.7h.1",
  link: "M7.5 10.5a3 3 0 0 0 4.3 0l2.6-2.6a3 3 0 0 0-4.3-4.3L9.3 4.4M10.5 7.5a3 3 0 0 0-4.3 0l-2.6 2.6a3 3 0 0 0 4.3 4.3l.8-.8",
  list: "M6.5 4.5H15M6.5 9H15M6.5 13.5H15M3 4.5h.01M3 9h.01M3 13.5h.01",
  lock: "M4 8h10v7.2H4zM6 8V5.8a3 3 0 0 1 6 0V8",
  look: "M9 15.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM9 2.5v13M9 6h5.5M9 9h6.3M9 12h5.5",
  more: "M4 9h.01M9 9h.01M14 9h.01",
  page: "M4.5 2.5h5.8L14 6.2v9.3H4.5zM10 2.8v3.6h3.7M7 9.3h4.3M7 12.2h4.3",
  panel: "M2.8 3.5h12.4v11H2.8zM11 3.7v10.6",
  pencil: "m11.5 3.5 3 3L6.5 14.5l-3.5.5.5-3.5zM9.8 5.2l3 3",
  people:
    "M7 8.5A2.8 2.8 0 1 0 7 2.9a2.8 2.8 0 0 0 0 5.6ZM2 15c.3-2.8 2.3-4.3 5-4.3s4.7 1.5 5 4.3M11.7 3.2a2.8 2.8 0 0 1 0 5.1M13.7 11.2c1.3.6 2.1 1.9 2.3 3.8",
  person: "M9 8.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM3.8 15c.3-2.8 2.3-4.3 5.2-4.3s4.9 1.5 5.2 4.3",
  picture: "M2.8 3.5h12.4v11H2.8zM3 12.2l3.8-3.7 2.9 2.8 2-1.9 3.3 3M11.8 7h.01",
  pin: "M6.3 2.8h5.4M7 2.8v4.4L4.6 10h8.8L11 7.2V2.8M9 10v5.4",
  place: "M3 15.5V6l6-3.5L15 6v9.5M7 15.5v-4h4v4",
  plus: "M9 3.5v11M3.5 9h11",
  reply: "M7.2 4 3 8.2l4.2 4.2M3.3 8.2h7.2a4.5 4.5 0 0 1 4.5 4.5v1.5",
  retry: "M14.5 9A5.5 5.5 0 1 1 12.7 4.9M14.5 3v3.2h-3.2",
  room: "M7 2.8 5.5 15.2M12.5 2.8 11 15.2M3 6.7h12.5M2.5 11.3H15",
  shield: "M9 2.5 14.5 4.6v4c0 3.4-2.2 5.9-5.5 7-3.3-1.1-5.5-3.6-5.5-7v-4z",
  smile: "M9 15.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM6.3 10.6a3.3 3.3 0 0 0 5.4 0M6.8 7h.01M11.2 7h.01",
  sound: "M3 7.2h2.4L9 4.2v9.6l-3.6-3H3zM11.7 6.6a3.4 3.4 0 0 1 0 4.8M13.8 4.6a6.2 6.2 0 0 1 0 8.8",
  star: "m9 2.6 2 4.1 4.5.6-3.3 3.2.8 4.5-4-2.1L5 15l.8-4.5-3.3-3.2 4.5-.6z",
  trash: "M3 5h12M7 5V3h4v2M4.5 5l.7 10h7.6l.7-10M7.5 8v4.5M10.5 8v4.5",
  unread: "M9 15.5a6.5 6.5 0 1 0-5.8-3.6L2.5 15.5l3.6-.7A6.5 6.5 0 0 0 9 15.5ZM9 6v3.5M9 12h.01",
  up: "M9 14.5v-11M4.5 8 9 3.5 13.5 8",
  warning: "M9 2.8 16.5 15.2h-15zM9 7.3v3.7M9 13h.01",
} as const;

/** Drawn as surfaces. */
const solid = {
  mark: "M4.5 3h9A2.5 2.5 0 0 1 16 5.5v5a2.5 2.5 0 0 1-2.5 2.5H9.3L5.4 16v-3h-.9A2.5 2.5 0 0 1 2 10.5v-5A2.5 2.5 0 0 1 4.5 3Z",
  send: "M3.2 2.7 15.9 8.4a.65.65 0 0 1 0 1.2L3.2 15.3a.55.55 0 0 1-.76-.66L4.1 9.7 9 9 4.1 8.3 2.44 3.36a.55.55 0 0 1 .76-.66Z",
  starFull: "m9 1.8 2.2 4.6 5 .7-3.6 3.5.9 5L9 13.2l-4.5 2.4.9-5L1.8 7.1l5-.7z",
} as const;

export type IconName = keyof typeof paths | keyof typeof solid;

/** Those that point along the text: they turn with its direction. */
const turning = new Set<IconName>(["back", "door", "list", "panel", "reply", "send"]);

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
          d={paths[name]}
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
