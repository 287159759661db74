import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { tComposerLazy } from "./lazy_words.ts";

/** A suggestion. */
export interface Offer {
  key: string;
  mark: ComponentChildren;
  name: string;
  note: string;
  take: () => void;
}

interface OfferListProps {
  id: string;
  label: string;
  offers: readonly Offer[];
  chosen: Offer | undefined;
}

/** Above the field, which keeps the focus and names the chosen suggestion. */
export function OfferList({ id, label, offers, chosen }: OfferListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [chosen?.key]);
  return (
    <div class="float-box offer-box">
      <div ref={list} id={id} class="offer-list" role="listbox" aria-label={label} tabIndex={0}>
        {offers.map((one) => (
          <div
            key={one.key}
            id={`${id}-${one.key}`}
            class="offer"
            role="option"
            aria-selected={one.key === chosen?.key}
            // The field keeps the focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={one.take}
          >
            {one.mark}
            <bdi class="offer-name">{one.name}</bdi>
            {one.note && <bdi class="offer-note">{one.note}</bdi>}
          </div>
        ))}
      </div>
      <p class="unseen" role="status">
        {tComposerLazy("offered", { count: offers.length })}
      </p>
    </div>
  );
}
