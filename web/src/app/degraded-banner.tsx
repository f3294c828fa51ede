import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { readinessQuery } from "./readiness.ts";

/** Says in one line what does not work as it should at present; nothing while all is well. */
export function DegradedBanner() {
  const { t } = useTranslation();
  const readiness = useQuery(readinessQuery);
  const ailing = readiness.data?.dependencies.flatMap(({ name, state }) =>
    state === "ok" ? [] : [t(`degraded.${name}.${state}`)],
  );
  if (ailing === undefined || ailing.length === 0) return null;
  return (
    <div className="banner" role="status">
      {ailing.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
