/** `mastic domain-block ...`: other servers that this node silences or suspends, subdomains included (Mastodon: moderation, "Domain blocks"). */

import { Option, type Command } from "commander";
import type { DomainBlockSummary } from "./administration.ts";
import type { CommandHost } from "./host.ts";
import { administer } from "./session.ts";

/** So many are read in one go. */
const PAGE = 200;

export function addDomainBlock(program: Command, host: CommandHost): void {
  const domainBlock = program
    .command("domain-block")
    .description("silence or suspend other servers, with all their subdomains");

  domainBlock
    .command("add")
    .argument("<host>", "such as example.org; what is decided for a subdomain of its own goes before")
    .addOption(
      new Option(
        "--severity <severity>",
        "suspend: nothing is exchanged, follows end, what is known is hidden; silence: out of public timelines, no notifications but from whom one follows, follows wait for a word",
      )
        .choices(["silence", "suspend"] as const)
        .makeOptionMandatory(),
    )
    .description("silence or suspend another server; a second time replaces the first")
    .action((domain: string, { severity }: { severity: "silence" | "suspend" }) =>
      administer(host, async (node) => {
        const block = await node.blockDomain(domain, severity);
        host.print(`${block.domain} is ${severity === "suspend" ? "suspended" : "silenced"}`);
      }),
    );

  domainBlock
    .command("remove")
    .argument("<host>", "such as example.org, as it was silenced or suspended")
    .description("let a server back; follows that were cut do not come back")
    .action((domain: string) =>
      administer(host, async (node) => {
        const block = await node.unblockDomain(domain);
        host.print(`${block.domain} is neither silenced nor suspended any more`);
      }),
    );

  domainBlock
    .command("list")
    .option("--json", "one JSON object a line", false)
    .description("list the servers that are silenced or suspended")
    .action(({ json }: { json: boolean }) =>
      administer(host, async (node) => {
        let after: string | undefined;
        if (!json) host.print(columns.join("\t"));
        do {
          const blocks = await node.listDomainBlocks({
            limit: PAGE,
            ...(after === undefined ? {} : { after }),
          });
          for (const it of blocks) host.print(json ? JSON.stringify(it) : described(it));
          after = blocks.length < PAGE ? undefined : blocks.at(-1)?.domain;
        } while (after !== undefined);
      }),
    );
}

const columns = ["host", "severity", "since"];

function described({ domain, severity, createdAt }: DomainBlockSummary): string {
  return [domain, severity, new Date(createdAt).toISOString().slice(0, 10)].join("\t");
}
