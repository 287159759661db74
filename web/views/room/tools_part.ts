// What is done with a message: loaded as one part, when someone first points at one.
export { EditBox } from "./edit_box.tsx";
export { MessageActions } from "./message_actions.tsx";
