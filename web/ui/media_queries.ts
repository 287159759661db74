// Widths at which the layout changes. A style sheet writes `@media (--narrow)`: see build/build_style.ts.

/** One column: either the rooms or the room. */
export const narrow = "(max-width: 720px)";

/** More than one column. */
export const wide = "(min-width: 721px)";

/** Pressed by fingers, or as narrow as a phone. */
export const handheld = "(pointer: coarse), (max-width: 720px)";
