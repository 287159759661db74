// L6: what a room may be called, and its topic.
import { limits } from "../protocol/limits.ts";
import { checkLine } from "./plain_line.ts";

export function checkRoomName(name: string): string {
  return checkLine(name, { field: "name", what: "A room's name", maxLength: limits.roomNameLength });
}

export function checkTopic(topic: string): string {
  return checkLine(topic, {
    field: "topic",
    what: "A topic",
    maxLength: limits.topicLength,
    mayBeEmpty: true,
  });
}
