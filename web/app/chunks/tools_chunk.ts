// What opens from the first screen, and what is done with a message: loaded as one part, once what is said has been drawn.
export { PersonCard } from "../../people/person_card.tsx";
export { DayList } from "../../conversation/day_list.tsx";
export { EditBox } from "../../message/edit_box.tsx";
export { EmojiBox, EmojiChoice } from "../../emoji/emoji_box.tsx";
export { PasteOffer } from "../../composer/paste_offer.tsx";
export { FormatList } from "../../composer/format_list.tsx";
export { MessageActions } from "../../message/message_actions.tsx";
export { MessageSheet } from "../../message/message_sheet.tsx";
export { RoomList } from "../../rooms/room_menu.tsx";
export { AllRoomsList } from "../../sidebar/rooms_menu.tsx";
export { MeList } from "../../sidebar/me_menu_list.tsx";
