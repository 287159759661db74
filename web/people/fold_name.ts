/** How names are compared for mentions (M1). */
export const foldUsername = (name: string) => name.normalize("NFKC").toLowerCase();

/** How names are compared for search: ignoring accents, case and compatibility forms. */
export const foldName = (text: string) => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
