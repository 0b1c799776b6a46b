/**
 * Gives the memory of a piece of a stream back at once. Left to the collector, pieces of a quarter of a mebibyte make it walk the whole heap
 * every few hundred of them. For whoever holds the piece last; octets that share their memory with others are left alone.
 */
export function letGo({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/** The pieces of a stream nobody else reads, such as the body of a request; each is let go once the next is asked for. */
export async function* spent(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of source) {
    yield piece;
    letGo(piece);
  }
}
