import type { PasswordHash } from "../domain/accounts/hashing.ts";

/** argon2id with 19 MiB and two passes, OWASP's first choice: 28 ms. Bun's default takes 64 MiB and 170 ms. */
export const passwordHash: PasswordHash = {
  hash: (password) => Bun.password.hash(password, { algorithm: "argon2id", memoryCost: 19_456, timeCost: 2 }),
  async verify(password, hash) {
    try {
      return await Bun.password.verify(password, hash);
    } catch (error) {
      // A damaged hash matches no password (H4).
      if (error instanceof Error && "code" in error && String(error.code).startsWith("PASSWORD_"))
        return false;
      throw error;
    }
  },
};
