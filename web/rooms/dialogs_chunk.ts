// What `lazy_dialogs.tsx` loads.
export { AddPeople } from "./add_people.tsx";
export { BrowseRooms } from "./browse_rooms.tsx";
export { ChooseDay } from "../conversation/choose_day.tsx";
export { ChoosePerson } from "../people/choose_person.tsx";
export { CopyLink } from "../ui/copy_link.tsx";
export { CreateRoom } from "./create_room.tsx";
export { RoomPreferences } from "./room_preferences.tsx";
export { InvitePeople } from "../people/invite_people.tsx";
export { Members } from "./members.tsx";
export { MyStatus } from "../settings/my_status.tsx";
export { NewDirect } from "./new_direct.tsx";
export { RoomLog } from "./room_log.tsx";
export { RoomSettings } from "./room_settings.tsx";
export { Unsent } from "../composer/unsent_dialog.tsx";
