/** A virtual authenticator in Chromium (WebDriver's, through the DevTools protocol): a phone that says yes to everything. */

import type { Page } from "playwright-core";

export interface VirtualAuthenticator {
  /** How many passkeys it has. */
  readonly count: () => Promise<number>;
  /** The person's finger is known to it, or not. */
  readonly verifies: (isUserVerified: boolean) => Promise<void>;
}

/** One that keeps passkeys and verifies who uses them; a page has those that were plugged in to it. */
export async function plugIn(page: Page): Promise<VirtualAuthenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    count: async () => {
      const { credentials } = await session.send("WebAuthn.getCredentials", { authenticatorId });
      return credentials.length;
    },
    verifies: async (isUserVerified) => {
      await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    },
  };
}
