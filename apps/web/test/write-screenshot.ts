/** Takes docs/web-app.png: the app on a node with a few people, seen in a real browser (`CHROMIUM` says which). */

import { join } from "node:path";
import { device, launch } from "./support/browser.ts";
import { startNode } from "./support/node.ts";
import { settle } from "./support/village.ts";

await using node = await startNode();
await settle(node);
const browser = await launch(node);
{
  await using ada = await device(browser, {
    viewport: { width: 1240, height: 800 },
    colorScheme: "light",
  });
  await ada.signIn("ada");
  await ada.visit("/public/local");
  await ada.page.getByRole("article").first().waitFor();
  await ada.page.waitForLoadState("networkidle");
  await ada.page.evaluate(
    "scrollBy(0, document.querySelectorAll('article')[1].getBoundingClientRect().top - 56)",
  );
  await ada.page.waitForTimeout(500);
  await ada.page.screenshot({ path: join(import.meta.dirname, "../../../docs/web-app.png") });
}
await browser.close();
