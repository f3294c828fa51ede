import { partyKinds, roles, type User } from "@market/shared";
import { useQuery } from "@tanstack/react-query";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { useSession } from "../../app/session.ts";
import { DataTable } from "../../components/data-table.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useUrlFilters } from "../../components/url-filters.ts";
import { places } from "../../i18n/places.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { InvitationForm } from "./invitation-form.tsx";
import { membersQuery } from "./organisation-api.ts";
import { VerifiedTag } from "./verified-tag.tsx";

export default function OwnOrganisationPage() {
  const { t } = useTranslation("organisation");
  const person = useSession();
  const organisation = person?.organisation ?? null;
  const filters = useUrlFilters([]);
  const members = useQuery({
    ...membersQuery(organisation?.id ?? "", filters.page),
    enabled: organisation !== null,
  });
  const roleOf = useVocabulary(roles).labelOf;
  const kindOf = useVocabulary(partyKinds).labelOf;
  const placeOf = useVocabulary(places).labelOf;

  if (organisation === null) return <EmptyState isPage title={t("empty")} />;
  const columns: TableColumnsType<User> = [
    { title: t("memberName"), dataIndex: "name" },
    { title: t("email"), dataIndex: "email" },
    { title: t("role"), key: "role", render: (_, member) => roleOf(member.role) },
    {
      title: t("admin"),
      key: "admin",
      render: (_, member) =>
        member.organisationAdmin && <span className="tag tag--primary">{t("admin")}</span>,
    },
  ];
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("hint")} />
      <div className="stack">
        <section className="card">
          <h2>{t("facts")}</h2>
          <dl className="facts">
            <dt>{t("name")}</dt>
            <dd>{organisation.name}</dd>
            <dt>{t("kind")}</dt>
            <dd>{kindOf(organisation.kind)}</dd>
            <dt>{t("district")}</dt>
            <dd>{placeOf(organisation.district)}</dd>
            {organisation.creditCode !== undefined && (
              <>
                <dt>{t("creditCode")}</dt>
                <dd>{organisation.creditCode}</dd>
              </>
            )}
            <dt>{t("verified")}</dt>
            <dd>
              <VerifiedTag isVerified={organisation.verified} />{" "}
              {!organisation.verified && <span className="muted">{t("verifiedHint")}</span>}
            </dd>
          </dl>
        </section>
        <section className="card">
          <h2>{t("members")}</h2>
          <DataTable
            label={t("members")}
            query={members}
            columns={columns}
            empty={<EmptyState title={t("membersEmpty")} />}
          />
        </section>
        <section className="card">
          <h2>{t("invite")}</h2>
          {person?.organisationAdmin ? (
            <InvitationForm organisationId={organisation.id} />
          ) : (
            <p className="muted">{t("onlyAdmin")}</p>
          )}
        </section>
      </div>
    </>
  );
}
