// Messages in the tests of the page: said over REST, found in the room, done something with.
import type { Locator, Page } from "playwright-core";

import type { Message } from "../../src/protocol/shapes.ts";
import type { Person } from "../support/client.ts";
import { messageWith, timeline } from "../support/page_parts.ts";

import type { Workspace } from "./page_support.ts";

/** What was said, as the server holds it. */
export async function postAs(
  person: Person,
  roomId: number,
  body: string,
  replyTo: number | null = null,
): Promise<Message> {
  const clientId = crypto.randomUUID();
  const answer = await person.post<{ message: Message }>(`/api/rooms/${roomId}/messages`, {
    clientId,
    body,
    replyTo,
  });
  if (answer.status !== 201) throw new Error(`Not said: ${JSON.stringify(answer.body)}`);
  return answer.body.message;
}

/** A public room in which both are; Ada made it. */
export async function roomOfTwo({ ada, bob }: Pick<Workspace, "ada" | "bob">, name: string): Promise<number> {
  const { body } = await ada.post("/api/rooms", { name });
  await bob.post(`/api/rooms/${body.room.id}/join`);
  return body.room.id;
}

/** The row of the message with this text, in the room itself. */
export const rowOf = (page: Page, text: string) => messageWith(timeline(page), text);

/** Opens the menu of a message and takes what is called so. */
export async function choose(page: Page, row: Locator, name: string): Promise<void> {
  await row.hover();
  await row.getByRole("button", { name: "Message menu" }).click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}
