// SPEC R5: the first account, an admin, made exactly once.
import type { Contract } from "../../protocol/contract.ts";
import type { BodyOf } from "../../protocol/endpoints/endpoint.ts";
import type { SetupInfo } from "../../protocol/shapes.ts";
import { ChatError, checkTogether } from "../chat_error.ts";
import { accountRefusal, done } from "./account_refusals.ts";
import type { AccountParts, SignedIn, SignInContext } from "./account_parts.ts";
import { checkDisplayName, checkWorkspaceName, checkUsername } from "./names.ts";
import { newUser } from "./new_user.ts";
import { signedIn } from "./signed_in.ts";
import { isSameSecret } from "./tokens.ts";

type FirstAccount = BodyOf<Contract["POST /setup"]>;

export function createFirstAccount(parts: AccountParts) {
  const { stores, journal, sessions, hashing, passwords, limiter, setupCode } = parts;
  let isSetUp = false;

  async function hasUsers(): Promise<boolean> {
    isSetUp ||= await stores.accounts.hasUsers();
    return isSetUp;
  }

  async function setupStatus({ isLocal }: Pick<SignInContext, "isLocal">): Promise<SetupInfo> {
    const needed = !(await hasUsers());
    const workspace = await stores.workspace.read();
    return {
      needed,
      codeNeeded: needed && !isLocal,
      passwordMin: passwords.passwordMin,
      workspaceName: workspace.name,
      placeName: workspace.name,
      registration: parts.forcedRegistration ?? workspace.registration,
    };
  }

  function checkCode(code: string | undefined, { isLocal }: Pick<SignInContext, "isLocal">): void {
    if (isLocal || (code !== undefined && isSameSecret(code, setupCode))) return;
    throw new ChatError(
      "setup_code_needed",
      "Enter the code from the “First account” link that the server printed when it started.",
      { field: "code" },
    );
  }

  async function setUp(first: FirstAccount, context: SignInContext): Promise<SignedIn> {
    limiter.spend(limiter.byAddress("setup", context.address));
    if (await hasUsers()) throw accountRefusal({ ok: false, reason: "already_set_up" }, "It");
    const { username } = first;
    const workspace = await stores.workspace.read();
    let workspaceName = first.workspaceName ?? first.placeName ?? workspace.name;
    let displayName = username;
    let password = "";
    await checkTogether([
      () => checkCode(first.code, context),
      () => (workspaceName = checkWorkspaceName(workspaceName, "workspaceName")),
      () => (displayName = checkDisplayName(first.displayName, username)),
      () => checkUsername(username),
      async () => (password = await passwords.accept(first.password, { username, workspaceName })),
    ]);
    const passwordHash = await hashing.hash(password, { lane: "newcomer" });
    const { token, session } = sessions.begin(context);
    const { userId } = done(
      await journal.submit({
        kind: "setUp",
        workspaceName,
        user: newUser({ username, displayName, passwordHash }),
        session,
      }),
    );
    return signedIn(parts, { userId, token });
  }

  return { hasUsers, setupStatus, setUp };
}
