/** The keys that each entity of Mastodon 4.5 has in every answer (docs.joinmastodon.org/entities), and what is nested under which. */

interface Entity {
  /** Separated by spaces. */
  readonly keys: string;
  readonly nested?: Readonly<Record<string, string>>;
}

export type EntityName = keyof typeof entities;

const account =
  "id username acct display_name locked bot discoverable indexable group created_at note url uri avatar avatar_static " +
  "header header_static followers_count following_count statuses_count last_status_at hide_collections emojis fields";

const status =
  "id created_at in_reply_to_id in_reply_to_account_id sensitive spoiler_text visibility language uri url replies_count " +
  "reblogs_count favourites_count quotes_count edited_at favourited reblogged muted bookmarked content filtered reblog " +
  "account media_attachments mentions tags emojis card poll quote quote_approval";

const statusParts = {
  account: "Account",
  media_attachments: "MediaAttachment",
  mentions: "StatusMention",
  tags: "StatusTag",
  emojis: "CustomEmoji",
  poll: "Poll",
  quote_approval: "QuoteApproval",
};

const entities = {
  Account: { keys: account, nested: { emojis: "CustomEmoji", fields: "Field" } },
  LocalAccount: { keys: `${account} noindex roles`, nested: { fields: "Field" } },
  CredentialAccount: {
    keys: `${account} noindex roles source role`,
    nested: { source: "Source", role: "Role", fields: "Field" },
  },
  Source: {
    keys: "privacy sensitive language note fields follow_requests_count hide_collections discoverable indexable attribution_domains quote_policy",
  },
  Role: { keys: "id name permissions color highlighted" },
  Field: { keys: "name value verified_at" },
  CustomEmoji: { keys: "shortcode url static_url visible_in_picker" },
  Quote: { keys: "state quoted_status", nested: { quoted_status: "QuotedStatus" } },
  ShallowQuote: { keys: "state quoted_status_id" },
  QuoteApproval: { keys: "automatic manual current_user" },
  Status: { keys: status, nested: { ...statusParts, reblog: "Status", quote: "Quote" } },
  QuotedStatus: { keys: status, nested: { ...statusParts, quote: "ShallowQuote" } },
  StatusMention: { keys: "id username url acct" },
  StatusTag: { keys: "name url" },
  StatusEdit: {
    keys: "content spoiler_text sensitive created_at account media_attachments emojis",
    nested: { account: "Account", media_attachments: "MediaAttachment" },
  },
  StatusSource: { keys: "id text spoiler_text" },
  MediaAttachment: {
    keys: "id type url preview_url remote_url preview_remote_url text_url meta description blurhash",
  },
  Poll: { keys: "id expires_at expired multiple votes_count voters_count options emojis voted own_votes" },
  Context: { keys: "ancestors descendants", nested: { ancestors: "Status", descendants: "Status" } },
  Relationship: {
    keys:
      "id following showing_reblogs notifying languages followed_by blocking blocked_by muting muting_notifications requested " +
      "requested_by domain_blocking endorsed note",
  },
  Notification: {
    keys: "id type created_at group_key account",
    nested: { account: "Account", status: "Status" },
  },
  Search: {
    keys: "accounts statuses hashtags",
    nested: { accounts: "Account", statuses: "Status", hashtags: "Tag" },
  },
  Tag: { keys: "name url history" },
  FeaturedTag: { keys: "id name url statuses_count last_status_at" },
  Markers: { keys: "", nested: { home: "Marker", notifications: "Marker" } },
  Marker: { keys: "last_read_id version updated_at" },
  Preferences: {
    keys:
      "posting:default:visibility posting:default:sensitive posting:default:language posting:default:quote_policy " +
      "reading:expand:media reading:expand:spoilers reading:autoplay:gifs",
  },
  Instance: {
    keys: "domain title version source_url description usage thumbnail icon languages configuration registrations api_versions contact rules",
    nested: { configuration: "Configuration", registrations: "Registrations", contact: "Contact" },
  },
  Configuration: {
    keys: "urls vapid accounts statuses media_attachments polls translation timelines_access limited_federation",
    nested: {
      urls: "Urls",
      accounts: "AccountLimits",
      statuses: "StatusLimits",
      media_attachments: "MediaLimits",
      polls: "PollLimits",
    },
  },
  Urls: { keys: "streaming status about privacy_policy terms_of_service" },
  AccountLimits: { keys: "max_featured_tags max_pinned_statuses" },
  StatusLimits: { keys: "max_characters max_media_attachments characters_reserved_per_url" },
  MediaLimits: {
    keys:
      "supported_mime_types description_limit image_size_limit image_matrix_limit video_size_limit video_frame_rate_limit " +
      "video_matrix_limit",
  },
  PollLimits: { keys: "max_options max_characters_per_option min_expiration max_expiration" },
  Registrations: { keys: "enabled approval_required reason_required message min_age url" },
  Contact: { keys: "email account" },
  InstanceV1: {
    keys:
      "uri title short_description description email version urls stats thumbnail languages registrations approval_required " +
      "invites_enabled configuration contact_account rules",
  },
  Token: { keys: "access_token token_type scope created_at" },
  CredentialApplication: {
    keys: "id name website scopes redirect_uris redirect_uri client_id client_secret client_secret_expires_at vapid_key",
  },
  Application: { keys: "id name website scopes redirect_uris redirect_uri" },
  List: { keys: "id title replies_policy exclusive" },
  Filter: {
    keys: "id title context expires_at filter_action keywords statuses",
    nested: { keywords: "FilterKeyword", statuses: "FilterStatus" },
  },
  FilterKeyword: { keys: "id keyword whole_word" },
  FilterStatus: { keys: "id status_id" },
  Error: { keys: "error" },
} satisfies Record<string, Entity>;

const byName = new Map<string, Entity>(Object.entries(entities));

/** The keys that an answer lacks, as paths such as `[0].account.note`; lists and `null` are looked into as they come. */
export function missingKeys(name: EntityName, value: unknown): string[] {
  return missingBelow(name, value, "");
}

function missingBelow(name: string, value: unknown, path: string): string[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => missingBelow(name, item, `${path}[${index}]`));
  if (value === null || value === undefined) return [];
  if (typeof value !== "object") return [`${path} is no object`];
  const entity = byName.get(name);
  if (entity === undefined) throw new Error(`There is no entity ${name}.`);
  const fields = new Map<string, unknown>(Object.entries(value));
  const missing = entity.keys
    .split(" ")
    .filter((key) => key !== "" && !fields.has(key))
    .map((key) => `${path}.${key}`);
  for (const [key, nested] of Object.entries(entity.nested ?? {})) {
    missing.push(...missingBelow(nested, fields.get(key), `${path}.${key}`));
  }
  return missing;
}
