import { useTranslation } from "react-i18next";
import { TextField } from "../../components/plain-form.tsx";

const MIN_PASSWORD_LENGTH = 8;
const MAX_PASSWORD_LENGTH = 200;

/** A password that is being chosen. */
export function NewPasswordField({ name, label }: { name: string; label: string }) {
  const { t } = useTranslation("account");
  return (
    <TextField
      type="password"
      name={name}
      label={label}
      hint={t("passwordHint")}
      misfit={t("passwordShort")}
      autoComplete="new-password"
      required
      minLength={MIN_PASSWORD_LENGTH}
      maxLength={MAX_PASSWORD_LENGTH}
    />
  );
}

/** The same password once more, since what is typed is not seen; {@link useRepetition} compares the two. */
export function RepeatPasswordField() {
  const { t } = useTranslation("account");
  return (
    <TextField
      type="password"
      name="repeated"
      label={t("repeatPassword")}
      autoComplete="new-password"
      required
      maxLength={MAX_PASSWORD_LENGTH}
    />
  );
}

/** Judges whether the repeated password is the new one. */
export function useRepetition(): (values: Record<string, string>) => Record<string, string> {
  const { t } = useTranslation("account");
  return ({ newPassword, repeated }): Record<string, string> =>
    newPassword === repeated ? {} : { repeated: t("passwordsDiffer") };
}

/** The password somebody has, to show that it is they. */
export function CurrentPasswordField({ name, label }: { name: string; label: string }) {
  return (
    <TextField
      type="password"
      name={name}
      label={label}
      autoComplete="current-password"
      required
      maxLength={MAX_PASSWORD_LENGTH}
    />
  );
}

export function EmailField() {
  const { t } = useTranslation("account");
  return (
    <TextField
      type="email"
      name="email"
      label={t("email")}
      misfit={t("emailInvalid")}
      autoComplete="username"
      required
      maxLength={254}
    />
  );
}

export function NameField() {
  const { t } = useTranslation("account");
  return (
    <TextField name="name" label={t("name")} autoComplete="name" required pattern=".*\S.*" maxLength={120} />
  );
}
