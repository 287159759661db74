import { useEffect } from "preact/hooks";

import { useApp } from "./app.ts";
import { sayDoor } from "../sign_in/words.ts";

import { DoorPage } from "../sign_in/sign_in_page.tsx";

/** Nothing has this address: said to everyone, signed in or not, with the way back. */
export function NotFound({ placeName }: { placeName: string }) {
  const { router } = useApp();
  const title = sayDoor("notFound");
  const name = placeName || "Confab";
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  return (
    <DoorPage title={title} lead={sayDoor("notFoundLead")}>
      <button type="button" class="button is-main is-wide" onClick={() => router.go({ view: "home" })}>
        <bdi>{sayDoor("backTo", { name })}</bdi>
      </button>
    </DoorPage>
  );
}
