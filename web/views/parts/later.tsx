// Views whose code and style come when they are first shown: what most visits do without is not in the first load.
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

import { sayApp } from "../../words/en/app.ts";

import { loadAround } from "./later_around.ts";

export type Later<P extends object> = ComponentType<P> & {
  /** Loads it before it is shown: then it is there at once. */
  fetch: () => Promise<void>;
};

/**
 * `load` is an `import()`; what it gives is kept by the browser. While it comes `waiting` stands in its place. It fails
 * offline, and when the server was upgraded since this page was opened: then only a reload helps, which loses nothing typed.
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  waiting: () => preact.ComponentChildren = () => null,
  /** Where it is said that it failed. */
  frame: (told: preact.ComponentChildren, props: P) => preact.ComponentChildren = (told) => told,
): Later<P> {
  let known: ComponentType<P> | null = null;

  async function fetch(): Promise<void> {
    [known] = await Promise.all([load(), loadAround()]);
  }

  function LaterView(props: P) {
    const [View, setView] = useState<{ draw: ComponentType<P> } | null>(known && { draw: known });
    const [hasFailed, setHasFailed] = useState(false);

    async function fetchView(): Promise<void> {
      setHasFailed(false);
      try {
        await fetch();
        if (known) setView({ draw: known });
      } catch {
        setHasFailed(true);
      }
    }
    useEffect(() => {
      if (!View) void fetchView();
    }, []);

    if (View) return <View.draw {...props} />;
    if (!hasFailed) return <>{waiting()}</>;
    const told = (
      <p class="later-failed" role="alert">
        {sayApp("partFailed")}{" "}
        <button type="button" class="link" onClick={() => void fetchView()}>
          {sayApp("tryAgain")}
        </button>{" "}
        <button type="button" class="link" onClick={() => location.reload()}>
          {sayApp("reload")}
        </button>
      </p>
    );
    return <>{frame(told, props)}</>;
  }

  return Object.assign(LaterView, { fetch });
}
