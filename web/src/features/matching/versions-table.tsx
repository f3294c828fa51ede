import { fields, type MatchingOverview, type WeightsVersion } from "@market/shared";
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { InstantText } from "../../components/instant-text.tsx";
import { RecordTable } from "../../components/record-table.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { AdoptDialog } from "./adopt-dialog.tsx";

/** Every version of the weights with what it was fitted on and how it does, to compare and choose from. */
export function VersionsTable({ matching }: { matching: MatchingOverview }) {
  const { t } = useTranslation(["matching", "pairing", "app"]);
  const fieldOf = useVocabulary(fields).labelOf;
  const [chosen, setChosen] = useState<string>();
  const columns: TableColumnsType<WeightsVersion> = [
    {
      title: t("version"),
      key: "version",
      render: (_, { version, origin }) => (
        <>
          <code>{version}</code> <span className="tag">{t(`originOf.${origin}`)}</span>{" "}
          {version === matching.weightsVersion && <span className="tag tag--success">{t("inForce")}</span>}
        </>
      ),
    },
    {
      title: t("fittedAt"),
      key: "fittedAt",
      render: (_, { fittedAt }) => <InstantText at={fittedAt} />,
    },
    { title: t("data"), key: "data", render: (_, { data }) => <FittedOn data={data} /> },
    {
      title: t("judgedNdcg"),
      key: "ndcg",
      render: (_, { metrics: { judgedNdcg10, judgedNdcg10Before } }) => (
        <Figure before={judgedNdcg10Before} after={judgedNdcg10} />
      ),
    },
    {
      title: t("logLoss"),
      key: "logLoss",
      render: (_, { metrics: { heldOutLogLoss } }) => heldOutLogLoss && <Figure {...heldOutLogLoss} />,
    },
    {
      title: t("auc"),
      key: "auc",
      render: (_, { metrics: { heldOutAuc } }) => heldOutAuc && <Figure {...heldOutAuc} />,
    },
    {
      title: t("learned"),
      key: "learned",
      render: (_, { learned }) =>
        learned.length === 0 ? (
          <span className="muted">{t("nothingLearned")}</span>
        ) : (
          learned.map(({ demandField, factor, penalty }) => (
            <div key={`${demandField} ${factor}`}>
              {t("learnedItem", {
                field: fieldOf(demandField),
                factor: t(`pairing:factors.${factor}`),
                penalty: penalty.toFixed(2),
              })}
            </div>
          ))
        ),
    },
    {
      title: t("app:actions"),
      key: "acts",
      render: (_, { version, obstacles }) => (
        <>
          <Button onClick={() => setChosen(version)}>
            {version === matching.weightsVersion ? t("adopt.change") : t("adopt.adopt")}
          </Button>
          {obstacles.map((obstacle) => (
            <div key={obstacle} className="muted">
              {t(`obstacleOf.${obstacle}`)}
            </div>
          ))}
        </>
      ),
    },
  ];
  return (
    <>
      <RecordTable
        items={matching.versions}
        keyOf={({ version }) => version}
        columns={columns}
        label={t("versions")}
        empty={null}
      />
      {chosen !== undefined && (
        <AdoptDialog version={chosen} matching={matching} onClose={() => setChosen(undefined)} />
      )}
    </>
  );
}

function FittedOn({ data: { judged, decisions, declines } }: Pick<WeightsVersion, "data">) {
  const { t } = useTranslation("matching");
  return (
    <>
      {judged.map(({ name, needs, judgements }) => (
        <div key={name}>
          {name}: {t("judged", { needs, judgements })}
        </div>
      ))}
      {decisions > 0 && <div>{t("decided", { decisions, declines })}</div>}
    </>
  );
}

const DECIMALS = 3;

/** A figure, after what it was before where that is known. */
function Figure({ before, after }: { before: number | null; after: number | null }) {
  if (after === null) return null;
  return (
    <span className="number">
      {before !== null && <span className="muted">{before.toFixed(DECIMALS)} → </span>}
      {after.toFixed(DECIMALS)}
    </span>
  );
}
