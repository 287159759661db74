// A place in which every table has rows and every column a value of its own, made by SQL: what a round trip of an export has to
// keep. A new column without one fails the test that asks for it.
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { displayKeysOf, confusableKeysOf } from "../../src/domain/accounts/confusable_keys.ts";
import { searchKeyOf } from "../../src/domain/accounts/search_keys.ts";
import { makeDataFolder, openRaw, type DataFolder } from "./data_folder.ts";

type Row = Record<string, string | number | null>;

export const blobs = ["the report", "a preview of the report", "a face", "not posted yet"];
export const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

const names = ["Ada", "Bob", "Ádám", "Zoë 👩‍👩‍👧"];

function user(id: number, username: string, more: Row = {}): Row {
  const keys = confusableKeysOf(username);
  const display = displayKeysOf(username);
  return {
    id,
    username,
    folded_look: keys.foldedKey,
    typed_look: keys.typedKey,
    display_name: username,
    password_hash: `$argon2id$${username}`,
    role: "member",
    created_at: 1_700_000_000_000 + id,
    username_key: searchKeyOf(username),
    display_key: searchKeyOf(username),
    display_folded: display.foldedKey,
    display_typed: display.typedKey,
    ...more,
  };
}

const [report = "", preview = "", avatar = "", unposted = ""] = blobs.map(hashOf);

