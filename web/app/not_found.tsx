import { useEffect } from "preact/hooks";

import { useApp } from "./app_context.ts";
import { tAppLazy } from "./lazy_words.ts";

import { SignInPage } from "../sign_in/sign_in_page.tsx";

/** An unknown address: shown to everyone, signed in or not, with a way back. */
export function NotFound({ workspaceName }: { workspaceName: string }) {
  const { router } = useApp();
  const title = tAppLazy("notFound");
  const name = workspaceName || "Confab";
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  return (
    <SignInPage title={title} lead={tAppLazy("notFoundLead")}>
      <button type="button" class="button is-main is-wide" onClick={() => router.go({ view: "home" })}>
        <bdi>{tAppLazy("backTo", { name })}</bdi>
      </button>
    </SignInPage>
  );
}
