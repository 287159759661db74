// The ways in, and a new password: loaded as one part by who needs them.
export { ResetInside } from "../dialogs/reset_inside.tsx";
export { Join } from "./join.tsx";
export { NotFound } from "./not_found.tsx";
export { Reset } from "./reset.tsx";
export { Setup } from "./setup.tsx";
export { SignIn } from "./sign_in.tsx";
