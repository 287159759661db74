// Which addresses share a count (SPEC R7). An IPv6 host owns a whole /64, so its single addresses do not matter; a customer may have a /56, a
// company a /48, so that these have separate counts.

/** From the narrowest: the address itself for IPv4; for IPv6 its /64, /56 and /48. Never empty. */
export function networksOf(address: string): [string, ...string[]] {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return [mapped[1]];
  if (!address.includes(":")) return [address];
  const [head = "", tail] = address.split("%")[0]?.split("::") ?? [];
  const groups = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const all = [...groups, ...Array.from({ length: zeros }, () => "0"), ...after];
  const [one = "0", two = "0", three = "0", four = "0"] = all.map((group) =>
    group.toLowerCase().replace(/^0+(?=.)/, ""),
  );
  const site = `${one}:${two}:${three}`;
  // The upper half of the fourth group.
  const half = four.length > 2 ? `${four.slice(0, -2)}00` : "0";
  return [`${site}:${four}::/64`, `${site}:${half}::/56`, `${site}::/48`];
}

/** One IPv4 address or one IPv6 /64. */
export function addressKey(address: string): string {
  return networksOf(address)[0];
}

/** The widest that is taken for one: an IPv4 address or an IPv6 /48. */
export function networkKey(address: string): string {
  const networks = networksOf(address);
  return networks.at(-1) ?? networks[0];
}
