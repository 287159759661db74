#!/usr/bin/env bun
// The command line: `bun run confab …`. It asks the running server, or opens the data folder itself when none runs; the folder's
// lock sees to it that there is never a second writer.
import { existsSync } from "node:fs";
import { join } from "node:path";

import { checkCommand } from "./check_command.ts";
import { configCommand } from "./config_command.ts";
import { readConfig, type Config } from "./config.ts";
import { createHousekeeping, type Housekeeping } from "./domain/accounts/housekeeping.ts";
import { ChatError } from "./domain/chat_error.ts";
import { createLog } from "./domain/log.ts";
import type { SearchIndex } from "./domain/search/search_store.ts";
import { StartError } from "./domain/start_error.ts";
import { checkSearch, rebuildSearch } from "./search_commands.ts";
import { databaseName, openStorage } from "./storage/storage.ts";
import { NoServer, reachServer } from "./transport/control_client.ts";

const usage = `Confab: team chat that you host.

  bun run confab user reset NAME   print a link that sets a new password: once, within 24 hours
  bun run confab user list         list everyone who has an account
  bun run confab search check      see whether the search index holds every message as it is
  bun run confab search rebuild    build the search index anew
  bun run confab check             see whether the database is whole (exit code 0: it is, 1: damage, 2: cannot run)
  bun run confab check --repair    make a whole one of what can be read, and keep the damaged file
  bun run confab config            show every setting as it holds, and where it comes from (exit code 0: all are possible, 1: one is not)
  bun run confab config --json     the same for scripts
  bun run confab --help            show this

It reads the settings that the server reads (DATA_DIR, PUBLIC_URL, ...). The server may be running or not; for "check" it must not.
`;

interface Tools {
  housekeeping: Housekeeping;
  searchIndex: SearchIndex;
}

type Command = (tools: Tools) => Promise<string>;

process.exitCode = await run(process.argv.slice(2));

async function run(words: string[]): Promise<number> {
  if (words.length === 0 || words.includes("--help") || words.includes("-h")) {
    process.stdout.write(usage);
    return 0;
  }
  if (words[0] === "config" && isAlone(words, "--json")) return config({ json: words.length > 1 });
  if (words[0] === "check" && isAlone(words, "--repair")) return check({ repair: words.length > 1 });
  const command = findCommand(words);
  if (!command) {
    process.stderr.write(`There is no command "${words.join(" ")}".\n\n${usage}`);
    return 1;
  }
  try {
    process.stdout.write(await perform(command, readConfig(process.env)));
    return 0;
  } catch (error) {
    if (!(error instanceof StartError || error instanceof ChatError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

/** The command alone, or with this option. */
function isAlone([, given, ...rest]: string[], option: string): boolean {
  return (given === undefined || given === option) && rest.length === 0;
}

function config({ json }: { json: boolean }): number {
  return configCommand({
    environment: process.env,
    folder: process.cwd(),
    json,
    print: (line) => void process.stdout.write(`${line}\n`),
    say: (line) => void process.stderr.write(`${line}\n`),
  });
}

async function check({ repair }: { repair: boolean }): Promise<number> {
  try {
    const { dataDir } = readConfig(process.env);
    return await checkCommand({
      dataDir,
      repair,
      now: Date.now,
      print: (line) => void process.stdout.write(`${line}\n`),
      say: (line) => void process.stderr.write(`${line}\n`),
    });
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

function findCommand([noun, verb, name, ...rest]: string[]): Command | null {
  if (rest.length > 0) return null;
  if (noun === "search" && name === undefined) return findSearchCommand(verb);
  if (noun !== "user") return null;
  if (verb === "reset" && name !== undefined) return ({ housekeeping }) => resetUser(housekeeping, name);
  if (verb === "list" && name === undefined) return ({ housekeeping }) => listUsers(housekeeping);
  return null;
}

function findSearchCommand(verb: string | undefined): Command | null {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  if (verb === "check") return ({ searchIndex }) => checkSearch(searchIndex, say);
  if (verb === "rebuild") return ({ searchIndex }) => rebuildSearch(searchIndex, say);
  return null;
}

async function resetUser(housekeeping: Housekeeping, name: string): Promise<string> {
  const { username, url } = await housekeeping.makeResetLink(name);
  return `A new password for ${username}, once, within 24 hours:\n${url}\n`;
}

async function listUsers(housekeeping: Housekeeping): Promise<string> {
  let list = "";
  for (let after = 0; ;) {
    const users = await housekeeping.listUsers(after);
    for (const { id, username, displayName, role } of users) {
      list += `${username}${displayName === username ? "" : ` (${displayName})`}${role === "admin" ? ", admin" : ""}\n`;
      after = id;
    }
    if (users.length === 0) return list === "" ? "Nobody has an account yet.\n" : list;
  }
}

async function perform(command: Command, config: Config): Promise<string> {
  try {
    return await command(reachServer({ dataDir: config.dataDir }));
  } catch (error) {
    if (!(error instanceof NoServer)) throw error;
    return performAlone(command, config);
  }
}

async function performAlone(command: Command, config: Config): Promise<string> {
  const { dataDir, publicUrl, tls, port } = config;
  if (!existsSync(join(dataDir, databaseName))) {
    throw new StartError(`There is no database in ${dataDir} yet. Start the server first, or set DATA_DIR.`);
  }
  const now = Date.now;
  const log = createLog({ level: "warn", now, write: (line) => process.stderr.write(line) });
  const storage = await openStorage({ dataDir, now, log });
  try {
    const { stores, journal, searchIndex } = storage;
    const origin = publicUrl ?? `${tls ? "https" : "http"}://localhost:${port}`;
    const housekeeping = createHousekeeping({ accounts: stores.accounts, journal, now, origin });
    return await command({ housekeeping, searchIndex });
  } finally {
    await storage.close();
  }
}
