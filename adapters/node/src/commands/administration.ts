/** What the commands ask of a node: the operator's view of the Directory, accounts and store. */

export interface AccountSummary {
  readonly handle: string;
  readonly email: string | null;
  /** `Active`, `Suspended` and so on, as the Directory has it. */
  readonly status: string;
  readonly isModerator: boolean;
  /** Ms since the Unix epoch. */
  readonly createdAt: number;
}

export interface AccountPage {
  readonly accounts: readonly AccountSummary[];
  /** Present when more may follow: give it as `after`. */
  readonly next?: string;
}

export interface DomainBlockSummary {
  readonly domain: string;
  readonly severity: "silence" | "suspend";
  /** Ms since the Unix epoch. */
  readonly createdAt: number;
}

export const REPORT_STATES = ["open", "resolved", "dismissed"] as const;
export type ReportState = (typeof REPORT_STATES)[number];

export interface ReportSummary {
  readonly id: string;
  readonly state: ReportState;
  readonly category: "spam" | "legal" | "violation" | "other";
  /** Who reported: `@alice`, or for a report of another server the actor that sent it. */
  readonly reporter: string;
  /** Who was reported: `@alice` or `@bob@example.org`; the actor's URI when the account is not known any more. */
  readonly target: string;
  readonly targetUri: string;
  /** The URIs of the posts it is about. */
  readonly statuses: readonly string[];
  readonly reason: string;
  /** The server of who was reported has been told too. */
  readonly forwarded: boolean;
  /** Ms since the Unix epoch. */
  readonly createdAt: number;
  readonly resolvedAt: number | null;
}

/** Works beside a running node, on the same data directory. Handles come as `alice` or `@alice`. */
export interface Administration {
  /** Resolves when the account can be used. */
  createAccount(account: {
    readonly handle: string;
    readonly email: string | null;
    readonly password: string;
    readonly isModerator: boolean;
  }): Promise<void>;
  listAccounts(page: { readonly after?: string; readonly limit: number }): Promise<AccountPage>;
  suspendAccount(handle: string): Promise<void>;
  unsuspendAccount(handle: string): Promise<void>;
  /** For ever: the world is told, and the handle stays blocked for TOMBSTONE_DAYS. */
  deleteAccount(handle: string): Promise<void>;
  /** Signs the account out everywhere. */
  setPassword(handle: string, password: string): Promise<void>;
  addModerator(handle: string): Promise<void>;
  removeModerator(handle: string): Promise<void>;
  /** Silences or suspends a server with its subdomains; resolves when what is known of it here has followed. */
  blockDomain(domain: string, severity: "silence" | "suspend"): Promise<DomainBlockSummary>;
  unblockDomain(domain: string): Promise<DomainBlockSummary>;
  /** By domain; give the last of a page as `after`. */
  listDomainBlocks(page: {
    readonly after?: string;
    readonly limit: number;
  }): Promise<readonly DomainBlockSummary[]>;
  /** Newest first; give the id of the last of a page as `before`. */
  listReports(page: {
    readonly state: ReportState;
    readonly before?: string;
    readonly limit: number;
  }): Promise<readonly ReportSummary[]>;
  /** The moderators have acted on it; one that was closed before stays as it was. */
  resolveReport(id: string): Promise<ReportSummary>;
  /** The moderators have nothing to act on; one that was closed before stays as it was. */
  dismissReport(id: string): Promise<ReportSummary>;
  /** Deletes a post of somebody here. @param post its page's address, its URI or its id */
  removeStatus(post: string): Promise<{ readonly uri: string }>;
  /** @returns the code of the invitation, which is not stored and cannot be shown again. */
  createInvitation(invitation: {
    readonly uses: number;
    /** Ms since the Unix epoch; `null` for never. */
    readonly expiresAt: number | null;
  }): Promise<string>;
  /** Brings the store to the version of this program. Versions are equal when there was nothing to do. */
  migrate(): Promise<{ readonly from: number; readonly to: number }>;
  /** Writes a copy of the database, as it is now, to a file that is not there yet. */
  backup(path: string): Promise<void>;
  close(): Promise<void>;
}
