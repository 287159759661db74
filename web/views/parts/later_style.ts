/** Where the build put the style of what comes later. */
declare const LATER_STYLE: string;

let loading: Promise<void> | null = null;

/** The sheet that all views of `later.tsx` share: none of them is drawn without it. Rejects as a part does that does not come. */
export function loadLaterStyle(): Promise<void> {
  loading ??= new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = LATER_STYLE;
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
