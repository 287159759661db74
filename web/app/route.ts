// The address bar: which view, and the secrets that links carry behind the #.
import { signal } from "@preact/signals";

import type { DraftPlace } from "../storage/drafts.ts";

import { createCovers } from "./covers.ts";

export type Route =
  /** `seq`: opened around this message (N5). `draft`: to go on with it, which the address says nothing of. */
  | { view: "room"; roomId: number; seq?: number; draft?: DraftPlace }
  | { view: "home" | "mentions" | "saved" | "drafts" }
  /** `query`: what is asked, as in the address: see `write_ask.ts`. */
  | { view: "search"; query: string }
  /** Null: none chosen; a phone then shows the list of them. */
  | { view: SettingView; section: string | null }
  | { view: "setup" | "join" | "reset"; secret: string }
  /** Nothing has this address. */
  | { view: "missing"; path: string };

/** Views with sections to set things in. */
export type SettingView = "settings" | "admin";

const plain = ["mentions", "saved", "drafts"] as const;
const secret = ["setup", "join", "reset"] as const;

export function parseRoute(address: string, fragment: string, query = ""): Route {
  const path = address.replace(/\/$/, "");
  if (path === "") return { view: "home" };
  const room = /^\/r\/([1-9][0-9]{0,15})(?:\/([1-9][0-9]{0,15}))?$/.exec(path);
  if (room) {
    const roomId = Number(room[1]);
    return { view: "room", roomId, ...(room[2] === undefined ? {} : { seq: Number(room[2]) }) };
  }
  const setting = /^\/(settings|admin)(?:\/([a-z-]{1,32}))?$/.exec(path);
  if (setting) return { view: setting[1] === "admin" ? "admin" : "settings", section: setting[2] ?? null };
  if (path === "/search") return { view: "search", query };
  const named = plain.find((name) => path === `/${name}`);
  if (named) return { view: named };
  const secretive = secret.find((name) => path === `/${name}`);
  return secretive
    ? { view: secretive, secret: fragment.replace(/^#/, "") }
    : { view: "missing", path: address };
}

const isSetting = (route: Route): route is Extract<Route, { view: SettingView }> =>
  route.view === "settings" || route.view === "admin";

/** Lists from all rooms, in the place of one. */
export const isList = ({ view }: Route) => view === "search" || plain.some((name) => name === view);

export function pathOf(route: Route): string {
  if (route.view === "home") return "/";
  if (route.view === "missing") return route.path;
  if (route.view === "search") return `/search${route.query}`;
  if (isSetting(route)) return route.section === null ? `/${route.view}` : `/${route.view}/${route.section}`;
  if (route.view !== "room") return `/${route.view}`;
  return route.seq === undefined ? `/r/${route.roomId}` : `/r/${route.roomId}/${route.seq}`;
}

export type Router = ReturnType<typeof createRouter>;

export interface RouterOptions {
  window: Window;
  /** The browser's Back or Forward led elsewhere. */
  onStep: () => void;
}

export function createRouter({ window, onStep }: RouterOptions) {
  const { location, history } = window;
  const covers = createCovers(window);
  const here = () => location.pathname + location.search;
  const route = signal(parseRoute(location.pathname, location.hash, location.search));
  // The secret is ours now: it leaves the address bar and the history.
  if (location.hash !== "") history.replaceState(null, "", here());
  // The address that others are told has no slash at its end.
  if (here() !== pathOf(route.peek()) && location.pathname.endsWith("/")) {
    history.replaceState(history.state, "", pathOf(route.peek()));
  }

  /** Where people talk: what settings are closed to. */
  let place: Route = { view: "home" };
  route.subscribe((shown) => {
    if (!isSetting(shown)) place = shown;
  });

  window.addEventListener("popstate", () => {
    if (covers.stepped()) {
      // Only what lay over the view is gone; under it the view may have become another one.
      if (here() !== pathOf(route.peek())) history.replaceState(history.state, "", pathOf(route.peek()));
      return;
    }
    // A step that leads nowhere else is not ours.
    if (here() === pathOf(route.peek())) return;
    route.value = parseRoute(location.pathname, location.hash, location.search);
    onStep();
  });

  /** The path that Back leads to, where it is known. */
  function beneath(): string | null {
    const state: unknown = history.state;
    const from: unknown = typeof state === "object" && state !== null ? Reflect.get(state, "from") : null;
    return typeof from === "string" ? from : null;
  }

  function go(next: Route, { replace = false }: { replace?: boolean } = {}): void {
    const path = pathOf(next);
    covers.whenStill(() => write(path, replace));
    route.value = next;
  }

  function write(path: string, replace: boolean): void {
    if (replace) history.replaceState({ ...history.state, from: beneath() }, "", path);
    else if (path !== here()) {
      // From what lies over a view its step is taken: Back then leads to the view.
      if (covers.depth() > 0) history.replaceState({ from: here() }, "", path);
      else history.pushState({ from: here() }, "", path);
      covers.forget();
    }
  }

  return {
    route,
    go,
    cover: (close: () => void) => covers.add(close),
    /** To what is above this in the page: the browser's Back where that leads there, so that no step is walked twice. */
    up(to: Route): void {
      if (beneath() === pathOf(to)) history.back();
      else go(to, { replace: true });
    },
    /** The last place that was not settings. */
    place: () => place,
  };
}
