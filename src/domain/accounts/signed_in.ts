// What a browser gets that has just signed in, whichever way.
import { notFound } from "../chat_error.ts";
import type { AccountParts, SignedIn } from "./account_parts.ts";

export async function signedIn(
  { stores, noteDevice }: Pick<AccountParts, "stores" | "noteDevice">,
  { userId, token, device }: { userId: number; token: string; device?: string | null },
): Promise<SignedIn> {
  const user = await stores.accounts.findUser(userId);
  if (!user) throw notFound("The user");
  return { user, token, device: device ?? (await noteDevice(userId)) };
}
