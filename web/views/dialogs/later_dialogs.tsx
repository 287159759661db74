// Dialogs come as one part, when the first of them is opened: most visits open none.
import type { ComponentChildren, ComponentType } from "preact";

import { sayApp } from "../../words/en/app.ts";
import { DialogBox } from "../parts/dialog_box.tsx";
import { later } from "../parts/later.tsx";

const part = () => import("./dialog_part.ts");

interface Closable {
  close: () => void;
}

function dialog<P extends Closable>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const frame = (told: ComponentChildren, { close }: P) => (
    <DialogBox title={sayApp("notLoadedTitle")} close={close}>
      {told}
    </DialogBox>
  );
  return later(load, () => null, frame);
}

export const AddPeople = dialog(() => part().then((dialogs) => dialogs.AddPeople));
export const BrowseRooms = dialog(() => part().then((dialogs) => dialogs.BrowseRooms));
export const ChooseDay = dialog(() => part().then((dialogs) => dialogs.ChooseDay));
export const ChoosePerson = dialog(() => part().then((dialogs) => dialogs.ChoosePerson));
export const CopyLink = dialog(() => part().then((dialogs) => dialogs.CopyLink));
export const CreateRoom = dialog(() => part().then((dialogs) => dialogs.CreateRoom));
export const ForMe = dialog(() => part().then((dialogs) => dialogs.ForMe));
export const InvitePeople = dialog(() => part().then((dialogs) => dialogs.InvitePeople));
export const Members = dialog(() => part().then((dialogs) => dialogs.Members));
export const MyStatus = dialog(() => part().then((dialogs) => dialogs.MyStatus));
export const NewDirect = dialog(() => part().then((dialogs) => dialogs.NewDirect));
export const RoomLog = dialog(() => part().then((dialogs) => dialogs.RoomLog));
export const RoomSettings = dialog(() => part().then((dialogs) => dialogs.RoomSettings));
export const Unsent = dialog(() => part().then((dialogs) => dialogs.Unsent));

/** Fetched while nothing else happens, so that they open at once, offline too. */
export const fetchDialogs = () => void part().catch(() => {});
