import { lazy, Suspense } from "react";
import { useSession } from "../../app/session.ts";
import type { Publication, PublicationKind } from "./publication-api.ts";

const PublicationDesk = lazy(() => import("./publication-desk.tsx"));

/** The acts on a text for its owner or an official; nothing, and nothing to load, for all others. */
export function PublicationDeskSlot({ kind, text }: { kind: PublicationKind; text: Publication }) {
  const isOfficial = useSession()?.role === "official";
  const canTakeDown = isOfficial && text.status === "published";
  if (!text.isOwner && !canTakeDown) return null;
  return (
    <Suspense fallback={null}>
      <PublicationDesk kind={kind} text={text} />
    </Suspense>
  );
}
