// The declaration of an endpoint of the API. Everything else follows from it: how a request is checked and decoded, what the
// server may answer, what the page may ask, the OpenAPI document.
import type { z } from "zod";

import type { PersonRate } from "../rates.ts";

/** Who may ask. `optional`: without a session it does something else. `admin`: anybody else is `not_allowed`. */
type SessionNeed = "none" | "optional" | "member" | "admin";

export interface Reply {
  readonly description: string;
  /** Without it the answer has no body, or `bytes`. */
  readonly json?: z.ZodType;
}

/** Bytes as they are, by their media type: what a request brings, or what its answer is. The handler reads and sends them itself. */
type Bytes = { readonly request: string } | { readonly response: string };

export interface Endpoint {
  readonly summary: string;
  /** It still answers, for callers that do not know what replaced it. */
  readonly deprecated?: true;
  readonly session: SessionNeed;
  /** What each request spends, before anything of it is read. What depends on what it holds is spent by its handler. */
  readonly rate?: PersonRate;
  /** Parts of the path. Strict, as all that is taken (L4). */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** JSON. Only safe text (X1); the domain refuses lengths, with its own sentences. */
  readonly body?: z.ZodType;
  readonly bytes?: Bytes;
  /** By status. Any other is a refusal. */
  readonly replies: Readonly<Record<number, Reply>>;
}

/** By method and path: `PATCH /rooms/{id}/settings`. */
export type Endpoints = Readonly<Record<string, Endpoint>>;

export function reply<T extends z.ZodType>(description: string, json: T) {
  return { description, json };
}

export const done = { description: "Done." } as const;

type Decoded<E, Part extends string> = E extends { readonly [P in Part]: infer T extends z.ZodType }
  ? z.output<T>
  : undefined;
export type ParamsOf<E> = Decoded<E, "params">;
export type QueryOf<E> = Decoded<E, "query">;
export type BodyOf<E> = Decoded<E, "body">;

/** The JSON of each reply, by status. */
export type RepliesOf<E extends Endpoint> = {
  [Status in keyof E["replies"]]: Decoded<E["replies"][Status], "json">;
};

interface KeyParts {
  method: string;
  path: string;
}

/** Of a key of the contract. */
export function partsOf(key: string): KeyParts {
  const at = key.indexOf(" ");
  return { method: key.slice(0, at), path: key.slice(at + 1) };
}
