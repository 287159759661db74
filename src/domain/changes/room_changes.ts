// Changes of rooms, of their members, and of read marks.
import type { NotifyLevel, RoomRole } from "../../protocol/shapes.ts";
import type { Actor, ByOrFor, Done, Switched } from "./parts.ts";

export interface RoomChanges {
  /** One that lowers becomes seq − 1, wherever it stood. */
  mark: { change: { actor: Actor; roomId: number; seq: number; lower: boolean }; outcome: Switched };
  /** `roomIds`: whose mark moved. */
  markAll: { change: { actor: Actor }; outcome: Done & { roomIds: number[] } };
  createRoom: {
    /** `roomLimit`: of all public and private rooms (G10). */
    change: { roomKind: "public" | "private"; name: string; topic: string; roomLimit: number } & ByOrFor;
    outcome: Done & { roomId: number };
  };
  openDirect: {
    /** `userIds`: the whole set, rising, the actor among them (G1). */
    change: { actor: Actor; userIds: number[] };
    /** `shown`: it was there, hidden from the actor. */
    outcome: Done & { roomId: number; created: boolean; shown: boolean };
  };
  changeRoom: {
    change: {
      actor: Actor | null;
      roomId: number;
      name?: string;
      topic?: string;
      roomKind?: "public" | "private";
      archived?: boolean;
      broadcasts?: "members" | "owners";
    };
    outcome: Switched;
  };
  join: { change: { actor: Actor; roomId: number }; outcome: Switched };
  /** Of a direct room: hides it. */
  leave: { change: { actor: Actor; roomId: number }; outcome: Switched & { hidden: boolean } };
  enterRoom: { change: { actor: Actor; roomId: number }; outcome: Switched };
  addMembers: {
    change: { actor: Actor; roomId: number; userIds: number[] };
    /** The new members. */
    outcome: Done & { added: number[] };
  };
  removeMember: { change: { actor: Actor; roomId: number; userId: number }; outcome: Switched };
  setRoomRole: {
    change: { actor: Actor; roomId: number; userId: number; role: RoomRole };
    outcome: Switched;
  };
  changeRoomSettings: {
    change: {
      actor: Actor;
      roomId: number;
      notify?: NotifyLevel;
      mutedUntil?: number | null;
      starred?: boolean;
      /** Direct rooms only. */
      hidden?: boolean;
    };
    outcome: Switched;
  };
  /** How long messages are kept (J1); null: the workspace's number. */
  setRoomRetention: { change: { actor: Actor; roomId: number; days: number | null }; outcome: Switched };
  holdRoom: { change: { actor: Actor; roomId: number; on: boolean }; outcome: Switched };
}
