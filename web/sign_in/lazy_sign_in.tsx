// Who is inside needs no door: they come as one part of their own.
import type { ComponentType } from "preact";

import { tUi } from "../ui/words.ts";
import { later } from "../ui/lazy.tsx";

import { Door } from "./sign_in_column.tsx";

const part = () => import("./sign_in_chunk.ts");
const laterDoor = <P extends object>(load: () => Promise<ComponentType<P>>) =>
  later(load, {
    waiting: () => <main class="door" aria-busy="true" aria-label={tUi("loading")} />,
    frame: (told) => <Door title="Confab">{told}</Door>,
    isOpened: true,
  });

export const Join = laterDoor(() => part().then((doors) => doors.Join));
export const NotFound = laterDoor(() => part().then((doors) => doors.NotFound));
export const Reset = laterDoor(() => part().then((doors) => doors.Reset));
export const ResetInside = later(() => part().then((doors) => doors.ResetInside));
export const Setup = laterDoor(() => part().then((doors) => doors.Setup));
export const SignIn = laterDoor(() => part().then((doors) => doors.SignIn));
