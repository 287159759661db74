// People and their presence. The current name of a person wins over the name in a message.
import type { Author, Person, Presence, PresenceState } from "../../src/protocol/shapes.ts";

export interface PeopleState {
  /** Everyone known so far: by events, in direct rooms, in lists. */
  people: ReadonlyMap<number, Person>;
  /** People with an event on this connection: a list may be older. */
  knownIds: ReadonlySet<number>;
  /** Presence of the people this tab watches; unknown for others. */
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

/** People in a list or a direct room. */
export function meetPeople<T extends PeopleState>(state: T, met: readonly Person[]): T {
  const newcomers = met.filter(({ id }) => !state.knownIds.has(id));
  if (newcomers.length === 0) return state;
  const people = new Map(state.people);
  for (const person of newcomers) people.set(person.id, person);
  return { ...state, people };
}

/** The states of everyone watched from now on. */
export function replacePresence<T extends PeopleState>(state: T, states: readonly Presence[]): T {
  return { ...state, presence: new Map(states.map(({ userId, state: one }) => [userId, one])) };
}

export function foldPresence<T extends PeopleState>(state: T, changes: readonly Presence[]): T {
  const presence = new Map(state.presence);
  for (const { userId, state: next } of changes) presence.set(userId, next);
  return { ...state, presence };
}

/** The current name of this person. */
export function nameOf({ people }: PeopleState, author: Author): Author {
  return people.get(author.id) ?? author;
}

/** Null: unknown, which is not offline. */
export function presenceOf({ presence }: PeopleState, userId: number): PresenceState | null {
  return presence.get(userId) ?? null;
}
