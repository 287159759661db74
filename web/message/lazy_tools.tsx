// Menus, cards and what is done with a message come as one part: what is said is there to be read before.
import { fetchPieces } from "../composer/mirror.ts";
import { fetchCompletion } from "../composer/use_completion.tsx";
import { later } from "../ui/lazy/lazy.tsx";
import { laterDialog } from "../ui/lazy/lazy_dialog.tsx";
import { PartFailedNotice } from "../ui/lazy/chunk_failed.tsx";

const part = () => import("./tools_chunk.ts");

export const AllRoomsList = laterDialog(() => part().then((tools) => tools.AllRoomsList));
export const DayList = laterDialog(() => part().then((tools) => tools.DayList));
export const EditBox = later(() => part().then((tools) => tools.EditBox), { isOpened: true });
export const EmojiBox = laterDialog(() => part().then((tools) => tools.EmojiBox));
export const EmojiChoice = later(() => part().then((tools) => tools.EmojiChoice), { isOpened: true });
export const FormatList = laterDialog(() => part().then((tools) => tools.FormatList));
export const MeList = laterDialog(() => part().then((tools) => tools.MeList));
export const MessageActions = later(() => part().then((tools) => tools.MessageActions), {
  // Between messages there is no place to say it in.
  frame: (_told, _props, failed) => failed && <PartFailedNotice {...failed} />,
});
export const MessageSheet = laterDialog(() => part().then((tools) => tools.MessageSheet));
export const PasteOffer = later(() => part().then((tools) => tools.PasteOffer), { frame: () => null });
export const PersonCard = laterDialog(() => part().then((tools) => tools.PersonCard));
export const RoomList = laterDialog(() => part().then((tools) => tools.RoomList));
const all = [
  AllRoomsList,
  DayList,
  EditBox,
  EmojiBox,
  EmojiChoice,
  FormatList,
  MeList,
  MessageActions,
  MessageSheet,
  PasteOffer,
  PersonCard,
  RoomList,
];

/** Fetched once what is said has been drawn: then they open at once. */
export function fetchTools(): void {
  for (const tool of all) tool.fetch().catch(() => {});
  fetchCompletion();
  void fetchPieces().catch(() => {});
}
