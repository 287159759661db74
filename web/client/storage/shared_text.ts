// A text that stands in several tabs at once. What is typed in one appears in the others, but it never replaces what someone
// types there at the same time: then each keeps its own until it is empty again.

/** Shorter than anyone goes from tab to tab. */
const sameMomentMs = 500;

export function createSharedText({ now }: { now: () => number }) {
  let mine = "";
  let typedAt = Number.NEGATIVE_INFINITY;
  let isOutOfStep = false;
  return {
    /** What stands here, by whatever hand. */
    hold(text: string): void {
      mine = text;
      if (text === "") isOutOfStep = false;
    },
    typed(text: string): void {
      this.hold(text);
      typedAt = now();
    },
    isTogether: () => !isOutOfStep,
    /** It stands here as told: whoever told it keeps it, and what they keep may be newer by now. */
    isOwnText: (text: string) => text === mine,
    /** Another tab put this there; whether it is to stand here too. */
    takes(text: string): boolean {
      if (text === mine) return false;
      isOutOfStep ||= mine !== "" && now() - typedAt < sameMomentMs;
      if (!isOutOfStep) mine = text;
      return !isOutOfStep;
    },
  };
}
