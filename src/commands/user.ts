// `confab user …`: the people who have an account.
import { defineCommand, type Command } from "./command.ts";
import type { Context } from "./context.ts";

const list = defineCommand({
  words: "user list",
  options: {},
  summary: "list everyone who has an account",
  async run(context) {
    const users = await allUsers(context);
    context.answer(users, () =>
      users.length === 0
        ? ["Nobody has an account yet."]
        : users.map(({ username, displayName, role }) => {
            const shown = displayName === username ? "" : ` (${displayName})`;
            return `${username}${shown}${role === "admin" ? ", admin" : ""}`;
          }),
    );
    return 0;
  },
});

const reset = defineCommand({
  words: "user reset",
  options: {},
  operands: [{ name: "NAME" }],
  summary: "print a link that sets a new password: once, within 24 hours",
  async run(context, { operands: [name = ""] }) {
    const made = await context.ask("makeResetLink", { username: name });
    context.answer(made, () => [`A new password for ${made.username}, once, within 24 hours:`, made.url]);
    return 0;
  },
});

async function allUsers({ ask }: Context) {
  const users: Awaited<ReturnType<typeof ask<"listUsers">>> = [];
  for (;;) {
    const more = await ask("listUsers", { after: users.at(-1)?.id ?? 0 });
    if (more.length === 0) return users;
    users.push(...more);
  }
}

export const userCommands: readonly Command[] = [list, reset];
