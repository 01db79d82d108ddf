/** Deleting one's own account, on a page or in the node's app; Mastodon's API has no call for it (UC4; Mastodon: /settings/delete). */

import { Hono } from "hono";
import { SCRIPTED, showPage } from "../http/page.ts";
import { pageSetting } from "../http/pageSetting.ts";
import { PageRefusal } from "../http/pageRefusal.ts";
import { readForm } from "../http/readBody.ts";
import { ownAppUser } from "../oauth/ownApp.ts";
import type { OAuthPorts } from "../oauth/ports.ts";
import { accountDeletedPage, deleteAccountPage } from "../pages/deleteAccount.ts";
import { leaveAccount, ownerAndForm, ownerOf } from "./ownAccount.ts";
import { proofFault } from "./proof.ts";
import { signInMeans } from "./signInMeans.ts";

const PATH = "/settings/delete";

export function deleteAccountRoutes(ports: OAuthPorts): Hono {
  const { instance, store, directory } = ports;
  const app = new Hono();

  app.get(PATH, async (c) => {
    const user = await ownerOf(ports, c, PATH);
    if (user instanceof Response) return user;
    const means = await signInMeans(store, user.principal);
    return showPage(c, deleteAccountPage(pageSetting(c, instance), user, means, undefined), 200, SCRIPTED);
  });

  app.post(PATH, async (c) => {
    const asked = await ownerAndForm(ports, c, PATH);
    if (asked instanceof Response) return asked;
    const { user, form } = asked;
    const wrong = await proofFault(ports, c, user, form);
    if (wrong !== undefined) {
      const means = await signInMeans(store, user.principal);
      return showPage(c, deleteAccountPage(pageSetting(c, instance), user, means, wrong), 403, SCRIPTED);
    }
    await directory.deleteProfile({ principal: user.principal });
    await leaveAccount(ports, c);
    return showPage(c, accountDeletedPage(pageSetting(c, instance), user.handle));
  });

  app.post("/auth/account/delete", async (c) => {
    const user = await ownAppUser(store, instance, c);
    const wrong = await proofFault(ports, c, user, await readForm(c));
    if (wrong !== undefined) throw new PageRefusal(403, wrong);
    await directory.deleteProfile({ principal: user.principal });
    await leaveAccount(ports, c);
    return c.json({});
  });

  return app;
}
