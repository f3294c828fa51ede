import { type Broker, type BrokerWishes, brokerLevels, fields } from "@market/shared";
import { App, Button, Checkbox, Form, InputNumber, Select, Slider } from "antd";
import { useTranslation } from "react-i18next";
import { showFieldErrors } from "../../components/form-problem.ts";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { useUpdateWishes } from "./broker-api.ts";

const PERCENT = 100;

export function WishesForm({ wishes: { level, ...wishes } }: { wishes: Broker }) {
  const { t } = useTranslation(["broker", "app"]);
  const { message } = App.useApp();
  const [form] = Form.useForm<BrokerWishes>();
  const { options } = useVocabulary(fields);
  const levelOf = useVocabulary(brokerLevels).labelOf;
  const update = useUpdateWishes();
  const submit = (values: BrokerWishes) =>
    // A field that was emptied is none at all to the form, and no limit to the market.
    update.mutate(
      { ...values, capacity: values.capacity ?? null },
      {
        onSuccess: () => void message.success(t("wishesSaved")),
        onError: (error) => showFieldErrors(form, error),
      },
    );
  return (
    <Form<BrokerWishes>
      form={form}
      layout="vertical"
      className="card"
      initialValues={wishes}
      onFinish={submit}
    >
      <Form.Item name="fields" label={t("fields")} extra={t("fieldsHint")}>
        <Select mode="multiple" options={options} allowClear />
      </Form.Item>
      <Form.Item
        name="minScore"
        label={t("minScore")}
        extra={t("minScoreHint")}
        getValueProps={(score: number) => ({ value: Math.round(score * PERCENT) })}
        normalize={(percent: number) => percent / PERCENT}
      >
        <Slider
          ariaLabelForHandle={t("minScore")}
          min={0}
          max={PERCENT}
          marks={{ 0: "0", 50: "50", 100: "100" }}
        />
      </Form.Item>
      <Form.Item
        name="dailyLimit"
        label={t("dailyLimit")}
        extra={t("dailyLimitHint")}
        rules={[{ required: true, message: t("required", { label: t("dailyLimit") }) }]}
      >
        <InputNumber min={0} max={1000} precision={0} />
      </Form.Item>
      <Form.Item name="capacity" label={t("capacity")} extra={t("capacityHint")}>
        <InputNumber min={0} max={1000} precision={0} placeholder={t("capacityNone")} />
      </Form.Item>
      <Form.Item name="dailyDigest" valuePropName="checked" extra={t("dailyDigestHint")}>
        <Checkbox>{t("dailyDigest")}</Checkbox>
      </Form.Item>
      {level !== null && <p className="muted">{t("levelOf", { level: levelOf(level) })}</p>}
      {update.isError && <ProblemAlert error={update.error} />}
      <Button type="primary" htmlType="submit" loading={update.isPending}>
        {t("app:save")}
      </Button>
    </Form>
  );
}
