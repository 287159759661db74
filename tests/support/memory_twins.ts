// L9 in the memory twin: everyone is compared with everyone.
import type { DisplayLooks } from "../../src/domain/journal.ts";
import { isActive, type Tables, type UserRow } from "./memory_tables.ts";

export function isLikeAdmin({ users }: Tables, looks: DisplayLooks, userId: number): boolean {
  return [...users.values()].some(
    (user) => user.id !== userId && user.role === "admin" && isActive(user) && hasNameLike(user, looks),
  );
}

/** Of whom else it came to be true or false that their display name looks like a name of someone. */
export function updateTwins({ users }: Tables, userId: number): { twins?: number[] } {
  const twins: number[] = [];
  for (const user of users.values()) {
    const isTwin = [...users.values()].some(
      (other) => other !== user && hasNameLike(other, user.displayLooks),
    );
    if (isTwin === (user.ambiguous === true)) continue;
    if (isTwin) user.ambiguous = true;
    else delete user.ambiguous;
    if (user.id !== userId) twins.push(user.id);
  }
  return twins.length > 0 ? { twins: twins.sort((a, b) => a - b) } : {};
}

function hasNameLike(user: UserRow, { foldedLook, typedLook }: DisplayLooks): boolean {
  return (
    user.foldedLook === foldedLook ||
    user.typedLook === typedLook ||
    user.displayLooks.foldedLook === foldedLook ||
    user.displayLooks.typedLook === typedLook
  );
}
