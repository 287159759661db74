// The sign-in pages, and a new password: one chunk.
export { Join } from "../../sign_in/join.tsx";
export { NotFound } from "../not_found.tsx";
export { Reset, ResetSignedIn } from "../../sign_in/reset.tsx";
export { Setup } from "../../sign_in/setup.tsx";
export { SignIn } from "../../sign_in/sign_in.tsx";
