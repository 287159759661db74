import { Icon } from "../../icons.tsx";

/** In place of the composer (G5). */
export function ArchivedLine() {
  return (
    <p class="archived-line">
      <Icon name="archive" size={16} />
      This room is archived. It can be read, and nothing more is said here.
    </p>
  );
}
