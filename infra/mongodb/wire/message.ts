import type { Document } from "bson";
import { decode, encode } from "../bson/codec.ts";
import { CursorReply, encodeCursorReply } from "./cursor-reply.ts";

/** https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
export const HEADER_BYTES = 16;
export const MAX_MESSAGE_BYTES = 48_000_000;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
/** Flags below 16 that a receiver doesn't know must be refused; the others may be ignored. */
const REQUIRED_FLAGS = 0xffff;

export interface WireRequest {
  requestId: number;
  /** Whether it came as the legacy OP_QUERY, which only greetings still use. */
  isLegacy: boolean;
  /** The sender wants no answer (w: 0). */
  isSilent: boolean;
  /** The command with its `$db`; an insert's `documents` stay encoded. */
  body: Document;
}

export class MalformedMessage extends Error {}

/** Reads one whole message. Throws MalformedMessage where the frame itself makes no sense. */
export function readMessage(message: Buffer): WireRequest {
  const requestId = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  if (opcode === OP_MSG) return readOpMsg(message, requestId);
  if (opcode === OP_QUERY) return readOpQuery(message, requestId);
  throw new MalformedMessage(`opcode ${opcode} is not spoken here`);
}

function readOpMsg(message: Buffer, requestId: number): WireRequest {
  if (message.length < HEADER_BYTES + 5) throw new MalformedMessage("message too short");
  const flags = message.readUInt32LE(HEADER_BYTES);
  if (flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME))
    throw new MalformedMessage("unknown flags");
  const end = flags & CHECKSUM_PRESENT ? message.length - 4 : message.length;
  let body: Document | null = null;
  const sequences: Document = {};
  let at = HEADER_BYTES + 4;
  while (at < end) {
    const kind = message[at];
    const size = sizeAt(message, at + 1, end);
    const section = message.subarray(at + 1, at + 1 + size);
    if (kind === 0) {
      if (body) throw new MalformedMessage("two bodies in one message");
      body = readBody(section);
    } else if (kind === 1) {
      readSequence(section, sequences);
    } else {
      throw new MalformedMessage(`unknown section kind ${kind}`);
    }
    at += 1 + size;
  }
  if (!body) throw new MalformedMessage("a message without a body");
  for (const [name, documents] of Object.entries(sequences)) {
    body[name] = "insert" in body ? documents : documents.map((bytes: Buffer) => decode(bytes));
  }
  return { requestId, isLegacy: false, isSilent: (flags & MORE_TO_COME) !== 0, body };
}

const INSERT = Buffer.from("insert\0");

function readBody(bytes: Buffer): Document {
  const isInsert = bytes.subarray(5, 5 + INSERT.length).equals(INSERT);
  return decode(bytes, isInsert ? { fieldsAsRaw: { documents: true } } : {});
}

function readSequence(section: Buffer, sequences: Document): void {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new MalformedMessage("a document sequence without a name");
  const documents: Buffer[] = [];
  for (let at = nameEnd + 1; at < section.length; ) {
    const size = sizeAt(section, at, section.length);
    documents.push(section.subarray(at, at + size));
    at += size;
  }
  sequences[section.toString("utf8", 4, nameEnd)] = documents;
}

function sizeAt(bytes: Buffer, at: number, end: number): number {
  const size = at + 4 <= end ? bytes.readInt32LE(at) : 0;
  if (size < 5 || at + size > end) throw new MalformedMessage("a section does not fit its message");
  return size;
}

function readOpQuery(message: Buffer, requestId: number): WireRequest {
  const nameEnd = message.indexOf(0, HEADER_BYTES + 4);
  if (nameEnd < 0 || nameEnd + 13 > message.length)
    throw new MalformedMessage("a query without a collection");
  const [database] = message.toString("utf8", HEADER_BYTES + 4, nameEnd).split(".");
  const at = nameEnd + 9;
  const body = decode(message.subarray(at, at + sizeAt(message, at, message.length)));
  return { requestId, isLegacy: true, isSilent: false, body: { ...body, $db: database } };
}

let lastMessageId = 0;

/** Throws what the server answers instead of a reply that is too large. */
export function writeReply(request: WireRequest, reply: Document | CursorReply): Buffer {
  const body = reply instanceof CursorReply ? encodeCursorReply(reply) : encode(reply);
  const prefix = Buffer.alloc(HEADER_BYTES + (request.isLegacy ? 20 : 5));
  prefix.writeInt32LE(prefix.length + body.length, 0);
  lastMessageId = (lastMessageId + 1) & 0x7fffffff;
  prefix.writeInt32LE(lastMessageId, 4);
  prefix.writeInt32LE(request.requestId, 8);
  prefix.writeInt32LE(request.isLegacy ? OP_REPLY : OP_MSG, 12);
  // OP_REPLY: flags 0, cursor 0, from 0, one document. OP_MSG: flags 0, section kind 0.
  if (request.isLegacy) prefix.writeInt32LE(1, prefix.length - 4);
  return Buffer.concat([prefix, body]);
}
