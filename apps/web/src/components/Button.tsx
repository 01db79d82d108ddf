/** Buttons, and links that look like them. */

import type { ComponentProps, ReactElement } from "react";
import { Icon, type IconName } from "./Icon.tsx";

const looks = {
  solid: "bg-accent text-on-accent hover:bg-accent-strong",
  quiet: "border border-edge text-ink hover:bg-raised",
  plain: "text-accent hover:bg-tint",
  bad: "border border-bad text-bad hover:bg-bad hover:text-card",
} as const;

export type Look = keyof typeof looks;

export function buttonClass(look: Look = "solid"): string {
  return `inline-flex min-h-10 items-center justify-center gap-2 rounded-full px-5 font-semibold transition-colors disabled:pointer-events-none disabled:opacity-55 ${looks[look]}`;
}

export function Button({
  look = "solid",
  className = "",
  ...props
}: ComponentProps<"button"> & { readonly look?: Look }): ReactElement {
  return <button type="button" {...props} className={`${buttonClass(look)} ${className}`} />;
}

export function IconButton({
  icon,
  label,
  className = "",
  ...props
}: ComponentProps<"button"> & { readonly icon: IconName; readonly label: string }): ReactElement {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...props}
      className={`inline-flex size-10 items-center justify-center rounded-full text-soft transition-colors hover:bg-raised hover:text-ink disabled:opacity-50 ${className}`}
    >
      <Icon name={icon} />
    </button>
  );
}
