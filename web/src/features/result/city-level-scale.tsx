import { cityMaturityLevels } from "@market/shared";
import { useTranslation } from "react-i18next";
import { LevelScale } from "./level-scale.tsx";

/** A level of maturity on the city's scale of thirteen. */
export function CityLevelScale({ level }: { level: number }) {
  const { t } = useTranslation("result");
  return (
    <LevelScale
      scale={cityMaturityLevels}
      level={level}
      name={t("cityLevelName", { level })}
      source={t("cityLevelSource")}
    />
  );
}
