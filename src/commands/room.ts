// `confab room …`: public and private rooms, never their messages.
import type { Answered } from "../transport/control_operations.ts";
import { defineCommand, type Command } from "./command.ts";
import { everyPage } from "./every_page.ts";
import { readId } from "./read_id.ts";

type Room = Answered<"listRooms">[number];

function lineOf({ id, kind, name, members, archivedAt }: Room): string {
  const people = members === 1 ? "1 member" : `${members} members`;
  return `${id}  ${name} (${kind}, ${people}${archivedAt === null ? "" : ", archived"})`;
}

const list = defineCommand({
  words: "room list",
  options: {},
  summary: "list public and private rooms",
  async run({ ask, answer }) {
    const rooms = await everyPage((last: Room | undefined) => ask("listRooms", { after: last?.id ?? 0 }));
    answer(rooms, () => rooms.map(lineOf));
    return 0;
  },
});

const create = defineCommand({
  words: "room create",
  operands: [{ name: "NAME" }],
  options: {
    topic: { type: "string", takes: "TEXT", summary: "its topic" },
    private: { type: "boolean", summary: "only invited members can read it" },
    owner: {
      type: "string",
      takes: "NAME",
      summary: "its owner (default: the admin with the oldest account)",
    },
  },
  summary: "create a room",
  async run({ ask, answer }, { operands: [name = ""], options }) {
    const { topic = "", owner } = options;
    const made = await ask("createRoom", {
      name,
      topic,
      roomKind: options.private ? "private" : "public",
      ...(owner === undefined ? {} : { owner }),
    });
    answer(made, () => [`Made: ${lineOf(made)}`]);
    return 0;
  },
});

const archive = defineCommand({
  words: "room archive",
  operands: [{ name: "ID" }],
  options: {},
  summary: "archive a room: it becomes read-only",
  async run({ ask, answer }, { operands: [text] }) {
    const { room, changed } = await ask("setRoomArchived", { id: readId(text), archived: true });
    answer({ room, changed }, () => [`${changed ? "Archived" : "Already archived"}: ${lineOf(room)}`]);
    return 0;
  },
});

const unarchive = defineCommand({
  words: "room unarchive",
  operands: [{ name: "ID" }],
  options: {},
  summary: "unarchive a room",
  async run({ ask, answer }, { operands: [text] }) {
    const { room, changed } = await ask("setRoomArchived", { id: readId(text), archived: false });
    answer({ room, changed }, () => [`${changed ? "Unarchived" : "Not archived"}: ${lineOf(room)}`]);
    return 0;
  },
});

export const roomCommands: readonly Command[] = [list, create, archive, unarchive];
