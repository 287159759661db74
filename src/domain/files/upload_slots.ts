// Limits how many uploads of one person run at once (SPEC F3), files and pictures together.
import { limits } from "../../protocol/limits.ts";
import { tooManyUploads } from "./file_refusals.ts";

export interface UploadSlots {
  /** Throws `too_fast` when the person has no free slot. */
  inASlot<T>(userId: number, work: () => Promise<T>): Promise<T>;
}

export function createUploadSlots(): UploadSlots {
  const running = new Map<number, number>();
  return {
    async inASlot(userId, work) {
      const inUse = running.get(userId) ?? 0;
      if (inUse >= limits.maxParallelUploads) throw tooManyUploads(limits.maxParallelUploads);
      running.set(userId, inUse + 1);
      try {
        return await work();
      } finally {
        const left = (running.get(userId) ?? 1) - 1;
        if (left === 0) running.delete(userId);
        else running.set(userId, left);
      }
    },
  };
}
