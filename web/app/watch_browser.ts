// What the browser tells of the network, of this tab and of the person before it.

interface BrowserListener {
  onNetwork: (isOffline: boolean) => void;
  /** Also at once. */
  onVisible: (isVisible: boolean) => void;
  onInput: () => void;
  /** Whether leaving the page would lose something. */
  holdsBack: () => boolean;
}

const inputs = ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"] as const;
const networks = ["online", "offline"] as const;

/** Returns how to stop. */
export function watchBrowser({ onNetwork, onVisible, onInput, holdsBack }: BrowserListener): () => void {
  const showOrHide = () => onVisible(document.visibilityState === "visible");
  const turn = ({ type }: Event) => onNetwork(type === "offline");
  const holdBack = (event: BeforeUnloadEvent) => {
    if (holdsBack()) event.preventDefault();
  };
  showOrHide();
  for (const input of inputs) window.addEventListener(input, onInput, { passive: true });
  for (const type of networks) window.addEventListener(type, turn);
  window.addEventListener("beforeunload", holdBack);
  document.addEventListener("visibilitychange", showOrHide);
  return () => {
    for (const input of inputs) window.removeEventListener(input, onInput);
    for (const type of networks) window.removeEventListener(type, turn);
    window.removeEventListener("beforeunload", holdBack);
    document.removeEventListener("visibilitychange", showOrHide);
  };
}
