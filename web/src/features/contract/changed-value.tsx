import {
  type Change,
  type ChangedValue,
  contractSubtypes,
  contractTypes,
  districts,
  fields,
  partyKinds,
  regions,
  technologyAreas,
} from "@market/shared";
import { useTranslation } from "react-i18next";
import { formatDay } from "../../components/instant.ts";
import { formatFenExactly } from "../../components/money.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { useRecordVocabulary } from "./record-vocabulary.ts";

/** A change without the ids, which say nothing to a reader. */
export function isReadable({ path }: Change): boolean {
  return !path.endsWith(".id");
}

/** What the place of a change is called: `买方 · 单位名称`. */
export function ChangedPlace({ path }: { path: string }) {
  const { t } = useTranslation("contract");
  const [head = "", leaf] = path.split(".");
  const labelOf = (name: string) => t(nameOfPlace[name] ?? name, { defaultValue: name });
  return (
    <>
      {labelOf(head)}
      {leaf !== undefined && ` · ${leaf === "name" ? t("form.partyName") : labelOf(leaf)}`}
    </>
  );
}

const nameOfPlace: Readonly<Record<string, string>> = {
  amountFen: "amount",
  technologyAmountFen: "technologyAmount",
  district: "place",
};

/** What stood or stands at a place of a contract, as a reader would write it. */
export function ChangedValueText({ path, value }: { path: string; value: ChangedValue }) {
  const { t } = useTranslation(["contract", "procedure"]);
  const language = useLanguage();
  const place = path.slice(path.lastIndexOf(".") + 1);
  const labelOf = useLabelOf(place);
  if (value === null || value === "") return <span className="muted">{t("procedure:trail.nothing")}</span>;
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number") {
    return <span className="number">{place.endsWith("Fen") ? formatFenExactly(value, language) : value}</span>;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? t("noFlags") : value.map(labelOf).join(t("listSeparator"));
  }
  return place.endsWith("On") ? formatDay(value, language) : labelOf(value);
}

const listsAtHand: Readonly<Record<string, { entries: readonly { code: string; zh: string; en: string }[] }[]>> =
  {
    type: [contractTypes],
    field: [fields],
    techArea: [technologyAreas],
    kind: [partyKinds],
    district: [districts, regions],
    subtype: [contractSubtypes],
  };

/** The lists of the registration record that a page fetches, by the place whose codes they hold. */
const fetchedLists = {
  paymentKind: "payment-kinds",
  planSource: "plan-sources",
  ipRight: "contract-ip",
  techSubarea: "technology-subareas",
  objective: "socio-economic-objectives",
  industry: "gbt4754",
  partyType: "party-types",
  scale: "enterprise-scales",
  flags: "party-flags",
} as const;
