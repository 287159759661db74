import type { Message } from "../../../src/protocol/shapes.ts";
import { useApp, useChat } from "../../app/app.ts";

/** Gives a reaction or takes it back; a refusal is told. */
export function useReact(): (message: Message, emoji: string, on: boolean) => Promise<boolean> {
  const { attempt } = useApp();
  const { core } = useChat();
  return (message, emoji, on) => attempt(() => core.react(message.id, emoji, on));
}
