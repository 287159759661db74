// Menus, cards and what is done with a message come as one part: what is said is there to be read before.
import { fetchPieces } from "../completion/mirror.ts";
import { fetchCompletion } from "../completion/use_completion.tsx";
import { later } from "../parts/later.tsx";

const part = () => import("./tools_part.ts");

export const AllRoomsList = later(() => part().then((tools) => tools.AllRoomsList));
export const DayList = later(() => part().then((tools) => tools.DayList));
export const EditBox = later(() => part().then((tools) => tools.EditBox));
export const EmojiBox = later(() => part().then((tools) => tools.EmojiBox));
export const EmojiChoice = later(() => part().then((tools) => tools.EmojiChoice));
export const MeList = later(() => part().then((tools) => tools.MeList));
export const MessageActions = later(() => part().then((tools) => tools.MessageActions));
export const PasteOffer = later(() => part().then((tools) => tools.PasteOffer));
export const PersonCard = later(() => part().then((tools) => tools.PersonCard));
export const RoomList = later(() => part().then((tools) => tools.RoomList));

const all = [
  AllRoomsList,
  DayList,
  EditBox,
  EmojiBox,
  EmojiChoice,
  MeList,
  MessageActions,
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
