import type { Organisation, Page } from "@market/shared";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../app/http.ts";

const SHOWN = 20;

function organisationsQuery(name: string) {
  return queryOptions({
    queryKey: ["organisations", "picker", name],
    queryFn: ({ signal }) =>
      request<Page<Organisation>>("/api/organisations", { query: { name, pageSize: SHOWN }, signal }),
    placeholderData: keepPreviousData,
  });
}

interface OrganisationSelectProps {
  id?: string;
  value?: { value: string; label: string };
  onChange?: (organisation: { value: string; label: string } | undefined) => void;
}

/** Chooses an organisation of the market by a part of its name. */
export function OrganisationSelect({ id, value, onChange }: OrganisationSelectProps) {
  const { t } = useTranslation("contract");
  const [typed, setTyped] = useState("");
  const organisations = useQuery(organisationsQuery(useDeferredValue(typed.trim())));
  return (
    <Select
      id={id}
      labelInValue
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value ?? null}
      onChange={(chosen) => onChange?.(chosen ?? undefined)}
      loading={organisations.isFetching}
      placeholder={t("form.organisationPlaceholder")}
      notFoundContent={organisations.isError ? organisations.error.message : t("form.organisationNone")}
      options={(organisations.data?.items ?? []).map((organisation) => ({
        value: organisation.id,
        label: organisation.name,
        district: organisation.district,
      }))}
      optionRender={({ label, data }) => (
        <span className="row">
          {label} <span className="muted">{data.district}</span>
        </span>
      )}
    />
  );
}
