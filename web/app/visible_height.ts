/**
 * Keeps `--visible` at the height that the keyboard leaves. Where the browser resizes the page by itself (`interactive-widget`)
 * it changes nothing; elsewhere the composer would stand behind the keyboard.
 */
export function followVisibleHeight({ window }: { window: Window }): void {
  const { visualViewport: port, document } = window;
  if (!port) return;
  const follow = () => {
    // Zoomed in by the person: not ours to answer.
    if (port.scale > 1.01) return;
    document.documentElement.style.setProperty("--visible", `${port.height}px`);
    if (port.offsetTop > 0) window.scrollTo(0, 0);
  };
  port.addEventListener("resize", follow);
  follow();
}
