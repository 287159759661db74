import { defineWords } from "../say.ts";

export const sayRoom = defineWords("room", {});
