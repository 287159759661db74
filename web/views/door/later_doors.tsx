// Who is inside needs no door: they come as one part of their own.
import { sayApp } from "../../words/en/app.ts";
import { later } from "../parts/later.tsx";

const part = () => import("./door_part.ts");
const doorWaits = () => <main class="door" aria-busy="true" aria-label={sayApp("loading")} />;

export const Join = later(() => part().then((doors) => doors.Join), doorWaits);
export const NotFound = later(() => part().then((doors) => doors.NotFound), doorWaits);
export const Reset = later(() => part().then((doors) => doors.Reset), doorWaits);
export const ResetInside = later(() => part().then((doors) => doors.ResetInside));
export const Setup = later(() => part().then((doors) => doors.Setup), doorWaits);
export const SignIn = later(() => part().then((doors) => doors.SignIn), doorWaits);
