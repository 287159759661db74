import { useEffect, useRef, useState } from "preact/hooks";

import { useApp } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import type { SessionInfo } from "../../src/protocol/shapes.ts";
import { agentName } from "./agent_name.ts";
import { shortTime } from "../i18n/times.ts";
import { tUi } from "../ui/words.ts";
import { tSettings } from "./words.ts";
import { Setting, useSave } from "./setting.tsx";

export function Sessions() {
  const { api } = useApp();
  const { saving, save } = useSave();
  const [sessions, setSessions] = useState<readonly SessionInfo[] | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const list = useRef<HTMLUListElement>(null);

  async function load(): Promise<void> {
    setHasFailed(false);
    try {
      setSessions((await api("GET /sessions")).sessions);
    } catch {
      setHasFailed(true);
    }
  }
  useEffect(() => void load(), []);

  async function end(action: () => Promise<void>): Promise<void> {
    if (!(await save(action))) return;
    await load();
    // The button that was pressed is gone with what it ended.
    list.current?.focus();
  }

  const others = sessions?.filter(({ current }) => !current) ?? [];
  return (
    <Setting title={tSettings("signedIn")} note={tSettings("signedInNote")} saving={saving}>
      {hasFailed && (
        <p class="setting-line is-start" role="alert">
          {tUi("notLoaded")}
          <button type="button" class="button is-small" onClick={() => void load()}>
            {tUi("tryAgain")}
          </button>
        </p>
      )}
      {sessions === null && !hasFailed && <SessionsSkeleton />}
      {sessions && (
        <ul class="device-list" ref={list} tabIndex={-1}>
          {[...sessions.filter(({ current }) => current), ...others].map((session) => (
            <li key={session.id} class="device">
              <Icon name="device" />
              <span class="device-text">
                <bdi class="device-name">{agentName(session.agent)}</bdi>
                <span class="device-note">
                  {session.current ? (
                    <span class="tag">{tSettings("thisOne")}</span>
                  ) : (
                    tSettings("lastSeen", { time: shortTime(session.lastSeenAt) })
                  )}
                  {session.address && <bdi>{session.address}</bdi>}
                </span>
              </span>
              {!session.current && (
                <button
                  type="button"
                  class="button is-small"
                  aria-label={tSettings("signOutOf", { program: agentName(session.agent) })}
                  onClick={() => void end(() => api("DELETE /sessions/{id}", { params: { id: session.id } }))}
                >
                  {tSettings("signOut")}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <button type="button" class="button" onClick={() => void end(() => api("DELETE /sessions"))}>
          {tSettings("signOutOthers")}
        </button>
      )}
    </Setting>
  );
}

function SessionsSkeleton() {
  return (
    <div aria-busy="true" role="status">
      <span class="unseen">{tUi("loading")}</span>
      {[1, 2].map((line) => (
        <div class="device" key={line} aria-hidden="true">
          <span class="skeleton" />
        </div>
      ))}
    </div>
  );
}
