import { limits } from "../../src/protocol/limits.ts";
import { useApp, useChat } from "../app/app.ts";
import { statusNow } from "../people/people_words.ts";
import { saySettings } from "./words.ts";
import { MyStatus } from "../rooms/lazy_dialogs.tsx";
import { Setting, SettingField, type Unsaved } from "../ui/setting.tsx";
import { StatusLine } from "../people/status_line.tsx";
import { useMinute } from "../ui/use_minute.ts";

import { MyPicture } from "./my_picture.tsx";

export function Profile({ unsaved }: { unsaved: Unsaved }) {
  const { api, show } = useApp();
  const me = useChat().user.value;
  const status = statusNow(me, useMinute());
  return (
    <>
      <MyPicture />
      <Setting title={saySettings("name")}>
        <div class="setting-fields">
          <SettingField
            name="displayName"
            label={saySettings("displayName")}
            autocomplete="name"
            value={me.displayName}
            unsaved={unsaved}
            maxLength={limits.displayNameLength}
            hint={saySettings("displayNameHint")}
            set={async (displayName) => (await api("PATCH /me", { body: { displayName } })).user.displayName}
          />
          <div class="field">
            <span class="field-label">{saySettings("username")}</span>
            <bdi class="fixed-value">{me.username}</bdi>
            <p class="hint">{saySettings("usernameHint")}</p>
          </div>
        </div>
      </Setting>
      <Setting title={saySettings("status")}>
        <div class="setting-line">
          {status ? <StatusLine status={status} /> : <p class="second">{saySettings("noStatus")}</p>}
          <button
            type="button"
            class="button is-small"
            onClick={() => show((close) => <MyStatus close={close} />)}
          >
            {saySettings("setStatus")}
          </button>
        </div>
      </Setting>
    </>
  );
}
