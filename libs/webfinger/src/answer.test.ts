import { expect, test } from "vitest";
import { answerWebFinger, webFingerAnswer } from "./index.ts";

const account = {
  acct: { user: "veeso_dev", host: "hachyderm.io" },
  actorUri: "https://hachyderm.io/users/veeso_dev",
  profileUrl: "https://hachyderm.io/@veeso_dev",
  subscribeTemplate: "https://hachyderm.io/authorize_interaction?uri={uri}",
  avatar: { url: "https://media.hachyderm.io/a.png", type: "image/png" },
};

test("the answer has the shape that Mastic's specification prints", () => {
  expect(answerWebFinger(account)).toEqual({
    subject: "acct:veeso_dev@hachyderm.io",
    aliases: ["https://hachyderm.io/@veeso_dev", "https://hachyderm.io/users/veeso_dev"],
    links: [
      {
        rel: "http://webfinger.net/rel/profile-page",
        type: "text/html",
        href: "https://hachyderm.io/@veeso_dev",
      },
      { rel: "self", type: "application/activity+json", href: "https://hachyderm.io/users/veeso_dev" },
      {
        rel: "http://ostatus.org/schema/1.0/subscribe",
        template: "https://hachyderm.io/authorize_interaction?uri={uri}",
      },
      {
        rel: "http://webfinger.net/rel/avatar",
        type: "image/png",
        href: "https://media.hachyderm.io/a.png",
      },
    ],
  });
});

test("only the wanted links, the rest of the JRD as it is", () => {
  const jrd = answerWebFinger(account, ["self"]);
  expect(jrd.links?.map(({ rel }) => rel)).toEqual(["self"]);
  expect(jrd.aliases).toHaveLength(2);
});

test("the media type is a JRD's, and any origin may read it", () => {
  const { headers, body, status } = webFingerAnswer(answerWebFinger(account));
  expect(status).toBe(200);
  expect(headers).toEqual({
    "content-type": "application/jrd+json; charset=utf-8",
    "access-control-allow-origin": "*",
  });
  expect(JSON.parse(body)).toEqual(answerWebFinger(account));
});
