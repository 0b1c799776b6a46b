import Vips from 'wasm-vips';
import { Refused } from './refused.js';
import type { Pixels } from './pdfium.js';
import { mostPixels } from './shapes.js';

type Library = Awaited<ReturnType<typeof Vips>>;
type Image = Library['Image']['prototype'];

/** libvips as WebAssembly: decodes what came, encodes what goes, within its own memory. */
export class Pictures {
  private constructor(private readonly lib: Library) {}

  static async start(): Promise<Pictures> {
    const lib = await Vips({ dynamicLibraries: [] });
    lib.concurrency(1);
    lib.Cache.max(0);
    return new Pictures(lib);
  }

  /** Width and height without decoding. @throws Refused */
  size(bytes: Buffer): [number, number] {
    const image = this.read(bytes);
    return [image.width, image.height];
  }

  /** A picture upright, on white, as pixels; nothing of its metadata remains. @param longest pixels of its longer side, at the most */
  pixels(bytes: Buffer, longest: number): Pixels {
    const image = this.read(bytes).autorot();
    const scale = Math.min(1, longest / Math.max(image.width, image.height));
    return this.out(scale < 1 ? image.resize(scale) : image);
  }

  /** A WebP of these pixels within so many octets: lossless for print and lines, else as fine as fits, and smaller where even coarse is too much. */
  webp(pixels: Pixels, maxBytes: number): { bytes: Buffer; width: number; height: number } {
    const whole = this.lib.Image.newFromMemory(pixels.data, pixels.width, pixels.height, 4, 'uchar' as never).extractBand(0, { n: 3 });
    const sharp = (image: Image) => this.lossless(image);
    const fine = (image: Image) => this.lossy(image, 68);
    const coarse = (image: Image) => this.lossy(image, 40);
    let least = { octets: Infinity, way: sharp };
    for (const way of [sharp, fine, coarse]) {
      const bytes = way(whole);
      if (bytes.length <= maxBytes) return { bytes, width: whole.width, height: whole.height };
      if (bytes.length < least.octets) least = { octets: bytes.length, way };
    }
    // Octets grow a little slower than the surface does.
    for (let scale = (maxBytes / least.octets) ** 0.58; scale > 0.02; scale *= 0.82) {
      const image = whole.resize(scale);
      const bytes = least.way(image);
      if (bytes.length <= maxBytes) return { bytes, width: image.width, height: image.height };
    }
    throw new Refused('too-large');
  }

  /** As a JPEG of good quality, for a page of its own. */
  jpeg(pixels: Pixels): Buffer {
    const image = this.lib.Image.newFromMemory(pixels.data, pixels.width, pixels.height, 4, 'uchar' as never).extractBand(0, { n: 3 });
    return Buffer.from(image.jpegsaveBuffer({ Q: 88, keep: 0 }));
  }

  /** Sixteen shades a colour: enough for print, and small without a loss. */
  private lossless(image: Image): Buffer {
    const shades = image.linear([1 / 17], [0.5]).cast('uchar' as never).linear([17], [0]).cast('uchar' as never);
    return Buffer.from(shades.webpsaveBuffer({ lossless: true, effort: 2, keep: 0 }));
  }

  private lossy(image: Image, quality: number): Buffer {
    return Buffer.from(image.webpsaveBuffer({ Q: quality, effort: 2, keep: 0 }));
  }

  private read(bytes: Buffer): Image {
    let image: Image;
    try {
      image = this.lib.Image.newFromBuffer(bytes, '', { access: 'random' as never });
    } catch {
      throw new Refused('unreadable');
    }
    if (image.width * image.height > mostPixels) throw new Refused('too-large');
    return image;
  }

  private out(image: Image): Pixels {
    try {
      const colours = image.colourspace('srgb' as never);
      const three = (colours.hasAlpha() ? colours.flatten({ background: [255, 255, 255] }) : colours).cast('uchar' as never);
      const four = three.bands >= 4 ? three.extractBand(0, { n: 3 }).bandjoin(255) : three.bandjoin(255);
      return { width: four.width, height: four.height, data: Buffer.from(four.writeToMemory()) };
    } catch {
      throw new Refused('unreadable');
    }
  }
}
