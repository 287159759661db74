import { useApp, useChat } from "../../app/app.ts";
import { saySettings } from "../../words/en/settings.ts";
import { Setting, SettingSwitch } from "../parts/setting.tsx";

/** What others learn of me. It says what SPEC promises (A1, U6, G6, P1), no more. */
export function Privacy() {
  const { rest } = useApp();
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
          set={(receipts) => rest.changeProfile({ receipts })}
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
        <a class="button" href="/api/me/export" download="">
          {saySettings("downloadMyData")}
        </a>
      </Setting>
    </>
  );
}
