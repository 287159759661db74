// The real server, but that people come in quickly: the tests make a thousand of them.
import { startConfab } from "../../src/main.ts";
import { quickHash } from "./quick_hash.ts";

await startConfab({ passwordHash: quickHash });
