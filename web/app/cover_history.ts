// Each layer over a view on a small screen has a history entry: Back closes the top layer and stays in the view.

export function createCovers({ history }: Pick<Window, "history">) {
  /** How each is closed, the top one last. */
  const closers: (() => void)[] = [];
  /** On the way back over steps whose layer was closed otherwise. */
  let isGoing = false;
  const waiting: (() => void)[] = [];

  /** How many layers the step has that the browser is at. */
  function depth(): number {
    const state: unknown = history.state;
    const cover: unknown = typeof state === "object" && state !== null ? Reflect.get(state, "cover") : null;
    return typeof cover === "number" ? cover : 0;
  }

  // Once all have come and gone that do so together: one layer in place of another moves nothing.
  function settle(): void {
    if (isGoing) return;
    const steps = closers.length - depth();
    for (let at = 0; at < steps; at += 1) {
      history.pushState({ ...history.state, cover: depth() + 1 }, "");
    }
    if (steps < 0) {
      isGoing = true;
      history.go(steps);
    }
  }

  return {
    depth,
    /** Gives how to say that it is closed. */
    add(close: () => void): () => void {
      closers.push(close);
      queueMicrotask(settle);
      return () => {
        const at = closers.indexOf(close);
        if (at >= 0) closers.splice(at, 1);
        queueMicrotask(settle);
      };
    },
    /** Now, or when the browser is where it is sent: it would take a new step for the one to leave. */
    whenStill(run: () => void): void {
      if (isGoing) waiting.push(run);
      else run();
    },
    /** The view under them is another one from here on: what still lies there is no step of it. */
    forget: () => void (closers.length = 0),
    /** After a step of the browser. Gives whether it was one of ours. */
    stepped(): boolean {
      const isOurs = isGoing;
      isGoing = false;
      for (const run of waiting.splice(0)) run();
      // What came meanwhile has no step yet.
      if (!isOurs) for (const close of closers.splice(depth()).reverse()) close();
      queueMicrotask(settle);
      return isOurs;
    },
  };
}
