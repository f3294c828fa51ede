import { roles, type User } from "@market/shared";
import { App, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useSession } from "../../app/session.ts";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { useAppoint } from "./account-api.ts";

/** A person's role, and others to appoint them to. Nobody changes their own. */
export function AppointSelect({ user }: { user: User }) {
  const { t } = useTranslation("account");
  const { message, modal } = App.useApp();
  const { options, labelOf } = useVocabulary(roles);
  const isOneself = useSession()?.id === user.id;
  const appoint = useAppoint();

  const ask = (role: User["role"]) =>
    modal.confirm({
      title: t("appointQuestion", { name: user.name, role: labelOf(role) }),
      onOk: async () => {
        try {
          await appoint.mutateAsync({ userId: user.id, role });
          void message.success(t("appointed"));
        } catch (error) {
          void message.error(error instanceof Error ? error.message : String(error));
        }
      },
    });
  return (
    <Select
      className="filter-select"
      aria-label={`${t("appoint")} ${user.name}`}
      disabled={isOneself}
      loading={appoint.isPending}
      options={options}
      value={user.role}
      onChange={ask}
    />
  );
}
