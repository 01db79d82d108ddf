/** Mastodon: entities/Admin_Account, Admin_Report, Admin_DomainBlock. */

import type { AccountRow, DomainBlockRow, Instance, ReportRow, StatusView, UserRow } from "@mastic/core";
import { accountEntity, type JsonObject } from "./account.ts";
import { roleEntity, type Standing } from "./role.ts";
import { statusEntity } from "./status.ts";
import { time } from "./time.ts";

/** An account with what moderators know of it. */
export interface AdminAccountView extends Standing {
  readonly account: AccountRow;
  /** undefined for somebody of another server */
  readonly user: UserRow | undefined;
}

/** Addresses and e-mail are the host's, and are shown to nobody. */
export function adminAccountEntity(instance: Instance, view: AdminAccountView): JsonObject {
  const { account, user } = view;
  return {
    id: account.id.toString(),
    username: account.username,
    domain: account.host,
    created_at: time(user?.createdAt ?? account.createdAt),
    email: "",
    ip: null,
    ips: [],
    locale: "",
    invite_request: null,
    role: roleEntity(view),
    confirmed: true,
    approved: true,
    disabled: user?.status === "Suspended",
    silenced: account.limited,
    sensitized: false,
    suspended: account.suspended,
    account: accountEntity(instance, account, { moderator: view.moderator }),
    created_by_application_id: null,
    invited_by_account_id: null,
  };
}

/** A report with those whom it is about. */
export interface AdminReportView {
  readonly report: ReportRow;
  /** undefined for a server that said nothing of who it was there */
  readonly reporter: AdminAccountView | undefined;
  readonly target: AdminAccountView | undefined;
  readonly closedBy: AdminAccountView | undefined;
  readonly statuses: readonly StatusView[];
}

/** @param now ms since the Unix epoch */
export function adminReportEntity(instance: Instance, view: AdminReportView, now: number): JsonObject {
  const { report } = view;
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
    target_account: person(view.target),
    assigned_account: null,
    action_taken_by_account: person(view.closedBy),
    statuses: view.statuses.map((status) => statusEntity(instance, status, now)),
    rules: [],
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
