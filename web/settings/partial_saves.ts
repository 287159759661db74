// A setting of several fields that is saved whole, a field at a time: two are often left within a moment, and what is stored is told late.

interface PartialSavesPorts<T> {
  /** As it was last told. */
  stored: () => T;
  save: (whole: T) => Promise<unknown>;
}

export function createPartialSaves<T extends object>({ stored, save }: PartialSavesPorts<T>) {
  /** What was changed here and is not told as stored yet. */
  let mine: Partial<T> = {};
  let last: Promise<unknown> = Promise.resolve();

  function drop(part: Partial<T>): void {
    const left = { ...mine };
    for (const key in part) if (left[key] === part[key]) delete left[key];
    mine = left;
  }

  return {
    onServerState: (now: T) => drop(now),
    /** One after the other. Resolves to what was saved. */
    change(part: Partial<T>): Promise<T> {
      mine = { ...mine, ...part };
      const upToHere = mine;
      const saving = last
        .catch(() => {})
        .then(async () => {
          const whole = { ...stored() };
          // Without what is told by now, or was refused.
          for (const key in upToHere) if (key in mine) Object.assign(whole, { [key]: upToHere[key] });
          await save(whole);
          return whole;
        });
      last = saving.catch(() => drop(part));
      return saving;
    },
  };
}
