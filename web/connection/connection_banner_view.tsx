import { useChat } from "../app/app_context.ts";
import { tConnection } from "./words.ts";

/** The connection state, when it is worth telling. */
export function ConnectionBannerView() {
  const { banner, tryNow } = useChat();
  const { value } = banner;
  return (
    <span class={value ? `connection-banner is-${value.tone}` : "connection-banner"} role="status">
      {value && (
        <>
          <span class="connection-dot" />
          {value.text}
          {value.tone === "offline" && (
            <button type="button" class="link" onClick={tryNow}>
              {tConnection("tryNow")}
            </button>
          )}
          {value.tone === "updated" && (
            <button type="button" class="link" onClick={() => location.reload()}>
              {tConnection("reload")}
            </button>
          )}
        </>
      )}
    </span>
  );
}
