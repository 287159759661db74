import { limits } from "../../src/protocol/limits.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { statusNow } from "../people/people_words.ts";
import { tSettings } from "./words.ts";
import { Setting, SettingField, type Unsaved } from "./setting.tsx";
import { StatusLine } from "../people/status_line.tsx";
import { useMinute } from "../ui/use_minute.ts";

import { MyPicture } from "./my_picture.tsx";
import { dialogsChunk } from "../app/chunks.ts";
import { lazy } from "../ui/lazy/lazy.tsx";
import { inDialog } from "../ui/lazy/frames.tsx";

const MyStatus = lazy(dialogsChunk, ({ MyStatus }) => MyStatus, inDialog);

export function Profile({ unsaved }: { unsaved: Unsaved }) {
  const { api, show } = useApp();
  const me = useChat().user.value;
  const status = statusNow(me, useMinute());
  return (
    <>
      <MyPicture />
      <Setting title={tSettings("name")}>
        <div class="setting-fields">
          <SettingField
            name="displayName"
            label={tSettings("displayName")}
            autocomplete="name"
            value={me.displayName}
            unsaved={unsaved}
            maxLength={limits.displayNameLength}
            hint={tSettings("displayNameHint")}
            set={async (displayName) => (await api("PATCH /me", { body: { displayName } })).user.displayName}
          />
          <div class="field">
            <span class="field-label">{tSettings("username")}</span>
            <bdi class="fixed-value">{me.username}</bdi>
            <p class="hint">{tSettings("usernameHint")}</p>
          </div>
        </div>
      </Setting>
      <Setting title={tSettings("status")}>
        <div class="setting-line">
          {status ? <StatusLine status={status} /> : <p class="second">{tSettings("noStatus")}</p>}
          <button
            type="button"
            class="button is-small"
            onClick={() => show((close) => <MyStatus close={close} />)}
          >
            {tSettings("setStatus")}
          </button>
        </div>
      </Setting>
    </>
  );
}
