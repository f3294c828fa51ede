import { CREDIT_CODE_PATTERN, isCreditCode, organisationKinds, type Register, roles } from "@market/shared";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { useIdempotencyKey } from "../../app/use-idempotency-key.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { ChoiceField, PlainForm, SubmitButton, TextField } from "../../components/plain-form.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { places } from "../../i18n/places.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { useRegister } from "./account-api.ts";
import { EmailField, NameField, NewPasswordField } from "./account-fields.tsx";
import { firstPages } from "./next-path.ts";

const registrableRoles = ["enterprise", "institution", "broker"] as const;

/** The fields bear the names by which the api speaks of them, so that its messages find their places. */
function toRegister(values: Record<string, string>): Register {
  const creditCode = values["organisation.creditCode"]?.trim().toUpperCase();
  return {
    email: values.email ?? "",
    password: values.password ?? "",
    name: values.name ?? "",
    role: values.role as Register["role"],
    organisation: {
      name: values["organisation.name"] ?? "",
      kind: values["organisation.kind"] as Register["organisation"]["kind"],
      district: values["organisation.district"] as Register["organisation"]["district"],
      ...(creditCode && { creditCode }),
    },
  };
}

export default function RegisterPage() {
  const { t } = useTranslation("account");
  const navigate = useNavigate();
  const keyOf = useIdempotencyKey();
  const register = useRegister();
  const roleOf = useVocabulary(roles).labelOf;
  const kinds = useVocabulary(organisationKinds).options;
  const placeOptions = useVocabulary(places).options;

  const submit = (values: Record<string, string>) => {
    const body = toRegister(values);
    register.mutate(
      { body, idempotencyKey: keyOf(body) },
      { onSuccess: ({ role }) => navigate(firstPages[role]) },
    );
  };

  // A slip of the finger is told here; the api takes a code as it is told.
  const judge = ({
    "organisation.creditCode": code = "",
  }: Record<string, string>): Record<string, string> => {
    const isWrong = code.trim() !== "" && !isCreditCode(code.trim().toUpperCase());
    return isWrong ? { "organisation.creditCode": t("creditCodeInvalid") } : {};
  };

  return (
    <div className="narrow">
      <PageHeader title={t("registerTitle")} subtitle={t("registerHint")} />
      <PlainForm error={register.error} judge={judge} onSubmit={submit}>
        <section className="card plain-form">
          <h2>{t("yourself")}</h2>
          <fieldset>
            <legend>{t("role")}</legend>
            {registrableRoles.map((role) => (
              <label key={role} className="plain-form__choice">
                <input type="radio" name="role" value={role} defaultChecked={role === "enterprise"} />
                <span>
                  {roleOf(role)} <span className="muted">{t(`roleHint.${role}`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <NameField />
          <EmailField />
          <NewPasswordField name="password" label={t("password")} />
        </section>
        <section className="card plain-form">
          <h2>{t("yourOrganisation")}</h2>
          <TextField
            name="organisation.name"
            label={t("organisationName")}
            autoComplete="organization"
            required
            maxLength={120}
          />
          <ChoiceField
            name="organisation.kind"
            label={t("organisationKind")}
            options={kinds}
            defaultValue="enterprise"
          />
          <ChoiceField name="organisation.district" label={t("district")} options={placeOptions} />
          <TextField
            name="organisation.creditCode"
            label={t("creditCode")}
            hint={t("creditCodeHint")}
            misfit={t("creditCodeInvalid")}
            // Typed in small letters it is the same code; it is sent in capitals.
            pattern={`${CREDIT_CODE_PATTERN}|[0-9a-z]{18}`}
            maxLength={18}
          />
        </section>
        {register.isError && <ProblemAlert error={register.error} />}
        <SubmitButton isPending={register.isPending}>{t("register")}</SubmitButton>
        <p className="center">
          {t("haveAccount")} <Link to="/login">{t("login")}</Link>
        </p>
      </PlainForm>
    </div>
  );
}
