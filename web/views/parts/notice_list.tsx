import { useApp } from "../../app/app.ts";
import { Icon } from "../../icons.tsx";
import { sayParts } from "../../words/en/parts.ts";

/** Notices in a corner, announced; and the unseen lines that only a screen reader hears. */
export function NoticeList() {
  const { notices } = useApp();
  return (
    <>
      <div class="notices" role="status">
        {notices.shown.value.map(({ id, text, action }) => (
          <div class="notice" key={id}>
            <span>{text}</span>
            {action && (
              <button
                type="button"
                class="button is-small"
                onClick={() => {
                  notices.dismiss(id);
                  action.run();
                }}
              >
                {action.label}
              </button>
            )}
            <button
              type="button"
              class="icon-button"
              aria-label={sayParts("dismiss")}
              onClick={() => notices.dismiss(id)}
            >
              <Icon name="close" size={16} />
            </button>
          </div>
        ))}
      </div>
      <div
        class="unseen"
        role="log"
        aria-live="polite"
        aria-label={sayParts("newMessages")}
        data-testid="spoken"
      >
        {notices.spoken.value.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
    </>
  );
}
