/** The mark by which a node knows that this browser has the app: it says no more than that (decisions/023). */

const MARK = "mastic_app";
const YEAR_SECONDS = 31_536_000;

/** The node then answers addresses of profiles and posts with the app, or no longer does. */
export function markBrowser(isSignedIn: boolean): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const seconds = isSignedIn ? YEAR_SECONDS : 0;
  document.cookie = `${MARK}=1; Path=/; SameSite=Lax; Max-Age=${seconds}${secure}`;
}
