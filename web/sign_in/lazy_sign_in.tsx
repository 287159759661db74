// Who is inside needs no door: they come as one part of their own.
import type { ComponentType } from "preact";

import { tUi } from "../ui/words.ts";
import { later } from "../ui/lazy/lazy.tsx";

import { SignInColumn } from "./sign_in_column.tsx";

const part = () => import("./sign_in_chunk.ts");
const lazySignIn = <P extends object>(load: () => Promise<ComponentType<P>>) =>
  later(load, {
    waiting: () => <main class="sign-in" aria-busy="true" aria-label={tUi("loading")} />,
    frame: (told) => <SignInColumn title="Confab">{told}</SignInColumn>,
    isOpened: true,
  });

export const Join = lazySignIn(() => part().then((views) => views.Join));
export const NotFound = lazySignIn(() => part().then((views) => views.NotFound));
export const Reset = lazySignIn(() => part().then((views) => views.Reset));
export const ResetSignedIn = later(() => part().then((views) => views.ResetSignedIn));
export const Setup = lazySignIn(() => part().then((views) => views.Setup));
export const SignIn = lazySignIn(() => part().then((views) => views.SignIn));
