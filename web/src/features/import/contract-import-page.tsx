import { ImportDesk } from "./import-desk.tsx";

/** Brings in contracts that were registered elsewhere before, from the sheet they are kept in. */
export default function ContractImportPage() {
  return <ImportDesk kind="contracts" />;
}
