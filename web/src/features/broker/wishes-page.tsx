import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSession } from "../../app/session.ts";
import { PageHeader } from "../../components/page-header.tsx";
import { PageSkeleton } from "../../components/page-skeleton.tsx";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { wishesQuery } from "./broker-api.ts";
import { MuteList } from "./mute-list.tsx";
import { WishesForm } from "./wishes-form.tsx";

export default function WishesPage() {
  const { t } = useTranslation("broker");
  const isVerified = useSession()?.verified ?? false;
  const wishes = useQuery(wishesQuery);
  return (
    <div className="narrow">
      <PageHeader title={t("wishesTitle")} subtitle={t("wishesHint")} />
      {!isVerified && <p className="alert alert--warning">{t("notVerified")}</p>}
      {wishes.isPending && <PageSkeleton />}
      {wishes.isLoadingError && <ProblemAlert error={wishes.error} onRetry={() => void wishes.refetch()} />}
      {wishes.data !== undefined && <WishesForm wishes={wishes.data} />}
      <MuteList />
    </div>
  );
}
