import type { ComponentChildren } from "preact";

import type { ComboboxOption, useCombobox } from "../ui/use_combobox.ts";
import { tComposerLazy } from "./lazy_words.ts";

/** A suggestion. */
export interface Offer extends ComboboxOption {
  mark: ComponentChildren;
  name: string;
  note: string;
}

interface OfferListProps {
  label: string;
  offers: readonly Offer[];
  combobox: Pick<ReturnType<typeof useCombobox<Offer>>, "list" | "propsOf">;
}

/** Above the field, which keeps the focus and names the chosen suggestion. */
export function OfferList({ label, offers, combobox }: OfferListProps) {
  return (
    <div class="float-box offer-box">
      <div {...combobox.list} class="offer-list" aria-label={label} tabIndex={0}>
        {offers.map((one) => (
          <div key={one.key} class="offer" {...combobox.propsOf(one)}>
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
