/** Whether what the client has is what there is: `If-None-Match` compares weakly. */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((one) => {
    const known = one.trim();
    return known === "*" || known.replace(/^W\//, "") === etag;
  });
}
