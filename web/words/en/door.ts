import { defineWords } from "../say.ts";

export const sayDoor = defineWords("door", {});
