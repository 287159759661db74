// The address bar: the view, and the secrets that links carry after the #.
import { signal } from "@preact/signals";

import { readPagePath } from "../../src/protocol/page_paths.ts";

import type { DraftKey } from "../client/storage/drafts.ts";

import { createCovers } from "./cover_history.ts";

export type Route =
  /** `seq`: opened around this message (N5). `draft`: to go on with it, which the address says nothing of. */
  | { view: "room"; roomId: number; seq?: number; draft?: DraftKey }
  | { view: "home" | "mentions" | "saved" | "drafts" }
  /** `query`: what is asked, as in the address: see `search_address.ts`. */
  | { view: "search"; query: string }
  /** Null: none chosen; a phone then shows the list of them. */
  | { view: SettingView; section: string | null }
  | { view: "setup" | "join" | "reset"; secret: string }
  /** An unknown address. */
  | { view: "missing"; path: string };

/** Views with sections to set things in. */
export type SettingView = "settings" | "admin";

const lists = ["search", "mentions", "saved", "drafts"] as const;
const isId = (text: string) => /^[1-9][0-9]{0,15}$/.test(text);

export function parseRoute(address: string, fragment: string, query = ""): Route {
  const missing: Route = { view: "missing", path: address };
  const found = readPagePath(address);
  if (!found) return missing;
  const { path, parts } = found;
  const [one = "", two] = parts;
  const secret = fragment.replace(/^#/, "");
  switch (path) {
    case "/":
      return { view: "home" };
    case "/r/:id":
    case "/r/:id/:seq":
      if (!parts.every(isId)) return missing;
      return { view: "room", roomId: Number(one), ...(two === undefined ? {} : { seq: Number(two) }) };
    case "/settings":
    case "/admin":
      return { view: path === "/admin" ? "admin" : "settings", section: null };
    case "/settings/:section":
    case "/admin/:section":
      if (!/^[a-z-]{1,32}$/.test(one)) return missing;
      return { view: path === "/admin/:section" ? "admin" : "settings", section: one };
    case "/search":
      return { view: "search", query };
    case "/mentions":
      return { view: "mentions" };
    case "/saved":
      return { view: "saved" };
    case "/drafts":
      return { view: "drafts" };
    case "/setup":
      return { view: "setup", secret };
    case "/join":
      return { view: "join", secret };
    case "/reset":
      return { view: "reset", secret };
    default:
      return missing;
  }
}

const isSetting = (route: Route): route is Extract<Route, { view: SettingView }> =>
  route.view === "settings" || route.view === "admin";

/** Lists from all rooms, in the place of one. */
export const isList = ({ view }: Route) => lists.some((name) => name === view);

export function pathOf(route: Route): string {
  if (route.view === "home") return "/";
  if (route.view === "missing") return route.path;
  if (route.view === "search") return `/search${route.query}`;
  if (isSetting(route)) return route.section === null ? `/${route.view}` : `/${route.view}/${route.section}`;
  if (route.view !== "room") return `/${route.view}`;
  return route.seq === undefined ? `/r/${route.roomId}` : `/r/${route.roomId}/${route.seq}`;
}

interface RouterOptions {
  window: Window;
  /** Called after the browser's Back or Forward. */
  onStep: () => void;
}

export function createRouter({ window, onStep }: RouterOptions) {
  const { location, history } = window;
  const covers = createCovers(window);
  const address = () => location.pathname + location.search;
  const route = signal(parseRoute(location.pathname, location.hash, location.search));
  // The secret has been read: it is removed from the address bar and the history.
  if (location.hash !== "") history.replaceState(null, "", address());
  // The address that others are told has no slash at its end.
  if (address() !== pathOf(route.peek()) && location.pathname.endsWith("/")) {
    history.replaceState(history.state, "", pathOf(route.peek()));
  }

  /** Where people talk: what settings are closed to. */
  let current: Route = { view: "home" };
  route.subscribe((shown) => {
    if (!isSetting(shown)) current = shown;
  });

  window.addEventListener("popstate", () => {
    if (covers.stepped()) {
      // Only what lay over the view is gone; under it the view may have become another one.
      if (address() !== pathOf(route.peek())) history.replaceState(history.state, "", pathOf(route.peek()));
      return;
    }
    // A step that leads nowhere else is not ours.
    if (address() === pathOf(route.peek())) return;
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
    else if (path !== address()) {
      // From what lies over a view its step is taken: Back then leads to the view.
      if (covers.depth() > 0) history.replaceState({ from: address() }, "", path);
      else history.pushState({ from: address() }, "", path);
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
    current: () => current,
  };
}
