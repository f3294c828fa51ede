import type { Socket } from "node:net";
import { pipeline } from "node:stream/promises";
import type { Document } from "bson";
import { refusalOf, ServerError } from "../errors.ts";
import type { CursorReply } from "./cursor-reply.ts";
import {
  HEADER_BYTES,
  MAX_MESSAGE_BYTES,
  MalformedMessage,
  readMessage,
  type WireRequest,
  writeReply,
} from "./message.ts";

export type Answer = (body: Document) => Promise<Document | CursorReply>;

/**
 * Serves one client: answers its messages in order, reads no further while it does, and leaves at the first that
 * makes no sense.
 */
export async function serveConnection(socket: Socket, answer: Answer): Promise<void> {
  socket.setNoDelay(true);
  // Errors go to the pipeline; one that comes after its end has nobody to tell.
  socket.on("error", () => {});
  try {
    await pipeline(socket, (received: AsyncIterable<Buffer>) => repliesTo(received, answer), socket);
  } catch (error) {
    // A client that makes no sense, or vanishes (only systems and streams give codes), is no event of the server's.
    const isUnsound = error instanceof MalformedMessage || error instanceof RangeError;
    const isGone = (error as NodeJS.ErrnoException).code !== undefined;
    if (!isUnsound && !isGone) console.error("a connection was closed:", error);
  }
}

async function* repliesTo(received: AsyncIterable<Buffer>, answer: Answer): AsyncGenerator<Buffer> {
  for await (const message of messagesOf(received)) {
    const reply = await replyTo(message, answer);
    if (reply) yield reply;
  }
}

async function* messagesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let received: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    received.push(chunk);
    size += chunk.length;
    while (size >= HEADER_BYTES) {
      if (received[0]!.length < HEADER_BYTES) received = [Buffer.concat(received)];
      const length = received[0]!.readInt32LE(0);
      if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
        throw new MalformedMessage(`a message of ${length} bytes`);
      if (size < length) break;
      const bytes = received.length === 1 ? received[0]! : Buffer.concat(received);
      received = length === bytes.length ? [] : [bytes.subarray(length)];
      size -= length;
      yield bytes.subarray(0, length);
    }
  }
}

/** A frame that is sound but whose documents are not gets its error; an unsound frame throws. */
async function replyTo(message: Buffer, answer: Answer): Promise<Buffer | null> {
  let request: WireRequest = {
    requestId: message.readInt32LE(4),
    isLegacy: false,
    isSilent: false,
    body: {},
  };
  try {
    request = readMessage(message);
    const reply = await answer(request.body);
    return request.isSilent ? null : writeReply(request, reply);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    return writeReply(request, refusalOf(error));
  }
}
