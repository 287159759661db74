import { useRef } from "preact/hooks";

import { useChat } from "../app/app_context.ts";
import { IconButton } from "../ui/icon_button.tsx";
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
      <IconButton icon="clip" label={label} onClick={() => input.current?.click()} />
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
