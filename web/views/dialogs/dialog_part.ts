// What `later_dialogs.tsx` loads.
export { AddPeople } from "./add_people.tsx";
export { BrowseRooms } from "./browse_rooms.tsx";
export { ChooseDay } from "../room/choose_day.tsx";
export { ChoosePerson } from "./choose_person.tsx";
export { CopyLink } from "./copy_link.tsx";
export { CreateRoom } from "./create_room.tsx";
export { ForMe } from "./for_me.tsx";
export { InvitePeople } from "./invite_people.tsx";
export { Members } from "./members.tsx";
export { MyStatus } from "./my_status.tsx";
export { NewDirect } from "./new_direct.tsx";
export { RoomLog } from "./room_log.tsx";
export { RoomSettings } from "./room_settings.tsx";
export { Unsent } from "./unsent.tsx";
