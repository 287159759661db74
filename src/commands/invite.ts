// `confab invite …`: links that let people in.
import type { Answered } from "../transport/control_operations.ts";
import { defineCommand, type Command } from "./command.ts";
import { everyPage } from "./every_page.ts";
import { readId } from "./read_id.ts";
import { shownTime } from "./shown_time.ts";

type Invite = Answered<"listInvites">[number];

const make = defineCommand({
  words: "invite make",
  options: {
    by: {
      type: "string",
      takes: "NAME",
      summary: "who invites (default: the admin with the oldest account)",
    },
  },
  summary: "print an invite link (works for 7 days, until you revoke it)",
  async run({ ask, answer }, { options: { by } }) {
    const made = await ask("makeInvite", by === undefined ? {} : { by });
    answer(made, () => [
      `Invite ${made.id} of ${made.createdBy}, until ${shownTime(made.expiresAt)}:`,
      made.url,
    ]);
    return 0;
  },
});

const list = defineCommand({
  words: "invite list",
  options: {},
  summary: "list active invites, newest first",
  async run({ ask, answer }) {
    const invites = await everyPage((last: Invite | undefined) =>
      ask("listInvites", { before: last?.id ?? null }),
    );
    answer(invites, () =>
      invites.length === 0
        ? ["No active invites."]
        : invites.map(
            ({ id, createdBy, used, expiresAt }) =>
              `${id}  of ${createdBy}, used ${used === 1 ? "once" : `${used} times`}, until ${shownTime(expiresAt)}`,
          ),
    );
    return 0;
  },
});

const revoke = defineCommand({
  words: "invite revoke",
  operands: [{ name: "ID" }],
  options: {},
  summary: "revoke an invite",
  async run({ ask, answer }, { operands: [text] }) {
    const id = readId(text);
    await ask("revokeInvite", { id });
    answer({ id }, () => [`Invite ${id} revoked.`]);
    return 0;
  },
});

export const inviteCommands: readonly Command[] = [make, list, revoke];
