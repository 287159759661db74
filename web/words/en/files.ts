import { defineWords } from "../say.ts";

export const sayFiles = defineWords("files", {});
