import type { ContractQuery } from "@market/shared";
import type { Models } from "@market/shared/models";
import { stringify } from "csv-stringify/sync";
import type { Caller } from "../caller.ts";
import { contractFilter, type StoredContract } from "../contract/contract.service.ts";
import { yuanOf } from "../money/yuan.ts";
import { type StreamedCell, streamWorkbook } from "../spreadsheet/stream-workbook.ts";
import { listColumns } from "./registration-list-columns.ts";

const ROWS_A_BATCH = 500;
/** BOM: without it Excel takes UTF-8 for the system's own code page. */
const BYTE_ORDER_MARK = "\ufeff";

/** What the list asks for: the conditions of the list of contracts, over what has been registered. */
type ListQuery = Omit<ContractQuery, "page" | "pageSize" | "sort">;

/** The registration list as CSV, fetched and written batch by batch. */
export async function* registrationListCsv(
  models: Models,
  caller: Caller,
  query: ListQuery,
): AsyncGenerator<string> {
  const write = (rows: string[][]) => stringify(rows, { record_delimiter: "windows", escape_formulas: true });
  yield BYTE_ORDER_MARK + write([listColumns.map(({ name }) => name)]);
  for await (const batch of batchesOf(models, caller, query)) {
    yield write(batch.map((cells) => cells.map(textOf)));
  }
}

/** The same as a workbook with real numbers and days; a second sheet says what the columns are. */
export function registrationListXlsx(
  models: Models,
  caller: Caller,
  query: ListQuery,
  asOf: Date,
): AsyncGenerator<Uint8Array> {
  return streamWorkbook([
    {
      name: "登记清单",
      columns: listColumns.map(({ name, width }) => ({ title: name, width })),
      batches: batchesOf(models, caller, query),
    },
    {
      name: "说明",
      columns: [
        { title: "列名", width: 26 },
        { title: "含义", width: 34 },
        { title: "来源", width: 60 },
      ],
      batches: [
        [
          ...listColumns.map(({ name, zh }): StreamedCell[] =>
            zh === ""
              ? [name, name, "本市场导入模板的列名"]
              : [name, zh, "全国技术合同网上登记系统表单控件名"],
          ),
          [],
          ["范围", "已认定登记的合同（含已注销、已撤销，见登记状态）", ""],
          ["金额", "单位为元；成交额为合同总金额，技术交易额为其中的技术部分", ""],
          ["统计时点", asOf.toISOString(), ""],
          ["再次导入", "本表可在“导入历史合同”中原样导入，已有的合同不会重复", ""],
        ],
      ],
    },
  ]);
}

/** Contracts in the order of their registration; a cursor holds one batch at a time. */
async function* batchesOf(
  models: Models,
  caller: Caller,
  query: ListQuery,
): AsyncGenerator<StreamedCell[][]> {
  const contracts = models.Contract.find({
    $and: [contractFilter(caller, query), { registeredAt: { $ne: null } }],
  })
    .select("-versions -history")
    .sort({ registeredAt: 1, _id: 1 })
    .batchSize(ROWS_A_BATCH)
    .lean<StoredContract[]>()
    .cursor();
  let batch: StreamedCell[][] = [];
  for await (const contract of contracts) {
    batch.push(listColumns.map(({ cellOf }) => cellOf(contract as unknown as StoredContract)));
    if (batch.length === ROWS_A_BATCH) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

function textOf(cell: StreamedCell): string {
  if (cell === null) return "";
  if (typeof cell === "string") return cell;
  return "fen" in cell ? yuanOf(cell.fen) : cell.day;
}
