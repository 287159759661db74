// A storage with Ada (the admin) and Bob in the lounge, Eve nowhere, and short ways to let them act.
import type { Actor, Change, ChangeOf, Committed, OutcomeOf } from "../../src/domain/journal.ts";
import { parseStoredMessage, type StoredMessage } from "../../src/domain/stored_message.ts";
import type { Message } from "../../src/protocol/shapes.ts";
import type { Storage } from "../../src/storage/storage.ts";

export interface Clock {
  now: number;
}

/** One kind of storage under the contract. */
export interface StorageKind {
  name: string;
  /** How long its answers take beyond themselves. */
  pause: () => Promise<unknown>;
  open(clock: Clock): Promise<{
    storage: Storage;
    reopen(): Promise<Storage>;
    dispose(): Promise<void>;
  }>;
}

export type Workspace = Awaited<ReturnType<typeof openWorkspace>>;

const yearMs = 365 * 24 * 3600 * 1000;

export async function openWorkspace(kind: StorageKind) {
  const clock: Clock = { now: 1_700_000_000_000 };
  const opened = await kind.open(clock);
  let storage = opened.storage;
  let serial = 0;
  const commits: Committed[] = [];
  storage.journal.onCommitted((committed) => commits.push(committed));

  const submit = async <K extends Change["kind"]>(change: ChangeOf<K>): Promise<Parsed<OutcomeOf<K>>> =>
    parsed(await storage.journal.submit<K>(change));

  function newSession() {
    serial += 1;
    return {
      tokenHash: `token-${serial}`,
      expiresAt: clock.now + yearMs,
      address: "127.0.0.1",
      agent: "test",
    };
  }

  function newUser(name: string) {
    return {
      username: name,
      foldedKey: name.toLowerCase(),
      typedKey: `${name} as typed`,
      displayName: name,
      usernameKey: name.toLowerCase(),
      displayKey: name.toLowerCase(),
      displayKeys: { foldedKey: name.toLowerCase(), typedKey: `${name} as typed` },
      passwordHash: `hash of ${name}`,
    };
  }

  async function invite(actor: Actor, lifeMs = yearMs): Promise<{ inviteId: number; tokenHash: string }> {
    serial += 1;
    const tokenHash = `invite-${serial}`;
    const made = done(
      await submit({ kind: "createInvite", actor, tokenHash, expiresAt: clock.now + lifeMs }),
    );
    return { inviteId: made.inviteId, tokenHash };
  }

  async function register(name: string, inviteHash: string | null): Promise<Actor> {
    const change = { kind: "register", user: newUser(name), session: newSession(), inviteHash } as const;
    return done(await submit<"register">({ ...change, registrationForced: null }));
  }

  async function signIn(userId: number): Promise<Actor> {
    const found = await storage.stores.accounts.credentialsOf(userId);
    const session = newSession();
    const made = await submit({ kind: "signIn", userId, verifiedHash: found?.passwordHash ?? "", session });
    return { userId, sessionId: done(made).sessionId };
  }

  function post(
    actor: Actor,
    body: string,
    options: { clientId?: string } & Partial<
      Pick<ChangeOf<"post">, "roomId" | "replyTo" | "mentions" | "broadcast" | "fileIds">
    > = {},
  ): Promise<Parsed<OutcomeOf<"post">>> {
    serial += 1;
    const { clientId = `client-${serial}`, roomId = 1, replyTo = null } = options;
    const { mentions = [], broadcast = null, fileIds = [] } = options;
    return submit({
      kind: "post",
      actor,
      roomId,
      clientId,
      body,
      fileIds,
      replyTo,
      mentions,
      broadcast,
    });
  }

  const edit = (actor: Actor, message: Message, body: string) =>
    submit({ kind: "edit", actor, messageId: message.id, editedAt: message.editedAt, body });
  const remove = (actor: Actor, message: Message) => submit({ kind: "delete", actor, messageId: message.id });
  const react = (actor: Actor, message: Message, emoji: string, { on = true } = {}) =>
    submit({ kind: "react", actor, messageId: message.id, emoji, on });
  const pin = (actor: Actor, message: Message, { on = true } = {}) =>
    submit({ kind: "pin", actor, messageId: message.id, on });
  const save = (actor: Actor, message: Message, { on = true } = {}) =>
    submit({ kind: "save", actor, messageId: message.id, on });
  const mark = (actor: Actor, seq: number, { lower = false, roomId = 1 } = {}) =>
    submit({ kind: "mark", actor, roomId, seq, lower });
  const createRoom = async (actor: Actor, name: string, roomKind: "public" | "private" = "public") =>
    done(await submit({ kind: "createRoom", actor, roomKind, name, topic: "", roomLimit: 1000 })).roomId;

  const first = await submit({
    kind: "setUp",
    workspaceName: "Home",
    user: newUser("Ada"),
    session: newSession(),
  });
  const ada: Actor = toActor(done(first));
  const bob: Actor = toActor(await register("Bob", (await invite(ada)).tokenHash));

  return {
    clock,
    commits,
    ada,
    bob,
    submit,
    newSession,
    newUser,
    invite,
    signIn,
    post,
    edit,
    remove,
    react,
    pin,
    save,
    mark,
    createRoom,
    register: async (name: string, inviteHash: string | null) => toActor(await register(name, inviteHash)),
    stores: () => storage.stores,
    searchIndex: () => storage.searchIndex,
    counts: (actor: Actor, roomId = 1) => storage.stores.rooms.counts(actor.userId, roomId),
    /** The message as it now is. */
    now: async ({ roomId, id }: Message): Promise<Message> => {
      const [found] = (await storage.stores.messages.listByIds(ada.userId, roomId, [id])).messages;
      if (!found) throw new Error(`There is no message ${id}.`);
      return found;
    },
    newcomer: async (name: string) => toActor(await register(name, (await invite(ada)).tokenHash)),
    page: (limit = 100) => storage.stores.messages.page(ada.userId, 1, { limit }),
    async reopen() {
      storage = await opened.reopen();
      storage.journal.onCommitted((committed) => commits.push(committed));
    },
    dispose: () => opened.dispose(),
  };
}

function toActor({ userId, sessionId }: Actor): Actor {
  return { userId, sessionId };
}

/** With the message as clients get it. */
type Parsed<T> = T extends { message: StoredMessage } ? Omit<T, "message"> & { message: Message } : T;

function parsed<T extends object>(outcome: T): Parsed<T> {
  if (!holdsMessage(outcome)) return outcome as Parsed<T>;
  return { ...outcome, message: parseStoredMessage(outcome.message) } as Parsed<T>;
}

function holdsMessage(outcome: object): outcome is { message: StoredMessage } {
  return "message" in outcome;
}

/** The outcome of what must have worked. */
export function done<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if (!isDone(outcome)) throw new Error(`It was refused: ${JSON.stringify(outcome)}`);
  return outcome;
}

function isDone<T extends { ok: boolean }>(outcome: T): outcome is Extract<T, { ok: true }> {
  return outcome.ok;
}
