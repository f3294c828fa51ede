import { type AttachmentMediaType, attachmentLimits, attachmentMediaTypes } from "@market/shared";

// Control characters, and those that turn the direction of text and so can hide an extension.
const INVISIBLE = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const FORBIDDEN_IN_FILE_NAMES = /[<>:"|?*]/g;

/**
 * A file's name as it is kept and offered for saving: no folders, nothing that a file system or a reader stumbles
 * over, and the extension of what the file is.
 */
export function attachmentNameOf(name: string, mediaType: AttachmentMediaType): string {
  const extension = attachmentMediaTypes[mediaType];
  const base = name
    .normalize("NFC")
    .replace(/^.*[/\\]/s, "")
    .replace(INVISIBLE, "")
    .replace(FORBIDDEN_IN_FILE_NAMES, "_")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  const stem = hasExtension(base, extension) ? base.slice(0, base.lastIndexOf(".")) : base;
  const room = attachmentLimits.nameLength - extension.length - 1;
  return `${[...(stem || "file")].slice(0, room).join("")}.${extension}`;
}

function hasExtension(name: string, extension: string): boolean {
  const own = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  return name.includes(".") && (own === extension || (extension === "jpg" && own === "jpeg"));
}
