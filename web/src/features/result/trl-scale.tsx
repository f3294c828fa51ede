import { trlLevels } from "@market/shared";
import { useTranslation } from "react-i18next";
import { LevelScale } from "./level-scale.tsx";

/** A level of readiness on the national scale of nine. */
export function TrlScale({ level }: { level: number }) {
  const { t } = useTranslation("result");
  return <LevelScale scale={trlLevels} level={level} name={`TRL ${level}`} source={t("trlSource")} />;
}
