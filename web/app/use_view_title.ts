import { useLayoutEffect } from "preact/hooks";

import { useApp } from "./app_context.ts";

/** What the tab calls this view. */
export function useViewTitle(title: string): void {
  const { viewTitle } = useApp();
  useLayoutEffect(() => {
    viewTitle.value = title;
    return () => void (viewTitle.value = "");
  }, [title]);
}
