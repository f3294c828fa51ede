import { useTranslation } from "react-i18next";
import { ProblemError } from "../app/http.ts";
import { ReferenceText } from "./reference-text.tsx";

interface ProblemAlertProps {
  error: Error;
  onRetry?: () => void;
}

/** An error as a person may read it: what happened, in which fields, and the reference to quote. */
export function ProblemAlert({ error, onRetry }: ProblemAlertProps) {
  const { t } = useTranslation();
  const problem = error instanceof ProblemError ? error.problem : undefined;
  return (
    <div className="alert alert--danger" role="alert">
      <p>
        <strong>{problem?.detail ?? error.message}</strong>
      </p>
      {problem?.errors !== undefined && problem.errors.length > 0 && (
        <ul>
          {problem.errors.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              {path !== "" && <code>{path}</code>} {message}
            </li>
          ))}
        </ul>
      )}
      {problem?.instance !== undefined && <ReferenceText reference={problem.instance} />}
      {onRetry !== undefined && (
        <button type="button" className="button" onClick={onRetry}>
          {t("retry")}
        </button>
      )}
    </div>
  );
}
