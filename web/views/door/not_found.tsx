import { useEffect } from "preact/hooks";

import { useApp } from "../../app/app.ts";
import { sayDoor } from "../../words/en/door.ts";

import { DoorPage } from "./door_page.tsx";

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
