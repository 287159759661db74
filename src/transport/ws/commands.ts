// What each frame does: a table that the compiler keeps complete. Commands give replies; they never touch the socket.
import type { Chat, Handed, Written } from "../../domain/chat.ts";
import type { Actor } from "../../domain/journal.ts";
import type { PresenceWatch } from "../../domain/presence.ts";
import type { Reactions } from "../../domain/reactions.ts";
import type { Typing } from "../../domain/typing.ts";
import type { ClientFrame } from "../../protocol/client_frames.ts";
import type { Ref } from "../../protocol/shapes.ts";
import { frameRates } from "../../protocol/rates.ts";
import type { Rates } from "../rates.ts";
import type { Hub } from "./hub.ts";
import { okCounts, okMessage, okNothing, okPresence, pong, synced } from "./server_frames.ts";

type FrameType = ClientFrame["type"];
type FrameMap = { [F in ClientFrame as F["type"]]: F };
/** Spelt so that the compiler sees: a frame and the command of its type fit each other. */
type FrameOf<T extends FrameType = FrameType> = { [P in T]: { type: P } & FrameMap[P] }[T];

/** The author of a frame, and its socket. */
interface Speaker {
  actor: Actor;
  socketId: number;
}

interface Command<T extends FrameType> {
  /**
   * `change`: awaited until the journal has it; its reply leaves when it is committed, and keeps no later frame waiting.
   * `catchUp`: answered one at a time, when the line has room. `now`: answered at once.
   */
  lane: "change" | "catchUp" | "now";
  /** The reply, as text. */
  run(speaker: Speaker, frame: FrameOf<T>): Promise<Handed<string>>;
}

type Commands = { [T in FrameType]: Command<T> };

/** A frame with its command. */
export interface Prepared {
  lane: Command<FrameType>["lane"];
  /** Throws `too_fast`. */
  spend(actor: Actor): void;
  run(speaker: Speaker): Promise<Handed<string>>;
}

interface CommandsDeps {
  chat: Chat;
  reactions: Pick<Reactions, "react">;
  typing: Pick<Typing, "setTyping">;
  presence: Pick<PresenceWatch, "reportState" | "watch">;
  rates: Rates;
  hub: Pick<Hub, "whenSent">;
}

export function createCommands({ chat, reactions, typing, presence, rates, hub }: CommandsDeps) {
  /** Its event comes first (W15). */
  async function okOf(ref: Ref | undefined, outcome: Promise<Written>): Promise<string> {
    const { message } = await outcome;
    const waits = hub.whenSent(message.roomId);
    if (waits) await waits;
    return okMessage(ref, message);
  }

  const commands: Commands = {
    post: {
      lane: "change",
      async run({ actor }, { ref, roomId, clientId, body, replyTo = null, fileIds = [] }) {
        const { outcome } = await chat.postMessage(
          actor,
          { roomId, clientId, body, replyTo, fileIds },
          { spendBroadcast: () => rates.spend("broadcast", actor.userId) },
        );
        return { outcome: okOf(ref, outcome) };
      },
    },
    edit: {
      lane: "change",
      async run({ actor }, { ref, messageId, editedAt, body }) {
        const { outcome } = await chat.editMessage(actor, { messageId, editedAt, body });
        return { outcome: okOf(ref, outcome) };
      },
    },
    delete: {
      lane: "change",
      async run({ actor }, { ref, messageId }) {
        const { outcome } = await chat.deleteMessage(actor, messageId);
        return { outcome: okOf(ref, outcome) };
      },
    },
    react: {
      lane: "change",
      async run({ actor }, { ref, messageId, emoji, on }) {
        const { outcome } = await reactions.react(actor, { messageId, emoji, on });
        return { outcome: okOf(ref, outcome) };
      },
    },
    typing: {
      lane: "now",
      async run({ actor, socketId }, { ref, roomId, on = true }) {
        await typing.setTyping({ userId: actor.userId, socketId }, { roomId, on });
        return { outcome: Promise.resolve(okNothing(ref)) };
      },
    },
    presence: {
      lane: "now",
      async run({ actor, socketId }, { ref, state }) {
        presence.reportState(actor.userId, socketId, state);
        return { outcome: Promise.resolve(okNothing(ref)) };
      },
    },
    watch: {
      lane: "now",
      async run({ actor, socketId }, { ref, userIds }) {
        const states = presence.watch(actor.userId, socketId, userIds);
        return { outcome: Promise.resolve(okPresence(ref, states)) };
      },
    },
    read: {
      lane: "change",
      async run({ actor }, { ref, roomId, seq, unread = false }) {
        const { outcome } = await chat.markRead(actor, { roomId, seq, unread });
        return { outcome: outcome.then((counts) => okCounts(ref, counts)) };
      },
    },
    sync: {
      lane: "catchUp",
      async run({ actor }, { ref, roomId, rev, epoch }) {
        const page = await chat.sync(actor.userId, roomId, { rev, epoch });
        return { outcome: Promise.resolve(synced(ref, roomId, page)) };
      },
    },
    ping: {
      lane: "now",
      async run(_speaker, { ref }) {
        return { outcome: Promise.resolve(pong(ref)) };
      },
    },
  };

  function prepare<T extends FrameType>(frame: FrameOf<T>): Prepared {
    const command = commands[frame.type];
    return {
      lane: command.lane,
      spend(actor) {
        const rate = frameRates[frame.type];
        if (rate !== null) rates.spend(rate, actor.userId);
      },
      run: (speaker) => command.run(speaker, frame),
    };
  }

  return { prepare };
}
