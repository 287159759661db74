/**
 * A UUID v7: 48 bits of time, then random ones. Ids of the same time are neighbours in the server's index (SPEC L2).
 * `crypto.randomUUID` exists only in secure contexts; plain http on a LAN is none.
 */
export function newId(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = Math.max(0, now).toString(16).padStart(12, "0").slice(-12);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = time + Array.from(bytes.subarray(6), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
