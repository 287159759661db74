import { defineWords } from "../say.ts";

export const sayDialogs = defineWords("dialogs", {});
