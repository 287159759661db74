import { useEffect, useState } from "preact/hooks";

import { useApp } from "../app/app_context.ts";
import type { SetupInfo } from "../../src/protocol/shapes.ts";
import type { Refused } from "../connection/refused.ts";
import { problemOf } from "../ui/problem_of.ts";
import { tSignIn } from "./words.ts";
import { Field, Form, SubmitButton } from "../ui/form.tsx";
import { passwordRule, shortPassword } from "../ui/password_rule.ts";

import { SignInPage } from "./sign_in_page.tsx";
import { NameFields, wrongUsername } from "./name_fields.tsx";
import { useSignIn } from "./use_sign_in.ts";

type InviteState =
  { state: "looking" } | { state: "good"; invitedBy: string } | { state: "bad"; problem: Refused };

/** Register by invite, or without one if the workspace is open. */
export function Join({ info, secret }: { info: SetupInfo; secret: string }) {
  const { api, router } = useApp();
  const enter = useSignIn();
  const [invite, setInvite] = useState<InviteState>(
    secret ? { state: "looking" } : { state: "good", invitedBy: "" },
  );

  useEffect(() => {
    if (!secret) return;
    api("POST /invites/lookup", { body: { invite: secret } }).then(
      ({ invitedBy }) => setInvite({ state: "good", invitedBy }),
      (error: unknown) => setInvite({ state: "bad", problem: problemOf(error) }),
    );
  }, [secret]);

  const toSignIn = (
    <p class="form-note">
      {tSignIn("haveAccount")}{" "}
      <button type="button" class="link" onClick={() => router.go({ view: "home" })}>
        {tSignIn("signIn")}
      </button>
    </p>
  );
  if (invite.state === "looking")
    return <SignInPage title={info.workspaceName} lead={tSignIn("lookingAtInvite")} />;
  if (invite.state === "bad" || (!secret && info.registration !== "open")) {
    const reason = invite.state === "bad" ? invite.problem.text : tSignIn("needsInvite");
    return (
      <SignInPage title={info.workspaceName} lead={reason}>
        {toSignIn}
      </SignInPage>
    );
  }
  const lead = invite.invitedBy
    ? tSignIn.with("invited", { name: <bdi>{invite.invitedBy}</bdi> })
    : tSignIn("joinLead");
  return (
    <SignInPage title={info.workspaceName} lead={lead}>
      <Form
        fields={["displayName", "username", "password"]}
        needed={["displayName", "username", "password"]}
        check={({ username = "", password = "" }) => ({
          username: wrongUsername(username),
          password: shortPassword(password, info.passwordMin),
        })}
        submit={async ({ username = "", displayName = "", password = "" }) => {
          const { user } = await api("POST /register", {
            body: {
              username,
              password,
              displayName,
              ...(secret ? { invite: secret } : {}),
            },
          });
          await enter(user);
        }}
      >
        {(form) => (
          <>
            <NameFields form={form} autofocus />
            <Field
              name="password"
              label={tSignIn("password")}
              type="password"
              form={form}
              autocomplete="new-password"
              hint={passwordRule(info.passwordMin)}
            />
            <SubmitButton form={form}>{tSignIn("join")}</SubmitButton>
          </>
        )}
      </Form>
      {toSignIn}
    </SignInPage>
  );
}
