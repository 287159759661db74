import { useApp } from "../../app/app.ts";
import { DialogBox } from "../parts/dialog_box.tsx";

import { LogList } from "./log_list.tsx";

/** For administrators: what was done to people and accounts (G7). */
export function AuditLog({ close }: { close: () => void }) {
  const { rest } = useApp();
  return (
    <DialogBox title="Audit log" close={close}>
      <p class="dialog-text">
        What admins did to people and their accounts. What happens inside a room stands in the room's own log.
      </p>
      <LogList label="Audit log" load={(query) => rest.audit(query)} empty="Nothing has been noted yet." />
    </DialogBox>
  );
}
