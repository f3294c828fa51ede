import type { Pairing } from "@market/shared";
import { useTranslation } from "react-i18next";
import { useEvidenceWords } from "./evidence-words.ts";
import { POINT_DECIMALS, roundParts, type ScorePart } from "./score-parts.ts";

/** The score taken apart: what each part weighs, how far it holds, what it adds, and on what evidence. */
export function ScoreBreakdown({ pairing }: { pairing: Pairing }) {
  const { t } = useTranslation("pairing");
  const parts = roundParts(pairing.factors, pairing.points);
  const heaviest = Math.max(
    ...parts.map(({ weight, contribution }) => Math.max(weight, Math.abs(contribution))),
  );
  return (
    <section>
      <h2>{t("score.title")}</h2>
      <p className="muted">{t("score.hint")}</p>
      <table className="score-parts">
        <thead>
          <tr>
            <th scope="col">{t("score.factor")}</th>
            <th scope="col" className="score-parts__bar-column">
              {t("score.share")}
            </th>
            <th scope="col" className="score-parts__figure">
              {t("score.value")}
            </th>
            <th scope="col" className="score-parts__figure">
              {t("score.weight")}
            </th>
            <th scope="col" className="score-parts__figure">
              {t("score.contribution")}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <ScorePartRow key={part.name} part={part} heaviest={heaviest} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("score.points")}</th>
            <td className="score-parts__bar-column" />
            <td className="score-parts__figure" />
            <td className="score-parts__figure" />
            <td className="number score-parts__figure">{pairing.points.toFixed(POINT_DECIMALS)}</td>
          </tr>
        </tfoot>
      </table>
      <p className="muted">
        {t("score.curve", {
          points: pairing.points.toFixed(POINT_DECIMALS),
          percent: Math.round(pairing.score * 100),
          version: pairing.weightsVersion,
        })}
      </p>
    </section>
  );
}

function ScorePartRow({ part, heaviest }: { part: ScorePart; heaviest: number }) {
  const { t } = useTranslation("pairing");
  const wordsOf = useEvidenceWords();
  const { name, weight, value, penalty, contribution, shownContribution, evidence } = part;
  const percentOf = (amount: number) => `${heaviest > 0 ? (Math.abs(amount) / heaviest) * 100 : 0}%`;
  return (
    <tr>
      <th scope="row">
        {t(`factors.${name}`)}
        {evidence !== "" && <span className="score-parts__evidence">{wordsOf(name, evidence)}</span>}
        {penalty > 0 && (
          <span className="score-parts__evidence">
            {t("score.penalty", { points: penalty.toFixed(POINT_DECIMALS) })}
          </span>
        )}
      </th>
      <td className="score-parts__bar-column">
        <span className="score-bar" style={{ width: percentOf(weight) }}>
          <span
            className={contribution < 0 ? "score-bar__fill score-bar__fill--against" : "score-bar__fill"}
            style={{ width: `${weight > 0 ? Math.min(100, (Math.abs(contribution) / weight) * 100) : 0}%` }}
          />
        </span>
      </td>
      <td className="number score-parts__figure">{Math.round(value * 100)}%</td>
      <td className="number score-parts__figure">{weight}</td>
      <td className="number score-parts__figure">{shownContribution.toFixed(POINT_DECIMALS)}</td>
    </tr>
  );
}
