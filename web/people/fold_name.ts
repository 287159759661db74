/** How the names that an @ may mean are compared (M1). */
export const foldUsername = (name: string) => name.normalize("NFKC").toLowerCase();

/** How names that are looked for are compared: without accents, capitals and forms of presentation. */
export const foldName = (text: string) => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
