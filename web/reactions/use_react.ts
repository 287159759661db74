import type { Message } from "../../src/protocol/shapes.ts";
import { useApp, useChat } from "../app/app_context.ts";
import { tUi } from "../ui/words.ts";

/** Gives a reaction or takes it back; a refusal is told, and that it waits for the line. */
export function useReact(): (message: Message, emoji: string, on: boolean) => Promise<boolean> {
  const { attempt, notices } = useApp();
  const { core, link } = useChat();
  return (message, emoji, on) => {
    if (link.peek() !== "open") notices.notify(tUi("doneWhenBack"));
    return attempt(() => core.react(message.id, emoji, on));
  };
}
