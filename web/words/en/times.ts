import { defineWords } from "../say.ts";

export const sayTimes = defineWords("times", {});
