/**
 * Keeps `--visible` at the height that the keyboard leaves. Where the browser resizes the page (`interactive-widget`)
 * it changes nothing; elsewhere the composer would be behind the keyboard.
 */
export function followVisibleHeight({ window }: { window: Window }): void {
  const { visualViewport: port, document } = window;
  if (!port) return;
  const follow = () => {
    // Zoomed in by the person: ignored.
    if (port.scale > 1.01) return;
    document.documentElement.style.setProperty("--visible", `${port.height}px`);
    if (port.offsetTop > 0) window.scrollTo(0, 0);
  };
  port.addEventListener("resize", follow);
  follow();
}
