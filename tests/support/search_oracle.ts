// S2 said once more, without patterns and without an index: what a search must find is decided here a second time.

/** Whether a word is somewhere in a text, written in one of its two forms, and not the beginning of a letter with an accent. */
export function holdsWord(text: string, word: string): boolean {
  const small = text.toLowerCase();
  return ["NFC", "NFD"].some((form) => {
    const wanted = word.normalize(form).toLowerCase();
    for (let at = small.indexOf(wanted); at !== -1; at = small.indexOf(wanted, at + 1)) {
      if (!/^[\u0300-\u036f]/.test(small.slice(at + wanted.length))) return true;
    }
    return false;
  });
}
