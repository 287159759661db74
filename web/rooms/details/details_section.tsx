import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

import { tUi } from "../../ui/words.ts";
import { panelCovers } from "../../conversation/conversation_context.ts";
import { useMedia } from "../../ui/use_media.ts";

interface DetailsSectionProps {
  title: string;
  /** "loading" shows bones, "failed" a way to try again. */
  phase: "loading" | "ready" | "failed";
  retry: () => void;
  /** Said when there is nothing. */
  empty?: string | undefined;
  /** Leads to all of it. */
  more?: { label: string; open: () => void } | false;
  children: ComponentChildren;
}

/** A section of what is told about a room. */
export function DetailsSection({ title, phase, retry, empty, more, children }: DetailsSectionProps) {
  const id = useId();
  // Over the room the panel is what the page is about, and its title the first heading.
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
