import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

import { tUi } from "../../ui/words.ts";
import { panelCovers } from "../../conversation/conversation_context.ts";
import { useMedia } from "../../ui/use_media.ts";

interface DetailsSectionProps {
  title: string;
  /** "loading" shows a skeleton, "failed" a retry button. */
  phase: "loading" | "ready" | "failed";
  retry: () => void;
  /** Shown if the section is empty. */
  empty?: string | undefined;
  /** Link to the full list. */
  more?: { label: string; open: () => void } | false;
  children: ComponentChildren;
}

/** A section of the room details. */
export function DetailsSection({ title, phase, retry, empty, more, children }: DetailsSectionProps) {
  const id = useId();
  // Where the panel covers the room, its title is the first heading of the page.
  const Heading = useMedia(panelCovers) ? "h2" : "h3";
  return (
    <section class="details-section" aria-labelledby={id} aria-busy={phase === "loading"}>
      <Heading id={id} class="details-title">
        {title}
      </Heading>
      {phase === "failed" ? (
        <p class="details-note">
          {tUi("notLoaded")}{" "}
          <button type="button" class="link" onClick={retry}>
            {tUi("tryAgain")}
          </button>
        </p>
      ) : phase === "loading" ? (
        <div aria-hidden="true">
          {[112, 84].map((width) => (
            <div class="details-row" key={width}>
              <span class="skeleton is-avatar" />
              <span class="skeleton" style={{ inlineSize: `${width}px` }} />
            </div>
          ))}
        </div>
      ) : empty ? (
        <p class="details-note">{empty}</p>
      ) : (
        children
      )}
      {phase === "ready" && more && (
        <button type="button" class="details-more" onClick={more.open}>
          {more.label}
        </button>
      )}
    </section>
  );
}
