import { fields, type MuteKind, type Pairing } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { useSession } from "../../app/session.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { mutesQuery, useSetMuted } from "../broker/mute-api.ts";

interface Mutable {
  kind: MuteKind;
  key: string;
  /** What is done by a press, in words. */
  label: string;
  isMuted: boolean;
}

/** A broker's way to hear no more of a pairing's need, parties or fields, and back; nothing for anybody else. */
export function MuteMenu({ pairing }: { pairing: Pairing }) {
  const isBroker = useSession()?.role === "broker";
  return isBroker ? <Menu pairing={pairing} /> : null;
}

function Menu({ pairing }: { pairing: Pairing }) {
  const { t } = useTranslation("pairing");
  const { message } = App.useApp();
  const setMuted = useSetMuted();
  const mutables = useMutables(pairing);
  const isAnyMuted = mutables.some(({ isMuted }) => isMuted);
  const change = ({ kind, key, isMuted }: Mutable) =>
    setMuted.mutate(
      { kind, key, isMuted: !isMuted },
      {
        onSuccess: () => void message.success(t(isMuted ? "mute.undone" : "mute.done")),
        onError: (error) => void message.error(error.message),
      },
    );
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: mutables.map((mutable) => ({
          key: `${mutable.kind} ${mutable.key}`,
          label: mutable.label,
          onClick: () => change(mutable),
        })),
      }}
    >
      <Button size="small" loading={setMuted.isPending}>
        {t(isAnyMuted ? "mute.muted" : "mute.title")}
      </Button>
    </Dropdown>
  );
}

/** The need, both parties and both fields, each once, as far as the reader may see them. */
function useMutables({ demand, result }: Pairing): Mutable[] {
  const { t } = useTranslation("pairing");
  const fieldOf = useVocabulary(fields).labelOf;
  const mutes = useQuery(mutesQuery).data?.items ?? [];
  const mutableOf = (kind: MuteKind, key: string, name: string): Mutable => {
    const isMuted = mutes.some((mute) => mute.kind === kind && mute.key === key);
    return { kind, key, isMuted, label: t(`mute.${isMuted ? "unmute" : "mute"}.${kind}`, { name }) };
  };
  const organisations = [demand.organisation, result.organisation].flatMap((found) => found ?? []);
  const fieldCodes = [...new Set([demand.field, result.field].flatMap((field) => field ?? []))];
  return [
    ...(demand.isHidden ? [] : [mutableOf("demand", demand.id, demand.title ?? "")]),
    ...organisations.map(({ id, name }) => mutableOf("organisation", id, name)),
    ...fieldCodes.map((field) => mutableOf("field", field, fieldOf(field))),
  ];
}
