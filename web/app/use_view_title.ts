import { useLayoutEffect } from "preact/hooks";

import { useApp } from "./app_context.ts";

/** The title of this view in the tab. */
export function useViewTitle(title: string): void {
  const { viewTitle } = useApp();
  useLayoutEffect(() => {
    viewTitle.value = title;
    return () => void (viewTitle.value = "");
  }, [title]);
}
