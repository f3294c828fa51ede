import { ComponentLibrary } from "../../app/component-library.tsx";
import { PublicationActs } from "./publication-acts.tsx";
import type { Publication, PublicationKind } from "./publication-api.ts";
import { TakeDownButton } from "./take-down-button.tsx";

interface PublicationDeskProps {
  kind: PublicationKind;
  text: Publication;
}

/**
 * The acts on a text's own page, for its owner or an official. The page is a public one that does without the
 * component library, so this part brings it along and is loaded only for those two.
 */
export default function PublicationDesk({ kind, text }: PublicationDeskProps) {
  return (
    <ComponentLibrary>
      {text.isOwner ? (
        <PublicationActs kind={kind} text={text} />
      ) : (
        <TakeDownButton kind={kind} id={text.id} />
      )}
    </ComponentLibrary>
  );
}
