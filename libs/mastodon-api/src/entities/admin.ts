/** Mastodon: entities/Admin_Account, Admin_Report, Admin_DomainBlock. */

import type { AccountRow, DomainBlockRow, Instance, Json, ReportRow, UserRow } from "@mastic/core";
import { accountEntity, type JsonObject } from "./account.ts";
import type { ReportedEntities } from "../reported.ts";
import { roleEntity, type Standing } from "./role.ts";
import { time } from "./time.ts";

/** An account with what moderators know of it. */
export interface AdminAccountView extends Standing {
  readonly account: AccountRow;
  /** undefined for somebody of another server */
  readonly user: UserRow | undefined;
}

/** What a view and the entity of another server's account have in common. */
interface Shown {
  readonly id: Json;
  readonly username: Json;
  readonly domain: string | null;
  readonly createdAt: Json;
  readonly standing: Standing;
  readonly disabled: boolean;
  readonly silenced: boolean;
  readonly suspended: boolean;
  readonly account: JsonObject;
}

/** Addresses and e-mail are the host's, and are shown to nobody. */
function entityOf({ createdAt, standing, ...shown }: Shown): JsonObject {
  return {
    ...shown,
    created_at: createdAt,
    email: "",
    ip: null,
    ips: [],
    locale: "",
    invite_request: null,
    role: roleEntity(standing),
    confirmed: true,
    approved: true,
    sensitized: false,
    created_by_application_id: null,
    invited_by_account_id: null,
  };
}

export function adminAccountEntity(instance: Instance, view: AdminAccountView): JsonObject {
  const { account, user, moderator } = view;
  return entityOf({
    id: account.id.toString(),
    username: account.username,
    domain: account.host,
    createdAt: time(user?.createdAt ?? account.createdAt),
    standing: view,
    disabled: user?.status === "Suspended",
    silenced: account.limited,
    suspended: account.suspended,
    account: accountEntity(instance, account, { moderator }),
  });
}

/** @param account of another server, which the store of the instance does not know: entities/Account */
function strangerEntity(account: JsonObject): JsonObject {
  const { id = "", username = "", acct, created_at: createdAt = null } = account;
  return entityOf({
    id,
    username,
    domain: typeof acct === "string" ? acct.slice(acct.lastIndexOf("@") + 1) : null,
    createdAt,
    standing: { moderator: false, governed: false },
    disabled: false,
    silenced: account["limited"] === true,
    suspended: account["suspended"] === true,
    account,
  });
}

/** A report with those whom it is about. */
export interface AdminReportView {
  readonly report: ReportRow;
  /** undefined for a server that said nothing of who it was there */
  readonly reporter: AdminAccountView | undefined;
  readonly target: AdminAccountView | undefined;
  readonly closedBy: AdminAccountView | undefined;
  readonly reported: ReportedEntities;
}

export function adminReportEntity(instance: Instance, view: AdminReportView): JsonObject {
  const { report, reported } = view;
  const person = (of: AdminAccountView | undefined): JsonObject | null =>
    of === undefined ? null : adminAccountEntity(instance, of);
  const closedAt = report.resolvedAt;
  return {
    id: report.id.toString(),
    action_taken: report.state !== "Open",
    action_taken_at: closedAt === null ? null : time(closedAt),
    category: report.category,
    comment: report.reason,
    forwarded: report.forwarded === "yes",
    created_at: time(report.createdAt),
    updated_at: time(closedAt ?? report.createdAt),
    account: person(view.reporter),
    target_account:
      person(view.target) ?? (reported.target === undefined ? null : strangerEntity(reported.target)),
    assigned_account: null,
    action_taken_by_account: person(view.closedBy),
    statuses: [...reported.statuses],
    rules: report.brokenRules.map(({ id, text }) => ({ id, text, hint: "" })),
  };
}

/** A domain is blocked once: its name is the id. */
export function adminDomainBlockEntity({ domain, severity, createdAt }: DomainBlockRow): JsonObject {
  return {
    id: domain,
    domain,
    digest: null,
    created_at: time(createdAt),
    severity,
    reject_media: severity === "suspend",
    reject_reports: severity === "suspend",
    private_comment: null,
    public_comment: null,
    obfuscate: false,
  };
}
