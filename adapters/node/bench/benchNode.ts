/** A whole node for a benchmark, with its data in a temporary folder: HTTP on a free port of loopback, workers started. */

import {
  accounts,
  following,
  INSTANCE,
  subscriptions,
  type AccountRow,
  type Owner,
  type Store,
} from "@mastic/core";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashToken, newToken } from "../src/auth/token.ts";
import { readConfig } from "../src/config/config.ts";
import { credentials, oauthTokens } from "../src/oauth/tables.ts";
import { startServer, type RunningServer } from "../src/server.ts";

export interface BenchMember {
  readonly account: AccountRow;
  /** A bearer token for the API. */
  readonly token: string;
}

export class BenchNode {
  readonly origin: string;
  readonly #server: RunningServer;
  readonly #directory: string;

  private constructor(origin: string, server: RunningServer, directory: string) {
    this.origin = origin;
    this.#server = server;
    this.#directory = directory;
  }

  static async start(): Promise<BenchNode> {
    const port = await freePort();
    const directory = mkdtempSync(join(tmpdir(), "mastic-bench-"));
    const config = readConfig(
      {
        PORT: port.toString(),
        DATA_DIR: directory,
        ALLOW_PRIVATE_ADDRESSES: "true",
        RATE_LIMITS: "off",
        ACTIONS_PER_MINUTE: "100000",
        LOG_LEVEL: "warn",
      },
      directory,
    );
    return new BenchNode(config.origin, await startServer(config), directory);
  }

  get store(): Store {
    return this.#server.node.store;
  }

  async member(handle: string): Promise<BenchMember> {
    const { directory } = this.#server.node;
    const principal = `bench-${handle}`;
    const { id } = await directory.signUp({ principal }, { handle });
    await this.#server.node.settled(principal);
    const token = newToken();
    const account = await this.store.turn(INSTANCE, async (turn) => {
      const [email, passwordHash, createdAt] = [null, "", turn.now];
      await turn.insert(credentials, { principal, handle, email, passwordHash, createdAt, epoch: 0 });
      await turn.insert(oauthTokens, {
        tokenHash: hashToken(token),
        clientId: "bench",
        principal,
        scopes: ["read", "write"],
        createdAt,
        revoked: false,
        codeHash: null,
        withPkce: false,
        epoch: 0,
      });
      return turn.get(accounts, { id });
    });
    if (account === undefined) throw new Error(`${handle} has no account`);
    return { account, token };
  }

  /** Lets a member follow an actor elsewhere, as if the actor had accepted already. */
  async follow(member: BenchMember, actorUri: string): Promise<AccountRow> {
    const remote = await this.#server.node.federation.gather.account(actorUri);
    const owner: Owner = member.account.id;
    await this.store.turn(owner, (turn) =>
      turn.insert(following, {
        actorUri,
        accountId: remote.id,
        id: turn.nextId(),
        createdAt: turn.now,
        followUri: `${member.account.uri}#follows/${remote.id}`,
        status: "Accepted",
        showReblogs: true,
        notify: false,
        languages: null,
      }),
    );
    await this.store.turn(INSTANCE, (turn) =>
      turn.insert(subscriptions, { actorUri, userId: owner, follows: true }),
    );
    return remote;
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    rmSync(this.#directory, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
