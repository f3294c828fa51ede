import { useParams } from "react-router";
import { PairingDetail } from "./pairing-detail.tsx";

export default function PairingPage() {
  const { id = "" } = useParams();
  return <PairingDetail key={id} id={id} />;
}
