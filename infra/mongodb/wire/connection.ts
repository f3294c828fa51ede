import type { Socket } from "node:net";
import type { Document } from "bson";
import type { CursorReply } from "./cursor-reply.ts";
import {
  HEADER_BYTES,
  MAX_MESSAGE_BYTES,
  MalformedMessage,
  readMessage,
  type WireRequest,
  writeReply,
} from "./message.ts";
import { refusalOf } from "./refusal.ts";

export type Answer = (body: Document) => Promise<Document | CursorReply>;

/** Serves one client: frames messages, answers them in order, and leaves at the first that makes no sense. */
export function serveConnection(socket: Socket, answer: Answer): void {
  let received: Buffer[] = [];
  let size = 0;
  let answering: Promise<void> = Promise.resolve();
  socket.setNoDelay(true);

  const serve = async (message: Buffer): Promise<void> => {
    const request = readRequest(message);
    if (request === null || socket.destroyed) {
      socket.destroy();
      return;
    }
    const reply = "refusal" in request ? request.refusal : await answer(request.body);
    if (request.isSilent || socket.destroyed) return;
    if (!socket.write(writeReply(request, reply)))
      await new Promise((resolve) => socket.once("drain", resolve).once("close", resolve));
  };

  socket.on("data", (chunk: Buffer) => {
    received.push(chunk);
    size += chunk.length;
    while (size >= HEADER_BYTES) {
      if (received[0]!.length < HEADER_BYTES) received = [Buffer.concat(received)];
      const length = received[0]!.readInt32LE(0);
      if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) {
        socket.destroy();
        return;
      }
      if (size < length) return;
      const bytes = received.length === 1 ? received[0]! : Buffer.concat(received);
      const message = bytes.subarray(0, length);
      received = length === bytes.length ? [] : [bytes.subarray(length)];
      size -= length;
      answering = answering.then(() => serve(message)).catch(() => void socket.destroy());
    }
  });
  // A client that vanishes is no event of the server's; its socket closes by itself.
  socket.on("error", () => socket.destroy());
}

/** A frame that is sound but whose documents are not gets its error; an unsound frame gets the door. */
function readRequest(message: Buffer): WireRequest | RefusedRequest | null {
  try {
    return readMessage(message);
  } catch (error) {
    if (error instanceof MalformedMessage || error instanceof RangeError) return null;
    return {
      requestId: message.readInt32LE(4),
      isLegacy: false,
      isSilent: false,
      body: {},
      refusal: refusalOf(error),
    };
  }
}

interface RefusedRequest extends WireRequest {
  refusal: Document;
}
