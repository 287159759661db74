import { loadLazyIcons } from "../icons.tsx";

/** Where the build put the style of what comes later. */
declare const LAZY_STYLE: string;

let loading: Promise<void> | null = null;

/** What all parts share: none of them is drawn without it. Rejects as a part does that does not come. */
export const loadAround = () => Promise.all([loadLazyStyle(), loadLazyIcons()]);

function loadLazyStyle(): Promise<void> {
  loading ??= new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = LAZY_STYLE;
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => {
      link.remove();
      loading = null;
      reject(new Error("The style could not be loaded."));
    });
    document.head.append(link);
  });
  return loading;
}
