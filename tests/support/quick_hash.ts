// Passwords that cost nothing to hash: of the argon2id of the program, as little as there is. What a hash costs whoever guesses
// is tried where it is promised (L7, R7), on src/main.ts.
import type { PasswordHash } from "../../src/domain/accounts/hashing.ts";
import { passwordHash } from "../../src/platform/password_hash.ts";

export const quickHash: PasswordHash = {
  ...passwordHash,
  hash: (password) => Bun.password.hash(password, { algorithm: "argon2id", memoryCost: 8, timeCost: 1 }),
};
