import { expect, it } from "vitest";
import { html, sanitised } from "./html.ts";

it("text is escaped, and HTML is not", () => {
  const name = `<b>"A" & 'B'</b>`;
  expect(html`<p title="${name}">${html`<i>${1}</i>`}${null}</p>`.text).toBe(
    `<p title="&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;"><i>1</i></p>`,
  );
  expect(html`${[html`<li>a</li>`, html`<li>${"<"}</li>`]}${sanitised("<em>x</em>")}`.text).toBe(
    "<li>a</li><li>&lt;</li><em>x</em>",
  );
});
