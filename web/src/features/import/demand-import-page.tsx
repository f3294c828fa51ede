import { ImportDesk } from "./import-desk.tsx";

/** Brings in an enterprise's needs from the list it keeps. */
export default function DemandImportPage() {
  return <ImportDesk kind="demands" />;
}
