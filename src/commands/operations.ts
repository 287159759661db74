// What the command line may ask, done: by the running server for its control socket, or by the command line on a data folder
// that no other process has open.
import type { Config } from "../config.ts";
import { createAccountCliService } from "../domain/accounts/account_cli_service.ts";
import type { Backups } from "../domain/backups.ts";
import { createRoomCliService } from "../domain/room_cli_service.ts";
import type { SecurityLog } from "../domain/security_log.ts";
import { passwordHash } from "../platform/password_hash.ts";
import type { Storage } from "../storage/storage.ts";
import type { Operations } from "../transport/control_operations.ts";

interface OperationDeps {
  storage: Pick<Storage, "stores" | "journal" | "searchIndex">;
  config: Pick<Config, "passwordMin" | "rooms">;
  backups: Pick<Backups, "backUp">;
  security: Pick<SecurityLog, "note">;
  now: () => number;
  /** Where people reach this workspace: for links. */
  origin: string;
}

export function createOperations({
  storage,
  config,
  backups,
  security,
  now,
  origin,
}: OperationDeps): Operations {
  const { stores, journal, searchIndex } = storage;
  const { accounts, workspace } = stores;
  const { passwordMin, rooms: roomLimit } = config;
  const people = createAccountCliService({
    accounts,
    workspace,
    journal,
    passwordHash,
    passwordMin,
    now,
    origin,
  });
  const rooms = createRoomCliService({ rooms: stores.rooms, journal, people, roomLimit });
  return {
    makeResetLink: ({ username }) => people.makeResetLink(username),
    listUsers({ after }) {
      security.note("people_listed", { by: "command line" });
      return people.listUsers(after);
    },
    addUser: (user) => people.addUser(user),
    setUserRole: ({ username, role }) => people.setUserRole(username, role),
    setUserActive: ({ username, active }) => people.setUserActive(username, { active }),
    makeInvite: ({ by }) => people.makeInvite(by),
    listInvites: ({ before }) => people.listInvites(before),
    async revokeInvite({ id }) {
      await people.revokeInvite(id);
      return {};
    },
    listRooms: ({ after }) => rooms.listRooms(after),
    createRoom: (room) => rooms.createRoom(room),
    setRoomArchived: ({ id, archived }) => rooms.setArchived(id, { archived }),
    checkSearch: ({ after }) => searchIndex.check(after),
    async rebuildSearch() {
      security.note("search_rebuilt", { by: "command line" });
      await searchIndex.rebuild();
      return {};
    },
    backUp({ to }, { progress }) {
      security.note("backup_begun", { by: "command line" });
      return backups.backUp({
        ...(to !== null && { to }),
        onProgress: (done, total) => progress({ done, total, unit: "files" }),
      });
    },
    searchProgress: () => searchIndex.progress(),
  };
}
