// Link relations and media types that the Fediverse looks for.

/** The ActivityPub actor (ActivityPub as Mastodon uses WebFinger). */
export const REL_SELF = "self";
/** The page for people. */
export const REL_PROFILE_PAGE = "http://webfinger.net/rel/profile-page";
/** The picture. */
export const REL_AVATAR = "http://webfinger.net/rel/avatar";
/** Template of the page where a signed-in visitor follows or answers from home (OStatus). */
export const REL_SUBSCRIBE = "http://ostatus.org/schema/1.0/subscribe";
/** The actor of the server itself (FEP-2677). */
export const REL_APPLICATION = "https://www.w3.org/ns/activitystreams#Application";
/** A NodeInfo document, before its version (NodeInfo protocol, section "Discovery"). */
export const NODEINFO_SCHEMA = "http://nodeinfo.diaspora.software/ns/schema/";

/** Media type of ActivityPub documents in short. */
export const ACTIVITY_JSON = "application/activity+json";
/** Media type of a JSON Resource Descriptor (RFC 7033 section 10.2). */
export const JRD_JSON = "application/jrd+json";

/** Whether `type` is one of the two media types of ActivityPub (ActivityPub section 3.2); what is quoted is no parameter (RFC 9110 section 5.6.6). */
export function isActivityPubType(type = ""): boolean {
  return /^\s*application\/(?:activity\+json|ld\+json\s*(?:;(?:[^";]|"(?:[^"\\]|\\.)*")*)*?;\s*profile\s*=\s*"?(?:[^";]* )?https:\/\/www\.w3\.org\/ns\/activitystreams)(?:[\s";]|$)/i.test(
    type,
  );
}
