// The storage that each person uses for files, for admins (SPEC G11): only sizes, nothing about the files.
import type { StorageUsage } from "../../protocol/shapes.ts";
import { readPage, type ListPage } from "../pages.ts";
import { mustBeAdmin } from "../room_rules.ts";
import type { AccountStore } from "../stores.ts";
import type { FileStore } from "./file_store.ts";

interface StorageUsageDeps {
  accounts: Pick<AccountStore, "findUser" | "findPeople">;
  files: Pick<FileStore, "pageUsage">;
}

export type StorageUsageReader = ReturnType<typeof createStorageUsage>;

export function createStorageUsage({ accounts, files }: StorageUsageDeps) {
  return {
    /** Most first. Throws `not_allowed`. */
    async list(userId: number, page: ListPage): Promise<{ people: StorageUsage[]; next: number | null }> {
      mustBeAdmin(await accounts.findUser(userId));
      const { rows, next } = await readPage(
        page,
        (bounds) => files.pageUsage(bounds),
        (row) => row.userId,
      );
      const found = await accounts.findPeople(rows.map((row) => row.userId));
      const byId = new Map(found.map((person) => [person.id, person]));
      const people = rows.flatMap(({ userId: id, bytes, unpostedBytes }) => {
        const user = byId.get(id);
        return user ? [{ user, bytes, unpostedBytes }] : [];
      });
      return { people, next };
    },
  };
}
