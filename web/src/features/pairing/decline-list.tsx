import { type DeclineGroup, declineReasons, type IntroductionDecline } from "@market/shared";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { InstantText } from "../../components/instant-text.tsx";
import { RecordTable } from "../../components/record-table.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";

const SHOWN_AT_FIRST = 20;

type Decline = IntroductionDecline & Pick<DeclineGroup, "reason">;

/** Every "no" in its own words, the latest first. */
export function DeclineList({ groups }: { groups: readonly DeclineGroup[] }) {
  const { t } = useTranslation("pairing");
  const { labelOf } = useVocabulary(declineReasons);
  const declines = groups
    .flatMap(({ reason, declines: behind }) => behind.map((decline): Decline => ({ ...decline, reason })))
    .sort((a, b) => b.at.localeCompare(a.at));
  const columns: TableColumnsType<Decline> = [
    { key: "at", title: t("declines.day"), render: (_, { at }) => <InstantText at={at} form="day" /> },
    { key: "reason", title: t("declines.reason"), render: (_, { reason }) => labelOf(reason) },
    {
      key: "text",
      title: t("declines.text"),
      render: (_, { text: { kind, id, title } }) =>
        title === null ? (
          <span className="muted">{t("declines.untitled")}</span>
        ) : (
          <Link to={`/${kind}s/${id}`}>{title}</Link>
        ),
    },
    { key: "note", title: t("declines.note"), render: (_, { note }) => note ?? "—" },
    { key: "by", title: t("declines.by"), render: (_, { by }) => t(`declines.byOf.${by}`) },
    {
      key: "pairing",
      title: t("title"),
      render: (_, { pairing }) => <Link to={`/pairings/${pairing.id}`}>{t("declines.openPairing")}</Link>,
    },
  ];
  return (
    <RecordTable
      items={declines}
      keyOf={({ pairing }) => pairing.id}
      columns={columns}
      label={t("declines.list")}
      shownAtFirst={SHOWN_AT_FIRST}
      empty={t("declines.empty")}
    />
  );
}
