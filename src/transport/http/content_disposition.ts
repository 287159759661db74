// The exact name of a file, for every script (RFC 6266 with RFC 8187), and a plain one for old clients.

export function contentDisposition(kind: "inline" | "attachment", name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%/]/gu, "_");
  return `${kind}; filename="${plain}"; filename*=UTF-8''${extValue(name)}`;
}

/** `encodeURIComponent` leaves four characters as they are that RFC 8187 does not allow. */
function extValue(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}
