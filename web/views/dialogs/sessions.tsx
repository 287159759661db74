import { useEffect, useState } from "preact/hooks";

import { useApp } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import type { SessionInfo } from "../../net/rest.ts";
import { agentName } from "../../text/names.ts";
import { shortTime } from "../../text/times.ts";
import { DialogBox } from "../parts/dialog_box.tsx";

export function Sessions({ close }: { close: () => void }) {
  const { rest, attempt } = useApp();
  const [sessions, setSessions] = useState<readonly SessionInfo[] | null>(null);

  const list = () => attempt(async () => setSessions((await rest.sessions()).sessions));
  useEffect(() => void list(), []);

  const end = (action: () => Promise<void>) =>
    attempt(async () => {
      await action();
      await list();
    });

  return (
    <DialogBox title="My sessions" close={close}>
      {sessions === null ? (
        <p class="list-note">Loading.</p>
      ) : (
        <ul class="dialog-list">
          {sessions.map((session) => (
            <li key={session.id} class="dialog-row">
              <Icon name="device" />
              <span class="dialog-row-text">
                <span class="dialog-row-name">{agentName(session.agent)}</span>
                <span class="dialog-row-note">
                  {session.current ? "this one" : `last seen ${shortTime(session.lastSeenAt)}`}
                  {session.address && `, ${session.address}`}
                </span>
              </span>
              {!session.current && (
                <button
                  type="button"
                  class="button is-small"
                  onClick={() => void end(() => rest.endSession(session.id))}
                >
                  End
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {sessions !== null && sessions.length > 1 && (
        <div class="dialog-actions">
          <button type="button" class="button" onClick={() => void end(() => rest.endOtherSessions())}>
            End all others
          </button>
        </div>
      )}
    </DialogBox>
  );
}
