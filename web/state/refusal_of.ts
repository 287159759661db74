import { RestError } from "../net/rest.ts";
import { Refused } from "./asks.ts";

/** The sentence a refusal carries; null of anything else: what the browser says of its own troubles is not for people. */
export const refusalOf = (error: unknown): string | null =>
  error instanceof RestError || error instanceof Refused ? error.message : null;
