/** Generated names that IDNA may take or refuse. */

import fc from "fast-check";

const scripts = fc.constantFrom(
  ...Array.from(
    "aZ0-_.\u00df\u1e9e\u03c2\u03a3\u0130\u0131\u00c5\u0301\u0308\u6f22\uaa70\u3002\uff0e\uac00\u1100\u1161",
  ),
  ...Array.from(
    "\u05d0\u0627\u0660\u06f0\u0661\u0915\u094d\u200c\u200d\u00ad\u13a0\u{1f980}\u0345\u03b1\u2260\u2488",
  ),
);
/** Names of letters that UTS #46 maps, joins, or judges by what stands beside them. */
export const names = fc.array(scripts, { maxLength: 16 }).map((parts) => parts.join(""));
