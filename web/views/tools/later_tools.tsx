// Menus, cards and what is done with a message come as one part: what is said is there to be read before.
import type { ComponentType } from "preact";

import { fetchPieces } from "../completion/mirror.ts";
import { fetchCompletion } from "../completion/use_completion.tsx";
import { later } from "../parts/later.tsx";
import { PartFailed } from "../parts/part_failed.tsx";

const part = () => import("./tools_part.ts");
const floating = <P extends { close?: (refocus: boolean) => void }>(load: () => Promise<ComponentType<P>>) =>
  later(load, undefined, (_, { close }) => <PartFailed {...(close ? { close } : {})} />);

export const AllRoomsList = floating(() => part().then((tools) => tools.AllRoomsList));
export const DayList = later(() => part().then((tools) => tools.DayList));
export const EditBox = later(() => part().then((tools) => tools.EditBox));
export const EmojiBox = floating(() => part().then((tools) => tools.EmojiBox));
export const EmojiChoice = later(() => part().then((tools) => tools.EmojiChoice));
export const FormatList = floating(() => part().then((tools) => tools.FormatList));
export const MeList = floating(() => part().then((tools) => tools.MeList));
export const MessageActions = later(
  () => part().then((tools) => tools.MessageActions),
  undefined,
  () => <PartFailed />,
);
export const PasteOffer = later(
  () => part().then((tools) => tools.PasteOffer),
  undefined,
  () => null,
);
export const PersonCard = floating(() => part().then((tools) => tools.PersonCard));
export const RoomList = floating(() => part().then((tools) => tools.RoomList));

const all = [
  AllRoomsList,
  DayList,
  EditBox,
  EmojiBox,
  EmojiChoice,
  FormatList,
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
