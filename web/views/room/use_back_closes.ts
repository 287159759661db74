import { useEffect } from "preact/hooks";

const mark = "panel";

/** While it is on, the browser's Back closes what covers the room, and leaves nothing behind when that is closed otherwise. */
export function useBackCloses(isOn: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    history.pushState(mark, "", location.pathname);
    window.addEventListener("popstate", close);
    return () => {
      window.removeEventListener("popstate", close);
      // Not when someone went elsewhere meanwhile: that stays the last step.
      if (history.state === mark) history.back();
    };
  }, [isOn]);
}
