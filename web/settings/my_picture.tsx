import { useRef, useState } from "preact/hooks";

import { useApp, useChat } from "../app/app_context.ts";
import { tSettings } from "./words.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Setting, useSave } from "./setting.tsx";

import { fitPicture } from "./fit_picture.ts";

/** My avatar: chosen, dropped or pasted. */
export function MyPicture() {
  const { api } = useApp();
  const me = useChat().user.value;
  const { saving, save } = useSave();
  const [isOver, setIsOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const upload = useRef<HTMLButtonElement>(null);
  const isPutting = useRef(false);
  const isBusy = saving.phase === "busy";

  function put(file: File | undefined): void {
    if (!file || isBusy) return;
    isPutting.current = true;
    void save(async () => api("PUT /me/avatar", { content: await fitPicture(file) }));
  }

  async function remove(): Promise<void> {
    isPutting.current = false;
    // The button goes with the picture.
    if (await save(() => api("DELETE /me/avatar"))) upload.current?.focus();
  }

  return (
    <Setting title={tSettings("picture")} saving={saving}>
      <div
        class={isOver ? "my-picture is-over" : "my-picture"}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          put(event.dataTransfer?.files[0]);
        }}
        onPaste={(event) => put(event.clipboardData?.files[0])}
      >
        <Avatar author={me} size={72} />
        <div class="my-picture-side">
          <div class="setting-line is-start">
            <button
              ref={upload}
              type="button"
              class="button"
              aria-disabled={isBusy}
              onClick={() => chooser.current?.click()}
            >
              {isBusy && isPutting.current
                ? tSettings("uploading")
                : me.avatar === null
                  ? tSettings("uploadPicture")
                  : tSettings("changePicture")}
            </button>
            {me.avatar !== null && (
              <button type="button" class="button" aria-disabled={isBusy} onClick={() => void remove()}>
                {tSettings("removePicture")}
              </button>
            )}
          </div>
          <p class="hint">{tSettings("pictureHint")}</p>
          <input
            ref={chooser}
            class="unseen"
            type="file"
            accept="image/*"
            tabIndex={-1}
            aria-label={tSettings("uploadPicture")}
            onChange={(event) => {
              put(event.currentTarget.files?.[0]);
              // So that the same file can be chosen again.
              event.currentTarget.value = "";
            }}
          />
        </div>
      </div>
    </Setting>
  );
}
