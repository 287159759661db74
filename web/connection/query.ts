export type Query = Record<string, string | number | boolean | readonly number[] | undefined>;

/** `?name=value…` of the values that are set, lists with commas; empty when none is. */
export function queryOf(values: Query): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}
