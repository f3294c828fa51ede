import type { MultipartFile } from "@fastify/multipart";
import { type AttachmentKind, AttachmentKindSchema, attachmentLimits } from "@market/shared";
import type { FastifyRequest } from "fastify";
import { ApiError, fieldError } from "../errors.ts";

/** Boundaries, headers and the field beside a file. */
const FORM_OVERHEAD_BYTES = 64 * 1024;

export const uploadLimits = {
  limits: { fileSize: attachmentLimits.fileBytes, files: 1, fields: 1, fieldSize: 100 },
  // Noticed where the file is read, so that the answer names the limit.
  throwFileSizeLimit: false,
};

/** An upload once its file has been written away. */
export interface UploadedFile<Written> {
  name: string;
  kind: AttachmentKind;
  written: Written;
}

/**
 * Reads a form of one `file` and perhaps its `kind`, in either order; `write` is given the bytes as they arrive.
 *
 * @throws {ApiError} 413 for a file that is too large, 415 for what is no form, 400 for a form without a file or with
 *   anything else in it; `discard` is called with what has been written by then
 */
export async function readUpload<Written>(
  request: FastifyRequest,
  write: (file: AsyncIterable<Buffer>) => Promise<Written>,
  discard: (written: Written) => Promise<void>,
): Promise<UploadedFile<Written>> {
  if (!request.isMultipart()) throw new ApiError("attachment.notAForm");
  // Known to be too large before a byte is read, as with every browser.
  if (Number(request.headers["content-length"] ?? 0) > attachmentLimits.fileBytes + FORM_OVERHEAD_BYTES) {
    throw new ApiError("attachment.tooLarge");
  }
  let upload: { name: string; written: Written } | undefined;
  let kind: AttachmentKind = "other";
  try {
    for await (const part of request.parts()) {
      if (part.type === "file" && part.fieldname === "file") {
        upload = { name: part.filename, written: await write(wholeOf(part)) };
      } else if (part.type === "field" && part.fieldname === "kind") {
        kind = kindOf(part.value);
      } else {
        throw fieldError(part.fieldname, "field.unknown");
      }
    }
    if (upload === undefined) throw fieldError("file", "file.required");
    return { ...upload, kind };
  } catch (error) {
    if (upload !== undefined) await discard(upload.written);
    throw error;
  }
}

/** A file's bytes, failing at the end of one that is too large: the parser cuts it and goes on as if it were whole. */
async function* wholeOf({ file }: MultipartFile): AsyncIterable<Buffer> {
  yield* file;
  if (file.truncated) throw new ApiError("attachment.tooLarge");
}

function kindOf(value: unknown): AttachmentKind {
  if (typeof value !== "string" || !(AttachmentKindSchema.enum as string[]).includes(value)) {
    throw fieldError("kind", "attachment.unknownKind");
  }
  return value as AttachmentKind;
}
