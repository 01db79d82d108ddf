/** A part of the address that is shown, and of its query. */

import { useParams, useSearch } from "@tanstack/react-router";

function textOf(values: unknown, name: string): string {
  const value: unknown =
    typeof values === "object" && values !== null ? Reflect.get(values, name) : undefined;
  return typeof value === "string" ? value : "";
}

/** @returns the part that the route names so; empty where it names none */
export function usePathParam(name: string): string {
  return textOf(useParams({ strict: false }), name);
}

export function useQueryParam(name: string): string {
  return textOf(useSearch({ strict: false }), name);
}
