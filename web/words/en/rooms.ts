import { defineWords } from "../say.ts";

export const sayRooms = defineWords("rooms", {});
