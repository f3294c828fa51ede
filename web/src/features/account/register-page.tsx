import { CREDIT_CODE_PATTERN, organisationKinds, type Register, roles } from "@market/shared";
import { Button, Form, Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { useIdempotencyKey } from "../../app/use-idempotency-key.ts";
import { showFieldErrors } from "../../components/form-problem.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { places } from "../../i18n/places.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { useRegister } from "./account-api.ts";
import { EmailItem, NameItem, NewPasswordItem } from "./account-form-items.tsx";
import { firstPages } from "./next-path.ts";

const registrableRoles = ["enterprise", "institution", "broker"] as const;
const CREDIT_CODE = new RegExp(CREDIT_CODE_PATTERN);

export default function RegisterPage() {
  const { t } = useTranslation("account");
  const navigate = useNavigate();
  const [form] = Form.useForm<Register>();
  const keyOf = useIdempotencyKey();
  const register = useRegister();
  const roleOf = useVocabulary(roles).labelOf;
  const kinds = useVocabulary(organisationKinds).options;
  const placeOptions = useVocabulary(places).options;

  const submit = ({ organisation, ...person }: Register) => {
    // An optional field that was emptied again is not filled in with nothing.
    const { creditCode, ...rest } = organisation;
    const body: Register = { ...person, organisation: { ...rest, ...(creditCode && { creditCode }) } };
    register.mutate(
      { body, idempotencyKey: keyOf(body) },
      {
        onSuccess: ({ role }) => navigate(firstPages[role]),
        onError: (error) => showFieldErrors(form, error),
      },
    );
  };
  const required = (label: string) => [
    { required: true, whitespace: true, message: t("required", { label }) },
  ];

  return (
    <div className="narrow">
      <PageHeader title={t("registerTitle")} subtitle={t("registerHint")} />
      <Form<Register>
        form={form}
        layout="vertical"
        className="stack"
        initialValues={{ role: "enterprise", organisation: { kind: "enterprise" } }}
        scrollToFirstError={{ block: "center", focus: true }}
        onFinish={submit}
      >
        <section className="card">
          <h2>{t("yourself")}</h2>
          <Form.Item name="role" label={t("role")}>
            <Radio.Group className="stacked-radios">
              {registrableRoles.map((role) => (
                <Radio key={role} value={role}>
                  {roleOf(role)} <span className="muted">{t(`roleHint.${role}`)}</span>
                </Radio>
              ))}
            </Radio.Group>
          </Form.Item>
          <NameItem />
          <EmailItem />
          <NewPasswordItem name="password" label={t("password")} />
        </section>
        <section className="card">
          <h2>{t("yourOrganisation")}</h2>
          <Form.Item
            name={["organisation", "name"]}
            label={t("organisationName")}
            rules={required(t("organisationName"))}
          >
            <Input autoComplete="organization" maxLength={120} />
          </Form.Item>
          <Form.Item
            name={["organisation", "kind"]}
            label={t("organisationKind")}
            rules={required(t("organisationKind"))}
          >
            <Select options={kinds} />
          </Form.Item>
          <Form.Item
            name={["organisation", "district"]}
            label={t("district")}
            rules={required(t("district"))}
          >
            <Select options={placeOptions} showSearch={{ optionFilterProp: "label" }} />
          </Form.Item>
          <Form.Item
            name={["organisation", "creditCode"]}
            label={t("creditCode")}
            extra={t("creditCodeHint")}
            normalize={(code: string) => code.toUpperCase().trim()}
            rules={[{ pattern: CREDIT_CODE, message: t("creditCodeInvalid") }]}
          >
            <Input maxLength={18} />
          </Form.Item>
        </section>
        {register.isError && <ProblemAlert error={register.error} />}
        <Button type="primary" htmlType="submit" size="large" block loading={register.isPending}>
          {t("register")}
        </Button>
        <p className="center">
          {t("haveAccount")} <Link to="/login">{t("login")}</Link>
        </p>
      </Form>
    </div>
  );
}
