// `bun run confab search …`: the index of the search, checked and built anew, while the server runs or not.
import type { SearchIndex } from "./domain/search/search_store.ts";
import { StartError } from "./domain/start_error.ts";

const askAgainMs = 500;
const sayEvery = 100_000;
const grouped = (count: number) => count.toLocaleString("en");

/** Throws StartError when something is wrong. */
export async function checkSearch(index: SearchIndex, say: (line: string) => void): Promise<string> {
  let [checked, wrong, said] = [0, 0, 0];
  for (let after: number | null = 0; after !== null;) {
    const portion = await index.check(after);
    checked += portion.checked;
    wrong += portion.wrong;
    after = portion.next;
    if (checked - said >= sayEvery) {
      said = checked;
      say(`${grouped(checked)} messages looked at`);
    }
  }
  if (wrong > 0) {
    throw new StartError(
      `${grouped(wrong)} of ${grouped(checked)} messages are not in the search index as they are. Build it anew: bun run confab search rebuild`,
    );
  }
  const { indexedTo, lastId } = await index.progress();
  const behind = indexedTo < lastId ? " It has not come to the newest yet." : "";
  return `The search index is whole: ${grouped(checked)} messages looked at.${behind}\n`;
}

export async function rebuildSearch(index: SearchIndex, say: (line: string) => void): Promise<string> {
  await index.rebuild();
  for (let said = 0; ;) {
    const { indexedTo, lastId } = await index.progress();
    if (indexedTo >= lastId) return `The search index is built anew, up to message ${lastId}.\n`;
    if (indexedTo - said >= sayEvery) {
      said = indexedTo;
      say(`up to message ${indexedTo} of ${lastId}`);
    }
    await Bun.sleep(askAgainMs);
  }
}
