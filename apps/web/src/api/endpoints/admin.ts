/** Mastodon: methods/admin: reports, accounts, domain blocks. */

import type { Transport } from "../../ports/transport.ts";
import {
  adminAccount,
  adminReport,
  domainBlock,
  type AdminAccount,
  type AdminReport,
  type DomainBlock,
  type Severity,
} from "../entities/admin.ts";
import { pageOf, type Cursor, type Page } from "../page.ts";
import { read, readList } from "../read.ts";

const PATH = "/api/v1/admin";
const PAGE_SIZE = 20;
const BLOCKS = 200;

export async function readReports(
  transport: Transport,
  resolved: boolean,
  cursor: Cursor | undefined,
): Promise<Page<AdminReport>> {
  const query = { limit: PAGE_SIZE, ...(resolved ? { resolved } : {}), ...cursor };
  const answer = await transport.request({ method: "GET", path: `${PATH}/reports`, query });
  return pageOf(answer, readList(adminReport, answer.body));
}

export async function resolveReport(transport: Transport, id: string): Promise<void> {
  await transport.request({ method: "POST", path: `${PATH}/reports/${id}/resolve` });
}

/** Deletes anybody's post. */
export async function removeStatus(transport: Transport, id: string): Promise<void> {
  await transport.request({ method: "DELETE", path: `${PATH}/statuses/${id}` });
}

/** Whom to look for. */
export interface Whom {
  readonly which: "all" | "suspended" | "staff";
  /** The beginning of the name. */
  readonly name: string;
}

export async function readAdminAccounts(
  transport: Transport,
  { which, name }: Whom,
  cursor: Cursor | undefined,
): Promise<Page<AdminAccount>> {
  const query = {
    origin: "local",
    limit: 2 * PAGE_SIZE,
    ...(which === "suspended" ? { status: "suspended" } : {}),
    ...(which === "staff" ? { permissions: "staff" } : {}),
    ...(name === "" ? {} : { username: name }),
    ...cursor,
  };
  const answer = await transport.request({ method: "GET", path: "/api/v2/admin/accounts", query });
  return pageOf(answer, readList(adminAccount, answer.body));
}

export type AdminAct = "suspend" | "unsuspend" | "promote" | "demote";

/** @param reportId the report that led to it, which is then closed */
export async function actOnAccount(
  transport: Transport,
  act: AdminAct,
  id: string,
  reportId?: string,
): Promise<AdminAccount> {
  const { body } = await transport.request(
    act === "suspend"
      ? {
          method: "POST",
          path: `${PATH}/accounts/${id}/action`,
          body: { type: "suspend", ...(reportId === undefined ? {} : { report_id: reportId }) },
        }
      : { method: "POST", path: `${PATH}/accounts/${id}/${act}` },
  );
  return read(adminAccount, body);
}

/** All of them: some have imported thousands. */
export async function readDomainBlocks(transport: Transport): Promise<DomainBlock[]> {
  const found: DomainBlock[] = [];
  let cursor: Cursor | undefined;
  do {
    const query = { limit: BLOCKS, ...cursor };
    const answer = await transport.request({ method: "GET", path: `${PATH}/domain_blocks`, query });
    const page: Page<DomainBlock> = pageOf(answer, readList(domainBlock, answer.body));
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

export async function blockDomain(
  transport: Transport,
  domain: string,
  severity: Severity,
): Promise<DomainBlock> {
  const { body } = await transport.request({
    method: "POST",
    path: `${PATH}/domain_blocks`,
    body: { domain, severity },
  });
  return read(domainBlock, body);
}

export async function unblockDomain(transport: Transport, id: string): Promise<void> {
  await transport.request({ method: "DELETE", path: `${PATH}/domain_blocks/${encodeURIComponent(id)}` });
}
