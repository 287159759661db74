// The bytes of frames and request bodies that were taken and are not answered yet (SPEC H10).
// Without a bound, 60 sockets that ask and never read grew the memory of the process by 200 MB.

export const inFlightLimits = {
  /** Of one person: a whole burst of the largest posts fits. */
  personBytes: 2 * 1024 * 1024,
  /** Of everyone together. */
  totalBytes: 64 * 1024 * 1024,
  /** Of all requests without a session, from any number of addresses: they leave room for those with one. */
  strangerBytes: 16 * 1024 * 1024,
  /** The overhead of a frame or request: promises, closures, the decoded object. */
  overheadBytes: 1024,
} as const;

/** A person's id; for requests without a session, the address. */
export type WorkOwner = number | string;

export interface WorkInFlight {
  /** `ok`: counted until `release`. `person`: the owner has too much. `total`: everyone together has too much. */
  reserve(owner: WorkOwner, bytes: number): "ok" | "person" | "total";
  /** With the same bytes as reserved. */
  release(owner: WorkOwner, bytes: number): void;
  /** The person with the most bytes; null when nobody has a quarter of the limit of a person. */
  heaviest(): WorkOwner | null;
  bytes(): number;
}

/** `limitsPersons: false` is for load tests: the total holds always. */
export function createWorkInFlight({ limitsPersons }: { limitsPersons: boolean }): WorkInFlight {
  const { personBytes, totalBytes, strangerBytes, overheadBytes } = inFlightLimits;
  const byOwner = new Map<WorkOwner, number>();
  let total = 0;
  let ofStrangers = 0;

  function add(owner: WorkOwner, cost: number): void {
    total += cost;
    if (typeof owner === "string") ofStrangers += cost;
  }

  return {
    reserve(owner, bytes) {
      const cost = bytes + overheadBytes;
      const own = (byOwner.get(owner) ?? 0) + cost;
      if (limitsPersons && own > personBytes) return "person";
      if (total + cost > totalBytes) return "total";
      if (typeof owner === "string" && ofStrangers + cost > strangerBytes) return "total";
      byOwner.set(owner, own);
      add(owner, cost);
      return "ok";
    },
    release(owner, bytes) {
      const cost = bytes + overheadBytes;
      const left = (byOwner.get(owner) ?? 0) - cost;
      if (left > 0) byOwner.set(owner, left);
      else byOwner.delete(owner);
      add(owner, -cost);
    },
    heaviest() {
      let found: WorkOwner | null = null;
      let maxBytes = personBytes / 4;
      for (const [owner, bytes] of byOwner) {
        if (bytes < maxBytes) continue;
        found = owner;
        maxBytes = bytes;
      }
      return found;
    },
    bytes: () => total,
  };
}
