// What the middleware sets on each request, for all route files.
import type { ErrorCode } from "../../protocol/error_codes.ts";
import type { Session } from "../../domain/stores.ts";

export interface HttpEnv {
  Variables: {
    /** The live session of the cookie, or null. */
    session: Session | null;
    /** SHA-256 (hex) of the cookie's token: to find the session again. */
    tokenHash: string | null;
    /** The peer's address; of a trusted proxy, the one it forwards. */
    address: string;
    /** Straight from a loopback address to a loopback Host, with no proxy header (SPEC R5). */
    isLocal: boolean;
    /** Whether the browser speaks https to us: Secure cookies. */
    isSecure: boolean;
    /** PUBLIC_URL, else the origin the request came to: for links (SPEC R6). */
    origin: string;
    requestId: string;
    /** Why it was not done, for the metrics. */
    refused?: ErrorCode;
    /** For the bytes of a file: a slow line may take its time with them. */
    allowSlowReader: () => void;
  };
}
