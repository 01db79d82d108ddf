/** Serves the page that stands in for Internet Identity's, on a host of its own as that one is. */

import { build } from "esbuild";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

export const IDENTITY_ORIGIN = "http://identity.localhost";

export interface IdentityProvider extends AsyncDisposable {
  /** `127.0.0.1:…` */
  readonly host: string;
}

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "identityPage.ts")],
    bundle: true,
    write: false,
    format: "iife",
    conditions: ["@mastic/source"],
  });
  const page = `<!doctype html><title>Identity</title>
    <form><label>Who are you? <input autofocus></label><button>Continue</button></form>
    <script>${outputFiles[0]?.text.replaceAll("</script", "<\\/script") ?? ""}</script>`;
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
