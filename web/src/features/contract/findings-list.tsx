import type { Finding, FindingSeverity } from "@market/shared";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

const tones: Record<FindingSeverity, string> = {
  blocking: "tag tag--danger",
  warning: "tag tag--warning",
  note: "tag",
};

/** Findings, each with its weight, its reason and, where it is about another contract, the way there. */
export function FindingsList({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation("procedure");
  if (findings.length === 0) return <p className="muted">{t("findings.none")}</p>;
  return (
    <ul className="contract-findings">
      {findings.map(({ code, severity, path, detail, related }) => (
        <li key={`${code} ${path} ${related?.id}`}>
          <span className={tones[severity]}>{t(`findings.severity.${severity}`)}</span>
          <span>
            {detail}{" "}
            {related !== undefined && (
              <Link to={`/contracts/${related.id}`}>
                {related.number === null
                  ? t("findings.related")
                  : t("findings.relatedNumber", { number: related.number })}
              </Link>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
