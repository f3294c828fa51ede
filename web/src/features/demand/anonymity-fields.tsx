import { findLeaks } from "@market/shared";
import { Checkbox, Form } from "antd";
import { useTranslation } from "react-i18next";
import { useSession } from "../../app/session.ts";
import type { DemandValues } from "./demand-form.tsx";

/** Whether a demand names its organisation, and what in it would give an anonymous one away all the same. */
export function AnonymityFields() {
  const { t } = useTranslation("demand");
  const ownName = useSession()?.organisation?.name ?? "";
  const form = Form.useFormInstance<DemandValues>();
  const {
    isAnonymous,
    title = "",
    description = "",
    keywords = [],
  } = Form.useWatch((all: DemandValues) => all, form) ?? {};
  const leaks = isAnonymous === true ? findLeaks({ title, description, keywords }, ownName) : [];
  return (
    <>
      <Form.Item name="isAnonymous" valuePropName="checked" extra={t("form.anonymousHint")}>
        <Checkbox>{t("form.anonymous")}</Checkbox>
      </Form.Item>
      {leaks.length > 0 && (
        <div className="alert alert--warning" role="status">
          <p>
            <strong>{t("form.leaks")}</strong> {t("form.leaksHint")}
          </p>
          <ul>
            {leaks.map(({ code, field, match }) => (
              <li key={`${field} ${code} ${match}`}>
                {t(`form.leakFields.${field}`)}: <mark>{match}</mark>{" "}
                <span className="muted">{t(`form.leakCodes.${code}`)}</span>
              </li>
            ))}
          </ul>
          <Form.Item
            name="hasCheckedNames"
            valuePropName="checked"
            rules={[
              {
                validator: async (_rule, isChecked: boolean | undefined) => {
                  if (isChecked !== true) throw new Error(t("form.leaksUnchecked"));
                },
              },
            ]}
          >
            <Checkbox>{t("form.leaksChecked")}</Checkbox>
          </Form.Item>
        </div>
      )}
    </>
  );
}
