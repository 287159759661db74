// The whole contract with its handlers: a missing handler does not compile.
import { Hono } from "hono";

import type { Accounts } from "../../domain/accounts/accounts.ts";
import type { Backups } from "../../domain/backups.ts";
import type { Files } from "../../domain/files/files.ts";
import type { StorageUsageReader } from "../../domain/files/storage_usage.ts";
import type { Log } from "../../domain/log.ts";
import type { OwnData } from "../../domain/own_data.ts";
import type { RetentionSettings } from "../../domain/retention/retention_settings.ts";
import type { RoomPresence } from "../../domain/room_presence.ts";
import type { Rooms } from "../../domain/rooms.ts";
import type { SecurityLog } from "../../domain/security_log.ts";
import type { ServerStatusReader } from "../../domain/server_status.ts";
import type { MessageServices } from "../../domain/message_services.ts";
import { contract } from "../../protocol/contract.ts";
import type { Rates } from "../rates.ts";
import type { WorkInFlight } from "../work_in_flight.ts";
import type { HttpEnv } from "./env.ts";
import { createAvatarHandlers } from "./handlers/avatar_handlers.ts";
import { createFileHandlers } from "./handlers/file_handlers.ts";
import { createInviteHandlers } from "./handlers/invite_handlers.ts";
import { createSavedHandlers } from "./handlers/saved_handlers.ts";
import { createMeHandlers } from "./handlers/me_handlers.ts";
import { createMemberHandlers } from "./handlers/member_handlers.ts";
import { createMessageHandlers } from "./handlers/message_handlers.ts";
import { createOwnDataHandlers } from "./handlers/own_data_handlers.ts";
import { createPeopleHandlers } from "./handlers/people_handlers.ts";
import { createReadingHandlers } from "./handlers/reading_handlers.ts";
import { createRetentionHandlers } from "./handlers/retention_handlers.ts";
import { createRoomHandlers } from "./handlers/room_handlers.ts";
import { createServerHandlers } from "./handlers/server_handlers.ts";
import { createSignInHandlers } from "./handlers/sign_in_handlers.ts";
import { createWorkspaceHandlers } from "./handlers/workspace_handlers.ts";
import { createWithJsonText } from "./json_body.ts";
import { register } from "./register.ts";

export interface ApiDeps extends MessageServices {
  accounts: Accounts;
  rooms: Rooms;
  roomPresence: RoomPresence;
  retention: RetentionSettings;
  files: Files;
  ownData: OwnData;
  backups: Pick<Backups, "begin">;
  security: Pick<SecurityLog, "note">;
  serverStatus: ServerStatusReader;
  storageUsage: StorageUsageReader;
  rates: Rates;
  inFlight: WorkInFlight;
  now: () => number;
  log: Log;
}

export function createApi(deps: ApiDeps): Hono<HttpEnv> {
  const api = new Hono<HttpEnv>();
  const handlers = {
    ...createSignInHandlers(deps),
    ...createMeHandlers(deps),
    ...createInviteHandlers(deps),
    ...createPeopleHandlers(deps),
    ...createAvatarHandlers({ ...deps, avatars: deps.files.avatars }),
    ...createRoomHandlers(deps),
    ...createMemberHandlers(deps),
    ...createMessageHandlers(deps),
    ...createReadingHandlers(deps),
    ...createSavedHandlers(deps),
    ...createFileHandlers(deps),
    ...createOwnDataHandlers(deps),
    ...createRetentionHandlers(deps),
    ...createWorkspaceHandlers(deps),
    ...createServerHandlers(deps),
  };
  register(api, contract, handlers, { rates: deps.rates, withJsonText: createWithJsonText(deps) });
  return api;
}
