// The workspace: its name, and who may register.
import { sql } from "drizzle-orm";
import { lives } from "./actor.ts";
import { note } from "./audit.ts";
import { isTrue, refuse, single, type Effects } from "./verb.ts";

const changeWorkspaceEffects: Effects<"changeWorkspace"> = () => [{ kind: "workspace" }];

export const changeWorkspace = single<"changeWorkspace">(
  changeWorkspaceEffects,
  ({ actor, name, registration }, at) => {
    const isAdmin = sql`EXISTS (SELECT 1 FROM users WHERE id = ${actor.userId} AND role = 'admin')`;
    const maySet = sql`${lives(actor, at)} AND ${isAdmin}`;
    return {
      statements: [
        sql`SELECT ${lives(actor, at)} AS lives, ${isAdmin} AS isAdmin`,
        sql`UPDATE meta SET value = coalesce(${name ?? null}, value) WHERE key = 'workspaceName' AND ${maySet}`,
        ...(registration === undefined
          ? []
          : [
              note(
                { at, action: "registration", actorId: actor.userId, detail: registration, forAdmins: true },
                sql`FROM meta WHERE key = 'registration' AND value <> ${registration} AND ${maySet}`,
              ),
            ]),
        sql`UPDATE meta SET value = coalesce(${registration ?? null}, value) WHERE key = 'registration' AND ${maySet}`,
      ],
      outcome([facts]) {
        if (!isTrue(facts, "lives")) return refuse("session_over");
        return isTrue(facts, "isAdmin") ? { ok: true } : refuse("not_allowed");
      },
    };
  },
);
