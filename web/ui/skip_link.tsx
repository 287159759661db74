export const messagesId = "messages";
export const composerId = "composer";

/** The first Tab stop in it, else the element. */
const stops = ":is([tabindex], a[href], button, textarea):not([tabindex='-1'], pre)";

/** Visible while focused. */
export function SkipLink({ id, children }: { id: string; children: string }) {
  return (
    <a
      class="skip-link"
      href={`#${id}`}
      onClick={(event) => {
        // The address names the message.
        event.preventDefault();
        const target = document.getElementById(id);
        const stop = target?.querySelector<HTMLElement>(stops) ?? target;
        stop?.focus({ focusVisible: true });
      }}
    >
      {children}
    </a>
  );
}
