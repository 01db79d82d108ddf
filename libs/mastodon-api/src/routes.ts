/** Every route of the API. */

import type { Route } from "./route.ts";
import { adminAccountRoutes } from "./routes/admin/accounts.ts";
import { adminDomainBlockRoutes } from "./routes/admin/domainBlocks.ts";
import { adminReportRoutes } from "./routes/admin/reports.ts";
import { adminRuleRoutes } from "./routes/admin/rules.ts";
import { adminStatusRoutes } from "./routes/admin/statuses.ts";
import { accountRoutes } from "./routes/accounts.ts";
import { directoryRoutes } from "./routes/directory.ts";
import { featuredTagRoutes } from "./routes/featuredTags.ts";
import { notificationGroupRoutes } from "./routes/notificationGroups.ts";
import { pollRoutes } from "./routes/polls.ts";
import { unsupportedRoutes } from "./routes/unsupported.ts";
import { emptyRoutes } from "./routes/empty.ts";
import { instanceRoutes } from "./routes/instance.ts";
import { interactionRoutes } from "./routes/interactions.ts";
import { filterRoutes } from "./routes/filters.ts";
import { listRoutes } from "./routes/lists.ts";
import { migrationRoutes } from "./routes/migration.ts";
import { mediaRoutes } from "./routes/media.ts";
import { notificationRoutes } from "./routes/notifications.ts";
import { profileRoutes } from "./routes/profile.ts";
import { publishingRoutes } from "./routes/publishing.ts";
import { quoteRoutes } from "./routes/quotes.ts";
import { relationRoutes } from "./routes/relations.ts";
import { searchRoutes } from "./routes/search.ts";
import { statusRoutes } from "./routes/statuses.ts";
import { timelineRoutes } from "./routes/timelines.ts";

export const routes: readonly Route[] = [
  ...accountRoutes,
  ...adminAccountRoutes,
  ...adminDomainBlockRoutes,
  ...adminReportRoutes,
  ...adminRuleRoutes,
  ...adminStatusRoutes,
  ...directoryRoutes,
  ...featuredTagRoutes,
  ...notificationGroupRoutes,
  ...pollRoutes,
  ...unsupportedRoutes,
  ...emptyRoutes,
  ...instanceRoutes,
  ...interactionRoutes,
  ...filterRoutes,
  ...listRoutes,
  ...mediaRoutes,
  ...migrationRoutes,
  ...notificationRoutes,
  ...profileRoutes,
  ...publishingRoutes,
  ...quoteRoutes,
  ...relationRoutes,
  ...searchRoutes,
  ...statusRoutes,
  ...timelineRoutes,
];
