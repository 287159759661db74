// What opens from the first screen, and what is done with a message: loaded as one part, once what is said has been drawn.
export { PersonCard } from "../parts/person_card.tsx";
export { DayList } from "../room/day_list.tsx";
export { EditBox } from "../room/edit_box.tsx";
export { EmojiBox, EmojiChoice } from "../room/emoji_box.tsx";
export { PasteOffer } from "../room/paste_offer.tsx";
export { FormatList } from "../room/format_list.tsx";
export { MessageActions } from "../room/message_actions.tsx";
export { MessageSheet } from "../room/message_sheet.tsx";
export { RoomList } from "../room/room_list.tsx";
export { AllRoomsList } from "../side/all_rooms_list.tsx";
export { MeList } from "../side/me_list.tsx";
