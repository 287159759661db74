import { defineWords } from "../say.ts";

export const saySettings = defineWords("settings", {});
