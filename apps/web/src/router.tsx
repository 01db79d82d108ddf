/** Which address shows which screen. Profiles and posts have the addresses that they have for everybody. */

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
} from "@tanstack/react-router";
import { useApp } from "./hooks/app.ts";
import { withMessages } from "./i18n/locale.ts";
import { FailedScreen } from "./screens/FailedScreen.tsx";
import { NotFoundScreen } from "./screens/NotFoundScreen.tsx";
import { SignInScreen } from "./screens/SignInScreen.tsx";
import { SignedInScreen } from "./screens/SignedInScreen.tsx";
import { ThreadScreen } from "./screens/ThreadScreen.tsx";
import {
  BookmarksScreen,
  FavouritesScreen,
  FederatedScreen,
  HomeScreen,
  LocalScreen,
  TagScreen,
} from "./screens/TimelineScreens.tsx";
import { Shell } from "./shell/Shell.tsx";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundScreen });
const route = <P extends string>(path: P) => ({ getParentRoute: () => root, path });

function Start() {
  const { sessionId } = useApp();
  return <Navigate to={sessionId === undefined ? "/public/local" : "/home"} replace />;
}

const routeTree = root.addChildren([
  createRoute({ ...route("/"), component: Start }),
  createRoute({ ...route("/home"), component: HomeScreen }),
  createRoute({ ...route("/public/local"), component: LocalScreen }),
  createRoute({ ...route("/public"), component: FederatedScreen }),
  createRoute({ ...route("/tags/$tag"), component: TagScreen }),
  createRoute({ ...route("/bookmarks"), component: BookmarksScreen }),
  createRoute({ ...route("/favourites"), component: FavouritesScreen }),
  createRoute({
    ...route("/notifications"),
    component: lazyRouteComponent(withMessages(() => import("./screens/NotificationsScreen.tsx"))),
  }),
  createRoute({
    ...route("/search"),
    validateSearch: ({ q }: Record<string, unknown>): { q?: string } =>
      typeof q === "string" || typeof q === "number" ? { q: String(q) } : {},
    component: lazyRouteComponent(withMessages(() => import("./screens/SearchScreen.tsx"))),
  }),
  createRoute({
    ...route("/follow_requests"),
    component: lazyRouteComponent(
      withMessages(() => import("./screens/OwnPeopleScreens.tsx")),
      "FollowRequestsScreen",
    ),
  }),
  createRoute({
    ...route("/blocks"),
    component: lazyRouteComponent(
      withMessages(() => import("./screens/OwnPeopleScreens.tsx")),
      "BlocksScreen",
    ),
  }),
  createRoute({
    ...route("/mutes"),
    component: lazyRouteComponent(
      withMessages(() => import("./screens/OwnPeopleScreens.tsx")),
      "MutesScreen",
    ),
  }),
  createRoute({
    ...route("/lists"),
    component: lazyRouteComponent(withMessages(() => import("./screens/ListsScreen.tsx"))),
  }),
  createRoute({
    ...route("/lists/$listId"),
    component: lazyRouteComponent(withMessages(() => import("./screens/ListScreen.tsx"))),
  }),
  createRoute({
    ...route("/lists/$listId/edit"),
    component: lazyRouteComponent(withMessages(() => import("./screens/EditListScreen.tsx"))),
  }),
  createRoute({
    ...route("/filters"),
    component: lazyRouteComponent(withMessages(() => import("./screens/FiltersScreen.tsx"))),
  }),
  createRoute({
    ...route("/filters/$filterId"),
    component: lazyRouteComponent(withMessages(() => import("./screens/EditFilterScreen.tsx"))),
  }),
  createRoute({
    ...route("/moderation"),
    component: lazyRouteComponent(withMessages(() => import("./screens/moderation/ReportsScreen.tsx"))),
  }),
  createRoute({
    ...route("/moderation/accounts"),
    component: lazyRouteComponent(withMessages(() => import("./screens/moderation/AccountsScreen.tsx"))),
  }),
  createRoute({
    ...route("/moderation/domains"),
    component: lazyRouteComponent(withMessages(() => import("./screens/moderation/DomainsScreen.tsx"))),
  }),
  createRoute({
    ...route("/moderation/rules"),
    component: lazyRouteComponent(withMessages(() => import("./screens/moderation/RulesScreen.tsx"))),
  }),
  createRoute({
    ...route("/settings"),
    component: lazyRouteComponent(withMessages(() => import("./screens/SettingsScreen.tsx"))),
  }),
  createRoute({
    ...route("/settings/profile"),
    component: lazyRouteComponent(withMessages(() => import("./screens/EditProfileScreen.tsx"))),
  }),
  createRoute({
    ...route("/settings/posting"),
    component: lazyRouteComponent(withMessages(() => import("./screens/PostingScreen.tsx"))),
  }),
  createRoute({
    ...route("/settings/move"),
    component: lazyRouteComponent(withMessages(() => import("./screens/MoveScreen.tsx"))),
  }),
  createRoute({
    ...route("/about"),
    component: lazyRouteComponent(withMessages(() => import("./screens/AboutScreen.tsx"))),
  }),
  createRoute({
    ...route("/settings/passkeys"),
    component: lazyRouteComponent(withMessages(() => import("./screens/PasskeysScreen.tsx"))),
  }),
  createRoute({ ...route("/sign-in"), component: SignInScreen }),
  createRoute({
    ...route("/elsewhere"),
    validateSearch: ({ server }: Record<string, unknown>): { server?: string } =>
      typeof server === "string" ? { server } : {},
    component: lazyRouteComponent(withMessages(() => import("./screens/ElsewhereScreen.tsx"))),
  }),
  createRoute({
    ...route("/sign-up"),
    validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
      typeof next === "string" ? { next } : {},
    component: lazyRouteComponent(withMessages(() => import("./screens/SignUpScreen.tsx"))),
  }),
  createRoute({
    ...route("/account/delete"),
    component: lazyRouteComponent(withMessages(() => import("./screens/DeleteAccountScreen.tsx"))),
  }),
  createRoute({ ...route("/signed-in"), component: SignedInScreen }),
  createRoute({
    ...route("/@{$acct}"),
    component: lazyRouteComponent(
      withMessages(() => import("./screens/ProfileScreen.tsx")),
      "ProfileScreen",
    ),
  }),
  createRoute({
    ...route("/@{$acct}/with_replies"),
    component: lazyRouteComponent(
      withMessages(() => import("./screens/ProfileScreen.tsx")),
      "RepliesScreen",
    ),
  }),
  createRoute({
    ...route("/@{$acct}/media"),
    component: lazyRouteComponent(
      withMessages(() => import("./screens/ProfileScreen.tsx")),
      "MediaScreen",
    ),
  }),
  createRoute({
    ...route("/@{$acct}/followers"),
    component: lazyRouteComponent(
      withMessages(() => import("./screens/PeopleScreen.tsx")),
      "FollowersScreen",
    ),
  }),
  createRoute({
    ...route("/@{$acct}/following"),
    component: lazyRouteComponent(
      withMessages(() => import("./screens/PeopleScreen.tsx")),
      "FollowingScreen",
    ),
  }),
  createRoute({ ...route("/@{$acct}/$statusId"), component: ThreadScreen }),
  createRoute({
    ...route("/@{$acct}/$statusId/quotes"),
    component: lazyRouteComponent(withMessages(() => import("./screens/QuotesScreen.tsx"))),
  }),
  createRoute({
    ...route("/@{$acct}/$statusId/favourites"),
    component: lazyRouteComponent(
      withMessages(() => import("./screens/ReceptionScreens.tsx")),
      "FavouritesOfPostScreen",
    ),
  }),
  createRoute({
    ...route("/@{$acct}/$statusId/reblogs"),
    component: lazyRouteComponent(
      withMessages(() => import("./screens/ReceptionScreens.tsx")),
      "ReblogsOfPostScreen",
    ),
  }),
]);

/** @param base what stands before all paths; empty at the server that the app came from */
export function makeRouter(base: string) {
  return createRouter({
    routeTree,
    basepath: base,
    scrollRestoration: true,
    defaultPreload: false,
    defaultErrorComponent: FailedScreen,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
