import { defineWords } from "../say.ts";

/** How long messages are kept (SPEC section 15). */
export const sayRetention = defineWords("retention", {
  retention: "Retention",
  lead: "How long messages are kept. What is older is removed for everyone, with its files.",
  days: "Keep messages for (days)",
  daysHint: "Empty: forever. A room can have a smaller number of its own.",
  roomDaysHint: "Empty: as long as the workspace keeps them. The smaller number applies.",
  notDays: "A whole number from 1 to 36500, or nothing.",
  workspaceKeeps: {
    one: "The workspace keeps messages for {count} day.",
    other: "The workspace keeps messages for {count} days.",
  },
  apply: "Apply",
  title: "Remove older messages?",
  nothingGoes: "Nothing is older now. From now on messages are removed when they are.",
  goes: {
    one: "{count} message would be removed within the hour.",
    other: "{count} messages would be removed within the hour.",
  },
  oldest: "The oldest is of {date}.",
  files: { one: "With them goes {count} file ({size}).", other: "With them go {count} files ({size})." },
  forever: "This cannot be undone. Backups made before still hold them.",
  remove: "Remove by age",
  kept: { one: "Messages are kept for {count} day", other: "Messages are kept for {count} days" },
  held: "On hold since {date}: nothing is removed by age",
  hold: "Put on hold",
  release: "Release the hold",
});
