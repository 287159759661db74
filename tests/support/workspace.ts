// A workspace with Ada, who set it up, and Bob, whom she invited: most tests begin with them.
import { setUpWorkspace, signUp, type Person } from "./client.ts";
import { startTestServer, type TestServer, type TestServerOptions } from "./server.ts";

interface People {
  ada: Person;
  bob: Person;
}

/** On a server that nobody uses yet. */
export async function signUpPeople(url: string): Promise<People> {
  const ada = await setUpWorkspace(url);
  return { ada, bob: await signUp(url, { username: "Bob", invitedBy: ada }) };
}

/** With a server of its own; dispose of that. */
export async function startWorkspace(
  options: TestServerOptions = {},
): Promise<People & { server: TestServer }> {
  const server = await startTestServer(options);
  try {
    return { server, ...(await signUpPeople(server.url)) };
  } catch (error) {
    await server.dispose();
    throw error;
  }
}
