/** The app's icons: lines on a 24 by 24 grid, in the colour of the text. */

import type { ReactElement } from "react";

const paths = {
  home: "M4 11 12 4l8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.4c2.2.8 3.5 2.8 3.5 5.6",
  globe: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3.5 9h17M3.5 15h17M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
  bell: "M18 16V10a6 6 0 1 0-12 0v6l-2 2h16zM10 21h4",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.3 15.3 20 20",
  bookmark: "M6 4h12v16l-6-4.5L6 20z",
  heart: "M12 20S3.5 14.8 3.5 9A4.6 4.6 0 0 1 12 6.6 4.6 4.6 0 0 1 20.5 9c0 5.8-8.5 11-8.5 11Z",
  boost:
    "M6.5 19.5H16a2.5 2.5 0 0 0 2.5-2.5V9M15 12l3.5-3.5L22 12M17.5 4.5H8A2.5 2.5 0 0 0 5.5 7v8M2 12l3.5 3.5L9 12",
  reply:
    "M4 12c0-4.4 3.6-7.5 8-7.5s8 3.1 8 7.5-3.6 7.5-8 7.5c-1.2 0-2.4-.2-3.4-.7L4 20l1.3-3.6A7 7 0 0 1 4 12Z",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  pencil: "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM14 6.5l3.5 3.5",
  picture: "M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.5h.01",
  warning: "M12 4 2.8 20h18.4zM12 10v4.5M12 17.2h.01",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  key: "M8 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12.5 12H21v4M17 12v3M8 12h.01",
  unlisted: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.7-1.4",
  mail: "M3.5 6h17v12h-17zM4 7l8 6 8-6",
  close: "M6 6l12 12M18 6 6 18",
  back: "M11 5l-7 7 7 7M4.5 12H20",
  up: "M12 20V5M5.5 11 12 4.5 18.5 11",
  down: "M6 9.5l6 6 6-6",
  check: "M5 12.5 10 17.5 19.5 7",
  keyboard: "M3 7h18v10H3zM7 10.5h.01M10.5 10.5h.01M14 10.5h.01M17.5 10.5h.01M8 14h8",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6l1.4 1.4M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4",
  trash: "M4.5 7h15M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5.5M14 11v5.5",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1",
  pin: "M9 4h6l-1 6 3 3.5H7L10 10zM12 13.5V20",
  leave: "M14 4H5v16h9M10 12h10M16.5 8.5 20 12l-3.5 3.5",
  gear: "M4 7h9M17 7h3M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM4 17h3M11 17h9M9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  list: "M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01",
  filter: "M4 5.5h16l-6 7.5v6l-4-2v-4z",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  alert: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7.5V13M12 16.2h.01",
  follow:
    "M10 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3.5 20c0-3.6 2.9-6 6.5-6 1.7 0 3.2.5 4.3 1.4M18 13v6M15 16h6",
  share: "M12 15V4M7.5 8 12 3.5 16.5 8M5 12v7.5h14V12",
  history: "M4 12a8 8 0 1 1 2.4 5.7M4 17.5V13h4.5M12 8v4.5l3 2",
  redraft: "M4 5h16M4 10h8M4 15h5M12.5 20l.7-3 6-6 2.3 2.3-6 6z",
  mute: "M9 4.8A6 6 0 0 1 18 10v4.5M18 16H4l2-2v-4c0-.8.2-1.6.4-2.3M10 20h4M3.5 3.5l17 17",
  block: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM5.7 5.7l12.6 12.6",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8 14c2 3 6 3 8 0M9 9.5h.01M15 9.5h.01",
  flag: "M6 21V4h11l-2 4.5 2 4.5H6",
  quote: "M5 17c3-1 4.5-3.5 4.5-7H5V6h5v4M14 17c3-1 4.5-3.5 4.5-7H14V6h5v4",
  poll: "M5 20v-7M12 20V4M19 20v-11",
} as const;

export type IconName = keyof typeof paths;

/** What points along the line, or stands at its beginning, looks the other way where lines are written the other way. */
const directed: ReadonlySet<IconName> = new Set(["back", "leave", "list", "quote", "redraft", "reply"]);

const sizes = { sm: "size-4", md: "size-5", lg: "size-6" } as const;

/** Hidden from assistive technology: what it means stands beside it, or in the label of its button. */
export function Icon({
  name,
  size = "md",
  filled = false,
}: {
  readonly name: IconName;
  readonly size?: keyof typeof sizes;
  readonly filled?: boolean;
}): ReactElement {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      className={`${sizes[size]} shrink-0 ${directed.has(name) ? "rtl:-scale-x-100" : ""}`}
      fill={filled ? "currentColor" : "none"}
      stroke="currentColor"
      strokeWidth={name === "more" ? 2.6 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
