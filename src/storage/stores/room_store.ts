import type { Client } from "../client.ts";
import { sql, type SQL } from "drizzle-orm";
import { displayKeysOf, isConfusable } from "../../domain/accounts/confusable_keys.ts";
import type { Membership, RoomStore } from "../../domain/stores.ts";
import type { AuditEntry, Counts, Member, Room } from "../../protocol/shapes.ts";
import { personJson } from "../person_json.ts";
import { auditPage } from "./audit_json.ts";
import { pageJoinableRooms } from "./joinable_rooms.ts";
import { pageListedRooms } from "./listed_rooms.ts";
import type { MembershipCache } from "./membership_cache.ts";
import { findRoomsByName } from "./my_rooms_by_name.ts";
import type { PlaceholderOf } from "../statement.ts";
import { preparedRead, readJson, type JsonQuery } from "./read_json.ts";
import { findByName } from "./room_names.ts";
import { createRoomPlanCache } from "./room_plan_cache.ts";
import { createRoomTextCache } from "./room_text_cache.ts";
import type { RecentChanges } from "./recent_changes.ts";
import { isThere } from "./room_plan.ts";
import { countsJson, myRoomJson, otherRoomJson, roomInfoJson } from "./room_json.ts";

/** Over a member `b` and their user `a`. */
const memberJson: SQL = sql`json_object('user', ${personJson("a")}, 'role', b.role, 'joinedAt', b.joined_at)`;

type MyRoom = { userId: number; roomId: number };

const mine = (placeholder: PlaceholderOf<MyRoom>) => sql`FROM members b JOIN rooms r ON r.id = b.room_id
  WHERE b.room_id = ${placeholder("roomId")} AND b.user_id = ${placeholder("userId")}`;

const findMembership = preparedRead<Membership, MyRoom>((placeholder) => ({
  json: sql`json_object('role', b.role, 'room', ${roomInfoJson})`,
  from: mine(placeholder),
}));

const readCounts = preparedRead<Counts, MyRoom>((placeholder) => ({
  json: countsJson,
  from: mine(placeholder),
}));

const findRoom = preparedRead<Room, MyRoom>((placeholder) => ({
  json: sql`iif(b.user_id IS NULL, ${otherRoomJson}, ${myRoomJson})`,
  from: sql`FROM rooms r LEFT JOIN members b ON b.room_id = r.id AND b.user_id = ${placeholder("userId")}
    WHERE r.id = ${placeholder("roomId")} AND (b.user_id IS NOT NULL OR r.kind = 'public')`,
}));

interface RoomStoreDeps {
  client: Client;
  cache: MembershipCache;
  changes: RecentChanges;
  now: () => number;
}

