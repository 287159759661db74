import { useEffect, useState } from "preact/hooks";

import { useApp } from "../../app/app.ts";
import { RestError, type SetupInfo } from "../../net/rest.ts";
import { Field, Form, passwordRule, SubmitButton } from "../parts/form.tsx";

import { Door } from "./door.tsx";
import { nameRule } from "./setup.tsx";

type Look = { state: "looking" } | { state: "good"; invitedBy: string } | { state: "bad"; reason: string };

/** Registers by invite, or openly where the place allows it. */
export function Join({ info, secret }: { info: SetupInfo; secret: string }) {
  const { rest, enter, router } = useApp();
  const [look, setLook] = useState<Look>(secret ? { state: "looking" } : { state: "good", invitedBy: "" });

  useEffect(() => {
    if (!secret) return;
    rest.lookAtInvite(secret).then(
      ({ invitedBy }) => setLook({ state: "good", invitedBy }),
      (error: unknown) =>
        setLook({ state: "bad", reason: error instanceof RestError ? error.message : "Try again." }),
    );
  }, [secret]);

  const toSignIn = (
    <p class="aside">
      Have an account?{" "}
      <button type="button" class="link" onClick={() => router.go({ view: "home" })}>
        Sign in
      </button>
    </p>
  );
  if (look.state === "looking") return <Door title={info.placeName} lead="Looking at your invite." />;
  if (look.state === "bad" || (!secret && info.registration !== "open")) {
    const reason = look.state === "bad" ? look.reason : "One needs an invite link to join.";
    return (
      <Door title={info.placeName} lead={reason}>
        {toSignIn}
      </Door>
    );
  }
  const lead = look.invitedBy ? (
    <>
      <bdi>{look.invitedBy}</bdi> invited you. Make an account to join.
    </>
  ) : (
    "Make an account to join."
  );
  return (
    <Door title={info.placeName} lead={lead}>
      <Form
        fields={["username", "displayName", "password"]}
        submit={async ({ username = "", displayName = "", password = "" }) => {
          const { user } = await rest.register({
            username,
            password,
            ...(displayName.trim() ? { displayName } : {}),
            ...(secret ? { invite: secret } : {}),
          });
          enter(user);
        }}
      >
        {(form) => (
          <>
            <Field
              name="username"
              label="Name to sign in with"
              form={form}
              autofocus
              autocomplete="username"
              hint={nameRule}
            />
            <Field name="displayName" label="Name to show" form={form} autocomplete="name" isOptional />
            <Field
              name="password"
              label="Password"
              type="password"
              form={form}
              autocomplete="new-password"
              hint={passwordRule(info.passwordMin)}
            />
            <SubmitButton form={form}>Join</SubmitButton>
          </>
        )}
      </Form>
      {toSignIn}
    </Door>
  );
}
