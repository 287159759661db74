import { loadLazyIcons } from "../icons.tsx";

/** The path of the lazy style sheet, set by the build. */
declare const LAZY_STYLE: string;

let loading: Promise<void> | null = null;

/** The style of all lazy views: none is drawn without it. Rejects like a chunk that cannot be fetched. */
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
