import type { Page, ServicePoint } from "@market/shared";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { request } from "../../app/http.ts";

const servicePointsQuery = queryOptions({
  queryKey: ["service-points"],
  queryFn: ({ signal }) =>
    request<Page<ServicePoint>>("/api/service-points", { query: { pageSize: 100 }, signal }),
  staleTime: 10 * 60_000,
});

interface ServicePointSelectProps {
  id?: string;
  value?: string;
  onChange?: (id: string | undefined) => void;
}

/** Chooses where a contract is handed in; the city's own registry where none is chosen. */
export function ServicePointSelect({ id, value, onChange }: ServicePointSelectProps) {
  const { t } = useTranslation("contract");
  const points = useQuery(servicePointsQuery);
  return (
    <Select
      id={id}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      value={value ?? null}
      onChange={(chosen) => onChange?.(chosen ?? undefined)}
      loading={points.isPending}
      placeholder={t("form.cityRegistry")}
      options={(points.data?.items ?? []).map((point) => ({ value: point.id, label: point.name }))}
    />
  );
}
