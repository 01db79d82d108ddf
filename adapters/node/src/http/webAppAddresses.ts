/** How the node and its web app find each other: one address, and one cookie (decisions/023). */

/** Here the web app signs in whoever is not signed in to it yet, and shows the home timeline. */
export const APP_DOOR = "/sign-in";

/** The cookie that the app sets in a browser where somebody is signed in to it. */
export const APP_MARK = "mastic_app";
