/** The two forms in which a request names what it asks for (RFC 9112 sections 3.2.1 and 3.2.2). */

/**
 * @param target a request target
 * @param host the authority that is ours, as in `URL.host`
 * @returns the path and query of a target in absolute-form that names us; any other target as it is
 */
export function originForm(target: string, host: string): string {
  const [, scheme, authority, rest] = /^(https?:\/\/)([^/?#]+)(.*)$/is.exec(target) ?? [];
  if (scheme === undefined || authority === undefined || rest === undefined) return target;
  if (/[@\\]/.test(authority)) return target;
  if (URL.parse(scheme + authority)?.host !== host) return target;
  return rest.startsWith("/") ? rest : `/${rest}`;
}
