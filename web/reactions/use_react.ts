import type { Message } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { tUi } from "../ui/words.ts";

/** Adds or removes a reaction; a notice shows a refusal, or that it waits for the connection. */
export function useReact(): (message: Message, emoji: string, on: boolean) => Promise<boolean> {
  const { attempt, notices } = useApp();
  const { core, link } = useChat();
  return (message, emoji, on) => {
    if (link.peek() !== "open") notices.notify(tUi.localized("doneWhenBack"));
    return attempt(() => core.react(message.id, emoji, on));
  };
}