export function createRoomStore({ client, cache, changes, now }: RoomStoreDeps): RoomStore {
  const plans = createRoomPlanCache({ client, changes });
  const texts = createRoomTextCache({ client, changes });

  async function pageMine(userId: number, page: { after: number; limit: number }): Promise<Room[]> {
    return list<Room>({
      json: sql`json_group_array(json(room))`,
      from: sql`FROM (
        SELECT ${myRoomJson} AS room FROM members b JOIN rooms r ON r.id = b.room_id
        WHERE b.user_id = ${userId} AND b.room_id > ${page.after} AND ${isThere}
        ORDER BY b.room_id LIMIT ${page.limit})`,
    });
  }

  async function list<T>(query: JsonQuery): Promise<T[]> {
    return (await readJson<T[]>(client, query)) ?? [];
  }

  return {
    findMembership(userId, roomId) {
      return cache.find(userId, roomId, () => findMembership(client, { userId, roomId }));
    },

    findRoom(userId, roomId) {
      return findRoom(client, { userId, roomId });
    },

    listMyIds(userId) {
      return list<number>({
        // In the order of the index. An ORDER BY inside the aggregate would sort them.
        json: sql`json_group_array(room_id)`,
        from: sql`FROM (SELECT room_id FROM members WHERE user_id = ${userId} ORDER BY room_id)`,
      });
    },

    listMyGroupIds: (userId) => plans.groupIds(userId, now()),

    planMine: (userId, options) => plans.plan(userId, options),

    findMineAsText: (userId, roomIds) => texts.find(userId, roomIds),

    findMineByName: (userId, query) => findRoomsByName(client, userId, query),

    findMine(userId, roomIds) {
      return list<Room>({
        json: sql`json_group_array(json(${myRoomJson}) ORDER BY p.key)`,
        from: sql`FROM json_each(${JSON.stringify(roomIds)}) p
          CROSS JOIN members b ON b.room_id = p.value AND b.user_id = ${userId}
          CROSS JOIN rooms r ON r.id = b.room_id`,
      });
    },

    pageMine,

    pageJoinable: (userId, page) => pageJoinableRooms(client, userId, page),

    async findSameName(userId, { keys, butRoomId = 0, onNamesRead }) {
      // One's own private rooms are known; of others' not even the name is.
      const which = sql`r.kind <> 'direct' AND r.id <> ${butRoomId} AND (r.kind = 'public'
        OR EXISTS (SELECT 1 FROM members b WHERE b.room_id = r.id AND b.user_id = ${userId}))`;
      const isWanted = (name: string) => isConfusable(displayKeysOf(name), keys);
      const [found] = await findByName(client, { which, after: 0, limit: 1, isWanted, onNamesRead });
      return found ?? null;
    },

    pageMembers(roomId, page) {
      return list<Member>({
        json: sql`json_group_array(json(member))`,
        from: sql`FROM (
          SELECT ${memberJson} AS member
          FROM members b JOIN users a ON a.id = b.user_id
          WHERE b.room_id = ${roomId} AND b.user_id > ${page.after} AND a.deactivated_at IS NULL
          ORDER BY b.user_id LIMIT ${page.limit})`,
      });
    },

    findMembers(roomId, userIds) {
      return list<Member>({
        json: sql`json_group_array(${memberJson} ORDER BY b.user_id)`,
        from: sql`FROM members b JOIN users a ON a.id = b.user_id
        WHERE b.room_id = ${roomId} AND ${among(sql`b.user_id`, userIds)} AND a.deactivated_at IS NULL`,
      });
    },

    async hasMoreMembers(roomId, than) {
      const count = await readJson<number>(client, {
        json: sql`json(count(*))`,
        from: sql`FROM (SELECT 1 FROM members WHERE room_id = ${roomId} LIMIT ${than + 1})`,
      });
      return (count ?? 0) > than;
    },

    async findByFoldedKeys(roomId, foldedKeys) {
      const found = await list<[string, number]>({
        json: sql`json_group_array(json_array(a.folded_look, a.id))`,
        from: sql`FROM json_each(${JSON.stringify(foldedKeys)}) p
        JOIN users a ON a.folded_look = p.value AND a.deactivated_at IS NULL
        JOIN members b ON b.room_id = ${roomId} AND b.user_id = a.id`,
      });
      return new Map(found);
    },

    async hasDirect(userIds) {
      const found = await readJson<number>(client, {
        json: sql`json(count(*))`,
        from: sql`FROM rooms WHERE direct_key = ${userIds.join(",")}`,
      });
      return (found ?? 0) > 0;
    },

    listDirectPeople(roomId) {
      return list<number>({
        json: sql`json_group_array(b.user_id)`,
        from: sql`FROM rooms r CROSS JOIN members b ON b.room_id = r.id WHERE r.id = ${roomId} AND r.kind = 'direct'`,
      });
    },

    listDirectIds(userId) {
      return list<number>({
        json: sql`json_group_array(b.room_id ORDER BY b.room_id)`,
        from: sql`FROM members b JOIN rooms r ON r.id = b.room_id
        WHERE b.user_id = ${userId} AND r.kind = 'direct'`,
      });
    },

    pageLog: (roomId, page) => list<AuditEntry>(auditPage(sql`e.room_id = ${roomId}`, page)),

    pageListed: (page) => pageListedRooms(client, page),

    async forMembers(roomId, userIds) {
      const seen = await list<[number, Room]>({
        json: sql`json_group_array(json_array(b.user_id, json(${myRoomJson})))`,
        from: sql`FROM rooms r JOIN members b ON b.room_id = r.id
        WHERE r.id = ${roomId} AND ${among(sql`b.user_id`, userIds)}`,
      });
      return new Map(seen);
    },

    counts(userId, roomId) {
      return readCounts(client, { userId, roomId });
    },
  };
}

function among(column: SQL, ids: number[]): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}
