import { defineWords } from "../say.ts";

export const saySwitcher = defineWords("switcher", {});
