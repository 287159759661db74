// How often people may do things, in one table: endpoints and frames name what they spend of it, the help (src/docs/limits.md) lists it.
// `burst` at once, then one every `everyMs`.
import type { ClientFrame } from "./client_frames.ts";

export const rates = {
  /** Posts of one person, over socket and REST together. */
  post: { burst: 30, everyMs: 200 },
  /** Posts of one person with `@everyone` or `@here`: each asks for the attention of a whole room. */
  broadcast: { burst: 5, everyMs: 12_000 },
  /** Edits and deletions of one person. */
  change: { burst: 30, everyMs: 200 },
  /** Reactions given and taken by one person. */
  react: { burst: 60, everyMs: 200 },
  /** Frames that say that one person types, or stopped. */
  typing: { burst: 40, everyMs: 500 },
  /** Frames that say whether one person's tabs are looked at. */
  presence: { burst: 60, everyMs: 1000 },
  /** Frames that say whom one person's tabs show. */
  watch: { burst: 60, everyMs: 250 },
  /** Read marks of one person. */
  mark: { burst: 100, everyMs: 100 },
  /** Catching up, by person: hundreds of rooms after a weekend. */
  sync: { burst: 1000, everyMs: 50 },
  /** Lists of messages of one person, and of whom they could add (G13), and one more for each 64 KiB in them; of rooms by name, for each 500 looked at, which a warning of a second one does too (L10). */
  history: { burst: 200, everyMs: 50 },
  /** Searches of one person, each page of what was found counted. */
  search: { burst: 30, everyMs: 500 },
  /** Making, changing, joining and leaving rooms, by person. */
  room: { burst: 60, everyMs: 1000 },
  /** People that one person adds to rooms, each counted (G10). At most 100 are added at once. */
  addMember: { burst: 300, everyMs: 2000 },
  /** Direct rooms that one person opens and that were not there (G10). */
  openDirect: { burst: 60, everyMs: 10_000 },
  /** Files of one person. */
  upload: { burst: 60, everyMs: 1000 },
  /** Pictures of one person, set and removed; by admins, removed. */
  avatar: { burst: 20, everyMs: 6000 },
  /** Archives of a person's own data (Y5). */
  ownData: { burst: 3, everyMs: 20 * 60_000 },
  /** Backups that one admin asks for. */
  backup: { burst: 3, everyMs: 60_000 },
  /** Previews of retention (J5), and one more for each 200 portions that one looked at: 100,000 messages. */
  preview: { burst: 20, everyMs: 3000 },
  /** Opening sockets, by person: tabs that come back. */
  connect: { burst: 60, everyMs: 1000 },
  /** All REST requests of one person. */
  request: { burst: 400, everyMs: 20 },
  /** All REST requests from one address: an office shares one. */
  requestByAddress: { burst: 2000, everyMs: 5 },
  /** All frames of one person, of any kind. More is a flood: the socket is closed with 4008. */
  frame: { burst: 1500, everyMs: 10 },
  /** KiB of frames and of JSON bodies of one person, parts of them counted. Without a session, of one address. */
  kibibytes: { burst: 4096, everyMs: 2 },
  /** Refused upgrades to a socket, by address: each reads a session. */
  upgradeRefused: { burst: 300, everyMs: 20 },
} as const satisfies Record<string, { burst: number; everyMs: number }>;

export type RateName = keyof typeof rates;
/** Those that count one for each use, by person. */
export type PersonRate = Exclude<RateName, "requestByAddress" | "frame" | "kibibytes" | "upgradeRefused">;

/** What each frame spends, as the endpoint that does the same; null for what the limit of all frames bounds well enough. */
export const frameRates = {
  post: "post",
  edit: "change",
  delete: "change",
  react: "react",
  typing: "typing",
  presence: "presence",
  watch: "watch",
  read: "mark",
  sync: "sync",
  ping: null,
} as const satisfies Record<ClientFrame["type"], PersonRate | null>;
