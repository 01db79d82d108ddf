/** The texts people write, with the limits of the field specifications (which are Mastodon's). */

import { boundedText } from "./bounded-text.ts";
import type { Branded, Validator } from "./validator.ts";

/** Alt text of an attachment: 1 to 1500 (field specifications, "Media Attachments"). */
export type MediaDescription = Branded<"MediaDescription">;
/** Validates `MediaDescription`. Codes: those of `boundedText`. */
export const MediaDescription: Validator<MediaDescription> = /* @__PURE__ */ boundedText(
  "media description",
  1500,
);

/** Content warning: 1 to 500 (field specifications, "Status Content"). */
export type SpoilerText = Branded<"SpoilerText">;
/** Validates `SpoilerText`. Codes: those of `boundedText`. */
export const SpoilerText: Validator<SpoilerText> = /* @__PURE__ */ boundedText("spoiler text", 500);

/** Why somebody is reported: 1 to 1000 (field specifications, "Reports"). */
export type ReportReason = Branded<"ReportReason">;
/** Validates `ReportReason`. Codes: those of `boundedText`. */
export const ReportReason: Validator<ReportReason> = /* @__PURE__ */ boundedText("report reason", 1000);

/** Label of a custom profile field: 1 to 255 (field specifications, "Profile Metadata"). */
export type ProfileFieldName = Branded<"ProfileFieldName">;
/** Validates `ProfileFieldName`. Codes: those of `boundedText`. */
export const ProfileFieldName: Validator<ProfileFieldName> = /* @__PURE__ */ boundedText(
  "profile field name",
  255,
);

/** Content of a custom profile field: 1 to 255 (field specifications, "Profile Metadata"). */
export type ProfileFieldValue = Branded<"ProfileFieldValue">;
/** Validates `ProfileFieldValue`. Codes: those of `boundedText`. */
export const ProfileFieldValue: Validator<ProfileFieldValue> = /* @__PURE__ */ boundedText(
  "profile field value",
  255,
);

/** Display name of an account: 1 to 30 (Mastodon's account limit; the field specifications name none). */
export type DisplayName = Branded<"DisplayName">;
/** Validates `DisplayName`. Codes: those of `boundedText`. */
export const DisplayName: Validator<DisplayName> = /* @__PURE__ */ boundedText("display name", 30);

/** Biography of an account: 1 to 500 (Mastodon's account limit; the field specifications name none). */
export type Bio = Branded<"Bio">;
/** Validates `Bio`. Codes: those of `boundedText`. */
export const Bio: Validator<Bio> = /* @__PURE__ */ boundedText("bio", 500);
