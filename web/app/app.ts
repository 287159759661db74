// The whole page as one value: who is signed in, the current view, and the actions.
import { computed, effect, signal, untracked } from "@preact/signals";

import { readPreferences } from "../../src/protocol/preferences.ts";
import type { User } from "../../src/protocol/shapes.ts";
import type { SetupInfo } from "../../src/protocol/shapes.ts";
import { createApi } from "../connection/api.ts";
import { Refused } from "../connection/refused.ts";
import { problemOf } from "../ui/problem_of.ts";
import { createLocalStore, findBrowserStorage, watchStoredKey } from "../client/storage/local_store.ts";
import { newId } from "../client/new_id.ts";
import { tApp } from "./words.ts";

import { createChat, type Chat } from "./chat.ts";
import { createKeys } from "./shortcuts/shortcut_listener.ts";
import { createTypeAhead } from "./shortcuts/type_ahead.ts";
import { createAppearance } from "../settings/appearance_state.ts";
import { createNotices } from "../ui/notices.ts";
import { createRouter } from "./route.ts";
import { after } from "./timers.ts";

type Phase =
  | { name: "starting" }
  | { name: "unreachable" }
  | { name: "setup"; info: SetupInfo }
  | { name: "signedOut"; info: SetupInfo; isOver: boolean }
  /** `visit`: another each time someone comes in, for nothing of what was shown before is theirs. */
  | { name: "signedIn"; chat: Chat; signInNumber: number };

/** When someone signed out here, in any tab: their unsent texts are removed. */
const signOutKey = "confab:signed-out";
const signOutMs = 10_000;

/** Who is signed in here, in any tab (C7); none: someone signed out. */
const signedInKey = "confab:signed-in";

/** A dialog over everything else, drawn by its opener. */
type Dialog = { id: number; draw: () => preact.ComponentChildren };

export type App = ReturnType<typeof createApp>;

