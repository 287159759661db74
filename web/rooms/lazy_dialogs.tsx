// Dialogs come as one part, when the first of them is opened: most visits open none.
import { laterDialog } from "../ui/lazy/lazy_dialog.tsx";

const part = () => import("./dialogs_chunk.ts");

export const AddPeople = laterDialog(() => part().then((dialogs) => dialogs.AddPeople));
export const BrowseRooms = laterDialog(() => part().then((dialogs) => dialogs.BrowseRooms));
export const ChooseDay = laterDialog(() => part().then((dialogs) => dialogs.ChooseDay));
export const ChoosePerson = laterDialog(() => part().then((dialogs) => dialogs.ChoosePerson));
export const CopyLink = laterDialog(() => part().then((dialogs) => dialogs.CopyLink));
export const CreateRoom = laterDialog(() => part().then((dialogs) => dialogs.CreateRoom));
export const RoomPreferences = laterDialog(() => part().then((dialogs) => dialogs.RoomPreferences));
export const InvitePeople = laterDialog(() => part().then((dialogs) => dialogs.InvitePeople));
export const Members = laterDialog(() => part().then((dialogs) => dialogs.Members));
export const MyStatus = laterDialog(() => part().then((dialogs) => dialogs.MyStatus));
export const NewDirect = laterDialog(() => part().then((dialogs) => dialogs.NewDirect));
export const RoomLog = laterDialog(() => part().then((dialogs) => dialogs.RoomLog));
export const RoomSettings = laterDialog(() => part().then((dialogs) => dialogs.RoomSettings));
export const Unsent = laterDialog(() => part().then((dialogs) => dialogs.Unsent));

/** Fetched while nothing else happens, so that they open at once, offline too. */
export const fetchDialogs = () => void AddPeople.fetch().catch(() => {});
