/** Mastodon: entities/Instance and V1::Instance. */

import { pollLimits, type AccountRow, type Policy } from "@mastic/core";
import type { Api } from "../call.ts";
import { accountEntity, type JsonObject } from "./account.ts";
import { ruleEntities } from "./rule.ts";

/** Clients parse the version and expect Mastodon's; ours follows in parentheses, as is the custom. */
function versionOf(api: Api): string {
  return `4.5.0 (compatible; Mastic ${api.context.instance.version})`;
}

export interface InstanceFigures {
  readonly users: number;
  /** `null` where nobody has counted them: then all are said to be. */
  readonly activeMonth: number | null;
  readonly statuses: number;
  readonly domains: number;
  readonly contact: AccountRow | undefined;
  readonly policy: Policy;
}

function configuration(api: Api): JsonObject {
  const { limits } = api.context.instance;
  const { limits: media } = api.media;
  return {
    accounts: {
      max_featured_tags: limits.featuredTags,
      max_pinned_statuses: limits.pinnedStatuses,
      max_profile_fields: limits.profileFields,
      profile_field_name_limit: 255,
      profile_field_value_limit: 255,
      max_display_name_length: 30,
      max_note_length: 500,
    },
    statuses: {
      max_characters: limits.statusCharacters,
      max_media_attachments: limits.mediaAttachments,
      characters_reserved_per_url: 23,
    },
    media_attachments: {
      supported_mime_types: [...media.mediaTypes],
      description_limit: 1500,
      image_size_limit: media.imageBytes,
      image_matrix_limit: media.imageMatrix,
      video_size_limit: media.videoBytes,
      video_frame_rate_limit: 120,
      video_matrix_limit: media.videoMatrix,
    },
    polls: {
      max_options: pollLimits.options,
      max_characters_per_option: pollLimits.optionCharacters,
      min_expiration: pollLimits.minMillis / 1000,
      max_expiration: pollLimits.maxMillis / 1000,
    },
    translation: { enabled: false },
  };
}

export function instanceEntity(api: Api, figures: InstanceFigures): JsonObject {
  const { instance } = api.context;
  return {
    domain: instance.host,
    title: instance.title,
    version: versionOf(api),
    source_url: "https://github.com/mastic-social/mastic",
    description: instance.description,
    usage: { users: { active_month: figures.activeMonth ?? figures.users } },
    thumbnail: {
      url: `${instance.origin}/header.png`,
      description: "",
      blurhash: null,
      versions: { "@1x": `${instance.origin}/header.png`, "@2x": `${instance.origin}/header.png` },
    },
    icon: [{ src: `${instance.origin}/avatar.png`, size: "400x400" }],
    languages: ["en"],
    configuration: {
      urls: {
        streaming: api.streamingUrl,
        status: null,
        about: null,
        privacy_policy: null,
        terms_of_service: null,
      },
      vapid: { public_key: "" },
      limited_federation: false,
      timelines_access: {
        live_feeds: { local: "public", remote: "public" },
        hashtag_feeds: { local: "public", remote: "public" },
        trending_link_feeds: { local: "public", remote: "public" },
      },
      ...configuration(api),
    },
    registrations: {
      enabled: instance.registrations !== "closed",
      approval_required: false,
      reason_required: false,
      message: instance.registrations === "invite" ? "Registration needs an invitation." : null,
      min_age: null,
      url: `${instance.origin}/auth/sign_up`,
    },
    api_versions: { mastodon: 7 },
    contact: {
      email: instance.contactEmail ?? "",
      account: figures.contact === undefined ? null : accountEntity(instance, figures.contact),
    },
    rules: ruleEntities(figures.policy),
  };
}

export function instanceV1Entity(api: Api, figures: InstanceFigures): JsonObject {
  const { instance } = api.context;
  return {
    uri: instance.host,
    title: instance.title,
    short_description: instance.description,
    description: instance.description,
    email: instance.contactEmail ?? "",
    version: versionOf(api),
    urls: { streaming_api: api.streamingUrl },
    stats: {
      user_count: figures.users,
      status_count: figures.statuses,
      domain_count: figures.domains,
    },
    thumbnail: `${instance.origin}/header.png`,
    languages: ["en"],
    registrations: instance.registrations !== "closed",
    approval_required: false,
    invites_enabled: instance.registrations === "invite",
    configuration: configuration(api),
    contact_account: figures.contact === undefined ? null : accountEntity(instance, figures.contact),
    rules: ruleEntities(figures.policy),
  };
}
