// `confab user …`: the people who have an account.
import type { Answered } from "../transport/control_operations.ts";
import { defineCommand, type Command } from "./command.ts";
import { everyPage } from "./every_page.ts";
import { readPassword } from "./read_password.ts";

type User = Answered<"listUsers">[number];

const roles = ["admin", "member"] as const;
const name = { name: "NAME" };

function lineOf({ username, displayName, role, isDeactivated }: User): string {
  const shown = displayName === username ? "" : ` (${displayName})`;
  return `${username}${shown}${role === "admin" ? ", admin" : ""}${isDeactivated ? ", deactivated" : ""}`;
}

const list = defineCommand({
  words: "user list",
  options: {},
  summary: "list all accounts",
  async run({ ask, answer }) {
    const users = await everyPage((last: User | undefined) => ask("listUsers", { after: last?.id ?? 0 }));
    answer(users, () => (users.length === 0 ? ["No accounts yet."] : users.map(lineOf)));
    return 0;
  },
});

const add = defineCommand({
  words: "user add",
  operands: [name],
  options: {
    name: { type: "string", takes: "SHOWN", summary: "the display name (default: NAME)" },
    role: { type: "string", takes: "ROLE", choices: roles, summary: "the role (default: member)" },
    "password-stdin": { type: "boolean", summary: "read the password from standard input (one line)" },
  },
  summary: "create an account and print a link to set its password (works once, for 24 hours)",
  details: [
    "The first account of all must be an admin's. A password is never an argument: others on the machine would see it.",
  ],
  async run({ ask, answer, input }, { operands: [username = ""], options }) {
    const password = options["password-stdin"] ? await readPassword(input) : null;
    const role = roles.find((one) => one === options.role) ?? "member";
    const displayName = options.name === undefined ? {} : { displayName: options.name };
    const made = await ask("addUser", { username, ...displayName, role, password });
    answer(made, () => [
      `Added: ${lineOf(made.user)}`,
      ...(made.link ? ["Link to set their password (works once, within 24 hours):", made.link.url] : []),
    ]);
    return 0;
  },
});

const role = defineCommand({
  words: "user role",
  operands: [name, { name: "ROLE", choices: roles }],
  options: {},
  summary: "change a role: admin or member",
  async run({ ask, answer }, { operands: [username = "", wanted] }) {
    const given = roles.find((one) => one === wanted) ?? "member";
    const { user, changed } = await ask("setUserRole", { username, role: given });
    const what = given === "admin" ? "an admin" : "a member";
    answer({ user, changed }, () => [`${user.username} is ${changed ? "now" : "already"} ${what}.`]);
    return 0;
  },
});

const reset = defineCommand({
  words: "user reset",
  operands: [name],
  options: {},
  summary: "print a password reset link (works once, for 24 hours)",
  async run({ ask, answer }, { operands: [username = ""] }) {
    const made = await ask("makeResetLink", { username });
    answer(made, () => [`Password reset link for ${made.username} (works once, within 24 hours):`, made.url]);
    return 0;
  },
});

const deactivate = activity({
  words: "user deactivate",
  active: false,
  summary: "deactivate an account: its sessions end, its messages stay",
  becomes: "deactivated",
});

const reactivate = activity({
  words: "user reactivate",
  active: true,
  summary: "reactivate an account",
  becomes: "active",
});

function activity({
  words,
  active,
  summary,
  becomes,
}: {
  words: string;
  active: boolean;
  summary: string;
  becomes: string;
}): Command {
  return defineCommand({
    words,
    operands: [name],
    options: {},
    summary,
    async run({ ask, answer }, { operands: [username = ""] }) {
      const { user, changed } = await ask("setUserActive", { username, active });
      answer({ user, changed }, () => [`${user.username} is ${changed ? "now" : "already"} ${becomes}.`]);
      return 0;
    },
  });
}

export const userCommands: readonly Command[] = [list, add, role, reset, deactivate, reactivate];
