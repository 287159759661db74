// Settings in sections: a list next to the chosen section; on a phone one of the two.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";

import { useApp } from "../app/app_context.ts";
import { Link } from "../app/link.tsx";
import type { SettingView } from "../app/route.ts";
import { IconButton } from "../ui/icon_button.tsx";
import { Icon, type IconName } from "../ui/icons.tsx";
import { narrow } from "../ui/media_queries.ts";
import { isComposed } from "../ui/is_composed.ts";
import { useMedia } from "../ui/use_media.ts";
import { tUi } from "../ui/words.ts";

import { useViewTitle } from "../app/use_view_title.ts";

export interface Section {
  /** In the address: /settings/NAME. */
  name: string;
  label: string;
  icon: IconName;
  /** One sentence beneath its heading: what is set here. */
  lead?: ComponentChildren;
  /** Nothing in it takes the focus: what scrolls does, for the keys. */
  isOnlyRead?: boolean;
  draw: () => ComponentChildren;
}

interface SectionsProps {
  view: SettingView;
  title: string;
  sections: readonly Section[];
  /** As in the address; null or unknown: the first on a wide screen, the list on a phone. */
  current: string | null;
  /** Beneath the list. */
  foot?: ComponentChildren;
}

/** Escape closes it, as do the button and the browser's Back. */
export function Sections({ view, title, sections, current, foot }: SectionsProps) {
  const { router } = useApp();
  const isPhone = useMedia(narrow);
  const whole = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const seen = useRef<string | null>(null);
  const id = useId();
  const chosen = sections.find(({ name }) => name === current) ?? (isPhone ? undefined : sections[0]);
  const isList = !chosen;
  useViewTitle(chosen ? `${chosen.label} · ${title}` : title);

  const close = () => router.up(router.current());
  const leave = () => (isPhone && chosen ? router.up({ view, section: null }) : close());

  // What had the focus may be gone with what was shown before: then it goes where reading goes on.
  useLayoutEffect(() => {
    const before = seen.current;
    seen.current = chosen?.name ?? before;
    if (whole.current?.contains(document.activeElement)) return;
    const link = isList && before && whole.current?.querySelector<HTMLElement>(`[data-section="${before}"]`);
    (link || heading.current)?.focus({ preventScroll: true });
  }, [chosen?.name, isPhone]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || isComposed(event) || event.defaultPrevented) return;
      if (document.querySelector("dialog[open], .menu")) return;
      const at = document.activeElement;
      // First it leaves the field, which saves what was typed.
      if (isTyped(at)) at.blur();
      else leave();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });

  const list = (
    <ul class="sections-list">
      {sections.map(({ name, label, icon }) => {
        const to = { view, section: name } as const;
        const isChosen = name === chosen?.name;
        return (
          <li key={name}>
            <Link
              to={to}
              class="sidebar-row"
              isOpen={isChosen}
              data-section={name}
              // Beside the list they are like tabs: one Back leaves them all.
              go={() => router.go(to, { replace: !isPhone })}
            >
              <Icon name={icon} />
              <span class="sidebar-row-name">{label}</span>
              {isPhone && <Icon name="fold" size={16} />}
            </Link>
          </li>
        );
      })}
    </ul>
  );

  const closeButton = (
    <IconButton
      icon={isPhone ? "back" : "close"}
      label={isPhone ? tUi("back") : tUi("close")}
      title={null}
      onClick={leave}
    />
  );

  const main = chosen && (
    <main class="sections-main" aria-labelledby={id}>
      <header class="sections-head">
        {isPhone && closeButton}
        <h1 id={id} ref={heading} tabIndex={-1}>
          {chosen.label}
        </h1>
        {!isPhone && closeButton}
      </header>
      <div
        class="sections-scroll"
        key={chosen.name}
        {...(chosen.isOnlyRead && { tabIndex: 0, role: "region", "aria-labelledby": id })}
      >
        <div class="sections-body">
          {chosen.lead && <p class="sections-lead">{chosen.lead}</p>}
          {chosen.draw()}
        </div>
      </div>
    </main>
  );

  return (
    <div ref={whole} class="sections">
      {isPhone && isList ? (
        <main class="sections-side" aria-labelledby={id}>
          <header class="sections-head">
            {closeButton}
            <h1 id={id} ref={heading} tabIndex={-1}>
              {title}
            </h1>
          </header>
          <nav class="sections-scroll" aria-labelledby={id}>
            {list}
            {foot}
          </nav>
        </main>
      ) : (
        !isPhone && (
          <nav class="sections-side" aria-labelledby={`${id}-title`}>
            <header class="sections-head">
              <h2 id={`${id}-title`}>{title}</h2>
            </header>
            <div class="sections-scroll">
              {list}
              {foot}
            </div>
          </nav>
        )
      )}
      {main}
    </div>
  );
}

/** A field with something in it that it did not hold when it was drawn. */
function isTyped(at: Element | null): at is HTMLInputElement {
  const isField = at instanceof HTMLInputElement && !["checkbox", "radio", "file"].includes(at.type);
  return isField && at.value !== at.defaultValue;
}
