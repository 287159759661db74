/** "Ada", "Ada and Bob", "Ada, Bob and 3 others": `hidden` more are not named. */
export function nameList(names: readonly string[], hidden = 0): string {
  const parts = [...names];
  if (hidden > 0) parts.push(hidden === 1 ? "1 other" : `${hidden} others`);
  const last = parts.pop() ?? "";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}
