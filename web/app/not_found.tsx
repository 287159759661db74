import { useEffect } from "preact/hooks";

import { useApp } from "./app.ts";
import { tSignIn } from "../sign_in/words.ts";

import { DoorPage } from "../sign_in/sign_in_page.tsx";

/** Nothing has this address: said to everyone, signed in or not, with the way back. */
export function NotFound({ placeName }: { placeName: string }) {
  const { router } = useApp();
  const title = tSignIn("notFound");
  const name = placeName || "Confab";
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  return (
    <DoorPage title={title} lead={tSignIn("notFoundLead")}>
      <button type="button" class="button is-main is-wide" onClick={() => router.go({ view: "home" })}>
        <bdi>{tSignIn("backTo", { name })}</bdi>
      </button>
    </DoorPage>
  );
}
