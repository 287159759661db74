// The ways in, and a new password: loaded as one part by who needs them.
export { ResetSignedIn } from "./reset_signed_in.tsx";
export { Join } from "./join.tsx";
export { NotFound } from "../app/not_found.tsx";
export { Reset } from "./reset.tsx";
export { Setup } from "./setup.tsx";
export { SignIn } from "./sign_in.tsx";
