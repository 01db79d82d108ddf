/** The load generator of the inbox benchmark, in a process of its own: signs ahead, then posts over 32 keep-alive connections. */

import { Pool } from "undici";
import { z } from "zod";
import { serveBench } from "../child.ts";
import { Sender, type SignedPost } from "./sender.ts";

const CONNECTIONS = 32;
const order = z.object({ inbox: z.string(), count: z.int() });

const sender = await Sender.start();

serveBench(
  { actorUri: sender.actorUri },
  async (message) => {
    const { inbox, count } = order.parse(message);
    return run(inbox, sender.posts(inbox, count));
  },
  () => sender.close(),
);

/** @returns how many of the posts were taken in a second @throws {Error} when one was refused */
async function run(inbox: string, posts: SignedPost[]): Promise<{ perSecond: number }> {
  const { origin, pathname } = new URL(inbox);
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  const count = posts.length;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let post = posts.pop(); post !== undefined; post = posts.pop()) {
        const { statusCode, body } = await pool.request({ path: pathname, method: "POST", ...post });
        const answer = await body.text();
        if (statusCode >= 300) throw new Error(`${inbox} answered ${statusCode}: ${answer}`);
      }
    }),
  );
  const perSecond = (count * 1000) / (performance.now() - start);
  await pool.close();
  return { perSecond };
}
