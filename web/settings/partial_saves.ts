// A setting of several fields that is saved as a whole, one field at a time: two may change within a moment, before the first save is confirmed.

interface PartialSavesPorts<T> {
  /** The last value from the server. */
  stored: () => T;
  save: (whole: T) => Promise<unknown>;
}

export function createPartialSaves<T extends object>({ stored, save }: PartialSavesPorts<T>) {
  /** Changes made here that are not confirmed as stored. */
  let mine: Partial<T> = {};
  let last: Promise<unknown> = Promise.resolve();

  function drop(part: Partial<T>): void {
    const left = { ...mine };
    for (const key in part) if (left[key] === part[key]) delete left[key];
    mine = left;
  }

  return {
    onServerState: (now: T) => drop(now),
    /** One after the other. Resolves to the saved value. */
    change(part: Partial<T>): Promise<T> {
      mine = { ...mine, ...part };
      const upToHere = mine;
      const saving = last
        .catch(() => {})
        .then(async () => {
          const whole = { ...stored() };
          // Without changes that were confirmed or refused.
          for (const key in upToHere) if (key in mine) Object.assign(whole, { [key]: upToHere[key] });
          await save(whole);
          return whole;
        });
      last = saving.catch(() => drop(part));
      return saving;
    },
  };
}
