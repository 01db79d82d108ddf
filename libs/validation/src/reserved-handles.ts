/** Handles nobody can claim at sign-up (field specifications, "Reserved Handles"). */

/** System roles, system routes and the mailbox names of RFC 2142 that others would trust. */
export const reservedHandles: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "admin",
  "administrator",
  "autoconfig",
  "autodiscover",
  "help",
  "hostmaster",
  "info",
  "mailer-daemon",
  "postmaster",
  "root",
  "ssladmin",
  "support",
  "webmaster",
]);
