// Tabs that scroll to a category.
import { useEffect, useRef } from "preact/hooks";

import { IconButton } from "../ui/icon_button.tsx";
import type { IconName } from "../ui/icons.tsx";
import { useRovingFocus } from "../ui/use_roving_focus.ts";
import { tEmoji } from "./words.ts";

export interface Category {
  /** Of its section. */
  key: string;
  name: string;
  icon: IconName;
}

interface CategoryTabsProps {
  categories: readonly Category[];
  /** The visible category. */
  current: string;
  goTo: (key: string) => void;
}

export function CategoryTabs({ categories, current, goTo }: CategoryTabsProps) {
  const box = useRef<HTMLDivElement>(null);
  useRovingFocus(box, { hasOwnKeys: true });
  // On a phone the tabs scroll sideways.
  useEffect(() => {
    box.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);

  function press({ key, target }: KeyboardEvent): void {
    if ((key !== "ArrowLeft" && key !== "ArrowRight") || !box.current || !(target instanceof HTMLElement))
      return;
    const tabs = [...box.current.querySelectorAll<HTMLElement>("button")];
    const isOnwards = (key === "ArrowRight") === (getComputedStyle(box.current).direction === "ltr");
    tabs[tabs.indexOf(target) + (isOnwards ? 1 : -1)]?.focus({ focusVisible: true });
  }

  return (
    <div ref={box} class="emoji-tabs" role="group" aria-label={tEmoji("categories")} onKeyDown={press}>
      {categories.map(({ key, name, icon }) => (
        <IconButton
          key={key}
          class="emoji-tab"
          icon={icon}
          label={name}
          {...(key === current ? { "aria-current": "true" } : {})}
          onClick={() => goTo(key)}
        />
      ))}
    </div>
  );
}
