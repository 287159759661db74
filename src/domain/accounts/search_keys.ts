// What people are found by: the beginning of a name, in any case and any form of the same letters.

/** Stored beside each name, and made of what is searched for: two names that read alike in any case have one key. */
export function searchKeyOf(text: string): string {
  // Upper first: only that way round do ß and SS, ς and σ meet.
  return text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
}
