import { useEffect } from "preact/hooks";

import { useApp, type App } from "../../app/app.ts";
import { sayApp } from "../../words/en/app.ts";

export const tellPartFailed = ({ notices }: App) =>
  notices.tell(sayApp("partFailed"), { label: sayApp("reload"), run: () => location.reload() });

/** Of what floats: it has no place to say in that it did not come. Opened again it is tried again. */
export function PartFailed({ close }: { close?: (refocus: boolean) => void }) {
  const app = useApp();
  useEffect(() => {
    tellPartFailed(app);
    close?.(true);
  }, []);
  return null;
}