const tables: Record<string, Row[]> = {
  users: [
    user(1, "Ada", {
      role: "admin",
      avatar_hash: avatar,
      has_twin: 1,
      preferences: '{"theme":"dark"}',
      receipts: 0,
    }),
    // A display name that looks like Ada's: L9.
    user(2, "Bob", {
      display_name: "Аda",
      display_key: searchKeyOf("Аda"),
      display_folded: displayKeysOf("Аda").foldedKey,
      display_typed: displayKeysOf("Аda").typedKey,
      has_twin: 1,
      status_emoji: "🌴",
      status_text: "away",
      status_until: 1_800_000_000_000,
      dnd_until: 1_800_000_000_001,
      quiet_from: "22:00",
      quiet_to: "07:00",
      quiet_zone: "Europe/Berlin",
      deactivated_at: 1_700_000_009_000,
    }),
    user(3, names[2] ?? ""),
    user(9, "", {
      folded_look: "ERASED 9",
      typed_look: "ERASED 9",
      display_folded: "ERASED 9",
      display_typed: "ERASED 9",
      username_key: "",
      display_key: "",
      password_hash: "",
      deactivated_at: 1_700_000_008_000,
      erased_at: 1_700_000_008_000,
    }),
  ],
  rooms: [
    {
      id: 2,
      kind: "private",
      name: "plans",
      topic: "what comes",
      created_at: 1_700_000_000_100,
      archived_at: 1_700_000_010_000,
      broadcasts: "owners",
      rev: 9,
      last_seq: 4,
      first_seq: 2,
      floor_rev: 3,
      last_at: 1_700_000_000_400,
      created_by: 1,
      retention_days: 400,
      held_at: 1_700_000_010_001,
    },
    { id: 5, kind: "direct", name: "", created_at: 1_700_000_000_200, direct_key: "1,2" },
  ],
  members: [
    {
      room_id: 2,
      user_id: 1,
      role: "owner",
      read_seq: 3,
      joined_at: 1_700_000_000_101,
      joined_seq: 1,
      seen_seq: 4,
      notify: "everything",
      muted_until: 1_800_000_000_002,
      starred: 1,
      hidden_seq: 2,
    },
    // The key of the row before it in the other order.
    { room_id: 1, user_id: 2, role: "member", read_seq: 0, joined_at: 1_700_000_000_102 },
  ],
  messages: [
    // Emptied by retention.
    {
      id: 11,
      room_id: 2,
      seq: 1,
      rev: 3,
      author_id: 2,
      client_id: "client-11",
      post_hash: "post-11",
      body: "",
      created_at: 1_690_000_000_000,
      deleted_at: 1_700_000_000_200,
    },
    {
      id: 12,
      room_id: 2,
      seq: 2,
      rev: 5,
      author_id: 1,
      client_id: "client-12",
      post_hash: "post-12",
      body: 'A "line"\nand \\ another\u2028 \u{fffd} 上海 👩‍👩‍👧\u007f\u001f',
      created_at: 1_700_000_000_300,
      edited_at: 1_700_000_000_301,
      pinned_at: 1_700_000_000_302,
      replies: 1,
      reaction_kinds: 1,
      named_mentions: 1,
      file_count: 1,
      broadcast: "here",
    },
    {
      id: 13,
      room_id: 2,
      seq: 3,
      rev: 6,
      author_id: 2,
      client_id: "client-13",
      post_hash: "post-13",
      body: "",
      reply_to: 12,
      created_at: 1_700_000_000_310,
      deleted_at: 1_700_000_000_311,
      deleted_by: 1,
    },
    {
      id: 20,
      room_id: 2,
      seq: 4,
      rev: 9,
      author_id: 2,
      client_id: "client-20",
      post_hash: "post-20",
      body: "x".repeat(10_000),
      reply_to: 12,
      created_at: 1_700_000_000_400,
    },
  ],
  reactions: [{ id: 4, message_id: 12, emoji: "👍🏽", user_id: 2, at: 1_700_000_000_320 }],
  mentions: [
    {
      message_id: 12,
      user_id: 2,
      room_id: 2,
      seq: 2,
      name: "bob",
      position: 1,
      counts: 1,
      here: 1,
      replies: 1,
    },
  ],
  broadcasts: [{ message_id: 12, room_id: 2, seq: 2, author_id: 1, to: "here", count: 2, ids: ",1,2," }],
  saves: [{ id: 3, user_id: 1, message_id: 20 }],
  files: [
    {
      id: 7,
      room_id: 2,
      uploader_id: 1,
      message_id: 12,
      position: 1,
      hash: report,
      name: "../../etc/passwd",
      type: "image/png",
      size: blobs[0]?.length ?? 0,
      width: 30,
      height: 20,
      thumb_hash: preview,
      created_at: 1_700_000_000_299,
    },
    {
      id: 8,
      room_id: 1,
      uploader_id: 1,
      hash: unposted,
      name: "later.txt",
      type: "text/plain",
      size: blobs[3]?.length ?? 0,
      created_at: 1_700_000_000_500,
    },
  ],
  file_usage: [
    {
      user_id: 1,
      bytes: (blobs[0]?.length ?? 0) + (blobs[3]?.length ?? 0),
      unposted_bytes: blobs[3]?.length ?? 0,
    },
  ],
  audit: [
    {
      id: 2,
      at: 1_700_000_000_330,
      action: "user_erased",
      actor_id: 1,
      user_id: 9,
      room_id: 2,
      detail: "a detail",
      for_admins: 1,
    },
  ],
  erasures: [{ user_id: 9, next_id: 3, last_id: 13 }],
  invites: [
    {
      id: 1,
      token_hash: "an invite",
      created_by: 1,
      created_at: 1_700_000_000_340,
      expires_at: 1_800_000_000_003,
      revoked_at: 1_700_000_000_341,
      used: 2,
    },
  ],
  sessions: [
    {
      id: 1,
      token_hash: "a session",
      user_id: 1,
      created_at: 0,
      last_seen_at: 0,
      expires_at: 9_000_000_000_000,
      address: "127.0.0.1",
      agent: "test",
    },
  ],
  resets: [{ user_id: 2, token_hash: "a reset", expires_at: 9_000_000_000_000 }],
};

/** Closed: an export in this process must be the only one that opens it. */
export async function makeFullWorkspace(): Promise<DataFolder> {
  const folder = await makeDataFolder();
  await (await folder.open()).close();
  const client = openRaw(folder.path);
  await client.batch(
    [
      ...Object.entries(tables).flatMap(([table, rows]) =>
        rows.map((row) => ({
          sql: `INSERT INTO "${table}" (${Object.keys(row)
            .map((column) => `"${column}"`)
            .join(", ")}) VALUES (${Object.keys(row)
            .map(() => "?")
            .join(", ")})`,
          args: Object.values(row),
        })),
      ),
      // Numbers that were given and are gone.
      "UPDATE sqlite_sequence SET seq = 40 WHERE name IN ('messages', 'reactions', 'saves')",
    ],
    "write",
  );
  client.close();
  for (const text of blobs) {
    const hash = hashOf(text);
    await mkdir(join(folder.dataDir, "files", hash.slice(0, 2)), { recursive: true });
    await writeFile(join(folder.dataDir, "files", hash.slice(0, 2), hash.slice(2)), text);
  }
  return folder;
}
