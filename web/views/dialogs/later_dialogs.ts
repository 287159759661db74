// Dialogs come as one part, when the first of them is opened: most visits open none.
import { later } from "../parts/later.tsx";

const part = () => import("./dialog_part.ts");

export const AddPeople = later(() => part().then((dialogs) => dialogs.AddPeople));
export const AuditLog = later(() => part().then((dialogs) => dialogs.AuditLog));
export const BrowseRooms = later(() => part().then((dialogs) => dialogs.BrowseRooms));
export const ChangePassword = later(() => part().then((dialogs) => dialogs.ChangePassword));
export const CreateRoom = later(() => part().then((dialogs) => dialogs.CreateRoom));
export const EnterRoom = later(() => part().then((dialogs) => dialogs.EnterRoom));
export const ForMe = later(() => part().then((dialogs) => dialogs.ForMe));
export const InvitePeople = later(() => part().then((dialogs) => dialogs.InvitePeople));
export const Members = later(() => part().then((dialogs) => dialogs.Members));
export const MyProfile = later(() => part().then((dialogs) => dialogs.MyProfile));
export const MyStatus = later(() => part().then((dialogs) => dialogs.MyStatus));
export const NewDirect = later(() => part().then((dialogs) => dialogs.NewDirect));
export const Notifications = later(() => part().then((dialogs) => dialogs.Notifications));
export const PeopleAdmin = later(() => part().then((dialogs) => dialogs.PeopleAdmin));
export const PlaceSettings = later(() => part().then((dialogs) => dialogs.PlaceSettings));
export const RoomLog = later(() => part().then((dialogs) => dialogs.RoomLog));
export const RoomSettings = later(() => part().then((dialogs) => dialogs.RoomSettings));
export const Sessions = later(() => part().then((dialogs) => dialogs.Sessions));
export const Unsent = later(() => part().then((dialogs) => dialogs.Unsent));

/** Fetched while nothing else happens, so that they open at once, offline too. */
export const fetchDialogs = () => void part().catch(() => {});
