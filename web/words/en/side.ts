import { defineWords } from "../say.ts";

export const saySide = defineWords("side", {});
