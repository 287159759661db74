// On every answer. The page needs nothing from elsewhere, and nothing of it may be framed or read from elsewhere.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "media-src 'self'",
  "img-src 'self' data: blob:",
  // Covers ws: and wss: of the same host in every browser since 2022.
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** What a page could ask for and this one never does; nor may anything that it shows. */
const unused = [
  "accelerometer",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "hid",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "serial",
  "usb",
  "xr-spatial-tracking",
];

const securityHeaders = {
  "Content-Security-Policy": contentSecurityPolicy,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  "Permissions-Policy": unused.map((name) => `${name}=()`).join(", "),
} as const;

const yearSeconds = 365 * 24 * 3600;

interface SecurityHeaderDeps {
  /** The setting HSTS_SUBDOMAINS: whether all names below this one speak https, too. */
  hstsSubdomains: boolean;
}

/** Sets the headers that a handler did not set. */
export type SetSecurityHeaders = (headers: Headers, request: { isSecure: boolean }) => void;

export function createSecurityHeaders({ hstsSubdomains }: SecurityHeaderDeps): SetSecurityHeaders {
  const transportSecurity = `max-age=${yearSeconds}${hstsSubdomains ? "; includeSubDomains" : ""}`;
  return (headers, { isSecure }) => {
    for (const [name, value] of Object.entries(securityHeaders)) {
      if (!headers.has(name)) headers.set(name, value);
    }
    if (isSecure) {
      headers.set("Strict-Transport-Security", transportSecurity);
      // Over plain http browsers ignore it, and say so in their console as an error.
      headers.set("Cross-Origin-Opener-Policy", "same-origin");
    }
  };
}
