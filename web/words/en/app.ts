import { defineWords } from "../say.ts";

export const sayApp = defineWords("app", {});
