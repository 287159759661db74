import type { TargetedMouseEvent } from "preact";
import { useRef, useState } from "preact/hooks";

import { useApp, useChat } from "../app/app.ts";
import { refusalOf, Refused } from "../connection/refused.ts";
import { saySettings } from "./words.ts";
import { Setting, SettingSwitch } from "../ui/setting.tsx";

/** What others learn of me. It says what SPEC promises (A1, U6, G6, P1), no more. */
export function Privacy() {
  const { api } = useApp();
  const me = useChat().user.value;
  const seen = [
    { who: saySettings("everyone"), what: saySettings("everyoneSees") },
    { who: saySettings("members"), what: saySettings("membersSee") },
    { who: saySettings("publicRooms"), what: saySettings("publicRoomsShow") },
    { who: saySettings("admins"), what: saySettings("adminsSee") },
    { who: saySettings("operator"), what: saySettings("operatorSees") },
    { who: saySettings("onlyMe"), what: saySettings("onlyISee") },
  ];
  return (
    <>
      <Setting title={saySettings("receipts")}>
        <SettingSwitch
          label={saySettings("receiptsSwitch")}
          note={saySettings("receiptsNote")}
          isOn={me.receipts}
          set={(receipts) => api("PATCH /me", { body: { receipts } })}
        />
      </Setting>
      <Setting title={saySettings("whoSees")}>
        <dl class="facts">
          {seen.map(({ who, what }) => (
            <div key={who}>
              <dt>{who}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </Setting>
      <Setting title={saySettings("myData")} note={saySettings("myDataNote")}>
        <DownloadMyData />
      </Setting>
    </>
  );
}

/** A link, so that it goes to the disk as it comes. Asked for before: the browser shows nothing of a download that is refused. */
function DownloadMyData() {
  const { api } = useApp();
  const [problem, setProblem] = useState<string | null>(null);
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
      setProblem(
        isTooOften ? saySettings("myDataTooOften") : (refusalOf(error) ?? saySettings("somethingWrong")),
      );
      return;
    }
    isAllowed.current = true;
    link.click();
    isAllowed.current = false;
  }

  return (
    <>
      <a class="button" href="/api/me/export" download="" onClick={(event) => void ask(event)}>
        {saySettings("downloadMyData")}
      </a>
      {problem !== null && (
        <p class="field-error" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
