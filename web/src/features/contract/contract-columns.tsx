import { type Contract, contractTypes } from "@market/shared";
import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DayText, InstantText } from "../../components/instant-text.tsx";
import { MoneyText } from "../../components/money-text.tsx";
import { useVocabulary } from "../../i18n/use-vocabulary.ts";
import { ContractStatusTag } from "./contract-status-tag.tsx";

/** The columns of every list of contracts. */
export function useContractColumns(): TableColumnsType<Contract> {
  const { t } = useTranslation("contract");
  const typeOf = useVocabulary(contractTypes).labelOf;
  return [
    {
      key: "title",
      title: t("contract"),
      width: 260,
      render: (_, contract) => (
        <>
          <Link to={`/contracts/${contract.id}`}>{contract.title}</Link>
          <div className="muted contract-number">{contract.registrationNumber ?? typeOf(contract.type)}</div>
        </>
      ),
    },
    {
      key: "status",
      title: t("statusLabel"),
      render: (_, { status }) => <ContractStatusTag status={status} />,
    },
    {
      key: "parties",
      title: t("parties"),
      width: 200,
      render: (_, { seller, buyer }) => (
        <>
          <div>{seller.name}</div>
          <div className="muted">→ {buyer.name}</div>
        </>
      ),
    },
    {
      key: "amount",
      title: t("amount"),
      align: "right",
      render: (_, { amountFen }) => <MoneyText fen={amountFen} />,
    },
    {
      key: "technologyAmount",
      title: t("technologyAmount"),
      align: "right",
      render: (_, { technologyAmountFen }) => <MoneyText fen={technologyAmountFen} />,
    },
    { key: "signedOn", title: t("signedOn"), render: (_, { signedOn }) => <DayText day={signedOn} /> },
    {
      key: "registeredAt",
      title: t("registeredAt"),
      render: (_, { registeredAt }) =>
        registeredAt === null ? (
          <span className="muted">—</span>
        ) : (
          <InstantText at={registeredAt} form="day" />
        ),
    },
  ];
}
