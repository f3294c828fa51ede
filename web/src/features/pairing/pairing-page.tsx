import { useParams } from "react-router";
import { useReadNoticesOf } from "../notification/use-read-notices-of.ts";
import { PairingDetail } from "./pairing-detail.tsx";

export default function PairingPage() {
  const { id = "" } = useParams();
  useReadNoticesOf(id);
  return <PairingDetail key={id} id={id} />;
}
