// Changes of messages, and of what belongs to them.
import type { MessageChanges } from "../../../src/domain/changes/message_changes.ts";
import { ada, done, message, text, written } from "./examples.ts";
import type { Tested } from "./tested_change.ts";
import { anyMessage, anyRoom, anyone, emojis, fresh, takeUploads } from "./world.ts";

export const messageChanges: Tested<MessageChanges> = {
  post: {
    change: {
      kind: "post",
      actor: ada,
      roomId: 7,
      clientId: "c",
      body: "a",
      replyTo: null,
      fileIds: [],
      mentions: [],
      broadcast: null,
    },
    outcome: written,
    effects: [{ kind: "message", what: "posted", message }],
    async deed(world) {
      const { random } = world;
      const actor = await anyone(world);
      const room = await anyRoom(world, actor);
      if (!room) return null;
      const named = random.pick(world.watched).userId;
      const original = random.chance(0.4)
        ? await anyMessage(world, actor, ({ roomId }) => roomId === room.id)
        : null;
      return {
        kind: "post",
        actor,
        roomId: room.id,
        clientId: fresh("client"),
        body: fresh("said "),
        replyTo: original?.id ?? null,
        fileIds: takeUploads(world, actor, room),
        mentions: random.chance(0.3) ? [{ name: "somebody", userId: named }] : [],
        broadcast: random.chance(0.1)
          ? random.pick([{ to: "everyone" as const }, { to: "here" as const, userIds: [named] }])
          : null,
      };
    },
  },
  edit: {
    change: { kind: "edit", actor: ada, messageId: 1, editedAt: null, body: "b" },
    outcome: written,
    effects: [text],
    async deed(world) {
      const actor = await anyone(world);
      const message = await anyMessage(world, actor, ({ author }) => author.id === actor.userId);
      if (!message) return null;
      const { id: messageId, editedAt } = message;
      return { kind: "edit", actor, messageId, editedAt, body: fresh("edited ") };
    },
  },
  delete: {
    change: { kind: "delete", actor: ada, messageId: 1 },
    outcome: written,
    effects: [text],
    async deed(world) {
      const actor = await anyone(world);
      const message = await anyMessage(world, actor);
      return message && { kind: "delete", actor, messageId: message.id };
    },
  },
  react: {
    change: { kind: "react", actor: ada, messageId: 1, emoji: "👍", on: true },
    outcome: { ...written, by: [{ userId: 1, emoji: "👍", on: true }] },
    effects: [{ kind: "message", what: "marks", message, by: [{ userId: 1, emoji: "👍", on: true }] }],
    async deed(world) {
      const actor = await anyone(world);
      const message = await anyMessage(world, actor);
      if (!message) return null;
      const emoji = world.random.pick(emojis);
      return { kind: "react", actor, messageId: message.id, emoji, on: world.random.chance(0.7) };
    },
  },
  pin: {
    change: { kind: "pin", actor: ada, messageId: 1, on: true },
    outcome: written,
    effects: [{ kind: "message", what: "marks", message }],
    async deed(world) {
      const actor = await anyone(world);
      const message = await anyMessage(world, actor);
      return message && { kind: "pin", actor, messageId: message.id, on: world.random.chance(0.7) };
    },
  },
  save: {
    change: { kind: "save", actor: ada, messageId: 1, on: true },
    outcome: done,
    effects: [{ kind: "saved", userId: 1, messageId: 1, on: true }],
    async deed(world) {
      const actor = await anyone(world);
      const message = await anyMessage(world, actor);
      return message && { kind: "save", actor, messageId: message.id, on: world.random.chance(0.7) };
    },
  },
  addFile: {
    change: {
      kind: "addFile",
      actor: ada,
      roomId: 7,
      hash: "SECRET",
      thumbHash: null,
      name: "a",
      type: "text/plain",
      size: 1,
      width: null,
      height: null,
      quotaBytes: 1,
      filesBytes: null,
    },
    outcome: { ok: true, fileId: 1 },
    effects: [],
    // Their bytes are on disk first, and nobody sees a file before a message carries it.
    async deed(world) {
      const actor = await anyone(world);
      const room = await anyRoom(world, actor);
      const isPicture = world.random.chance(0.5);
      return (
        room && {
          kind: "addFile",
          actor,
          roomId: room.id,
          hash: fresh("hash"),
          thumbHash: isPicture ? fresh("hash") : null,
          name: fresh("file"),
          type: isPicture ? "image/png" : "text/plain",
          size: world.random.between(1, 1000),
          width: isPicture ? 30 : null,
          height: isPicture ? 20 : null,
          quotaBytes: 1_000_000,
          filesBytes: null,
        }
      );
    },
  },
};
