/** UC18 on this host: with `REGISTRATIONS=invite` a sign-up costs one use of an invitation, which operators give. */

import { INSTANCE, users } from "@mastic/core";
import type { SignUpPrice } from "@mastic/core/contract";
import { createInvitation } from "../../src/accounts/createInvitation.ts";
import { FormError } from "../../src/accounts/formError.ts";
import { signUp } from "../../src/accounts/signUp.ts";
import { passwords } from "../../src/auth/password.ts";
import { invitations } from "../../src/oauth/tables.ts";
import type { NodeHost } from "./hosts.ts";

const PASSWORD = "correct horse battery staple";

export function signUpPrice({ store: { store }, here }: NodeHost): SignUpPrice {
  const ports = {
    store,
    directory: here.directory,
    passwords: passwords(),
    // The story waits for homes itself.
    settled: () => Promise.resolve(),
  };
  const given = { uses: 0 };
  let alices = "";
  async function invite(uses: number): Promise<string> {
    given.uses += uses;
    return createInvitation(store, { uses, expiresAt: null });
  }
  async function left(): Promise<number> {
    const { rows } = await store.view(INSTANCE, (view) => view.scan(invitations, { limit: 100 }));
    return rows.reduce((sum, { usesLeft }) => sum + usesLeft, 0);
  }
  const invitationFor = async (paying: Parameters<SignUpPrice["signUp"]>[1]): Promise<string | undefined> =>
    ({
      nothing: () => undefined,
      // One that others have used up.
      "too little": () => invite(0),
      enough: () => invite(1),
      "twice as much": () => invite(2),
      "paid for Alice": () => alices,
    })[paying]();

  return {
    async signUp(handle, paying) {
      const means = { password: PASSWORD };
      const form = { handle, means, email: null, invitation: await invitationFor(paying) };
      try {
        await signUp(ports, form, true);
        return "Ok";
      } catch (error) {
        if (!(error instanceof FormError)) throw error;
        if (error.field === "invitation") return "PriceNotMet";
        if (error.field === "handle") return "InvalidHandle";
        throw error;
      }
    },
    async payForAlice() {
      alices = await invite(1);
      return "Ok";
    },
    taken: async () => given.uses - (await left()),
    async hasHome(handle) {
      const user = await store.view(INSTANCE, (view) => view.find(users, "handle", { handle }));
      return user?.status === "Active";
    },
  };
}
