// The address bar: which view, and the secrets that links carry behind the #.
import { signal } from "@preact/signals";

export type Route =
  { view: "home" } | { view: "room"; roomId: number } | { view: "setup" | "join" | "reset"; secret: string };

export function parseRoute(path: string, fragment: string): Route {
  const room = /^\/r\/([1-9][0-9]{0,15})$/.exec(path);
  if (room) return { view: "room", roomId: Number(room[1]) };
  if (path === "/setup" || path === "/join" || path === "/reset") {
    const view = path === "/setup" ? "setup" : path === "/join" ? "join" : "reset";
    return { view, secret: fragment.replace(/^#/, "") };
  }
  return { view: "home" };
}

export function pathOf(route: Route): string {
  if (route.view === "room") return `/r/${route.roomId}`;
  return route.view === "home" ? "/" : `/${route.view}`;
}

export type Router = ReturnType<typeof createRouter>;

export function createRouter({ window }: { window: Window }) {
  const { location, history } = window;
  const route = signal(parseRoute(location.pathname, location.hash));
  // The secret is ours now: it leaves the address bar and the history.
  if (location.hash !== "") history.replaceState(null, "", location.pathname);

  window.addEventListener("popstate", () => {
    route.value = parseRoute(location.pathname, location.hash);
  });

  return {
    route,
    go(next: Route, { replace = false }: { replace?: boolean } = {}): void {
      const path = pathOf(next);
      if (replace) history.replaceState(null, "", path);
      else if (path !== location.pathname) history.pushState(null, "", path);
      route.value = next;
    },
  };
}
