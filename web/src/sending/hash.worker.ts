import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

// The browser's own digest takes a file in one piece only; this one takes it as it is read.
addEventListener('message', ({ data }: MessageEvent<Blob>) => {
  void (async () => {
    const hash = sha256.create();
    const reader = data.stream().getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) hash.update(part.value);
    return bytesToHex(hash.digest());
  })().catch(() => null).then((found) => postMessage(found));
});
