import type { TargetedMouseEvent } from "preact";
import { useRef, useState } from "preact/hooks";

import { useApp, useChat } from "../app/app_context.ts";
import { Refused } from "../connection/refused.ts";
import { problemOf } from "../ui/problem_of.ts";
import { tSettings } from "./words.ts";
import { Setting, SettingSwitch } from "./setting.tsx";

/** What others can see of me: exactly the promises of SPEC (A1, U6, G6, P1). */
export function Privacy() {
  const { api } = useApp();
  const me = useChat().user.value;
  const seen = [
    { who: tSettings("everyone"), what: tSettings("everyoneSees") },
    { who: tSettings("members"), what: tSettings("membersSee") },
    { who: tSettings("publicRooms"), what: tSettings("publicRoomsShow") },
    { who: tSettings("admins"), what: tSettings("adminsSee") },
    { who: tSettings("operator"), what: tSettings("operatorSees") },
    { who: tSettings("onlyMe"), what: tSettings("onlyISee") },
  ];
  return (
    <>
      <Setting title={tSettings("receipts")}>
        <SettingSwitch
          label={tSettings("receiptsSwitch")}
          note={tSettings("receiptsNote")}
          isOn={me.receipts}
          set={(receipts) => api("PATCH /me", { body: { receipts } })}
        />
      </Setting>
      <Setting title={tSettings("whoSees")}>
        <dl class="facts">
          {seen.map(({ who, what }) => (
            <div key={who}>
              <dt>{who}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </Setting>
      <Setting title={tSettings("myData")} note={tSettings("myDataNote")}>
        <DownloadMyData />
      </Setting>
    </>
  );
}

/** A link, so that it goes to the disk as it comes. Asked for before: the browser shows nothing of a download that is refused. */
function DownloadMyData() {
  const { api } = useApp();
  const [problem, setProblem] = useState<Refused | null>(null);
  const isAllowed = useRef(false);

  async function ask(event: TargetedMouseEvent<HTMLAnchorElement>): Promise<void> {
    if (isAllowed.current) return;
    event.preventDefault();
    const link = event.currentTarget;
    setProblem(null);
    try {
      await api("HEAD /me/export");
    } catch (error) {
      const isTooOften = error instanceof Refused && error.code === "too_fast";
      setProblem(isTooOften ? new Refused(error.code, () => tSettings("myDataTooOften")) : problemOf(error));
      return;
    }
    isAllowed.current = true;
    link.click();
    isAllowed.current = false;
  }

  return (
    <>
      <a class="button" href="/api/me/export" download="" onClick={(event) => void ask(event)}>
        {tSettings("downloadMyData")}
      </a>
      {problem !== null && (
        <p class="field-error" role="alert">
          {problem.text}
        </p>
      )}
    </>
  );
}
