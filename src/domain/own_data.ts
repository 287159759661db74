// What a person takes along (SPEC Y5): what they wrote and did, as files of an archive. Their words are theirs, also in rooms they
// left; what others wrote is not in it. One part after the other, each bounded.
import type { BlobStore } from "./files/blob_store.ts";
import { ChatError } from "./chat_error.ts";
import type { AccountStore } from "./stores.ts";

export interface OwnFile {
  id: number;
  roomId: number;
  messageId: number | null;
  name: string;
  type: string;
  size: number;
  sha256: string;
  createdAt: number;
}

/** In the order in which they stand in the archive. */
const ownKinds = ["rooms", "messages", "reactions", "saved", "files"] as const;
export type OwnKind = (typeof ownKinds)[number];

export interface OwnDataStore {
  /** Null for an erased person. */
  profile(userId: number): Promise<{ avatarHash: string | null } | null>;
  /** In short reads with a turn between; a portion may be empty. */
  read(userId: number, kind: OwnKind): AsyncIterable<object[]>;
  files(userId: number): AsyncIterable<OwnFile[]>;
}

export interface OwnDataEntry {
  /** A path of plain words but for the last part, which may be a name that a person gave. */
  path: string;
  content: Uint8Array | Blob;
}

interface OwnDataDeps {
  own: OwnDataStore;
  blobs: Pick<BlobStore, "open">;
  accounts: Pick<AccountStore, "findSession">;
  now: () => number;
}

export interface OwnData {
  /** By a session (its token's hash), checked before each entry: ending all sessions ends this too. */
  entries(userId: number, tokenHash: string): AsyncGenerator<OwnDataEntry>;
}

/** Of one file of lines; then another begins, for each is in memory. */
const partUnits = 256 * 1024;

export function createOwnData({ own, blobs, accounts, now }: OwnDataDeps): OwnData {
  return {
    async *entries(userId, tokenHash) {
      for await (const entry of all(userId)) {
        if ((await accounts.findSession(tokenHash, now()))?.user.id !== userId)
          throw new ChatError("not_signed_in", "Sign in again.");
        yield entry;
      }
    },
  };

  async function* all(userId: number): AsyncGenerator<OwnDataEntry> {
    const profile = await own.profile(userId);
    if (!profile) return;
    yield { path: "README.txt", content: encode(readme) };
    const { avatarHash, ...mine } = profile;
    yield { path: "profile.json", content: encode(`${JSON.stringify(mine, null, 2)}\n`) };
    const picture = avatarHash === null ? null : await blobs.open(avatarHash);
    if (picture) yield { path: "picture.webp", content: picture };
    for (const kind of ownKinds) yield* linesOf(userId, kind);
    for await (const files of own.files(userId)) {
      for (const { id, name, sha256 } of files) {
        const content = await blobs.open(sha256);
        if (content) yield { path: `files/${id}-${fileName(name)}`, content };
      }
    }
  }

  async function* linesOf(userId: number, kind: OwnKind): AsyncGenerator<OwnDataEntry> {
    let part = 1;
    let text = "";
    for await (const rows of own.read(userId, kind)) {
      for (const row of rows) text += `${JSON.stringify(row)}\n`;
      if (text.length < partUnits) continue;
      yield { path: `${kind}-${part}.jsonl`, content: encode(text) };
      part += 1;
      text = "";
    }
    if (text !== "" || part === 1) yield { path: `${kind}-${part}.jsonl`, content: encode(text) };
  }
}

const encode = (text: string) => new TextEncoder().encode(text);

/** It becomes a path on someone's disk: one part, that no system reads as anything else. */
function fileName(name: string): string {
  const safe = name.replaceAll(/[/\\:*?"<>|\p{Cc}\p{Cf}]/gu, "_").replaceAll(/^[. ]+|[. ]+$/g, "_");
  return Array.from(safe).slice(-maxNamePoints).join("");
}

/** Four bytes each, at most 255 in a path of today's file systems. */
const maxNamePoints = 50;

const readme = `What you wrote and did on this server.

profile.json      your account and preferences
picture.webp      your picture, if you have one
rooms-1.jsonl     the rooms you are in now, and how far you have read
messages-1.jsonl  what you wrote and did not delete, also in rooms you left
reactions-1.jsonl your reactions
saved-1.jsonl     which messages you saved
files-1.jsonl     the files you uploaded; their bytes are in files/

Each line of a .jsonl file is one object of JSON. Where there is much, it goes on in -2, -3 ...
Times are milliseconds since 1970, UTC. What others wrote is not in here: it is theirs.
`;