export function createApp() {
  const notices = createNotices({ after });
  const phase = signal<Phase>({ name: "starting" });
  const dialog = signal<Dialog | null>(null);
  const isConnected = computed(
    () => phase.value.name === "signedIn" && phase.value.chat.link.value === "open",
  );
  /** The title of a view that is no room. */
  const viewTitle = signal("");
  // A dialog belongs to the view it was opened over.
  const router = createRouter({ window, onStep: () => (dialog.value = null) });
  const localStore = createLocalStore({
    storage: findBrowserStorage(),
    onTrouble: () => notices.notify(tApp.localized("noStorage")),
  });
  const keys = createKeys(window);
  const typeAhead = createTypeAhead(window);
  const appearance = createAppearance({
    localStore,
    window,
    onLanguageFailed: () => notices.notify(tApp.localized("languageFailed")),
  });
  const api = createApi({ userId: () => userId, onSignedOut: () => leave({ isOver: true }) });
  /** C7: whose page this is. */
  let userId: number | null = null;
  let lastUserId: number | null = null;
  let signInCount = 0;
  const tab = tabId();
  let lastDialog = 0;
  let unfollow = () => {};

  /** Shows a dialog in place of the current one. */
  function show(draw: (close: () => void) => preact.ComponentChildren): void {
    const id = (lastDialog += 1);
    // Its pending action may end when another dialog has replaced it.
    const close = () => {
      if (dialog.value?.id === id) dialog.value = null;
    };
    dialog.value = { id, draw: () => draw(close) };
  }

  async function start(): Promise<void> {
    phase.value = { name: "starting" };
    try {
      const info = await api("GET /setup");
      if (info.needed) return void (phase.value = { name: "setup", info });
      try {
        await enter((await api("GET /me")).user);
      } catch (error) {
        if (!(error instanceof Refused) || error.code !== "not_signed_in") throw error;
        phase.value = { name: "signedOut", info, isOver: false };
      }
    } catch {
      phase.value = { name: "unreachable" };
    }
  }

  async function enter(entered: User): Promise<void> {
    if (phase.value.name === "signedIn") {
      stopChat();
      phase.value = { name: "starting" };
    }
    userId = entered.id;
    localStore.put(signedInKey, String(userId));
    const user = await handLanguage(entered);
    const { view } = router.route.value;
    // A link to reset a password is meant even by who is signed in; the other doors lead inside. Where somebody else was is
    // nothing to me.
    const isElsewhere = lastUserId !== null && lastUserId !== userId;
    lastUserId = userId;
    if (view === "join" || view === "setup" || isElsewhere) router.go({ view: "home" }, { replace: true });
    const onOver = () => leave({ isOver: true });
    const openRoom = (roomId: number) => {
      dialog.value = null;
      router.go({ view: "room", roomId });
    };
    const firstRoomId = () => {
      const route = router.route.peek();
      return route.view === "room" ? route.roomId : null;
    };
    const chat = createChat({ user, api, localStore, notices, tab, firstRoomId, openRoom, onOver });
    phase.value = { name: "signedIn", chat, signInNumber: (signInCount += 1) };
    // The account's preferences win over the copy here, now and whenever another tab changes them.
    unfollow();
    unfollow = effect(() => {
      const { preferences } = chat.user.value;
      untracked(() => appearance.follow(readPreferences(preferences)));
    });
  }

  /** The language chosen at the door goes to an account that has none of its own. */
  async function handLanguage(user: User): Promise<User> {
    const language = appearance.takeChoice();
    if (language === null || readPreferences(user.preferences).language !== "system") return user;
    try {
      return (await api("PATCH /me", { body: { preferences: { language } } })).user;
    } catch {
      return user;
    }
  }

  /** Ends the session and removes unfinished texts on this machine: another person may use it next. */
  async function signOut(chat: Chat): Promise<void> {
    // The server closes the sockets before it answers: that is no surprise then, in no tab.
    localStore.put(signOutKey, String(Date.now()));
    try {
      await api("POST /logout");
    } catch (error) {
      // Over already, or somebody else's by now.
      const isOver = error instanceof Refused && error.code === "not_signed_in";
      if (!isOver) localStore.remove(signOutKey);
      if (!isOver) throw error;
    }
    chat.forgetUnfinished();
    if (localStore.get(signedInKey) === String(chat.user.peek().id)) localStore.remove(signedInKey);
    router.go({ view: "home" }, { replace: true });
    leave({ isOver: false });
  }

  /** Shows the sign-in page; drafts and unsent messages stay stored for the same person. */
  function leave({ isOver }: { isOver: boolean }): void {
    if (phase.value.name !== "signedIn") return;
    stopChat();
    const left: Phase = { name: "starting" };
    phase.value = left;
    const isChosen = Date.now() - Number(localStore.get(signOutKey)) < signOutMs;
    // Someone may have signed in since.
    const show = (next: Phase) => {
      if (phase.value === left) phase.value = next;
    };
    api("GET /setup").then(
      (info) => show({ name: "signedOut", info, isOver: isOver && !isChosen }),
      () => show({ name: "unreachable" }),
    );
  }

  /** Nothing of the previous person is sent or shown any longer. */
  function stopChat(): void {
    if (phase.value.name === "signedIn") phase.value.chat.stop();
    unfollow();
    userId = null;
    dialog.value = null;
    notices.clear();
  }

  // Another tab let somebody else in, or signed out: the cookie is not this page's any more.
  watchStoredKey(signedInKey, (id) => {
    if (userId !== null && id !== String(userId)) leave({ isOver: true });
  });

  /** Runs an action and shows its refusal as a notice. Resolves to whether it went through. */
  async function attempt(action: () => Promise<unknown>): Promise<boolean> {
    const asked = phase.value;
    try {
      await action();
      return true;
    } catch (error) {
      // The person who is signed in now did not ask for it.
      if (phase.value !== asked) return false;
      notices.notify(problemOf(error));
      return false;
    }
  }

  return {
    notices,
    router,
    phase,
    dialog,
    viewTitle,
    localStore,
    appearance,
    keys,
    typeAhead,
    api,
    show,
    start,
    enter,
    leave,
    signOut,
    attempt,
    goHome: () => router.go({ view: "home" }),
    isConnected,
  };
}

// It survives a reload, so that a tab finds its own unsent messages again.
function tabId(): string {
  const key = "confab:tab";
  try {
    const known = sessionStorage.getItem(key) ?? newId();
    sessionStorage.setItem(key, known);
    return known;
  } catch {
    return newId();
  }
}
