// What each committed change does to the open sockets: a table that the compiler keeps complete, written noun by noun.
import type { ChangeOf, Change, Outcomes } from "../journal.ts";
import type { Message } from "../../protocol/shapes.ts";

/** Called at once, in the order of commits, for what was done; never for what was refused. */
export type Acts = {
  [K in Change["kind"]]: (change: ChangeOf<K>, outcome: Outcomes[K]) => void;
} & {
  touched: (change: { kind: "touched" }, outcome: { messages: Message[] }) => void;
};

/** What concerns no open socket. */
export function nothing(): void {}
