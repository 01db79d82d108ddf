/** What pages are made with, from the request that asks for one. */

import type { Context } from "hono";
import type { Instance } from "@mastic/core";
import { requestLanguage } from "../language/requestLanguage.ts";
import type { PageSetting } from "../pages/setting.ts";

export function pageSetting(c: Context, instance: Instance): PageSetting {
  const { method, url } = c.req;
  const addressIn = (tag: string): string => {
    const query = new URL(url).searchParams;
    query.set("lang", tag);
    // Of this very address: a path of somebody else's making could lead elsewhere.
    return `?${query.toString()}`;
  };
  return {
    instance,
    language: requestLanguage(c, instance),
    addressIn: method === "GET" || method === "HEAD" ? addressIn : undefined,
  };
}
