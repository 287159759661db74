// What the command line may ask, done: by the running server for its control socket, or by the command line on a data folder
// that nobody else has open.
import type { Housekeeping } from "./domain/accounts/housekeeping.ts";
import type { Backups } from "./domain/backups.ts";
import type { SearchIndex } from "./domain/search/search_store.ts";
import type { SecurityLog } from "./domain/security_log.ts";
import type { Operations } from "./transport/control_operations.ts";

export interface OperationDeps {
  housekeeping: Housekeeping;
  searchIndex: SearchIndex;
  backups: Pick<Backups, "backUp">;
  security: Pick<SecurityLog, "note">;
}

export function createOperations({
  housekeeping,
  searchIndex,
  backups,
  security,
}: OperationDeps): Operations {
  return {
    makeResetLink: ({ username }) => housekeeping.makeResetLink(username),
    listUsers({ after }) {
      security.note("people_listed", { by: "command line" });
      return housekeeping.listUsers(after);
    },
    checkSearch: ({ after }) => searchIndex.check(after),
    async rebuildSearch() {
      security.note("search_rebuilt", { by: "command line" });
      await searchIndex.rebuild();
      return {};
    },
    backUp: ({ to }, { progress }) =>
      backups.backUp({
        ...(to !== null && { to }),
        onProgress: (done, total) => progress({ done, total, unit: "files" }),
      }),
    searchProgress: () => searchIndex.progress(),
  };
}
