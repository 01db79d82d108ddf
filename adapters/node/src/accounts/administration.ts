/** The operator's commands on a node: they work beside a running server, on the same store. */

import { CoreError, INSTANCE, moderators, users, type Caller, type UserRow, type View } from "@mastic/core";
import { Handle } from "@mastic/validation";
import { passwords } from "../auth/password.ts";
import type { Administration } from "../commands/administration.ts";
import { CommandError } from "../commands/host.ts";
import type { Config } from "../config/config.ts";
import { requireDatabase } from "../dataDirectory.ts";
import { openNode, type Node } from "../node.ts";
import { credentials } from "../oauth/tables.ts";
import { keepOrigin } from "../origin.ts";
import { createInvitation } from "./createInvitation.ts";
import { FormError } from "./formError.ts";
import { removeStatus } from "./removeStatus.ts";
import { closeReport, listReports } from "./reports.ts";
import { resetPassword } from "./resetPassword.ts";
import { checkPassword, signUp } from "./signUp.ts";

/** Whoever has the machine moderates: the commands act as this principal, which nobody can sign in as. */
const operator: Caller & { readonly principal: string } = { principal: "operator" };

/**
 * @param options.begins makes the database when there is none
 * @throws {ConfigError} when there is none, or it is of another origin
 */
export async function openAdministration(
  config: Config,
  { begins = false }: { readonly begins?: boolean } = {},
): Promise<Administration> {
  if (!begins) requireDatabase(config.dataDirectory);
  const node = openNode(config);
  try {
    await keepOrigin(node.store, config);
  } catch (error) {
    await node.close();
    throw error;
  }
  await node.store.turn(INSTANCE, (turn) =>
    turn.insertIfAbsent(moderators, { principal: operator.principal, createdAt: turn.now }),
  );
  const hasher = passwords();
  return {
    async createAccount({ handle, email, password, isModerator }) {
      // The home of a new account is made here, whether or not a server runs beside.
      node.workers.local.start();
      const ports = {
        store: node.store,
        directory: node.directory,
        passwords: hasher,
        settled: (principal: string) => node.settled(principal),
      };
      const principal = await explaining(signUp(ports, { handle, email, means: { password } }, false));
      if (isModerator) await node.directory.addModerator(operator, { principal });
    },
    listAccounts: (page) => listAccounts(node, page),
    async suspendAccount(handle) {
      await node.directory.suspend(operator, { handle: await known(node, handle) });
      await atHome(node);
    },
    async unsuspendAccount(handle) {
      await node.directory.unsuspend(operator, { handle: await known(node, handle) });
      await atHome(node);
    },
    async deleteAccount(handle) {
      const { principal } = await userOf(node, handle);
      await node.directory.removeProfile(operator, { principal });
      await atHome(node);
    },
    async setPassword(handle, password) {
      const user = await userOf(node, handle);
      await explaining(Promise.resolve().then(() => checkPassword(password, user.handle)));
      await resetPassword({ store: node.store, passwords: hasher }, user.principal, password);
    },
    async addModerator(handle) {
      const { principal } = await userOf(node, handle);
      await explaining(node.directory.addModerator(operator, { principal }));
    },
    async removeModerator(handle) {
      const { principal } = await userOf(node, handle);
      await explaining(node.directory.removeModerator(operator, { principal }));
    },
    async blockDomain(domain, severity) {
      const block = await explaining(node.directory.blockDomain(operator, { domain, severity }));
      await atHome(node);
      return block;
    },
    async unblockDomain(domain) {
      const block = await explaining(node.directory.unblockDomain(operator, { domain }));
      await atHome(node);
      return block;
    },
    listDomainBlocks: (page) => node.directory.listDomainBlocks(operator, page),
    listReports: (page) => listReports(node, operator, page),
    resolveReport: (id) => explaining(closeReport(node, operator, "resolveReport", id)),
    dismissReport: (id) => explaining(closeReport(node, operator, "dismissReport", id)),
    async removeStatus(post) {
      const { uri } = await explaining(removeStatus(node, operator, post));
      await atHome(node);
      return { uri };
    },
    createInvitation: (wanted) => createInvitation(node.store, wanted),
    // Opening the store has migrated it.
    migrate: async () => node.store.migrated,
    backup: (path) => node.store.backup(path),
    close: () => node.close(),
  };
}

async function listAccounts(
  node: Node,
  { after, limit }: { readonly after?: string; readonly limit: number },
): ReturnType<Administration["listAccounts"]> {
  return node.store.view(INSTANCE, async (view) => {
    const page = await view.scan(users, {
      limit,
      ...(after === undefined ? {} : { after: { id: BigInt(after) } }),
    });
    const accounts = [];
    for (const user of page.rows) accounts.push(await summary(view, user));
    const last = page.rows.at(-1);
    return page.next === undefined || last === undefined
      ? { accounts }
      : { accounts, next: last.id.toString() };
  });
}

async function summary(
  view: View,
  user: UserRow,
): Promise<Awaited<ReturnType<Administration["listAccounts"]>>["accounts"][number]> {
  const { principal } = user;
  return {
    handle: user.handle,
    email: (await view.get(credentials, { principal }))?.email ?? null,
    status: user.status,
    isModerator: (await view.get(moderators, { principal })) !== undefined,
    createdAt: user.createdAt,
  };
}

/** @throws {CommandError} when there is no such account */
async function userOf(node: Node, name: string): Promise<UserRow> {
  const handle = Handle.sanitize(name);
  const user = await node.store.view(INSTANCE, (view) => view.find(users, "handle", { handle }));
  if (user === undefined) throw new CommandError(`There is no account @${handle} here.`);
  return user;
}

async function known(node: Node, name: string): Promise<string> {
  return (await userOf(node, name)).handle;
}

/** How long a command waits for what it began to be done on this node. */
const AT_HOME_MILLIS = 30_000;
const POLL_MILLIS = 50;
/** Nothing was under way so many times in a row. */
const QUIET_POLLS = 4;

/**
 * Performs what stays on this node; deliveries to others are the server's, now or when it starts, and so is whatever
 * this does not wait for.
 */
async function atHome(node: Node): Promise<void> {
  node.workers.local.start();
  const deadline = Date.now() + AT_HOME_MILLIS;
  for (let quiet = 0; quiet < QUIET_POLLS && Date.now() < deadline;) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
    quiet = node.workers.local.inFlight === 0 ? quiet + 1 : 0;
  }
}

/** Refusals in the operator's words. */
async function explaining<R>(work: Promise<R>): Promise<R> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof FormError || error instanceof CoreError) throw new CommandError(error.message);
    throw error;
  }
}
