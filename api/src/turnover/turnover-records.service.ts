import {
  dayOfLine,
  type TurnoverDimension,
  type TurnoverRecord,
  type TurnoverRecords,
  turnoverKeyOf,
} from "@market/shared";
import type { Models } from "@market/shared/models";
import type { Language } from "../errors.ts";
import { countLines, lineFilter } from "./count-lines.ts";
import { definitionOf, narrowedTo } from "./turnover.service.ts";
import { labelOfKey } from "./turnover-labels.ts";
import { type CountedLine, ledgerOf } from "./turnover-ledger.ts";
import type { TurnoverQuestion } from "./turnover-question.ts";

/** What a record says of its contract, whatever the question groups by. */
const recordDimensions = [
  "type",
  "field",
  "seller",
  "buyer",
  "district",
  "flow",
] as const satisfies readonly TurnoverDimension[];

const CONTRACT_BATCH_SIZE = 1_000;

export interface RecordsQuestion extends TurnoverQuestion {
  onlyCorrections: boolean;
}

/** A page of the lines behind a figure, the latest act first, with the sums of all of them. */
export async function listTurnoverRecords(
  models: Models,
  question: RecordsQuestion,
  { page, pageSize }: { page: number; pageSize: number },
  language: Language,
): Promise<TurnoverRecords> {
  const lines = await readLines(models, question);
  const { sums, corrections } = countLines(lines, { ...question, by: [] });
  const shown = lines.slice((page - 1) * pageSize, page * pageSize);
  return {
    items: await presentRecords(models, shown, question, language),
    total: lines.length,
    page,
    pageSize,
    ...sums,
    corrections,
    narrowedTo: narrowedTo(question, language),
    definition: definitionOf({ ...question, from: null }, language),
    asOf: question.asOf.toISOString(),
  };
}

/** All lines behind a figure, as a file takes them. */
export async function allTurnoverRecords(
  models: Models,
  question: RecordsQuestion,
  language: Language,
): Promise<TurnoverRecord[]> {
  return presentRecords(models, await readLines(models, question), question, language);
}

async function readLines(models: Models, question: RecordsQuestion): Promise<CountedLine[]> {
  const isAskedFor = lineFilter(question);
  const lines = (await ledgerOf(models).read()).filter(
    (line) => isAskedFor(line) && (!question.onlyCorrections || line.kind !== "registration"),
  );
  // What an amendment took back stands above what it put in its place: the same instant keeps the order of its lines.
  return lines.sort(
    (a, b) => b.at - a.at || (a.contractId < b.contractId ? -1 : Number(a.contractId > b.contractId)),
  );
}

async function presentRecords(
  models: Models,
  lines: readonly CountedLine[],
  { basis, date }: TurnoverQuestion,
  language: Language,
): Promise<TurnoverRecord[]> {
  const contracts = await readContracts(models, [...new Set(lines.map(({ contractId }) => contractId))]);
  return lines.map((line): TurnoverRecord => {
    const contract = contracts.get(line.contractId);
    const day = dayOfLine(line, date);
    const keys = recordDimensions.map(
      (dimension) => [dimension, turnoverKeyOf(dimension, line, day, basis)] as const,
    );
    return {
      contract: {
        id: line.contractId,
        number: contract?.registrationNumber ?? null,
        title: contract?.title ?? "",
      },
      pairing: contract?.pairingId ? { id: contract.pairingId.toString() } : null,
      kind: line.kind,
      sign: line.sign,
      at: new Date(line.at).toISOString(),
      registeredOn: line.registeredOn,
      signedOn: line.signedOn,
      amountFen: line.sign * line.amountFen,
      technologyAmountFen: line.sign * line.technologyAmountFen,
      key: Object.fromEntries(keys),
      label: Object.fromEntries(
        keys.map(([dimension, key]) => [dimension, labelOfKey(dimension, key, language)]),
      ),
    };
  });
}

async function readContracts(models: Models, ids: readonly string[]) {
  const read = (from: number) =>
    models.Contract.find({ _id: { $in: ids.slice(from, from + CONTRACT_BATCH_SIZE) } })
      .select("title registrationNumber pairingId")
      .lean();
  const contracts: Awaited<ReturnType<typeof read>> = [];
  for (let from = 0; from < ids.length; from += CONTRACT_BATCH_SIZE) contracts.push(...(await read(from)));
  return new Map(contracts.map((contract) => [contract._id.toString(), contract]));
}
