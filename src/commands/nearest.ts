import { distanceOf } from "../config/near_settings.ts";

/** The name that was probably meant; null where none is near. */
export function nearestOf(word: string, names: readonly string[]): string | null {
  const [nearest] = names
    .map((name) => ({ name, distance: distanceOf(word.toLowerCase(), name) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .toSorted((a, b) => a.distance - b.distance);
  return nearest?.name ?? null;
}
