/** Mastodon: methods/lists. */

import type { Transport } from "../../ports/transport.ts";
import { account, type Account } from "../entities/account.ts";
import { list, type List } from "../entities/list.ts";
import { read, readList } from "../read.ts";

const PATH = "/api/v1/lists";

export async function readLists(transport: Transport): Promise<List[]> {
  return readList(list, (await transport.request({ method: "GET", path: PATH })).body);
}

export async function createList(transport: Transport, title: string): Promise<List> {
  return read(list, (await transport.request({ method: "POST", path: PATH, body: { title } })).body);
}

export async function updateList(transport: Transport, { id, ...change }: List): Promise<List> {
  const path = `${PATH}/${id}`;
  return read(list, (await transport.request({ method: "PUT", path, body: change })).body);
}

export async function deleteList(transport: Transport, id: string): Promise<void> {
  await transport.request({ method: "DELETE", path: `${PATH}/${id}` });
}

export async function readMembers(transport: Transport, id: string): Promise<Account[]> {
  const path = `${PATH}/${id}/accounts`;
  // Mastodon: all at once.
  const { body } = await transport.request({ method: "GET", path, query: { limit: 0 } });
  return readList(account, body);
}

/** @throws {ApiError} `refused` for somebody whom one does not follow */
export async function changeMember(
  transport: Transport,
  id: string,
  accountId: string,
  isMember: boolean,
): Promise<void> {
  const path = `${PATH}/${id}/accounts`;
  await transport.request({ method: isMember ? "POST" : "DELETE", path, body: { account_ids: [accountId] } });
}
