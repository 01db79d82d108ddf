/** A village whose people have faces, pictures and something to say: what every screen is looked at with. */

import { INSTANCE, moderators, users } from "@mastic/core";
import sharp from "sharp";
import { z } from "zod";
import type { Person, TestNode } from "./node.ts";

const withId = z.looseObject({ id: z.string() });

const face = (sky: string, skin: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><rect width="400" height="400" fill="${sky}"/>
  <circle cx="200" cy="165" r="82" fill="${skin}"/><path d="M60 400a140 130 0 0 1 280 0z" fill="${skin}"/></svg>`;

export const hills = (width: number, height: number, sky: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1200 600"
  preserveAspectRatio="xMidYMax slice"><rect width="1200" height="600" fill="${sky}"/>
  <circle cx="820" cy="300" r="90" fill="#fff3d6"/><path d="M0 380Q200 220 420 360T860 340T1200 300V600H0z" fill="#7f6a93"/>
  <path d="M0 450Q260 330 560 440T1200 390V600H0z" fill="#5a4a7d"/>
  <path d="M0 540Q340 430 700 520T1200 480V600H0z" fill="#352b5e"/></svg>`;

export async function png(svg: string): Promise<File> {
  const bytes = await sharp(Buffer.from(svg)).png().toBuffer();
  return new File([new Uint8Array(bytes)], "picture.png", { type: "image/png" });
}

function form(fields: Readonly<Record<string, string | File>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const update = (person: Person, fields: Readonly<Record<string, string | File>>): Promise<unknown> =>
  person.call("PATCH", "/api/v1/accounts/update_credentials", form(fields));

async function picture(person: Person, svg: string, description?: string): Promise<string> {
  const fields = { file: await png(svg), ...(description === undefined ? {} : { description }) };
  return withId.parse(await person.call("POST", "/api/v2/media", form(fields))).id;
}

export interface Village {
  readonly ada: Person;
  readonly tomas: Person;
  readonly mei: Person;
  /** Ada's post with a picture, which others answer. */
  readonly morning: string;
  /** Ada's post of two versions. */
  readonly edited: string;
  /** A list of Ada's, and one of her filters. */
  readonly list: string;
  readonly filter: string;
}

export async function settle(node: TestNode): Promise<Village> {
  const [ada, tomas, mei] = await Promise.all([node.signUp("ada"), node.signUp("tomas"), node.signUp("mei")]);
  await update(ada, {
    avatar: await png(face("#cfe8d5", "#3f7d58")),
    header: await png(hills(1500, 500, "#f79d84")),
    display_name: "Ada Lindqvist",
    note: "Gardener, early riser, keeper of the village seed library. I post about #soil and what grows in it.",
    "fields_attributes[0][name]": "Seed library",
    "fields_attributes[0][value]": "https://seeds.village.example",
    "fields_attributes[1][name]": "Pronouns",
    "fields_attributes[1][value]": "she/her",
  });
  await update(tomas, { avatar: await png(face("#f6dcc3", "#b0552f")), display_name: "Tomás the baker" });
  await update(mei, { avatar: await png(face("#d5dcf5", "#3d4f9e")), display_name: "Mei" });
  for (const [one, other] of [[ada, tomas], [ada, mei], [tomas, ada], [mei, ada], [mei, tomas]] as const) {
    await one.call("POST", `/api/v1/accounts/${other.id}/follow`);
  } // prettier-ignore

  await tomas.publish({ status: "The oven is on. Rye today, and the first plum cake of the year." });
  await ada.publish({
    status:
      "Seed swap this Saturday at ten, in the old fire station. Bring envelopes, leave with beans. #seeds\n\nMore at https://seeds.village.example/swap/2026/autumn",
  });
  await mei.publish({
    status: "It was the gardener. It is always the gardener.",
    spoiler_text: "The end of last night’s film",
  });
  const photo = await picture(ada, hills(1200, 600, "#f7b267"), "The sun behind three ridges of hills");
  const morning = await ada.publish({
    status: "Up before the birds today, and it was worth it. Good morning from the top field! #soil #sunrise",
    media_ids: [photo],
  });
  await tomas.publish({
    status: "This is why I get up at four.",
    quoted_status_id: morning,
    visibility: "unlisted",
  });
  const answer = await tomas.publish({
    status: "@ada I’ll trade you a sourdough for that view.",
    in_reply_to_id: morning,
  });
  await ada.publish({ status: "@tomas Deal. Bring butter.", in_reply_to_id: answer });
  await mei.publish({ status: "@ada Which field is that? I want to go there.", in_reply_to_id: morning });
  const pair = [
    await picture(mei, hills(800, 800, "#9cc9e8"), "Hills at noon"),
    await picture(mei, hills(800, 800, "#394a6d")),
  ];
  await mei.publish({ status: "Noon and night, from my window.", media_ids: pair, sensitive: true });
  const poll = { options: ["Apple", "Plum", "Both, obviously"], expires_in: 86_400 };
  await tomas.publish({ status: "What shall I bake for the swap?", poll, visibility: "unlisted" });
  for (const friend of [tomas, mei]) await friend.call("POST", `/api/v1/statuses/${morning}/favourite`);
  await mei.call("POST", `/api/v1/statuses/${morning}/reblog`);
  await ada.call("POST", `/api/v1/statuses/${answer}/favourite`);
  await ada.call("POST", `/api/v1/statuses/${answer}/bookmark`);
  const hint = { status: "Slugs do not cross copper tape. I have tried it all summer." };
  const edited = await ada.publish({ status: "Slugs do not cross coper tape.", visibility: "unlisted" });
  await ada.call("PUT", `/api/v1/statuses/${edited}`, hint);
  await ada.call("POST", "/api/v1/featured_tags", { name: "soil" });
  const list = withId.parse(await ada.call("POST", "/api/v1/lists", { title: "The bakery" })).id;
  await ada.call("POST", `/api/v1/lists/${list}/accounts`, { account_ids: [tomas.id] });
  const filter = withId.parse(
    await ada.call("POST", "/api/v2/filters", {
      title: "Football",
      context: ["home", "public"],
      filter_action: "warn",
      keywords_attributes: [
        { keyword: "offside", whole_word: true },
        { keyword: "world cup", whole_word: false },
      ],
    }),
  ).id;
  const rude = await node.signUp("rude");
  await ada.call("POST", `/api/v1/accounts/${rude.id}/block`);
  const shouting = await rude.publish({ status: "YOU ARE ALL WRONG ABOUT RYE BREAD" });
  await mei.call("POST", "/api/v1/reports", {
    account_id: rude.id,
    status_ids: [shouting],
    comment: "Shouting at everybody, every morning.",
    category: "violation",
  });
  await node.store.turn(INSTANCE, async (turn) => {
    const user = await turn.find(users, "handle", { handle: ada.handle });
    if (user !== undefined) await turn.insert(moderators, { principal: user.principal, createdAt: turn.now });
  });
  return { ada, tomas, mei, morning, edited, list, filter };
}
