import { useRef } from "preact/hooks";

import { useChat } from "../app/app_context.ts";
import { Icon } from "../ui/icons.tsx";
import { fileSize } from "./file_words.ts";
import { tFiles } from "./words.ts";

/** Opens the browser's own choice of files. It tells the limit before. */
export function AttachButton({ add }: { add: (files: readonly File[]) => void }) {
  const { state } = useChat();
  const input = useRef<HTMLInputElement>(null);
  const max = state.value.limits?.fileBytes;
  const label = max === undefined ? tFiles("addFiles") : tFiles("addFilesUpTo", { size: fileSize(max) });
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label={label}
        title={label}
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const { currentTarget } = event;
          add([...(currentTarget.files ?? [])]);
          // The same file again is a change too.
          currentTarget.value = "";
        }}
      />
    </>
  );
}
