// `confab search …`: the index of the search, checked and built anew, while the server runs or not.
import { programFiles } from "../platform/program_files.ts";
import { defineCommand, type Command } from "./command.ts";

const askAgainMs = 500;
const grouped = (count: number) => count.toLocaleString("en");

const check = defineCommand({
  words: "search check",
  options: {},
  summary: "check whether the search index matches the messages",
  details: ["Exit code 1: it does not match."],
  async run({ ask, answer, report, progress }) {
    const { lastId } = await ask("searchProgress", {});
    let [checked, wrong] = [0, 0];
    for (let after: number | null = 0; after !== null;) {
      const portion: { checked: number; wrong: number; next: number | null } = await ask("checkSearch", {
        after,
      });
      checked += portion.checked;
      wrong += portion.wrong;
      after = portion.next;
      // By id: some are gone.
      progress(after ?? lastId, Math.max(lastId, after ?? 0), "messages");
    }
    const now = await ask("searchProgress", {});
    const isBehind = now.indexedTo < now.lastId;
    if (wrong > 0) {
      report(
        `${grouped(wrong)} of ${grouped(checked)} messages are missing or outdated in the search index. Rebuild it: ${programFiles.command} search rebuild`,
      );
    }
    answer({ whole: wrong === 0, checked, wrong, behind: isBehind }, () =>
      wrong > 0
        ? []
        : [
            `The search index is intact: ${grouped(checked)} messages checked.${isBehind ? " The newest are not indexed yet." : ""}`,
          ],
    );
    return wrong === 0 ? 0 : 1;
  },
});

const rebuild = defineCommand({
  words: "search rebuild",
  options: {},
  summary: "rebuild the search index",
  async run({ ask, answer, progress }) {
    await ask("rebuildSearch", {});
    for (;;) {
      const { indexedTo, lastId } = await ask("searchProgress", {});
      if (indexedTo >= lastId) {
        answer({ lastId }, () => [`The search index is rebuilt, up to message ${lastId}.`]);
        return 0;
      }
      progress(indexedTo, lastId, "messages");
      await Bun.sleep(askAgainMs);
    }
  },
});

export const searchCommands: readonly Command[] = [check, rebuild];
