import { fields, type Mute } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { mutesQuery, useSetMuted } from "./mute-api.ts";
import "./broker.css";

/** What the broker has muted, each with a way back. */
export function MuteList() {
  const { t } = useTranslation("broker");
  const mutes = useQuery(mutesQuery);
  const setMuted = useSetMuted();
  const fieldOf = useVocabulary(fields).labelOf;
  const nameOf = ({ kind, name }: Mute) => (kind === "field" ? fieldOf(name) : name);
  if (mutes.data === undefined) return null;
  return (
    <section className="card mutes">
      <h2>{t("mutesTitle")}</h2>
      <p className="muted">{t("mutesHint")}</p>
      {setMuted.isError && <ProblemAlert error={setMuted.error} />}
      {mutes.data.items.length === 0 && <p className="muted">{t("mutesEmpty")}</p>}
      <ul className="plain-list">
        {mutes.data.items.map((mute) => (
          <li key={`${mute.kind} ${mute.key}`} className="mutes__row">
            <span className="tag">{t(`muteKinds.${mute.kind}`)}</span>
            <span className="mutes__name">{nameOf(mute)}</span>
            <Button
              size="small"
              aria-label={t("unmuteNamed", { name: nameOf(mute) })}
              loading={setMuted.isPending && setMuted.variables.key === mute.key}
              onClick={() => setMuted.mutate({ kind: mute.kind, key: mute.key, isMuted: false })}
            >
              {t("unmute")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
