// What every feature draws with. The app and its chat are known here by their types alone: they stand above all features.
import { createContext } from "preact";
import { useContext } from "preact/hooks";

import type { App } from "./app.ts";
import type { Chat } from "./chat.ts";

export type { App, Chat };

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("There is no app around this view.");
  return app;
}

export const ChatContext = createContext<Chat | null>(null);

export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (!chat) throw new Error("There is no chat around this view.");
  return chat;
}
