/** Takes docs/screenshot.png: a node with a few people and their posts, seen in a real browser (`CHROMIUM` says which). */

import { join } from "node:path";
import { chromium } from "playwright-core";
import sharp from "sharp";
import { signUp, startTestServer, withId, type Person } from "../src/server.test-support.ts";

const origin = "http://village.example";
await using server = await startTestServer({
  PUBLIC_URL: origin,
  ALLOW_PRIVATE_ADDRESSES: "true",
  INSTANCE_TITLE: "Our Village",
  INSTANCE_DESCRIPTION: "Neighbours talking to neighbours.",
});

const face = (sky: string, skin: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><rect width="400" height="400" fill="${sky}"/>
  <circle cx="200" cy="165" r="82" fill="${skin}"/><path d="M60 400a140 130 0 0 1 280 0z" fill="${skin}"/></svg>`;

const hills = (width: number, height: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1200 600"
  preserveAspectRatio="xMidYMax slice"><defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="#f7b267"/>
  <stop offset=".55" stop-color="#f79d84"/><stop offset="1" stop-color="#f4845f"/></linearGradient></defs>
  <rect width="1200" height="600" fill="url(#s)"/><circle cx="820" cy="300" r="90" fill="#fff3d6"/>
  <path d="M0 380Q200 220 420 360T860 340T1200 300V600H0z" fill="#7f6a93"/>
  <path d="M0 450Q260 330 560 440T1200 390V600H0z" fill="#5a4a7d"/>
  <path d="M0 540Q340 430 700 520T1200 480V600H0z" fill="#352b5e"/></svg>`;

/** A form with one picture. */
async function picture(
  field: string,
  svg: string,
  more: Readonly<Record<string, string>> = {},
): Promise<FormData> {
  const form = new FormData();
  const png = await sharp(Buffer.from(svg)).png().toBuffer();
  form.set(field, new File([new Uint8Array(png)], "picture.png", { type: "image/png" }));
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  return form;
}

const update = (person: Person, form: FormData): Promise<{ id: string }> =>
  person.ask(withId, "PATCH", "/api/v1/accounts/update_credentials", form);

const ada = await signUp(server, "ada");
const tomas = await signUp(server, "tomas");
const mei = await signUp(server, "mei");
const { id: adaId } = await update(
  ada,
  await picture("avatar", face("#cfe8d5", "#3f7d58"), {
    display_name: "Ada Lindqvist",
    note: "Gardener, early riser, keeper of the village seed library. I post about #soil and what grows in it.",
    "fields_attributes[0][name]": "Seed library",
    "fields_attributes[0][value]": "https://seeds.village.example",
    "fields_attributes[1][name]": "Pronouns",
    "fields_attributes[1][value]": "she/her",
  }),
);
await update(ada, await picture("header", hills(1500, 500)));
for (const friend of [tomas, mei]) {
  await friend.call("POST", `/api/v1/accounts/${adaId}/follow`);
  await ada.call("POST", `/api/v1/accounts/${await friend.id()}/follow`);
}
await ada.publish({
  status:
    "Seed swap this Saturday at ten, in the old fire station. Bring envelopes, leave with beans. #seeds",
});
const description = "The sun behind three ridges of hills";
const photo = await ada.ask(
  withId,
  "POST",
  "/api/v2/media",
  await picture("file", hills(1200, 600), { description }),
);
const morning = await ada.publish({
  status: "Up before the birds today, and it was worth it. Good morning from the top field! #soil #sunrise",
  media_ids: [photo.id],
});
for (const friend of [tomas, mei]) await friend.call("POST", `/api/v1/statuses/${morning}/favourite`);
await mei.call("POST", `/api/v1/statuses/${morning}/reblog`);
await tomas.publish({ status: "@ada I'll trade you a sourdough for that view.", in_reply_to_id: morning });

const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", `--host-resolver-rules=MAP village.example ${new URL(server.address).host}`],
});
const page = await browser.newPage({ viewport: { width: 1000, height: 1150 }, colorScheme: "light" });
await page.goto(`${origin}/@ada`);
await page.screenshot({ path: join(import.meta.dirname, "../../../docs/screenshot.png") });
await browser.close();
