import { useApp, useChat } from "../../app/app.ts";
import { parseRoute } from "../../app/route.ts";
import { RestError } from "../../net/rest.ts";
import { Field } from "../parts/form.tsx";
import { FormDialog } from "../parts/form_dialog.tsx";

/** An admin makes themselves owner of a private room, openly (G6). */
export function EnterRoom({ close }: { close: () => void }) {
  const { rest, router } = useApp();
  const { core } = useChat();
  return (
    <FormDialog
      title="Enter a private room"
      close={close}
      action="Enter as owner"
      isGrave
      lead={
        <p class="dialog-text">
          You become an owner and see everything in it. Its members see that you came in, and both the room's
          log and the audit log keep it. Direct messages cannot be entered.
        </p>
      }
      fields={["room"]}
      submit={async ({ room: typed = "" }) => {
        const id = roomIdIn(typed);
        if (id === null) throw new RestError("bad_request", "This is no address of a room.", "room");
        const { room } = await rest.enterRoom(id);
        core.receive({ type: "room", room });
        router.go({ view: "room", roomId: room.id });
      }}
    >
      {(form) => (
        <Field
          name="room"
          label="Its address or number"
          form={form}
          autofocus
          autocomplete="off"
          hint="Someone in the room can copy the address from their browser. It ends like /r/12."
        />
      )}
    </FormDialog>
  );
}

/** "12", "/r/12", "https://chat.example/r/12/7". */
function roomIdIn(typed: string): number | null {
  const text = typed.trim();
  const path = /^\d+$/.test(text) ? `/r/${text}` : (/\/r\/.*$/.exec(text)?.[0] ?? "");
  const route = parseRoute(path, "");
  return route.view === "room" ? route.roomId : null;
}
