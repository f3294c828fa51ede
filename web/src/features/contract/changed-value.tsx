import type { Change, ChangedValue, VocabularyName } from "@market/shared";
import { useTranslation } from "react-i18next";
import { formatDay } from "../../components/instant.ts";
import { formatFenExactly } from "../../components/money.ts";
import { useLanguage } from "../../i18n/use-language.ts";
import { useRecordVocabulary } from "./record-vocabulary.ts";

/** A change without the ids, which say nothing to a reader. */
export function isReadable({ path }: Change): boolean {
  return !path.endsWith(".id");
}

const nameOfPlace: Readonly<Record<string, string>> = {
  amountFen: "amount",
  technologyAmountFen: "technologyAmount",
  district: "place",
  name: "form.partyName",
};

/** What the place of a change is called, by side and particular where it is a party's. */
export function ChangedPlace({ path }: { path: string }) {
  const { t } = useTranslation("contract");
  const names = path.split(".").map((name) => t(nameOfPlace[name] ?? name, { defaultValue: name }));
  return <>{names.join(" · ")}</>;
}

/** The code list whose codes stand at a place. */
const listOfPlace: Readonly<Record<string, VocabularyName>> = {
  type: "contract-types",
  field: "fields",
  techArea: "technology-areas",
  kind: "party-kinds",
  subtype: "contract-subtypes",
  paymentKind: "payment-kinds",
  planSource: "plan-sources",
  ipRight: "contract-ip",
  techSubarea: "technology-subareas",
  objective: "socio-economic-objectives",
  industry: "gbt4754",
  partyType: "party-types",
  scale: "enterprise-scales",
  flags: "party-flags",
};

/** What stood or stands at a place of a contract, as a reader would write it. */
export function ChangedValueText({ path, value }: { path: string; value: ChangedValue }) {
  const { t } = useTranslation(["contract", "procedure"]);
  const language = useLanguage();
  const place = path.slice(path.lastIndexOf(".") + 1);
  if (value === null || value === "") return <span className="muted">{t("procedure:trail.nothing")}</span>;
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number") {
    return (
      <span className="number">{place.endsWith("Fen") ? formatFenExactly(value, language) : value}</span>
    );
  }
  const list = listOfPlace[place];
  if (list !== undefined) return <CodesText list={list} codes={[value].flat()} />;
  return place.endsWith("On") ? formatDay(String(value), language) : String(value);
}

function CodesText({ list, codes }: { list: VocabularyName; codes: readonly string[] }) {
  const { t } = useTranslation("contract");
  const { labelOf } = useRecordVocabulary(list);
  return codes.length === 0 ? t("noFlags") : codes.map(labelOf).join(t("listSeparator"));
}
