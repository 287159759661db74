// Who tortures, and where: a workspace with people in rooms that all of them share.
import { setUpWorkspace, signUp, type Person } from "../support/client.ts";

export interface PeopleAndRooms {
  people: Person[];
  /** Where they talk. */
  roomIds: number[];
  /** A room of everyone where nobody talks: what a harm needs to be old is put there. */
  archiveId: number;
}

export async function makePeopleAndRooms(
  url: string,
  counts: { people: number; rooms: number },
): Promise<PeopleAndRooms> {
  const ada = await setUpWorkspace(url);
  const people = [ada];
  while (people.length < counts.people)
    people.push(await signUp(url, { username: `guest${people.length}`, invitedBy: ada }));
  const { body } = await ada.get("/api/rooms");
  const roomIds: number[] = [body.rooms[0].id];
  while (roomIds.length < counts.rooms) roomIds.push(await openRoom(people, `room ${roomIds.length}`));
  return { people, roomIds, archiveId: await openRoom(people, "archive") };
}

async function openRoom([ada, ...others]: Person[], name: string): Promise<number> {
  const made = await ada?.post("/api/rooms", { name });
  const id: number = made?.body.room.id;
  await Promise.all(others.map((person) => person.post(`/api/rooms/${id}/join`)));
  return id;
}
