import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { SearchBox } from "../../components/search-box.tsx";

const sides = [
  { path: "/results", label: "inResults" },
  { path: "/demands", label: "inDemands" },
] as const;

/** What the market is for, and the search that starts most visits. */
export function Hero() {
  const { t } = useTranslation("home");
  const navigate = useNavigate();
  const [path, setPath] = useState<string>("/results");
  return (
    <section className="hero">
      <h1>{t("title")}</h1>
      <p>{t("lead")}</p>
      <fieldset className="hero__sides">
        <legend className="visually-hidden">{t("searchIn")}</legend>
        {sides.map((side) => (
          <label key={side.path}>
            <input
              type="radio"
              name="side"
              checked={path === side.path}
              onChange={() => setPath(side.path)}
            />
            <span>{t(side.label)}</span>
          </label>
        ))}
      </fieldset>
      <SearchBox
        label={t("searchLabel")}
        placeholder={t("searchPlaceholder")}
        value=""
        onSearch={(q) => void navigate(q === "" ? path : `${path}?${new URLSearchParams({ q })}`)}
      />
    </section>
  );
}
