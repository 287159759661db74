export const messagesId = "messages";
export const composerId = "composer";

/** Whatever of it Tab comes to, else itself. */
const stops = ":is([tabindex], a[href], button, textarea):not([tabindex='-1'], pre)";

/** Seen while it has the focus. */
export function SkipLink({ id, children }: { id: string; children: string }) {
  return (
    <a
      class="skip-link"
      href={`#${id}`}
      onClick={(event) => {
        // The address says which message it is.
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
