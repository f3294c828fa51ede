import { Readable } from "node:stream";
import { type AttachmentMediaType, attachmentMediaTypes } from "@market/shared";
import { fileTypeFromStream } from "file-type";

/** What a file is by its content, whatever its name says; `null` for anything that is not taken as an attachment. */
export async function mediaTypeOf(file: Readable): Promise<AttachmentMediaType | null> {
  try {
    const type = await fileTypeFromStream(Readable.toWeb(file) as ReadableStream<Uint8Array>);
    return type !== undefined && isAttachmentMediaType(type.mime) ? type.mime : null;
  } finally {
    file.destroy();
  }
}

function isAttachmentMediaType(mediaType: string): mediaType is AttachmentMediaType {
  return mediaType in attachmentMediaTypes;
}
