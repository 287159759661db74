// Who is who, and who is here. What a person is called now wins over what a message calls them.
import type { Author, Person, Presence, PresenceState } from "../../src/protocol/shapes.ts";

export interface PeopleState {
  /** Everyone met so far: by events, in direct rooms, in lists that were read. */
  people: ReadonlyMap<number, Person>;
  /** Whom events of this connection told of: a list may be older. */
  knownIds: ReadonlySet<number>;
  /** How those are whom this tab watches; of nobody else it is known. */
  presence: ReadonlyMap<number, PresenceState>;
}

/** P1: a person changed. */
export function hearPerson<T extends PeopleState>(state: T, person: Person): T {
  return {
    ...state,
    people: new Map(state.people).set(person.id, person),
    knownIds: new Set(state.knownIds).add(person.id),
  };
}

/** People as a list or a direct room shows them. */
export function meetPeople<T extends PeopleState>(state: T, met: readonly Person[]): T {
  const newcomers = met.filter(({ id }) => !state.knownIds.has(id));
  if (newcomers.length === 0) return state;
  const people = new Map(state.people);
  for (const person of newcomers) people.set(person.id, person);
  return { ...state, people };
}

/** The states of all that are watched from now on. */
export function replacePresence<T extends PeopleState>(state: T, states: readonly Presence[]): T {
  return { ...state, presence: new Map(states.map(({ userId, state: one }) => [userId, one])) };
}

export function foldPresence<T extends PeopleState>(state: T, changes: readonly Presence[]): T {
  const presence = new Map(state.presence);
  for (const { userId, state: next } of changes) presence.set(userId, next);
  return { ...state, presence };
}

/** How this person is called now. */
export function nameOf({ people }: PeopleState, author: Author): Author {
  return people.get(author.id) ?? author;
}

/** Null: not known, which is not offline. */
export function presenceOf({ presence }: PeopleState, userId: number): PresenceState | null {
  return presence.get(userId) ?? null;
}
