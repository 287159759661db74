import { useEffect, useState } from "preact/hooks";

import { useApp } from "../app/app_context.ts";
import { copyText } from "../ui/copy_text.ts";
import type { CodeToken } from "./code/code_tokens.ts";
import { painter } from "./code/page_painter.ts";
import { IconButton } from "../ui/icon_button.tsx";
import { tMessage } from "./words.ts";

/** Code as it is, in colours as soon as they are known; copied with one press. */
export function CodeBlockView({ info, code }: { info: string; code: string }) {
  const { notices } = useApp();
  const language = /^\S*/.exec(info)?.[0].toLowerCase() ?? "";
  const tokens = useTokens(code, language);

  async function copy(): Promise<void> {
    notices.notify(tMessage.localized((await copyText(code)) ? "codeCopied" : "noCopy"));
  }

  return (
    <figure class="code-block" dir="ltr">
      {info !== "" && <figcaption>{info}</figcaption>}
      <pre tabIndex={0} translate={false}>
        <code>
          {tokens
            ? tokens.map(([kind, text], index) =>
                kind === null ? (
                  text
                ) : (
                  <span key={index} class={`code-${kind}`}>
                    {text}
                  </span>
                ),
              )
            : code}
        </code>
      </pre>
      <IconButton icon="copy" label={tMessage("copyCode")} onClick={() => void copy()} />
    </figure>
  );
}

function useTokens(code: string, language: string): readonly CodeToken[] | null {
  const [painted, setPainted] = useState<{ code: string; tokens: readonly CodeToken[] | null } | null>(null);
  useEffect(() => {
    let isHere = true;
    if (language !== "") {
      void painter.paint(code, language).then((tokens) => isHere && setPainted({ code, tokens }));
    }
    return () => {
      isHere = false;
    };
  }, [code, language]);
  // Colours of another text would show that text.
  return painted?.code === code ? painted.tokens : null;
}
