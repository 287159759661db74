// The name of the workspace and who may register: only admins change them.
import type { Contract } from "../../protocol/contract.ts";
import type { BodyOf } from "../../protocol/endpoints/endpoint.ts";
import type { WorkspaceSettings } from "../../protocol/shapes.ts";
import { actorOf } from "../actor.ts";
import { ChatError } from "../chat_error.ts";
import type { ChangeOf } from "../journal.ts";
import type { Session } from "../stores.ts";
import type { AccountParts } from "./account_parts.ts";
import { accountRefusal, done } from "./account_refusals.ts";
import { checkWorkspaceName } from "./names.ts";

type WorkspaceChange = BodyOf<Contract["PATCH /workspace"]>;

export function createWorkspaceSettings({ stores, journal, forcedRegistration }: AccountParts) {
  async function read(): Promise<WorkspaceSettings> {
    const { name, registration } = await stores.workspace.read();
    return {
      name,
      registration: forcedRegistration ?? registration,
      registrationLocked: forcedRegistration !== null,
    };
  }

  async function change(
    session: Session,
    { name, registration }: WorkspaceChange,
  ): Promise<WorkspaceSettings> {
    if (session.user.role !== "admin") throw accountRefusal({ ok: false, reason: "not_allowed" }, "It");
    if (registration !== undefined && forcedRegistration !== null && registration !== forcedRegistration) {
      throw new ChatError("not_allowed", "The server's REGISTRATION setting decides this.", {
        field: "registration",
      });
    }
    const change: ChangeOf<"changeWorkspace"> = { kind: "changeWorkspace", actor: actorOf(session) };
    if (name !== undefined) change.name = checkWorkspaceName(name, "name");
    if (registration !== undefined && forcedRegistration === null) change.registration = registration;
    done(await journal.submit(change));
    return read();
  }

  return { read, change };
}
