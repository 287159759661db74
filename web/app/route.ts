// The address bar: which view, and the secrets that links carry behind the #.
import { signal } from "@preact/signals";

export type Route =
  /** `seq`: opened around this message (N5). */
  | { view: "room"; roomId: number; seq?: number }
  | { view: "home" | "mentions" | "saved" }
  /** `query`: what is asked, as in the address: see `search_ask.ts`. */
  | { view: "search"; query: string }
  | { view: "setup" | "join" | "reset"; secret: string };

const plain = ["mentions", "saved"] as const;
const secret = ["setup", "join", "reset"] as const;

export function parseRoute(path: string, fragment: string, query = ""): Route {
  const room = /^\/r\/([1-9][0-9]{0,15})(?:\/([1-9][0-9]{0,15}))?$/.exec(path);
  if (room) {
    const roomId = Number(room[1]);
    return { view: "room", roomId, ...(room[2] === undefined ? {} : { seq: Number(room[2]) }) };
  }
  if (path === "/search") return { view: "search", query };
  const named = plain.find((name) => path === `/${name}`);
  if (named) return { view: named };
  const secretive = secret.find((name) => path === `/${name}`);
  return secretive ? { view: secretive, secret: fragment.replace(/^#/, "") } : { view: "home" };
}

export function pathOf(route: Route): string {
  if (route.view === "home") return "/";
  if (route.view === "search") return `/search${route.query}`;
  if (route.view !== "room") return `/${route.view}`;
  return route.seq === undefined ? `/r/${route.roomId}` : `/r/${route.roomId}/${route.seq}`;
}

export type Router = ReturnType<typeof createRouter>;

export function createRouter({ window }: { window: Window }) {
  const { location, history } = window;
  const here = () => location.pathname + location.search;
  const route = signal(parseRoute(location.pathname, location.hash, location.search));
  // The secret is ours now: it leaves the address bar and the history.
  if (location.hash !== "") history.replaceState(null, "", here());

  window.addEventListener("popstate", () => {
    // A step that leads nowhere else is not ours.
    if (here() === pathOf(route.peek())) return;
    route.value = parseRoute(location.pathname, location.hash, location.search);
  });

  return {
    route,
    go(next: Route, { replace = false }: { replace?: boolean } = {}): void {
      const path = pathOf(next);
      if (replace) history.replaceState(null, "", path);
      else if (path !== here()) history.pushState(null, "", path);
      route.value = next;
    },
  };
}
