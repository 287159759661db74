// Misspelt names of settings in the environment, which would be ignored. The environment belongs to other programs too, so a
// name must be very near.

interface NearSetting {
  name: string;
  /** The setting that was meant. */
  meant: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function nearSettings(environment: Environment, settings: readonly string[]): NearSetting[] {
  const isGiven = (name: string) => (environment[name] ?? "").trim() !== "";
  return Object.keys(environment)
    .filter((name) => isGiven(name) && !settings.includes(name) && !isServiceLink(environment[name] ?? ""))
    .flatMap((name) => {
      const meant = meantBy(name, settings);
      // Where it is set, too, the other is something else's.
      return meant === null || isGiven(meant) ? [] : [{ name, meant }];
    });
}

/** Kubernetes sets CONFAB_PORT=tcp://10.0.0.1:3000 where a service is called so. */
const isServiceLink = (value: string) => /^(?:tcp|udp|sctp):\/\//.test(value);

function meantBy(name: string, settings: readonly string[]): string | null {
  const isOurs = /^confab[_-]/i.test(name);
  const letters = lettersOf(name.replace(/^confab[_-]/i, ""));
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const setting of settings) {
    const distance = distanceOf(letters, lettersOf(setting));
    if (distance < least && distance <= maxWrong(letters, lettersOf(setting), isOurs)) {
      best = setting;
      least = distance;
    }
  }
  return best;
}

/** DATADIR, Data-Dir and DATA_DIR are the same. */
const lettersOf = (name: string) => name.toUpperCase().replaceAll(/[_-]/g, "");

/** Short words have many neighbours (PORT: PORTS, SORT): only a letter typed twice, or two in the wrong order. */
function maxWrong(written: string, setting: string, isOurs: boolean): number {
  if (setting.length > 5) return Math.floor(setting.length / 4.6);
  const sorted = (word: string) => word.split("").toSorted().join("");
  const isTwice = written.length > setting.length && written.replaceAll(/(.)\1/g, "$1") === setting;
  return isOurs || isTwice || sorted(written) === sorted(setting) ? 1 : 0;
}

/** How many letters were left out, added, taken for others, or swapped with their neighbour. */
export function distanceOf(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (row[j - 1] ?? 0) + 1,
        (last[j] ?? 0) + 1,
        (last[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
