/** What a promise that must fail fails with. `expect(…).rejects` is not used: its type is no promise, so nothing tells whether it was awaited. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error("It did not fail.");
}

/** The same, in words. */
export async function problemOf(work: Promise<unknown>): Promise<string> {
  const error = await failureOf(work);
  return error instanceof Error ? error.message : String(error);
}
