import type { RegistrationCheck } from "@market/shared";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { ProblemError, request } from "../../app/http.ts";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { SearchBox } from "../../components/search-box.tsx";
import { RegistrationCard } from "./registration-card.tsx";

const NUMBER = /^\d{16}$/;

function registrationQuery(number: string, signature: string | null) {
  return queryOptions({
    queryKey: ["verification", number, signature],
    queryFn: ({ signal }) =>
      request<RegistrationCheck>(`/api/verify/${number}`, { query: { signature }, signal }),
  });
}

export default function VerificationPage() {
  const { t } = useTranslation("verification");
  const { number = "" } = useParams();
  const navigate = useNavigate();
  // Of a certificate, whose QR code leads here.
  const signature = useSearchParams()[0].get("signature");
  const isNumber = NUMBER.test(number);
  const registration = useQuery({ ...registrationQuery(number, signature), enabled: isNumber });
  const isUnknown = registration.error instanceof ProblemError && registration.error.problem.status === 404;

  return (
    <div className="narrow stack">
      <PageHeader title={t("title")} subtitle={t("hint")} />
      <SearchBox
        label={t("label")}
        placeholder={t("placeholder")}
        value={number}
        onSearch={(words) => {
          // As printed on a certificate, in groups of digits.
          const digits = words.replaceAll(/\s/g, "");
          void navigate(digits === "" ? "/verify" : `/verify/${encodeURIComponent(digits)}`);
        }}
      />
      <div role="status">
        {number !== "" && !isNumber && <p className="alert alert--warning">{t("invalid")}</p>}
        {registration.data !== undefined && !isUnknown && (
          <RegistrationCard registration={registration.data} />
        )}
        {isUnknown && <EmptyState title={t("notFound")} hint={t("notFoundHint")} />}
      </div>
      {registration.isLoadingError && !isUnknown && (
        <ProblemAlert error={registration.error} onRetry={() => void registration.refetch()} />
      )}
    </div>
  );
}
