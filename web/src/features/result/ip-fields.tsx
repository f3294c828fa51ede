import { ipKinds, ipStatuses } from "@market/shared";
import { Button, Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";

/** The rights in a result, as many as there are. */
export function IpFields() {
  const { t } = useTranslation(["result", "publication"]);
  const kinds = useVocabulary(ipKinds).options;
  const statuses = useVocabulary(ipStatuses).options;
  return (
    <Form.Item label={t("ip")}>
      <Form.List name="ip">
        {(rights, { add, remove }) => (
          <div className="stack stack--tight">
            {rights.map(({ key, name }) => (
              <div className="row" key={key}>
                <Form.Item
                  name={[name, "type"]}
                  noStyle
                  rules={[
                    { required: true, message: t("publication:form.required", { label: t("form.ipType") }) },
                  ]}
                >
                  <Select
                    className="ip-choice"
                    options={kinds}
                    aria-label={t("form.ipType")}
                    placeholder={t("form.ipType")}
                  />
                </Form.Item>
                <Form.Item
                  name={[name, "status"]}
                  noStyle
                  rules={[
                    {
                      required: true,
                      message: t("publication:form.required", { label: t("form.ipStatus") }),
                    },
                  ]}
                >
                  <Select
                    className="ip-choice"
                    options={statuses}
                    aria-label={t("form.ipStatus")}
                    placeholder={t("form.ipStatus")}
                  />
                </Form.Item>
                <Button type="text" danger aria-label={t("form.ipRemove")} onClick={() => remove(name)}>
                  ✕
                </Button>
              </div>
            ))}
            <Button type="dashed" onClick={() => add({ type: "发明专利", status: "granted" })}>
              {t("form.ipAdd")}
            </Button>
          </div>
        )}
      </Form.List>
    </Form.Item>
  );
}
