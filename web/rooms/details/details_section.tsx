import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

import { tUi } from "../../ui/words.ts";
import { panelCovers } from "../../conversation/conversation_context.ts";
import { useMedia } from "../../ui/use_media.ts";

export interface DetailsSectionProps {
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
    <section class="about-part" aria-labelledby={id} aria-busy={phase === "loading"}>
      <Heading id={id} class="about-title">
        {title}
      </Heading>
      {phase === "failed" ? (
        <p class="about-note">
          {tUi("notLoaded")}{" "}
          <button type="button" class="link" onClick={retry}>
            {tUi("tryAgain")}
          </button>
        </p>
      ) : phase === "loading" ? (
        <div aria-hidden="true">
          {[112, 84].map((width) => (
            <div class="about-row" key={width}>
              <span class="bone is-face" />
              <span class="bone" style={{ inlineSize: `${width}px` }} />
            </div>
          ))}
        </div>
      ) : empty ? (
        <p class="about-note">{empty}</p>
      ) : (
        children
      )}
      {phase === "ready" && more && (
        <button type="button" class="about-more" onClick={more.open}>
          {more.label}
        </button>
      )}
    </section>
  );
}
