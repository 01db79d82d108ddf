/** How this node stands to other servers: which are silenced, which are blocked. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactElement } from "react";
import { blockDomain, readDomainBlocks, unblockDomain } from "../../api/endpoints/admin.ts";
import { severities, type Severity } from "../../api/entities/admin.ts";
import { Button, IconButton } from "../../components/Button.tsx";
import { FormError } from "../../components/FormError.tsx";
import { box, Choice, Labelled } from "../../components/fields.tsx";
import { EmptyState, FailedState, LoadingPosts } from "../../components/states.tsx";
import { useApp } from "../../hooks/app.ts";
import { useNotice } from "../../hooks/notice.ts";
import { usePermissions } from "../../hooks/usePermissions.ts";
import { useT } from "../../i18n/useT.ts";
import { ModerationFrame } from "./ModerationFrame.tsx";

const BLOCKS = ["admin domain blocks"] as const;
const severityNames = { silence: "moderation.silenced", suspend: "moderation.blocked" } as const;

export default function DomainsScreen(): ReactElement {
  const mayDecide = usePermissions()?.servers === true;
  return (
    <ModerationFrame>
      {mayDecide && <NewBlock />}
      <Blocks mayDecide={mayDecide} />
    </ModerationFrame>
  );
}

function NewBlock(): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const client = useQueryClient();
  const [domain, setDomain] = useState("");
  const [severity, setSeverity] = useState<Severity>("silence");
  const save = useMutation({
    mutationFn: () => blockDomain(transport, domain.trim(), severity),
    onSuccess: () => {
      setDomain("");
      void client.invalidateQueries({ queryKey: BLOCKS });
    },
  });
  return (
    <form
      className="space-y-4 border-b border-line p-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Labelled label={t("moderation.domain")}>
        {(id) => (
          <input
            id={id}
            value={domain}
            required
            maxLength={253}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            placeholder="rude.example"
            onChange={(event) => setDomain(event.target.value)}
            className={`${box} placeholder:text-soft`}
          />
        )}
      </Labelled>
      <Choice
        label={t("moderation.severity")}
        value={severity}
        values={[
          ["silence", t("moderation.silence")],
          ["suspend", t("moderation.block")],
        ]}
        onChange={setSeverity}
      />
      <FormError error={save.error} />
      <Button type="submit" disabled={save.isPending}>
        {t("moderation.decide")}
      </Button>
    </form>
  );
}

function Blocks({ mayDecide }: { readonly mayDecide: boolean }): ReactElement {
  const t = useT();
  const { transport } = useApp();
  const client = useQueryClient();
  const notify = useNotice();
  const { data, error, refetch } = useQuery({
    queryKey: BLOCKS,
    queryFn: () => readDomainBlocks(transport),
  });
  const remove = useMutation({
    mutationFn: (id: string) => unblockDomain(transport, id),
    onSuccess: () => client.invalidateQueries({ queryKey: BLOCKS }),
    onError: () => notify("error.act", "bad"),
  });
  if (data === undefined) {
    return error === null ? <LoadingPosts /> : <FailedState error={error} onRetry={() => void refetch()} />;
  }
  if (data.length === 0) return <EmptyState icon="globe" text={t("moderation.noBlocks")} />;
  return (
    <ul>
      {data.map(({ id, domain, severity }) => {
        const known = severities.find((each) => each === severity);
        return (
          <li key={id} className="flex min-h-14 items-center gap-3 border-b border-line ps-4 pe-2">
            <span className="min-w-0 flex-1 font-semibold wrap-anywhere">{domain}</span>
            <span className="text-sm text-soft">
              {known === undefined ? severity : t(severityNames[known])}
            </span>
            {mayDecide && (
              <IconButton
                icon="close"
                label={t("moderation.letBack", { domain })}
                onClick={() => remove.mutate(id)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
