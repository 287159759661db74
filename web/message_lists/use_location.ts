import type { Message } from "../../src/protocol/shapes.ts";
import { useChat } from "../app/app_context.ts";
import { roomName } from "../people/people_words.ts";
import { tMessageLists } from "./words.ts";
import { membersOf } from "../client/direct_members.ts";

/** Where a message was posted: "in harbour", "to Bob", "to you". */
export function useLocation(): (message: Message) => string {
  const { state, user } = useChat();
  return ({ roomId, author }) => {
    const room = state.value.rooms.get(roomId);
    if (!room) return "";
    const members = membersOf(room, state.value);
    const isPair = members.length === 2;
    if (isPair && author.id !== user.value.id) return tMessageLists("toYou");
    const name = roomName({ ...room.info, members }, user.value.id);
    return tMessageLists(isPair ? "toPerson" : "inRoom", { name });
  };
}
