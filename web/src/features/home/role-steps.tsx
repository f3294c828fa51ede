import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession } from "../../app/session.ts";

const roles = ["enterprise", "institution", "broker", "official"] as const;

/** Who does what in the market, in the order a matter goes through their hands. */
export function RoleSteps() {
  const { t } = useTranslation("home");
  const isStranger = useSession() === null;
  return (
    <section className="card">
      <h2>{t("steps")}</h2>
      <ol className="role-steps">
        {roles.map((role) => (
          <li key={role}>
            <h3>{t(`step.${role}`)}</h3>
            <p className="muted">{t(`step.${role}Text`)}</p>
          </li>
        ))}
      </ol>
      {isStranger && (
        <Link className="button button--primary" to="/register">
          {t("join")}
        </Link>
      )}
    </section>
  );
}
