// A text in several tabs. Text typed in one tab appears in the others, but never replaces text that is being
// typed there at the same time: then each tab keeps its own until it is empty again.

/** Shorter than it takes to switch tabs. */
const sameMomentMs = 500;

export function createSharedText({ now }: { now: () => number }) {
  let mine = "";
  let typedAt = Number.NEGATIVE_INFINITY;
  let isOutOfStep = false;
  return {
    /** The text here, from any source. */
    hold(text: string): void {
      mine = text;
      if (text === "") isOutOfStep = false;
    },
    typed(text: string): void {
      this.hold(text);
      typedAt = now();
    },
    isTogether: () => !isOutOfStep,
    /** The text came from another tab: that tab stores it, and may have a newer one. */
    isOwnText: (text: string) => text === mine,
    /** Another tab stored this; returns whether to show it here. */
    takes(text: string): boolean {
      if (text === mine) return false;
      isOutOfStep ||= mine !== "" && now() - typedAt < sameMomentMs;
      if (!isOutOfStep) mine = text;
      return !isOutOfStep;
    },
  };
}
