import type { Effect } from "../../domain/effects.ts";
import type { ChangeKind, ChangeOf, Committed, OutcomeOf } from "../../domain/journal.ts";
import { toStoredMessage } from "../../domain/stored_message.ts";
import type { Message } from "../../protocol/shapes.ts";
import type { Verb } from "./verb.ts";
import { verbs } from "./verbs.ts";

/** None of what was refused or altered nothing. */
export function effectsOf<K extends ChangeKind>(change: ChangeOf<K>, outcome: OutcomeOf<K>): Effect[] {
  if (!outcome.ok || ("changed" in outcome && !outcome.changed)) return [];
  const verb: Verb<K> = verbs[change.kind];
  return verb.effects(change, outcome);
}

/** Messages that a run touched count as a separate change, right after it. */
export function movedAlong(messages: Message[]): Committed {
  return {
    change: { kind: "touched" },
    outcome: { ok: true, messages },
    effects: messages.map((message) => ({
      kind: "message",
      what: "marks",
      message: toStoredMessage(message),
    })),
  };
}
