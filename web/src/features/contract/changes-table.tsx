import type { Change } from "@market/shared";
import { useTranslation } from "react-i18next";
import { ScrollRegion } from "../../components/scroll-region.tsx";
import { ChangedPlace, ChangedValueText, isReadable } from "./changed-value.tsx";

/** Old and new of what is changed, a place a line. */
export function ChangesTable({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation("procedure");
  return (
    <ScrollRegion className="contract-trail" label={t("trail.title")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("trail.what")}</th>
            <th scope="col">{t("trail.before")}</th>
            <th scope="col">{t("trail.after")}</th>
          </tr>
        </thead>
        <tbody>
          {changes.filter(isReadable).map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row">
                <ChangedPlace path={path} />
              </th>
              <td>
                <ChangedValueText path={path} value={before} />
              </td>
              <td>
                <ChangedValueText path={path} value={after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
