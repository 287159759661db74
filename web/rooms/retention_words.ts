import { defineWords } from "../i18n/translate.ts";

/** How long messages are kept (SPEC section 15). */
export const tRetention = defineWords("retention", {
  retention: "Retention",
  lead: "How long messages are kept. Older ones are removed for everyone, with their files.",
  days: "Keep messages for (days)",
  daysHint: "Leave empty to keep them forever. A room can keep its messages for less.",
  roomDaysHint: "Leave empty to use the workspace setting. The smaller number applies.",
  notDays: "Enter a whole number from 1 to 36500, or leave it empty.",
  workspaceKeeps: {
    one: "The workspace keeps messages for {count} day.",
    other: "The workspace keeps messages for {count} days.",
  },
  workspaceForever: "The workspace keeps messages forever.",
  apply: "Apply",
  title: "Remove older messages?",
  nothingGoes: "No messages are that old yet. They will be removed when they are.",
  goes: {
    one: "{count} message would be removed within the hour.",
    other: "{count} messages would be removed within the hour.",
  },
  oldest: "The oldest is from {date}.",
  files: {
    one: "{count} file ({size}) is removed with them.",
    other: "{count} files ({size}) are removed with them.",
  },
  forever: "This can't be undone. Existing backups still contain them.",
  remove: "Remove by age",
  kept: { one: "Messages are kept for {count} day", other: "Messages are kept for {count} days" },
  held: "On hold since {date}: nothing is removed by age, but people can still edit and delete",
  hold: "Put on hold",
  release: "Release hold",
});
