/** How names are compared: without accents, capitals and forms of presentation. */
export const foldName = (text: string) => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
